"""Article 八: what superior documents provide otherwise replaces a result; a conflict is settled by a person (A42)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from duban.mechanism.clauses import clause
from duban.mechanism.consequences import codes
from duban.mechanism.consequences.history import Event, History, Override
from duban.mechanism.consequences.leaders import ANNUAL_BONUS, PERFORMANCE_BONUS
from duban.mechanism.consequences.results import Consequence
from duban.mechanism.consequences.rules import Rules
from duban.mechanism.consequences.units import best_left
from duban.mechanism.rulings.sanctions import Target

_ITEMS = {codes.L_BONUS_LOWEST: ANNUAL_BONUS, codes.L_BONUS_CANCELLED: PERFORMANCE_BONUS}
_GROUND = "上级文件规定"
_ORDER = {code: place for place, code in enumerate(codes.CODES)}


@dataclass(frozen=True, slots=True)
class Called:
    """An override that something in the year calls for, with the events that do and the days on which they lie."""

    override: Override
    events: tuple[Event, ...]
    days: frozenset[tuple[date, str]]


@dataclass(frozen=True, slots=True)
class Overridden:
    """The results after article 八, and every override that stayed without effect, with why."""

    consequences: list[Consequence]
    refused: tuple[tuple[Override, str], ...] = ()
    taken_away: tuple[Override, ...] = ()


@clause("8")
def overridden(
    rules: Rules,
    target: Target,
    in_year: list[Event],
    history: History,
    base: list[Consequence],
    overrides: Iterable[Override],
) -> Overridden:
    """Replace results by what superior documents provide; where two of them meet and neither ranks higher, ask."""
    called: dict[str, list[Called]] = {}
    refused = []
    for override in overrides:
        hit, why = _called(rules, target, in_year, history, override)
        if hit is None:
            refused.append((override, why))
        else:
            called.setdefault(override.target, []).append(hit)
    found, gone = list(base), []
    for code, rivals in called.items():
        winners, losers = _prevailing(rules, rivals)
        refused += [(one.override, "让位于层级更高的上级文件") for one in losers]
        found = _replaced(rules, found, code, winners)
        if not any(one.code == code for one in found):
            gone += [one.override for one in winners]
    found.sort(key=lambda one: _ORDER[one.code])
    return Overridden(found, tuple(refused), tuple(gone))


def _called(
    rules: Rules, target: Target, in_year: list[Event], history: History, override: Override
) -> tuple[Called | None, str]:
    """Whether an event of the year, on a day on which the document is in force, calls for an override."""
    if codes.CODES[override.target].target is not target:
        return None, "对象不同"
    wanted = override.measures
    events = [event for event in in_year if not wanted or rules.word(event.kind) in wanted]
    days = {(rules.day(event), rules.word(event.kind)) for event in events}
    days |= {
        (measure.on, measure.kind)
        for measure in history.measures
        if measure.kind in wanted
        and rules.label(measure.on) == rules.year
        and not rules.out_of_force(measure.on)
    }
    if not days:
        return None, f"该年度没有{'、'.join(wanted) or '被追究责任'}"
    held = frozenset(each for each in days if _in_force(override, each[0]))
    if not held:
        return None, "不在该文件的有效期内"
    return Called(override, tuple(e for e in events if _in_force(override, rules.day(e))), held), ""


def _in_force(override: Override, day: date) -> bool:
    begun = override.since is None or day >= override.since
    return begun and (override.until is None or day <= override.until)


def _rank(rules: Rules, override: Override) -> tuple[int, int | None]:
    """The level, higher for higher bodies (0: not stated), and the order inside a level."""
    levels = rules.value("superior_levels")
    level = len(levels) - levels.index(override.level) if override.level in levels else 0
    return level, override.priority


def _outranks(rules: Rules, one: Override, other: Override) -> bool:
    (level, priority), (other_level, other_priority) = _rank(rules, one), _rank(rules, other)
    if level != other_level:
        return level > other_level > 0
    return priority is not None and other_priority is not None and priority > other_priority


def _prevailing(rules: Rules, rivals: list[Called]) -> tuple[list[Called], list[Called]]:
    """Those that no other one outranks where they meet, and those outranked. Two meet if one event calls for both."""
    losers = [
        one
        for one in rivals
        if all(
            any(day in other.days and _outranks(rules, other.override, one.override) for other in rivals)
            for day in one.days
        )
    ]
    return [one for one in rivals if one not in losers], losers


def _conflict(rules: Rules, winners: list[Called]) -> bool:
    """Whether two meet on an event and neither ranks higher, or they say different things on different events."""
    for number, one in enumerate(winners):
        for other in winners[number + 1 :]:
            ranked = _outranks(rules, one.override, other.override) or _outranks(
                rules, other.override, one.override
            )
            if one.override.value != other.override.value or (one.days & other.days and not ranked):
                return True
    return False


def _replaced(rules: Rules, found: list[Consequence], code: str, winners: list[Called]) -> list[Consequence]:
    others = [one for one in found if one.code != code]
    documents = tuple(one.override for one in winners)
    events = tuple(dict.fromkeys(event for one in winners for event in one.events))
    if _conflict(rules, winners):
        return [
            *others,
            Consequence(codes.ERROR_OVERRIDE_CONFLICT, "8", events, ground=code, overrides=documents),
        ]
    value = documents[0].value
    if value is False:
        return others
    own = [one for one in found if one.code == code]
    if own:
        return [*others, *(_by_document(rules, one, documents, value) for one in own)]
    return [*others, _new(rules, code, events, documents, value)]


def _by_document(
    rules: Rules, own: Consequence, documents: tuple[Override, ...], value: bool | str
) -> Consequence:
    """The county's own result, now resting on the superior document."""
    grade = value if isinstance(value, str) else own.max_grade
    return replace(own, overrides=documents, max_grade=grade)


def _new(
    rules: Rules, code: str, events: tuple[Event, ...], documents: tuple[Override, ...], value: bool | str
) -> Consequence:
    """A result that only the superior document provides; without a grade the top one is barred."""
    known = codes.CODES[code]
    grade = value if isinstance(value, str) else ""
    if code == codes.U_CAP and not grade:
        grade = best_left(rules, 1)
    return Consequence(
        code,
        known.clauses[0],
        events,
        max_grade=grade,
        ground=_GROUND if code == codes.L_BONUS_CANCELLED else "",
        item=_ITEMS.get(code, ""),
        advisory=known.advisory,
        overrides=documents,
    )
