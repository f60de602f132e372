"""Names that may be meant by one that nobody bears: a character wrong, missing, too many, or two in the other order."""

from __future__ import annotations

from collections.abc import Iterable

MOST = 5


def near(name: str, known: Iterable[str]) -> tuple[str, ...]:
    """The known names that are one slip away from a name of two characters or more, at most five, in their order.

    Of two characters only the second may be wrong: with another surname nearly everybody would be near.
    """
    if len(name) < 2:
        return ()
    found = (other for other in known if other != name and _one_slip(name, other))
    return tuple(other for other, _ in zip(found, range(MOST), strict=False))


def _one_slip(one: str, other: str) -> bool:
    if len(one) == len(other):
        wrong = [n for n, pair in enumerate(zip(one, other, strict=True)) if pair[0] != pair[1]]
        swapped = len(wrong) == 2 and one[wrong[0]] == other[wrong[1]] and one[wrong[1]] == other[wrong[0]]
        return swapped or (len(wrong) == 1 and (len(one) > 2 or wrong != [0]))
    longer, shorter = (one, other) if len(one) > len(other) else (other, one)
    return len(longer) - len(shorter) == 1 and any(
        longer[:n] + longer[n + 1 :] == shorter for n in range(len(longer))
    )
