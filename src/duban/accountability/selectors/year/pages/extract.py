"""The appraisal office's extract of a year as typed rows, for paper and for a file; and the letter of A44."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from duban.accountability.models import Advice, Confirmation, Correction, Verdict, Year, YearResult, YearRun
from duban.accountability.selectors.lists import APPEALING
from duban.accountability.selectors.year.in_force import as_they_hold, holding
from duban.accountability.selectors.year.pages.results import appealed_of
from duban.accountability.selectors.year.scope import confirmed_results, results_that_bind, runs_years
from duban.mechanism.clauses import clause
from duban.mechanism.lifecycles import states_of
from duban.mechanism.people.standing import Function
from duban.mechanism.rulings.year_end import CONFLICT, decided_by
from duban.organisations.selectors import directory
from duban.rulebook.selectors import notice_of_case
from duban.shared import clock
from duban.shared.actor import Actor
from duban.shared.errors import NotFound


@dataclass(frozen=True)
class ExtractRow:
    """A unit or a leader: how many decisions the results rest on, what follows, on which basis, by which documents."""

    number: int
    kind: str
    name: str
    title: str
    count: int
    results: tuple[str, ...]
    basis: tuple[str, ...]
    documents: tuple[str, ...]
    flag: str
    note: str


@dataclass(frozen=True)
class YearExtract:
    """The extract of a year; `final` once the year is closed, before that the rows are proposals."""

    year: int
    county: str
    office: str
    notice: str
    final: bool
    state: str
    as_of: date
    closed_on: date | None
    units: tuple[ExtractRow, ...]
    people: tuple[ExtractRow, ...]
    judged_units: int
    judged_people: int


@dataclass(frozen=True)
class AdviceLetter:
    """What the county recommends to the superior of a unit or a cadre; a recommendation, never a result."""

    ref: str
    year: int
    name: str
    notice: str
    items: tuple[tuple[str, str, str, tuple[str, ...]], ...]
    number: str
    organ: str
    dated_on: date | None
    office: str
    flag: str
    of_person: bool


@clause("4.6", "7.2.1", "7.3.1")
def year_extract(*, actor: Actor, year: int) -> YearExtract:
    """The extract for sealing: for the two organs, without what is for 县委组织部 alone."""
    row = Year.objects.filter(jurisdiction_id=actor.jurisdiction_id, year=year).first()
    run = row.runs.filter(pk=row.run_id or 0).first() if row is not None and runs_years(actor) else None
    if row is None or run is None:
        raise NotFound("没有这一年度的结果，或不在您的范围内。")
    listed = YearResult.objects.filter(run=run, reserved=False).select_related("run", "run__year")
    changed = holding(actor.jurisdiction_id, [row])
    rows = as_they_hold(listed.order_by("subject_kind", "rank", "pk"), changed)
    confirmed = {one.organ: one for one in Confirmation.objects.filter(run=run)}
    verdicts: dict[int, list[Verdict]] = defaultdict(list)
    for one in Verdict.objects.filter(run=run, replaced_at=None):
        verdicts[one.result_id].append(one)
    corrected = {subject: one for (_, subject), one in changed.corrections.items()}
    appealed, final = appealed_of(rows), row.state in states_of("year", "closed")
    made: dict[str, list[ExtractRow]] = {"unit": [], "person": []}
    lines: list[_Line] = [
        (one, _items(one, confirmed, verdicts[one.pk], final), one.subject_key in corrected) for one in rows
    ]
    lines += _added(corrected, {one.subject_key for one in rows})
    for result, items, later in lines:
        if items:
            group = made[result.subject_kind]
            group.append(_row(len(group) + 1, result, items, appealed, later))
    known = directory(actor.jurisdiction_id)
    return YearExtract(
        year=year,
        county=known.office(Function.APPRAISAL).name,
        office=known.office(Function.APPRAISAL).short_name,
        notice=_notice(run),
        final=final,
        state="已结账" if final else "拟定，尚未结账",
        as_of=run.as_of,
        closed_on=row.closed_on,
        units=tuple(made["unit"]),
        people=tuple(made["person"]),
        judged_units=run.units,
        judged_people=run.people,
    )


_Line = tuple[YearResult | Correction, list[dict[str, Any]], bool]


def _added(corrected: Mapping[tuple[str, int], Correction], listed: set[tuple[str, int]]) -> Iterable[_Line]:
    """Those who have a result only since the year was closed."""
    for subject, one in corrected.items():
        if subject not in listed:
            yield one, results_that_bind(one.subject_kind, one.after), True


def _items(
    row: YearResult, confirmed: dict[str, Confirmation], verdicts: list[Verdict], final: bool
) -> list[dict[str, Any]]:
    if final:
        return confirmed_results(row, confirmed, verdicts)
    return results_that_bind(row.subject_kind, row.results)


def _row(
    number: int,
    row: YearResult | Correction,
    items: list[dict[str, Any]],
    appealed: frozenset[int],
    corrected: bool,
) -> ExtractRow:
    rulings = {ruling for item in items for ruling in item["rulings"]}
    settled = [item for item in items if item["code"] != CONFLICT]
    notes = [
        "由上级考核，只作建议" if isinstance(row, YearResult) and row.recommend else "",
        "结账后更正" if corrected else "",
    ]
    return ExtractRow(
        number=number,
        kind=row.subject_kind,
        name=row.name,
        title=row.title if isinstance(row, YearResult) and row.subject_kind == "person" else "",
        count=len(rulings),
        results=tuple(item["label"] for item in settled),
        basis=tuple(dict.fromkeys(item["cite"] for item in settled)),
        documents=tuple(dict.fromkeys(text for item in items for text in item["documents"])),
        flag=APPEALING if appealed & rulings else "",
        note="；".join(note for note in notes if note),
    )


def _notice(run: YearRun) -> str:
    notice = notice_of_case(run.jurisdiction_id, run.pack_hash, clock.today())
    return f"《{notice.title}》（{notice.number}）" if notice else ""


@clause("8")
def advice_letter(*, actor: Actor, ref: str) -> AdviceLetter:
    """The letter of one result that the county only recommends on, without what is for 县委组织部; for the two organs."""
    row = (
        YearResult.objects.filter(jurisdiction_id=actor.jurisdiction_id, ref=ref, recommend=True)
        .select_related("run", "run__year")
        .first()
    )
    if row is None or not runs_years(actor):
        raise NotFound("没有找到，或不在您的范围内。")
    as_they_hold([row])
    items = results_that_bind(row.subject_kind, row.results)
    sent = Advice.objects.filter(result=row).order_by("-pk").first()
    return AdviceLetter(
        ref=ref,
        year=row.year,
        name=row.name,
        notice=_notice(row.run),
        items=tuple(
            (item["label"], item["cite"], item["ground"], tuple(item["documents"])) for item in items
        ),
        number=sent.number if sent else "",
        organ=sent.organ if sent else "",
        dated_on=sent.dated_on if sent else None,
        office=directory(actor.jurisdiction_id).office(decided_by(row.subject_kind, "")).name,
        of_person=row.subject_kind == "person",
        flag=APPEALING if appealed_of([row]) else "",
    )
