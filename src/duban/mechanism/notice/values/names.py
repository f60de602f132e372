"""What a county calls its measures and papers, learned from its own sentences."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from duban.mechanism.notice.reading import Notice
from duban.mechanism.notice.shadow import shadow_of
from duban.mechanism.words.named import INTERVIEW, LETTER, LISTING, NOTICE, TALK, USUAL, Vocabulary

RUNGS = (LETTER, INTERVIEW, LISTING)

_PAPER = "通知书|告知书|通知单|决定书|督办书|督办令|督办卡|通知|令|书|单|函"
_LISTED = re.compile(
    rf"(?P<a>[一-龥]{{2,14}})、(?P<b>[一-龥]{{0,8}}(?:{TALK})[一-龥]{{0,4}}?)(?:、|和|与|及|以及)"
    r"(?P<c>[一-龥]{2,12}?)(?=三[类本个种项]|项目|台账|库|分别|分类|等|事项|清单|档案|情况|[，。；])"
)
_BEFORE = re.compile(".*(?:建立|设立|建|健全|形成|分别|对|把|将|设|含|包括|管理)")
_STORE = re.compile("(?:项目库|台账|数据库|清单|档案|库|事项|情况)+$")
_SEND = "下达|发出|印发|下发|制发|送达|发给|发送|出具|签发|发"
_WRITTEN = re.compile(
    rf"(?:{_SEND}|收到)(?:[^，。；、]{{0,12}}?)《?(?P<n>[一-龥]{{2,10}}?(?:函|单|提示书|督办卡|督办令))》?"
)
_TALKED = re.compile(rf"(?P<n>[一-龥]{{2}}(?:{TALK}))")
_RAISED = re.compile(
    "(?P<n>(?:挂[牌号账帐单]|红牌|黄牌|亮牌|提级|升级|重点|专项|挂图|列单|领衔|立项|跟踪|包案|限期)督[办查])"
)
_COMMON = re.compile("(?:重点|专项|跟踪|限期)督[办查]")
_SHORT = 6
_MOST = 0.6


@dataclass(frozen=True)
class Name:
    """A name of the county: what it stands for, as the county says it, and where it was read (offsets)."""

    key: str
    text: str
    start: int
    end: int


@dataclass(frozen=True)
class NamedValues:
    """The county's own names, by what they stand for; what the text does not name is missing."""

    found: Mapping[str, Name] = field(default_factory=dict)

    def of(self, key: str) -> str:
        """The county's name, or the usual one."""
        return self.found[key].text if key in self.found else USUAL[key]

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The words by which the county speaks of its measures and papers."""
        return Vocabulary(*map(self.of, USUAL))

    @cached_property
    def patterns(self) -> Mapping[str, str]:
        """For each name a pattern of the words that may stand for it in a sentence."""
        letter, talk, listing = (re.escape(self.of(rung)) for rung in RUNGS)
        stem = re.escape(re.sub("督[办查]$", "", self.of(LISTING)))
        return {
            LETTER: f"{letter}|督办函|督办单|督促函|提醒函|收函|来函|该函|函(?=应|须|要|中|件|[^件询])",
            INTERVIEW: f"{talk}|{re.escape(self.vocabulary.talk)}|约谈|被谈话|谈话",
            LISTING: f"{listing}|{stem}督|{re.escape(self.of(NOTICE))}|解除{stem}|摘牌|销账|销号"
            + ("|挂牌(?!照)" if stem == "挂牌" else ""),
            NOTICE: re.escape(self.of(NOTICE)),
        }

    def mention(self, rung: str) -> re.Pattern[str]:
        """The words by which a sentence names a measure."""
        return self._mentions[rung]

    @cached_property
    def _mentions(self) -> Mapping[str, re.Pattern[str]]:
        return {key: re.compile(written) for key, written in self.patterns.items()}

    def follows(self, text: str) -> bool:
        """Whether a text goes on about what was spoken of before: 通知书应当…, 收函单位…, 前款…"""
        return bool(re.search("^(?:该|前款|前述|上述|前条|通知书|告知书|通知单|收到|收函)", text))


def learn(notice: Notice) -> NamedValues:
    """The names of a notice: from the sentence that lists the three, else from how each is spoken of."""
    start, end = notice.preamble.start, (notice.articles or (notice.preamble,))[-1].end
    shadow = shadow_of(notice.text, start, end)
    text = shadow.text.replace("\n", "。")
    found: dict[str, tuple[int, int]] = {}
    listed = _listed(text)
    letter, talk, listing = listed or (None, None, None)
    _put(found, text, LISTING, listing or _most(text, _RAISED, _COMMON))
    paper = _paper(text, found.get(LISTING))
    if paper:
        found[NOTICE] = paper
    _put(
        found,
        text,
        INTERVIEW,
        talk or _most(text, _TALKED, re.compile("被约谈|经约谈|次约谈|受约谈|施约谈|出约谈")),
    )
    _put(found, text, LETTER, letter or _letter(text, found.get(NOTICE)))
    if letter and paper and text[slice(*paper)].endswith(letter):
        del found[NOTICE]
    names = {}
    for key, (first, last) in found.items():
        begin, finish = shadow.span(first, last)
        names[key] = Name(key, text[first:last], begin, finish)
    return NamedValues(names)


def _put(found: dict[str, tuple[int, int]], text: str, key: str, name: str | None) -> None:
    if name and name in text:
        found[key] = (text.index(name), text.index(name) + len(name))


def _listed(text: str) -> tuple[str, str, str] | None:
    for found in _LISTED.finditer(text):
        letter = _STORE.sub("", _BEFORE.sub("", found.group("a")))
        talk = _STORE.sub("", found.group("b"))
        listing = _STORE.sub("", found.group("c"))
        sent = re.search("(?:函|单|书|令|卡)$", letter)
        if sent and "上级" not in found.group() and len(listing) >= 2:
            return letter, talk, listing
    return None


def _most(text: str, wanted: re.Pattern[str], common: re.Pattern[str]) -> str | None:
    counted = Counter(each.group("n") for each in wanted.finditer(text))
    counted = Counter({name: count for name, count in counted.items() if not common.fullmatch(name)})
    best = counted.most_common(1)
    return best[0][0] if best and best[0][1] > 1 else None


def _paper(text: str, listing: tuple[int, int] | None) -> tuple[int, int] | None:
    """The paper by which the gravest measure is begun."""
    base = re.escape(text[slice(*listing)]) if listing else "[一-龥]{0,4}督办"
    found = re.search(rf"(?:立项)?{base}(?:事项)?(?:{_PAPER})(?!单)", text)
    if found:
        return found.span()
    other = re.search(rf"(?:{_SEND})《?(?P<n>[一-龥]{{2,8}}?(?:通知书|告知书|通知单|决定书))", text)
    return other.span("n") if other else None


def _letter(text: str, paper: tuple[int, int] | None) -> str | None:
    """The letter by how it is sent; of a long name the part by which it is spoken of again."""
    own = text[slice(*paper)] if paper else ""
    for found in _WRITTEN.finditer(text):
        name = found.group("n")
        if name == own or own.endswith(name) or name.endswith(own or "\0"):
            continue
        tails = [name[-size:] for size in range(3, min(len(name), _SHORT) + 1)]
        counts = {tail: text.count(tail) for tail in tails}
        if tails:
            least = counts[tails[0]]
            return [tail for tail in tails if counts[tail] >= _MOST * least][-1]
    return None
