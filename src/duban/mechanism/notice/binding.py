"""Binding: where in a notice each clause has its words, and what in it no clause claims."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from duban.mechanism.clauses import CLAUSES, cite, clause
from duban.mechanism.notice.reading import Article, Notice, Paragraph
from duban.mechanism.notice.saying import Saying, sayings
from duban.mechanism.notice.scoring import Candidate, Seen, candidates, joined
from duban.mechanism.notice.segments import Sentence, sentences
from duban.mechanism.notice.shadow import shadow_of
from duban.mechanism.notice.values.names import NamedValues, learn

_LABEL = 14
_SEGMENT = re.compile(r"[^。；\n]+[。；]?")
_SURE = 1.35
_MARGIN = 0.08
_LIKELY = 0.9
_SHOWN = 3


@dataclass(frozen=True)
class Passage:
    """The words of the notice on which a clause rests.

    `words` are the clause's own words, `sentence` the whole sentence around them; `start` and `end` are the
    offsets of the words in the notice's text. `paragraph` is empty where the article stands alone.
    """

    clause: str
    article: str
    paragraph: str
    words: str
    sentence: str
    start: int
    end: int


@dataclass(frozen=True)
class Superfluous:
    """A sentence, paragraph or article that no clause claims: a person must look at it."""

    article: str
    paragraph: str
    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Doubt:
    """A clause of which it is not sure where it stands, with the sentences that may be meant, the likeliest first."""

    clause: str
    passages: tuple[Passage, ...]


@dataclass(frozen=True)
class Binding:
    """A notice with the passage of every clause that was found; `doubts` are those that a person must settle."""

    notice: Notice
    names: NamedValues
    sentences: tuple[Sentence, ...]
    passages: Mapping[str, Passage]
    doubts: tuple[Doubt, ...]
    not_found: tuple[str, ...]
    superfluous: tuple[Superfluous, ...]


def bind(notice: Notice) -> Binding:
    """Find every clause in a notice by what its sentences say, wherever they stand and whatever things are called.

    A clause is bound where one passage says all that it says and no other does as well; it is asked about where
    two do, or where one says most of it; else it is not found.
    """
    names = learn(notice)
    seen = tuple(Seen(each) for each in sentences(notice, names))
    known = sayings(tuple(sorted(names.patterns.items())))
    passages: dict[str, Passage] = {}
    doubts: list[Doubt] = []
    for saying in known:
        ranked = _ranked(saying, seen)
        chosen = _chosen(ranked)
        if chosen is not None:
            passages[saying.clause] = _passage(notice, saying, seen, chosen)
        elif ranked:
            near = tuple(_passage(notice, saying, seen, each) for each in ranked[:_SHOWN])
            doubts.append(Doubt(saying.clause, near))
    missing = tuple(each for each in CLAUSES if each not in passages)
    return Binding(
        notice,
        names,
        tuple(each.sentence for each in seen),
        passages,
        tuple(doubts),
        missing,
        tuple(_unclaimed(notice, tuple(passages.values()))),
    )


def _ranked(saying: Saying, seen: Sequence[Seen]) -> list[Candidate]:
    """What may be the words of a clause, the best first: one candidate a sentence."""
    best = []
    for each in seen:
        found = sorted(candidates(saying, each), key=lambda one: (-one.whole, -one.score))
        if found and (found[0].whole or found[0].score >= _LIKELY):
            best.append(found[0])
    return sorted(best, key=lambda one: (-one.whole, -one.score, one.sentence.start))


def _chosen(ranked: Sequence[Candidate]) -> Candidate | None:
    """The best candidate, if it is sure and clearly better than the next."""
    if not ranked or not ranked[0].whole or ranked[0].score < _SURE:
        return None
    if len(ranked) > 1 and ranked[1].whole and ranked[0].score - ranked[1].score < _MARGIN:
        return None
    return ranked[0]


def _passage(notice: Notice, saying: Saying, seen: Sequence[Seen], chosen: Candidate) -> Passage:
    own = next(each for each in seen if each.sentence is chosen.sentence)
    first, last = joined(saying, own, chosen)
    parts = chosen.sentence.parts
    start, end = parts[first].start, parts[last].end
    while end > start and notice.text[end - 1] in "，。；：,;:\n \t\u3000":
        end -= 1
    return Passage(
        saying.clause,
        chosen.sentence.article,
        chosen.sentence.paragraph,
        notice.text[start:end],
        _whole(notice, chosen.sentence),
        start,
        end,
    )


def _whole(notice: Notice, sentence: Sentence) -> str:
    return "".join(notice.text[sentence.start : sentence.end].split())


def words_of(binding: Binding, clause_id: str) -> str:
    """The county's own words of a clause; empty where the notice has none. Raises `UnknownClause`."""
    cite(clause_id)
    found = binding.passages.get(clause_id)
    return "".join(found.words.split()) if found else ""


@clause("0.1")
def basis_documents(notice: Notice) -> tuple[str, ...]:
    """The superior documents that the preamble names, in its order: candidates for an override under 八."""
    return tuple(dict.fromkeys(re.findall("《[^《》]+》", "".join(notice.preamble.text.split()))))


def _unclaimed(notice: Notice, passages: Sequence[Passage]) -> Iterator[Superfluous]:
    for section in notice.sections:
        if not _claimed(section.start, section.end, passages):
            if section.text:
                yield Superfluous(section.number, "", section.text, section.start, section.end)
            continue
        for paragraph in section.paragraphs:
            if paragraph.number and not _claimed(paragraph.body, paragraph.end, passages):
                yield Superfluous(
                    section.number, paragraph.number, paragraph.text, paragraph.start, paragraph.end
                )
            else:
                yield from _unclaimed_sentences(notice, section, paragraph, passages)


def _unclaimed_sentences(
    notice: Notice, section: Article, paragraph: Paragraph, passages: Sequence[Passage]
) -> Iterator[Superfluous]:
    """Sentences without a clause; the head of a paragraph or of a list is none, nor is 现通知如下."""
    shadow = shadow_of(notice.text, paragraph.body, paragraph.end)
    for found in _SEGMENT.finditer(shadow.text):
        start, end = shadow.span(found.start(), found.end())
        said = found.group().rstrip("\n")
        label = (len(said) <= _LABEL and (found.start() == 0 or "如下" in said)) or said.endswith("：")
        if not label and not _claimed(start, end, passages):
            yield Superfluous(section.number, paragraph.number, notice.text[start:end], start, end)


def _claimed(start: int, end: int, passages: Sequence[Passage]) -> bool:
    return any(each.start < end and start < each.end for each in passages)
