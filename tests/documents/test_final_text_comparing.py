"""What changed between draft and final text: paragraphs, and inside them dates, numbers and words as one piece each."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from duban.documents.final_text.changes import DraftComparison, compare, words


def shown(before: str, after: str) -> str:
    """The change in one line: [-gone-] {+new+}."""
    marks = {"same": "{}", "gone": "[-{}-]", "new": "{{+{}+}}"}
    return "".join(marks[piece.op].format(piece.text) for piece in words(before, after))


def test_a_date_changes_as_a_whole() -> None:
    assert (
        shown("2026年12月20日前整改完毕。", "2026年12月25日前整改完毕。")
        == "[-2026年12月20日-]{+2026年12月25日+}前整改完毕。"
    )


def test_a_number_changes_with_its_unit() -> None:
    assert shown("请每15天反馈一次。", "请每10天反馈一次。") == "请每[-15天-]{+10天+}反馈一次。"


def test_a_document_number_and_a_quoted_name_are_one_piece() -> None:
    assert shown("X委办〔2026〕3号印发的《甲方案》", "X委办〔2026〕13号印发的《乙方案》") == (
        "X委办[-〔2026〕3号-]{+〔2026〕13号+}印发的[-《甲方案》-]{+《乙方案》+}"
    )


def test_single_characters_between_two_changes_do_not_tear_the_text_apart() -> None:
    assert shown("进展缓慢，落实不力。", "进度滞后，推进不力。") == "进[-展缓慢，落实-]{+度滞后，推进+}不力。"


def test_paragraphs_are_matched_added_and_removed() -> None:
    before = ["一、责令整改事项", "清理堆料场。", "二、整改时限", "按期完成。", "此致"]
    after = ["一、责令整改事项", "清理河道内堆料场。", "恢复河岸。", "二、整改时限", "按期完成。"]
    found = compare(before, after)
    assert [(one.kind, one.text) for one in found.changes] == [
        ("same", "一、责令整改事项"), ("changed", "清理河道内堆料场。"), ("added", "恢复河岸。"), ("same", "二、整改时限"),
        ("same", "按期完成。"), ("removed", "此致"),
    ]  # fmt: skip
    assert found.summary == "改 1 段、增 1 段、删 1 段"


def test_the_same_text_is_said_to_be_the_same() -> None:
    assert compare(["甲", "乙"], ["甲", "乙"]).summary == "与拟稿一致"


def test_a_comparison_survives_json() -> None:
    found = compare(["第一段落的文字", "乙"], ["第一段的文字", "丙丁"])
    assert DraftComparison.of_data(found.as_data()) == found


_TEXTS = st.lists(st.text("甲乙丙一二12年月日。，", max_size=12), max_size=6)


@given(_TEXTS, _TEXTS)
def test_both_texts_can_be_read_off_a_comparison(before: list[str], after: list[str]) -> None:
    found = compare(before, after)
    old = [
        "".join(p.text for p in one.pieces if p.op != "new") for one in found.changes if one.kind != "added"
    ]
    new = [
        "".join(p.text for p in one.pieces if p.op != "gone")
        for one in found.changes
        if one.kind != "removed"
    ]
    assert old == before
    assert new == after
