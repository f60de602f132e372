"""What a county calls its measures and papers, put into our own sentences.

Our sentences name a measure or a paper by its usual name in marks: 起草‹督办函›. Whoever hands a sentence out (a page, a
paper, a row, a file, an error) puts the county's word there. What people type and what is quoted from papers has no
marks and stays as it is. Three measures (三（一）、（二）、（三）) and the notice of the gravest one have names; 约谈 and 挂牌
are short for two of them.
"""

from __future__ import annotations

import dataclasses
import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from typing import Any, TypeVar, cast

from duban.mechanism.clauses import clause
from duban.mechanism.papers.numbering import SERIES
from duban.mechanism.parameters import Pack

T = TypeVar("T")
OPEN, CLOSE = "‹", "›"
LETTER, INTERVIEW, LISTING, NOTICE = "letter", "interview", "listing", "notice"
USUAL: Mapping[str, str] = {
    LETTER: "督办函",
    INTERVIEW: "联席约谈",
    LISTING: "挂牌督办",
    NOTICE: "立项挂牌督办通知书",
}
"""What the measures and the paper of the gravest are called where a notice does not say otherwise."""

PARAMETER: Mapping[str, tuple[str, str]] = {
    LETTER: ("letter_name", "3.1.3"),
    INTERVIEW: ("interview_name", "3.2.1"),
    LISTING: ("listing_name", "3.3.1"),
    NOTICE: ("listing_paper_name", "3.3.3"),
}
"""For each name the parameter that keeps it, and its clause."""

NUMBERED: Mapping[str, str] = {
    LETTER: "letter_number_word",
    INTERVIEW: "interview_number_word",
    LISTING: "listing_number_word",
}
"""For each measure the parameter that keeps the word in its numbers (X委办督函); none means by its name (A87)."""

NAMED = frozenset(key for key, _ in PARAMETER.values())
"""The parameters that are names of a county."""


def marked(word: str) -> str:
    """A usual name as it stands in our sentences."""
    return f"{OPEN}{word}{CLOSE}"


TALK = "约谈|谈话|会谈|面谈|会商|约见"
"""How a name of the second measure ends; what it is called for short."""

_TALK = re.compile(f".*({TALK})")
_IN_NUMBERS = re.compile("[一-龥]{1,4}")
_RAISED = re.compile("(挂.|[红黄亮]牌|提级|升级)督[办查]")
_MARKED = re.compile(f"{OPEN}([^{OPEN}{CLOSE}]*){CLOSE}")


