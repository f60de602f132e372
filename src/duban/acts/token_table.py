"""The table of tokens (`mechanism.tokens`): which cases a word or a title may mean, by index; and how it is kept.

It answers with candidates, of a word with all of them: whoever asks holds these against the word or the title itself, and
narrows them to what the reader may see. No statement here reads more than a few thousand rows but where a
text is made of nothing but tokens that thousands of cases have.

Rows follow from the texts of a case, so the chain does not vouch for them: the act that writes a text writes its tokens,
the verifier holds them against the texts, `renew` makes them anew.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from heapq import merge
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.db import connection
from django.db.models import Count, Q

from duban.acts.models import Token
from duban.mechanism.tokens import MANY, NEAREST, ranked, rarest, tokens, within
from duban.shared.database import bulk

_NEWEST = 4000
"""Of so many cases that have a token, the newest, it is asked which are near a text."""
_ASKED_FIRST = 3
_COUNTING = (
    "SELECT sought.column1, (SELECT COUNT(*) FROM (SELECT 1 FROM acts_token token WHERE token.jurisdiction_id = %s "
    "AND token.gram = sought.column1 LIMIT %s) counted) FROM (VALUES {}) AS sought"
)
_WITH_ONE = (
    "SELECT * FROM (SELECT case_id, %s AS weight FROM acts_token WHERE jurisdiction_id = %s AND gram = %s "
    "ORDER BY case_id DESC LIMIT %s) newest"
)
_WITH_MOST = "SELECT case_id, SUM(weight) FROM ({}) found GROUP BY case_id ORDER BY 2 DESC, 1 DESC LIMIT %s"
_COLUMNS = ("jurisdiction_id", "gram", "case_id")

Texts = Callable[[int, Collection[int] | None], Iterable[tuple[int, str]]]
"""The texts of a county by which its cases, or these of them, are found: each with the key of its case, in the order of these."""

_texts: list[Texts] = []


def register_texts(texts: Texts) -> None:
    """Have a floor tell the texts by which its cases are found."""
    if texts not in _texts:
        _texts.append(texts)


# asking


def containing(jurisdiction_id: int, word: str, at: str = "case_id") -> Q:
    """Rows of a county whose case may have a text that contains a word; `at` is where they name their case."""
    return meant(jurisdiction_id, [word])(at)


def meant(jurisdiction_id: int, words: Sequence[str]) -> Callable[[str], Q]:
    """The same of several words, each in one text or another: asked once, for rows of any kind that name their case."""
    wanted = [one for one in map(within, words) if one is not None]
    rows = Token._base_manager.filter(jurisdiction_id=jurisdiction_id)
    parts = [rows.filter(gram__range=one).values("case_id") for one in wanted if isinstance(one, tuple)]
    counted = _counted(
        jurisdiction_id, frozenset().union(*(one for one in wanted if isinstance(one, frozenset)))
    )
    grams = [gram for gram, count in counted[:_ASKED_FIRST] if count < MANY]
    cases = [case for case, _ in _sharing(jurisdiction_id, grams, len(grams))] if grams else None
    if cases is None:
        first = [gram for gram, _ in counted[:_ASKED_FIRST]]
        parts += [rows.filter(gram=gram).values("case_id") for gram in first]

    def at(column: str) -> Q:
        found = Q() if cases is None else Q(**{f"{column}__in": cases})
        for part in parts:
            found &= Q(**{f"{column}__in": part})
        return found

    return at


def nearest(jurisdiction_id: int, tokens_of: Iterable[int]) -> list[int]:
    """The cases that share most of what is rare in a text, the most first and of equal ones the newest.

    Of a token that more than a few thousand cases have, the newest of these are asked: however large a county grows, what
    is read stays the same.
    """
    weights = rarest(dict(_counted(jurisdiction_id, tokens_of)))
    if not weights:
        return []
    every = " UNION ALL ".join([_WITH_ONE] * len(weights))
    values = [value for gram, weight in weights.items() for value in (weight, jurisdiction_id, gram, _NEWEST)]
    found = Counter(dict(_asked(_WITH_MOST.format(every), [*values, NEAREST])))
    return ranked(found, weights.values())


def _counted(jurisdiction_id: int, grams: Iterable[int]) -> list[tuple[int, int]]:
    """How many cases have each token, counted up to `_MANY`, the rarest first."""
    wanted = sorted(grams)
    if not wanted:
        return []
    every = ", ".join(["(%s)"] * len(wanted))
    found = _asked(_COUNTING.format(every), [jurisdiction_id, MANY, *wanted])
    return sorted(found, key=lambda one: (one[1], one[0]))


def _sharing(jurisdiction_id: int, grams: Sequence[int], least: int) -> list[tuple[int, int]]:
    """The cases that have at least so many of these tokens, each with how many, the newest first."""
    rows = Token._base_manager.filter(jurisdiction_id=jurisdiction_id, gram__in=grams).values("case_id")
    counted = rows.annotate(shared=Count("gram")).filter(shared__gte=least)
    return sorted(counted.values_list("case_id", "shared"), reverse=True)


def _asked(statement: str, values: Sequence[Any]) -> list[tuple[int, int]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return [(int(one), int(other)) for one, other in cursor.fetchall()]


# keeping


def write(jurisdiction_id: int, texts: Mapping[int, Iterable[str]]) -> None:
    """Write the tokens of texts, by the case that has them; those that are there already stay."""
    rows = {
        (jurisdiction_id, gram, case) for case, own in texts.items() for text in own for gram in tokens(text)
    }
    bulk.insert_values(Token, _COLUMNS, sorted(rows), known="left")


def differing(
    jurisdiction_id: int, cases: Collection[int] | None = None
) -> Iterator[tuple[int, frozenset[int], frozenset[int]]]:
    """The cases, or these of them, whose tokens are not those of their texts: which are missing, and which there for nothing."""
    wanted = _by_case(merge(*(one(jurisdiction_id, cases) for one in _texts), key=itemgetter(0)))
    rows = Token._base_manager.filter(jurisdiction_id=jurisdiction_id).order_by("case_id")
    if cases is not None:
        rows = rows.filter(case_id__in=cases)
    there = _by_case(rows.values_list("case_id", "gram").iterator(2000))
    both = merge(((*one, True) for one in wanted), ((*one, False) for one in there), key=itemgetter(0))
    for case, found in groupby(both, key=itemgetter(0)):
        texts, kept = frozenset[int](), frozenset[int]()
        for _, values, of_texts in found:
            if of_texts:
                texts = frozenset(gram for text in values for gram in tokens(text))
            else:
                kept = frozenset(values)
        if texts != kept:
            yield case, texts - kept, kept - texts


def renew(jurisdiction_id: int, cases: Collection[int] | None = None) -> int:
    """Make the tokens of a county, or of these cases, those of the texts; returns for how many cases they were not."""
    found = list(differing(jurisdiction_id, cases))
    for case, _, more in found:
        if more:
            Token._base_manager.filter(jurisdiction_id=jurisdiction_id, case_id=case, gram__in=more).delete()
    lacking = [(jurisdiction_id, gram, case) for case, missing, _ in found for gram in sorted(missing)]
    bulk.insert_values(Token, _COLUMNS, lacking, known="left")
    return len(found)


def _by_case(rows: Iterable[tuple[int, Any]]) -> Iterator[tuple[int, list[Any]]]:
    for case, found in groupby(rows, key=itemgetter(0)):
        yield case, [value for _, value in found]
