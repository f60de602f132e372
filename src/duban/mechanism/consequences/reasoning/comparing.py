"""What-if: whose results differ between two versions of the rules, and by which parameter (七)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from duban.mechanism.clauses import clause
from duban.mechanism.consequences.history import YearSubject
from duban.mechanism.consequences.judging import judge
from duban.mechanism.consequences.results import Consequence, Judged
from duban.mechanism.consequences.rules import Rules, rules_for
from duban.mechanism.parameters import PARAMETERS, NoValueInForce, Pack, Use

Outcome = tuple[tuple[Any, ...], ...]


@dataclass(frozen=True)
class Changed:
    """A parameter that differs between two versions, as each of them has it."""

    key: str
    title: str
    before: Use
    after: Use

    @property
    def text(self) -> str:
        """In Chinese: title: before → after."""
        return f"{self.title}：{self.before.text} → {self.after.text}"


@dataclass(frozen=True)
class ResultDifference:
    """A subject whose results differ: before, after, and the parameters that make the difference.

    `because` holds those of which each alone changes the results; if only several together do, all that differ, and
    `together` is true.
    """

    subject: YearSubject
    year: int
    before: tuple[Consequence, ...]
    after: tuple[Consequence, ...]
    because: tuple[Changed, ...]
    together: bool

    @property
    def text(self) -> str:
        """The difference in a sentence."""
        causes = "；".join(one.text for one in self.because)
        return f"{_named(self.before)} → {_named(self.after)}，因为{'（共同作用）' if self.together else ''}{causes}"


def _named(found: tuple[Consequence, ...]) -> str:
    return "、".join(dict.fromkeys(one.label for one in found)) or "没有结果"


def outcome(judged: Judged) -> Outcome:
    """The results as they can be compared: what follows, not what it rests on."""
    return tuple(
        sorted(
            (one.code, one.cite, one.max_grade, one.ground, one.item, one.provisional)
            for one in judged.consequences
        )
    )


@clause("7.2.1", "7.2.3")
def compare(before: Iterable[Judged], after: Iterable[Judged]) -> tuple[ResultDifference, ...]:
    """Whose results differ between two runs over the same year, in the order of the first run, and because of what."""
    later = {one.subject.key: one for one in after}
    changes: dict[tuple[Pack, Pack, int], tuple[tuple[Changed, Rules], ...]] = {}
    found = []
    for old in before:
        new = later.get(old.subject.key)
        if new is None or outcome(old) == outcome(new):
            continue
        pair = (old.rules.pack, new.rules.pack, old.rules.year)
        if pair not in changes:
            changes[pair] = tuple((one, _single(old.rules, one)) for one in changed(old.rules, new.rules))
        found.append(_difference(old, new, changes[pair]))
    return tuple(found)


def changed(before: Rules, after: Rules) -> tuple[Changed, ...]:
    """The parameters that differ between two versions on the day of judging, in the order of the notice."""
    found = []
    for key, known in PARAMETERS.items():
        old, new = _use(before, key), _use(after, key)
        if old is not None and new is not None and old.value != new.value:
            found.append(Changed(key, known.title, old, new))
    return tuple(found)


def _use(rules: Rules, key: str) -> Use | None:
    try:
        return rules.use(key)
    except NoValueInForce:
        return None


def _difference(old: Judged, new: Judged, changes: tuple[tuple[Changed, Rules], ...]) -> ResultDifference:
    own = outcome(old)
    alone = tuple(
        one
        for one, rules in changes
        if outcome(judge(rules, old.subject, old.history, old.overrides, old.closed_on)) != own
    )
    return ResultDifference(
        old.subject,
        old.rules.year,
        old.consequences,
        new.consequences,
        alone or tuple(one for one, _ in changes),
        together=not alone and len(changes) > 1,
    )


def _single(rules: Rules, change: Changed) -> Rules:
    """The rules with this one parameter of the other version."""
    use = change.after
    pack = rules.pack.with_values({change.key: (use.value, rules.on, use.source, use.reason)})
    return rules_for(pack, rules.year, rules.on)
