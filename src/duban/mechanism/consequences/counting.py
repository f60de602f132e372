"""Which events count in a year, which are left out and why, and how many fall in a window (A1–A8, A31–A35)."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from duban.mechanism.clauses import clause
from duban.mechanism.consequences.history import LISTING, Event, History, YearSubject
from duban.mechanism.consequences.rules import CALENDAR, ROLLING, Rules
from duban.mechanism.rulings.sanctions import Target
from duban.mechanism.words.named import marked

_YEAR = 365
_LISTED = "U_CIRCULAR"
NOT_LEADING = "不是领导干部，第七条不适用，按本单位规定处理（A8）"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An event that does not count, and why, in Chinese."""

    event: Event
    why: str


@dataclass(slots=True)
class Tally:
    """The events of one subject as the rules see them.

    `valid` count in principle, whatever their year; `in_year` are those of the assessment year; `handler` are those
    of the year on a person who is no leading cadre; `revoked` would count if they had not been revoked.
    """

    valid: list[Event] = field(default_factory=list)
    in_year: list[Event] = field(default_factory=list)
    handler: list[Event] = field(default_factory=list)
    revoked: list[Event] = field(default_factory=list)
    left: list[LeftOut] = field(default_factory=list)

    @property
    def pending(self) -> bool:
        """Whether an event of the year is under appeal."""
        return any(event.pending for event in self.in_year)


@dataclass(frozen=True, slots=True)
class Count:
    """How often something happened in the window that counts, with the events.

    `same` are those of a matter, or of a decision, that counted already.
    """

    events: tuple[Event, ...] = ()
    same: tuple[Event, ...] = ()

    @property
    def times(self) -> int:
        """The number."""
        return len(self.events)


NONE = Count()


@clause("7.2.1", "7.2.5", "9")
def sift(rules: Rules, subject: YearSubject, history: History) -> Tally:
    """Sort the events of a subject: those that count, those of the year, those left out with the reason."""
    tally = Tally()
    for event in _events_of(rules, subject, history):
        undone, kept_out = _undone(rules, event), _excluded(rules, subject, event)
        if undone or kept_out:
            tally.left.append(LeftOut(event, undone or kept_out))
            if event.revoked and not kept_out:
                tally.revoked.append(event)
            elif kept_out is NOT_LEADING and not undone and rules.year_of(event) == rules.year:
                tally.handler.append(event)
            continue
        tally.valid.append(event)
        belongs = rules.year_of(event)
        if belongs == rules.year:
            tally.in_year.append(event)
        elif rules.window == CALENDAR and rules.years == 1:
            tally.left.append(LeftOut(event, f"属于{belongs}年度"))
    return tally


def _events_of(rules: Rules, subject: YearSubject, history: History) -> list[Event]:
    """The events in order of their day; a listing is one of them only where the county says so (A5)."""
    events = list(history.events)
    if rules.listings and subject.target is Target.UNIT:
        events += [
            Event(_LISTED, measure.on, subject.key, measure.matter, document=measure.document or marked(measure.kind))
            for measure in history.measures
            if measure.kind == LISTING
        ]
    if len(events) > 1:
        events.sort(key=rules.day)
    return events


def _undone(rules: Rules, event: Event) -> str:
    """Why an event does not count because it is contested or undone (A33)."""
    if event.revoked:
        when = f"（{event.revoked_on:%Y-%m-%d}）" if event.revoked_on else ""
        return f"已撤销{when}，自始不计（A33）"
    return "申诉中，不计（A33）" if event.pending and not rules.count_pending else ""


def _excluded(rules: Rules, subject: YearSubject, event: Event) -> str:
    """Why an event would not count even if it stands, whatever its year; empty if it would."""
    outside = rules.out_of_force(rules.day(event), event.conduct_year)
    if outside:
        return outside
    if subject.target is Target.UNIT:
        if event.kind not in rules.unit_kinds:
            return f"“{rules.word(event.kind)}”不是对单位追究责任的方式（A4）"
        if event.subject in subject.merged and not rules.inherits:
            return "撤并前原单位的，不承继（A32）"
    if event.level and not rules.count_superior:
        return f"{event.level}作出的，不计（A35）"
    if not event.key_work:
        return "与重点工作无关，不计（A35）"
    if subject.target is Target.PERSON and not event.leading and not rules.handlers:
        return NOT_LEADING
    return ""


