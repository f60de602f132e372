"""Data that cannot be: rows that the present version would refuse, in a database of this version or of one before.

What is looked for follows from the models: keys that lead nowhere, rules of `bounds`, values that may stand only once.
A column or table that the database does not have yet is passed over.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import connection, models
from django.db.models.sql import Query

from duban.shared.database.bounds import RowRule
from duban.shared.models import Vouched

_RESTORE = "请运行 duban audit verify，看它是在哪条记录之后被改动的，从备份把它恢复成那时的内容"
_ORPHAN = f"请从备份把被引用的行恢复回来；引用写错了的，{_RESTORE.removeprefix('请')}"
_TWICE = f"{_RESTORE}；确属重复的，由业务部门认定留哪一行后再改"


@dataclass(frozen=True)
class Impossible:
    """One row: its table and number, the rule by its name, in Chinese what is wrong and what to do."""

    table: str
    row: int
    rule: str
    what: str
    remedy: str

    @property
    def words(self) -> str:
        """The whole in one sentence."""
        return f"{self.table} 第 {self.row} 行：{self.what}。{self.remedy}。"


Columns = Mapping[str, frozenset[str]]


def found() -> list[Impossible]:
    """Everything in this database that cannot be, table by table."""
    known = columns()
    return [one for model in vouched() for one in of_model(model, known)]


def vouched() -> list[type[models.Model]]:
    """The models whose rows are looked at: all that the record vouches for."""
    return [model for model in apps.get_models() if issubclass(model, Vouched)]


def columns(of: Iterable[str] | None = None) -> Columns:
    """The columns of every table that there is, or of some."""
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor) if of is None else of
        return {table: frozenset(_described(cursor, table)) for table in tables}


def _described(cursor: Any, table: str) -> Iterator[str]:
    for column in connection.introspection.get_table_description(cursor, table):
        yield column.name


def of_model(model: type[models.Model], known: Columns, table: str = "") -> Iterator[Impossible]:
    """What cannot be of the rows of a model; `table` is where they stand, if not in its own."""
    table = table or model._meta.db_table
    there = known.get(table, frozenset())
    if model._meta.pk.column not in there:
        return
    for field in model._meta.concrete_fields:
        if isinstance(field, models.ForeignKey) and field.column in there:
            yield from _orphans(table, field, known)
    for rule in model._meta.constraints:
        if isinstance(rule, models.CheckConstraint) and _columns_of(model, rule.condition) <= there:
            yield from _refused(model, table, rule)
    for name, names, condition in singles(model):
        wanted = {_column(model, one) for one in names} | _columns_of(model, condition)
        if wanted <= there:
            yield from _repeated(model, table, name, names, condition)


def singles(model: type[models.Model]) -> Iterator[tuple[str, tuple[str, ...], models.Q | None]]:
    """What may stand once: the name of the rule, its fields, and of which rows it holds."""
    for field in model._meta.concrete_fields:
        if field.unique and not field.primary_key:
            yield f"{model._meta.db_table}_{field.column}_once", (field.attname,), None
    for rule in model._meta.constraints:
        if isinstance(rule, models.UniqueConstraint):
            yield rule.name, tuple(rule.fields), rule.condition


def _orphans(table: str, field: Any, known: Columns) -> Iterator[Impossible]:
    target, key = field.target_field.model._meta.db_table, field.target_field.column
    if key not in known.get(target, frozenset()):
        return
    quoted, other, column, wanted = map(_quoted, (table, target, field.column, key))
    rows = _asked(
        f"SELECT id, {column} FROM {quoted} one WHERE {column} IS NOT NULL AND NOT EXISTS "  # noqa: S608
        f"(SELECT 1 FROM {other} other WHERE other.{wanted} = one.{column}) ORDER BY id"
    )
    for row, value in rows:
        what = f"{field.column} 指向 {target} 第 {value} 行，那里没有这一行"
        yield Impossible(table, row, f"{table}.{field.column}", what, _ORPHAN)


def _refused(model: type[models.Model], table: str, rule: models.CheckConstraint) -> Iterator[Impossible]:
    condition = _sql(model, rule.condition)
    names = sorted(_columns_of(model, rule.condition))
    shown = ", ".join(map(_quoted, names))
    says = rule.says if isinstance(rule, RowRule) else "写法不合规定"
    rows = _asked(f"SELECT id, {shown} FROM {_quoted(table)} WHERE NOT ({condition}) ORDER BY id")  # noqa: S608
    for row, *values in rows:
        stands = "，".join(f"{name} 为 {value}" for name, value in zip(names, values, strict=True))
        yield Impossible(table, row, rule.name, f"不合“{says}”（{stands}）", _RESTORE)


def _repeated(
    model: type[models.Model], table: str, name: str, names: tuple[str, ...], condition: models.Q | None
) -> Iterator[Impossible]:
    shown = [_quoted(_column(model, one)) for one in names]
    where = " AND ".join(
        [*(f"{one} IS NOT NULL" for one in shown), *([_sql(model, condition)] if condition else ())]
    )
    listed = ", ".join(shown)
    rows = _asked(
        f"SELECT MIN(id), COUNT(*), {listed} FROM {_quoted(table)} WHERE {where} "  # noqa: S608
        f"GROUP BY {listed} HAVING COUNT(*) > 1 ORDER BY 1"
    )
    for row, count, *values in rows:
        stands = "，".join(f"{one} 为 {value}" for one, value in zip(names, values, strict=True))
        yield Impossible(table, row, name, f"与另外 {count - 1} 行重复（{stands}）", _TWICE)


def _sql(model: type[models.Model], condition: Any) -> str:
    """A condition as it stands in the definition of a constraint."""
    editor = connection.schema_editor()
    where = Query(model, alias_cols=False).build_where(condition)
    compiler = Query(model).get_compiler(connection=connection)
    text, given = where.as_sql(compiler, connection)
    return str(text) % tuple(editor.quote_value(one) for one in given)


def _columns_of(model: type[models.Model], condition: Any) -> set[str]:
    names: Iterable[str] = condition.referenced_base_fields if condition else ()
    return {_column(model, name) for name in names}


def _column(model: type[models.Model], name: str) -> str:
    field: Any = model._meta.get_field(name)
    return str(field.column)


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)


def _asked(statement: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return list(cursor.fetchall())
