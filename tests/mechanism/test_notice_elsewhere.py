"""Another county's notice, in other words, with other numbers and names: it yields a pack with its own values."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from duban.mechanism.clauses import CLAUSES
from duban.mechanism.consequences.checking import mismatches
from duban.mechanism.consequences.history import Event, History, YearSubject
from duban.mechanism.consequences.judging import judge
from duban.mechanism.consequences.rules import rules_for
from duban.mechanism.notice.binding import Binding, bind
from duban.mechanism.notice.comparison import adopted_pack, compare
from duban.mechanism.notice.reading import cut
from duban.mechanism.notice.values.numbers import numbers, read_values
from duban.mechanism.parameters import Pack, default_pack
from duban.mechanism.rulings.sanctions import Target

TEXT = (Path(__file__).parent / "notices" / "district.txt").read_text(encoding="utf-8")
ISSUED = date(2026, 2, 1)
SOURCE = "《办法》（Y办发〔2026〕6号）"


def changed(*pairs: tuple[str, str]) -> Binding:
    text = TEXT
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    return bind(cut(text))


def adopted(*pairs: tuple[str, str]) -> Pack:
    binding = changed(*pairs)
    return adopted_pack(
        default_pack(), compare(binding, read_values(binding), default_pack(), ISSUED), ISSUED, SOURCE
    )


def values(*pairs: tuple[str, str]) -> dict[str, Any]:
    return {each.key: each.value for each in numbers(changed(*pairs))}


def test_every_clause_is_found_under_other_words() -> None:
    binding = changed()
    assert binding.not_found == ()
    assert binding.superfluous == ()
    assert set(binding.passages) == set(CLAUSES)


@pytest.mark.clause("7.2.1", "7.2.2", "7.2.3", "7.2.5", "7.2.6", "7.2.7", "7.2.8", "5.3", "5.4", "4.4", "9")
def test_its_own_numbers_lists_and_names_are_read() -> None:
    found = values()
    same = {key: value for key, value in found.items() if value == default_pack().get(key, ISSUED)}
    assert set(same) >= {"unit_kinds", "letter_contents", "listing_contents", "letter_name", "count_years"}
    assert found == same | {
        "plan_due_workdays": 10,
        "feedback_interval_days_letter": 15,
        "feedback_interval_days_interview": 7,
        "many_times": 3,
        "evaluation_values": ("推进有力", "推进正常", "推进迟缓"),
        "bottom_n": 2,
        "behaviour_kinds": ("推诿扯皮", "弄虚作假", "敷衍塞责", "其他"),
        "cooperation_mechanism": "《YY区督查协作配合规则》（Y办发〔2024〕11号）",
        "transfer_workdays": 5,
        "count_window": "rolling_12m",
        "unit_cap_first_count": 3,
        "unit_cap_second_count": 5,
        "circular_once_count": 2,
        "circular_cancel_count": 4,
        "cancel_party_from": "严重警告",
        "cancel_gov_from": "警告",
        "cancel_org_kinds": ("停职检查", "免职", "降职"),
        "trial_months": 18,
        "grade_ladder": ("优秀", "良好", "良好以下"),
        "leader_roles": ("区委书记", "区长", "区委副书记", "区委常委", "副区长"),
        "main_leader_roles": ("区委书记", "区长"),
        "issuers": ("区委办公室", "区政府办公室"),
        "copy_organs": ("区纪委监委", "区委组织部"),
        "self_criticism_meetings": ("区委常委会会议", "区政府常务会议"),
        "sharing_organs": ("区委办公室", "区政府办公室", "区纪委监委", "区委组织部"),
    }


def test_the_pack_that_follows_is_the_districts_own_and_holds_together() -> None:
    pack = adopted()
    for key, value in values().items():
        assert pack.get(key, ISSUED) == value
        assert SOURCE in pack.use(key, ISSUED).source
        assert pack.get(key, date(2026, 1, 31)) == default_pack().get(key, ISSUED)
    assert pack.get("effective_to", ISSUED) == date(2027, 7, 31)
    assert pack.get("trial_years", ISSUED) is None
    assert mismatches(pack, date(2026, 12, 31)) == ()


@pytest.mark.clause("7.2.1", "7.2.2")
@pytest.mark.parametrize(("count", "cap"), [(2, ""), (3, "良好"), (4, "良好"), (5, "良好以下")])
def test_a_year_is_judged_by_the_districts_own_numbers_and_grades(count: int, cap: str) -> None:
    events = tuple(Event("U_CIRCULAR", date(2026, 3 + n, 10), matter=n) for n in range(count))
    judged = judge(rules_for(adopted(), 2026), YearSubject("u", Target.UNIT), History(events=events))
    assert [one.max_grade for one in judged.of("U_CAP")] == ([cap] if cap else [])


SPELLED: tuple[tuple[str, str, str, Any], ...] = (
    ("被追究责任三次及以上", "被追究责任超过三次", "unit_cap_first_count", 4),
    ("被追究责任三次及以上", "被追究责任3次（不含3次）以上", "unit_cap_first_count", 4),
    ("被追究责任三次及以上", "被追究责任达到２次", "unit_cap_first_count", 2),
    ("连续十二个月内", "一个自然年度内", "count_window", "calendar_year"),
    ("警告以上（不含本级）的党纪处分", "警告及以上的党纪处分", "cancel_party_from", "警告"),
    ("或者受到警告以上的政务处分", "或者受到记大过（含）以上的政务处分", "cancel_gov_from", "记大过"),
    ("试行期十八个月", "试行半年", "trial_months", 6),
    ("试行期十八个月", "试行两年", "trial_years", 2),
    ("承诺整改期限", "承诺整改期限", "feedback_interval_days_interview", 7),
    ("末两位", "后五名", "bottom_n", 5),
    ("每半个月向", "每20天向", "feedback_interval_days_letter", 20),
    ("10个工作日内报送", "七个工作日内报送", "plan_due_workdays", 7),
    ("不得评为优秀等次；", "不得评为一等奖；", "grade_ladder", None),
)


@pytest.mark.parametrize(("old", "new", "key", "value"), SPELLED)
def test_the_same_thing_is_read_in_other_spellings(old: str, new: str, key: str, value: Any) -> None:
    found = values((old, new))
    if value is None:
        assert found[key] == ("一等奖", "良好", "良好以下")
    else:
        assert found[key] == value


def test_half_a_year_ends_a_day_before_the_same_date() -> None:
    assert adopted(("试行期十八个月", "试行半年")).get("effective_to", ISSUED) == date(2026, 7, 31)


def test_a_limb_without_its_number_is_missed_and_not_taken_from_its_neighbour() -> None:
    binding = changed(("一年内被通报问责超过3次，或者受到", "多人被通报问责，或者受到"))
    found = {each.key: each.value for each in numbers(binding)}
    assert found["circular_once_count"] == 2
    assert "circular_cancel_count" not in found
    result = compare(binding, read_values(binding), default_pack(), ISSUED)
    assert [each.key for each in result.numbers_missing] == ["circular_cancel_count"]


def test_each_clause_has_its_status_in_the_report() -> None:
    binding = changed(
        ("第八条　上级文件对责任追究另有规定的，从其规定。", "第八条　本办法由区委办公室解释。")
    )
    result = compare(binding, read_values(binding), default_pack(), ISSUED)
    assert set(result.statuses) == set(CLAUSES)
    assert result.statuses["8"] == "not_found"
    assert result.statuses["7.2.1"] == "differing"
    assert result.statuses["7.3.1"] == "bound"
    assert [each.article for each in result.superfluous] == ["八"]
