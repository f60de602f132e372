"""Titles are broken by meaning."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duban.documents.papers.titles import breadth, broken

WIDTH = 20


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("立项挂牌督办通知书", ("立项挂牌督办通知书",)),
        ("关于“西片区老旧小区改造（二期）”的督办函", ("关于“西片区老旧小区", "改造（二期）”的督办函")),
        ("关于对XX县农业农村局实施立项挂牌督办的通知", ("关于对XX县农业农村局", "实施立项挂牌督办的通知")),
        (
            "XX县人民政府办公室关于印发《XX县2026年重点工作督查联动机制实施细则（试行）》的通知",
            ("XX县人民政府办公室关于", "印发《XX县2026年重点工作", "督查联动机制实施细则（试行）》的通知"),
        ),
        (
            "关于2026年第3季度全县重点工作和为民办实事项目推进情况的督查通报",
            ("关于2026年第3季度全县重点工作", "和为民办实事项目推进情况的督查通报"),
        ),
    ],
)
def test_a_title_is_broken_where_it_has_a_joint(title: str, lines: tuple[str, ...]) -> None:
    assert broken((title,), WIDTH, ("XX县人民政府办公室", "XX县农业农村局")) == lines


def test_lines_that_the_drafter_broke_are_kept_while_they_fit() -> None:
    given_lines = ("关于县乡道路", "灾毁修复的督查结论")
    assert broken(given_lines, WIDTH) == given_lines
    assert len(broken(("长" * 25, "短"), WIDTH)) == 2


def test_names_and_numbers_with_their_units_stay_whole() -> None:
    name = "XX县城市管理和综合执法局"
    for title in (
        f"关于{name}牵头的城区停车场建设推进情况的报告",
        f"关于移交{name}落实城区停车场建设有关事项的函",
    ):
        assert any(name in line for line in broken((title,), WIDTH, (name,)))
    lines = broken(("关于同意乙镇高标准农田建设整改时限延期至2026年12月31日有关事项的复函",), WIDTH)
    assert any("2026年12月31日" in line for line in lines)


@given(st.text(alphabet="关于的和督查县镇“”《》（），。12年abc ", min_size=1, max_size=70))
def test_nothing_is_lost_and_no_line_is_too_wide(title: str) -> None:
    lines = broken((title,), WIDTH)
    assert "".join(lines) == title
    assert all(breadth(line) <= WIDTH for line in lines)


def test_no_line_begins_with_a_closing_mark() -> None:
    for matter in (
        "城区停车场建设",
        "甲镇污水处理厂及配套管网建设",
        "县乡道路灾毁修复和危桥改造（一期、二期）",
    ):
        for ending in ("的督办函", "整改情况的报告（第3期）", "挂牌督办的申请"):
            lines = broken((f"关于“{matter}”{ending}",), WIDTH)
            assert not [line for line in lines if line[0] in "的，。、）”》"]
