"""查重: whether two titles mean the same work, judged from what they say (`wordings.read`) and from nothing else.

The measure is how much of what is to be done stands in both, in whatever order; what one writes shorter (住建局) is there
in both. The same place and the same quantity speak for it. Another phase, another year, or a place each that the other does
not name, and they are two works, however alike their words: the same project in two towns is not one project.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from duban.mechanism.key_work.wordings import GAP, Title, is_action, read
from duban.mechanism.tokens import of_pairs, ranked, rarest

ALIKE = 0.56
"""From this measure on two titles are shown as alike; `bench.twice` has what it finds and what it misses."""
SHOWN = 3
_ENOUGH = 1.5
"""So much has to stand in both: a single action, or a word of the office, is no work."""
_SAME_PLACE, _ONE_PLACE = 0.1, -0.2
_SAME_QUANTITY = (0.0, 0.04, 0.11, 0.2, 0.25)
"""What the same quantity adds, by its digits: that both are 3 says little, that both are 1,918 much."""
_OTHER_QUANTITY, _OTHER_MEASURE = -0.1, -0.15


def likeness(one: Title, other: Title) -> float:
    """How likely two titles mean the same work, from 0 to about 1.3."""
    shared = one.pairs & other.pairs
    if not shared or one.phases != other.phases or _differ(one.years, other.years) or _elsewhere(one, other):
        return 0.0
    mine, theirs = _missing(one, shared), _missing(other, shared)
    _abbreviated(one, mine, other, theirs)
    sides = ((one, mine), (other, theirs))
    whole, kept = sum(one.weights) + sum(other.weights), [_kept(*side) for side in sides]
    if min(kept) < _ENOUGH and one.said != other.said:
        return 0.0
    measure = sum(kept) / whole if whole else 1.0
    return max(0.0, round(measure + _places_say(one, other) + _quantities_say(one, other), 6))


def _kept(title: Title, missing: set[int]) -> float:
    return sum(weight for at, weight in enumerate(title.weights) if at not in missing)


def shared_parts(one: Title, other: Title) -> list[str]:
    """What two titles share of places, quantities and words, for people."""
    places = [f"{name}{kind}" for name, kind in sorted(one.places & other.places)]
    amounts = [f"{value:g}{measure}" for measure, value in sorted(one.quantities & other.quantities)]
    runs = "".join(
        GAP if at in _missing(one, one.pairs & other.pairs) or not one.weights[at] else sign
        for at, sign in enumerate(one.said)
    )
    return [*places, *(run for run in runs.split(GAP) if len(run) > 1), *amounts]


def _places_say(one: Title, other: Title) -> float:
    if one.places & other.places:
        return _SAME_PLACE
    return _ONE_PLACE if one.places or other.places else 0.0


def _quantities_say(one: Title, other: Title) -> float:
    if not one.quantities or not other.quantities:
        return 0.0
    if same := one.quantities & other.quantities:
        digits = max(len(f"{value:.0f}".rstrip("0")) for _, value in same)
        return _SAME_QUANTITY[min(digits, len(_SAME_QUANTITY) - 1)]
    measures = {measure for measure, _ in one.quantities} & {measure for measure, _ in other.quantities}
    return _OTHER_QUANTITY if measures else _OTHER_MEASURE


def _differ(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one and other and not one & other)


def _elsewhere(one: Title, other: Title) -> bool:
    """Each names a place that the other does not."""
    return _names_more(one, other) and _names_more(other, one)


def _names_more(one: Title, other: Title) -> bool:
    named = {name for name, _ in other.places}
    return any(
        (name, kind) not in other.places and (name in named or name not in other.said or is_action(name))
        for name, kind in one.places
    )


def _missing(title: Title, shared: frozenset[str]) -> set[int]:
    """Where the signs of a title stand that are in no shared pair."""
    said = title.said
    there = {
        at for start in range(len(said) - 1) if said[start : start + 2] in shared for at in (start, start + 1)
    }
    return {at for at in range(len(said)) if at not in there and said[at] != GAP}


def _abbreviated(one: Title, mine: set[int], other: Title, theirs: set[int]) -> None:
    """What one title writes shorter is missing in neither."""
    of_mine, of_theirs = _runs(mine), _runs(theirs)
    for a in of_mine:
        for b in of_theirs:
            if _shorter([one.said[at] for at in a], [other.said[at] for at in b]):
                mine.difference_update(a)
                theirs.difference_update(b)


def _shorter(one: list[str], other: list[str]) -> bool:
    """One run begins as the other and leaves out some of its signs."""
    long, short = (one, other) if len(one) > len(other) else (other, one)
    rest = iter(long)
    return len(short) > 1 and short[0] == long[0] and all(sign in rest for sign in short)


def _runs(places: Iterable[int]) -> list[list[int]]:
    """Places that follow each other."""
    runs: list[list[int]] = []
    for at in sorted(places):
        if runs and runs[-1][-1] == at - 1:
            runs[-1].append(at)
        else:
            runs.append([at])
    return runs


class Titles:
    """Titles already there, by number in the order in which they were added: what the table of tokens is for one title."""

    def __init__(self) -> None:
        self._titles: list[Title] = []
        self._with: dict[int, list[int]] = defaultdict(list)

    def add(self, title: str) -> int:
        """Add a title; returns its number."""
        one = read(title)
        for token in of_pairs(one.pairs):
            self._with[token].append(len(self._titles))
        self._titles.append(one)
        return len(self._titles) - 1

    def alike(self, title: str) -> list[tuple[float, int]]:
        """The titles that are alike, each with how much, the most alike first and of equal ones the newest."""
        one = read(title)
        weights = rarest({token: len(self._with.get(token, ())) for token in of_pairs(one.pairs)})
        shared = Counter[int]()
        for token, weight in weights.items():
            for number in self._with.get(token, ()):
                shared[number] += weight
        return judged(one, ((self._titles[number], number) for number in ranked(shared, weights.values())))


def judged(title: Title, others: Iterable[tuple[Title, int]]) -> list[tuple[float, int]]:
    """Of candidates those that are alike, the most alike first and of equal ones the newest."""
    found = ((likeness(title, other), number) for other, number in others)
    return sorted((one for one in found if one[0] >= ALIKE), reverse=True)
