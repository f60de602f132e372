"""A county's notice: read, cut into articles and paragraphs, bound to the clauses, compared with a pack."""

from __future__ import annotations

from duban.mechanism.notice.binding import Binding, Passage, Superfluous, basis_documents, bind, words_of
from duban.mechanism.notice.comparison import (
    REQUIRED_FACTS,
    Comparison,
    Difference,
    MissingNumber,
    adopted_pack,
    compare,
    trial_ends,
)
from duban.mechanism.notice.numbers import Found, numbers
from duban.mechanism.notice.reading import Article, Facts, Notice, NoticeUnreadable, Paragraph, cut, decode

__all__ = [
    "REQUIRED_FACTS",
    "Article",
    "Binding",
    "Comparison",
    "Difference",
    "Facts",
    "Found",
    "MissingNumber",
    "Notice",
    "NoticeUnreadable",
    "Paragraph",
    "Passage",
    "Superfluous",
    "adopted_pack",
    "basis_documents",
    "bind",
    "compare",
    "cut",
    "decode",
    "numbers",
    "trial_ends",
    "words_of",
]
