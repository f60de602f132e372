"""Which part of a document each paragraph is: by its words and its place, never by the font that is to be measured."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from duban.documents.checking import words
from duban.documents.reading.word.model import Para


class ParaRole(StrEnum):
    """The parts of an official document."""

    MARK = "发文机关标志"
    MARKING = "密级、紧急程度"
    NUMBER = "发文字号"
    ISSUE_ROW = "期号行"
    TITLE = "标题"
    ADDRESSEE = "主送机关"
    TEXT = "正文"
    LEVEL1 = "一级标题"
    LEVEL2 = "二级标题"
    LEVEL3 = "三级标题"
    LEVEL4 = "四级标题"
    LISTED = "附件说明"
    SIGNER = "署名"
    DATE = "成文日期"
    HAND = "签名处"
    NOTE = "附注"
    LABEL = "附件序号"
    ATTACHMENT_TITLE = "附件标题"
    PRESENCE = "出席"
    COPIES = "抄送"
    PRINTER = "印发机关"
    CENTRED = "居中文字"
    TABLE = "表格"


_LEVELS = (ParaRole.TEXT, ParaRole.LEVEL1, ParaRole.LEVEL2, ParaRole.LEVEL3, ParaRole.LEVEL4)
_LARGE = 40
BODY = frozenset(_LEVELS)
"""Roles of the running text."""


@dataclass(frozen=True)
class PlacedPara:
    """A paragraph with its role."""

    role: ParaRole
    para: Para

    @property
    def where(self) -> str:
        """The place as a report names it."""
        return f"{self.para.place}（{self.role.value}“{words.short(self.para.text)}”）"


def roles(paras: Sequence[Para]) -> list[PlacedPara]:
    """Every paragraph that says something, with its role."""
    spoken = [para for para in paras if not para.blank]
    title = _title(spoken)
    head, rest = spoken[:title], spoken[title:]
    placed = list(_head(head))
    return [*placed, *_Text().read(rest)]


def _title(paras: Sequence[Para]) -> int:
    """Where the title begins: the first large black paragraph, or the first centred one that nothing else explains."""
    large = [n for n, para in enumerate(paras[:13]) if para.half >= _LARGE and not is_red(para.color)]
    titles = [n for n in large if not paras[n].in_table and not _numbered(paras[n + 1 : n + 3])]
    if titles:
        return titles[0]
    for n, para in enumerate(paras[:12]):
        text = words.squeezed(para.text)
        plain = not (words.NUMBERISH.match(text) or words.ISSUE.match(text) or words.MARKING.match(text))
        if para.align == "center" and plain and not is_red(para.color) and not para.in_table:
            return n
    return next(
        (n for n, para in enumerate(paras) if not is_red(para.color) and not _of_head(para)), len(paras)
    )


def _numbered(paras: Sequence[Para]) -> bool:
    """Whether a number follows: what stands above it is the mark, whatever its colour."""
    texts = [words.squeezed(para.text) for para in paras]
    return any(words.NUMBERISH.match(text) or words.ISSUE.match(text) for text in texts)


def _of_head(para: Para) -> bool:
    text = words.squeezed(para.text)
    return bool(
        words.NUMBERISH.match(text) or words.ISSUE.match(text) or words.MARKING.match(text) or para.border
    )


def is_red(color: str) -> bool:
    """Whether a colour reads as red."""
    if len(color) != 6:
        return False
    try:
        red, green, blue = (int(color[at : at + 2], 16) for at in (0, 2, 4))
    except ValueError:
        return False
    return red >= 180 and green < 80 and blue < 80


def _head(paras: Iterable[Para]) -> Iterator[PlacedPara]:
    for para in paras:
        text = words.squeezed(para.text)
        if is_red(para.color) or para.half >= _LARGE:
            yield PlacedPara(ParaRole.MARK, para)
        elif words.NUMBERISH.search(text) or words.ISSUE.match(text):
            yield PlacedPara(ParaRole.NUMBER, para)
        elif words.MARKING.match(text):
            yield PlacedPara(ParaRole.NUMBER if "号" in text and "\t" in para.text else ParaRole.MARKING, para)
        else:
            yield PlacedPara(ParaRole.ISSUE_ROW, para)


class _Text:
    """Reads on from the title; what came before decides what the next paragraph can be."""

    def __init__(self) -> None:
        self.before: ParaRole | None = None
        self.ended = False

    def read(self, paras: Sequence[Para]) -> Iterator[PlacedPara]:
        """The paragraphs from the title on."""
        for index, para in enumerate(paras):
            after = [words.squeezed(one.text) for one in paras[index + 1 : index + 4]]
            role = self._role(para, after)
            self.before = role
            yield PlacedPara(role, para)

    def _role(self, para: Para, after: Sequence[str]) -> ParaRole:
        text = words.squeezed(para.text)
        if para.in_table:
            return ParaRole.TABLE
        if self.before is None or (self.before is ParaRole.TITLE and para.align == "center" and para.half >= 40):
            return ParaRole.TITLE
        if self.before is ParaRole.TITLE and text.endswith(("：", ":")) and not para.indent:
            return ParaRole.ADDRESSEE
        return self._ending(para, text, after) or self._attachment(para, text) or self._body(para, text)

    def _ending(self, para: Para, text: str, after: Sequence[str]) -> ParaRole | None:
        if words.COPIES.match(text):
            return ParaRole.COPIES
        if words.PRINTER.search(text) and len(text) < 60:
            return ParaRole.PRINTER
        if words.PRESENCE.match(text):
            return ParaRole.PRESENCE
        if words.LISTED.match(text):
            return ParaRole.LISTED
        if self.before is ParaRole.LISTED and words.LISTED_NEXT.match(text) and (para.left or para.hanging):
            return ParaRole.LISTED
        if words.DATEISH.match(text) or words.BLANK_DATE.match(para.text):
            return ParaRole.DATE
        if self.before is ParaRole.DATE and words.NOTE.match(text):
            return ParaRole.NOTE
        if "签名" in text and len(text) < 30:
            return ParaRole.HAND
        return self._signer(para, text, after)

    def _signer(self, para: Para, text: str, after: Sequence[str]) -> ParaRole | None:
        """Names stand right of the middle or in tab stops, and the date follows within three rows."""
        dated = any(words.is_date(one[-12:]) or words.is_date(one) for one in after)
        aside = para.align == "right" or para.left > 2000 or para.text.startswith("\t")
        same = self.before is ParaRole.SIGNER and "\t" in para.text
        if (dated or same) and aside and not text.endswith(("。", "：")):
            return ParaRole.SIGNER
        return None

    def _attachment(self, para: Para, text: str) -> ParaRole | None:
        if words.ATTACHMENTISH.match(text) and not words.LISTED.match(text):
            self.ended = True
            return ParaRole.LABEL
        if self.before is ParaRole.LABEL or (self.before is ParaRole.ATTACHMENT_TITLE and para.half >= 40):
            return ParaRole.ATTACHMENT_TITLE
        return None

    def _body(self, para: Para, text: str) -> ParaRole:
        if para.align == "center":
            return ParaRole.CENTRED
        return _LEVELS[words.level_of(text)]
