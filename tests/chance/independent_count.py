"""A second counter for articles 七 to 九, written from the clause table alone: plain dictionaries, loops, words.

It shares nothing with the system. It takes a case as JSON and answers with the set of what follows.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

GIVEN = {
    "count_window": "calendar_year",
    "count_years": 1,
    "date_basis": "decision_effective",
    "cutoff_date_for_previous_year": None,
    "same_matter": "once",
    "same_matter_kinds": "together",
    "count_kinds": ["通报"],
    "circular_kinds": ["通报"],
    "threshold_inclusive": True,
    "apply_to_handlers": False,
    "successor_inherits": False,
    "count_pending": True,
    "count_superior_decisions": True,
    "listing_counts_as_circular": False,
    "grade_ladder": ["一等奖", "二等奖", "三等奖"],
    "unit_cap_first_count": 2,
    "unit_cap_second_count": 3,
    "circular_once_count": 1,
    "circular_cancel_count": 2,
    "cancel_party_from": "严重警告",
    "cancel_gov_from": "记过",
    "cancel_org_kinds": ["责令辞职", "免职", "降职"],
    "unit_accountability_kinds": ["检查", "通报", "改组"],
    "recommend_only_kinds": ["驻县单位"],
    "effective_from": "2026-01-01",
    "effective_to": None,
    "after_expiry": "block",
    "bonus_items": "two",
    "superior_rules_confirmed": False,
}
PARTY = ["党内警告", "党内严重警告", "撤销党内职务", "留党察看", "开除党籍"]
GOV = ["政务警告", "政务记过", "政务记大过", "政务降级", "政务撤职", "政务开除"]
MOVED = ["停职检查", "调整职务", "责令辞职", "免职", "降职", "平职调整", "转任职级", "引咎辞职"]
LEVELS = ["中央", "省", "市"]


def follows(case: dict[str, Any]) -> set[tuple[str, str]]:
    """What follows in a case: codes, each with the grade left or the limb where there is one."""
    p = {**GIVEN, **case.get("params", {})}
    answer: set[tuple[str, str]] = set()
    if case["subject"] in ("unit", "unit+leader"):
        answer |= unit(case, p)
    if case["subject"] != "unit":
        answer |= person(case, p)
    return answer


def day(text: str) -> date:
    return date(int(text[:4]), int(text[5:7]), int(text[8:]))


def placed_on(event: dict[str, Any], p: dict[str, Any]) -> date:
    if p["date_basis"] == "decision_made" and event.get("decided"):
        return day(event["decided"])
    return day(event.get("effective") or event["date"])


def pack_year(when: date, p: dict[str, Any]) -> int:
    if p["count_window"] != "pack_year":
        return when.year
    start = day(p["effective_from"])
    return when.year if (when.month, when.day) >= (start.month, start.day) else when.year - 1


def year(event: dict[str, Any], p: dict[str, Any]) -> int:
    if p["date_basis"] == "conduct" and "conduct_year" in event:
        return int(event["conduct_year"])
    when = placed_on(event, p)
    limit = p["cutoff_date_for_previous_year"]
    if limit:
        last = day(limit)
        if when.year == last.year and when <= last and event.get("conduct_year") == when.year - 1:
            return when.year - 1
    return pack_year(when, p)


def in_force(when: date, p: dict[str, Any]) -> bool:
    if when < day(p["effective_from"]):
        return False
    return not (p["effective_to"] and when > day(p["effective_to"]) and p["after_expiry"] == "block")


def applies(event: dict[str, Any], p: dict[str, Any]) -> bool:
    """The notice was in force, and the body counts."""
    if not in_force(placed_on(event, p), p):
        return False
    if p["date_basis"] == "conduct" and event.get("conduct_year", 9999) < int(p["effective_from"][:4]):
        return False
    by = event.get("by") or ""
    return p["count_superior_decisions"] or not any(by.startswith(level) for level in LEVELS)


def kind(event: dict[str, Any]) -> str:
    return str(event.get("changed_to") or event["measure"])


def stands(event: dict[str, Any], p: dict[str, Any]) -> bool:
    status = event.get("status")
    return status != "revoked" and (status != "appeal_pending" or p["count_pending"])


def how_many(events: list[dict[str, Any]], p: dict[str, Any], this_year: int) -> int:
    """The times that count in the window of the assessment year."""
    if not any(year(event, p) == this_year for event in events):
        return 0
    if p["count_window"] == "rolling_12m":
        most = 0
        for last in events:
            if year(last, p) != this_year:
                continue
            until = placed_on(last, p)
            since = until - timedelta(days=365 * p["count_years"]) + timedelta(days=1)
            most = max(most, once([e for e in events if since <= placed_on(e, p) <= until], p))
        return most
    years = range(this_year - p["count_years"] + 1, this_year + 1)
    return once([event for event in events if year(event, p) in years], p)


def once(events: list[dict[str, Any]], p: dict[str, Any]) -> int:
    """Islands of events: whatever shares a decision, or a matter where that counts once, lies on one island."""
    bridges = ["decision"] if p["same_matter"] == "each" else ["decision", "matter"]
    if p["same_matter_kinds"] == "apart":
        return once_by_kind(events, p)
    island = list(range(len(events)))
    for i, one in enumerate(events):
        for j, other in enumerate(events[:i]):
            if any(one.get(bridge) and one.get(bridge) == other.get(bridge) for bridge in bridges):
                here, there = island[i], island[j]
                island = [there if place == here else place for place in island]
    return len(set(island))


def once_by_kind(events: list[dict[str, Any]], p: dict[str, Any]) -> int:
    """As it was counted before one decision of several kinds counted once."""
    if p["same_matter"] == "each":
        return len(events)
    alone = [event for event in events if not event.get("matter")]
    shared = {(event["matter"], kind(event)) for event in events if event.get("matter")}
    return len(alone) + len(shared)


def reopened(events: list[dict[str, Any]], p: dict[str, Any], case: dict[str, Any]) -> bool:
    """Something of this year was undone after its result was fixed."""
    closed = case.get("assessment_closed_on")
    if not closed:
        return False
    this_year = case["assessment_year"]
    standing = [event for event in events if stands(event, p) and year(event, p) == this_year]
    for event in events:
        undone = event.get("revoked_on") if event.get("status") == "revoked" else event.get("changed_on")
        if not undone or day(undone) <= day(closed):
            continue
        if year(event, p) == this_year:
            return True
        if p["count_window"] == "rolling_12m":
            reach = 365 * p["count_years"]
            gaps = [(placed_on(other, p) - placed_on(event, p)).days for other in standing]
            if any(0 <= gap < reach for gap in gaps):
                return True
        elif standing and this_year - p["count_years"] < year(event, p) < this_year:
            return True
    return False


def unit_name(case: dict[str, Any]) -> str:
    if case.get("subject_unit"):
        return str(case["subject_unit"])
    return ""


def taken_over(case: dict[str, Any], name: str) -> set[str]:
    """The units that went into this one, also by way of others."""
    gone = {e["unit"]: e["merged_into"] for e in case["events"] if e.get("merged_into")}
    found: set[str] = set()
    grown = True
    while grown:
        grown = False
        for old, new in gone.items():
            if old not in found and (new == name or new in found):
                found.add(old)
                grown = True
    return found


def unit(case: dict[str, Any], p: dict[str, Any]) -> set[tuple[str, str]]:
    name = unit_name(case)
    mine = {"", name} | (taken_over(case, name) if p["successor_inherits"] else set())
    all_of_them = []
    for event in case["events"]:
        if event["type"] == "unit_accountability":
            if (
                event.get("unit", "") in mine
                and kind(event) in p["unit_accountability_kinds"]
                and applies(event, p)
            ):
                all_of_them.append(event)
        elif (
            event["type"] == "measure" and event["measure"] == "挂牌督办" and p["listing_counts_as_circular"]
        ):
            listed = {"type": "unit_accountability", "measure": "通报", "effective": event["date"]}
            if event.get("matter"):
                listed["matter"] = event["matter"]
            if in_force(day(event["date"]), p):
                all_of_them.append(listed)
    good = [event for event in all_of_them if stands(event, p)]
    this_year = [event for event in good if year(event, p) == case["assessment_year"]]
    result: dict[str, set[str]] = {}
    times = how_many(good, p, case["assessment_year"])
    ladder = p["grade_ladder"]
    if times >= p["unit_cap_second_count"]:
        result["U_CAP"] = {ladder[2] if len(ladder) > 2 else "无（各档均不得评）"}
    elif times >= p["unit_cap_first_count"]:
        result["U_CAP"] = {ladder[1]}
    if this_year:
        result["U_NO_COLLECTIVE"] = {""}
    return finish(result, "U_", this_year, all_of_them, case, p)


def person(case: dict[str, Any], p: dict[str, Any]) -> set[tuple[str, str]]:
    everybody, others = [], []
    for event in case["events"]:
        if event["type"] != "person_accountability" or not applies(event, p):
            continue
        leads = event.get("is_leading_cadre", case["subject"] != "handler")
        (everybody if leads or p["apply_to_handlers"] else others).append(event)
    good = [event for event in everybody if stands(event, p)]
    this_year = [event for event in good if year(event, p) == case["assessment_year"]]
    kinds = [kind(event) for event in this_year]
    result: dict[str, set[str]] = {}

    circulars = [event for event in good if kind(event) in p["circular_kinds"]]
    if how_many(circulars, p, case["assessment_year"]) >= p["circular_once_count"]:
        result["L_NO_EXCELLENT"] = {""}
        result["L_BONUS_LOWEST"] = {""}

    limbs = set()
    adding = [event for event in good if kind(event) in p["circular_kinds"] + p["count_kinds"]]
    if how_many(adding, p, case["assessment_year"]) >= p["circular_cancel_count"]:
        limbs.add(f"≥{p['circular_cancel_count']}次通报问责")
    from_party = [word.removeprefix("党内") for word in PARTY].index(p["cancel_party_from"])
    from_gov = [word.removeprefix("政务") for word in GOV].index(p["cancel_gov_from"])
    more = 0 if p["threshold_inclusive"] else 1
    if set(kinds) & set(PARTY[from_party + more :]):
        limbs.add(f"{p['cancel_party_from']}以上")
    if set(kinds) & set(GOV[from_gov + more :]):
        limbs.add(f"{p['cancel_gov_from']}以上")
    if set(kinds) & set(p["cancel_org_kinds"]):
        limbs.add("/".join(p["cancel_org_kinds"]))
    if limbs:
        result["L_BONUS_CANCELLED"] = limbs

    if kinds:
        result["L_NO_INDIVIDUAL"] = {""}
        if not set(kinds) & set(MOVED):
            result["L_ADVISE_ADJUST"] = {""}

    answer = finish(result, "L_", this_year, everybody, case, p)
    apart = [e for e in others if stands(e, p) and year(e, p) == case["assessment_year"]]
    if apart:
        answer.add(("NOTE_HANDLER", ""))
    heavy = {"诫勉", *PARTY, *GOV}
    if not p["superior_rules_confirmed"] and any(kind(event) in heavy for event in this_year + apart):
        answer.add(("NOTE_CHECK_SUPERIOR", ""))
    return answer


def finish(
    result: dict[str, set[str]],
    prefix: str,
    this_year: list[dict[str, Any]],
    all_of_them: list[dict[str, Any]],
    case: dict[str, Any],
    p: dict[str, Any],
) -> set[tuple[str, str]]:
    """Superior documents, then tasks and notes."""
    conflicts = override(result, prefix, this_year, case, p)
    if p["bonus_items"] == "one" and "L_BONUS_CANCELLED" in result:
        result.pop("L_BONUS_LOWEST", None)
    answer = {(code, value) for code, values in result.items() for value in values}
    if answer and case.get("unit_kind", "县直副科以上单位") in p["recommend_only_kinds"]:
        answer.add(("NOTE_EXTERNAL_AUTHORITY", ""))
    answer |= {("ERROR_OVERRIDE_CONFLICT", code) for code in conflicts}
    if reopened(all_of_them, p, case):
        answer.add(("TASK_REASSESS", ""))
    if any(event.get("status") == "appeal_pending" for event in this_year):
        answer.add(("NOTE_PROVISIONAL", ""))
    return answer


Calls = set[tuple[date, str]]
Asked = list[tuple[dict[str, Any], Calls]]


def override(
    result: dict[str, set[str]],
    prefix: str,
    this_year: list[dict[str, Any]],
    case: dict[str, Any],
    p: dict[str, Any],
) -> list[str]:
    """Put superior documents in place; answer with the codes on which they contradict one another."""
    asked: dict[str, Asked] = {}
    for document in case["events"]:
        if document["type"] != "override" or not document["target"].startswith(prefix):
            continue
        if calls := called_for(document, this_year, case, p):
            asked.setdefault(document["target"], []).append((document, calls))
    conflicts = []
    for code, documents in asked.items():
        left = unbeaten(documents)
        if clash(left):
            conflicts.append(code)
            result.pop(code, None)
        else:
            put(result, code, left[0][0].get("value", True), p)
    return conflicts


def called_for(
    document: dict[str, Any], this_year: list[dict[str, Any]], case: dict[str, Any], p: dict[str, Any]
) -> Calls:
    """The days on which something happened to which a superior document applies, with what it was."""
    calls = {(placed_on(event, p), kind(event)) for event in this_year}
    if document.get("when"):
        calls |= {
            (day(event["date"]), event["measure"])
            for event in case["events"]
            if event["type"] == "measure"
            and pack_year(day(event["date"]), p) == case["assessment_year"]
            and in_force(day(event["date"]), p)
        }
        calls = {call for call in calls if call[1] == document["when"]["measure"]}
    if document.get("effective_from"):
        calls = {call for call in calls if call[0] >= day(document["effective_from"])}
    if document.get("effective_to"):
        calls = {call for call in calls if call[0] <= day(document["effective_to"])}
    return calls


def unbeaten(documents: Asked) -> Asked:
    left = []
    for document, calls in documents:
        beaten = {
            call for call in calls for other, others in documents if call in others and above(other, document)
        }
        if beaten != calls:
            left.append((document, calls))
    return left


def clash(left: Asked) -> bool:
    for i, (one, calls) in enumerate(left):
        for other, others in left[:i]:
            if one.get("value", True) != other.get("value", True):
                return True
            if calls & others and not above(one, other) and not above(other, one):
                return True
    return False


def put(result: dict[str, set[str]], code: str, value: Any, p: dict[str, Any]) -> None:
    if value is False:
        result.pop(code, None)
    elif isinstance(value, str):
        result[code] = {value}
    elif code == "U_CAP":
        result.setdefault(code, {p["grade_ladder"][1]})
    elif code == "L_BONUS_CANCELLED":
        result.setdefault(code, {"上级文件规定"})
    else:
        result.setdefault(code, {""})


def above(one: dict[str, Any], other: dict[str, Any]) -> bool:
    first = LEVELS.index(one["level"]) if one.get("level") else None
    second = LEVELS.index(other["level"]) if other.get("level") else None
    if first != second:
        return first is not None and second is not None and first < second
    return (
        one.get("priority") is not None
        and other.get("priority") is not None
        and one["priority"] > other["priority"]
    )
