"""The text of a PDF: rows joined into paragraphs by their indents; page numbers and running heads left out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from duban.documents.reading import POINT
from duban.documents.reading.pdf.rows import PdfFile, Row, read_pdf

_PAGE_NUMBER = re.compile(
    r"^(第\s*)?[—－\-–]?\s*[0-9０-９]{1,3}\s*[—－\-–]?(\s*页)?([/／]\s*(共\s*)?\d{1,3}(\s*页)?)?$"
)
_HEAD, _FOOT = 0.1, 0.87
_LARGE = 18.0


def paragraphs(name: str, content: bytes) -> list[str]:
    """The paragraphs of a PDF; Unreadable where it cannot be read."""
    file = read_pdf(name, content)
    rows = list(_body(file))
    if not rows:
        return []
    return list(_joined(rows))


def _body(file: PdfFile) -> Iterator[Row]:
    repeated = _repeated(file)
    for page in file.pages:
        for row in page.rows:
            at = row.baseline / page.height
            edge = at < _HEAD or at > _FOOT
            if edge and (_PAGE_NUMBER.match(row.text) or (row.text, round(row.baseline)) in repeated):
                continue
            yield row


def _repeated(file: PdfFile) -> set[tuple[str, int]]:
    """Rows that stand at the same place of most pages."""
    seen = Counter((row.text, round(row.baseline)) for page in file.pages for row in page.rows)
    return {key for key, count in seen.items() if len(file.pages) > 2 and count > len(file.pages) / 2}


def _joined(rows: Sequence[Row]) -> Iterator[str]:
    left, right = _margins(rows)
    text, before = "", None
    for row in rows:
        if before is not None and _goes_on(before, row, left, right):
            text += _glue(text, row.text) + row.text
        else:
            if text:
                yield text
            text = row.text
        before = row
    yield text


def _margins(rows: Sequence[Row]) -> tuple[float, float]:
    """Where most rows begin, and where the longest of them end."""
    size = Counter(row.size for row in rows).most_common(1)[0][0]
    usual = [row for row in rows if abs(row.size - size) < 1]
    starts = Counter(round(row.x0) for row in usual)
    common = [start for start, count in starts.items() if count >= max(2, len(usual) * 0.1)]
    ends = sorted(row.x1 for row in usual)
    return float(min(common or starts)), ends[int(len(ends) * 0.95)] if len(ends) > 4 else ends[-1]


def _goes_on(before: Row, row: Row, left: float, right: float) -> bool:
    """Whether a row belongs to the paragraph of the one above it."""
    em = row.size / POINT
    if abs(before.size - row.size) > 1:
        return False
    middle = (left + right) / 2
    centred = [abs((one.x0 + one.x1) / 2 - middle) < em and one.x0 > left + em for one in (before, row)]
    if all(centred):
        return row.size >= _LARGE
    if any(centred) and row.x0 > left + em:
        return False
    return row.x0 <= left + em and before.x1 >= right - 1.6 * em


def _glue(text: str, more: str) -> str:
    """A blank between two Latin words, nothing between Chinese characters."""
    return " " if re.search(r"[A-Za-z]$", text) and re.match(r"[A-Za-z]", more) else ""
