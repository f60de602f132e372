"""Which part of a document each printed row is: by its words, size and place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from duban.documents.checking import rules, words
from duban.documents.checking.word.roles import BODY, ParaRole, is_red
from duban.documents.reading.pdf.rows import PdfFile, Row

LATER = 1.0
"""A row begins at the margin or two characters from it, within this many millimetres."""
_OPENING = tuple("《“‘（〔【")
_PAGE_NUMBER = re.compile(r"^[—－\-–]?\s*\d+\s*[—－\-–]?$")
_ASIDE = re.compile(r"^(草稿|已作废|作废|征求意见稿|验证码|副本)")


@dataclass(frozen=True)
class PlacedLine:
    """A row with its role."""

    role: ParaRole
    row: Row

    @property
    def where(self) -> str:
        """The place as a report names it."""
        return f"第 {self.row.page} 页（{self.role.value}“{words.short(self.row.text)}”）"


def is_page_number(row: Row) -> bool:
    """Whether a row below the 版心 is the page number."""
    return row.baseline > rules.BOTTOM_EDGE + 3 and bool(_PAGE_NUMBER.match(row.text))


def is_aside(row: Row, code: bool) -> bool:
    """Whether a row is a stamp or the verification code, which stand outside the document itself."""
    if _ASIDE.match(row.text) and not (rules.TOP < row.baseline < rules.BOTTOM_EDGE):
        return True
    return code and row.baseline > rules.BOTTOM_EDGE and not is_page_number(row)


def has_code(file: PdfFile) -> bool:
    """Whether a verification code is printed."""
    return any(row.text.startswith("验证码") for row in file.rows if row.baseline > rules.BOTTOM_EDGE)


def roles(file: PdfFile) -> list[PlacedLine]:
    """The rows of the document in order, without page numbers, stamps and codes."""
    code = has_code(file)
    spoken = [row for row in file.rows if not is_page_number(row) and not is_aside(row, code)]
    large = (n for n, row in enumerate(spoken) if _large(row) and not is_red(row.color))
    first = next((n for n in large if not _numbered(spoken[n + 1 : n + 3])), None)
    start = _without_large(spoken) if first is None or first > 12 else first
    return [*_head(spoken[:start]), *_Text().read(spoken[start:])]


def _numbered(rows: Sequence[Row]) -> bool:
    """Whether a number follows: what stands above it is the mark, whatever its colour."""
    texts = [words.squeezed(row.text) for row in rows]
    return any(words.NUMBERISH.search(text) or words.ISSUE.match(text) for text in texts)


def _large(row: Row) -> bool:
    return row.size >= 20


def _without_large(rows: Sequence[Row]) -> int:
    """Where the title must be, if no row is as large as a title: the first that no other part of the head explains."""
    for n, row in enumerate(rows):
        text = words.squeezed(row.text)
        head = words.NUMBERISH.search(text) or words.ISSUE.match(text) or words.MARKING.match(text)
        if not head and not is_red(row.color):
            return n
    return len(rows)


def _head(rows: Sequence[Row]) -> Iterator[PlacedLine]:
    for row in rows:
        text = words.squeezed(row.text)
        if is_red(row.color) or _large(row):
            yield PlacedLine(ParaRole.MARK, row)
        elif (
            words.NUMBERISH.search(text.rpartition(" ")[2]) or words.ISSUE.match(text) or text.endswith("号")
        ):
            yield PlacedLine(ParaRole.NUMBER, row)
        elif words.MARKING.match(text):
            yield PlacedLine(ParaRole.MARKING, row)
        else:
            yield PlacedLine(ParaRole.ISSUE_ROW, row)


def start_of(row: Row) -> float:
    """Where a row begins, from the margin; the blank half of an opening mark may be pressed in at the beginning."""
    start = row.x0 - rules.LEFT
    if row.text[:1] not in _OPENING:
        return start
    wanted = 2 * rules.CHAR if start > rules.CHAR / 2 else 0.0
    return wanted if -rules.CHAR / 2 - 0.1 < start - wanted < 0 else start


def indented(row: Row) -> bool:
    """Whether a row begins two characters from the margin, as a paragraph does."""
    return abs(start_of(row) - 2 * rules.CHAR) < LATER


class _Text:
    """Reads on from the title; headings and lists may go on over several rows."""

    def __init__(self) -> None:
        self.before: PlacedLine | None = None
        self.seen: set[ParaRole] = set()

    def read(self, rows: Sequence[Row]) -> Iterator[PlacedLine]:
        """The rows from the title on."""
        for index, row in enumerate(rows):
            placed = PlacedLine(self._role(row, rows[index + 1 : index + 4]), row)
            self.before = placed
            self.seen.add(placed.role)
            yield placed

    def _role(self, row: Row, after: Sequence[Row]) -> ParaRole:
        text = words.squeezed(row.text)
        before = self.before.role if self.before else None
        if before is None or (before is ParaRole.TITLE and _large(row)):
            return ParaRole.TITLE
        if _large(row):
            return ParaRole.ATTACHMENT_TITLE
        if before in (ParaRole.TITLE, ParaRole.ADDRESSEE) and self._addressed(row, text, after):
            return ParaRole.ADDRESSEE
        late = words.COPIES.match(text) or words.PRINTER.search(text) or before in (ParaRole.COPIES, ParaRole.PRINTER)
        if row.size < 15 and not late:
            return ParaRole.TABLE
        return self._ending(row, text, after) or self._going_on(row, text) or self._body(row, text)

    def _addressed(self, row: Row, text: str, after: Sequence[Row]) -> bool:
        if ParaRole.ADDRESSEE in self.seen and self.before is not None and self.before.row.text.endswith("："):
            return False
        if abs(row.x0 - rules.LEFT) > 1.5 * rules.CHAR:
            return False
        following = [words.squeezed(one.text) for one in after[:2]]
        return text.endswith(("：", ":")) or any(one.endswith("：") and len(one) < 40 for one in following)

    def _ending(self, row: Row, text: str, after: Sequence[Row]) -> ParaRole | None:
        if words.COPIES.match(text):
            return ParaRole.COPIES
        if words.PRINTER.search(text) and row.size < 15:
            return ParaRole.PRINTER
        if words.PRESENCE.match(text):
            return ParaRole.PRESENCE
        if words.LISTED.match(text):
            return ParaRole.LISTED
        if words.DATEISH.match(text) or words.BLANK_DATE.match(row.text):
            return ParaRole.DATE
        if self.before is not None and self.before.role is ParaRole.DATE and words.NOTE.match(text):
            return ParaRole.NOTE
        if "签名" in text and len(text) < 30:
            return ParaRole.HAND
        if words.ATTACHMENTISH.match(text) and row.baseline < rules.TOP + 15:
            return ParaRole.LABEL
        return self._signer(row, text, after)

    def _signer(self, row: Row, text: str, after: Sequence[Row]) -> ParaRole | None:
        dated = any(words.is_date(words.squeezed(one.text)) for one in after)
        aside = row.x0 > rules.LEFT + rules.WIDTH * 0.3 or " " in row.text
        return ParaRole.SIGNER if dated and aside and not text.endswith(("。", "：")) else None

    def _going_on(self, row: Row, text: str) -> ParaRole | None:
        """Rows that hang under the part above them."""
        if self.before is None or self.before.row.page != row.page:
            return None
        role = self.before.role
        if role in (ParaRole.COPIES, ParaRole.PRINTER) and row.size < 15:
            return role
        hanging = row.x0 > rules.LEFT + 3 * rules.CHAR
        return role if role in (ParaRole.LISTED, ParaRole.PRESENCE) and hanging else None

    def _body(self, row: Row, text: str) -> ParaRole:
        middle = abs((row.x0 + row.x1) / 2 - rules.LEFT - rules.WIDTH / 2) < rules.CHAR / 2
        if middle and row.x0 > rules.LEFT + 3 * rules.CHAR:
            return ParaRole.CENTRED
        level = words.level_of(text) if indented(row) else 0
        return (ParaRole.TEXT, ParaRole.LEVEL1, ParaRole.LEVEL2, ParaRole.LEVEL3, ParaRole.LEVEL4)[level]


__all__ = [
    "BODY",
    "PlacedLine",
    "ParaRole",
    "has_code",
    "indented",
    "is_aside",
    "is_page_number",
    "is_red",
    "roles",
    "start_of",
]
