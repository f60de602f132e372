"""The year of everybody as one book: who is judged, what is recorded, and the engine's answer as plain data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

from duban.accountability.facts.year_people import Judgeable, Subject, year_people
from duban.accountability.models import Year
from duban.accountability.selectors.year.events import YearEvents, year_events
from duban.mechanism.clauses import clause
from duban.mechanism.consequences.codes import CODES
from duban.mechanism.consequences.history import Event, Override
from duban.mechanism.consequences.history import YearSubject as Person
from duban.mechanism.consequences.judging import judge
from duban.mechanism.consequences.reasoning.reasons import reasons
from duban.mechanism.consequences.results import Consequence, Judged
from duban.mechanism.consequences.rules import Rules, rules_for
from duban.mechanism.decision import Reason
from duban.mechanism.lifecycles import states_of
from duban.mechanism.parameters import Pack
from duban.mechanism.rulings.sanctions import Target
from duban.mechanism.rulings.year_end import CONFLICT, only_for_org_dept, recommended
from duban.organisations.selectors import directory
from duban.rulebook.selectors import pack_in_force


@dataclass(frozen=True)
class Proposed:
    """The results of one subject as data, as they are stored."""

    subject_kind: str
    results: list[dict[str, Any]]
    explanation: dict[str, Any]
    codes: str
    provisional: bool
    conflict: bool
    recommend: bool
    reserved: bool


@dataclass
class YearBook:
    """One year under one pack: the people judged, their events, the rules resolved once."""

    year: int
    pack: Pack
    people: list[Judgeable]
    events: YearEvents
    closed_on: date | None = None

    @cached_property
    def rules(self) -> Rules:
        """The rules of the year."""
        return rules_for(self.pack, self.year)

    def judged(self, one: Judgeable) -> Judged | None:
        """The engine's answer for somebody; None where nothing is recorded."""
        history = self.events.history(one)
        if history is None:
            return None
        kind, _ = one.subject
        person = Person(
            key=one.subject,
            target=Target.UNIT if kind == "unit" else Target.PERSON,
            unit_kind=one.unit_kind,
            merged=tuple(("unit", unit) for unit in one.merged),
            name=one.name,
        )
        return judge(self.rules, person, history, (), self.closed_on)

    @clause("7.2.1", "7.2.3", "7.3.1", "7.3.2")
    def judge(self, one: Judgeable) -> Proposed | None:
        """What is proposed for somebody; None where there is no result at all."""
        judged = self.judged(one)
        if judged is None or not judged.consequences:
            return None
        results = self._results(judged)
        return Proposed(
            subject_kind=one.subject[0],
            results=results,
            explanation=self._explanation(judged),
            codes=f",{','.join(judged.codes)},",
            provisional=judged.provisional,
            conflict=CONFLICT in judged.codes,
            recommend=judged.recommend or any(recommended(one.subject[0], item["managed"]) for item in results),
            reserved=all(only_for_org_dept(item["clause"]) for item in results),
        )

    def _results(self, judged: Judged) -> list[dict[str, Any]]:
        """One item a code, with all its grounds; each conflict of documents stands alone."""
        found: dict[str, list[Consequence]] = {}
        for one in judged.consequences:
            found.setdefault(_key(one), []).append(one)
        items = [self._item(key, rows) for key, rows in found.items()]
        for item in items:
            if item["code"] == CONFLICT:
                item["choices"] = self._choices(judged, found[item["key"]][0])
        return items

    def _item(self, key: str, rows: list[Consequence]) -> dict[str, Any]:
        first = rows[0]
        events = {id(event): event for one in rows for event in one.events}.values()
        documents = [event.document for event in events if event.document]
        sources = [_source(one) for row in rows for one in row.overrides]
        return {
            "key": key,
            "code": first.code,
            "clause": first.clause,
            "cite": first.cite,
            "label": _label(first),
            "value": first.max_grade,
            "ground": "；".join(one.ground for one in rows if one.ground and one.code != CONFLICT),
            "item": first.item,
            "advisory": first.advisory,
            "documents": list(dict.fromkeys([*documents, *sources])),
            "rulings": sorted({self.events.rulings[event.ref] for event in events if event.ref}),
            "managed": next((self.events.managed[one.ref] for one in reversed([*events]) if one.ref), ""),
        }

    @clause("8")
    def _choices(self, judged: Judged, conflict: Consequence) -> list[dict[str, Any]]:
        """What would follow if one of the conflicting documents alone held."""
        others = tuple(one for one in self.rules.overrides if one.target != conflict.ground)
        choices = []
        for document in dict.fromkeys(conflict.overrides):
            alone = judge(replace(self.rules, overrides=(*others, document)), judged.subject, judged.history)
            items = self._results(alone)
            follows = [item for item in items if item["code"] == conflict.ground]
            choices.append({"source": _source(document), "items": follows})
        return choices

    def _explanation(self, judged: Judged) -> dict[str, Any]:
        """The conditions behind each code, the events behind them, what was left out and why; parameters by key."""
        place: dict[int, int] = {}
        events: list[Event] = []
        trees = {}
        for code in judged.codes:
            rows = judged.of(code)
            behind = []
            for event in (event for row in rows for event in row.events):
                if id(event) not in place:
                    place[id(event)] = len(events)
                    events.append(event)
                behind.append(place[id(event)])
            trees[code] = {
                "reasons": [_reason(one) for one in reasons(judged, code)],
                "behind": list(dict.fromkeys(behind)),
                "documents": [_source(one) for one in rows[0].overrides],
                "base": self._base(judged, code) if rows[0].overrides else "",
            }
        return {
            "trees": trees,
            "events": [self._event(event) for event in events],
            "left": [{**self._event(one.event), "why": one.why} for one in judged.tally.left],
            "refused": [[_source(document), why] for document, why in judged.refused],
        }

    @clause("8")
    def _base(self, judged: Judged, code: str) -> str:
        rows = dict.fromkeys(one.label for one in judged.base if one.code == code)
        return f"按本通知：{'、'.join(rows)}" if rows else "按本通知没有这一结果"

    def _event(self, event: Event) -> dict[str, Any]:
        return {
            "on": f"{self.rules.day(event):%Y-%m-%d}",
            "text": self.rules.word(event.kind),
            "was": self.rules.word(event.was) if event.was else "",
            "document": event.document,
            "ref": event.ref,
            "pending": event.pending,
        }


