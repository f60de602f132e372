"""The form of a document number (发文字号): issuer code, year in tortoise-shell brackets, running number (3.1.3)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from duban.mechanism.clauses import clause
from duban.mechanism.people.standing import Function

if TYPE_CHECKING:
    from duban.mechanism.words.named import Vocabulary

SERIES: Mapping[str, str] = {
    "extension": "函",
    "conclusion": "督结",
    "circular": "通",
    "transfer": "移",
}
"""The words in the numbers of the offices' other papers; those of measures are the county's."""

_RESULT = "结函"
_ISSUERS = {
    Function.PARTY_OFFICE.value: "委",
    Function.CDI.value: "纪",
    Function.ORG_DEPT.value: "组",
    Function.APPRAISAL.value: "绩",
}


_WRITTEN = re.compile(r"^(?P<code>.*?)[〔\[({【<〈《](?P<year>\d{4}|\d{2})年?[〕\])}】>〉》](?:第)?(?P<n>\d{0,6})号?$")
_SIDES = {Function.PARTY_OFFICE.value: ("委",), Function.GOV_OFFICE.value: ("府", "政")}
_USUAL_WORDS = (("督函", "letter"), ("约", "interview"), ("挂", "listing"))


@dataclass(frozen=True)
class Written:
    """A document number taken apart: issuer code, year, running number; empty or 0 where it does not say so."""

    code: str
    year: int
    n: int

    @property
    def office(self) -> str:
        """The office that the issuer code names, empty where it names neither or both."""
        said = [office for office, words in _SIDES.items() if any(word in self.code for word in words)]
        return said[0] if len(said) == 1 else ""

    def kind(self, words: Vocabulary) -> str:
        """The kind of measure that the issuer code names, as the county writes it or as usual; empty where it names none."""
        own = ((word, kind) for kind, word in words.in_numbers.items() if word)
        return next((kind for word, kind in (*own, *_USUAL_WORDS) if word in self.code), "")


@clause("3.1.3")
def taken_apart(text: str) -> Written | None:
    """What a document number says, in whatever brackets and width it is written; None where it has another form.

    >>> taken_apart("Ｘ委办督函[25]08号")
    Written(code='X委办督函', year=2025, n=8)
    """
    match = _WRITTEN.match("".join(unicodedata.normalize("NFKC", text).split()))
    if match is None:
        return None
    year = int(match["year"])
    return Written(match["code"], year + 2000 if year < 100 else year, int(match["n"] or 0))


@clause("3.1.3")
def normal_number(text: str) -> str:
    """A document number as GB/T 9704 writes it, so that one number is one text; another form stays as it is.

    >>> normal_number("[2025]2号")
    '〔2025〕2号'
    """
    parts = taken_apart(text)
    if parts is None:
        return text
    return f"{parts.code}〔{parts.year:04d}〕{parts.n or ''}号"


@clause("3.1.3")
def number_text(code: str, year: int, n: int) -> str:
    """`code`〔`year`〕`n`号, without leading zeros and without 第.

    >>> number_text("X委办督函", 2026, 1)
    'X委办督函〔2026〕1号'
    """
    if n < 1:
        raise ValueError("a document number starts at 1")
    return f"{code}〔{year:04d}〕{n}号"


@clause("3.1.3")
def series_code(short_name: str, issuer: str, kind: str, words: Vocabulary) -> str:
    """The issuer code of a county's office or organ for a kind of document, the word of a measure as the county has it.

    KeyError for a kind without a series.
    """
    by = f"{short_name}{_ISSUERS.get(issuer, '府')}"
    if kind == "result":
        return f"{by}{_RESULT}"
    return f"{by}办{words.in_numbers[kind] if kind in words.in_numbers else SERIES[kind]}"
