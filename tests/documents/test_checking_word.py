"""The checker finds every fault that is drawn into a .docx, by its rule, and none in a good one."""

from __future__ import annotations

import io
import zipfile

import pytest

from duban.documents.checking.checker import check, check_bytes
from duban.documents.reading import Unreadable
from tests.documents.drawn_word import FILE, LETTER, Drawn, word

_LINES = LETTER.lines
_WRONG_FOR_LETTERS = {
    "page.size": {"page": (210, 290)},
    "page.top": {"margins": (39, 26, 33, 28)},
    "page.left": {"margins": (37, 24, 35, 30)},
    "page.width": {"margins": (37, 24, 35, 28)},
    "page.height": {"margins": (37, 26, 30, 28)},
    "page.rows": {"pitch": 620},
    "page.columns": {"spacing": 0},
    "page.first": {"first_differs": False},
    "page.sides": {"even_odd": False},
    "mark.name": {"mark": "中共XX县委办公室文件"},
    "number.form": {"number": "X委办督函[2026]7号"},
    "number.place": {"number_align": "left"},
    "title.middle": {"title_align": "left"},
    "title.lines": {"title": "关于“甲河水库除险加固工程和乙河水库除险加固工程”的督办函"},
    "addressee.there": {"to": "甲镇人民政府及主要领导张某"},
    "addressee.colon": {"to": "甲镇人民政府及主要领导张某:"},
    "font.role": {"text_font": "微软雅黑"},
    "font.size": {"text_size": 15},
    "font.bold": {"bold": True},
    "text.indent": {"first_chars": 0},
    "text.brackets": {"cited": "此前已印发X委办督函【2026】3号。"},
    "listed.form": {"listed": "附件：问题清单。"},
    "date.form": {"date": "2026年01月05日"},
    "date.place": {"date_right": 640},
    "attachment.label": {"label": "附件1："},
    "copies.stop": {"copies": "抄送：县纪委监委、县委组织部"},
    "copies.form": {"copies": "抄报：县委、县政府主要领导；县纪委监委、县委组织部。"},
    "colophon.plain": {"printed": "中共XX县委办公室　2026年11月23日印发"},
    "foot.dash": {"dash": "-"},
    "foot.side": {"sides": ("center", "left")},
    "foot.first": {"first_numbered": True},
    "letter.count": {"lines": _LINES[:3]},
    "letter.left": {"lines": tuple((22, *line[1:]) for line in _LINES)},
    "letter.width": {"lines": tuple((*line[:2], 165, line[3]) for line in _LINES)},
    "letter.order": {"lines": ((20, 45.6, 170, 0.35), (20, 47.1, 170, 1.0), *_LINES[2:])},
    "letter.bottom": {"lines": (*_LINES[:2], (20, 270.15, 170, 0.35), (20, 271.0, 170, 1.0))},
    "content.part": {"headings": ("一、责令整改事项", "二、整改时限")},
}  # fmt: skip
_WRONG_FOR_FILES = {
    "rule.there": {"rule": False},
    "mark.colour": {"mark_color": "000080"},
    "number.place": {"number_align": "left"},
    "colophon.lines": {"colophon": ((28, 244.3, 156, 0.25), *FILE.colophon[1:])},
    "colophon.bottom": {"colophon": tuple((x, y - 6, w, h) for x, y, w, h in FILE.colophon)},
    "printer.form": {"printed": "中共XX县委办公室　十一月二十三日印发"},
    "content.part": {"headings": FILE.headings[:-1]},
}


def rules(drawn: Drawn) -> set[str]:
    """The rules that a drawn file breaks."""
    return {deviation.rule for deviation in check_bytes("a.docx", word(drawn)).deviations}


@pytest.mark.parametrize("drawn", [LETTER, FILE], ids=["letter", "file"])
def test_a_document_drawn_by_the_numbers_has_no_fault(drawn: Drawn) -> None:
    report = check_bytes("a.docx", word(drawn))
    assert [deviation.sentence for deviation in report.deviations] == []
    assert report.form == ("letter" if drawn.letter else "file")
    assert report.kind == ("督办函" if drawn.letter else "立项挂牌督办通知书")
    assert len(report.measured) > 30


@pytest.mark.parametrize("rule", _WRONG_FOR_LETTERS)
def test_a_fault_in_a_letter_is_found_under_its_rule(rule: str) -> None:
    assert rule in rules(LETTER.but(**_WRONG_FOR_LETTERS[rule]))


