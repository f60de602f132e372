"""Who may read a file of an accountability case: whoever sees the object on which it hangs."""

from __future__ import annotations

from typing import Any

from duban.accountability.models import Appeal, Hearing, Inquiry, Ruling
from duban.acts.kinds import kind_of
from duban.acts.permits import roles_from
from duban.mechanism.clauses import clause
from duban.mechanism.lifecycles.accountability.fields import BODIES
from duban.mechanism.lifecycles.accountability.hearing import ADDRESSEE
from duban.mechanism.standing import Role
from duban.shared.actor import Actor

_MODELS: dict[str, Any] = {"inquiry": Inquiry, "hearing": Hearing, "ruling": Ruling, "appeal": Appeal}
FILED_KINDS = frozenset(_MODELS)
RECOMMENDED = "建议函"


@clause("6.4")
def may_read(*, actor: Actor, kind: str, object_id: int, label: str) -> bool:
    """Whether the actor may read a file that hangs on an object of this kind.

    Decisions, recommendations and answers to appeals are read by the two bodies and by the subject, not by the
    offices; statements by whoever made them.
    """
    model = _MODELS.get(kind)
    if model is None:
        return False
    spec = kind_of(kind)
    row = (
        model.objects.filter(jurisdiction_id=actor.jurisdiction_id, pk=object_id)
        .select_related(*spec.related)
        .first()
    )
    if row is None:
        return False
    roles = roles_from(actor, actor.posts, spec.subject(row))
    if not spec.visible(actor, row, roles):
        return False
    if kind == "inquiry" and label == RECOMMENDED:
        return bool(roles & set(BODIES))
    if kind in ("ruling", "appeal"):
        return bool(roles & (set(BODIES) | set(ADDRESSEE) | {Role.HOLDER}))
    return True
