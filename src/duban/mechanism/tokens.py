"""Tokens of a text, by which an index finds it: each two signs that stand side by side in it, and its last sign.

A sign is a letter or a digit (Chinese characters are letters), capital and small, full and half width alike; whatever else
stands between signs is passed over. A token is one whole number below 2**42, its first sign in the higher half: the tokens
that begin with a sign are a range.

*Search.* A text that contains a word, in whatever way of capitals and widths, has every token of the word but the one of
its last sign: dropping what is no sign and bringing signs to one form is done sign by sign, so the word stays in one piece.
For a word of one sign some token of the text begins with it. Whether a text contains a word is asked of the same signs
(`contains`), so that index and text give one answer.

*Likeness* (`key_work.alike`) is judged of the titles that share most of what is rare in one: of its tokens the rarest are
asked (`rarest`), each with a weight that falls as more titles have it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence

MANY = 1000
"""How many are counted that have a token; one that more have is common."""
NEAREST = 100
"""So many candidates are judged."""
_MOST, _ENOUGH, _ROWS = 32, 8, 4000
_LIGHTEST = 12
"""What the weight of a token falls from, by one each time as many again have it."""
_PLACE = 21
"""Bits of a sign: no code point has more."""


class _Forms(dict[int, str]):
    """What is kept of each code point: its letters and digits in one form, made once."""

    def __missing__(self, point: int) -> str:
        plain = unicodedata.normalize("NFKC", chr(point)).upper().casefold()
        self[point] = found = "".join(filter(str.isalnum, plain))
        return found


_FORMS = _Forms()


def tokens(text: str) -> frozenset[int]:
    """The tokens under which a text is kept: also those of its plain form, which is what likeness compares."""
    plain = "".join(filter(str.isalnum, text))
    return frozenset((*_tokens(signs(text), last=True), *_tokens(signs(plain), last=True)))


def within(word: str) -> tuple[int, int] | frozenset[int] | None:
    """The tokens of every text that contains a word; for a word of one sign the range in which one has to lie.

    None where a word has no sign at all: no token tells anything of it.
    """
    own = signs(word)
    if not own:
        return None
    if len(own) == 1:
        first = ord(own) << _PLACE
        return first, first + (1 << _PLACE) - 1
    return frozenset(_tokens(own))


def of_pairs(pairs: Iterable[str]) -> frozenset[int]:
    """The tokens of pairs of signs."""
    return frozenset(token for pair in pairs for token in _tokens(signs(pair)))


def rarest(counts: Mapping[int, int]) -> dict[int, int]:
    """Of tokens, by how many have them, the rarest with their weights: what is read stays small, and says enough."""
    weights: dict[int, int] = {}
    rows = 0
    for count, token in sorted((count, token) for token, count in counts.items() if count):
        rows += min(count, MANY)
        if len(weights) >= _MOST or (rows > _ROWS and len(weights) >= _ENOUGH):
            break
        weights[token] = _LIGHTEST - min(count, MANY).bit_length()
    return weights


def ranked(shared: Mapping[int, int], weights: Iterable[int]) -> list[int]:
    """Those that share most of what is rare, by the weight of it: a fifth at least, of equal ones the newest first."""
    least = sum(weights) / 5
    found = sorted(((weight, one) for one, weight in shared.items() if weight >= least), reverse=True)
    return [one for _, one in found[:NEAREST]]


def signs(text: str) -> str:
    """The letters and digits of a text in one form: capitals and widths alike (NFKC), also where a database makes them so."""
    return text.upper().casefold().translate(_FORMS)


def contains(texts: Sequence[str], words: Sequence[str]) -> bool:
    """Whether each word stands in one of the texts, as far as its signs go; a word without a sign stands in all."""
    there = [signs(text) for text in texts]
    return all(any(word in text for text in there) for word in map(signs, words))


def marked(text: str, words: Sequence[str]) -> list[tuple[str, bool]]:
    """A text in pieces, each with whether it is what one of the words means."""
    places = [place for place, char in enumerate(text) for _ in signs(char)]
    plain, hit = "".join(map(signs, text)), [False] * len(text)
    for word in filter(None, map(signs, words)):
        for at in _occurrences(plain, word):
            hit[places[at] : places[at + len(word) - 1] + 1] = [True] * (
                places[at + len(word) - 1] + 1 - places[at]
            )
    pieces: list[tuple[str, bool]] = []
    for char, is_hit in zip(text, hit, strict=True):
        if pieces and pieces[-1][1] == is_hit:
            pieces[-1] = (pieces[-1][0] + char, is_hit)
        else:
            pieces.append((char, is_hit))
    return pieces


def _occurrences(text: str, word: str) -> Iterator[int]:
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + 1)


def _tokens(own: str, *, last: bool = False) -> Iterable[int]:
    yield from ((ord(one) << _PLACE) | ord(other) for one, other in zip(own, own[1:], strict=False))
    if last and own:
        yield ord(own[-1]) << _PLACE
