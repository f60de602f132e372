"""All measurements of a .docx."""

from __future__ import annotations

from duban.documents.checking import kinds, words
from duban.documents.checking.order import hold_order
from duban.documents.checking.report import Gauge, Measurement
from duban.documents.checking.rules import FORMS
from duban.documents.checking.word import furniture, head, page, text
from duban.documents.checking.word.roles import ParaRole, PlacedPara, is_red, roles
from duban.documents.papers.model import Paper
from duban.documents.reading.word.file import opened
from duban.documents.reading.word.model import WordFile
from duban.mechanism.words.named import USUAL_WORDS, Vocabulary


def measure(
    name: str, content: bytes, paper: Paper | None = None, vocabulary: Vocabulary = USUAL_WORDS
) -> Measurement:
    """Measure a .docx; Unreadable where it cannot be opened."""
    file = opened(name, content)
    placed = roles(file.paras)
    mark = mark_text(file, placed)
    form = form_of(file, placed, mark)
    title = "".join(one.para.text for one in placed if one.role is ParaRole.TITLE)
    kind = kinds.kind_of(mark, title, vocabulary)
    gauge = Gauge()
    page.measure(gauge, file, placed, form)
    furniture.measure(gauge, file, placed, form)
    head.measure(gauge, file, placed, form, mark)
    text.measure(gauge, placed, form)
    kinds.hold_kind(gauge, kind, form)
    copies = "".join(one.para.text for one in placed if one.role is ParaRole.COPIES)
    kinds.hold_content(gauge, kind, "\n".join(para.text for para in file.paras), copies)
    if paper is not None:
        hold_order(gauge, paper, "\n".join(para.text for para in file.paras))
    return Measurement(
        name,
        "docx",
        form,
        FORMS[form],
        kind.name if kind else "",
        file.made_by,
        tuple(gauge.deviations),
        tuple(gauge.measured),
        gauge.without_measured(),
    )


def mark_text(file: WordFile, placed: list[PlacedPara]) -> str:
    """The words of the 发文机关标志, from the body or the first header."""
    inside = "".join(one.para.text for one in placed if one.role is ParaRole.MARK)
    if inside:
        return words.squeezed(inside)
    headers = [part for section in file.sections for part in section.headers.values()]
    red = (para.text for part in headers for para in part.paras if is_red(para.color) and para.half >= 40)
    return words.squeezed(next(red, ""))


def form_of(file: WordFile, placed: list[PlacedPara], mark: str) -> str:
    """letter, file, minutes, report or plain, by the lines and the words of the mark."""
    headers = [part for section in file.sections for part in section.headers.values()]
    wide = [s for part in headers for s in part.shapes if s.width > 160 and is_red(s.color)]
    if wide or (mark and file.sections and file.sections[0].first_differs):
        return "letter"
    if not mark:
        ruled = any(one.para.border and is_red(one.para.border[0]) for one in placed)
        return "file" if ruled else "plain"
    if mark.endswith("纪要"):
        return "minutes"
    numbers = [words.squeezed(one.para.text) for one in placed if one.role is ParaRole.NUMBER]
    if any(words.ISSUE.match(number) for number in numbers) and not mark.endswith("文件"):
        return "report"
    return "file"
