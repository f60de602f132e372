"""The form of a document number (发文字号): issuer code, year in tortoise-shell brackets, running number (3.1.3)."""

from __future__ import annotations

from duban.mechanism.clauses import clause
from duban.mechanism.standing import Function

_SERIES = {
    "letter": "办督函",
    "interview": "办约",
    "listing": "办",
    "extension": "办函",
    "conclusion": "办督结",
    "circular": "办通",
    "transfer": "办移",
}


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
def series_code(short_name: str, issuer: str, kind: str) -> str:
    """The issuer code of a county's office for a kind of document. KeyError for a kind without a series.

    >>> series_code("X", "gov_office", "interview")
    'X府办约'
    """
    side = "委" if issuer == Function.PARTY_OFFICE.value else "府"
    return f"{short_name}{side}{_SERIES[kind]}"
