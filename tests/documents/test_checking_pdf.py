"""The checker finds every fault that is put into a PDF, by its rule, and none in a good one."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from pypdf import PdfReader, PdfWriter

from duban.documents.checking.checker import check_bytes
from duban.documents.reading import Unreadable
from tests import files
from tests.documents.drawn_pdf import FILE, LETTER, Drawn, pdf, row_at

_CHAR = 156 / 28
Wrong = Callable[[], Drawn]
_WRONG: dict[str, tuple[str, Wrong]] = {
    "纸张小了": ("page.size", lambda: Drawn(True, LETTER.rows, LETTER.bars, (208, 297))),
    "字压到版心外": ("page.ink", lambda: LETTER.but("short", x=24)),
    "行距大了": ("page.rows", lambda: LETTER.but("full2", y=row_at(10) + 0.6)),
    "一行二十七字": ("page.columns", lambda: _narrow(LETTER)),
    "首页没有正文": ("page.text", lambda: _late(LETTER)),
    "正文用了楷体": ("font.role", lambda: LETTER.but("full1", font="kai")),
    "一级标题用了仿宋": ("font.role", lambda: LETTER.but("text1", font="body")),
    "标题用了黑体": ("font.role", lambda: LETTER.but("title", font="hei")),
    "常用字用了备用字体": ("font.role", lambda: LETTER.but("short", font="wrong")),
    "页码用了仿宋": ("font.role", lambda: LETTER.but("number_even", font="body")),
    "正文小了一号": ("font.size", lambda: LETTER.but("short", size=15)),
    "标题小了": ("font.size", lambda: LETTER.but("title", size=20)),
    "抄送用了三号": ("font.size", lambda: LETTER.but("copies", size=16)),
    "信函标志加了文件": ("mark.name", lambda: LETTER.but("mark", text="中共XX县委办公室文件")),
    "标志低了": ("mark.top", lambda: LETTER.but("mark", y=32.5)),
    "文件标志高了": ("mark.top", lambda: FILE.but("mark", y=69)),
    "标志偏左": ("mark.width", lambda: LETTER.but("mark", x=100)),
    "标志太宽": ("mark.width", lambda: FILE.but("mark", size=50)),
    "标志是蓝的": ("mark.colour", lambda: FILE.but("mark", color="0000C0")),
    "双线少一条": ("letter.count", lambda: Drawn(True, LETTER.rows, LETTER.bars[:3])),
    "双线偏左": ("letter.left", lambda: LETTER.ruled(0, x=19)),
    "双线短了": ("letter.width", lambda: LETTER.ruled(1, width=168)),
    "下双线次序反了": ("letter.order", lambda: LETTER.ruled(2, height=1.0).ruled(3, height=0.35, y=276.65)),
    "下双线高了": ("letter.bottom", lambda: LETTER.ruled(3, y=270.0)),
    "标志离双线远了": ("letter.gap", lambda: LETTER.ruled(0, y=49.7)),
    "文号写了第": ("number.form", lambda: LETTER.but("number", text="X委办督函〔2026〕第7号")),
    "文号用了方括号": ("number.form", lambda: LETTER.but("number", text="X委办督函[2026]7号")),
    "文号有前导零": ("number.form", lambda: LETTER.but("number", text="X委办督函〔2026〕07号")),
    "文号离右边太远": ("number.place", lambda: LETTER.but("number", x=180)),
    "文号离双线太远": ("number.place", lambda: LETTER.but("number", y=62)),
    "文件文号没有居中": ("number.place", lambda: FILE.but("number", x=100)),
    "没有红线": ("rule.there", lambda: Drawn(False, FILE.rows, FILE.bars[1:])),
    "红线短了": ("rule.width", lambda: FILE.ruled(0, width=150)),
    "红线离文号远了": ("rule.gap", lambda: FILE.ruled(0, y=119)),
    "标题偏了": ("title.middle", lambda: LETTER.but("title", x=98)),
    "主送没有顶格": ("addressee.left", lambda: LETTER.but("to", x=31)),
    "主送用了半角冒号": ("addressee.colon", lambda: LETTER.but("to", text="甲镇人民政府及主要领导张某:")),
    "首行只空一字": ("text.indent", lambda: LETTER.but("first", text=LETTER.rows["full1"][1].text[:27], x=28 + _CHAR)),
    "正文里的文号用了方头括号": ("text.brackets", lambda: LETTER.but("short", text="见X委办督函【2026】3号。")),
    "附件名后有句号": ("listed.form", lambda: LETTER.but("listed", text="附件：问题清单。")),
    "附件说明顶格": ("listed.form", lambda: LETTER.but("listed", x=28)),
    "日期有前导零": ("date.form", lambda: LETTER.but("date", text="2026年01月05日")),
    "日期用了汉字": ("date.form", lambda: LETTER.but("date", text="二〇二六年一月五日")),
    "日期只空两字": ("date.place", lambda: LETTER.but("date", x=184 - 2 * _CHAR)),
    "没有署名": ("signer.there", lambda: LETTER.without("signer")),
    "没有页码": ("foot.number", lambda: LETTER.without("number_even")),
    "页码不对": ("foot.number", lambda: LETTER.but("number_even", text="— 3 —")),
    "页码没有一字线": ("foot.dash", lambda: LETTER.but("number_even", text="- 2 -")),
    "双页页码在右": ("foot.side", lambda: LETTER.but("number_even", x=165)),
    "页码低了": ("foot.drop", lambda: LETTER.but("number_even", y=274)),
    "信函首页有页码": ("foot.first", lambda: Drawn(True, {**LETTER.rows, "one": FILE.rows["number_odd"]}, LETTER.bars)),
    "版记线细了": ("colophon.lines", lambda: FILE.ruled(1, height=0.2)),
    "版记线短了": ("colophon.lines", lambda: FILE.ruled(2, width=150)),
    "版记高了": ("colophon.bottom", lambda: FILE.ruled(3, y=259)),
    "抄送没有句号": ("copies.stop", lambda: LETTER.but("copies", text="抄送：县纪委监委、县委组织部")),
    "写了抄报": ("copies.form", lambda: LETTER.but("copies", text="抄报：县纪委监委、县委组织部。")),
    "印发日期偏左": ("printer.form", lambda: FILE.but("printed", x=170)),
    "信函印了印发机关": ("colophon.plain", lambda: _printed(LETTER)),
    "缺整改目标": ("content.part", lambda: LETTER.without("text5")),
}  # fmt: skip


def _narrow(drawn: Drawn) -> Drawn:
    """Full rows with a character less, spread over the row."""
    for part in ("full1", "full2", "full3"):
        drawn = drawn.but(part, text=drawn.rows[part][1].text[:27], apart=0.585)
    return drawn


def _late(drawn: Drawn) -> Drawn:
    """All text of the first page moved to the second."""
    parts = [
        name
        for name, (page, _) in drawn.rows.items()
        if page == 1 and name[:4] in ("firs", "full", "shor", "text")
    ]
    for part in parts:
        drawn = drawn.but(part, page_no=2)
    return drawn


def _printed(drawn: Drawn) -> Drawn:
    more = {name: FILE.rows[name] for name in ("printer", "printed")}
    return Drawn(True, {**drawn.but("copies", y=250.6).rows, **more}, drawn.bars)


@pytest.mark.parametrize("drawn", [LETTER, FILE], ids=["letter", "file"])
def test_a_document_put_by_the_numbers_has_no_fault(drawn: Drawn) -> None:
    report = check_bytes("a.pdf", pdf(drawn))
    assert [deviation.sentence for deviation in report.deviations] == []
    assert report.form == ("letter" if drawn.letter else "file")
    assert len(report.measured) > 38


@pytest.mark.parametrize("wrong", _WRONG)
def test_a_fault_that_is_put_in_is_found_under_its_rule(wrong: str) -> None:
    rule, draw = _WRONG[wrong]
    found = check_bytes("a.pdf", pdf(draw())).deviations
    assert rule in {deviation.rule for deviation in found}, [deviation.sentence for deviation in found]


def test_a_scan_without_text_is_refused_as_a_scan() -> None:
    with pytest.raises(Unreadable, match="没有文字，可能是扫描件"):
        check_bytes("扫描.pdf", files.scanned_pdf())


def test_an_encrypted_pdf_is_refused_as_encrypted() -> None:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(files.pdf())))
    writer.encrypt("secret")
    out = io.BytesIO()
    writer.write(out)
    with pytest.raises(Unreadable, match="加了密码"):
        check_bytes("a.pdf", out.getvalue())


def test_a_damaged_pdf_is_refused_as_damaged() -> None:
    with pytest.raises(Unreadable, match="已损坏"):
        check_bytes("a.pdf", b"%PDF-1.7\nnothing")


def test_a_font_that_is_not_embedded_is_named() -> None:
    found = check_bytes("a.pdf", files.pdf("这一行没有嵌入字体。")).deviations
    assert any(
        one.rule == "font.embedded" and "没有嵌入" in one.measured and "Song" in one.where for one in found
    )