@pytest.mark.parametrize("rule", _WRONG_FOR_FILES)
def test_a_fault_in_a_file_is_found_under_its_rule(rule: str) -> None:
    assert rule in rules(FILE.but(**_WRONG_FOR_FILES[rule]))


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"title_font": "宋体"}, "标题"),
        ({"heading_font": "仿宋_GB2312"}, "一级标题"),
        ({"second_font": "仿宋_GB2312"}, "二级标题"),
        ({"number_font": "仿宋_GB2312"}, "页码"),
    ],
)
def test_each_part_is_held_to_its_own_font(wrong: dict[str, str], words: str) -> None:
    found = check_bytes("a.docx", word(LETTER.but(**wrong))).deviations
    assert {deviation.rule for deviation in found} == {"font.role"}
    assert all(words in deviation.where for deviation in found)


@pytest.mark.parametrize("name", LETTER.headings)
@pytest.mark.clause("3.1.6")
def test_a_letter_without_one_of_its_contents_names_it_and_its_clause(name: str) -> None:
    left = tuple(heading for heading in LETTER.headings if heading != name)
    deviations = check_bytes("a.docx", word(LETTER.but(headings=left))).deviations
    assert [(one.rule, one.expected) for one in deviations] == [
        ("content.part", f"载明“{name.partition('、')[2]}”")
    ]
    assert "三（一）" in deviations[0].basis


@pytest.mark.clause("3.1.5")
def test_a_letter_that_leaves_out_a_body_of_the_copies_is_found() -> None:
    deviations = check_bytes("a.docx", word(LETTER.but(copies="抄送：县纪委监委。"))).deviations
    assert [deviation.expected for deviation in deviations] == ["抄送县委组织部"]


@pytest.mark.clause("3.3.4")
@pytest.mark.parametrize("name", FILE.headings)
def test_a_listing_notice_without_one_of_the_seven_contents_names_it(name: str) -> None:
    left = tuple(heading for heading in FILE.headings if heading != name)
    deviations = check_bytes("a.docx", word(FILE.but(headings=left))).deviations
    assert [deviation.expected for deviation in deviations] == [f"载明“{name.partition('、')[2]}”"]


def test_fonts_and_sizes_that_come_from_styles_are_seen() -> None:
    bad = _restyled(word(LETTER), "仿宋_GB2312", "")
    found = {deviation.rule for deviation in check_bytes("a.docx", bad).deviations}
    assert "font.role" in found


def test_a_finding_says_where_what_and_by_which_basis() -> None:
    deviation = check_bytes("a.docx", word(LETTER.but(margins=(39, 26, 33, 28)))).deviations[0]
    assert (deviation.rule, deviation.measured, deviation.expected, deviation.tolerance) == (
        "page.top", "39.00 mm", "37 mm", "±1 mm",
    )  # fmt: skip
    assert deviation.basis == "GB/T 9704-2012 5.2.1"
    assert (
        deviation.sentence
        == "页面设置：天头（上边距），量得 39.00 mm，应为 37 mm（允差 ±1 mm）。GB/T 9704-2012 5.2.1"
    )


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "空文件"),
        (b"hello", "不是 .docx 或 PDF"),
        (b"PK\x03\x04broken", "已损坏"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "旧式 .doc"),
    ],
)
def test_a_file_that_cannot_be_measured_is_refused_with_the_reason(content: bytes, words: str) -> None:
    with pytest.raises(Unreadable, match=words):
        check_bytes("坏文件.docx", content)


def test_a_package_that_is_no_word_file_is_refused() -> None:
    with pytest.raises(Unreadable, match="没有正文"):
        check_bytes("a.docx", _packed({"xl/workbook.xml": b"<x/>"}))


def test_a_damaged_part_is_refused() -> None:
    broken = _replaced(word(LETTER), "word/styles.xml", b"<w:styles")
    with pytest.raises(Unreadable, match=r"styles\.xml|打不开"):
        check_bytes("a.docx", broken)


def test_a_file_that_is_not_there_is_refused_by_its_path(tmp_path: object) -> None:
    with pytest.raises(Unreadable, match="不能读取"):
        check(f"{tmp_path}/没有.docx")


def _packed(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def _replaced(content: bytes, part: str, new: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    return _packed({**parts, part: new})


def _restyled(content: bytes, font: str, new: str) -> bytes:
    """The text without fonts of its own, so that it takes those of its style."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        text = archive.read("word/document.xml").decode()
    assert f'w:eastAsia="{font}"' in text
    return _replaced(content, "word/document.xml", text.replace(f'w:eastAsia="{font}"', new).encode())
