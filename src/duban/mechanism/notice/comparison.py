"""A notice held against a pack, and the pack that follows from adopting it."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from duban.mechanism.clauses import CLAUSES, cite, clause
from duban.mechanism.dates.months import months_after
from duban.mechanism.notice.binding import Binding, Passage, Superfluous
from duban.mechanism.notice.values.found import Asked, Found, ValueReading
from duban.mechanism.notice.values.numbers import INSTEAD, REQUIRED
from duban.mechanism.parameters import PARAMETERS, NoValueInForce, Pack

REQUIRED_FACTS = {"issued_on": "印发日期", "number": "发文字号", "issuer": "发文机关"}
"""What must be known of a notice before it is adopted, with its Chinese name."""

_ALWAYS = date(2000, 1, 1)


@dataclass(frozen=True)
class NumberDifference:
    """A number of the text that is not the pack's: both in words. `found` has its place in the text."""

    key: str
    title: str
    clause: str
    cite: str
    found: Found
    found_text: str
    pack_text: str


@dataclass(frozen=True)
class MissingNumber:
    """A number that a notice of this kind fixes and this text does not; the pack's value would stand."""

    key: str
    title: str
    clause: str
    cite: str
    pack_text: str


@dataclass(frozen=True)
class NoticeComparison:
    """What adopting a notice means: clauses bound, numbers that differ, what is missing, what nobody claims."""

    bound: tuple[Passage, ...]
    agreeing: tuple[Found, ...]
    differing: tuple[NumberDifference, ...]
    numbers_missing: tuple[MissingNumber, ...]
    not_found: tuple[str, ...]
    superfluous: tuple[Superfluous, ...]
    required_facts_missing: tuple[str, ...]
    asked: tuple[Asked, ...] = ()
    answered: tuple[Found, ...] = ()

    @property
    def statuses(self) -> dict[str, str]:
        """For every clause: not_found, differing (it fixes another number, or one is missing), or bound."""
        found = {passage.clause for passage in self.bound}
        other = {each.clause for each in self.differing} | {each.clause for each in self.numbers_missing}
        return {
            known: "not_found" if known not in found else "differing" if known in other else "bound"
            for known in CLAUSES
        }

    @property
    def found(self) -> tuple[Found, ...]:
        """All values of the text, agreeing and differing, and those that a person gave."""
        return (*self.agreeing, *(each.found for each in self.differing), *self.answered)


def compare(
    binding: Binding, reading: ValueReading, pack: Pack, on: date, given: Collection[str] = ()
) -> NoticeComparison:
    """Hold a bound notice and what was read from it against the values of a pack on a day.

    `given` names the required facts that a person supplies; those that neither the text nor the person gives are
    asked for.
    """
    found = reading.found
    agreeing = tuple(each for each in found if _held(pack, each.key, on) == each.value)
    facts = binding.notice.facts
    return NoticeComparison(
        bound=tuple(binding.passages[each] for each in CLAUSES if each in binding.passages),
        agreeing=agreeing,
        differing=tuple(_difference(each, pack, on) for each in found if each not in agreeing),
        numbers_missing=tuple(_missing(found, reading.asked, pack, on)),
        not_found=binding.not_found,
        superfluous=binding.superfluous,
        required_facts_missing=tuple(
            name for name in REQUIRED_FACTS if name not in given and getattr(facts, name) is None
        ),
        asked=(*_clauses(binding), *reading.asked),
    )


def _clauses(binding: Binding) -> Iterable[Asked]:
    """The clauses that are not bound: where two places may be meant, where one says most of it, where none does."""
    near = {each.clause: each.passages for each in binding.doubts}
    for clause_id in binding.not_found:
        places = near.get(clause_id, ())
        question = "可能是这几处，请指明" if places else "没有找到，请指明写在哪里，或者说明本通知没有这一条"
        yield Asked(
            f"clause:{clause_id}",
            clause_id,
            "；".join("".join(each.words.split()) for each in places),
            " ".join(dict.fromkeys(each.sentence for each in places)),
            f"{CLAUSES[clause_id].title}：{question}",
        )


def _difference(found: Found, pack: Pack, on: date) -> NumberDifference:
    known = PARAMETERS[found.key]
    return NumberDifference(
        found.key,
        known.title,
        found.clause,
        cite(found.clause),
        found,
        known.text(found.value),
        _text(pack, found.key, on),
    )


def _held(pack: Pack, key: str, on: date) -> Any:
    try:
        return pack.get(key, on)
    except NoValueInForce:
        return None


def _text(pack: Pack, key: str, on: date) -> str:
    try:
        return pack.use(key, on).text
    except NoValueInForce:
        return "未定"


def _missing(
    found: tuple[Found, ...], asked: tuple[Asked, ...], pack: Pack, on: date
) -> Iterable[MissingNumber]:
    keys = {each.key for each in found} | {each.parameter for each in asked if each.found}
    for key, clause_id in REQUIRED:
        if key not in keys and INSTEAD.get(key) not in keys:
            use = pack.use(key, on)
            yield MissingNumber(key, use.title, clause_id, cite(clause_id), use.text)


@clause("9")
def trial_ends(issued_on: date, years: int) -> date:
    """The last day of the trial: the day before the same date so many years on (试行一年, counted from the issue)."""
    year = issued_on.year + years
    day = min(issued_on.day, monthrange(year, issued_on.month)[1])
    same = date(year, issued_on.month, day)
    return same if day < issued_on.day else same - timedelta(days=1)


@clause("9")
def adopted_pack(pack: Pack, comparison: NoticeComparison, issued_on: date, source: str) -> Pack:
    """The pack of a county that adopts a notice: its own numbers from the day of issue, with its words as reason.

    `source` names the notice (title and number). The dates of effect follow from the day of issue and the trial
    years. Raises `PackError` where a number of the text has no value.
    """
    changes: dict[str, tuple[Any, date, str, str]] = {}
    for each in comparison.found:
        said = "答复" if each in comparison.answered else "原文"
        changes[each.key] = (
            each.value,
            issued_on,
            f"{source}，{cite(each.clause)}",
            f"{said}：“{each.text}”",
        )
    stated = changes.get("effective_from")
    begins = stated[0] if stated else issued_on
    ends, length = _trial(pack, changes, begins, source)
    why = f"自{PARAMETERS['effective_from'].text(begins)}{'' if stated else '印发之日'}起试行{length}"
    changes["effective_from"] = (begins, _ALWAYS, f"{source}，{cite('9')}", why)
    changes["effective_to"] = (ends, _ALWAYS, f"{source}，{cite('9')}", why)
    return pack.with_values(changes, name=source)


def _trial(
    pack: Pack, changes: dict[str, tuple[Any, date, str, str]], issued_on: date, source: str
) -> tuple[date, str]:
    """The last day of the trial and its length in words; a notice may count it in months instead of years."""
    months = changes.get("trial_months")
    if months is not None and "trial_years" not in changes:
        changes["trial_years"] = (None, issued_on, months[2], months[3])
        return months_after(issued_on, months[0]) - timedelta(days=1), f"{months[0]}个月"
    years = changes["trial_years"][0] if "trial_years" in changes else pack.get("trial_years", issued_on)
    return trial_ends(issued_on, years), f"{years}年"
