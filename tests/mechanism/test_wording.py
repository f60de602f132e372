"""Sentences of the history, and what a draft must say to pass."""

from __future__ import annotations

from datetime import date

import pytest

from duban.mechanism.lifecycles.measures import SPINES
from duban.mechanism.papers.concrete import is_concrete, parts_concrete
from duban.mechanism.papers.content import ELEMENTS
from duban.mechanism.parameters import default_pack
from duban.mechanism.words.wording import one_mark

DAY = date(2026, 6, 1)


@pytest.mark.parametrize(
    ("met", "left"),
    [
        ("请改。。", "请改。"), ("落后，。", "落后。"), ("更正。；序时", "更正。序时"), ("好！。", "好！"),
        ("甲，乙；丙。", "甲，乙；丙。"),
    ],  # fmt: skip
)
def test_where_two_marks_met_one_stands(met: str, left: str) -> None:
    assert one_mark(met) == left


@pytest.mark.parametrize(
    "said",
    ["四月底前补齐", "累计完成3公里", "两个月没有实物工作量", "2026年6月1日前", "每周调度一次", "解决“征地”问题", "由甲镇牵头"],
)
def test_a_day_a_quantity_or_a_name_is_concrete(said: str) -> None:
    assert is_concrete(said, {"甲镇"})


@pytest.mark.parametrize("said", ["补齐滞后的实物工作量", "解决制约进度的突出问题", "尽快追上序时进度", "加强领导，压实责任"])
def test_what_could_be_said_of_any_matter_is_not(said: str) -> None:
    assert not is_concrete(said, {"甲镇"})


def test_each_part_that_is_not_concrete_is_named_with_who_mends_it() -> None:
    draft = {"facts": ["节点应于4月1日完成"], "matters": ["补齐滞后的实物工作量"], "goals": ["六月底前追上序时"]}
    decision = parts_concrete("letter", draft, (), default_pack(), DAY)
    assert [reason.field for reason in decision.missing] == ["matters"]
    assert decision.missing[0].remedies[0].act == "letter.redraft"
    held = [(kind, spine.held_to) for kind, spine in SPINES.items()]
    assert all(set(names) - {"facts"} <= {one.field for one in ELEMENTS[kind]} for kind, names in held)
