"""What-if: had another version of the rules been in force, which results of past years would differ, and because of what."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from duban.accountability.facts.year_people import Subject, year_people
from duban.accountability.models import Commendation, Ruling
from duban.accountability.selectors.year.book import YearBook
from duban.accountability.selectors.year.events import year_events
from duban.mechanism.clauses import clause
from duban.mechanism.consequences.reasoning.comparing import ResultDifference, compare
from duban.mechanism.consequences.results import Consequence, Judged
from duban.mechanism.lifecycles import states_of
from duban.mechanism.parameters import Pack
from duban.mechanism.rulings.year_end import only_for_org_dept
from duban.organisations.selectors import Directory, directory
from duban.rulebook.registry import Difference, Evaluator, JudgedTwice
from duban.shared.machine.memory import collector_paused


def years_on_record(jurisdiction_id: int) -> tuple[int, ...]:
    """The years in which something was decided or commended, the earliest first."""
    decided = Ruling.objects.filter(jurisdiction_id=jurisdiction_id, state__in=states_of("ruling", "decided"))
    praised = Commendation.objects.filter(
        jurisdiction_id=jurisdiction_id, state__in=states_of("commendation", "active")
    )
    years = {*decided.values_list("effective_on__year", flat=True).distinct()}
    years |= {*praised.values_list("on__year", flat=True).distinct()}
    return tuple(sorted(years))


@clause("7.2.1", "7.2.3")
def judge_twice(jurisdiction_id: int, year: int, before: Pack, after: Pack) -> JudgedTwice:
    """A past year judged under two packs: the results that differ, code by code. Reads only."""
    with collector_paused():
        known = directory(jurisdiction_id)
        events = year_events(jurisdiction_id, year, year)
        kinds = {*_kinds(before, year), *_kinds(after, year)}
        people = year_people(known, year, kinds, events.subjects)
        old, new = (_all(YearBook(year, pack, people, events)) for pack in (before, after))
        found = [row for one in compare(old, new) for row in _rows(known, one)]
    return JudgedTwice(len(old), tuple(found))


def _kinds(pack: Pack, year: int) -> tuple[str, ...]:
    return tuple(pack.get("unit_kinds", date(year, 12, 31)))


def _all(book: YearBook) -> list[Judged]:
    return [judged for one in book.people if (judged := book.judged(one)) is not None]


def _rows(known: Directory, one: ResultDifference) -> Iterable[Difference]:
    """One row for each code that says something else."""
    before, after = _by_code(one.before), _by_code(one.after)
    for code in dict.fromkeys((*before, *after)):
        was, now = _said(before.get(code, [])), _said(after.get(code, []))
        if was == now:
            continue
        rows = [*before.get(code, ()), *after.get(code, ())]
        ref, name = _subject(known, one.subject.key)  # type: ignore[arg-type]
        yield Difference(
            subject=ref,
            label=name,
            year=one.year,
            code=code,
            before=was,
            after=now,
            because=tuple(each.key for each in one.because),
            clauses=tuple(dict.fromkeys(row.clause for row in rows)),
            together=one.together,
            reserved=all(only_for_org_dept(row.clause) for row in rows),
        )


def _by_code(found: Iterable[Consequence]) -> dict[str, list[Consequence]]:
    rows: dict[str, list[Consequence]] = {}
    for one in found:
        rows.setdefault(one.code, []).append(one)
    return rows


def _said(rows: Iterable[Consequence]) -> str:
    return "；".join(f"{one.label}（{one.ground}）" if one.ground else one.label for one in rows)


def _subject(known: Directory, subject: Subject) -> tuple[str, str]:
    kind, key = subject
    if kind == "unit":
        unit = known.unit(key)
        return unit.ref, unit.name
    person = known.person(key)
    return person.ref, person.name


WHAT_IF = Evaluator(years_on_record, judge_twice)
