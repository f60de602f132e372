"""Whether two titles mean one work: other words for it, and works that only look alike."""

from __future__ import annotations

from random import Random

import pytest

from bench.works import originals, rewritten
from duban.mechanism.key_work.alike import ALIKE, Titles, judged, likeness, shared_parts
from duban.mechanism.key_work.wordings import read

ONE_WORK = (
    ("城区老旧供水管网改造", "城区老旧供水管网改造工程"),
    ("2026年底前完成甲镇老旧小区改造12个", "甲镇12个老旧小区提升改造项目"),
    ("推进乙镇高标准农田建设1.2万亩", "乙镇建设高标准农田12000亩"),
    ("新建改建农村公路35公里", "农村公路新改建（35km）"),
    ("县住房和城乡建设局完成农村危房改造120户", "县住建局农村危房改造一百二十户"),
    ("加快国道G206甲镇段路面改造", "Ｇ206线甲镇段路面改造工程提速"),
    ("推动县产业园区标准厂房二期建设", "产业园标准厂房（二期）项目建设"),
    ("办理拖欠农民工工资线索80宗", "80宗欠薪线索办结"),
    ("县第一中学学生宿舍楼建设", "县一中学生宿舍建设工程"),
)
TWO_WORKS = (
    ("城区老旧供水管网改造", "校车安全隐患整治"),
    ("甲镇老旧小区改造", "乙镇老旧小区改造"),
    ("青石镇田心村农村危房改造", "青石镇上寨村农村危房改造"),
    ("国道G206线路面改造", "国道G205线路面改造"),
    ("产业园标准厂房一期", "产业园标准厂房二期"),
    ("2025年度地方政府债券项目整改", "2026年度地方政府债券项目整改"),
    ("青石镇农村危房改造", "青石镇农村公路危桥改造3座"),
)


@pytest.mark.clause("3.0")
@pytest.mark.parametrize(("one", "other"), ONE_WORK)
def test_other_words_for_one_work_are_known(one: str, other: str) -> None:
    assert likeness(read(one), read(other)) >= ALIKE


@pytest.mark.clause("3.0")
@pytest.mark.parametrize(("one", "other"), TWO_WORKS)
def test_works_that_only_look_alike_are_two(one: str, other: str) -> None:
    assert likeness(read(one), read(other)) < ALIKE


def test_what_two_titles_share_is_said() -> None:
    said = shared_parts(read("完成甲镇老旧小区改造12个"), read("甲镇12处老旧小区提升改造项目"))
    assert said == ["甲镇", "老旧小区改造", "12个"]


def test_titles_of_a_ledger_are_told_as_comparing_each_tells() -> None:
    chance = Random(20260303)
    made, known = originals(200, chance), Titles()
    for _, title in made:
        known.add(title)
    every = [(read(title), number) for number, (_, title) in enumerate(made)]
    for work, _ in made[:60]:
        title = rewritten(work, chance)
        assert known.alike(title)[:3] == judged(read(title), every)[:3]
