"""What holds of the results of a year: the one filter behind every page, print and export (A33).

A decision that was revoked, or put right, carries nothing any more. A closed year says what its last correction
says; proposals, which nobody corrects, are read as what is left of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, DateTimeField, F, Max, Q, When

from duban.accountability.facts.year_people import Subject
from duban.accountability.models import Correction, RulingKind, Year, YearResult, YearRun
from duban.accountability.selectors.year.book import results_now
from duban.mechanism.clauses import clause
from duban.mechanism.lifecycles import states_of
from duban.mechanism.rulings.undoing import kept_too_long, lessened
from duban.rulebook.selectors import pack_by_hash

Whose = tuple[int, Subject]
"""A year, and the unit or person."""


@dataclass(frozen=True)
class Holding:
    """What changed since some years were run: the last correction by year and subject, and the decisions undone.

    `at_first` are the codes that a year had for a subject before its first correction, `waiting` how many corrections
    people still have to deal with.
    `undone` leads to the subject and to the day since which a decision holds otherwise, None where it holds no more.
    """

    corrections: dict[Whose, Correction]
    at_first: dict[Whose, frozenset[str]]
    undone: dict[int, tuple[Subject, date | None]]
    waiting: int = 0

    def apply(self, row: YearResult) -> YearResult:
        """The row with the results that hold now in place of those that were proposed."""
        known = self.corrections.get((row.run.year_id, row.subject_key))
        if known is not None and row.run.year.run_id == row.run_id:
            row.hold(known.after, known.explanation)
        own = [self.undone[key][1] for key in cited(row.results) if key in self.undone]
        if any(since is None or since >= row.run.as_of for since in own):
            _lessen(row)
        return row


def holding(jurisdiction_id: int, years: Iterable[Year], *, replaced: bool = False) -> Holding:
    """What changed since some years were run.

    A closed year is corrected in the act that undoes a decision; proposals, of an open year or of a run that was
    `replaced`, are read beside the decisions that were undone.
    """
    known = list(years)
    closed = [year.pk for year in known if year.state in states_of("year", "closed")]
    read = replaced or len(closed) < len(known)
    every = _in_order(closed) if closed else []
    rows = [row for row in every if holds(row)]
    at_first: dict[Whose, frozenset[str]] = {}
    for row in rows:
        at_first.setdefault((row.year_id, row.subject_key), frozenset(item["code"] for item in row.before))
    last = {(row.year_id, row.subject_key): row for row in rows}
    waiting = sum(row.state in states_of("correction", "waiting") for row in every)
    return Holding(last, at_first, _undone(jurisdiction_id) if read else {}, waiting)


def _undone(jurisdiction_id: int) -> dict[int, tuple[Subject, date | None]]:
    kinds = RulingKind.objects.filter(jurisdiction_id=jurisdiction_id).filter(
        ~Q(ruling__state__in=states_of("ruling", "live")) | Q(replaced_on__isnull=False)
    )
    found: dict[int, tuple[Subject, date | None]] = {}
    for key, state, person_id, unit_id, since in kinds.order_by("replaced_on").values_list(
        "ruling_id", "ruling__state", "ruling__person_id", "ruling__unit_id", "replaced_on"
    ):
        subject = ("person", person_id) if person_id is not None else ("unit", unit_id or 0)
        found[key] = (subject, since if state in states_of("ruling", "in_force") else None)
    return found


@clause("7.2.1", "7.2.3", "7.3.1", "7.3.2")
def as_they_hold(rows: Iterable[YearResult], known: Holding | None = None) -> list[YearResult]:
    """The rows, each with the results that hold now in place of those that were proposed."""
    read = list(rows)
    if not read:
        return read
    replaced = any(row.run.year.run_id != row.run_id for row in read)
    changed = known or holding(read[0].jurisdiction_id, {row.run.year for row in read}, replaced=replaced)
    return [changed.apply(row) for row in read]


def last_corrections(years: Iterable[int]) -> dict[Whose, Correction]:
    """By year and subject the correction that holds last."""
    return {(row.year_id, row.subject_key): row for row in _in_order(years) if holds(row)}


def holds(row: Correction) -> bool:
    """Whether the year says what a correction says."""
    return row.state in states_of("correction", "amends")


@clause("6.4", "7.2.1", "7.3.1")
def kept_wrongly(jurisdiction_id: int) -> list[Correction]:
    """Where 维持 was written of what an undone decision carried, before that fell at once: the sweep lets it fall."""
    kept = Correction.objects.filter(jurisdiction_id=jurisdiction_id, state__in=states_of("correction", "kept"))
    return [row for row in kept.select_related("year").order_by("pk") if _kept_too_long(row)]


def _kept_too_long(row: Correction) -> bool:
    pack = pack_by_hash(row.jurisdiction_id, row.pack_hash)
    return kept_too_long(row.before, row.after, pack.get("grade_ladder", date(row.year.year, 12, 31)))


def _in_order(years: Iterable[int]) -> list[Correction]:
    """The corrections in the order from which they hold: a settled one from that moment, others at once."""
    settled = Max("verdicts__at", filter=Q(verdicts__replaced_at=None))
    held_from = Case(
        When(state__in=states_of("correction", "corrected"), then=settled),
        default=F("created_at"),
        output_field=DateTimeField(),
    )
    rows = Correction.objects.filter(year_id__in=sorted(years)).select_related("year")
    return list(rows.annotate(held_from=held_from).order_by("held_from", "pk"))


def cited(items: Iterable[dict[str, Any]]) -> set[int]:
    """The decisions on which some results rest."""
    return {ruling for item in items for ruling in item["rulings"]}


def _lessen(row: YearResult) -> None:
    """Judge a row by what is left of its own decisions; what came later does not enter."""
    pack = pack_by_hash(row.jurisdiction_id, row.pack_hash)
    own = frozenset(cited(row.results))
    now = results_now(row.jurisdiction_id, row.year, row.subject_key, pack, {}, only=own)
    left = lessened(row.results, now.results, pack.get("grade_ladder", date(row.year, 12, 31)))
    row.hold([dict(item) for item in left.remains], now.explanation)


@clause("7.2.1", "7.3.1")
def fallen_since(run: YearRun, known: Holding) -> dict[str, set[Subject]]:
    """The subjects whose result of a code no longer holds, by code."""
    found: dict[str, set[Subject]] = defaultdict(set)
    for whose, last in known.corrections.items():
        for code in known.at_first[whose] - {item["code"] for item in last.after}:
            found[code].add(whose[1])
    concerned = {subject for subject, _ in known.undone.values()}
    if not concerned:
        return found
    people = Q(person_id__in=[key for kind, key in concerned if kind == "person"])
    units = Q(unit_id__in=[key for kind, key in concerned if kind == "unit"])
    rows = YearResult.objects.filter(people | units, run=run).select_related("run", "run__year")
    for row in as_they_hold(rows, known):
        held = {item["code"] for item in row.results}
        for code in set(row.codes.strip(",").split(",")) - held:
            if code.startswith(("U_", "L_", "ERROR_")):
                found[code].add(row.subject_key)
    return found
