"""What is found of each kind: candidates by their tokens, the one visibility, and then the text itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain, islice
from typing import Any

from django.db.models import Q, QuerySet

from duban.acts import token_table
from duban.acts.findable import Face, Findable, findables
from duban.acts.sight.visibility import visibility_of
from duban.insight.selectors.search.in_directory import in_directory
from duban.insight.selectors.search.query import Query
from duban.mechanism.clauses import clause
from duban.mechanism.tokens import contains
from duban.shared.actor import Actor
from duban.shared.conditions import NOTHING
from duban.shared.pages import EXACT, Page, bounds

GROUPS = {
    "matters": "重点工作",
    "measures": "三项措施",
    "cases": "追责与移交",
    "papers": "公文正文",
    "files": "附件",
    "bulletins": "通报专报",
    "units": "单位",
    "people": "人员",
}
"""What is found, by heading, in the order in which it is shown."""
_FEW = 5
_COUNTED = 100
_FIRST, _PORTION, _MOST = 200, 1000, 5000


@dataclass(frozen=True)
class Group:
    """What was found under one heading: of `total` (more than that if `beyond`) the first few, or a page.

    `cut` says that only the newest rows were looked through.
    """

    key: str
    label: str
    hits: tuple[Face, ...]
    total: int
    beyond: bool = False
    cut: bool = False

    @property
    def counted(self) -> str:
        """The total as it is shown."""
        return f"{self.total}+" if self.beyond else str(self.total)


@clause("4.5")
def search(*, actor: Actor, wanted: Query) -> tuple[Group, ...]:
    """What the actor may see of what the words mean: by heading the first few and how many there are."""
    looking = _Looking(actor, wanted.words)
    every = [looking.under(key, _COUNTED) for key in GROUPS] if wanted.words else []
    return tuple(replace(one, hits=one.hits[:_FEW]) for one in every if one.hits)


def search_one(*, actor: Actor, wanted: Query, key: str, number: int = 1, size: int = 25) -> tuple[Group, Page[Face]]:
    """What was found under one heading, and a page of it."""
    number, size, start = bounds(number, size)
    found = _Looking(actor, wanted.words).under(key, EXACT)
    shown = replace(found, hits=found.hits[start : start + size])
    return shown, Page(shown.hits, number, size, found.total, found.beyond, more=start + size < found.total)


class _Looking:
    """One search of one reader: which cases may be meant is asked once for all kinds."""

    def __init__(self, actor: Actor, words: Sequence[str]) -> None:
        self.actor, self.words = actor, words

    @cached_property
    def _meant(self) -> Callable[[str], Q]:
        return token_table.meant(self.actor.jurisdiction_id, self.words)

    def under(self, key: str, most: int) -> Group:
        """What is found under a heading, and whether there is more of it than the most that is asked for."""
        through = [self._rows(one) for one in findables() if one.group == key]
        faces = chain(in_directory(self.actor, key, self.words), *(_faces(one, self.words) for one in through))
        hits = tuple(islice(faces, most + 1))
        cut = any(one.cut for one in through)
        return Group(key, GROUPS[key], hits[:most], min(len(hits), most), len(hits) > most or cut, cut)

    def _rows(self, one: Findable) -> _Through:
        """The rows of a kind that the actor sees and that may be meant."""
        seen = visibility_of(one.kind)
        condition = seen.condition(self.actor)
        if condition is NOTHING:
            return _Through(one)
        rows = seen.meeting(condition, self.actor.jurisdiction_id)
        rows = rows.filter(one.only.query(), one.at_last.query())
        if one.case:
            rows = rows.filter(self._meant(one.case))
        if one.in_full is not None:
            rows = rows.annotate(in_full=one.in_full(self.actor).query())
        return _Through(one, rows.annotate(**one.joined).order_by("-pk"))


@dataclass
class _Through:
    """Rows of a kind, read a portion at a time, the newest first; `cut` tells that the oldest were left out."""

    kind: Findable
    rows: QuerySet[Any] | None = None
    cut: bool = False

    def __iter__(self) -> Iterator[Mapping[str, Any]]:
        columns = ["pk", *self.kind.columns, *self.kind.told, *self.kind.joined, *(("in_full",) if self.kind.in_full else ())]
        read, size, rest = 0, _FIRST, self.rows
        while rest is not None:
            portion = list(rest.values(*columns)[:size])
            yield from portion
            read += len(portion)
            if len(portion) < size:
                return
            if read >= _MOST:
                self.cut = True
                return
            rest, size = self.rows.filter(pk__lt=portion[-1]["pk"]), _PORTION  # type: ignore[union-attr]


def _faces(through: _Through, words: Sequence[str]) -> Iterator[Face]:
    """Of rows that may be meant those whose text says the words, as they are shown."""
    for row in through:
        values = through.kind.values(row)
        if contains([values[name] for name in through.kind.columns], words):
            yield through.kind.face(values)
