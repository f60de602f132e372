"""Parameters: dated and cited values, refused when they are wrong."""

from __future__ import annotations

from datetime import date

import pytest

from duban.mechanism.clauses import CLAUSES
from duban.mechanism.parameters import NoValueInForce, Pack, PackError, UnknownParameter, default_pack
from duban.mechanism.versions.changing import candidate, changed

DAY = date(2026, 6, 1)


def one(key: str, row: str) -> str:
    return f'[values]\n{key} = [{{ {row}, source = "某文件", reason = "某理由" }}]\n'


@pytest.mark.parametrize(
    ("key", "value", "text"),
    [
        ("many_times", 2, "2次"),
        ("feedback_interval_days_letter", 15, "15天"),
        ("feedback_interval_days_interview", 10, "10天"),
        ("feedback_interval_days_listing", 7, "7天"),
        ("plan_due_workdays", 5, "5个工作日"),
        ("slow_gap", 10, "10个百分点"),
        ("attendance_strict", True, "是"),
        ("listing_counts_as_circular", False, "否"),
        ("after_expiry", "block", "不得新采取措施"),
        ("evaluation_values", ("较好推进", "正常推进", "进展滞后"), "较好推进、正常推进、进展滞后"),
        ("copy_organs", ("县纪委监委", "县委组织部"), "县纪委监委、县委组织部"),
        ("transfer_reminder_days", (30, 60), "30天、60天"),
        ("effective_from", None, "未定"),
        ("overrides", (), "无"),
    ],
)
def test_the_default_pack_says_its_values_in_chinese(key: str, value: object, text: str) -> None:
    assert default_pack().get(key, DAY) == value
    assert default_pack().use(key, DAY).text == text


@pytest.mark.clause("7.2.1", "7.2.2", "7.2.3", "7.2.5", "5.3", "9")
def test_the_default_pack_has_the_numbers_of_the_notice() -> None:
    keys = (
        "unit_cap_first_count",
        "unit_cap_second_count",
        "circular_once_count",
        "circular_cancel_count",
        "bottom_n",
        "trial_years",
    )
    assert [default_pack().get(key, DAY) for key in keys] == [2, 3, 1, 2, 3, 1]


@pytest.mark.clause("0.2")
def test_the_behaviours_that_the_notice_fights_can_be_named() -> None:
    assert default_pack().get("behaviour_kinds", DAY)[:4] == ("不担当", "不作为", "乱作为", "慢作为")


def test_every_parameter_has_a_value_a_source_a_reason_and_known_clauses() -> None:
    for parameter in default_pack().parameters:
        use = default_pack().use(parameter.key, DAY)
        assert use.source
        assert use.reason
        assert parameter.clauses
        assert set(parameter.clauses) <= set(CLAUSES)


@pytest.mark.clause("7.2.1", "9")
def test_a_pack_from_before_a_parameter_means_what_was_meant_then() -> None:
    old = Pack.loads(one("trial_years", "from = 2026-01-01, value = 1"))
    assert old.get("same_matter_kinds", DAY) == "apart"
    assert old.use("same_matter_kinds", DAY).source == "设立这一参数以前的版本"
    assert "same_matter_kinds" in old.absent
    assert Pack.loads(old.dumps()).hash == old.hash
    later = old.with_values({"same_matter_kinds": ("together", DAY, "某文件", "某理由")})
    assert [later.get("same_matter_kinds", day) for day in (date(2026, 5, 31), DAY)] == ["apart", "together"]


@pytest.mark.clause("9")
def test_a_new_version_of_an_older_pack_takes_up_the_delivered_answer_from_its_day() -> None:
    text = default_pack().dumps()
    head, _, rest = text.partition("same_matter_kinds = [")
    old = Pack.loads(head + rest.partition("\n]\n")[2])
    made = candidate(old, {"many_times": (3, "某文件", "某理由")}, {}, DAY)
    assert [made.get("same_matter_kinds", day) for day in (date(2026, 5, 31), DAY)] == ["apart", "together"]
    rows = {row.key: (row.before, row.after) for row in changed(old, DAY, made, DAY)}
    assert rows == {
        "many_times": ("2次", "3次"),
        "same_matter_kinds": ("按方式分别计", "不论方式，合并计一次"),
    }
    assert candidate(default_pack(), {}, {}, DAY) == default_pack()


def test_every_open_question_has_an_answer_and_a_reason() -> None:
    questions = default_pack().questions
    numbers = [int(each.id.removeprefix("A")) for each in questions]
    assert numbers[:53] == list(range(1, 54)) and numbers == sorted(set(numbers))
    assert all(each.answer and each.reason and each.cite for each in questions)


def test_every_question_of_a_clause_is_one_of_those_answered() -> None:
    known = {each.id for each in default_pack().questions}
    assert {question for each in CLAUSES.values() for question in each.questions} <= known


def test_a_value_holds_from_its_day_until_the_next_one() -> None:
    changed = default_pack().with_values({"many_times": (3, date(2026, 7, 1), "某通知", "县里定为三次")})
    assert changed.get("many_times", date(2026, 6, 30)) == 2
    assert changed.get("many_times", date(2026, 7, 1)) == 3
    assert changed.use("many_times", date(2027, 1, 1)).since == date(2026, 7, 1)
    assert default_pack().get("many_times", date(2026, 7, 1)) == 2