@clause("7.2.1", "7.2.2", "7.2.5")
def count(rules: Rules, tally: Tally, kinds: frozenset[str] | None = None) -> Count:
    """How often in the window: the assessment year, or the fullest span of 365 days that ends in it (A1).

    `kinds` narrows the kinds (None: any). A decision counts once, whatever its kinds; so does a matter where the
    county says so (A34). Without an event in the assessment year itself nothing is counted: the result is one of
    that year.
    """
    ends = [event for event in tally.in_year if kinds is None or event.kind in kinds]
    if not ends:
        return NONE
    if rules.window == ROLLING:
        pool = [event for event in tally.valid if kinds is None or event.kind in kinds]
        return max(
            (_distinct(rules, _up_to(rules, pool, rules.day(event))) for event in ends),
            key=lambda found: found.times,
        )
    if rules.years > 1:
        first = rules.year - rules.years
        ends = [
            event
            for event in tally.valid
            if (kinds is None or event.kind in kinds) and first < rules.year_of(event) <= rules.year
        ]
    return _distinct(rules, ends)


def _up_to(rules: Rules, pool: list[Event], last: date) -> list[Event]:
    first = last - timedelta(days=_YEAR * rules.years - 1)
    return [event for event in pool if first <= rules.day(event) <= last]


def _distinct(rules: Rules, events: Iterable[Event]) -> Count:
    """Each group once, by its first event; the rest of a group is not counted again."""
    groups = _grouped(rules, events)
    heads = {id(group[0]) for group in groups}
    rest = (event for group in groups for event in group if id(event) not in heads)
    return Count(tuple(group[0] for group in groups), tuple(rest))


def _grouped(rules: Rules, events: Iterable[Event]) -> list[list[Event]]:
    """Events that count as one: of one decision, of one matter, or held together by others of them."""
    groups: list[tuple[set[Hashable], list[Event]]] = []
    for event in events:
        keys = _keys(rules, event)
        joined = [group for group in groups if not keys.isdisjoint(group[0])]
        if not joined:
            groups.append((keys, [event]))
            continue
        first, *others = joined
        first[0].update(keys, *(known for known, _ in others))
        first[1].extend([*(one for _, rows in others for one in rows), event])
        groups = [group for group in groups if not any(group is other for other in others)]
    return [rows for _, rows in groups]


def _keys(rules: Rules, event: Event) -> set[Hashable]:
    """By what an event is known as one with others: its decision and, where a matter counts once, its matter."""
    if not rules.together:
        return {(event.matter, event.kind)} if rules.once and event.matter is not None else set()
    keys: set[Hashable] = set()
    if event.decision is not None:
        keys.add(("decision", event.decision))
    if rules.once and event.matter is not None:
        keys.add(("matter", event.matter))
    return keys


@dataclass(frozen=True, slots=True)
class Doubt:
    """Decisions on a matter whose facts are later than an earlier decision on it took effect (A34).

    Each of `pairs` is (the earlier, the later); `once` and `each` are the counts under either value of the parameter.
    """

    pairs: tuple[tuple[Event, Event], ...]
    once: int
    each: int


@clause("7.2.1", "7.2.5")
def doubt(rules: Rules, tally: Tally, kinds: frozenset[str] | None = None) -> Doubt | None:
    """Where it depends on the answer to A34 alone how often new facts count; None where it does not."""
    if not rules.together:
        return None
    by_matter, by_decision = replace(rules, once=True), replace(rules, once=False)
    counted = count(by_decision, tally, kinds)
    pairs = tuple(
        (group[0], later)
        for group in _grouped(by_matter, (*counted.events, *counted.same))
        for later in group[1:]
        if later in counted.events and _rests_on_later_facts(rules, group[0], later)
    )
    if not pairs:
        return None
    return Doubt(pairs, count(by_matter, tally, kinds).times, counted.times)


def _rests_on_later_facts(rules: Rules, first: Event, later: Event) -> bool:
    if later.facts_on is not None:
        return later.facts_on > first.on
    return later.conduct_year is not None and later.conduct_year > first.on.year


@clause("7.2.1")
def undone_after_closing(rules: Rules, tally: Tally, closed_on: date) -> tuple[Event, ...]:
    """Decisions of the year, or of its window, that were revoked or changed after its result was fixed (A33)."""
    revoked = [event for event in tally.revoked if event.revoked_on and event.revoked_on > closed_on]
    changed = [event for event in tally.valid if event.changed_on and event.changed_on > closed_on]
    return tuple(event for event in (*revoked, *changed) if _touches(rules, tally, event))


def _touches(rules: Rules, tally: Tally, event: Event) -> bool:
    belongs = rules.year_of(event)
    if belongs == rules.year:
        return True
    if rules.window == ROLLING:
        day, ends = rules.day(event), (rules.day(one) for one in tally.in_year)
        return any(0 <= (end - day).days < _YEAR * rules.years for end in ends)
    return rules.year - rules.years < belongs < rules.year and bool(tally.in_year)
