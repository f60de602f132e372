"""Verification: walks the chain of a jurisdiction and holds every row against its last digest."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps
from django.db import models
from django_scopes import scope

from duban.audit.canonical import GENESIS, link_hash, payload_hash, row_digest, rows_hash
from duban.audit.chain import columns_of
from duban.audit.models import Entry, Head, Payload, RowState
from duban.shared.models import Kept

_CHUNK = 2000


@dataclass(frozen=True)
class Fault:
    """Something that does not agree: the entry number and what is wrong, in Chinese."""

    n: int
    what: str


@dataclass(frozen=True)
class Report:
    """The outcome of a verification: number of entries, rows held against digests, and faults by entry."""

    entries: int
    rows: int
    head: str
    faults: tuple[Fault, ...]

    @property
    def sound(self) -> bool:
        """Whether nothing was found."""
        return not self.faults


def verify(jurisdiction_id: int) -> Report:
    """Check links, payloads, digests and present rows: the first broken entry first, rows without an entry last."""
    with scope(jurisdiction=jurisdiction_id):
        return _verified(jurisdiction_id)


def _verified(jurisdiction_id: int) -> Report:
    faults: list[Fault] = []
    last: dict[tuple[str, int], tuple[int, str]] = {}
    count, head = 0, GENESIS
    for entry, payload, rows in _walk(jurisdiction_id):
        count += 1
        faults += _link_faults(entry, count, head, payload, rows)
        head = entry.hash
        for row in rows:
            last[(row.table, row.row_id)] = (entry.n, row.digest)
    faults += _head_faults(jurisdiction_id, count)
    faults += list(_row_faults(jurisdiction_id, last))
    return Report(
        count, len(last), head, tuple(sorted(faults, key=lambda fault: (fault.n == 0, fault.n, fault.what)))
    )


def _walk(jurisdiction_id: int) -> Iterator[tuple[Entry, Payload | None, list[RowState]]]:
    after = 0
    while True:
        batch = list(
            Entry.objects.filter(jurisdiction_id=jurisdiction_id, n__gt=after).order_by("n")[:_CHUNK]
        )
        if not batch:
            return
        ids = [entry.pk for entry in batch]
        payloads = Payload.objects.in_bulk(ids)
        rows: dict[int, list[RowState]] = {}
        for row in RowState.objects.filter(entry_id__in=ids):
            rows.setdefault(row.entry_id, []).append(row)
        for entry in batch:
            yield entry, payloads.get(entry.pk), rows.get(entry.pk, [])
        after = batch[-1].n


def _link_faults(
    entry: Entry, expected_n: int, head: str, payload: Payload | None, rows: list[RowState]
) -> Iterator[Fault]:
    if entry.n != expected_n:
        yield Fault(min(entry.n, expected_n), f"序号不连续：应为第 {expected_n} 条，实为第 {entry.n} 条")
    if entry.previous != head:
        yield Fault(entry.n, "与上一条记录的链接断开")
    if entry.hash != link_hash(entry.previous, columns_of(entry)):
        yield Fault(entry.n, "记录内容与摘要不符")
    if payload is not None and payload_hash(payload.salt, payload.text) != entry.payload_hash:
        yield Fault(entry.n, "记录正文与摘要不符")
    digests = {(row.table, row.row_id): row.digest for row in rows}
    if (rows_hash(digests) if digests else "") != entry.rows_hash:
        yield Fault(entry.n, "所记数据行的摘要清单被改动")


def _head_faults(jurisdiction_id: int, count: int) -> Iterator[Fault]:
    stored = Head.objects.filter(pk=jurisdiction_id).first()
    if stored is None or stored.n != count:
        yield Fault(count + 1, "链尾与记录不符：末尾的记录被删除或链尾被改动")


def _row_faults(jurisdiction_id: int, last: dict[tuple[str, int], tuple[int, str]]) -> Iterator[Fault]:
    seen: set[tuple[str, int]] = set()
    for model in vouched_models():
        table = model._meta.db_table
        for row in model._base_manager.filter(jurisdiction_id=jurisdiction_id).iterator(_CHUNK):
            key = (table, row.pk)
            seen.add(key)
            if key not in last:
                yield Fault(0, f"{table} 第 {row.pk} 行没有任何记录：绕过系统写入")
            elif last[key][1] != row_digest(row):
                yield Fault(last[key][0], f"{table} 第 {row.pk} 行与这条记录留下的摘要不符：绕过系统改动")
    for (table, row_id), (n, _) in last.items():
        if (table, row_id) not in seen:
            yield Fault(n, f"{table} 第 {row_id} 行已不存在：绕过系统删除")


def vouched_models() -> list[type[models.Model]]:
    """Every model whose rows the chain vouches for."""
    return [
        model for model in apps.get_models() if issubclass(model, Kept) and getattr(model, "vouched", True)
    ]
