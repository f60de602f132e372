"""Verification: walks the chain of a jurisdiction and holds every row against its last digest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.apps import apps
from django.apps.registry import Apps
from django.db import models
from django_scopes import scope

from duban.audit import timekeeping
from duban.audit.canonical import ALGORITHM, GENESIS, link_hash, payload_hash, row_digest
from duban.audit.chain import columns_of, spoken_hash
from duban.audit.models import Head
from duban.shared import clock, installation
from duban.shared.models import Installation, Jurisdiction, Vouched

_CHUNK = 2000
_TWICE = "twice"
"""In place of the digest of a row of which an entry speaks more than once: no entry binds that."""


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


class Link(NamedTuple):
    """An entry as it was walked over: its digests of rows, whether it binds them, and what is wrong with it."""

    n: int
    hash: str
    digests: dict[tuple[str, int], str]
    binds: bool
    faults: list[Fault]


def verify(jurisdiction_id: int) -> Report:
    """Check links, payloads, digests and present rows: the first broken entry first, rows without an entry last."""
    with scope(jurisdiction=jurisdiction_id):
        return _verified(jurisdiction_id)


def _verified(jurisdiction_id: int) -> Report:
    faults: list[Fault] = []
    last: dict[tuple[str, int], tuple[int, str]] = {}
    count, head = 0, GENESIS
    for link in links(jurisdiction_id):
        count, head = count + 1, link.hash
        faults += link.faults
        last.update((row, (link.n, digest)) for row, digest in link.digests.items())
    faults += _head_faults(jurisdiction_id, count)
    faults += _row_faults(jurisdiction_id, last)
    faults += _clock_faults(jurisdiction_id)
    rows = sum(1 for _, digest in last.values() if digest)
    return Report(count, rows, head, in_order(faults))


def in_order(faults: Iterable[Fault]) -> tuple[Fault, ...]:
    """Faults by entry, those without one last."""
    return tuple(sorted(faults, key=lambda fault: (fault.n == 0, fault.n, fault.what)))


def links(jurisdiction_id: int, registry: Apps = apps) -> Iterator[Link]:
    """Walk the chain from its first entry; a migration gives the models of its own time as `registry`."""
    head = GENESIS
    for n, (entry, payload, digests) in enumerate(_walk(jurisdiction_id, registry), 1):
        faults = list(_link_faults(entry, n, head, digests))
        yield Link(entry.n, entry.hash, digests, not faults, faults + _payload_faults(entry, payload))
        head = entry.hash


def _walk(jurisdiction_id: int, registry: Apps) -> Iterator[tuple[Any, Any, dict[tuple[str, int], str]]]:
    entries, payloads, states = (
        registry.get_model("audit", name)._base_manager for name in ("Entry", "Payload", "RowState")
    )
    after = -1
    while True:
        batch = list(entries.filter(jurisdiction_id=jurisdiction_id, n__gt=after).order_by("n")[:_CHUNK])
        if not batch:
            return
        ids = [entry.pk for entry in batch]
        texts = payloads.in_bulk(ids)
        rows: dict[int, dict[tuple[str, int], str]] = {}
        spoken = states.filter(entry_id__in=ids).values_list("entry_id", "table", "row_id", "digest")
        for entry_id, table, row_id, digest in spoken.iterator(_CHUNK):
            spoken_of = rows.setdefault(entry_id, {})
            spoken_of[table, row_id] = _TWICE if (table, row_id) in spoken_of else digest
        for entry in batch:
            yield entry, texts.get(entry.pk), rows.get(entry.pk, {})
        after = batch[-1].n


def _link_faults(
    entry: Any, expected_n: int, head: str, digests: dict[tuple[str, int], str]
) -> Iterator[Fault]:
    if entry.n != expected_n:
        yield Fault(min(entry.n, expected_n), f"序号不连续：应为第 {expected_n} 条，实为第 {entry.n} 条")
    if entry.previous != head:
        yield Fault(entry.n, "与上一条记录的链接断开")
    if entry.hash != link_hash(entry.previous, columns_of(entry)):
        yield Fault(entry.n, "记录内容与摘要不符")
    if entry.algorithm != ALGORITHM:
        yield Fault(entry.n, f"所写的摘要算法被改动：应为 {ALGORITHM}")
    if spoken_hash(entry.act, digests) != entry.rows_hash:
        yield Fault(entry.n, "所记数据行的摘要清单被改动")


def _payload_faults(entry: Any, payload: Any) -> list[Fault]:
    if payload is None:
        return [Fault(entry.n, "记录正文不在了：绕过系统删除")]
    if payload_hash(payload.salt, payload.text) != entry.payload_hash:
        return [Fault(entry.n, "记录正文与摘要不符")]
    return []


def _head_faults(jurisdiction_id: int, count: int) -> Iterator[Fault]:
    stored = Head.objects.filter(pk=jurisdiction_id).first()
    if stored is None or stored.n != count:
        yield Fault(count + 1, "链尾与记录不符：末尾的记录被删除或链尾被改动")


def _row_faults(jurisdiction_id: int, last: dict[tuple[str, int], tuple[int, str]]) -> Iterator[Fault]:
    seen: set[tuple[str, int]] = set()
    for model in vouched_models():
        table = model._meta.db_table
        for row in present(model, jurisdiction_id).iterator(_CHUNK):
            key = (table, row.pk)
            seen.add(key)
            n, digest = last.get(key, (0, ""))
            if not digest:
                said = "已由这条记录删去，又" if n else "没有任何记录："
                yield Fault(n, f"{table} 第 {row.pk} 行{said}绕过系统写入")
            elif digest != row_digest(row):
                yield Fault(n, f"{table} 第 {row.pk} 行与这条记录留下的摘要不符：绕过系统改动")
    for (table, row_id), (n, digest) in last.items():
        if digest and (table, row_id) not in seen:
            yield Fault(n, f"{table} 第 {row_id} 行已不存在：绕过系统删除")


def _clock_faults(jurisdiction_id: int) -> Iterator[Fault]:
    """Entries under an earlier time than those before; where the clock may be moved on purpose, that tells nothing."""
    if installation.kind() != Installation.Kind.LIVE:
        return
    for n, at, before in timekeeping.runs_back(jurisdiction_id):
        times = [clock.text(one, "%Y-%m-%d %H:%M:%S") for one in (at, before)]
        yield Fault(n, f"时间倒退：记录于 {times[0]}，早于前面已经记到的 {times[1]}")


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
