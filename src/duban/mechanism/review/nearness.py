"""Names that may be meant by another one: read in the same way, or one slip of the pen away."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

from duban.mechanism.clauses import clause

MOST = 5
Readings = Callable[[str], tuple[frozenset[str], ...]]
"""For each character of a name the syllables that it may have, without tones; the floors above know them."""


def as_written(name: str) -> tuple[frozenset[str], ...]:
    """The readings where none are known: every character stands for itself."""
    return tuple(frozenset({character}) for character in name)


class NearNames:
    """Known names, made once for a list of any length, to find those that may be meant by another one."""

    def __init__(self, names: Iterable[str], readings: Readings = as_written) -> None:
        self._readings = readings
        self._heard: dict[tuple[int, str, str], list[str]] = defaultdict(list)
        self._slips: dict[str, list[str]] = defaultdict(list)
        for name in filter(None, names):
            for sound in self._ends(name):
                self._heard[sound].append(name)
            for slip in _slips(name):
                self._slips[slip].append(name)

    def _ends(self, name: str) -> Iterator[tuple[int, str, str]]:
        """How a name may begin and end when it is read."""
        read = self._readings(name)
        return ((len(name), first, last) for first in read[0] for last in read[-1])

    @clause("7.1.1")
    def sounding(self, name: str) -> tuple[str, ...]:
        """The other known names that may be read like this one, whatever the characters and the tones."""
        if not name:
            return ()
        own = self._readings(name)
        found = dict.fromkeys(one for sound in self._ends(name) for one in self._heard.get(sound, ()))
        return tuple(
            other
            for other in found
            if other != name and all(a & b for a, b in zip(own, self._readings(other), strict=True))
        )

    @clause("7.1.1")
    def near(self, name: str) -> tuple[str, ...]:
        """The other known names that are one slip away: a character wrong, missing, too many, or two exchanged.

        Of two characters only the second may be wrong: with another surname nearly everybody would be near.
        """
        if len(name) < 2:
            return ()
        found = dict.fromkeys(other for slip in _slips(name) for other in self._slips.get(slip, ()))
        return tuple(other for other in found if other != name and _one_slip(name, other))

    def alike(self, name: str) -> tuple[str, ...]:
        """Those that sound alike, and then those that are near."""
        return tuple(dict.fromkeys((*self.sounding(name), *self.near(name))))


def _slips(name: str) -> Iterator[str]:
    """What a name shares with those that are one slip away: itself, itself short of a character, its characters."""
    yield name
    for n in range(len(name)):
        yield name[:n] + name[n + 1 :]
        yield f"{name[:n]}?{name[n + 1 :]}"
    yield "=" + "".join(sorted(name))


def _one_slip(one: str, other: str) -> bool:
    if len(one) == len(other):
        wrong = [n for n, pair in enumerate(zip(one, other, strict=True)) if pair[0] != pair[1]]
        swapped = len(wrong) == 2 and one[wrong[0]] == other[wrong[1]] and one[wrong[1]] == other[wrong[0]]
        return swapped or (len(wrong) == 1 and (len(one) > 2 or wrong != [0]))
    longer, shorter = (one, other) if len(one) > len(other) else (other, one)
    return len(longer) - len(shorter) == 1 and any(
        longer[:n] + longer[n + 1 :] == shorter for n in range(len(longer))
    )
