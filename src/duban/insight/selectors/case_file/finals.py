"""Final texts that were handed in for a measure, and what each changed; only for those who see drafts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from duban.acts.sight.visibility import ABSENT
from duban.documents.final_text.changes import DraftComparison
from duban.documents.final_text.models import FinalText
from duban.measures import policies as of_measure
from duban.measures.models import Measure
from duban.mechanism.lifecycles import state_label
from duban.mechanism.lifecycles.measures import SPINES
from duban.shared.actor import Actor
from duban.shared.errors import NotFound


@dataclass(frozen=True)
class FinalVersion:
    """One text that was handed in. `current` tells whether it is the one that is approved and issued."""

    name: str
    file: str
    by: str
    at: datetime
    current: bool
    note: str
    comparison: DraftComparison


@dataclass(frozen=True)
class FinalsView:
    """The texts of a measure, the latest first."""

    ref: str
    label: str
    number: str
    state: str
    case_ref: str
    case_title: str
    versions: tuple[FinalVersion, ...]


def finals(*, actor: Actor, ref: str) -> FinalsView:
    """What was handed in as the final text of a measure; NotFound for those who do not see its drafts."""
    measure = (
        Measure.objects.filter(jurisdiction_id=actor.jurisdiction_id, ref=ref)
        .select_related("case", "matter", "matter__case")
        .first()
    )
    if measure is None or not of_measure.drafts(actor).holds(measure):
        raise NotFound(ABSENT)
    rows = FinalText.objects.filter(object_kind=measure.kind, object_id=measure.pk).order_by("-pk")
    return FinalsView(
        ref=measure.ref,
        label=SPINES[measure.kind].label,
        number=measure.number,
        state=state_label(measure.kind, measure.state),
        case_ref=measure.case.ref,
        case_title=measure.matter.title,
        versions=tuple(_version(row) for row in rows.select_related("attachment")),
    )


def _version(row: FinalText) -> FinalVersion:
    return FinalVersion(
        name=row.attachment.name,
        file=row.attachment.ref,
        by=row.by,
        at=row.at,
        current=row.current,
        note=row.note,
        comparison=DraftComparison.of_data(row.changes),
    )
