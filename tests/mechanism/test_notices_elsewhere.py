"""Notices in another cut, under other names, in other words: bound by what their sentences say, never falsely."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from pathlib import Path
from time import process_time
from typing import Any

import pytest

from duban.mechanism.clauses import CLAUSES
from duban.mechanism.notice.binding import Binding, bind
from duban.mechanism.notice.comparison import NoticeComparison, compare
from duban.mechanism.notice.reading import cut
from duban.mechanism.notice.values.names import USUAL
from duban.mechanism.notice.values.numbers import read_values
from duban.mechanism.parameters import default_pack
from tests.mechanism.marked import FOLDER, Marked, read, unmarked

NOTICES = ("split", "merged", "passive", "blind", "fresh", "chapters")
"""An article for each sentence; articles merged and in another order; passive; three written from the list of clauses alone."""
DAY = date(2026, 3, 1)
LEAST = 66
CHINESE = ("", *"一二三四五六七八九十", *(f"十{n}" for n in "一二三四五六七八九"), "二十", "二十一", "二十二")
NAMES = {
    "split": ("提醒函", "专题约谈", "挂号督办", "挂号督办通知单"),
    "merged": ("督查通知单", "集体约谈", "红牌督办", "红牌督办告知书"),
    "passive": ("督办单", "联合约谈", "提级督办", "提级督办通知书"),
    "fresh": ("督查函", "提级约谈", "挂图督办", "挂图督办令"),
    "chapters": ("督办通知单", "约请谈话", "亮牌督办", "亮牌督办通知书"),
    "blind": ("督促函", "会同约谈", "挂账督办", "挂账督办通知书"),
}


@lru_cache(maxsize=8)
def marked(name: str) -> Marked:
    return read(name)


@lru_cache(maxsize=8)
def bound(name: str) -> Binding:
    return bind(cut(marked(name).text))


@lru_cache(maxsize=8)
def compared(name: str) -> NoticeComparison:
    return compare(bound(name), read_values(bound(name)), default_pack(), DAY)


def falsely(given: Marked, binding: Binding) -> list[str]:
    """Clauses that are bound to other words than those marked by hand."""
    return [
        clause
        for clause, passage in binding.passages.items()
        if clause not in given.spans
        or not (passage.start < given.spans[clause][1] and given.spans[clause][0] < passage.end)
    ]


@pytest.mark.parametrize("name", NOTICES)
def test_nearly_all_clauses_are_bound_and_none_to_other_words(name: str) -> None:
    assert set(marked(name).spans) == set(CLAUSES)
    assert falsely(marked(name), bound(name)) == []
    assert len(bound(name).passages) >= LEAST
    assert {each.clause for each in bound(name).doubts} <= set(bound(name).not_found)


@pytest.mark.parametrize("name", NOTICES)
def test_a_notice_is_read_in_less_than_a_second(name: str) -> None:
    began = process_time()
    read_values(cut(marked(name).text))
    assert process_time() - began < 1


EITHER = {"3.3.8", "4.2"}
"""Said twice in some of these notices: 申请解除 also in the list of the paper's contents, 随时更新 beside 动态管理."""


@pytest.mark.parametrize("place", range(len(NOTICES)))
def test_a_clause_whose_words_are_taken_out_is_bound_to_no_other_words(place: int) -> None:
    """Each notice lacks every fourth clause in turn, so that each clause is missed in one of them."""
    given = marked(NOTICES[place])
    wrong = []
    for clause in list(CLAUSES)[place :: len(NOTICES)]:
        start, end = given.spans[clause]
        left = given.text[:start] + given.text[end:]
        if clause not in EITHER and clause in bind(cut(left)).passages:
            wrong.append(clause)
    assert wrong == []


LURES = {
    "2": "县委成立督查工作领导小组，由县委书记任组长，领导小组每季度召开一次会议，研究重大事项。",
    "7": "县委办公室、县政府办公室工作人员不得干扰责任单位正常工作，不得要求重复报送材料。",
    "13": "对媒体曝光的问题，责任单位应当在24小时内回应，并及时公开处理结果。群众反映强烈的，由县信访局约谈有关单位。",
    "15": "督查人员应当遵守保密规定，不得擅自对外公开项目库内容。",
    "17": "对敢担当、善作为的干部，因客观原因出现失误的，按照容错纠错有关规定从轻、减轻或者免予追究责任。",
    "21": "对工作推进有力、排名全市前三名的单位，给予通报表扬，在评选先进集体时优先考虑。",
    "22": "各乡镇、县直各单位可以参照本办法制定本单位的督查办法，报县委办公室备案。",
}
"""Sentences that only resemble a clause, by the article at whose head they are put."""


