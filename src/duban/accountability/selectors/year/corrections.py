"""Corrections of closed years, and what a closed year says of somebody with its corrections."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, QuerySet, When

from duban.accountability.models import Correction, CorrectionVerdict, Year, YearResult
from duban.accountability.selectors.year.in_force import last_corrections
from duban.accountability.selectors.year.pages.rows import CorrectionRow, buttons_on
from duban.accountability.selectors.year.scope import (
    decides_on,
    elsewhere,
    organ_of,
    runs_years,
    said_of,
    standing_results,
    words_of,
)
from duban.acts.sight.visibility import seen_row, visible_rows
from duban.mechanism.clauses import clause
from duban.mechanism.lifecycles import state_label, states_of
from duban.mechanism.people.standing import Function
from duban.mechanism.rulings.year_end import Word, only_for_org_dept
from duban.shared.actor import Actor
from duban.shared.errors import NotFound
from duban.shared.pages import Page, bounds

_WHY = {
    "changed": "处理决定变更", "revoked": "处理决定撤销", "corrected": "登记更正", "void": "登记注销",
    "recorded": "结账后登记的处理决定",
}  # fmt: skip


@dataclass(frozen=True)
class Then:
    """What a closed year says of a subject, corrections included.

    `objected` are results that people did not adopt, `choices` how they settled conflicts of superior documents.
    """

    results: list[dict[str, Any]]
    objected: frozenset[str]
    choices: dict[str, str]


@clause("7.2.1")
def results_then(year: Year, subject: tuple[str, int]) -> Then:
    """The results of a closed year as they hold for a subject: as confirmed, or as last corrected."""
    row = YearResult.objects.filter(run_id=year.run_id, **{f"{subject[0]}_id": subject[1]}).first()
    kept: list[dict[str, Any]] = []
    objected: set[str] = set()
    choices: dict[str, str] = {}
    if row is not None:
        confirmed, verdicts = words_of(row)
        kept = standing_results(row, confirmed, verdicts)
        for item in row.results:
            said = said_of(row, item, confirmed, verdicts)
            if any(word is Word.OBJECTED for _, word in said.words):
                objected.add(item["key"])
        choices = {one.code: one.choice for one in verdicts if one.choice}
    last = last_corrections([year.pk]).get((year.pk, subject))
    return Then(list(last.after) if last else kept, frozenset(objected), choices)


def corrections_of(actor: Actor, year: Year, subject: tuple[str, int]) -> QuerySet[Correction]:
    """The corrections of one subject in a year that the actor may see; whom it is about sees the settled ones."""
    return visible_rows(actor, "correction").filter(year=year, **{f"{subject[0]}_id": subject[1]})


@clause("7.2.1", "7.3.1")
def corrections(
    *, actor: Actor, year: int | None = None, number: int = 1, size: int = 25
) -> Page[CorrectionRow]:
    """The corrections of a year, or of all years, those waiting first; NotFound for others than the two organs."""
    if not runs_years(actor):
        raise NotFound("没有找到，或不在您的范围内。")
    number, size, start = bounds(number, size)
    rows = visible_rows(actor, "correction")
    if year is not None:
        rows = rows.filter(year__year=year)
    total = rows.count()
    first = Case(When(state__in=states_of("correction", "waiting"), then=0), default=1)
    shown = rows.order_by(first, "-pk")[start : start + size]
    return Page(correction_rows(actor, shown), number, size, total)


def correction(*, actor: Actor, ref: str) -> CorrectionRow:
    """One correction; NotFound where it is absent or not the actor's to see."""
    return correction_rows(actor, [seen_row(actor, "correction", ref=ref)])[0]


def correction_rows(actor: Actor, rows: Iterable[Correction]) -> tuple[CorrectionRow, ...]:
    """Corrections as rows, with what the organs said in one statement."""
    shown = list(rows.select_related("year", "ruling")) if isinstance(rows, QuerySet) else list(rows)
    said: dict[int, list[CorrectionVerdict]] = defaultdict(list)
    for one in CorrectionVerdict.objects.filter(correction__in=shown, replaced_at=None).order_by("at"):
        said[one.correction_id].append(one)
    return tuple(_row(actor, row, said[row.pk]) for row in shown)


def _row(actor: Actor, row: Correction, said: list[CorrectionVerdict]) -> CorrectionRow:
    whole = organ_of(actor) is Function.ORG_DEPT
    inside = runs_years(actor)
    buttons = buttons_on(actor, "correction", row) if inside else ()
    return CorrectionRow(
        ref=row.ref,
        year=row.year.year,
        kind=row.subject_kind,
        name=row.name,
        why=_WHY[row.why],
        ruling_ref=row.ruling.ref,
        ruling_number=row.ruling.number,
        before=_shown(row.before, whole),
        after=_shown(row.after, whole),
        state=row.state,
        state_label=state_label("correction", row.state),
        opened_on=row.opened_on,
        settled_on=row.settled_on,
        verdicts=tuple(
            (Function(one.organ).label, _word(row, one), _said(one), one.by, one.at)
            for one in (said if inside else ())
        ),
        decides=decides_on(row),
        elsewhere=elsewhere(row),
        buttons=buttons,
    )


def _word(row: Correction, one: CorrectionVerdict) -> str:
    if row.state in states_of("correction", "replied"):
        return "回告"
    if row.state in states_of("correction", "passed_on"):
        return "函告"
    return "更正" if one.corrected else "维持"


def _said(one: CorrectionVerdict) -> str:
    return f"{one.text}（{one.minutes}）" if one.minutes else one.text


def _shown(items: list[dict[str, Any]], whole: bool) -> tuple[dict[str, Any], ...]:
    return tuple(item for item in items if whole or not only_for_org_dept(item["clause"]))
