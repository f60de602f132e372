"""What a matter lets pass when somebody leaves: whose inspector, or whose handler in the unit, somebody is (A98)."""

from __future__ import annotations

from typing import Any

from duban.acts.batches.batch import Batch
from duban.acts.beside import lacking
from duban.acts.kinds import people
from duban.acts.owing.charges import Charge
from duban.matters.actions.handing_over import pass_to
from duban.matters.actions.undertaking import passed_inside
from duban.matters.models import Matter
from duban.mechanism.clauses import clause
from duban.mechanism.lifecycles import act_named
from duban.mechanism.people.standing import Function, PostRole
from duban.shared.errors import Unmet

_INSPECTED = act_named("matter.hand_over")
_HANDLED = act_named("matter.inner_step")


def inspected(person_id: int) -> list[Matter]:
    """The matters in hand that somebody inspects."""
    return _in_hand(_INSPECTED.sources, inspector_id=person_id)


def handled(person_id: int) -> list[Matter]:
    """The matters in hand that somebody handles in the responsible unit."""
    return _in_hand(_HANDLED.sources, handler_id=person_id)


def _in_hand(states: tuple[str, ...], **named: int) -> list[Matter]:
    rows = Matter.objects.filter(**named, state__in=states).select_related("case", "source")
    # Put in order here: asked for in order, a database reads all matters of the county along their days.
    return sorted(rows.order_by(), key=lambda matter: (matter.due_on, matter.pk))


@clause("3.0")
def pass_inspected(batch: Batch, case: Any, person_id: int, reason: str) -> None:
    """变更经办人 of one case within its office, by the act and the gates by which it passes alone."""
    act = act_named(f"{_kind(case)}.hand_over")
    receiver, office = people(case.jurisdiction_id).get(person_id), Function(case.office)
    posts = receiver.posts if receiver is not None else ()
    if not any(post.role is PostRole.INSPECTOR and post.function is office for post in posts):
        raise Unmet(lacking(act, "接收人是本办公室的督查员", "接收人不是。"))
    given = {"inspector": str(person_id), "reason": reason}
    with batch.act(act.key, case, given=given) as work:
        pass_to(work, person_id, reason, told=False)


def _kind(case: Any) -> str:
    return "matter" if case.case.is_matter else "inquiry"


@clause("1.2")
def pass_handled(batch: Batch, matter: Any, person_id: int, reason: str) -> None:
    """承办 inside the unit goes to a colleague, as an inner step of the unit."""
    step = "承办"
    given = {"step": step, "opinion": reason, "to_person": str(person_id)}
    with batch.act(_HANDLED.key, matter, given=given) as work:
        passed_inside(work, step, reason, person_id)


CHARGES = (
    Charge("matter", "承办督查员", inspected, pass_inspected),
    Charge("matter", "事项经办负责人", handled, pass_handled),
)
