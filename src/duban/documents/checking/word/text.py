"""Text, lists of attachments, names and date, notes and attachments of a .docx."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from duban.documents.checking import rules, words
from duban.documents.checking.report import Gauge
from duban.documents.checking.word.head import hold_font
from duban.documents.checking.word.roles import BODY, ParaRole, PlacedPara
from duban.documents.reading.word.model import Para, Run, mm

_SET: Mapping[ParaRole, tuple[str, float]] = MappingProxyType(
    {
        ParaRole.NUMBER: ("body", rules.TEXT_PT),
        ParaRole.ISSUE_ROW: ("body", rules.TEXT_PT),
        ParaRole.MARKING: ("hei", rules.TEXT_PT),
        ParaRole.ADDRESSEE: ("body", rules.TEXT_PT),
        ParaRole.TEXT: ("body", rules.TEXT_PT),
        ParaRole.LISTED: ("body", rules.TEXT_PT),
        ParaRole.SIGNER: ("body", rules.TEXT_PT),
        ParaRole.DATE: ("body", rules.TEXT_PT),
        ParaRole.HAND: ("body", rules.TEXT_PT),
        ParaRole.NOTE: ("body", rules.TEXT_PT),
        ParaRole.LABEL: ("hei", rules.TEXT_PT),
        ParaRole.COPIES: ("body", rules.SMALL_PT),
        ParaRole.PRINTER: ("body", rules.SMALL_PT),
    }
)
"""How each part is set: font and size in points."""

_LEVELS: Mapping[ParaRole, str] = MappingProxyType(
    {ParaRole.LEVEL1: "hei", ParaRole.LEVEL2: "kai", ParaRole.LEVEL3: "body", ParaRole.LEVEL4: "body"}
)
_DATE_RIGHT = 4 * rules.CHAR
_UNDATED = ("minutes", "report", "plain")


def measure(gauge: Gauge, placed: list[PlacedPara], form: str) -> None:
    """Hold everything from the addressee to the 版记."""
    for one in placed:
        if one.role in _SET:
            font, size = _SET[one.role]
            hold_set(gauge, one.para.runs, one, font, size)
        elif one.role in _LEVELS:
            _heading(gauge, one)
        elif one.role is ParaRole.PRESENCE:
            _presence(gauge, one)
        if one.role in BODY:
            _indent(gauge, one)
        if one.role is not ParaRole.TABLE:
            hold_brackets(gauge, one.where, one.para.text)
    _listed(gauge, placed)
    _date(gauge, placed, form)
    _attachments(gauge, placed)


def hold_set(gauge: Gauge, runs: tuple[Run, ...], one: PlacedPara, font: str, size: float) -> None:
    """Font, weight and size of the runs of a paragraph."""
    hold_font(gauge, Para("", "", runs), one.where, font)
    for run in runs:
        if run.text.strip():
            gauge.same("font.size", one.where, f"{run.half / 2:g} 磅", f"{size:g} 磅")


def _heading(gauge: Gauge, one: PlacedPara) -> None:
    """The heading is its first run; what follows in the same paragraph is text."""
    spoken = [run for run in one.para.runs if run.text.strip()]
    font = _LEVELS[one.role]
    rest = spoken[1:] if len(spoken) > 1 and spoken[0].text.rstrip().endswith(("。", "．", "：")) else []
    hold_set(gauge, tuple(run for run in spoken if run not in rest), one, font, rules.TEXT_PT)
    if rest:
        hold_set(gauge, tuple(rest), one, "body", rules.TEXT_PT)


def _presence(gauge: Gauge, one: PlacedPara) -> None:
    spoken = [run for run in one.para.runs if run.text.strip()]
    label = spoken[0].text if spoken else ""
    gauge.hold("presence.label", one.where, label.rstrip().endswith("："), label, "“出席：”另用黑体")
    hold_set(gauge, tuple(spoken[:1]), one, "hei", rules.TEXT_PT)
    hold_set(gauge, tuple(spoken[1:]), one, "body", rules.TEXT_PT)
    start = mm(one.para.left - one.para.hanging + one.para.indent)
    gauge.length("presence.label", f"{one.where}，左空", start, 2 * rules.CHAR, 0.6)
    gauge.hold("presence.label", one.where, one.para.hanging > 0, "回行不对齐", "回行与冒号后的首字对齐")


def _indent(gauge: Gauge, one: PlacedPara) -> None:
    blanks = len(one.para.text) - len(one.para.text.lstrip("\u3000"))
    measured = mm(one.para.indent + one.para.left - one.para.hanging) + blanks * rules.CHAR
    gauge.length("text.indent", one.where, measured, 2 * rules.CHAR, 0.4)
    if not one.para.hanging:
        gauge.hold(
            "text.indent", one.where, one.para.left == 0, f"回行缩进 {mm(one.para.left):.1f} mm", "回行顶格"
        )


def hold_brackets(gauge: Gauge, where: str, text: str) -> None:
    """A reference to a numbered document has its year in 〔〕."""
    wrong = words.WRONG_YEAR.search(text)
    gauge.hold("text.brackets", where, wrong is None, wrong.group() if wrong else "", "〔年份〕")


def _listed(gauge: Gauge, placed: list[PlacedPara]) -> None:
    for one in placed:
        if one.role is not ParaRole.LISTED:
            continue
        text = one.para.text.rstrip()
        gauge.hold("listed.form", one.where, not text.endswith(tuple("。；，.;,")), text[-1:], "末尾不加标点")
        if words.LISTED.match(text):
            start = mm(one.para.left - one.para.hanging + one.para.indent)
            gauge.length("listed.form", f"{one.where}，左空", start, 2 * rules.CHAR, 0.4)
            gauge.hold("listed.form", one.where, "：" in text[:6], text[:4], "“附件”后标全角冒号")


def _date(gauge: Gauge, placed: list[PlacedPara], form: str) -> None:
    dates = [one for one in placed if one.role is ParaRole.DATE]
    signers = [one for one in placed if one.role is ParaRole.SIGNER]
    if not dates:
        undated = any(words.DATE.match(part) for one in signers for part in one.para.text.split("\t"))
        if form not in _UNDATED and not undated:
            gauge.hold("date.form", "文末", False, "没有成文日期", "2026年1月5日")
        gauge.skip("date.place", "没有单独成行的成文日期")
        return
    for one in dates:
        text = one.para.text.strip()
        if words.BLANK_DATE.match(one.para.text):
            gauge.skip("date.form", "稿件尚无日期")
            continue
        gauge.hold(
            "date.form",
            one.where,
            words.DATE.match(text) is not None,
            text,
            "2026年1月5日，阿拉伯数字，不编虚位",
        )
    if form not in _UNDATED:
        gauge.hold("signer.there", "文末", bool(signers), "没有署名", "发文机关署名在成文日期之上")
    _date_place(gauge, dates[0], signers)


def _date_place(gauge: Gauge, one: PlacedPara, signers: list[PlacedPara]) -> None:
    """Sealed: four characters from the right; unsealed: two characters right of the first of the name."""
    filled = any(signer.para.align == "right" and signer.para.right < 20 for signer in signers)
    if one.para.align == "right" and filled:
        gauge.skip("date.place", "署名占满一行，日期在其下居中")
    elif one.para.align == "right":
        gauge.length("date.place", f"{one.where}，右空", mm(one.para.right), _DATE_RIGHT, 1.0)
    elif one.para.left and signers:
        shift = mm(one.para.left - signers[-1].para.left)
        gauge.length("date.place", f"{one.where}，比署名右移", shift, 2 * rules.CHAR, 0.6)
    else:
        gauge.hold("date.place", one.where, False, one.para.align, "右空四字，或比署名首字右移二字")


def _attachments(gauge: Gauge, placed: list[PlacedPara]) -> None:
    for index, one in enumerate(placed):
        if one.role is ParaRole.NOTE:
            gauge.length(
                "note.form", f"{one.where}，左空", mm(one.para.indent + one.para.left), 2 * rules.CHAR, 0.4
            )
        if one.role is not ParaRole.LABEL:
            continue
        text = words.squeezed(one.para.text)
        gauge.hold("attachment.label", one.where, bool(words.ATTACHMENT.match(text)), text, "附件1，不加标点")
        gauge.hold("attachment.label", one.where, not (one.para.indent or one.para.left), "有缩进", "顶格")
        fresh = one.para.new_page or "\f" in one.para.text or _breaks(placed[index - 1] if index else None)
        gauge.hold("attachment.label", one.where, fresh, "没有另面", "另面编排")


def _breaks(before: PlacedPara | None) -> bool:
    return before is not None and before.para.text.endswith("\f")
