"""The numbers, lists and names that a notice's text fixes, each with its clause and the parameter that it sets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from duban.mechanism.clauses import CLAUSES
from duban.mechanism.notice.binding import Binding, bind
from duban.mechanism.notice.reading import Notice
from duban.mechanism.notice.values.found import Asked, Found, ValueReading
from duban.mechanism.notice.values.lists import lists
from duban.mechanism.notice.values.numerals import number_of
from duban.mechanism.notice.values.quantities import (
    Quantity,
    QuantityRule,
    fits,
    quantities,
    rules,
    value_for,
)
from duban.mechanism.parameters import PARAMETERS

REQUIRED = (
    ("evaluation_values", "4.4"),
    ("bottom_n", "5.3"),
    ("unit_cap_first_count", "7.2.1"),
    ("unit_cap_second_count", "7.2.2"),
    ("circular_once_count", "7.2.3"),
    ("circular_cancel_count", "7.2.5"),
    ("trial_years", "9"),
)
"""The numbers that every notice of this kind fixes: parameter and clause."""
INSTEAD = {"trial_years": "trial_months"}
"""A required number that another one may stand for."""

_COUNTED: Mapping[str, tuple[int, ...]] = {
    "2.0": (4,),
    "3.0": (3,),
    "4.1": (3,),
    "4.4": (3,),
    "4.5": (3, 4),
    "5.0": (3, 5),
}
"""How many things a clause names itself: 下列四类, 三个项目库, 三档."""
_TIED = 0.05


def numbers(notice: Notice | Binding) -> tuple[Found, ...]:
    """Every value that the text fixes, in Chinese or Arabic numerals, in the order of the clauses."""
    return read_values(notice).found


def read_values(notice: Notice | Binding) -> ValueReading:
    """Every number, list and name of the text: found, or asked about. None is passed over, none is guessed."""
    binding = bind(notice) if isinstance(notice, Notice) else notice
    listed = lists(binding)
    reading = _Numbers(binding, listed.value("count_window"))
    found, conflicts = _agreed(binding, (*reading.found, *listed.found))
    asked = [*reading.asked, *listed.asked, *conflicts]
    known = {each.key for each in found} | {each.parameter for each in asked}
    asked += _missing(binding, known)
    order = {clause: place for place, clause in enumerate(CLAUSES)}
    last = len(order)
    return ValueReading(
        tuple(sorted(found, key=lambda each: order[each.clause])),
        tuple(sorted(asked, key=lambda each: order.get(each.clause, last))),
    )


class _Numbers:
    """The numbers of one notice, each given to one parameter or asked about."""

    def __init__(self, binding: Binding, window: Found | None) -> None:
        """Read them; `window` is where the text says over which months it counts."""
        self.binding = binding
        self.all = quantities(binding.sentences)
        self.rules = rules(tuple(sorted(binding.names.patterns.items())))
        self.found: list[Found] = []
        self.asked: list[Asked] = []
        self.used = {each.start for each in self.all if window and window.start <= each.start < window.end}
        self._beside_their_clauses()
        self._dates()
        self._by_what_is_said()

    def _beside_their_clauses(self) -> None:
        for rule in self.rules:
            passage = self.binding.passages.get(rule.at)
            if passage is None:
                continue
            fitting = [each for each in self.all if fits(rule, each) and each.start not in self.used]
            inside = [each for each in fitting if passage.start <= each.start < passage.end]
            before = [each for each in fitting if self._just_before(each, passage.start)]
            for chosen in (
                (inside[:1] or before[-1:]) if rule.key.startswith("c") else (inside or before[-1:])[:1]
            ):
                self._give(rule, chosen)

    def _just_before(self, quantity: Quantity, start: int) -> bool:
        """Whether a number stands before some words and in the same half of the sentence."""
        parts = quantity.sentence.parts
        half = {part.half for part in parts if part.start <= start < part.end}
        return quantity.start < start and quantity.part.half in half

    def _dates(self) -> None:
        """The day from which the notice itself says that it holds."""
        passage = self.binding.passages.get("9")
        for each in self.all:
            if each.kind != "date":
                continue
            self.used.add(each.start)
            if passage is not None and passage.start <= each.start < passage.end:
                day = _day(each.text)
                if day is not None:
                    self.found.append(self._found("effective_from", "9", day, each))
                else:
                    self._ask(each, "9", "effective_from", "日期没有写到日")

    def _by_what_is_said(self) -> None:
        for each in self.all:
            if each.start in self.used:
                continue
            if each.kind == "many":
                self._count(each)
                continue
            ranked = sorted(
                ((fits(rule, each), rule) for rule in self.rules if not rule.at), key=lambda pair: -pair[0]
            )
            score, rule = ranked[0]
            if not score:
                self._ask(each, self._clause_of(each), "", "没有与之对应的参数")
            elif score - ranked[1][0] < _TIED:
                titles = "或者".join(PARAMETERS[one.key].title for _, one in ranked[:2])
                self._ask(each, rule.clause, "", f"可能是{titles}")
            else:
                self._give(rule, each)

    def _count(self, quantity: Quantity) -> None:
        """A number of things that a clause names itself: as many as the rules know, or asked about."""
        around = [
            passage.clause
            for passage in self.binding.passages.values()
            if quantity.sentence.start <= passage.start < quantity.sentence.end and passage.clause in _COUNTED
        ]
        if not any(quantity.value in _COUNTED[clause] for clause in around):
            self._ask(quantity, self._clause_of(quantity), "", "没有与之对应的参数")

    def _give(self, rule: QuantityRule, quantity: Quantity) -> None:
        self.used.add(quantity.start)
        value, why = value_for(rule.key, quantity)
        if value is None:
            self._ask(quantity, rule.clause, rule.key, why)
        else:
            self.found.append(self._found(rule.key, rule.clause, value, quantity))

    def _found(self, key: str, clause: str, value: Any, quantity: Quantity) -> Found:
        text = self.binding.notice.text[quantity.start : quantity.end]
        return Found(key, clause, value, text, quantity.start, quantity.end)

    def _ask(self, quantity: Quantity, clause: str, parameter: str, why: str) -> None:
        self.used.add(quantity.start)
        key = f"value:{parameter}" if parameter else f"number:{quantity.start}"
        title = f"{PARAMETERS[parameter].title}：" if parameter else ""
        self.asked.append(
            Asked(key, clause, quantity.text, quantity.sentence.text, f"{title}{why}", parameter)
        )

    def _clause_of(self, quantity: Quantity) -> str:
        """The clause in whose words a number stands, else the nearest of its sentence."""
        inside = [
            each
            for each in self.binding.passages.values()
            if quantity.sentence.start <= each.start < quantity.sentence.end
        ]
        near = min(inside, key=lambda each: _away(each.start, each.end, quantity.start), default=None)
        return near.clause if near else ""


def _away(start: int, end: int, at: int) -> int:
    return 0 if start <= at < end else min(abs(at - start), abs(at - end))


def _day(text: str) -> date | None:
    found = [number_of(each) for each in text.translate(str.maketrans("年月日", "   ")).split()]
    try:
        year, month, day = found
        return date(year or 0, month or 0, day or 0)
    except ValueError:
        return None


def _agreed(binding: Binding, found: Iterable[Found]) -> tuple[list[Found], list[Asked]]:
    """One value a parameter; where the text says two, neither is taken and both are shown."""
    by_key: dict[str, list[Found]] = {}
    for each in found:
        by_key.setdefault(each.key, []).append(each)
    kept, asked = [], []
    for key, several in by_key.items():
        if len({repr(each.value) for each in several}) == 1:
            kept.append(several[0])
            continue
        said = "、".join(each.text for each in several)
        words = " ".join(dict.fromkeys(_sentence(binding, each.start) for each in several))
        title = PARAMETERS[key].title
        asked.append(Asked(f"value:{key}", several[0].clause, said, words, f"{title}：原文有几种写法", key))
    return kept, asked


def _sentence(binding: Binding, at: int) -> str:
    return next((each.text for each in binding.sentences if each.start <= at < each.end), "")


def _missing(binding: Binding, known: set[str]) -> Iterator[Asked]:
    """Required numbers that were not read although their clause is there."""
    for key, clause in REQUIRED:
        if key in known or INSTEAD.get(key) in known or clause not in binding.passages:
            continue
        words = binding.passages[clause].sentence
        yield Asked(f"value:{key}", clause, "", words, f"{PARAMETERS[key].title}：没有读到", key)
