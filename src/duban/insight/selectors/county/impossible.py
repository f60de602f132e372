"""What in this database cannot be, for use before an upgrade: it is read as it stands, by this version or one before."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import connection

from duban.shared.database.impossible import Columns, Impossible, columns, found

_JOINED = (
    ("matters_matter", "assist_units", "organisations_unit", "单位"),
    ("matters_matter", "narrowed_to", "organisations_person", "人员"),
)
"""Numbers joined by commas, as versions before kept them: in which column, and of which table they are."""
_WRITE = "请按审计记录（duban audit verify）和备份改成实有的编号，写作 ,12,34, 的样子"
_AGREE = "请运行 duban audit verify 查明哪一处是绕过系统改的，从备份恢复"
_AGREEING = (
    (
        "lead_is_a_unit_of_it",
        "牵头单位与事项的单位清单不一致",
        "SELECT m.id FROM matters_matter m WHERE (m.lead_unit_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM matters_matterunit u "
        "WHERE u.matter_id = m.id AND u.unit_id = m.lead_unit_id AND u.role = 'lead' AND u.until IS NULL)) "
        "OR EXISTS (SELECT 1 FROM matters_matterunit u WHERE u.matter_id = m.id AND u.role = 'lead' AND u.until IS NULL "
        "AND (m.lead_unit_id IS NULL OR u.unit_id <> m.lead_unit_id)) ORDER BY m.id",
    ),
    (
        "narrowed_has_readers",
        "是否缩小范围与知悉人清单不一致",
        "SELECT m.id FROM matters_matter m WHERE m.narrowed <> EXISTS (SELECT 1 FROM matters_matterreader r "
        "WHERE r.matter_id = m.id AND r.until IS NULL) ORDER BY m.id",
    ),
)
"""Rows of two tables that have to say the same: no constraint of one table can hold that."""


def examined() -> list[Impossible]:
    """Every row that the present version would refuse, and those that contradict each other."""
    known = columns()
    return [*found(), *_joined_faults(known), *_contradictions(known)]


def _joined_faults(known: Columns) -> Iterator[Impossible]:
    for table, column, target, what in _JOINED:
        if column not in known.get(table, ()) or target not in known:
            continue
        there = {str(key) for (key,) in _asked(f"SELECT id FROM {target}")}  # noqa: S608
        for row, text in _asked(f"SELECT id, {column} FROM {table} WHERE {column} <> '' ORDER BY id"):  # noqa: S608
            missing = [part for part in str(text).split(",") if part and part not in there]
            if missing:
                said = f"{column} 写作“{text}”，其中“{'、'.join(missing)}”不是任何{what}的编号"
                yield Impossible(table, row, f"{table}.{column}", said, _WRITE)


def _contradictions(known: Columns) -> Iterator[Impossible]:
    if "narrowed" not in known.get("matters_matter", ()):
        return
    for name, says, statement in _AGREEING:
        for (row,) in _asked(statement):
            yield Impossible("matters_matter", row, f"matters_matter_{name}", says, _AGREE)


def _asked(statement: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return list(cursor.fetchall())
