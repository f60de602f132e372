"""The scenarios of article 七, each with its variants, and the reader that refuses what it cannot understand."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest

from duban.mechanism import scenarios
from duban.mechanism.scenarios import Scenario, ScenarioFaults, differences, parse_parameter, shipped

EVERY = shipped().scenarios
VARIANTS = [(one, variant) for one in EVERY for variant in one.variants]
UNIT = {"type": "unit_accountability", "measure": "通报", "effective": "2026-03-01"}
PERSON = {"type": "person_accountability", "measure": "通报", "effective": "2026-03-01"}
OVERRIDE = {"type": "override", "source": "某文件", "target": "L_NO_EXCELLENT"}


def test_there_are_as_many_scenarios_as_the_file_says() -> None:
    assert len(EVERY) == 26
    assert len(VARIANTS) == 8


@pytest.mark.parametrize("scenario", EVERY, ids=[one.id for one in EVERY])
@pytest.mark.clause("7.2.1", "7.2.2", "7.2.3", "7.2.4", "7.2.5", "7.3.1", "7.3.2", "7.1.3", "8", "9")
def test_a_scenario_has_exactly_the_results_expected(scenario: Scenario) -> None:
    run = scenarios.run(scenario)
    assert differences(run.results, scenario.expected, scenario.not_expected) == []


@pytest.mark.parametrize(("scenario", "variant"), VARIANTS, ids=[one.id for one, _ in VARIANTS])
@pytest.mark.clause("7.2.1", "7.2.5", "7.2.6")
def test_a_variant_has_the_results_expected_under_its_parameters(
    scenario: Scenario, variant: scenarios.Variant
) -> None:
    assert differences(scenarios.run(scenario, variant.params).results, variant.expected) == []


def test_a_difference_is_named_missing_unexpected_or_other() -> None:
    run = scenarios.run(next(one for one in EVERY if one.id == "U04"))
    told = differences(
        run.results, [{"code": "U_CAP", "max_grade": "三等奖"}, {"code": "X"}], ["U_NO_COLLECTIVE"]
    )
    assert [each.split("：")[0] for each in told] == [
        "U_CAP 与预期不同",
        "缺少 X",
        "多出 U_NO_COLLECTIVE",
        "不应有 U_NO_COLLECTIVE",
    ]


def case(*events: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"id": "T", "subject": "unit", "assessment_year": 2026, "events": list(events), **more}


def results(*events: dict[str, Any], **more: Any) -> set[str]:
    return {one.code for one in scenarios.run(scenarios.read(case(*events, **more)).scenarios[0]).results}


def faults(*events: Any, **more: Any) -> list[str]:
    with pytest.raises(ScenarioFaults) as refused:
        scenarios.read({"scenarios": [case(**more) | {"events": list(events)}]})
    return [str(one) for one in refused.value.faults]


def test_the_unit_judged_is_told_from_others_by_its_name() -> None:
    events = (UNIT | {"unit": "甲局"}, UNIT | {"unit": "乙局", "effective": "2026-04-01"})
    assert results(*events, subject_unit="甲局") == {"U_NO_COLLECTIVE"}
    run = scenarios.run(scenarios.read(case(*events, subject_unit="甲局")).scenarios[0])
    assert "不计入：2026-04-01通报。属于乙局。" in run.explanation


@pytest.mark.clause("1.2")
def test_a_merged_unit_passes_its_count_on_only_by_parameter() -> None:
    events = (
        UNIT | {"unit": "丙局", "merged_into": "甲局"},
        UNIT | {"unit": "甲局", "merged_into": "乙局", "effective": "2026-04-01"},
        UNIT | {"unit": "乙局", "effective": "2026-05-01"},
    )
    assert results(*events) == {"U_NO_COLLECTIVE"}
    run = scenarios.run(scenarios.read(case(*events, params={"successor_inherits": True})).scenarios[0])
    assert run.judged[0].of("U_CAP")[0].max_grade == "三等奖"


def test_a_handler_is_one_unless_the_event_says_otherwise() -> None:
    assert results(PERSON, subject="handler") == {"NOTE_HANDLER"}
    assert "L_NO_EXCELLENT" in results(PERSON, subject="handler", params={"apply_to_handlers": True})
    assert "L_NO_EXCELLENT" in results(PERSON | {"is_leading_cadre": True}, subject="handler")


def test_a_task_arises_where_something_was_undone_after_closing() -> None:
    revoked = UNIT | {"status": "revoked", "revoked_on": "2027-02-01"}
    assert results(revoked, assessment_closed_on="2027-01-20") == {"TASK_REASSESS"}
    assert results(revoked, assessment_closed_on="2027-02-01") == set()
    changed = UNIT | {"status": "changed", "changed_to": "检查", "changed_on": "2027-02-01"}
    assert results(changed, assessment_closed_on="2027-01-20") == {"U_NO_COLLECTIVE", "TASK_REASSESS"}


def test_a_note_on_unit_and_leader_stands_once() -> None:
    run = scenarios.run(
        scenarios.read(case(UNIT, PERSON, subject="unit+leader", unit_kind="驻县单位")).scenarios[0]
    )
    assert [one.code for one in run.results].count("NOTE_EXTERNAL_AUTHORITY") == 1


def test_what_is_null_is_taken_as_left_out() -> None:
    blank = UNIT | {"matter": None, "by": None, "conduct_year": None, "status": None, "revoked_on": None}
    assert results(blank, subject_unit=None, assessment_closed_on=None) == {"U_NO_COLLECTIVE"}


def test_one_scenario_may_stand_alone_and_its_places_are_its_own() -> None:
    with pytest.raises(ScenarioFaults, match=r"^events\[0\]\.effective：缺少日期$"):
        scenarios.read(case({"type": "unit_accountability", "measure": "通报"}))


@pytest.mark.parametrize(
    ("event", "told"),
    [
        (UNIT | {"measure": "口头批评"}, ".measure：对单位没有“口头批评”这种处理方式，应为检查、通报、改组之一"),
        (UNIT | {"measure": "诫勉"}, ".measure：对单位没有“诫勉”这种处理方式，应为检查、通报、改组之一"),
        (UNIT | {"type": "praise"}, ".type：没有“praise”，应为unit_accountability、person_accountability、measure、override之一"),
        (UNIT | {"effective": "2026-02-30"}, ".effective：没有“2026-02-30”这一天"),
        (UNIT | {"effective": "2026/03/01"}, ".effective：应为 2026-03-01 这样的日期，写的是“2026/03/01”"),
        (UNIT | {"effective": "20260301"}, ".effective：应为 2026-03-01 这样的日期，写的是“20260301”"),
        (UNIT | {"effective": 20260301}, ".effective：应为 2026-03-01 这样的日期，写的是“20260301”"),
        (UNIT | {"effective": "0001-01-01"}, ".effective：“0001-01-01”不在可用的年份以内"),
        (UNIT | {"status": "gone"}, ".status：没有“gone”，应为revoked、changed、appeal_pending之一"),
        (UNIT | {"status": "revoked", "revoked_on": "2026-02-01"}, ".revoked_on：撤销日期2026-02-01早于生效日期2026-03-01"),
        (UNIT | {"revoked_on": "2026-04-01"}, ".revoked_on：写了这一项，status 应为 revoked"),
        (UNIT | {"status": "changed"}, ".changed_to：变更的须写明变更为什么"),
        (
            UNIT | {"status": "changed", "changed_to": "训诫"},
            ".changed_to：对单位没有“训诫”这种处理方式，应为检查、通报、改组之一",
        ),
        (UNIT | {"conduct_year": 2027}, ".conduct_year：行为年度2027晚于决定生效的2026年"),
        (UNIT | {"conduct_year": "2026"}, ".conduct_year：应为整数，写的是“2026”"),
        (UNIT | {"decided": "2026-04-01"}, ".effective：生效日期2026-03-01早于决定日期2026-04-01"),
        (UNIT | {"efective": "2026-04-01"}, ".efective：格式里没有这一项"),
        (UNIT | {"is_leading_cadre": True}, ".is_leading_cadre：格式里没有这一项"),
        (PERSON | {"is_leading_cadre": "yes"}, ".is_leading_cadre：应为 true 或 false，写的是“yes”"),
        (UNIT | {"unit": "甲局", "merged_into": "甲局"}, ".merged_into：“甲局”不能并入自己"),
        (UNIT | {"unit": ["甲局"]}, ".unit：应为文字，写的是列表"),
        (UNIT | {"unit": "甲\ud800局"}, ".unit：应为文字，写的是“甲\ud800局”"),
        (
            {"type": "measure", "measure": "约谈", "date": "2026-03-01"},
            ".measure：没有“约谈”，应为督办函、联席约谈、挂牌督办之一",
        ),
        ({"type": "measure", "measure": "督办函"}, ".date：缺少日期"),
        ({"type": "override", "target": "L_NO_EXCELLENT"}, ".source：缺少上级文件：没有依据的规定不能适用"),
        (OVERRIDE | {"source": " "}, ".source：应为文字，写的是“ ”"),
        (OVERRIDE | {"value": "三等奖"}, ".value：值应为 true 或 false"),
        (OVERRIDE | {"target": "U_CAP", "value": "特等奖"}, ".value：奖次“特等奖”不在一等奖、二等奖、三等奖以内"),
        (OVERRIDE | {"value": 3}, ".value：应为 true、false 或者奖次，写的是“3”"),
        (OVERRIDE | {"when": {"measure": "训诫"}}, ".when.measure：没有“训诫”这种方式"),
        (OVERRIDE | {"when": {}}, ".when.measure：没有空值这种方式"),
        (OVERRIDE | {"when": {"measure": "诫勉", "count": 2}}, ".when.count：格式里没有这一项"),
        (OVERRIDE | {"priority": "高"}, ".priority：应为整数，写的是“高”"),
        (OVERRIDE | {"level": "区"}, ".level：没有“区”，应为中央、省、市之一"),
        (
            OVERRIDE | {"effective_from": "2026-02-01", "effective_to": "2026-01-01"},
            ".effective_to：止期2026-01-01早于起期2026-02-01",
        ),
        ("通报", "：应为一个对象，写的是“通报”"),
    ],
)  # fmt: skip
def test_a_wrong_event_is_refused_with_its_place(event: Any, told: str) -> None:
    assert faults(event) == [f"scenarios[0].events[0]{told}"]


def test_an_override_of_a_note_is_refused() -> None:
    (told,) = faults(OVERRIDE | {"target": "NOTE_HANDLER"})
    assert told.startswith(
        "scenarios[0].events[0].target：没有“NOTE_HANDLER”这一结果，或者不能由上级文件改变"
    )


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"subject": "mayor"}, ".subject：没有“mayor”，应为unit、leader、handler、unit+leader之一"),
        ({"assessment_year": "2026"}, ".assessment_year：应为整数，写的是“2026”"),
        ({"assessment_year": 26}, ".assessment_year：26不是可用的年度"),
        ({"assessment_year": True}, ".assessment_year：应为整数，写的是true"),
        ({"assessment_closed_on": "2025-12-31"}, ".assessment_closed_on：结账日期2025-12-31早于考核年度2026"),
        ({"colour": "红"}, ".colour：格式里没有这一项"),
        ({"subject_unit": "丙局"}, ".subject_unit：事件里没有“丙局”这个单位，有的是甲局"),
        ({"params": {"window": 1}}, ".params.window：没有这个参数"),
        ({"params": {"same_matter": "twice"}}, ".params.same_matter：同一事项多次追究的计数应为 once、each 之一，写的是“twice”"),
        ({"params": {"count_kinds": "通报"}}, ".params.count_kinds：累计次数时计入的方式应为文字列表，写的是“通报”"),
        ({"params": {"count_kinds": ["表扬"]}}, ".params.count_kinds：没有“表扬”这种处理方式"),
        ({"params": {"count_pending": "no"}}, ".params.count_pending：申诉期间的决定是否计入应为true 或 false，写的是“no”"),
        (
            {"params": {"effective_from": "2026-13-01"}},
            ".params.effective_from：施行日期没有“2026-13-01”这一天，写的是“2026-13-01”",
        ),
        ({"params": {"effective_to": "2025-01-01"}}, ".params.effective_to：试行到期日期2025-01-01早于施行日期2026-01-01"),
        ({"params": []}, ".params：应为一个对象，写的是列表"),
        ({"expected": {}}, ".expected：应为一个列表，写的是对象"),
        ({"expected": [{"cite": "七"}]}, ".expected[0].code：缺少"),
        ({"variant": [{"params": {"x": 1}}]}, ".variant[0].params.x：没有这个参数"),
        ({"depends_on": [1]}, ".depends_on[0]：应为文字"),
    ],
)  # fmt: skip
def test_a_wrong_scenario_is_refused_with_its_place(more: dict[str, Any], told: str) -> None:
    assert faults(UNIT | {"unit": "甲局"}, **more) == [f"scenarios[0]{told}"]


def test_a_unit_of_no_known_kind_is_refused_and_the_kinds_are_named() -> None:
    (told,) = faults(UNIT, unit_kind="村委会")
    assert told.startswith("scenarios[0].unit_kind：没有“村委会”这种单位，应为镇（街道）党（工）委、")
    assert results(UNIT, unit_kind="镇（街道）党(工)委") == {"U_NO_COLLECTIVE"}


def test_several_units_without_the_one_judged_are_refused() -> None:
    told = faults(UNIT | {"unit": "甲局"}, UNIT | {"unit": "乙局"})
    assert told == ["scenarios[0].subject_unit：事件涉及乙局、甲局，须写明评的是哪个单位"]


def test_units_merged_in_a_circle_are_refused() -> None:
    told = faults(
        UNIT | {"unit": "甲局", "merged_into": "乙局"},
        UNIT | {"unit": "乙局", "merged_into": "甲局"},
        subject_unit="甲局",
    )
    assert told == ["scenarios[0].events[1].merged_into：“乙局”与“甲局”互相并入"]


def test_a_unit_merged_into_two_is_refused() -> None:
    told = faults(
        UNIT | {"unit": "甲局", "merged_into": "乙局"},
        UNIT | {"unit": "甲局", "merged_into": "丙局"},
        subject_unit="乙局",
    )
    assert told == ["scenarios[0].events[1].merged_into：“甲局”已写并入乙局，这里又写并入丙局"]


def test_what_was_undone_needs_its_day_where_the_year_was_closed() -> None:
    told = faults(UNIT | {"status": "revoked"}, assessment_closed_on="2027-01-20")
    assert told == [
        "scenarios[0].events[0].revoked_on：写了结账日期，须写明这一日期，才知道在结账前还是结账后"
    ]


def test_all_faults_are_told_not_only_the_first() -> None:
    broken = {
        "scenarios": [case(UNIT | {"measure": "x", "effective": "y"}), case(UNIT, subject="z"), case(UNIT)]
    }
    with pytest.raises(ScenarioFaults) as refused:
        scenarios.read(broken)
    assert [one.place for one in refused.value.faults] == [
        "scenarios[0].events[0].measure",
        "scenarios[0].events[0].effective",
        "scenarios[1].subject",
    ]


def test_two_scenarios_with_one_id_are_refused() -> None:
    with pytest.raises(ScenarioFaults, match=r"scenarios\[1\]\.id：“T”与scenarios\[0\]重复"):
        scenarios.read({"scenarios": [case(UNIT), case(UNIT)]})


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("{", "不是有效的 JSON，第1行第2列读不下去"),
        ("[]", "应为一个对象，写的是列表"),
        ("{}", "没有案例"),
        ('{"scenarios": []}', "scenarios：没有案例"),
        ('{"scenarios": [{}]}', "scenarios[0]：是空的"),
        ('{"id": "a", "id": "b"}', "“id”在同一个对象里写了两次"),
        ("[" * 100_000, "嵌套过深"),
        ("测算".encode("gb18030"), "不是 UTF-8 编码的文本"),
    ],
)
def test_what_is_no_scenario_file_is_refused(content: str | bytes, told: str) -> None:
    with pytest.raises(ScenarioFaults) as refused:
        scenarios.loads(content)
    assert [str(one) for one in refused.value.faults] == [told]


def test_a_file_may_begin_with_a_byte_order_mark() -> None:
    text = json.dumps(case(UNIT), ensure_ascii=False)
    assert scenarios.loads(f"\ufeff{text}".encode()).scenarios[0].id == "T"


def test_a_file_has_its_own_defaults() -> None:
    data = {
        "default_params": {"unit_cap_first_count": 1, "effective_note": "随附说明"},
        "scenarios": [case(UNIT)],
    }
    assert "U_CAP" in {one.code for one in scenarios.run(scenarios.read(data).scenarios[0]).results}
    broken = copy.deepcopy(data) | {"default_params": {"x": 1}}
    with pytest.raises(ScenarioFaults, match=r"^default_params\.x：没有这个参数$"):
        scenarios.read(broken)


@pytest.mark.parametrize(
    ("text", "key", "value"),
    [
        ("count_window=rolling_12m", "count_window", "rolling_12m"),
        ("count_window = 任意连续十二个月", "count_window", "rolling_12m"),
        ("threshold_inclusive=false", "threshold_inclusive", False),
        ("threshold_inclusive=是", "threshold_inclusive", True),
        ("unit_cap_first_count=3", "unit_cap_first_count", 3),
        ("count_kinds=通报,诫勉", "count_kinds", ("通报", "诫勉")),
        ("count_kinds=通报、诫勉", "count_kinds", ("通报", "诫勉")),
        ('count_kinds=["通报"]', "count_kinds", ("通报",)),
        ("transfer_reminder_days=30,60", "transfer_reminder_days", (30, 60)),
        ("cancel_party_from=警告", "cancel_party_from", "警告"),
        ("effective_to=null", "effective_to", None),
    ],
)
def test_a_parameter_is_typed_as_it_is_defined(text: str, key: str, value: Any) -> None:
    assert parse_parameter(text) == (key, value)


def test_a_table_is_typed_as_json() -> None:
    row = {
        "id": "1",
        "source": "某",
        "level": "省",
        "target": "U_CAP",
        "since": "2026-01-01",
        "measures": ["通报"],
    }
    key, value = parse_parameter(f"overrides={json.dumps([row], ensure_ascii=False)}")
    assert key == "overrides"
    assert value[0]["since"].year == 2026
    assert value[0]["measures"] == ("通报",)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("count_window", "应写成 名称=值"),
        ("window=1", "没有“window”这个参数"),
        ("count_window=x", "应为 calendar_year、rolling_12m、pack_year 之一"),
        ("unit_cap_first_count=两次", "应为不小于零的整数"),
        ("threshold_inclusive=1", "应为true 或 false"),
        ("effective_from=2026-2-1", "这样的日期"),
        ("count_kinds=[", "不是有效的 JSON 列表"),
        ("transfer_reminder_days=三十", "应为整数列表"),
    ],
)
def test_a_wrong_parameter_is_refused_with_the_reason(text: str, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        parse_parameter(text)