def _reason(one: Reason) -> dict[str, str]:
    return {
        "clause": one.clause,
        "condition": one.condition,
        "outcome": one.outcome.value,
        "finding": one.finding,
    }


def _key(one: Consequence) -> str:
    return f"{one.code}.{one.ground}" if one.code == CONFLICT else one.code


def _label(one: Consequence) -> str:
    if one.code == CONFLICT:
        return f"上级规定相互冲突，须由人决定：{CODES[one.ground].label}"
    return one.label


def _source(document: Override) -> str:
    return f"{document.source}（{document.level}）" if document.level else document.source


def pack_of_year(jurisdiction_id: int, year: int) -> Pack:
    """The pack by which a year is judged: the one in force on its last day."""
    return pack_in_force(jurisdiction_id, date(year, 12, 31))


@clause("7.2.1")
def year_end(pack: Pack, year: int) -> date:
    """The last day of an assessment year."""
    return rules_for(pack, year).span[1]


@clause("7.2.1", "7.2.3")
def open_book(
    jurisdiction_id: int, year: int, *, pack: Pack | None = None, events: YearEvents | None = None
) -> YearBook:
    """The book of a year over all units, leading cadres and whoever else has a record."""
    rules_by = pack or pack_of_year(jurisdiction_id, year)
    recorded = events or year_events(jurisdiction_id, year, year)
    kinds = rules_by.get("unit_kinds", date(year, 12, 31))
    people = year_people(directory(jurisdiction_id), year, kinds, recorded.subjects)
    closed = Year.objects.filter(jurisdiction_id=jurisdiction_id, year=year, state__in=states_of("year", "closed")).first()
    return YearBook(year, rules_by, people, recorded, closed.closed_on if closed else None)


@dataclass(frozen=True)
class Now:
    """What a year says of one subject now."""

    results: list[dict[str, Any]]
    explanation: dict[str, Any]
    pack_hash: str


@clause("7.2.1", "7.3.1")
def results_now(
    jurisdiction_id: int,
    year: int,
    subject: Subject,
    pack: Pack,
    choices: Mapping[str, str],
    *,
    only: frozenset[int] | None = None,
) -> Now:
    """Judge one subject anew under the pack that judged the year; conflicts stay settled as they were.

    `only` narrows it to some decisions, so that what came later does not enter.
    """
    known = directory(jurisdiction_id)
    kinds = pack.get("unit_kinds", date(year, 12, 31))
    people = year_people(known, year, kinds, (subject,))
    one = next(person for person in people if person.subject == subject)
    events = year_events(jurisdiction_id, year, year, None if one.merged else subject)
    found = YearBook(year, pack, [one], events if only is None else events.limited(only)).judge(one)
    if found is None:
        return Now([], {}, pack.hash)
    results = [one for item in found.results for one in _chosen(item, choices)]
    return Now(results, found.explanation, pack.hash)


def _chosen(item: dict[str, Any], choices: Mapping[str, str]) -> list[dict[str, Any]]:
    """A result, or of a conflict that was settled what follows from the document chosen."""
    for choice in item.get("choices", ()):
        if choices.get(item["key"]) == choice["source"]:
            return list(choice["items"])
    return [item]
