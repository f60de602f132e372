"""Verification: walks the chain of a jurisdiction and holds every row against its last digest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models
from django_scopes import scope

from duban.audit import timekeeping
from duban.audit.canonical import GENESIS, digested_columns
from duban.audit.models import Head
from duban.audit.walk import RecordFault, Spent, links
from duban.shared import clock
from duban.shared.machine import installation
from duban.shared.models import Installation, Jurisdiction, Vouched
from duban.shared.names import NameField, as_written
from duban.shared.text.canonical import dumps, sha256

Spoken = dict[int, tuple[int, str]]
"""Of the rows of a table the entry that last spoke of each, and the digest that it left."""
_NEVER = (0, "")
_CHUNK = 2000
__all__ = ["RecordFault", "Pace", "AuditReport", "in_order", "links", "present", "verify", "vouched_models"]


@dataclass(frozen=True)
class Pace:
    """How much of a kind was gone through, and in how many seconds."""

    of: str
    count: int
    unit: str
    seconds: float


@dataclass(frozen=True)
class AuditReport:
    """The outcome of a verification: number of entries, rows held against digests, faults by entry, and its pace."""

    entries: int
    rows: int
    head: str
    faults: tuple[RecordFault, ...]
    paces: tuple[Pace, ...] = ()

    @property
    def sound(self) -> bool:
        """Whether nothing was found."""
        return not self.faults


def verify(jurisdiction_id: int) -> AuditReport:
    """Check links, payloads, digests and present rows: the first broken entry first, rows without an entry last."""
    with scope(jurisdiction=jurisdiction_id):
        return _verified(jurisdiction_id)


def _verified(jurisdiction_id: int) -> AuditReport:
    faults: list[RecordFault] = []
    last: dict[str, Spoken] = {}
    count, head, spent = 0, GENESIS, Spent()
    for link in links(jurisdiction_id, spent):
        count, head = count + 1, link.hash
        faults += link.faults
        for (table, row_id), digest in link.digests.items():
            last.setdefault(table, {})[row_id] = (link.n, digest)
    faults += _head_faults(jurisdiction_id, count)
    rows = sum(1 for spoken in last.values() for _, digest in spoken.values() if digest)
    with spent.on("rows"):
        faults += _row_faults(jurisdiction_id, last)
    faults += _clock_faults(jurisdiction_id)
    paces = (Pace("记录与正文", count, "条", spent.chain), Pace("数据行", rows, "行", spent.rows))
    return AuditReport(count, rows, head, in_order(faults), paces)


def in_order(faults: Iterable[RecordFault]) -> tuple[RecordFault, ...]:
    """Faults by entry, those without one last."""
    return tuple(sorted(faults, key=lambda fault: (fault.n == 0, fault.n, fault.what)))


def _head_faults(jurisdiction_id: int, count: int) -> Iterator[RecordFault]:
    stored = Head.objects.filter(pk=jurisdiction_id).first()
    if stored is None or stored.n != count:
        yield RecordFault(count + 1, "链尾与记录不符：末尾的记录被删除或链尾被改动")


def _row_faults(jurisdiction_id: int, last: dict[str, Spoken]) -> Iterator[RecordFault]:
    """Rows held against their last digests, which are used up: what is left was deleted."""
    for model in vouched_models():
        table = model._meta.db_table
        spoken, names = last.get(table, {}), digested_columns(model)
        named = _names(model, names)
        for pk, *values in present(model, jurisdiction_id).values_list("pk", *names).iterator(_CHUNK):
            for place in named:
                values[place] = as_written(values[place])
            n, digest = spoken.pop(pk, _NEVER)
            if not digest:
                said = "已由这条记录删去，又" if n else "没有任何记录："
                yield RecordFault(n, f"{table} 第 {pk} 行{said}绕过系统写入")
            elif digest != sha256(dumps(dict(zip(names, values, strict=True)))):
                yield RecordFault(n, f"{table} 第 {pk} 行与这条记录留下的摘要不符：绕过系统改动")
    for table, spoken in last.items():
        for row_id, (n, digest) in spoken.items():
            if digest:
                yield RecordFault(n, f"{table} 第 {row_id} 行已不存在：绕过系统删除")


def _names(model: type[models.Model], columns: tuple[str, ...]) -> list[int]:
    """Where among the columns names stand: what vouches for them is the name that the row bears."""
    bearing = {field.attname for field in model._meta.concrete_fields if isinstance(field, NameField)}
    return [place for place, column in enumerate(columns) if column in bearing]


def _clock_faults(jurisdiction_id: int) -> Iterator[RecordFault]:
    """Entries under an earlier time than those before; where the clock may be moved on purpose, that tells nothing."""
    if installation.kind() != Installation.Kind.LIVE:
        return
    for n, at, before in timekeeping.runs_back(jurisdiction_id):
        times = [clock.text(one, "%Y-%m-%d %H:%M:%S") for one in (at, before)]
        yield RecordFault(n, f"时间倒退：记录于 {times[0]}，早于前面已经记到的 {times[1]}")


def vouched_models() -> list[type[models.Model]]:
    """Every model whose rows the chain vouches for."""
    return [model for model in apps.get_models() if issubclass(model, Vouched)]


def present(model: type[models.Model], jurisdiction_id: int) -> models.QuerySet[Any]:
    """The rows of a vouched model that the chain of a county speaks of.

    Its own; its row among the counties; what belongs to the installation as a whole, each chain vouches for.
    """
    rows = model._base_manager.all()
    if any(column.attname == "jurisdiction_id" for column in model._meta.concrete_fields):
        return rows.filter(jurisdiction_id=jurisdiction_id)
    counties = model._meta.db_table == Jurisdiction._meta.db_table
    return rows.filter(pk=jurisdiction_id) if counties else rows
