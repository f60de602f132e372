"""A notice held against a pack, and the pack that follows from adopting it."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from duban.mechanism.clauses import CLAUSES, cite, clause
from duban.mechanism.months import months_after
from duban.mechanism.notice.binding import Binding, Passage, Superfluous
from duban.mechanism.notice.numbers import INSTEAD, REQUIRED, Found
from duban.mechanism.parameters import PARAMETERS, Pack, PackError

REQUIRED_FACTS = {"issued_on": "印发日期", "number": "发文字号", "issuer": "发文机关"}
"""What must be known of a notice before it is adopted, with its Chinese name."""

_ALWAYS = date(2000, 1, 1)


@dataclass(frozen=True)
class Difference:
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
class Comparison:
    """What adopting a notice means: clauses bound, numbers that differ, what is missing, what nobody claims."""

    bound: tuple[Passage, ...]
    agreeing: tuple[Found, ...]
    differing: tuple[Difference, ...]
    numbers_missing: tuple[MissingNumber, ...]
    not_found: tuple[str, ...]
    superfluous: tuple[Superfluous, ...]
    required_facts_missing: tuple[str, ...]

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
        """All numbers of the text, agreeing and differing."""
        return (*self.agreeing, *(each.found for each in self.differing))


def compare(
    binding: Binding, numbers: Iterable[Found], pack: Pack, on: date, given: Collection[str] = ()
) -> Comparison:
    """Hold a bound notice and its numbers against the values of a pack on a day.

    `given` names the required facts that a person supplies; those that neither the text nor the person gives are
    asked for.
    """
    found = tuple(numbers)
    agreeing = tuple(
        each for each in found if each.value is not None and each.value == pack.get(each.key, on)
    )
    facts = binding.notice.facts
    return Comparison(
        bound=tuple(binding.passages[each] for each in CLAUSES if each in binding.passages),
        agreeing=agreeing,
        differing=tuple(_difference(each, pack, on) for each in found if each not in agreeing),
        numbers_missing=tuple(_missing(found, pack, on)),
        not_found=binding.not_found,
        superfluous=binding.superfluous,
        required_facts_missing=tuple(
            name for name in REQUIRED_FACTS if name not in given and getattr(facts, name) is None
        ),
    )


def _difference(found: Found, pack: Pack, on: date) -> Difference:
    known = PARAMETERS[found.key]
    own = known.text(found.value) if found.value is not None else f"{found.text}（{found.note}）"
    return Difference(
        found.key, known.title, found.clause, cite(found.clause), found, own, pack.use(found.key, on).text
    )


def _missing(found: tuple[Found, ...], pack: Pack, on: date) -> Iterable[MissingNumber]:
    keys = {each.key for each in found}
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
def adopted_pack(pack: Pack, comparison: Comparison, issued_on: date, source: str) -> Pack:
    """The pack of a county that adopts a notice: its own numbers from the day of issue, with its words as reason.

    `source` names the notice (title and number). The dates of effect follow from the day of issue and the trial
    years. Raises `PackError` where a number of the text has no value.
    """
    unclear = [each for each in comparison.found if each.value is None]
    if unclear:
        first = unclear[0]
        raise PackError(
            f"{source}：“{first.text}”（{cite(first.clause)}）不能换算为参数“{PARAMETERS[first.key].title}”，"
            "没有采用任何数字；请核对原文，由县里写明以后重新导入"
        )
    changes: dict[str, tuple[Any, date, str, str]] = {
        each.key: (each.value, issued_on, f"{source}，{cite(each.clause)}", f"原文：“{each.text}”")
        for each in comparison.found
    }
    ends, length = _trial(pack, changes, issued_on, source)
    why = f"自{PARAMETERS['effective_from'].text(issued_on)}印发之日起试行{length}"
    changes["effective_from"] = (issued_on, _ALWAYS, f"{source}，{cite('9')}", why)
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
