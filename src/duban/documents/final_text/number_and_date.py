"""Putting number and date into an edited .docx at issue, at the places that the draft has for them."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from duban.documents.checking import words
from duban.documents.checking.word.roles import ParaRole, PlacedPara, is_red, roles
from duban.documents.papers.typeset import long_date
from duban.documents.reading import Unreadable
from duban.documents.reading.word.file import read_body
from duban.documents.reading.word.model import Para

_OPEN_NUMBER = re.compile(r"[^\t，。]{0,20}[〔\[【（(][\s\u3000\d]*[〕\]】）)][\s\u3000第]*\d*[\s\u3000]*号$")
_DAY = re.compile(r"(?:\d{4}|[\s\u3000]*)年[\s\u3000]*\d{0,2}[\s\u3000]*月[\s\u3000]*\d{0,2}[\s\u3000]*日")


def lacking(paras: tuple[Para, ...]) -> tuple[str, ...]:
    """Which of 发文字号 and 成文日期 have no place among the paragraphs of an edited .docx."""
    places = (("发文字号", _number_place(paras)), ("成文日期", _date_place(roles(paras))))
    return tuple(label for label, place in places if place is None)


def filled(name: str, content: bytes, number: str, on: date) -> bytes:
    """The .docx with its number and date; Unreadable where it cannot be opened or has no place for them."""
    document = docx.Document(io.BytesIO(content))
    paras = tuple(read_body(document, name, content))
    placed = roles(paras)
    number_at, date_at = _number_place(paras), _date_place(placed)
    if number_at is None or date_at is None:
        raise Unreadable(f"“{name}”里没有填发文字号或成文日期的地方。")
    _put_number(number_at, number)
    _put_day(date_at, on, last=True)
    for one in placed:
        if one.role is ParaRole.PRINTER:
            _put_day(one.para, on)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _number_place(paras: tuple[Para, ...]) -> Para | None:
    """The row of the number above the title: with a number, with the brackets of one, or left blank for it."""
    head = list(_head(paras))
    written = (
        para
        for para in head
        if words.NUMBERISH.search(words.squeezed(para.text)) or _OPEN_NUMBER.search(para.text)
    )
    ruled = (para for para in head if para.border is not None and is_red(para.border[0]))
    blank = (para for para in reversed(head) if para.blank and para.align in ("right", "end"))
    tabbed = (para for para in head if para.text.endswith("\t"))
    found = (next(one, None) for one in (written, ruled, tabbed, blank))
    return next((para for para in found if para is not None), None)


def _head(paras: tuple[Para, ...]) -> Iterator[Para]:
    title = next((one.para for one in roles(paras) if one.role is ParaRole.TITLE), None)
    for para in paras:
        if para is title:
            return
        if not para.in_table and not (is_red(para.color) and para.half >= 40):
            yield para


def _date_place(placed: list[PlacedPara]) -> Para | None:
    dates = [one.para for one in placed if one.role is ParaRole.DATE]
    aside = [one.para for one in placed if one.role is ParaRole.SIGNER and _DAY.search(one.para.text)]
    return next(iter((*dates, *aside)), None)


def _put_number(para: Para, number: str) -> None:
    text = para.text
    found = _OPEN_NUMBER.search(text)
    start = found.start() if found else text.rfind("\t") + 1 if "\t" in text else 0
    _replace(para, start, len(text), number)


def _put_day(para: Para, on: date, *, last: bool = False) -> None:
    found = list(_DAY.finditer(para.text))
    if found:
        one = found[-1]
        _replace(para, one.start(), one.end(), long_date(on))
    elif last:
        _replace(para, 0, len(para.text), long_date(on))


def _replace(para: Para, start: int, end: int, new: str) -> None:
    """Put text in the place of a stretch of a paragraph, in the setting of its first character."""
    at, put = 0, False
    for piece in _pieces(para.element):
        text = str(piece.text or "") if piece.tag == qn("w:t") else " "
        first, last = max(start - at, 0), min(end - at, len(text))
        at += len(text)
        if first < last and piece.tag == qn("w:t"):
            piece.text = text[:first] + ("" if put else new) + text[last:]
            put = True
    if not put:
        _append(para.element, new)


def _pieces(element: Any) -> list[Any]:
    tags = (qn("w:t"), qn("w:tab"), qn("w:br"), qn("w:cr"), qn("w:noBreakHyphen"))
    return [one for one in element.iter(*tags) if one.getparent().tag == qn("w:r")]


def _append(element: Any, new: str) -> None:
    """Write into the last run of a paragraph, which a draft leaves without text but with its font."""
    runs = element.findall(qn("w:r"))
    run = runs[-1] if runs else OxmlElement("w:r")
    if not runs:
        element.append(run)
    text = OxmlElement("w:t")
    text.text = new
    run.append(text)
