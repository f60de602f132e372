"""What the year's end counts: every ruling of some years, one event a kind, in bulk and set-based."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from duban.accountability.models import Appeal, CaseFact, Commendation, Judgement, RulingKind
from duban.mechanism.clauses import clause
from duban.mechanism.lifecycles import states_of


class RulingEvent(NamedTuple):
    """One kind of one confirmed ruling.

    `subject` is ("unit" or "person", id). `state` is effective, changed or revoked; `replaced_on` marks a kind that
    a change put out of force from the start; errors of an entry that were put right are none. `pending` tells of an
    appeal. `same_as` is the ruling of the same subject and matter that counts instead. `matter` is the key-work
    matter and `inquiry` the case, None where there is none; `facts_on` is the last day of the facts that the case rests
    on, None without a case.
    """

    ruling_id: int
    ref: str
    subject: tuple[str, int]
    kind: str
    decided_on: date
    effective_on: date
    served_on: date | None
    effect_until: date | None
    conduct_year: int
    level: str
    superior: bool
    number: str
    issuer: str
    matter: int | None
    state: str
    replaced_on: date | None
    revoked_on: date | None
    pending: bool
    same_as: int | None
    leading: bool
    authority: str
    category: str
    inquiry: int | None
    facts_on: date | None


class CommendationEvent(NamedTuple):
    """A commendation of a subject."""

    ref: str
    subject: tuple[str, int]
    on: date
    text: str
    document: str
    issuer: str


class JudgementEvent(NamedTuple):
    """A judgement of 县委组织部 on a person: unsuitable, major_error or adverse_effect."""

    ref: str
    person_id: int
    kind: str
    on: date
    text: str
    document: str


_COLUMNS = (
    "ruling_id",
    "ruling__ref",
    "ruling__person_id",
    "ruling__unit_id",
    "kind",
    "ruling__decided_on",
    "ruling__effective_on",
    "ruling__served_on",
    "effect_until",
    "ruling__conduct_year",
    "ruling__level",
    "ruling__superior",
    "ruling__number",
    "ruling__issuer",
    "ruling__concerning_id",
    "ruling__state",
    "replaced_on",
    "ruling__revoked_on",
    "ruling__same_as_id",
    "ruling__leading",
    "ruling__authority",
    "ruling__category",
    "ruling__inquiry_id",
    "facts_on",
)


@clause("7.2.1", "7.2.3")
def events_for(
    jurisdiction_id: int, years: Iterable[int], subject: tuple[str, int] | None = None
) -> list[RulingEvent]:
    """Every kind of every confirmed ruling that took effect, was decided, or is about conduct in one of the years.

    `subject`, ("unit" or "person", id), narrows them to one.
    Two statements whatever the number of rows; ordered by the day of effect.
    """
    span = sorted(set(years))
    if not span:
        return []
    first, last = date(span[0], 1, 1), date(span[-1], 12, 31)
    touched = (
        Q(ruling__effective_on__range=(first, last))
        | Q(ruling__decided_on__range=(first, last))
        | Q(ruling__conduct_year__in=span)
    )
    pending = set(
        Appeal.objects.filter(
            jurisdiction_id=jurisdiction_id, state__in=states_of("appeal", "open")
        ).values_list("ruling_id", flat=True)
    )
    rows = (
        RulingKind.objects.filter(
            touched,
            jurisdiction_id=jurisdiction_id,
            ruling__state__in=states_of("ruling", "decided"),
            corrected=False,
        )
        .annotate(facts_on=Coalesce(Subquery(_last_fact()), "ruling__inquiry__since"))
        .order_by("ruling__effective_on", "ruling_id", "pk")
        .values_list(*_COLUMNS)
    )
    if subject is not None:
        rows = rows.filter(**{f"ruling__{subject[0]}_id": subject[1]})
    return [
        RulingEvent(
            row[0], row[1], ("person", row[2]) if row[2] is not None else ("unit", row[3] or 0), row[4], row[5],
            row[6], row[7], row[8], row[9], row[10], row[11], row[12], row[13], row[14], row[15], row[16], row[17],
            row[0] in pending, row[18], row[19], row[20], row[21], row[22], row[23],
        )
        for row in rows.iterator(chunk_size=5000)
    ]  # fmt: skip


def _last_fact() -> QuerySet[CaseFact, date | None]:
    """The last day of the facts that the case of a ruling still holds."""
    facts = CaseFact.objects.filter(inquiry_id=OuterRef("ruling__inquiry_id"), dropped_at=None)
    return facts.order_by(F("on").desc(nulls_last=True)).values_list("on", flat=True)[:1]


@clause("7.1.2")
def commendations_for(jurisdiction_id: int, years: Iterable[int]) -> list[CommendationEvent]:
    """The commendations of some years."""
    rows = Commendation.objects.filter(
        jurisdiction_id=jurisdiction_id,
        state__in=states_of("commendation", "active"),
        on__year__in=sorted(set(years)),
    )
    return [
        CommendationEvent(
            row.ref,
            ("person", row.person_id) if row.person_id is not None else ("unit", row.unit_id or 0),
            row.on,
            row.text,
            row.document,
            row.issuer,
        )
        for row in rows.order_by("on", "pk")
    ]


@clause("7.1.3", "7.1.4")
def judgements_for(jurisdiction_id: int, years: Iterable[int]) -> list[JudgementEvent]:
    """The judgements of 县委组织部 of some years; for 县委组织部 only."""
    rows = Judgement.objects.filter(
        jurisdiction_id=jurisdiction_id,
        state__in=states_of("judgement", "active"),
        on__year__in=sorted(set(years)),
    )
    return [
        JudgementEvent(row.ref, row.person_id or 0, row.kind, row.on, row.text, row.document)
        for row in rows.order_by("on", "pk")
    ]
