"""Binding: where in a notice each clause has its words, and what in it no clause claims."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from duban.mechanism.clauses import CLAUSES, SCOPES, Clause, cite, clause
from duban.mechanism.notice.reading import PREAMBLE, Article, Notice, Paragraph
from duban.mechanism.notice.shadow import Shadow, pattern, shadow_of

_HEADING = 24
_LABEL = 14
_SEGMENT = re.compile(r"[^。；\n]+[。；]?")


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
class Binding:
    """A notice with the passage of every clause that was found."""

    notice: Notice
    passages: Mapping[str, Passage]
    not_found: tuple[str, ...]
    superfluous: tuple[Superfluous, ...]


@dataclass(frozen=True)
class Place:
    """A stretch of the notice in which a clause is looked for."""

    article: str
    paragraph: str
    start: int
    end: int


def bind(notice: Notice) -> Binding:
    """Find every clause in a notice, in its own paragraph, wherever the county has put that paragraph."""
    places = locate(notice)
    passages: dict[str, Passage] = {}
    for known in CLAUSES.values():
        for place in places.get(known.cite, ()):
            found = _passage(notice, known, place)
            if found:
                passages[known.id] = found
                break
    missing = tuple(each for each in CLAUSES if each not in passages)
    return Binding(notice, passages, missing, tuple(_unclaimed(notice, tuple(passages.values()))))


def words_of(binding: Binding, clause_id: str) -> str:
    """The county's own words of a clause; empty where the notice has none. Raises `UnknownClause`."""
    cite(clause_id)
    found = binding.passages.get(clause_id)
    return "".join(found.words.split()) if found else ""


@clause("0.1")
def basis_documents(notice: Notice) -> tuple[str, ...]:
    """The superior documents that the preamble names, in its order: candidates for an override under 八."""
    return tuple(dict.fromkeys(re.findall("《[^《》]+》", "".join(notice.preamble.text.split()))))


def locate(notice: Notice) -> dict[str, tuple[Place, ...]]:
    """For each article and paragraph of the clause table, by citation, where in this notice to look, best first."""
    articles = {each.number: each for each in notice.articles}
    tops = [each for each in SCOPES if "（" not in each and each != PREAMBLE]
    chosen = _match(
        tops, tuple(articles), lambda number: _words(notice, articles[number].start, articles[number].end)
    )
    places: dict[str, tuple[Place, ...]] = {PREAMBLE: (_whole(notice.preamble),)}
    for scope, number in chosen.items():
        article = articles[number]
        places[scope] = (_place(article, article.paragraphs[0]), _whole(article))
        places |= _paragraphs(notice, scope, article)
    return places


def _paragraphs(notice: Notice, scope: str, article: Article) -> dict[str, tuple[Place, ...]]:
    below = [each for each in SCOPES if each.startswith(f"{scope}（")]
    numbered = {each.number: each for each in article.paragraphs[1:]}
    if not numbered:
        return {each: (_whole(article),) for each in below}
    keys = {each.removeprefix(scope): each for each in below}
    words = {number: _words(notice, each.body, each.end) for number, each in numbered.items()}
    chosen = _match(list(keys), tuple(numbered), lambda number: words[number], scope)
    return {keys[key]: (_place(article, numbered[number]),) for key, number in chosen.items()}


def _match(
    wanted: Sequence[str], offered: Sequence[str], words: Callable[[str], str], prefix: str = ""
) -> dict[str, str]:
    """Which offered number carries each wanted topic.

    A heading decides before the body, and under its own number a topic is taken before it is looked for elsewhere,
    except where the heading there is another topic's.
    """
    topics = {each: re.compile(SCOPES[prefix + each].topic, re.DOTALL) for each in wanted}
    chosen: dict[str, str] = {}

    def headed(number: str) -> bool:
        return any(each not in chosen and topics[each].search(words(number)[:_HEADING]) for each in topics)

    def take(want: str, own: bool, length: int | None) -> None:
        for number in offered:
            free = number not in chosen.values() and (number == want) == own
            if (
                free
                and not (own and length is None and headed(number))
                and topics[want].search(words(number)[:length])
            ):
                chosen[want] = number
                return

    for own, length in ((True, _HEADING), (True, None), (False, _HEADING), (False, None)):
        for want in [each for each in wanted if each not in chosen]:
            take(want, own, length)
    return chosen


def _words(notice: Notice, start: int, end: int) -> str:
    return shadow_of(notice.text, start, end).text.strip()


def _whole(article: Article) -> Place:
    return Place(article.number, "", article.paragraphs[0].body, article.end)


def _place(article: Article, paragraph: Paragraph) -> Place:
    return Place(article.number, paragraph.number, paragraph.body, paragraph.end)


def _passage(notice: Notice, known: Clause, place: Place) -> Passage | None:
    shadow = shadow_of(notice.text, place.start, place.end)
    for anchor in known.anchors:
        found = pattern(anchor).search(shadow.text)
        if found and found.group().strip():
            start, end = shadow.span(found.start(), found.end())
            sentence = _sentence(notice, shadow, found.start(), found.end())
            return Passage(
                known.id, place.article, place.paragraph, notice.text[start:end], sentence, start, end
            )
    return None


def _sentence(notice: Notice, shadow: Shadow, start: int, end: int) -> str:
    while start and shadow.text[start - 1] not in "。\n":
        start -= 1
    while end < len(shadow.text) and shadow.text[end - 1] not in "。\n":
        end += 1
    first, last = shadow.span(start, end)
    return "".join(notice.text[first:last].split())


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
    """Sentences without a clause; a short label at the head of a paragraph is none, nor is 现通知如下."""
    shadow = shadow_of(notice.text, paragraph.body, paragraph.end)
    for found in _SEGMENT.finditer(shadow.text):
        start, end = shadow.span(found.start(), found.end())
        label = len(found.group()) <= _LABEL and (found.start() == 0 or "如下" in found.group())
        if not label and not _claimed(start, end, passages):
            yield Superfluous(section.number, paragraph.number, notice.text[start:end], start, end)


def _claimed(start: int, end: int, passages: Sequence[Passage]) -> bool:
    return any(each.start < end and start < each.end for each in passages)
