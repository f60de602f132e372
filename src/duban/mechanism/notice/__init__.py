"""A county's notice: read, cut into articles and paragraphs, bound to the clauses, compared with a pack."""

from __future__ import annotations

from duban.mechanism.notice.answers import VALUE, Answer, fitting, place_of, settled, unanswered
from duban.mechanism.notice.binding import (
    Binding,
    Doubt,
    Passage,
    Superfluous,
    basis_documents,
    bind,
    words_of,
)
from duban.mechanism.notice.comparison import (
    REQUIRED_FACTS,
    MissingNumber,
    NoticeComparison,
    NumberDifference,
    adopted_pack,
    compare,
    trial_ends,
)
from duban.mechanism.notice.reading import Article, Facts, Notice, NoticeUnreadable, Paragraph, cut, decode
from duban.mechanism.notice.values.found import Asked, Found, ValueReading
from duban.mechanism.notice.values.names import Name, NamedValues
from duban.mechanism.notice.values.numbers import numbers, read_values

__all__ = [
    "REQUIRED_FACTS",
    "VALUE",
    "Answer",
    "Article",
    "Asked",
    "Binding",
    "NoticeComparison",
    "NumberDifference",
    "Doubt",
    "Facts",
    "Found",
    "MissingNumber",
    "Name",
    "NamedValues",
    "Notice",
    "NoticeUnreadable",
    "Paragraph",
    "Passage",
    "ValueReading",
    "Superfluous",
    "adopted_pack",
    "basis_documents",
    "bind",
    "compare",
    "cut",
    "decode",
    "fitting",
    "numbers",
    "place_of",
    "read_values",
    "settled",
    "trial_ends",
    "unanswered",
    "words_of",
]
