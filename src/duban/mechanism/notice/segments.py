"""A notice as sentences and parts of sentences, each with its place and with what it speaks of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from duban.mechanism.notice.reading import PREAMBLE, Article, Notice, Paragraph
from duban.mechanism.notice.shadow import Shadow, shadow_of
from duban.mechanism.notice.values.names import RUNGS, NamedValues

UNIT, LEADER = "unit", "leader"

_PART = re.compile(r"[^，。；：！？\n]+[，。；：！？\n]?")
_STOPS = "。！？\n"
_MARK = re.compile(r"^(?:[（(]?(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})[）)、．.]|[①-⑳])+")
_LEADER = re.compile("干部|通报问责|个人|本人|领导(?!小组|下|班子|审|签|同意|批准|召集)")
_UNIT = re.compile("单位(?!内部|最低|分配|按|领导|主要|负责|的领导)|集体")
_FROM_ABOVE = re.compile(r"(?:上级|国家|中央|省|上一级)[^，。；]{0,14}(?:挂牌|约谈|督办)")
_OUTSIDE = "项目库|台账|数据库|追究|追责|移交|移送|正当理由|奖金|先进"


@dataclass(frozen=True)
class Phrase:
    """What stands between two commas; offsets are those of the notice's text. `half` counts the semicolons."""

    text: str
    start: int
    end: int
    half: int
    offsets: tuple[int, ...] = ()

    def span(self, first: int, last: int) -> tuple[int, int]:
        """The offsets in the notice of a stretch of its words."""
        return self.offsets[first], self.offsets[last - 1] + 1


@dataclass(frozen=True)
class Sentence:
    """A sentence with its parts. `lead` is the head of the list in which it stands, if it stands in one.

    `topic` is the measure that it speaks of (empty where it speaks of none, or of all), and `own` whether it names
    the measure itself; `who` is whose results it speaks of, half by half.
    """

    article: str
    paragraph: str
    parts: tuple[Phrase, ...]
    lead: str
    place: float
    topic: str = ""
    own: bool = False
    who: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """Its words without line breaks."""
        return "".join(part.text for part in self.parts)

    @property
    def start(self) -> int:
        """Where it begins in the notice."""
        return self.parts[0].start

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.parts[-1].end

    def half(self, index: int) -> str:
        """The words between two semicolons."""
        return "".join(part.text for part in self.parts if part.half == index)


def sentences(notice: Notice, names: NamedValues) -> tuple[Sentence, ...]:
    """Every sentence of preamble and articles, in order, with what it speaks of."""
    return tuple(_with_subjects(_with_topics(_cut(notice), names)))


def _cut(notice: Notice) -> Iterator[Sentence]:
    whole = max(len(notice.text), 1)
    for section in notice.sections:
        lead = ""
        for paragraph in section.paragraphs:
            for parts in _of_paragraph(notice, section, paragraph):
                yield Sentence(section.number, paragraph.number, parts, lead, parts[0].start / whole)
                said = "".join(part.text for part in parts)
                lead = _lead(said, lead)


def _lead(said: str, before: str) -> str:
    """The head of a list that the sentence opens, or goes on with."""
    if said.endswith("："):
        return said
    if said.endswith("；"):
        return before or (said if "：" in said else "")
    return ""


def _of_paragraph(notice: Notice, section: Article, paragraph: Paragraph) -> Iterator[tuple[Phrase, ...]]:
    shadow = shadow_of(notice.text, paragraph.body, paragraph.end)
    held: list[Phrase] = []
    half = 0
    for found in _PART.finditer(shadow.text):
        held.append(_part(shadow, found.start(), found.end(), half))
        last = found.group()[-1]
        if last == "；":
            half += 1
        if last in _STOPS:
            yield tuple(held)
            held, half = [], 0
    if held:
        yield tuple(held)


def _part(shadow: Shadow, start: int, end: int, half: int) -> Phrase:
    mark = _MARK.match(shadow.text[start:end])
    if mark and mark.end() < end - start:
        start += mark.end()
    first, last = shadow.span(start, end)
    return Phrase(shadow.text[start:end].rstrip("\n"), first, last, half, shadow.offsets[start:end])


def _with_topics(cut: Iterable[Sentence], names: NamedValues) -> Iterator[Sentence]:
    """What each sentence speaks of: what it names, else what was spoken of before it in the article."""
    before, at = "", ""
    for each in cut:
        where = each.article
        named = _named(each.text, names)
        if len(named) == len(RUNGS) and re.search(_OUTSIDE, each.text):
            named = ()
        elif re.search(_OUTSIDE, each.text) and not re.search("整改", each.text):
            before, at = "", where
            yield each
            continue
        if where != at and not named and where != PREAMBLE and not names.follows(each.text):
            before = ""
        topic = named[-1] if named else before
        before, at = topic, where
        yield replace(each, topic=topic, own=bool(named))


def _named(text: str, names: NamedValues) -> tuple[str, ...]:
    """The measures that a text names, the gravest last; what superiors do is none of the county's."""
    plain = _FROM_ABOVE.sub("", text)
    return tuple(rung for rung in RUNGS if names.mention(rung).search(plain))


def _with_subjects(cut: Iterable[Sentence]) -> Iterator[Sentence]:
    """Whose results each half speaks of: units' or leaders'; a half that does not say goes on with the last."""
    current, article = "", ""
    for each in cut:
        if each.article != article:
            current, article = "", each.article
        who = []
        for half in range(each.parts[-1].half + 1):
            current = _subject(each.half(half)) or current
            who.append(current)
        yield replace(each, who=tuple(who))


def _subject(text: str) -> str:
    unit, leader = _UNIT.search(text), _LEADER.search(text)
    if unit and leader:
        return UNIT if unit.start() < leader.start() else LEADER
    return UNIT if unit else LEADER if leader else ""