def test_sentences_that_only_resemble_a_clause_are_left_to_a_person() -> None:
    text = (FOLDER / "chapters.txt").read_text(encoding="utf-8")
    for number, words in LURES.items():
        head = f"第{CHINESE[int(number)]}条 "
        assert head in text
        text = text.replace(head, head + words)
    given = unmarked(text)
    binding = bind(cut(given.text))
    assert falsely(given, binding) == []
    assert len(binding.passages) >= LEAST
    left = "".join(each.text for each in binding.superfluous)
    assert [
        words for words in LURES.values() if not all(one in left for one in words.split("。") if one)
    ] == []
    asked = {each.found for each in read_values(binding).asked}
    assert {"每季度", "24小时", "前三名"} <= asked


@pytest.mark.parametrize("name", NOTICES)
def test_what_is_not_bound_is_asked_about(name: str) -> None:
    asked = {each.clause for each in compared(name).asked if each.key.startswith("clause:")}
    assert asked == set(bound(name).not_found)


@pytest.mark.parametrize("name", NOTICES)
def test_measures_and_papers_have_the_names_of_the_county(name: str) -> None:
    names = bound(name).names
    assert tuple(names.of(key) for key in USUAL) == NAMES[name]
    for key in USUAL:
        found = names.found[key]
        assert bound(name).notice.text[found.start : found.end] == found.text


VALUES: dict[str, dict[str, Any]] = {
    "split": {
        "plan_due_workdays": 3,
        "feedback_interval_days_letter": 15,
        "feedback_interval_days_interview": 7,
        "many_times": 2,
        "max_extensions": 2,
        "verify_workdays": 15,
        "evaluation_values": ("优", "良", "差"),
        "statement_workdays": 10,
        "bottom_n": 3,
        "cooperation_mechanism": "《MM县协同督查工作机制》（M办字〔2023〕8号）",
        "transfer_workdays": 3,
        "unit_cap_first_count": 3,
        "unit_cap_second_count": 5,
        "circular_once_count": 1,
        "circular_cancel_count": 3,
        "cancel_party_from": "严重警告",
        "cancel_gov_from": "记大过",
        "effective_from": date(2026, 3, 1),
        "trial_years": 2,
        "issuers": ("县委办公室", "县政府办公室"),
    },
    "merged": {
        "evaluation_values": ("较快", "正常", "滞后"),
        "bottom_n": 2,
        "behaviour_kinds": ("推诿扯皮", "不作为", "乱作为", "其他"),
        "cooperation_mechanism": "《NN区督查协作规则》（N委办〔2024〕3号）",
        "count_window": "calendar_year",
        "unit_cap_first_count": 2,
        "unit_cap_second_count": 3,
        "circular_once_count": 1,
        "circular_cancel_count": 2,
        "cancel_party_from": "严重警告",
        "cancel_gov_from": "记过",
        "grade_ladder": ("A等", "B等", "B等以下"),
        "trial_months": 6,
        "copy_organs": ("区纪委监委", "区委组织部"),
    },
    "passive": {
        "feedback_interval_days_letter": 15,
        "feedback_interval_days_interview": 10,
        "many_times": 3,
        "evaluation_values": ("较好推进", "正常推进", "进展滞后"),
        "bottom_n": 5,
        "behaviour_kinds": ("不担当", "不作为", "乱作为", "慢作为", "失职失责", "其他"),
        "unit_cap_first_count": 2,
        "unit_cap_second_count": 3,
        "circular_cancel_count": 2,
        "cancel_gov_from": "记过",
        "trial_months": 18,
        "main_leader_roles": ("市委书记", "市长"),
    },
    "chapters": {
        "plan_due_workdays": 6,
        "feedback_interval_days_letter": 12,
        "feedback_interval_days_interview": 7,
        "many_times": 3,
        "evaluation_values": ("推进较好", "推进正常", "推进滞后"),
        "bottom_n": 3,
        "transfer_workdays": 15,
        "unit_cap_first_count": 2,
        "unit_cap_second_count": 3,
        "cancel_party_from": "严重警告",
        "effective_from": date(2026, 4, 1),
        "trial_years": 2,
    },
    "fresh": {
        "plan_due_workdays": 5,
        "feedback_interval_days_letter": 10,
        "feedback_interval_days_interview": 7,
        "many_times": 2,
        "rectify_days_listing": 60,
        "max_extensions": 1,
        "verify_workdays": 10,
        "evaluation_values": ("绿", "黄", "红"),
        "bottom_n": 2,
        "behaviour_kinds": ("推诿扯皮", "敷衍应付", "弄虚作假", "其他"),
        "transfer_workdays": 7,
        "grade_ladder": ("一等", "二等", "二等以下"),
        "unit_cap_first_count": 2,
        "unit_cap_second_count": 3,
        "circular_once_count": 1,
        "circular_cancel_count": 2,
        "trial_years": 1,
    },
}
ASKED = {
    "split": {
        "value:copy_organs": "县纪委监委、县委组织部、县委宣传部",
        "value:grade_ladder": "一等奖、二等奖",
    },
    "merged": {},
    "fresh": {},
    "chapters": {"value:grade_ladder": "一等奖、二等奖"},
    "passive": {"number:1109": "1次", "value:grade_ladder": "一等奖、二等奖"},
}


