"""How a database would answer what was asked of it: which tables that grow it would read from end to end.

PostgreSQL is told that reading whole tables costs more than anything, so that of a small county the same is said as of a
large one. SQLite has statistics of the county. What begins with the county alone is read from end to end too, but where
no more rows are asked for than a page shows or a figure counts.
"""

from __future__ import annotations

import json
import re
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from django.db import connection, transaction

GROWN = 400
"""A table of the county with so many rows grows with its matters."""
_WIDE = {"jurisdiction_id", "outcome", "recorded_to"}
"""Columns that say nothing of a row in a county: an index on these alone gives most of the table."""
_READING = ("SELECT", "WITH", "UPDATE", "DELETE")
_NAMED = re.compile(r'(?:FROM|JOIN|UPDATE)\s+"?(\w+)"?(?:\s+(?:AS\s+)?"?(?!WHERE|ON|INNER|LEFT|SET|ORDER|LIMIT|GROUP)(\w+)"?)?')
_CARRYING = ("shared/", "acts/sight/", "acts/owing/duties", "audit/scope")
_BOUND = re.compile(r"LIMIT \d{1,4}\b")

Asked = dict[str, Any]


@contextmanager
def asking(into: Asked) -> Iterator[None]:
    """Note each different statement with the values that it was asked with first."""

    def noted(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        if not many and sql.lstrip().startswith(_READING):
            into.setdefault(re.sub(r"(%s, )+%s", "%s, …", sql), (sql, params, _asker()))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(noted):
        yield


def _asker() -> str:
    """The place in the program that asked: the last that is neither visibility nor what carries statements out."""
    for frame in reversed(traceback.extract_stack()):
        place = frame.filename.rpartition("/src/duban/")[2]
        if place != frame.filename and not place.startswith(_CARRYING):
            return f"{place}:{frame.name}"
    return "?"


def growing() -> set[str]:
    """The tables of which the county has many rows."""
    return {
        model._meta.db_table
        for model in apps.get_models()
        if model.__module__.startswith("duban") and model._base_manager.count() >= GROWN
    }


def read_whole(asked: Asked, tables: set[str]) -> set[tuple[str, str]]:
    """Which growing tables would be read from end to end, each with the place that asks for it."""
    found: set[tuple[str, str]] = set()
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")
        for sql, params, asker in asked.values():
            names = {alias or table: table for table, alias in _NAMED.findall(sql)} | {table: table for table in tables}
            scanned = _by_postgresql if connection.vendor == "postgresql" else _by_sqlite
            found |= {(asker, names.get(one, one)) for one in scanned(cursor, sql, params)}
    return {(asker, table) for asker, table in found if table in tables}


def _by_sqlite(cursor: Any, sql: str, params: Any) -> Iterator[str]:
    cursor.execute(f"EXPLAIN QUERY PLAN {sql}", params)
    for *_, detail in cursor.fetchall():
        words = re.match(r"(SCAN|SEARCH) (\w+)(?: USING .*?\((.*)\))?", detail)
        if words and (words[1] == "SCAN" or _is_wide(words[3])) and not _BOUND.search(sql):
            yield words[2]


def _by_postgresql(cursor: Any, sql: str, params: Any) -> Iterator[str]:
    cursor.execute(f"EXPLAIN (FORMAT JSON) {sql}", params)
    (told,) = cursor.fetchone()
    plans = [one["Plan"] for one in (told if isinstance(told, list) else json.loads(told))]
    while plans:
        plan = plans.pop()
        if plan["Node Type"] == "Limit":
            continue
        plans += plan.get("Plans", [])
        if plan["Node Type"] == "Seq Scan" or ("Index Cond" in plan and _is_wide(plan["Index Cond"])):
            yield plan.get("Relation Name", "")


def _is_wide(compared: str | None) -> bool:
    """Whether nothing but the county is compared; where nothing is said, a key is."""
    if not compared:
        return False
    columns = set(re.findall(r"\(*(\w+)\)?(?:::\w+)?\s*(?:=|>|<|IS|~)", compared))
    return bool(columns) and columns <= _WIDE
