"""Where somebody finds a case by its number, and an accountability case: the inquiry, notice or ruling that is theirs to see."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from duban.accountability.models import Hearing, Inquiry, Ruling
from duban.acts.kinds import kind_of
from duban.acts.models import Case
from duban.acts.sight.visibility import ABSENT, may_see, visible_rows
from duban.shared.actor import Actor
from duban.shared.errors import NotFound


@dataclass(frozen=True)
class CasePlace:
    """The kind of object whose page shows the case to this actor, and its reference."""

    kind: str
    ref: str


def place_of(*, actor: Actor, ref: str) -> CasePlace:
    """The page of an accountability case, or of the matter of a number; NotFound where there is none the actor may see."""
    numbered = visible_rows(actor, "matter").filter(case__code=ref).values_list("case__ref", flat=True).first()
    if numbered is not None:
        return CasePlace("case", numbered)
    case = Case.objects.filter(jurisdiction_id=actor.jurisdiction_id, ref=ref, state="accountability").first()
    if case is not None:
        for kind, row in _objects(case):
            if may_see(actor, kind, row):
                return CasePlace(kind, row.ref)
    raise NotFound(ABSENT)


def _objects(case: Case) -> Iterator[tuple[str, Any]]:
    """What has a page of its own, the whole before its parts, the latest notice first."""
    related = (("inquiry", Inquiry), ("hearing", Hearing), ("ruling", Ruling))
    for kind, model in related:
        rows: Any = model._base_manager.filter(case=case).select_related(*kind_of(kind).related)
        for row in rows.order_by("-pk"):
            yield kind, row
