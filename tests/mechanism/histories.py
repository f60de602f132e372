"""Random cases in the format of the scenarios: every field and parameter that has a say, in any combination."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any

UNIT_KINDS = ["检查", "通报", "改组"]
LIGHT = ["通报", "通报", "通报", "诫勉", "党内警告", "政务警告"]
HEAVY = [
    "停职检查", "调整职务", "责令辞职", "免职", "降职", "平职调整", "引咎辞职", "党内严重警告", "撤销党内职务",
    "留党察看", "开除党籍", "政务记过", "政务记大过", "政务降级", "政务撤职", "政务开除", "转任职级",
]  # fmt: skip
UNIT_CODES = ["U_CAP", "U_NO_COLLECTIVE"]
PERSON_CODES = ["L_NO_EXCELLENT", "L_BONUS_LOWEST", "L_BONUS_CANCELLED", "L_NO_INDIVIDUAL", "L_ADVISE_ADJUST"]
FIRST, DAYS = date(2025, 10, 1), 1000
VARIED: dict[str, list[Any]] = {
    "count_window": ["rolling_12m", "pack_year"],
    "count_years": [2],
    "date_basis": ["conduct", "decision_made"],
    "cutoff_date_for_previous_year": ["2027-03-31"],
    "same_matter": ["each"],
    "same_matter_kinds": ["apart"],
    "count_kinds": [["通报", "诫勉"]],
    "circular_kinds": [["通报", "诫勉"]],
    "threshold_inclusive": [False],
    "apply_to_handlers": [True],
    "successor_inherits": [True],
    "count_pending": [False],
    "count_superior_decisions": [False],
    "listing_counts_as_circular": [True],
    "grade_ladder": [["优", "良", "中", "差"], ["甲等", "乙等"]],
    "unit_cap_first_count": [1, 3],
    "circular_cancel_count": [3],
    "cancel_party_from": ["警告", "撤销党内职务"],
    "cancel_gov_from": ["警告", "记大过"],
    "cancel_org_kinds": [["免职", "降职"], ["停职检查", "引咎辞职"]],
    "unit_accountability_kinds": [["通报"]],
    "recommend_only_kinds": [["县属国有企业"]],
    "effective_from": ["2026-02-01", "2025-11-15"],
    "effective_to": ["2027-01-31"],
    "after_expiry": ["warn"],
    "bonus_items": ["one"],
    "superior_rules_confirmed": [True],
}


def parameter_sets(chance: random.Random, number: int) -> list[dict[str, Any]]:
    """Some sets of parameters; the first is the defaults."""
    sets: list[dict[str, Any]] = [{}]
    for _ in range(number - 1):
        keys = chance.sample(sorted(VARIED), chance.choice([1, 1, 2, 3, 6]))
        sets.append({key: chance.choice(VARIED[key]) for key in keys})
    return sets


def random_case(chance: random.Random, params: dict[str, Any]) -> dict[str, Any]:
    """A case under a set of parameters."""
    subject = chance.choice(["unit", "unit", "leader", "leader", "leader", "handler", "unit+leader"])
    case: dict[str, Any] = {
        "subject": subject,
        "assessment_year": chance.choice([2026, 2026, 2027]),
        "params": params,
        "events": [],
    }
    if chance.random() < 0.2:
        case["unit_kind"] = chance.choice(["驻县单位", "县属国有企业"])
    if chance.random() < 0.3:
        case["assessment_closed_on"] = _text(date(case["assessment_year"] + 1, 1, 10) + _days(chance, 200))
    merging = "unit" in subject and chance.random() < 0.25
    if merging:
        case["subject_unit"] = "乙局"
    for number in range(chance.choice([0, 1, 2, 2, 3, 4, 6])):
        event = _event(chance, subject, merging)
        case["events"].append(event)
        if event["type"] != "measure" and chance.random() < 0.25:
            case["events"].append(_another_kind(chance, event, number))
    if merging:
        case["events"].append(_decision(chance, "unit_accountability", UNIT_KINDS) | {"unit": "乙局"})
    for _ in range(chance.choice([0, 0, 0, 1, 2, 3])):
        case["events"].append(_override(chance, subject, params))
    if "assessment_closed_on" in case:
        for event in case["events"]:
            _date_status(chance, event)
    return case


def _text(day: date) -> str:
    return day.isoformat()


def _days(chance: random.Random, most: int) -> timedelta:
    return timedelta(days=chance.randrange(most))


def _event(chance: random.Random, subject: str, merging: bool) -> dict[str, Any]:
    if chance.random() < 0.12:
        measure = chance.choice(["督办函", "联席约谈", "挂牌督办", "挂牌督办"])
        event = {"type": "measure", "measure": measure, "date": _text(FIRST + _days(chance, DAYS))}
        return event | ({"matter": "M1"} if chance.random() < 0.3 else {})
    on_unit = subject == "unit" or (subject == "unit+leader" and chance.random() < 0.5)
    if on_unit:
        event = _decision(chance, "unit_accountability", UNIT_KINDS)
        if merging:
            event["unit"] = chance.choice(["甲局", "乙局", "丙局", "丁局"])
            successor = {"甲局": "乙局", "丙局": "甲局"}.get(event["unit"])
            if successor:
                event["merged_into"] = successor
        return event
    event = _decision(chance, "person_accountability", LIGHT + (HEAVY if chance.random() < 0.4 else []))
    if chance.random() < 0.2:
        event["is_leading_cadre"] = chance.random() < 0.5
    return event


def _another_kind(chance: random.Random, event: dict[str, Any], number: int) -> dict[str, Any]:
    """A second kind of the same decision."""
    event.setdefault("decision", f"E{number}")
    words = UNIT_KINDS if event["type"] == "unit_accountability" else LIGHT + HEAVY
    return event | {"measure": chance.choice(words)}


def _decision(chance: random.Random, kind: str, words: list[str]) -> dict[str, Any]:
    on = FIRST + _days(chance, DAYS)
    event: dict[str, Any] = {"type": kind, "measure": chance.choice(words), "effective": _text(on)}
    if chance.random() < 0.5:
        event["matter"] = chance.choice(["M1", "M2"])
    if chance.random() < 0.2:
        event["decision"] = chance.choice(["D1", "D2"])
    if chance.random() < 0.2:
        event["by"] = chance.choice(["市", "县", "省纪委监委"])
    if chance.random() < 0.3:
        event["conduct_year"] = on.year - chance.choice([0, 1, 1])
    if chance.random() < 0.3:
        event["decided"] = _text(on - _days(chance, 40))
    status = chance.random()
    if status < 0.12:
        event |= {"status": "revoked"}
    elif status < 0.2:
        event |= {"status": "changed", "changed_to": chance.choice(words)}
    elif status < 0.3:
        event["status"] = "appeal_pending"
    if status < 0.2 and chance.random() < 0.7:
        _date_status(chance, event)
    return event


def _date_status(chance: random.Random, event: dict[str, Any]) -> None:
    status = event.get("status")
    if status in ("revoked", "changed") and f"{status}_on" not in event:
        event[f"{status}_on"] = _text(date.fromisoformat(event["effective"]) + _days(chance, 400))


def _override(chance: random.Random, subject: str, params: dict[str, Any]) -> dict[str, Any]:
    target = chance.choice(UNIT_CODES if subject == "unit" else PERSON_CODES + UNIT_CODES)
    document: dict[str, Any] = {
        "type": "override",
        "source": f"文件{chance.randrange(100)}",
        "target": target,
    }
    if chance.random() < 0.5:
        grades = params.get("grade_ladder", ["一等奖", "二等奖", "三等奖"])
        document["value"] = chance.choice([True, False, grades[-1]] if target == "U_CAP" else [True, False])
    if chance.random() < 0.5:
        document["when"] = {"measure": chance.choice(["通报", "诫勉", "检查", "挂牌督办", "党内警告"])}
    if chance.random() < 0.4:
        document["effective_from"] = _text(FIRST + _days(chance, 400))
    if chance.random() < 0.2:
        document["effective_to"] = _text(FIRST + timedelta(days=400) + _days(chance, 500))
    if chance.random() < 0.4:
        document["priority"] = chance.choice([1, 1, 2, 3])
    if chance.random() < 0.3:
        document["level"] = chance.choice(["省", "市"])
    return document
