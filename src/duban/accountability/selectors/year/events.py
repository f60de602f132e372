"""Everything recorded that may bear on the results of some years, as the mechanism judges it: read in bulk."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from django.db.models import QuerySet

from duban.accountability.facts.year_people import Judgeable, Subject
from duban.accountability.selectors.year.counted import (
    RulingEvent,
    commendations_for,
    events_for,
    judgements_for,
)
from duban.measures.models import RegistryRow
from duban.mechanism.clauses import clause
from duban.mechanism.consequences.history import Commendation, Event, History, Judgement, Measure, Rated
from duban.mechanism.lifecycles import states_of
from duban.mechanism.lifecycles.measures import MEASURES
from duban.mechanism.words.named import USUAL
from duban.proceedings.models import Rating, ResponsiblePerson
from duban.shared import clock

_LAGGING = 2


@dataclass
class YearEvents:
    """The events by subject; `rulings` leads from the reference of a ruling to its row, `managed` to who manages the cadre."""

    events: dict[Subject, list[Event]] = field(default_factory=lambda: defaultdict(list))
    measures: dict[int, list[Measure]] = field(default_factory=lambda: defaultdict(list))
    commendations: dict[Subject, list[Commendation]] = field(default_factory=lambda: defaultdict(list))
    findings: dict[int, list[Judgement]] = field(default_factory=lambda: defaultdict(list))
    ratings: dict[int, list[Rated]] = field(default_factory=lambda: defaultdict(list))
    rulings: dict[str, int] = field(default_factory=dict)
    managed: dict[str, str] = field(default_factory=dict)

    @clause("1.2", "7.2.1")
    def history(self, one: Judgeable) -> History | None:
        """What is recorded of somebody; of a unit also the decisions on units merged into it. None where there is nothing."""
        kind, key = one.subject
        events = self.events.get(one.subject, ())
        if one.merged:
            events = [*events, *(row for unit in one.merged for row in self.events.get(("unit", unit), ()))]
        measures = self.measures.get(key, ()) if kind == "unit" else ()
        praise = self.commendations.get(one.subject, ())
        findings = self.findings.get(key, ()) if kind == "person" else ()
        if not (events or measures or praise or findings):
            return None
        ratings = self.ratings.get(key, ()) if kind == "person" else ()
        return History(tuple(events), tuple(measures), tuple(praise), tuple(findings), tuple(ratings))

    def limited(self, rulings: frozenset[int]) -> YearEvents:
        """The same with the events of some decisions alone."""
        events = {
            subject: [event for event in rows if self.rulings[event.ref] in rulings]
            for subject, rows in self.events.items()
        }
        return replace(self, events=defaultdict(list, events))

    @property
    def subjects(self) -> set[Subject]:
        """Everybody about whom something was decided or commended."""
        return {*self.events, *self.commendations}


@clause("7.2.1", "7.2.5", "7.1.4")
def year_events(jurisdiction_id: int, first: int, last: int, subject: Subject | None = None) -> YearEvents:
    """The events that results of the years `first` to `last` may rest on, of everybody or of one subject.

    Windows may reach a year back, and a decision may be about the conduct of a year before it, so that the years
    around are read too; which event counts is judged elsewhere.
    """
    years = range(first - 1, last + 2)
    found = YearEvents()
    _decisions(found, events_for(jurisdiction_id, years, subject))
    for praise in commendations_for(jurisdiction_id, years):
        found.commendations[praise.subject].append(Commendation(praise.on, praise.text, praise.document))
    for word in judgements_for(jurisdiction_id, years):
        found.findings[word.person_id].append(Judgement(word.kind, word.on, word.text, word.document))
    since, until = date(years[0], 1, 1), date(years[-1] + 1, 1, 1)
    if subject is None or subject[0] == "unit":
        _measures(found, jurisdiction_id, since, until, subject)
    if subject is None or subject[0] == "person":
        _ratings(found, jurisdiction_id, since, until, subject)
    return found


@clause("6.5", "7.2.1")
def _decisions(found: YearEvents, rows: list[RulingEvent]) -> None:
    """One event a kind that holds; a changed decision has its new kinds from the start, and remembers the old one."""
    was: dict[int, RulingEvent] = {}
    for row in rows:
        if row.state in states_of("ruling", "changed") and row.replaced_on is not None:
            was.setdefault(row.ruling_id, row)
    for row in rows:
        found.rulings[row.ref] = row.ruling_id
        found.managed[row.ref] = row.authority
        if row.replaced_on is not None and row.state not in states_of("ruling", "revoked"):
            continue
        before = was.get(row.ruling_id)
        found.events[row.subject].append(
            Event(
                kind=row.kind,
                on=row.effective_on,
                subject=row.subject,
                matter=_matter(row),
                decision=(row.issuer, row.number),
                facts_on=row.facts_on,
                decided_on=row.decided_on,
                conduct_year=row.conduct_year,
                pending=row.pending,
                revoked=row.state in states_of("ruling", "revoked"),
                revoked_on=row.revoked_on,
                was=before.kind if before else "",
                changed_on=before.replaced_on if before else None,
                level=row.level if row.superior else "",
                key_work=row.matter is not None or not row.superior,
                leading=row.leading,
                document=f"{row.issuer}{row.number}",
                ref=row.ref,
            )
        )


def _matter(row: RulingEvent) -> Hashable:
    """What a decision is about: the key-work matter, else the case, else itself or the one it repeats."""
    if row.matter is not None:
        return row.matter
    return ("inquiry", row.inquiry) if row.inquiry else ("ruling", row.same_as or row.ruling_id)


def _measures(
    found: YearEvents, jurisdiction_id: int, since: date, until: date, subject: Subject | None
) -> None:
    rows = RegistryRow.objects.filter(
        jurisdiction_id=jurisdiction_id, recorded_to=None, issued_on__gte=since, issued_on__lt=until
    ).exclude(state__in=states_of(MEASURES, "voided"))
    if subject is not None:
        rows = rows.filter(unit_id=subject[1])
    for unit, kind, issued, number, matter, before in rows.order_by("issued_on", "pk").values_list(
        "unit_id", "kind", "issued_on", "number", "measure__matter_id", "past__matter_id"
    ):
        found.measures[unit].append(Measure(USUAL[kind], issued, number, matter or before))


@clause("7.1.4")
def _ratings(
    found: YearEvents, jurisdiction_id: int, since: date, until: date, subject: Subject | None
) -> None:
    """The ratings of every matter that was ever rated lagging, by the persons responsible for it."""
    rated = Rating.objects.filter(
        jurisdiction_id=jurisdiction_id, at__gte=_start(since), at__lt=_start(until)
    )
    lagging = rated.filter(index=_LAGGING).values("case_id")
    people: QuerySet[ResponsiblePerson] = ResponsiblePerson.objects.filter(
        jurisdiction_id=jurisdiction_id, case_id__in=lagging
    )
    if subject is not None:
        people = people.filter(person_id=subject[1])
    of_case: dict[int, set[int]] = defaultdict(set)
    for case_id, person_id in people.values_list("case_id", "person_id"):
        of_case[case_id].add(person_id)
    if not of_case:
        return
    rows = (
        rated.filter(case_id__in=list(of_case)) if subject is not None else rated.filter(case_id__in=lagging)
    )
    for case_id, at, index in rows.order_by("at", "pk").values_list("case_id", "at", "index"):
        for person_id in of_case.get(case_id, ()):
            found.ratings[person_id].append(Rated(case_id, clock.day_of(at), index))


def _start(day: date) -> datetime:
    return clock.at(day)
