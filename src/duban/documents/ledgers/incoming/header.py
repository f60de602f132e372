"""Recognising a sheet: where its header stands, which column holds which field, and of which year it speaks."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice

from duban.documents.ledgers.incoming.book import Area, Book, Sheet, address, column_letters
from duban.documents.ledgers.incoming.dates import years_named
from duban.documents.ledgers.incoming.words import clean, distance, heading, joined
from duban.documents.ledgers.kinds import FieldSpec, LedgerKind, ledger_kinds
from duban.mechanism.words.named import Vocabulary

_LOOKED_AT = 30
_LONGEST = 30
_LEAST = 1.4
_TWICE = 0.7
_MOSTLY = 0.5
HOW_TO, ABOUT = "填写说明", "导入说明"
OWN_NOTES = (HOW_TO, ABOUT)
_SURE, _LIKELY, _MAYBE = 1.0, 0.75, 0.5


@dataclass(frozen=True)
class LedgerColumn:
    """A column of a sheet with what it was taken for; `how` says why, `twice` where its title stands again."""

    index: int
    title: str
    field: str = ""
    confidence: float = 0.0
    how: str = ""
    twice: str = ""
    samples: tuple[str, ...] = ()

    @property
    def letters(self) -> str:
        """The column as a spreadsheet names it."""
        return column_letters(self.index)


@dataclass(frozen=True)
class Recognised:
    """A sheet as it was understood. `top` and `bottom` are the rows of the header counted from 0; -1 where none is.

    `fingerprint` is the same for every ledger made from the same template.
    """

    sheet: str
    top: int
    bottom: int
    columns: tuple[LedgerColumn, ...]
    title: str
    years: tuple[int, ...]
    missing: tuple[str, ...]
    faults: tuple[str, ...]
    fingerprint: str
    body: int

    @property
    def found(self) -> bool:
        """Whether a header was found."""
        return self.bottom >= 0

    @property
    def fits(self) -> bool:
        """Whether the sheet looks like a ledger of the kind asked for."""
        return self.found and sum(1 for column in self.columns if column.field) >= 2

    def taken(self) -> dict[str, str]:
        """Field by column letters, as recognised."""
        return {column.letters: column.field for column in self.columns if column.field}


def recognise(book: Book, kind: LedgerKind) -> list[Recognised]:
    """Every sheet of a book as a ledger of this kind; the notes that our own files bring are none."""
    return [
        _nothing(book, sheet, [], kind) if sheet.name in OWN_NOTES else _sheet(book, sheet, kind)
        for sheet in book.sheets
    ]


def _sheet(book: Book, sheet: Sheet, kind: LedgerKind) -> Recognised:
    head = [[clean(cell) for cell in row] for row in islice(sheet.rows(), _LOOKED_AT)]
    titles_of = _spread(head, sheet.merged)
    spans = [(top, bottom) for top in range(len(head)) for bottom in (top, top + 1) if bottom < len(head)]
    scored = [
        (*_ranked(_columns(titles_of, top, bottom, kind), top, bottom, head), top, bottom)
        for top, bottom in spans
    ]
    best = max(scored, default=(0.0, 0.0, -1, -1))
    if best[1] < _LEAST:
        return _nothing(book, sheet, head, kind)
    _, _, top, bottom = best
    columns = _sampled(_columns(titles_of, top, bottom, kind), head, bottom)
    above = [cell for row in head[:top] for cell in row if cell]
    found = kind.filled(column.field for column in columns)
    return Recognised(
        sheet=sheet.name,
        top=top,
        bottom=bottom,
        columns=columns,
        title=above[0] if above else "",
        years=tuple(years_named([*above, sheet.name, book.name])),
        missing=tuple(one.name for one in kind.required if one.name not in found),
        faults=tuple(
            f"表头“{column.title}”出现两次：{address(bottom, column.index)} 和 {column.twice}，请指明用哪一列"
            for column in columns
            if column.twice
        ),
        fingerprint=fingerprint([column.title for column in columns]),
        body=max(0, sheet.height - bottom - 1),
    )


def _nothing(book: Book, sheet: Sheet, head: list[list[str]], kind: LedgerKind) -> Recognised:
    lines = f"前 {len(head)} 行里" if head else ""
    fault = f"工作表“{sheet.name}”{lines}没有找到{kind.label}台账的表头"
    return Recognised(sheet.name, -1, -1, (), "", (), (), (fault,), "", 0)


def fingerprint(titles: list[str]) -> str:
    """What ledgers made from one template have in common: their column titles in order."""
    return hashlib.sha256("\n".join(heading(title) for title in titles).encode()).hexdigest()


def _spread(head: list[list[str]], merged: tuple[Area, ...]) -> list[list[str]]:
    """The first rows with the value of merged cells in each of them."""
    width = max((len(row) for row in head), default=0)
    rows = [row + [""] * (width - len(row)) for row in head]
    for top, left, bottom, right in merged:
        if top >= len(rows) or left >= width:
            continue
        value = rows[top][left]
        for row in rows[top : bottom + 1]:
            row[left : right + 1] = [value] * (min(right, width - 1) - left + 1)
    return rows


def _columns(rows: list[list[str]], top: int, bottom: int, kind: LedgerKind) -> tuple[LedgerColumn, ...]:
    """The columns that these rows would make as a header; the field of each is that which fits best."""
    titles = [_title([rows[row][index] for row in range(top, bottom + 1)]) for index in range(len(rows[top]))]
    below = rows[bottom + 1 :]
    matches = [
        (*(_by_content(own, [row[index] for row in below], kind) or _match(title, own, kind)), index)
        for index, (title, own) in enumerate(titles)
        if title
    ]  # fmt: skip
    taken: dict[str, int] = {}
    columns = {index: LedgerColumn(index, title) for index, (title, _) in enumerate(titles) if title}
    for confidence, name, how, index in sorted(matches, key=lambda one: (-one[0], one[3])):
        if not name:
            continue
        own = columns[index]
        spec = kind.field(name)
        if name in taken and spec.imported:
            first = columns[taken[name]]
            if (
                confidence >= _SURE
                and first.confidence >= _SURE
                and heading(first.title) == heading(own.title)
            ):
                columns[index] = replace(own, twice=address(bottom, first.index), how="表头重复")
            continue
        taken.setdefault(name, index)
        columns[index] = replace(own, field=name, confidence=confidence, how=how)
    return tuple(columns[index] for index in sorted(columns))


def _by_content(title: str, cells: list[str], kind: LedgerKind) -> tuple[float, str, str] | None:
    """The field whose choices stand under a title that several fields share: 来源 may be a class or a paper."""
    shared = [spec for spec in kind.fields if title and heading(title) in map(heading, spec.by_content)]
    best = max(shared, key=lambda spec: spec.chosen_in(cells), default=None)
    return (_SURE, best.name, "按各行内容") if best and best.chosen_in(cells) > _MOSTLY else None


def _title(cells: list[str]) -> tuple[str, str]:
    """The title of a column over its header rows, and the part that stands lowest."""
    parts = list(dict.fromkeys(joined(cell) for cell in cells if cell))
    return (" ".join(parts), parts[-1]) if parts else ("", "")


def _match(title: str, own: str, kind: LedgerKind) -> tuple[float, str, str]:
    """The field that a title names, with how sure that is: the whole title first, then its lowest part."""
    whole = _best(heading(title), kind)
    lowest = _best(heading(own), kind)
    if lowest[0] > whole[0]:
        return lowest
    return whole


def _best(title: str, kind: LedgerKind) -> tuple[float, str, str]:
    if not 0 < len(title) <= _LONGEST:
        return 0.0, "", ""
    return _fitting(title, kind.key, kind.words)


@lru_cache(maxsize=8192)
def _fitting(title: str, key: str, words: Vocabulary) -> tuple[float, str, str]:
    return max((_fit(title, spec) for spec in ledger_kinds(words)[key].fields), key=lambda one: one[0])


def _fit(title: str, spec: FieldSpec) -> tuple[float, str, str]:
    if title in spec.titles:
        return _SURE, spec.name, "标题相同" if title == heading(spec.label) else "同义标题"
    inside = max((one for one in spec.titles if len(one) >= 2 and one in title), key=len, default="")
    if inside and len(inside) * 2 >= len(title):
        return _LIKELY * (0.8 + 0.2 * len(inside) / len(title)), spec.name, f"标题含“{inside}”"
    if len(title) >= 3 and any(len(one) >= 3 and distance(title, one, 1) == 1 for one in spec.titles):
        return _MAYBE + 0.05, spec.name, "标题相近"
    if len(title) >= 2 and any(title in one and len(title) * 2 >= len(one) for one in spec.titles):
        return _MAYBE, spec.name, "标题相近"
    return 0.0, "", ""


def _ranked(columns: tuple[LedgerColumn, ...], top: int, bottom: int, head: list[list[str]]) -> tuple[float, float]:
    """The score, less for titles that stand twice where a second row may tell them apart, and the score itself."""
    score = _score(columns, top, bottom, head)
    return score - _TWICE * sum(1 for column in columns if column.twice), score


def _score(columns: tuple[LedgerColumn, ...], top: int, bottom: int, head: list[list[str]]) -> float:
    """How much these rows look like the header: fields named, less for a second row that names nothing more."""
    fields = sum(column.confidence for column in columns if column.field)
    filled = sum(1 for cell in head[bottom] if cell)
    long = sum(1 for row in head[top : bottom + 1] for cell in row if len(cell) > 24)
    return fields - 0.6 * (bottom - top) - 0.5 * long - (2 if filled < 2 else 0) - 0.01 * top


def _sampled(columns: tuple[LedgerColumn, ...], head: list[list[str]], bottom: int) -> tuple[LedgerColumn, ...]:
    below = head[bottom + 1 :]
    return tuple(
        replace(
            column,
            samples=tuple(
                row[column.index][:40] for row in below if len(row) > column.index and row[column.index]
            )[:3],
        )
        for column in columns
    )


def remembered(found: Recognised, columns: Mapping[str, str]) -> Recognised:
    """The same sheet with the columns that were confirmed for its template before."""
    return replace(
        found,
        columns=tuple(
            replace(
                column, field=columns.get(column.letters, ""), confidence=_SURE, how="按上次确认", twice=""
            )
            for column in found.columns
        ),
        faults=(),
        missing=tuple(name for name in found.missing if name not in columns.values()),
    )