def test_a_second_value_from_the_same_day_replaces_the_first() -> None:
    first = default_pack().with_values({"many_times": (3, DAY, "甲", "甲")})
    second = first.with_values({"many_times": (4, DAY, "乙", "乙")})
    assert second.get("many_times", DAY) == 4
    parameter = next(each for each in second.parameters if each.key == "many_times")
    assert [value.value for value in parameter.values] == [2, 4]


def test_a_changed_answer_shows_in_the_questions_from_its_day() -> None:
    changed = default_pack().with_values({"many_times": (3, DAY, "某通知", "县里定为三次")})
    before, after = (
        next(each for each in changed.questions_on(day) if each.id == "A14").answer
        for day in (date(2026, 5, 31), DAY)
    )
    assert before == "“多次督办”的次数：2次"
    assert after == "“多次督办”的次数：3次"


def test_a_pack_written_and_read_again_is_the_same_pack() -> None:
    pack = default_pack().with_values({"effective_to": (date(2027, 1, 4), DAY, "“某”通知", "一行\n两行")})
    again = Pack.loads(pack.dumps())
    assert again == pack
    assert again.hash == pack.hash
    assert again.get("effective_to", DAY) == date(2027, 1, 4)


def test_any_change_of_value_source_or_name_changes_the_hash() -> None:
    base = default_pack()
    packs = [
        base,
        base.with_values({"many_times": (3, DAY, "甲", "甲")}),
        base.with_values({"many_times": (3, DAY, "乙", "甲")}),
        base.with_values({}, name="另一县"),
    ]
    assert len({pack.hash for pack in packs}) == len(packs)
    assert len(base.hash) == 64


def test_an_unknown_key_is_refused_wherever_it_is_named() -> None:
    with pytest.raises(UnknownParameter, match="no_such"):
        default_pack().get("no_such", DAY)
    with pytest.raises(PackError, match=r"甲县\.toml：不认识的参数“no_such”"):
        Pack.loads(one("no_such", "from = 2026-01-01, value = 1"), "甲县.toml")
    with pytest.raises(PackError, match="不认识的参数"):
        default_pack().with_values({"no_such": (1, DAY, "某", "某")})


def test_a_day_before_the_first_value_has_no_value() -> None:
    pack = Pack.loads(one("many_times", "from = 2026-03-01, value = 2"))
    with pytest.raises(NoValueInForce, match="many_times"):
        pack.get("many_times", date(2026, 2, 28))


@pytest.mark.parametrize(
    ("key", "row", "complaint"),
    [
        ("many_times", "from = 2026-01-01, value = '两次'", "应为不小于零的整数"),
        ("many_times", "from = 2026-01-01, value = -1", "应为不小于零的整数"),
        ("many_times", "from = 2026-01-01, value = true", "应为不小于零的整数"),
        ("many_times", "from = 2026-01-01, none = true", "必须有值"),
        ("many_times", "from = 2026-01-01", "应有一个值"),
        ("many_times", "value = 2", "缺少生效日期"),
        ("many_times", "from = 2026-01-01T08:00:00, value = 2", "缺少生效日期"),
        ("many_times", "from = 2026-01-01, value = 2, unit = '次'", "不认识的内容“unit”"),
        ("attendance_strict", "from = 2026-01-01, value = 1", "应为true 或 false"),
        ("after_expiry", "from = 2026-01-01, value = 'stop'", "应为 block、warn 之一"),
        ("copy_organs", "from = 2026-01-01, value = ['甲', '甲']", "有重复的项"),
        ("copy_organs", "from = 2026-01-01, value = '甲'", "应为文字列表"),
        ("effective_from", "from = 2026-01-01, value = '2026-01-01'", "应为日期"),
    ],
)
def test_a_wrong_value_is_refused_with_file_key_and_reason(key: str, row: str, complaint: str) -> None:
    with pytest.raises(PackError, match=f"甲县：参数“{key}”.*{complaint}"):
        Pack.loads(one(key, row), "甲县")


def test_a_value_without_source_is_refused() -> None:
    with pytest.raises(PackError, match="缺少依据"):
        Pack.loads("[values]\nmany_times = [{ from = 2026-01-01, value = 2, reason = '某' }]")


def test_dates_out_of_order_are_refused() -> None:
    row = "{{ from = {}, value = 2, source = '某', reason = '某' }}"
    text = f"[values]\nmany_times = [{row.format('2026-02-01')}, {row.format('2026-01-01')}]"
    with pytest.raises(PackError, match="没有先后顺序"):
        Pack.loads(text)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("[values", "不是有效的 TOML"),
        ("[valeus]", "不认识的部分“valeus”"),
        ("values = 3", "应为一个表"),
        ("[values]\nmany_times = 2", "至少一个带日期的值"),
        ("[decisions]\nA99 = { answer = '甲', reason = '乙' }", "不认识的未定事项“A99”"),
        ("[decisions]\nA17 = { answer = '甲' }", "应写明答案"),
    ],
)
def test_a_pack_that_is_not_in_form_is_refused(text: str, complaint: str) -> None:
    with pytest.raises(PackError, match=complaint):
        Pack.loads(text)
