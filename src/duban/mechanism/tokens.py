"""Tokens of a text, by which an index finds it: each two signs that stand side by side in it, and its last sign.

A sign is a letter or a digit (Chinese characters are letters), capital and small alike; whatever else stands between
signs is passed over. A token is one whole number below 2**42, its first sign in the higher half: the tokens that begin
with a sign are a range.

*Search.* A text that contains a word, in whatever way of capitals, has every token of the word but the one of its last
sign: dropping what is no sign and making capitals small is done sign by sign, so the word stays in one piece. For a word
of one sign some token of the text begins with it.

*Likeness* (`sources.similarity`) of a title with n pairs is a/(a or b): at least `least` only where both share
a >= least * n pairs, since all pairs of both are n at least. Two pairs that differ in capitals only share a token, so of
its m tokens (one a pair) a title that is alike has all but n - m of those a: `Sought.shared`. Whoever has that many of
m tokens has, of any m - shared + j of them, at least j: it is enough to look through the rarest.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil

from duban.mechanism.key_work.sources import pairs

_PLACE = 21
"""Bits of a sign: no code point has more."""


@dataclass(frozen=True)
class Sought:
    """The tokens of the pairs of a title; none where the title has no pair and is like nothing."""

    tokens: frozenset[int]
    pairs: int

    def shared(self, least: float) -> int:
        """How many of the tokens every title has that is alike by at least `least` (above 0, at most 1)."""
        return max(1, ceil(least * self.pairs - 1e-9) - (self.pairs - len(self.tokens)))


def tokens(text: str) -> frozenset[int]:
    """The tokens under which a text is kept: also those of its plain form, which is what likeness compares."""
    plain = "".join(filter(str.isalnum, text))
    return frozenset((*_tokens(_signs(text), last=True), *_tokens(_signs(plain), last=True)))


def within(word: str) -> tuple[int, int] | frozenset[int] | None:
    """The tokens of every text that contains a word; for a word of one sign the range in which one has to lie.

    None where a word has no sign at all: no token tells anything of it.
    """
    signs = _signs(word)
    if not signs:
        return None
    if len(signs) == 1:
        first = ord(signs) << _PLACE
        return first, first + (1 << _PLACE) - 1
    return frozenset(_tokens(signs))


def sought(title: str) -> Sought:
    """By what the titles that are like a title are looked for."""
    own = pairs(title)
    return Sought(frozenset(next(iter(_tokens(_signs(pair)))) for pair in own), len(own))


def _signs(text: str) -> str:
    """The letters and digits of a text, capital and small alike, also where a database makes them alike."""
    return "".join(filter(str.isalnum, text.upper().casefold()))


def _tokens(signs: str, *, last: bool = False) -> Iterable[int]:
    yield from ((ord(one) << _PLACE) | ord(other) for one, other in zip(signs, signs[1:], strict=False))
    if last and signs:
        yield ord(signs[-1]) << _PLACE
