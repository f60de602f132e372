"""Conditions as text of a statement, written once for all readers that differ in keys only.

Making the text of a condition costs Django ten times what the database takes to answer it, and almost every statement
of a page holds one: who may see the rows.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.core.exceptions import EmptyResultSet, FullResultSet
from django.db import connection, models
from django.db.models import Q
from django.db.models.expressions import Expression

from duban.shared.conditions import Condition, alternatives

_FIRST_MARK = -1_000_001
"""Marks count downward from here, so that none is a mark of a statement around."""
_PLACE = "place_{}"
_PLACES = re.compile(r"\bplace_(\d+)\b")
_ALIASES = re.compile(r"\b([A-Z]{1,2}\d+)\b")


def meeting(rows: models.QuerySet[Any, Any], condition: Condition) -> models.QuerySet[Any, Any]:
    """Those of some rows that meet a condition: the same as `rows.filter(condition.query())`."""
    return rows.filter(_said(rows.model, condition))


def _said(model: type[models.Model], condition: Condition) -> Q:
    """What can be written is; of alternatives those that cannot are said in Django's way beside the others."""
    if condition.lasting:
        marks: dict[Any, int] = {}
        alike = condition.opened(lambda key: marks.setdefault(key, _FIRST_MARK - len(marks)))
        text = _text(model, alike, connection.vendor)
        return condition.query() if text is None else Q(_Written(text, tuple(marks)))
    written, others = alternatives(condition)
    return others.query() | _said(model, written) if others is not condition else condition.query()


@dataclass(frozen=True)
class _Text:
    """A condition on rows, of which and of those that `ways` of keys lead to it speaks by `_PLACE`, in this order.

    Of its values those that are no more than `_FIRST_MARK` stand for keys.
    """

    sql: str
    values: tuple[Any, ...]
    ways: tuple[tuple[str, ...], ...]


@lru_cache(maxsize=1024)
def _text(model: type[models.Model], condition: Condition, vendor: str) -> _Text | None:
    """The text, or nothing where the condition is always or never met, or rows lead to several others."""
    query: Any = model._base_manager.filter(condition.query()).query
    ways: dict[str, tuple[str, ...]] = {query.get_initial_alias(): ()}
    for alias, join in query.alias_map.items():
        if alias in ways or not query.alias_refcount[alias]:
            continue
        if not join.join_field.many_to_one or join.parent_alias not in ways:
            return None
        ways[alias] = (*ways[join.parent_alias], join.join_field.name)
    query.change_aliases({alias: _PLACE.format(place) for place, alias in enumerate(ways)})
    try:
        sql, values = query.where.as_sql(query.get_compiler(connection=connection), connection)
    except (EmptyResultSet, FullResultSet):
        return None
    return _Text(_ALIASES.sub(lambda alias: f"of_{alias[1].lower()}", sql), tuple(values), tuple(ways.values()))


class _Written(Expression):
    """The text about the rows of a statement around, whatever these are called in it, with the keys of one reader."""

    conditional = True
    output_field = models.BooleanField()

    def __init__(self, text: _Text, keys: tuple[Any, ...], names: tuple[str, ...] = ()) -> None:
        super().__init__()
        self._text, self._keys, self._names = text, keys, names

    def resolve_expression(self, query: Any = None, *args: Any, **kwargs: Any) -> _Written:
        """Bound to the rows that the statement asks for, and to those that it joins to them."""
        own = query.get_initial_alias()
        joined = [query.setup_joins([*way], query.get_meta(), own).joins[-1] for way in self._text.ways[1:]]
        return _Written(self._text, self._keys, (own, *joined))

    def relabeled_clone(self, change_map: Mapping[str, str]) -> _Written:
        """The same where the rows are called otherwise."""
        return _Written(self._text, self._keys, tuple(change_map.get(name, name) for name in self._names))

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        """The text with the names of the rows and the keys put in."""
        names = [compiler.quote_name_unless_alias(name) for name in self._names]
        values = tuple(self._given(value) for value in self._text.values)
        return _PLACES.sub(lambda place: names[int(place[1])], self._text.sql), values

    def _given(self, value: Any) -> Any:
        """The key for a mark, as the number of the database's own kind that the mark has become."""
        is_mark = isinstance(value, int) and value <= _FIRST_MARK
        return type(value)(self._keys[_FIRST_MARK - value]) if is_mark else value

    def get_group_by_cols(self) -> list[Any]:
        """It is never grouped by."""
        return []
