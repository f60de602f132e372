"""Where white space says nothing on the page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tools.templates.pieces import OPENERS, ROWS, Token


class Gaps:
    """Which gaps between the pieces of a template say nothing: gap n lies before piece n."""

    def __init__(self, found: Sequence[Token], whole: bool) -> None:
        self.found, self.whole = found, whole
        self.place = {token: n for n, token in enumerate(found)}
        self.asked: dict[tuple[str, int], bool] = {}
        self.inside = [rows or above for rows, above in zip(self._parents(), self._above(), strict=True)]

    def _parents(self) -> Iterator[bool]:
        """For each gap, whether it lies in an element that holds elements only."""
        open_: list[Token] = []
        for token in self.found:
            if token.kind == "close":
                names = [one.name for one in open_]
                yield bool(open_) and open_[-1].name in ROWS
                if token.name in names:
                    del open_[len(names) - 1 - names[::-1].index(token.name) :]
                continue
            yield bool(open_) and open_[-1].name in ROWS and open_[-1].block
            if token.kind == "open":
                open_.append(token)
        yield False

    def _above(self) -> Iterator[bool]:
        """For each gap, whether it lies outside the blocks of a template that extends another: nobody gets to see it."""
        depth, extends = 0, any(token.name == "extends" for token in self.found)
        for token in self.found:
            ends = token.kind == "control" and token.name.startswith("end")
            yield extends and not depth
            depth += (token.kind == "control" and token.name in OPENERS) - ends
        yield extends

    def free(self, gap: int) -> bool:
        """Whether white space in this gap is nowhere on the page."""
        return self.inside[gap] or self._ask("left", gap) or self._ask("right", gap)

    def _ask(self, side: str, gap: int) -> bool:
        if (side, gap) not in self.asked:
            self.asked[side, gap] = True  # what comes round to itself adds nothing
            self.asked[side, gap] = self._left(gap) if side == "left" else self._right(gap)
        return self.asked[side, gap]

    def _left(self, gap: int) -> bool:
        """Whether a block's edge is what comes before, whichever way was taken to here."""
        if gap == 0:
            return self.whole
        token = self.found[gap - 1]
        if token.kind == "comment":
            return self._ask("left", gap - 1)
        if token.kind != "control":
            return token.block
        first, last = token.parts[0], token.parts[-1]
        before = self.place[first]
        ends = [self.place[part] for part in token.parts[1:]]
        if token is last:
            ways = [self._ask("left", end) for end in ends]
            return all(ways) and (_always(first) or self._ask("left", before))
        if first.name == "for" and token is first:
            return self._ask("left", before) and self._ask("left", ends[0])
        return first.name != "block" and self._ask("left", before)

    def _right(self, gap: int) -> bool:
        """The same of what comes after."""
        if gap == len(self.found):
            return self.whole
        token = self.found[gap]
        if token.kind == "comment":
            return self._ask("right", gap + 1)
        if token.kind != "control":
            return token.block
        first, last = token.parts[0], token.parts[-1]
        after = self.place[last] + 1
        starts = [self.place[part] + 1 for part in token.parts[:-1]]
        if token is first:
            ways = [self._ask("right", start) for start in starts]
            return all(ways) and (_always(first) or self._ask("right", after))
        if first.name == "for" and token is token.parts[1]:
            return self._ask("right", starts[0]) and self._ask("right", after)
        return first.name != "block" and self._ask("right", after)


def _always(first: Token) -> bool:
    """Whether some part of a control tag is always there."""
    return first.name in ("with", "block", "spaceless", "filter") or any(
        part.name in ("else", "empty") for part in first.parts
    )
