"""What changed between two texts: paragraph by paragraph, and inside a paragraph word by word.

Chinese has no blanks between words: a date, a number with its unit, a document number, a quoted name and a Latin
word are one piece each, every other character stands for itself; islands of one character between two changes are
counted to the change, since nobody reads a text that is torn into single characters.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

Op = Literal["same", "gone", "new"]

_PIECE = re.compile(
    r"\d{4}年\d{1,2}月\d{1,2}日|\d{1,2}月\d{1,2}日|〔\d{4}〕\d+号|《[^》]{1,40}》|“[^”]{1,20}”"
    r"|\d+(?:\.\d+)?(?:%|％|个工作日|天|日|个月|月|年|万元|亿元|公里|平方米|亩|人|户|件|次|项|个)?"
    r"|[A-Za-z]+|\s+|."
)
_ALIKE = 0.4
_ISLAND = 1


@dataclass(frozen=True)
class Piece:
    """A stretch of text that stayed, went or came."""

    op: Op
    text: str


@dataclass(frozen=True)
class Change:
    """A paragraph as it stands in the comparison. `kind`: same, changed, added or removed."""

    kind: Literal["same", "changed", "added", "removed"]
    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        """The paragraph as it now reads; as it read where it was removed."""
        return "".join(piece.text for piece in self.pieces if piece.op != "gone" or self.kind == "removed")


@dataclass(frozen=True)
class DraftComparison:
    """Two texts side by side."""

    changes: tuple[Change, ...]

    def count(self, kind: str) -> int:
        """How many paragraphs changed in a way."""
        return sum(1 for change in self.changes if change.kind == kind)

    @property
    def summary(self) -> str:
        """改 2 段、增 1 段、删 0 段, or 与拟稿一致."""
        counts = [
            (word, self.count(kind)) for word, kind in (("改", "changed"), ("增", "added"), ("删", "removed"))
        ]
        said = "、".join(f"{word} {count} 段" for word, count in counts if count)
        return said or "与拟稿一致"

    def as_data(self) -> list[dict[str, Any]]:
        """For JSON."""
        return [asdict(change) for change in self.changes]

    @classmethod
    def of_data(cls, data: Sequence[dict[str, Any]]) -> DraftComparison:
        """From JSON."""
        return cls(
            tuple(Change(one["kind"], tuple(Piece(**piece) for piece in one["pieces"])) for one in data)
        )


def compare(before: Sequence[str], after: Sequence[str]) -> DraftComparison:
    """Compare two texts given as paragraphs."""
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    changes: list[Change] = []
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            changes += [Change("same", (Piece("same", text),)) for text in before[i1:i2]]
        else:
            changes += _replaced(before[i1:i2], after[j1:j2])
    return DraftComparison(tuple(changes))


def _replaced(old: Sequence[str], new: Sequence[str]) -> Iterator[Change]:
    """Paragraphs that took each other's place: those that resemble each other are one that was changed."""
    start = 0
    for text in new:
        found = _likest(old, text, start)
        if found is None:
            yield Change("added", (Piece("new", text),))
            continue
        for gone in old[start:found]:
            yield Change("removed", (Piece("gone", gone),))
        yield Change("changed", tuple(words(old[found], text)))
        start = found + 1
    for gone in old[start:]:
        yield Change("removed", (Piece("gone", gone),))


def _likest(old: Sequence[str], text: str, start: int) -> int | None:
    """The first paragraph from `start` on that resembles a text enough."""
    for place in range(start, len(old)):
        if difflib.SequenceMatcher(None, old[place], text, autojunk=False).ratio() >= _ALIKE:
            return place
    return None


def words(before: str, after: str) -> Iterator[Piece]:
    """What changed inside a paragraph, in pieces of Chinese text."""
    old, new = _PIECE.findall(before), _PIECE.findall(after)
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    runs = [
        ("".join(old[i1:i2]), "".join(new[j1:j2]), tag == "equal")
        for tag, i1, i2, j1, j2 in matcher.get_opcodes()
    ]
    for gone, came, same in _without_islands(runs):
        if same:
            yield Piece("same", came)
            continue
        if gone:
            yield Piece("gone", gone)
        if came:
            yield Piece("new", came)


def _without_islands(runs: Sequence[tuple[str, str, bool]]) -> Iterator[tuple[str, str, bool]]:
    """Join changes that are parted by a single character."""
    gone = came = ""
    for index, (old, new, same) in enumerate(runs):
        island = same and 0 < index < len(runs) - 1 and len(new) <= _ISLAND
        if same and not island:
            if gone or came:
                yield gone, came, False
                gone = came = ""
            yield old, new, True
        else:
            gone, came = gone + old, came + new
    if gone or came:
        yield gone, came, False
