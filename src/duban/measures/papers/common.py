"""What every document of a measure has: issuer, unit, matter, notice, and whom it addresses."""

from __future__ import annotations

from datetime import date
from typing import Any

from duban.documents.official.kinds.base import NOTICE
from duban.measures.models import Measure
from duban.mechanism.people.standing import Function
from duban.organisations.selectors import directory
from duban.proceedings.models import ResponsiblePerson
from duban.rulebook.selectors import notice_of_case, vocabulary_of_case
from duban.shared import clock


def principals_of(measure: Measure) -> tuple[str, ...]:
    """The principal leaders who are addressed: as frozen at issue, before that those of today."""
    if measure.issued_at is not None:
        rows = ResponsiblePerson.objects.filter(**keyed(measure), role="principal").order_by("pk")
        return tuple(rows.values_list("name", flat=True))
    known = directory(measure.jurisdiction_id)
    return tuple(holder.name for holder in known.principals(measure.unit_id, clock.today()))


def common(measure: Measure) -> dict[str, Any]:
    """Issuer, unit, matter, notice: what every document of a measure has."""
    known = directory(measure.jurisdiction_id)
    on = day_of(measure.issued_at) or clock.today()
    notice = notice_of_case(measure.jurisdiction_id, measure.case.pack_hash, on)
    return {
        "issuers": (known.office(Function(measure.issuer)).name,),
        "notice": notice.title if notice else NOTICE,
        "vocabulary": vocabulary_of_case(measure.jurisdiction_id, measure.case.pack_hash, on),
        "matter": measure.matter.title,
        "unit": known.unit(measure.unit_id).name,
    }


def keyed(measure: Measure) -> dict[str, Any]:
    """By what the rows that hang on a measure name it."""
    return {"object_kind": measure.kind, "object_id": measure.pk}


def day_of(moment: Any) -> date | None:
    """The day of a moment, where there is one."""
    return clock.day_of(moment) if moment else None
