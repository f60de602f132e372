"""Judges scenarios, and tells where a result is not the one expected."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from duban.mechanism.consequences.codes import L_BONUS_CANCELLED
from duban.mechanism.consequences.history import History, YearSubject
from duban.mechanism.consequences.judging import judge
from duban.mechanism.consequences.reasoning.explaining import lines, result_data
from duban.mechanism.consequences.reasoning.reasons import said
from duban.mechanism.consequences.results import Consequence, Judged
from duban.mechanism.consequences.rules import Rules, rules_for
from duban.mechanism.parameters import Pack, default_pack
from duban.mechanism.rulings.sanctions import Target
from duban.mechanism.scenarios.parameters import pack_with
from duban.mechanism.scenarios.reading import Scenario

_COMPARED = {"cite": "cite", "max_grade": "max_grade", "limb": "ground", "ground": "ground", "item": "item"}


@dataclass(frozen=True)
class Run:
    """The results of a scenario: for the unit, for the person, or for both, each judged apart."""

    scenario: Scenario
    judged: tuple[Judged, ...]

    @property
    def results(self) -> tuple[Consequence, ...]:
        """All results; the same note for both stands once."""
        found: dict[Any, Consequence] = {}
        for one in (one for judged in self.judged for one in judged.consequences):
            key = (
                one.code
                if one.informs and one.code.startswith("NOTE_")
                else (one.code, one.ground, len(found))
            )
            found.setdefault(key, one)
        return tuple(found.values())

    @property
    def explanation(self) -> str:
        """Everything in words."""
        text = [line for judged in self.judged for line in lines(judged)]
        rules = self.judged[0].rules
        text += [f"不计入：{said(rules, one.event)}。属于{one.unit}。" for one in self.scenario.foreign]
        return "\n".join(text)

    def data(self) -> dict[str, Any]:
        """The results as plain data."""
        return {
            "id": self.scenario.id,
            "results": _as_shared(self.results),
            "explanation": self.explanation,
        }


def _as_shared(results: Iterable[Consequence]) -> list[dict[str, Any]]:
    """The results as the shared format has them: 取消绩效奖金 once, with every limb that holds."""
    found: list[dict[str, Any]] = []
    cancelled: dict[str, Any] = {}
    for one in results:
        row = result_data(one)
        if one.code != L_BONUS_CANCELLED:
            found.append(row)
        elif cancelled:
            cancelled["limb"] += f"；{row['ground']}"
        else:
            cancelled = {"limb" if key == "ground" else key: value for key, value in row.items()}
            found.append(cancelled)
    return found


def run(scenario: Scenario, params: Mapping[str, Any] | None = None, pack: Pack | None = None) -> Run:
    """Judge a scenario under its parameters.

    `params` are put over them. With a `pack` the scenario's own parameters stand over that pack instead of over the
    default one, so that a county can try its version.
    """
    own = {**scenario.params, **(params or {})}
    rules = rules_for(pack_with(pack or default_pack(), own), scenario.year)
    return Run(scenario, tuple(_judged(scenario, rules)))


def _judged(scenario: Scenario, rules: Rules) -> Iterable[Judged]:
    if "unit" in scenario.subject:
        subject = YearSubject(scenario.unit, Target.UNIT, scenario.unit_kind, scenario.merged, scenario.unit)
        history = History(events=scenario.unit_events, measures=scenario.measures)
        yield judge(rules, subject, history, scenario.overrides, scenario.closed_on)
    if scenario.subject != "unit":
        subject = YearSubject("person", Target.PERSON, scenario.unit_kind)
        history = History(events=scenario.person_events, measures=scenario.measures)
        yield judge(rules, subject, history, scenario.overrides, scenario.closed_on)


def differences(
    results: Iterable[Consequence],
    expected: Iterable[Mapping[str, Any]],
    not_expected: Iterable[str] = (),
) -> list[str]:
    """Where results are not those expected: missing, unexpected, or other in a field that is named. Empty: they agree."""
    found = list(results)
    told = []
    wanted = list(expected)
    for each in wanted:
        same = [one for one in found if one.code == each["code"]]
        if not same:
            told.append(f"缺少 {each['code']}")
        elif not any(_agrees(one, each) for one in same):
            told.append(f"{each['code']} 与预期不同：{[result_data(one) for one in same]}")
    codes = {each["code"] for each in wanted}
    told += [f"多出 {one.code}" for one in found if one.code not in codes]
    barred = set(not_expected)
    return told + [f"不应有 {one.code}" for one in found if one.code in barred]


def _agrees(one: Consequence, expected: Mapping[str, Any]) -> bool:
    named = all(
        getattr(one, attribute) == expected[key] for key, attribute in _COMPARED.items() if key in expected
    )
    return named and bool(expected.get("advisory", False)) == one.advisory
