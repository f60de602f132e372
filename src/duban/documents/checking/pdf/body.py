"""Text, lists, names and date of a PDF."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from duban.documents.checking import rules, words
from duban.documents.checking.pdf.page import hangs, hold_fonts, hold_size
from duban.documents.checking.pdf.roles import BODY, ParaRole, PlacedLine, indented, start_of
from duban.documents.checking.pdf.subject import MeasuredPdf
from duban.documents.checking.word.text import hold_brackets
from duban.documents.reading.pdf.rows import Row

_LEVELS: Mapping[ParaRole, str] = MappingProxyType(
    {ParaRole.LEVEL1: "hei", ParaRole.LEVEL2: "kai", ParaRole.LEVEL3: "body", ParaRole.LEVEL4: "body"}
)
_PLAIN = (ParaRole.LISTED, ParaRole.SIGNER, ParaRole.DATE, ParaRole.NOTE, ParaRole.HAND)
_SEALED_EDGE = rules.RIGHT_EDGE - 4 * rules.CHAR
_STOPS = ("。", "：", "．")
_UNDATED = ("minutes", "report", "plain")


def measure(subject: MeasuredPdf) -> None:
    """Hold everything from the addressee to the date."""
    open_heading = False
    for one in subject.placed:
        if one.role in BODY:
            open_heading = _text(subject, one, open_heading)
            _margin(subject, one)
        elif one.role in _PLAIN:
            hold_fonts(subject, one.where, one.row, "body")
            hold_size(subject, one.where, one.row, rules.TEXT_PT)
        elif one.role is ParaRole.LABEL:
            _label(subject, one)
        elif one.role is ParaRole.PRESENCE:
            _presence(subject, one)
        if one.role is not ParaRole.TABLE:
            hold_brackets(subject.gauge, one.where, one.row.text)
    _listed(subject)
    _date(subject)


def _text(subject: MeasuredPdf, one: PlacedLine, open_heading: bool) -> bool:
    """A heading's first character tells its font; it ends with a stop or the row. Returns whether it may go on."""
    hold_size(subject, one.where, one.row, rules.TEXT_PT)
    if one.role in _LEVELS:
        glyphs = [glyph for glyph in one.row.glyphs if words.has_chinese(glyph.text)][:2]
        hold_fonts(subject, one.where, Row(one.row.page, one.row.baseline, tuple(glyphs)), _LEVELS[one.role])
        return not any(stop in one.row.text for stop in _STOPS)
    if not open_heading or indented(one.row):
        hold_fonts(subject, one.where, one.row, "body")
        return False
    return not any(stop in one.row.text for stop in _STOPS)


def _margin(subject: MeasuredPdf, one: PlacedLine) -> None:
    """A row that reaches the right edge begins at the margin or two characters from it."""
    if one.row.x1 < rules.RIGHT_EDGE - 8:
        return
    start = start_of(one.row)
    nearest = 2 * rules.CHAR if abs(start - 2 * rules.CHAR) < abs(start) else 0.0
    subject.gauge.length("text.indent", f"{one.where}，左空", start, nearest, max(subject.tolerance, 0.6))
    over = one.row.x1 - rules.RIGHT_EDGE
    most = 3.0 + (rules.CHAR if subject.converted and hangs(one.row) else 0.0)
    subject.gauge.hold("page.width", one.where, over <= most, f"超出版心 {over:.1f} mm", "不超出版心")


def _label(subject: MeasuredPdf, one: PlacedLine) -> None:
    text = words.squeezed(one.row.text)
    gauge = subject.gauge
    gauge.hold("attachment.label", one.where, bool(words.ATTACHMENT.match(text)), text, "附件1，不加标点")
    gauge.length("attachment.label", f"{one.where}，左端", one.row.x0, rules.LEFT, subject.tolerance)
    hold_fonts(subject, one.where, one.row, "hei")


def _presence(subject: MeasuredPdf, one: PlacedLine) -> None:
    colon = next((n for n, glyph in enumerate(one.row.glyphs) if glyph.text == "："), -1)
    if colon < 0 or not words.PRESENCE.match(words.squeezed(one.row.text)):
        return
    label, names = one.row.glyphs[:colon], one.row.glyphs[colon + 1 :]
    hold_fonts(subject, one.where, Row(one.row.page, one.row.baseline, label), "hei")
    hold_fonts(subject, one.where, Row(one.row.page, one.row.baseline, names), "body")
    start = one.row.x0 - rules.LEFT
    subject.gauge.length("presence.label", f"{one.where}，左空", start, 2 * rules.CHAR, subject.tolerance)


def _listed(subject: MeasuredPdf) -> None:
    rows = subject.of(ParaRole.LISTED)
    for one in rows:
        text = one.row.text
        subject.gauge.hold(
            "listed.form", one.where, not text.endswith(tuple("。；，.;,")), text[-1:], "末尾不加标点"
        )
        if words.LISTED.match(words.squeezed(text)):
            start = one.row.x0 - rules.LEFT
            subject.gauge.length(
                "listed.form", f"{one.where}，左空", start, 2 * rules.CHAR, subject.tolerance
            )


def _date(subject: MeasuredPdf) -> None:
    gauge, dates, signers = subject.gauge, subject.of(ParaRole.DATE), subject.of(ParaRole.SIGNER)
    if not dates:
        if subject.form not in _UNDATED:
            gauge.hold("date.form", "文末", False, "没有成文日期", "2026年1月5日")
        gauge.skip("date.place", "没有单独成行的成文日期")
        return
    one = dates[0]
    text = words.squeezed(one.row.text)
    if words.BLANK_DATE.match(one.row.text):
        gauge.skip("date.form", "稿件尚无日期")
        return
    gauge.hold(
        "date.form", one.where, words.DATE.match(text) is not None, text, "2026年1月5日，阿拉伯数字，不编虚位"
    )
    if subject.form not in _UNDATED:
        gauge.hold("signer.there", "文末", bool(signers), "没有署名", "发文机关署名在成文日期之上")
    _date_place(subject, one, signers)


def _date_place(subject: MeasuredPdf, one: PlacedLine, signers: list[PlacedLine]) -> None:
    """Sealed: ends four characters from the edge, unless the name over it fills the line; unsealed: begins two
    characters right of the name.
    """
    joint = any(" " in placed.row.text for placed in signers)
    if joint:
        subject.gauge.skip("date.place", "联合署名，日期在末一机关之下")
        return
    shift = one.row.x0 - signers[-1].row.x0 if signers else 0.0
    if signers and abs(shift - 2 * rules.CHAR) <= subject.tolerance:
        subject.gauge.length("date.place", one.where, shift, 2 * rules.CHAR, subject.tolerance)
        return
    if not any(placed.row.x1 > rules.RIGHT_EDGE - 1.5 for placed in signers):
        subject.gauge.length(
            "date.place", f"{one.where}，右端", one.row.x1, _SEALED_EDGE, max(subject.tolerance, 1.0)
        )
    if signers:
        middles = [(placed.row.x0 + placed.row.x1) / 2 for placed in (signers[-1], one)]
        subject.gauge.length(
            "signer.there", f"{one.where}，署名与日期的中线", middles[0] - middles[1], 0, 1.5
        )