@dataclass(frozen=True)
class Vocabulary:
    """The words of a county for the three measures, the notice of the gravest, and in numbers (empty: by the name)."""

    letter: str = USUAL[LETTER]
    interview: str = USUAL[INTERVIEW]
    listing: str = USUAL[LISTING]
    notice: str = USUAL[NOTICE]
    letter_number: str = ""
    interview_number: str = ""
    listing_number: str = ""

    @cached_property
    def words(self) -> Mapping[str, str]:
        """By the usual name, long and short, the county's; a name that cannot be shortened is said whole."""
        raised = _RAISED.fullmatch(self.listing)
        return {
            USUAL[LETTER]: self.letter,
            USUAL[INTERVIEW]: self.interview,
            USUAL[LISTING]: self.listing,
            USUAL[NOTICE]: self.notice,
            "约谈": self.talk,
            "挂牌": raised[1] if raised else self.listing,
            "督函": self.in_numbers[LETTER],
        }

    @property
    def talk(self) -> str:
        """What the second measure is called for short: 约谈, 谈话; a name that cannot be shortened whole."""
        found = _TALK.fullmatch(self.interview)
        return found[1] if found else self.interview

    @property
    def names(self) -> tuple[str, str, str, str]:
        """The four names."""
        return self.letter, self.interview, self.listing, self.notice

    @cached_property
    def in_numbers(self) -> Mapping[str, str]:
        """By measure the word in its numbers: as the county has it, else first and last of the letter's name, the first
        of the interview's, none for the listing (A87). The whole name stands where another series has the word."""
        taken, found = set(SERIES.values()), {}
        for kind, name, word in (
            (LETTER, self.letter, self.letter_number or f"{self.letter[0]}{self.letter[-1]}"),
            (INTERVIEW, self.interview, self.interview_number or self.talk[0]),
            (LISTING, self.listing, self.listing_number),
        ):
            found[kind] = name if word in taken else word
            taken.add(found[kind])
        return found

    def say(self, text: str) -> str:
        """A sentence with the county's words where names stand in marks."""
        return _MARKED.sub(self._word, text) if OPEN in text else text

    def say_bytes(self, content: bytes) -> bytes:
        """The same for a page in UTF-8 that is about to be sent."""
        first, *parts = content.split(_OPEN_BYTES)
        return b"".join((first, *map(self._part, parts))) if parts else content

    def say_all(self, value: T) -> T:
        """The same for every text in lists, mappings and frozen dataclasses; what has none comes back as it is."""
        return cast(T, _each(value, self.say))

    def _part(self, part: bytes) -> bytes:
        """What follows an opening mark, with the word in marks put into the county's."""
        word, closed, rest = part.partition(_CLOSE_BYTES)
        own = self._in_bytes.get(word) if closed else None
        return _OPEN_BYTES + part if own is None else own + rest

    @cached_property
    def _in_bytes(self) -> Mapping[bytes, bytes]:
        return {usual.encode(): own.encode() for usual, own in self.words.items()}

    def _word(self, found: re.Match[str]) -> str:
        return self.words.get(found[1], found[0])


_OPEN_BYTES, _CLOSE_BYTES = OPEN.encode(), CLOSE.encode()


def names_in(content: bytes) -> bool:
    """Whether a page in UTF-8 has anything in marks."""
    return _OPEN_BYTES in content


USUAL_WORDS = Vocabulary()
"""What is said where no county is known."""


@clause("3.1.1", "3.1.3", "3.2.1", "3.3.1", "3.3.3")
@lru_cache(maxsize=256)
def vocabulary(pack: Pack, on: date) -> Vocabulary:
    """The words of the pack that judges a case, or holds on a day; names that come into force later do not count."""
    names = {name: pack.get(key, on) for name, (key, _) in PARAMETER.items()}
    return Vocabulary(**names, **{f"{kind}_number": pack.get(key, on) or "" for kind, key in NUMBERED.items()})


@clause("3.1.3")
def number_word_fault(key: str, word: str | None, words: Vocabulary) -> str:
    """Why a word cannot stand in the numbers of a measure, in Chinese; empty where it can, and for other parameters."""
    kind = next((kind for kind, kept in NUMBERED.items() if kept == key), "")
    if not kind or word is None:
        return ""
    if not _IN_NUMBERS.fullmatch(word):
        return "应为一至四个汉字，不含机关代字和“办”字，如 督函"
    others = {*SERIES.values(), *(other for of, other in words.in_numbers.items() if of != kind)}
    return f"“{word}”已是另一文种的代字" if word in others else ""


def _each(value: Any, say: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return say(value)
    if type(value) is dict:
        said = {_each(key, say): _each(one, say) for key, one in value.items()}
        same = all(a is b and said[a] is value[b] for a, b in zip(said, value, strict=False))
        return value if same else said
    if type(value) in (list, tuple):
        found = type(value)(_each(one, say) for one in value)
        return value if all(map(operator.is_, found, value)) else found
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        held = {field.name: getattr(value, field.name) for field in dataclasses.fields(value) if field.init}
        said = {name: _each(one, say) for name, one in held.items()}
        changed = {name: one for name, one in said.items() if one is not held[name]}
        return dataclasses.replace(value, **changed) if changed else value
    return value
