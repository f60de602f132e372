"""What a person answered to what a notice leaves in doubt, put into its binding and its values."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from duban.mechanism.clauses import CLAUSES
from duban.mechanism.notice.binding import Binding, Passage
from duban.mechanism.notice.comparison import NoticeComparison
from duban.mechanism.notice.values.found import Asked, Found

HERE, ABSENT, VALUE, DEFAULT, NONE = "here", "absent", "value", "default", "none"
_FITTING = {
    "clause": (HERE, ABSENT),
    "value": (VALUE, DEFAULT),
    "number": (NONE, DEFAULT),
    "fact": (DEFAULT,),
}


@dataclass(frozen=True)
class Answer:
    """An answer: to which item, of which kind, with which words and value, and why."""

    item: str
    how: str
    words: str = ""
    value: Any = None
    reason: str = ""


def fitting(item: str) -> tuple[str, ...]:
    """The kinds of answers that an item takes: a clause stands here or is absent, a value is so much or the usual one."""
    return _FITTING[item.partition(":")[0]]


def place_of(binding: Binding, clause_id: str, words: str) -> Passage | None:
    """The passage at which a person points; None where these words do not stand in the text."""
    wanted = "".join(words.split())
    for sentence in binding.sentences:
        whole = sentence.text
        at = whole.find(wanted) if wanted else -1
        if at < 0:
            continue
        offsets = [offset for part in sentence.parts for offset in part.offsets[: len(part.text)]]
        start, end = offsets[at], offsets[at + len(wanted) - 1] + 1
        text = binding.notice.text[start:end]
        return Passage(clause_id, sentence.article, sentence.paragraph, text, whole, start, end)
    return None


def unanswered(asked: Iterable[Asked], answers: Iterable[Answer]) -> tuple[Asked, ...]:
    """What keeps a notice from coming into force: asked, and nobody has answered it."""
    answered = {each.item for each in answers}
    return tuple(each for each in asked if each.binding and each.key not in answered)


def settled(binding: Binding, comparison: NoticeComparison, answers: Iterable[Answer]) -> NoticeComparison:
    """The comparison with the answers in it: passages pointed at are bound, values given are values of the text."""
    known = {each.key: each for each in comparison.asked}
    bound = {each.clause: each for each in comparison.bound}
    found = []
    for each in answers:
        asked = known.get(each.item)
        if asked is None:
            continue
        if each.how == HERE and (passage := place_of(binding, asked.clause, each.words)) is not None:
            bound[asked.clause] = passage
        if each.how == VALUE:
            found.append(Found(asked.parameter, asked.clause, each.value, each.words, 0, 0))
    return replace(
        comparison,
        bound=tuple(bound[each] for each in CLAUSES if each in bound),
        not_found=tuple(each for each in comparison.not_found if each not in bound),
        answered=tuple(found),
    )
