"""A version tried on the shipped scenarios: which expected results hold under it, which change, and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from duban.mechanism import scenarios
from duban.mechanism.clauses import clause
from duban.mechanism.consequences.reasoning.comparing import compare
from duban.mechanism.consequences.reasoning.reasons import said
from duban.mechanism.consequences.results import Consequence
from duban.mechanism.consequences.rules import Rules
from duban.mechanism.parameters import Pack
from duban.mechanism.scenarios.parameters import ALWAYS

_PARAMETERS = "所用参数"
_SUBJECTS = {
    "unit": "单位",
    "leader": "领导干部",
    "handler": "经办负责人",
    "unit+leader": "单位和领导干部",
}
_OF_THE_CASE = ("effective_from", "effective_to")


@dataclass(frozen=True)
class Tried:
    """A scenario under two versions.

    `told` says what happens in it. `holds` says that the expected results hold under the new version, `held` that they
    hold under the old one; `before` and `after` are the results in words, `because` the parameters that make the
    difference between the two versions; `explanation` derives the new results.
    """

    id: str
    told: str
    holds: bool
    held: bool
    before: tuple[str, ...]
    after: tuple[str, ...]
    because: tuple[str, ...]
    explanation: str

    @property
    def changes(self) -> bool:
        """Whether the two versions judge it differently."""
        return bool(self.because)


@clause("7.2.1", "7.2.3", "9")
def try_scenarios(before: Pack, before_on: date, after: Pack, after_on: date) -> tuple[Tried, ...]:
    """Every shipped scenario under two versions, each with the values that it has on a day.

    A scenario's own parameters stand over the version, since they are what it is about; those that are only the
    defaults of the file give way to the county's values.
    """
    shipped = scenarios.shipped()
    old, new = before.settled(before_on, ALWAYS), after.settled(after_on, ALWAYS)
    return tuple(
        _tried(replace(each, params=dict(_own(each, shipped.defaults))), old, new)
        for each in shipped.scenarios
    )


def _own(scenario: scenarios.Scenario, defaults: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for key, value in scenario.params.items():
        if key in _OF_THE_CASE or key not in defaults or defaults[key] != value:
            yield key, value


def _tried(scenario: scenarios.Scenario, old: Pack, new: Pack) -> Tried:
    first, second = scenarios.run(scenario, pack=old), scenarios.run(scenario, pack=new)
    held, holds = (
        not scenarios.differences(run.results, scenario.expected, scenario.not_expected)
        for run in (first, second)
    )
    found = compare(first.judged, second.judged)
    return Tried(
        id=scenario.id,
        told=_story(scenario, second.judged[0].rules),
        holds=holds,
        held=held,
        before=_named(first.results),
        after=_named(second.results),
        because=tuple(dict.fromkeys(one.text for each in found for one in each.because)),
        explanation=_derived(second.explanation),
    )


def _story(scenario: scenarios.Scenario, rules: Rules) -> str:
    """Who is judged for which year, and what happened, in the order of the dates."""
    events = dict.fromkeys(
        (event.on, said(rules, event)) for event in (*scenario.unit_events, *scenario.person_events)
    )
    measures = ((measure.on, f"{measure.on:%Y-%m-%d}{measure.kind}") for measure in scenario.measures)
    happened = [text for _, text in sorted([*events, *measures])]
    happened += [f"上级文件《{one.source}》" for one in scenario.overrides]
    return f"{_SUBJECTS[scenario.subject]}，{scenario.year}年度：{'；'.join(happened) or '没有任何记录'}"


def _derived(explanation: str) -> str:
    """The derivation without the list of parameters, whose dates are those of the trial."""
    kept, skipping = [], False
    for line in explanation.splitlines():
        skipping = line.startswith(_PARAMETERS) or (skipping and line.startswith("  "))
        if not skipping:
            kept.append(line)
    return "\n".join(kept)


def _named(results: tuple[Consequence, ...]) -> tuple[str, ...]:
    return tuple(
        dict.fromkeys(
            f"{one.label}（{one.cite}{'，' + one.ground if one.ground else ''}）" for one in results
        )
    )
