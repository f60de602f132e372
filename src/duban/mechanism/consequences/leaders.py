"""Article 七 for a leading cadre: appraisal, bonus, honours, and what 县委组织部 is advised to look at."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass

from duban.mechanism.clauses import clause
from duban.mechanism.consequences import codes
from duban.mechanism.consequences.counting import Tally, count
from duban.mechanism.consequences.history import (
    ADVERSE_EFFECT,
    MAJOR_ERROR,
    Event,
    History,
    Judgement,
    Rated,
)
from duban.mechanism.consequences.results import Consequence
from duban.mechanism.consequences.rules import Rules

ANNUAL_BONUS, PERFORMANCE_BONUS = "年度考核奖金", "绩效奖金"
_QUARTERS = 4


@clause("7.1.3", "7.2.3", "7.2.4", "7.3.2")
def of_leader(rules: Rules, tally: Tally, history: History) -> list[Consequence]:
    """The results of a leading cadre, before any superior document."""
    found: list[Consequence] = []
    if tally.in_year:
        circulars = count(rules, tally, rules.circular)
        if circulars.times and circulars.times >= rules.once_from:
            found.append(Consequence(codes.L_NO_EXCELLENT, "7.2.3", circulars.events))
            found.append(Consequence(codes.L_BONUS_LOWEST, "7.2.4", circulars.events, item=ANNUAL_BONUS))
        found += cancelled(rules, tally)
        everything = tuple(tally.in_year)
        found.append(Consequence(codes.L_NO_INDIVIDUAL, "7.3.2", everything))
        if not any(event.kind in rules.taken for event in everything):
            found.append(Consequence(codes.L_ADVISE_ADJUST, "7.1.3", everything, advisory=True))
        if advised_removal(rules, tally, history):
            found.append(Consequence(codes.L_ADVISE_REMOVE, "7.1.4", everything, advisory=True))
    if history.commendations and praised(rules, history):
        found.append(Consequence(codes.L_ADVISE_PREFER, "7.1.2", advisory=True))
    return found


@clause("7.2.5", "7.2.6", "7.2.7", "7.2.8")
def cancelled(rules: Rules, tally: Tally) -> list[Consequence]:
    """取消绩效奖金, once for each limb that holds."""
    found = []
    circulars = count(rules, tally, rules.counting)
    if circulars.times and circulars.times >= rules.cancel_from:
        found.append(_cancel("7.2.5", circulars.events, ground(rules, "7.2.5")))
    for clause_id, kinds in (("7.2.6", rules.party), ("7.2.7", rules.gov), ("7.2.8", rules.org)):
        hit = tuple(event for event in tally.in_year if event.kind in kinds)
        if hit:
            found.append(_cancel(clause_id, hit, ground(rules, clause_id)))
    return found


def _cancel(clause_id: str, events: tuple[Event, ...], limb: str) -> Consequence:
    return Consequence(codes.L_BONUS_CANCELLED, clause_id, events, ground=limb, item=PERFORMANCE_BONUS)


def ground(rules: Rules, clause_id: str) -> str:
    """The limb in the words of the parameters: ≥2次通报问责, 严重警告以上."""
    if clause_id == "7.2.5":
        return f"≥{rules.cancel_from}次通报问责"
    if clause_id == "7.2.6":
        return f"{rules.value('cancel_party_from')}以上"
    if clause_id == "7.2.7":
        return f"{rules.value('cancel_gov_from')}以上"
    return "/".join(rules.value("cancel_org_kinds"))


@dataclass(frozen=True, slots=True)
class Spell:
    """Consecutive quarters in which a matter stayed lagging: the first and the last as (year, quarter)."""

    matter: Hashable
    first: tuple[int, int]
    last: tuple[int, int]
    quarters: int


@clause("7.1.4")
def lagging_spells(rules: Rules, ratings: tuple[Rated, ...]) -> tuple[Spell, ...]:
    """The spells that reach into the year and last as long as the county says (A49): a quarter has its last rating."""
    last: dict[tuple[Hashable, int], Rated] = {}
    for rated in sorted(ratings, key=lambda one: one.on):
        last[rated.matter, rated.on.year * _QUARTERS + (rated.on.month - 1) // 3] = rated
    found = []
    for (matter, quarter), rated in last.items():
        ends = quarter // _QUARTERS == rules.year and rated.index == rules.lagging
        goes_on = (quarter + 1) // _QUARTERS == rules.year and _lags(rules, last, matter, quarter + 1)
        if not ends or goes_on:
            continue
        begins = quarter
        while _lags(rules, last, matter, begins - 1):
            begins -= 1
        if quarter - begins + 1 >= rules.lag_quarters:
            found.append(Spell(matter, _named(begins), _named(quarter), quarter - begins + 1))
    return tuple(found)


def _lags(rules: Rules, last: dict[tuple[Hashable, int], Rated], matter: Hashable, quarter: int) -> bool:
    rated = last.get((matter, quarter))
    return rated is not None and rated.index == rules.lagging


def _named(quarter: int) -> tuple[int, int]:
    return quarter // _QUARTERS, quarter % _QUARTERS + 1


@clause("7.1.4")
def advised_removal(rules: Rules, tally: Tally, history: History) -> bool:
    """Whether 7.1.4 is put before 县委组织部: a decision, with lag or a major error, and an adverse effect found."""
    if not findings(rules, history, ADVERSE_EFFECT):
        return False
    if any(event.kind in rules.removed for event in tally.in_year):
        return False
    return bool(findings(rules, history, MAJOR_ERROR) or lagging_spells(rules, history.ratings))


def findings(rules: Rules, history: History, kind: str) -> tuple[Judgement, ...]:
    """The findings of a kind in the year."""
    return tuple(one for one in history.findings if one.kind == kind and rules.label(one.on) == rules.year)


@clause("7.1.2")
def praised(rules: Rules, history: History) -> bool:
    """Whether there is a commendation of the year to put before 县委组织部; a list of facts, no score (A48)."""
    return any(rules.label(one.on) == rules.year for one in history.commendations)