@pytest.mark.clause("5.3", "7.2.1", "7.2.2", "7.2.3", "7.2.5", "7.2.6", "7.2.7", "9", "4.4")
@pytest.mark.parametrize("name", VALUES)
def test_every_value_that_is_printed_is_found_or_asked_about(name: str) -> None:
    found = {each.key: each.value for each in compared(name).found}
    assert {key: found.get(key) for key in VALUES[name]} == VALUES[name]
    asked = {each.key: each.found for each in compared(name).asked if not each.key.startswith("clause:")}
    assert asked == ASKED[name]


@pytest.mark.parametrize("name", NOTICES)
def test_no_number_is_passed_over_without_a_word(name: str) -> None:
    """Each number with a unit lies in what was found, or is asked about."""
    from duban.mechanism.notice.values.numbers import quantities

    told = [*compared(name).found]
    words = {each.found for each in compared(name).asked} | {each.text for each in told}
    counted = [each for each in quantities(bound(name).sentences) if each.kind not in ("date", "many")]
    assert [each.text for each in counted if not any(each.text in said for said in words)] == []


def test_numbers_that_no_parameter_takes_are_asked_about() -> None:
    text = (
        marked("split")
        .text.replace("定期", "定期")
        .replace("动态管理。", "动态管理，每处不少于3名专人，48小时内更新。")
    )
    reading = read_values(cut(text))
    assert {"3名", "48小时"} <= {each.found.removeprefix("不少于") for each in reading.asked}


def test_days_that_are_not_working_days_are_asked_about_and_not_converted() -> None:
    reading = read_values(cut(marked("split").text.replace("3个工作日内完成", "3日内完成")))
    asked = next(each for each in reading.asked if each.parameter == "plan_due_workdays")
    assert (asked.found, reading.value("plan_due_workdays")) == ("3日", None)


def test_two_values_of_one_parameter_are_both_shown_and_none_is_taken() -> None:
    twice = "到整改完毕，每周向办公室报告整改情况；逾期的每旬报告整改情况。\n（二）"
    text = marked("merged").text.replace("到整改完毕。\n（二）", twice)
    reading = read_values(cut(text))
    asked = next(each for each in reading.asked if each.parameter == "feedback_interval_days_letter")
    assert asked.found == "每周、每旬"
    assert reading.value("feedback_interval_days_letter") is None


@pytest.mark.parametrize(
    "path", sorted((Path(__file__).resolve().parents[2].parent / "shared" / "notice").glob("*.txt"))
)
def test_the_notice_as_published_names_its_measures_as_usual(path: Path) -> None:
    names = bind(cut(path.read_text(encoding="utf-8"))).names
    assert {key: names.of(key) for key in USUAL} == dict(USUAL)
