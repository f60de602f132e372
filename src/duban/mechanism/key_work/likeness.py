"""Which titles are alike, asked of many at once: the same measure as `sources.similarity` without comparing each pair.

Every title is one bit. A pair of characters knows the bits of the titles that contain it; how many pairs a title
shares with each other one is counted for all of them together, in the bits of a few large numbers.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from math import ceil

from duban.mechanism.key_work.sources import pairs


class Likeness:
    """Titles already there, by number in the order in which they were added."""

    def __init__(self) -> None:
        self.count = 0
        self._with: dict[str, int] = defaultdict(int)
        self._sized: dict[int, int] = defaultdict(int)

    def add(self, title: str) -> int:
        """Add a title; returns its number."""
        number, own = self.count, pairs(title)
        bit = 1 << number
        for pair in own:
            self._with[pair] |= bit
        if own:
            self._sized[len(own)] |= bit
        self.count += 1
        return number

    def alike(self, title: str, least: float) -> int:
        """The numbers, as bits, of the titles that are alike by at least `least` (above 0, at most 1)."""
        own = pairs(title)
        counters = self._shared(own)
        found = 0
        wanted: dict[int, int] = defaultdict(int)
        for size, bits in self._sized.items():
            wanted[max(1, ceil(least * (len(own) + size) / (1 + least) - 1e-9))] |= bits
        for shared, bits in wanted.items():
            if shared <= len(own):
                found |= bits & _at_least(counters, shared)
        return found

    def _shared(self, own: Iterable[str]) -> list[int]:
        """How many pairs each title shares with these: the number in binary, one large number a digit."""
        counters: list[int] = []
        for pair in own:
            carry = self._with.get(pair, 0)
            for place, digit in enumerate(counters):
                if not carry:
                    break
                counters[place], carry = digit ^ carry, digit & carry
            if carry:
                counters.append(carry)
        return counters


def _at_least(counters: list[int], number: int) -> int:
    """The bits whose count is at least a number."""
    if number >= 1 << len(counters):
        return 0
    more, equal = 0, -1
    for place in range(len(counters) - 1, -1, -1):
        if number >> place & 1:
            equal &= counters[place]
        else:
            more |= equal & counters[place]
            equal &= ~counters[place]
    return more | equal


def numbers(bits: int) -> Iterable[int]:
    """The numbers of the bits that are set, from the lowest."""
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest
