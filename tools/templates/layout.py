"""How the pieces of a template are laid out on lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from tools.templates.gaps import Gaps
from tools.templates.pieces import BLANK, MIDDLES, OPENERS, Token, tokens

WIDTH, INDENT, DEEPEST = 140, "  ", 12
_LONG = WIDTH - DEEPEST * len(INDENT)


def formatted(source: str, *, whole: bool = False) -> str:
    """A template as it is laid out; `whole` where it is a page of its own, so that nothing comes before or after it."""
    found = tokens(source)
    gaps = Gaps(found, whole)
    lines: list[list[Token]] = []
    for number, token in enumerate(found):
        if number == 0 or gaps.free(number):
            lines.append([])
        first, *more = _comments(token) if gaps.free(number) else [token]
        lines[-1].append(first)
        lines += [[one] for one in more]
    return "".join(_laid_out(_joined(lines)))


def _comments(token: Token) -> list[Token]:
    """A long comment as several."""
    if not token.text.startswith("{#") or len(token.text) <= _LONG:
        return [token]
    return [Token("comment", f"{{# {part} #}}") for part in _cut(token.text[2:-2].split(), _LONG - 6)]


def _joined(lines: list[list[Token]]) -> list[list[Token]]:
    """An element or a branch that fits into one line stands in one."""
    out: list[list[Token]] = []
    for line in lines:
        out.append(line)
        if size := _element(out):
            out[-size:] = [[token for part in out[-size:] for token in part]]
    return out


def _element(out: list[list[Token]]) -> int:
    """How many of the last lines are one element with at most a line of text in it, short enough for one; 0 for none."""
    last = out[-1]
    if len(last) != 1 or last[0].kind != "close":
        return 0
    for size in (2, 3):
        if len(out) < size or not _opens(out[-size], last[0]):
            continue
        within = [token for line in out[1 - size : -1] for token in line]
        if any(token.block or token.kind == "comment" for token in within):
            return 0
        text = _text([token for line in out[-size:] for token in line], joined=True)
        return size if len(text) <= _LONG else 0
    return 0


def _opens(line: list[Token], close: Token) -> bool:
    return len(line) == 1 and line[0].kind == "open" and line[0].name == close.name


def _text(line: Sequence[Token], *, joined: bool = False) -> str:
    parts = [" ".join(_attributes(line[0]))]
    for before, token in zip(line, line[1:], strict=False):
        edge = joined and (before.block or token.block)
        parts.append((" " if token.spaced and not edge else "") + " ".join(_attributes(token)))
    return "".join(parts)


def _laid_out(lines: Iterable[list[Token]]) -> Iterator[str]:
    depth = 0
    for line in lines:
        down, change = _depths(line)
        depth = max(0, depth - down)
        indent = INDENT * min(depth, DEEPEST)
        yield from (f"{row}\n" for row in _rows(line, indent))
        depth = max(0, depth + change)


def _depths(line: Sequence[Token]) -> tuple[int, int]:
    """How many levels a line closes at its beginning, and how many more it leaves open at its end."""
    down = change = 0
    leading = True
    for token in line:
        opens = token.kind == "open" or (token.kind == "control" and (token.name in OPENERS | MIDDLES))
        closes = token.kind == "close" or (token.kind == "control" and token.name not in OPENERS)
        if closes and leading:
            down += 1
        elif closes:
            change -= 1
        change += opens
        leading = leading and closes and not opens
    return down, change


def _rows(line: Sequence[Token], indent: str) -> Iterator[str]:
    """A line, broken where it is too long: at spaces, else inside its tags."""
    chunks: list[list[str]] = []
    for spaced, may_break, piece in _pieces(line):
        if may_break or not chunks:
            chunks.append(["", " " if spaced and chunks else ""])
        elif spaced:
            chunks[-1][0] += " "
        chunks[-1][0] += piece
    row = indent + chunks[0][0]
    for words, space in chunks[1:]:
        if len(row) + len(space) + len(words) > WIDTH:
            yield row
            row = indent + INDENT + words
        else:
            row += space + words
    yield row


def _pieces(line: Sequence[Token]) -> Iterator[tuple[bool, bool, str]]:
    """The pieces of a line: whether a space comes before, whether a line may end there, and the piece."""
    for number, token in enumerate(line):
        edge = number and (line[number - 1].block or token.block)
        space = bool(number and token.spaced and not edge)
        parts = _attributes(token)
        if token.kind in ("open", "void", "close") and len(parts[-1]) > 1 and parts[-1].endswith(">"):
            end = "/>" if parts[-1].endswith("/>") else ">"
            parts[-1:] = [parts[-1].removesuffix(end), end]
        for place, part in enumerate(parts):
            glued = part in (">", "/>")
            yield (space if place == 0 else not glued), (space if place == 0 else True), part


def _attributes(token: Token) -> list[str]:
    """A tag cut where a space stands between its attributes, its end with the last; anything else in one."""
    if token.kind not in ("open", "void"):
        return [re.sub(r"[ \n]+>$", ">", token.text) if token.kind == "close" else token.text]
    parts, start, at, quote, classes = [], 0, 0, "", False
    text = token.text
    while at < len(text):
        if text.startswith(("{%", "{{"), at):
            end = text.index("%}" if text[at + 1] == "%" else "}}", at) + 2
            at = end
            continue
        char = text[at]
        if quote and not (char in BLANK and classes):
            quote = "" if char == quote else quote
        elif char in "\"'":
            quote, classes = char, text.endswith("class=", start, at)
        elif char in BLANK:
            parts.append(text[start:at])
            while at < len(text) and text[at] in BLANK:
                at += 1
            start = at
            continue
        at += 1
    parts.append(text[start:])
    parts = [part for part in parts if part]
    return [*parts[:-2], parts[-2] + parts[-1]] if parts[-1] in (">", "/>") else parts


def _cut(words: Sequence[str], width: int) -> Iterator[str]:
    row = ""
    for word in words:
        if row and len(row) + len(word) + 1 > width:
            yield row
            row = word
        else:
            row = f"{row} {word}".strip()
    yield row
