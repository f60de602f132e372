"""The form of a document number (发文字号): issuer code, year in tortoise-shell brackets, running number (3.1.3)."""

from __future__ import annotations

from duban.mechanism.clauses import clause


@clause("3.1.3")
def number_text(code: str, year: int, n: int) -> str:
    """`code`〔`year`〕`n`号, without leading zeros and without 第.

    >>> number_text("X委办督函", 2026, 1)
    'X委办督函〔2026〕1号'
    """
    if n < 1:
        raise ValueError("a document number starts at 1")
    return f"{code}〔{year:04d}〕{n}号"
