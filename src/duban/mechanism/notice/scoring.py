"""How well the words of a sentence say what a clause says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from duban.mechanism.notice.saying import Saying
from duban.mechanism.notice.segments import Phrase, Sentence

_LONGEST = 4
_PER_PART = 0.06
_WITH = 1.0
_TOPIC = 0.8
_NO_TOPIC = -0.2
_EARLY = 0.35
_BEGINNING = 0.12
_LATE = 0.3
_WHO = 0.6


@dataclass(frozen=True)
class Candidate:
    """Neighbouring parts of a sentence that may be the words of a clause.

    `score` is 0 to about 3; `whole` says that all that the clause needs is said.
    """

    clause: str
    sentence: Sentence
    first: int
    last: int
    score: float
    whole: bool

    @property
    def parts(self) -> tuple[Phrase, ...]:
        """The parts in question."""
        return self.sentence.parts[self.first : self.last + 1]

    @property
    def text(self) -> str:
        """Their words."""
        return "".join(part.text for part in self.parts)


class Seen:
    """Which patterns are found in which part of a sentence: each is looked for once."""

    def __init__(self, sentence: Sentence) -> None:
        """Look at one sentence."""
        self.sentence = sentence
        self._found: dict[tuple[re.Pattern[str], int], bool] = {}

    def says(self, wanted: re.Pattern[str], first: int, last: int) -> bool:
        """Whether one of the parts from first to last says it."""
        return any(self._in(wanted, index) for index in range(first, last + 1))

    def _in(self, wanted: re.Pattern[str], index: int) -> bool:
        key = (wanted, index)
        if key not in self._found:
            self._found[key] = wanted.search(self.sentence.parts[index].text) is not None
        return self._found[key]


def candidates(saying: Saying, seen: Seen) -> Iterator[Candidate]:
    """Every shortest stretch of a sentence that says all a clause needs; else the one that says most of it."""
    sentence = seen.sentence
    last = len(sentence.parts) - 1
    if not any(seen.says(need, 0, last) for need in saying.need[:1]) and not any(
        seen.says(need, 0, last) for need in saying.need[1:]
    ):
        return
    found: list[tuple[int, int]] = []
    for start, end in _windows(last, whole=not all_in_few(saying)):
        inside = any(start <= first and final <= end for first, final in found)
        if not inside and all(seen.says(need, start, end) for need in saying.need):
            found.append((start, end))
    for start, end in found:
        score = _score(saying, seen, start, end)
        if score is not None:
            yield Candidate(saying.clause, sentence, start, end, score, True)
    if not found:
        yield from _partial(saying, seen)


def all_in_few(saying: Saying) -> bool:
    """Whether what a clause needs stands in few parts: so it does where it needs two things, lists run on."""
    return len(saying.need) <= 2 and not saying.wide


def _windows(last: int, whole: bool) -> Iterator[tuple[int, int]]:
    """Stretches of parts, the shortest first."""
    longest = last + 1 if whole else min(_LONGEST, last + 1)
    for length in range(1, longest + 1):
        for start in range(last - length + 2):
            yield start, start + length - 1


def _partial(saying: Saying, seen: Seen) -> Iterator[Candidate]:
    """A part that says some of what a clause needs: never bound, perhaps asked about."""
    sentence = seen.sentence
    for index in range(len(sentence.parts)):
        said = sum(seen.says(need, index, index) for need in saying.need)
        if not said or (len(saying.need) > 1 and said * 2 < len(saying.need)):
            continue
        score = _score(saying, seen, index, index)
        if score is not None:
            yield Candidate(saying.clause, sentence, index, index, score * said / len(saying.need), False)


def _score(saying: Saying, seen: Seen, first: int, last: int) -> float | None:
    """None where the words say what the clause never says."""
    sentence = seen.sentence
    if any(seen.says(each, first, last) for each in saying.never) or not _around(saying, sentence):
        return None
    halves = {part.half for part in sentence.parts[first : last + 1]}
    beside = [index for index, part in enumerate(sentence.parts) if part.half in halves]
    if any(seen.says(each, beside[0], beside[-1]) for each in saying.apart):
        return None
    score = 1.0 - _PER_PART * (last - first)
    if saying.with_:
        near = sum(seen.says(each, first, last) for each in saying.with_)
        wide = sum(seen.says(each, beside[0], beside[-1]) for each in saying.with_)
        score += _WITH * (near + wide) / (2 * len(saying.with_))
    topic = _topic(saying, sentence)
    who = _who(saying, sentence, beside[0])
    if topic is None or who is None:
        return None
    if saying.early and sentence.place > _LATE:
        return None
    return score + topic + who + (_early(sentence) if saying.early else 0.0)


def _around(saying: Saying, sentence: Sentence) -> bool:
    text = sentence.lead + sentence.text
    return all(each.search(text) for each in saying.around)


def _topic(saying: Saying, sentence: Sentence) -> float | None:
    if saying.no_topic:
        return None if sentence.own and sentence.topic else _TOPIC / 2
    if not saying.about:
        return _TOPIC / 2
    if not sentence.topic:
        return _NO_TOPIC
    if sentence.topic != saying.about:
        return None
    return _TOPIC if sentence.own else _TOPIC * 0.75


def _who(saying: Saying, sentence: Sentence, first: int) -> float | None:
    who = sentence.who[sentence.parts[first].half]
    if not saying.who or not who:
        return 0.0
    return _WHO if who == saying.who else None


def _early(sentence: Sentence) -> float:
    return _EARLY if sentence.place < _BEGINNING else -_EARLY * 2


def joined(saying: Saying, seen: Seen, candidate: Candidate) -> tuple[int, int]:
    """The parts of a candidate, widened as its clause is: to the semicolons, or over neighbours that say the same."""
    parts: Sequence[Phrase] = candidate.sentence.parts
    first, last = candidate.first, candidate.last
    if saying.wide:
        halves = {part.half for part in candidate.parts}
        inside = [index for index, part in enumerate(parts) if part.half in halves]
        first, last = inside[0], inside[-1]
    if saying.joined:
        while first > 0 and _also(saying, seen, first - 1):
            first -= 1
        while last < len(parts) - 1 and _also(saying, seen, last + 1):
            last += 1
    return first, last


def _also(saying: Saying, seen: Seen, index: int) -> bool:
    return all(seen.says(need, index, index) for need in saying.need) and not any(
        seen.says(each, index, index) for each in saying.never
    )
