"""Mark, number, red line, title and addressee of a .docx."""

from __future__ import annotations

from duban.documents.checking import fonts, rules, words
from duban.documents.checking.report import Gauge
from duban.documents.checking.word.roles import ParaRole, PlacedPara, is_red
from duban.documents.reading import POINT
from duban.documents.reading.word.model import Para, WordFile

_GAP_LEAST, _GAP_MOST = 3.0, 5.0


def measure(gauge: Gauge, file: WordFile, placed: list[PlacedPara], form: str, mark: str) -> None:
    """Hold the head of the first page."""
    if form != "plain":
        _mark(gauge, file, placed, form, mark)
    _number(gauge, placed, form)
    if form in ("file", "minutes", "report"):
        _rule(gauge, file, placed)
    _title(gauge, placed)
    _addressee(gauge, placed, form)


def _mark(gauge: Gauge, file: WordFile, placed: list[PlacedPara], form: str, mark: str) -> None:
    expected = {
        "letter": "发文机关名称，不加“文件”",
        "file": "发文机关名称",
        "minutes": "××纪要",
        "report": "××专报等",
    }
    good = bool(mark) and not (form == "letter" and mark.endswith("文件"))
    gauge.hold("mark.name", "首页", good, mark, expected[form])
    paras = [one.para for one in placed if one.role is ParaRole.MARK]
    if form == "letter" and file.sections:
        header = file.sections[0].headers.get("first")
        paras = [para for para in (header.paras if header else ()) if para.half >= 40]
    for para in paras:
        gauge.hold("mark.colour", para.place, is_red(para.color), para.color, "红色")
        hold_font(gauge, para, f"{para.place}（发文机关标志）", "title")
    gauge.skip("mark.top", "Word 文件里标志的位置取决于字体，在 PDF 里量")


def hold_font(gauge: Gauge, para: Para, where: str, role: str) -> None:
    """Every piece with Chinese in it is set in the font of the role, and none is bold."""
    for run in para.runs:
        if not words.has_chinese(run.text):
            continue
        good = fonts.is_role(role, run.font, exact=True)
        gauge.hold("font.role", where, good, run.font or "未指定", fonts.NAMES[role])
        gauge.hold("font.bold", where, not run.bold, "加粗", "不加粗")


def _number(gauge: Gauge, placed: list[PlacedPara], form: str) -> None:
    numbers = [one for one in placed if one.role is ParaRole.NUMBER]
    if form == "plain":
        return
    if not numbers:
        gauge.hold("number.form", "首页", False, "没有发文字号", "X〔2026〕1号 或 第1期")
        return
    one = numbers[-1]
    text = words.squeezed(one.para.text.rpartition("\t")[2])
    issued = form in ("minutes", "report") and words.ISSUE.match(text) is not None
    good = issued or words.NUMBER.match(text) is not None
    gauge.hold("number.form", one.where, good, text, "X〔2026〕1号")
    if form == "letter":
        right = one.para.align == "right" or "\t" in one.para.text
        gauge.hold("number.place", one.where, right, one.para.align, "居右顶格")
        gauge.hold("number.place", one.where, not one.para.right, f"右空 {one.para.right / 20:g} 磅", "顶格")
    else:
        gauge.hold("number.place", one.where, one.para.align == "center", one.para.align, "居中")


def _rule(gauge: Gauge, file: WordFile, placed: list[PlacedPara]) -> None:
    """The red line is the lower border of the row above it, or a shape in the body."""
    ruled = [one for one in placed if one.para.border and is_red(one.para.border[0])]
    drawn = [
        shape for para in file.paras for shape in para.shapes if is_red(shape.color) and shape.width > 100
    ]
    gauge.hold("rule.there", "首页", bool(ruled or drawn), "没有红色分隔线", "发文字号之下一条红线")
    for one in ruled[:1]:
        border = one.para.border
        if border is None:
            continue
        gauge.within("rule.there", f"{one.where}，线宽", border[1], 0.3, 1.1)
        indented = one.para.left + one.para.right
        gauge.hold("rule.width", one.where, indented == 0, f"两端共缩进 {indented / 20:g} 磅", "与版心等宽")
        below = border[2] / POINT
        rest = (one.para.line / 20 - one.para.half / 2) / 2 / POINT if one.para.line else 0.0
        gauge.within("rule.gap", one.where, below + max(rest, 0.0) * 0.5, _GAP_LEAST, _GAP_MOST + 0.6)
    for shape in drawn[:1]:
        gauge.length("rule.width", "首页", shape.width, rules.WIDTH, 0.5)


def _title(gauge: Gauge, placed: list[PlacedPara]) -> None:
    titles = [one for one in placed if one.role in (ParaRole.TITLE, ParaRole.ATTACHMENT_TITLE)]
    gauge.hold("title.there", "首页", any(one.role is ParaRole.TITLE for one in titles), "没有标题", "有标题")
    for one in titles:
        gauge.hold("title.middle", one.where, one.para.align == "center", one.para.align, "居中")
        hold_font(gauge, one.para, one.where, "title")
        gauge.same("font.size", one.where, f"{one.para.half / 2:g} 磅", f"{rules.TITLE_PT:g} 磅")
        for line in one.para.text.split("\n"):
            hold_title_line(gauge, one.where, line)


def hold_title_line(gauge: Gauge, where: str, line: str) -> None:
    """No line of a title begins with a mark that closes, or ends with one that opens or joins."""
    good = not line.strip().startswith(tuple("，。、；：》”’）〕的")) and not line.strip().endswith(
        tuple("《“‘（〔")
    )
    gauge.hold("title.lines", where, good, line.strip(), "按词意回行")
    wide = words.halves(line.strip()) * rules.TITLE_PT / POINT
    gauge.hold(
        "title.lines", where, wide <= rules.WIDTH + 1, f"一行宽 {wide:.0f} mm", f"不超过 {rules.WIDTH:g} mm"
    )


def _addressee(gauge: Gauge, placed: list[PlacedPara], form: str) -> None:
    found = [one for one in placed if one.role is ParaRole.ADDRESSEE]
    if form == "letter":
        gauge.hold("addressee.there", "标题之后", bool(found), "没有主送机关", "有主送机关")
    for one in found:
        gauge.hold("addressee.left", one.where, not (one.para.indent or one.para.left), "有缩进", "顶格")
        gauge.hold(
            "addressee.colon", one.where, one.para.text.rstrip().endswith("："), one.para.text[-1:], "："
        )
