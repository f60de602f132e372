"""What belongs into the package of a case: its history, its rows, its documents and its files."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import Any

from django.db.models import Max, Q

from duban.acts.models import Case, Number
from duban.archive.models import ArchivePackage
from duban.archive.packing.due import OWN_ACTS, Due, Spoken, day
from duban.archive.packing.layout import ROLES
from duban.audit.canonical import block_of, row_values, rows_hash
from duban.audit.chain import RENEWAL, columns_of
from duban.audit.models import Entry, RowState
from duban.audit.verify import vouched_models
from duban.documents.files import store
from duban.documents.models import Attachment
from duban.matters.models import Matter
from duban.measures.models import Measure
from duban.shared.models import Kept
from duban.shared.text.canonical import dumps


class Broken(Exception):
    """The package cannot be built; the message says which file is missing or not as it was kept."""


@dataclass(frozen=True)
class PackedFile:
    """A file of the package before it is packed; `about` are the attributes of the manifest."""

    path: str
    role: str
    type: str
    title: str
    content: bytes
    about: dict[str, str] = field(default_factory=dict)


@dataclass
class Gathered:
    """The rows of a case with everything that the package is made from."""

    case: Case
    matter: Matter | None
    measures: list[Measure]
    entries: list[Entry]
    further: list[Entry]
    rows: list[Kept]

    @property
    def last(self) -> Entry:
        """The last entry of the case."""
        return self.entries[-1]

    @property
    def renewed(self) -> bool:
        """Whether a migration has renewed the digest of a row."""
        return any(entry.act == RENEWAL for entry in self.further)

    @property
    def spoken(self) -> list[Spoken]:
        """What its entries tell."""
        return [Spoken(one.occurred_at, one.act, one.outcome, payload_of(one)) for one in self.entries]

    def of(self, model: type[Any]) -> list[Any]:
        """The rows of a model in the order of their making."""
        return [row for row in self.rows if isinstance(row, model)]


def gather(case: Case) -> Gathered:
    """Read a case; Broken where it has no history."""
    entries = list(
        Entry.objects.filter(case_id=case.pk)
        .exclude(act__in=OWN_ACTS)
        .select_related("payload")
        .order_by("n")
    )
    if not entries:
        raise Broken("这个卷宗还没有任何办理记录。")
    rows = list(_rows(case))
    known = {entry.n for entry in entries}
    further = Entry.objects.filter(n__in=_last_spoken(rows) - known).select_related("payload").order_by("n")
    return Gathered(
        case=case,
        matter=Matter.objects.filter(case=case).first(),
        measures=list(Measure.objects.filter(case=case).order_by("pk")),
        entries=entries,
        further=list(further),
        rows=rows,
    )


def _rows(case: Case) -> Iterator[Kept]:
    """Every row for which the chain vouches and that belongs to the case."""
    objects: set[tuple[str, int]] = set()
    for model in vouched_models():
        if model is ArchivePackage or not any(one.name == "case" for one in model._meta.concrete_fields):
            continue
        for row in model._base_manager.filter(case_id=case.pk).order_by("pk"):
            objects.add((getattr(row, "kind", "") or model._meta.model_name or "", row.pk))
            yield row  # type: ignore[misc]
    wanted = Q(pk__in=[])
    for kind, row_id in sorted(objects):
        wanted |= Q(object_kind=kind, object_id=row_id)
    yield from Number.objects.filter(wanted).order_by("pk") if len(objects) < 400 else ()


def _last_spoken(rows: list[Kept]) -> set[int]:
    """The entries that last spoke of these rows."""
    by_table: dict[str, list[int]] = {}
    for row in rows:
        by_table.setdefault(row._meta.db_table, []).append(row.pk)
    found: set[int] = set()
    for table, ids in by_table.items():
        spoken = RowState.objects.filter(table=table, row_id__in=ids).values("row_id")
        found |= set(spoken.annotate(last=Max("entry__n")).values_list("last", flat=True))
    return found


def history_lines(gathered: Gathered) -> bytes:
    """The entries as they are hashed, a line each in the order of the chain, with payload, salt and row digests."""
    own = {entry.pk for entry in gathered.entries}
    mine = {block_of((row._meta.db_table, row.pk)) for row in gathered.rows}
    every = sorted([*gathered.entries, *gathered.further], key=lambda entry: entry.n)
    spoken: dict[int, list[list[Any]]] = {}
    acts = [entry.pk for entry in every if entry.act != RENEWAL]
    states = RowState.objects.filter(entry_id__in=acts).values_list("table", "row_id", "digest", "entry_id")
    for *state, entry_id in sorted(states):
        spoken.setdefault(entry_id, []).append(state)
    lines = [
        dumps(
            {
                "hash": entry.hash,
                "previous": entry.previous,
                "columns": columns_of(entry),
                "salt": payload.salt if (payload := getattr(entry, "payload", None)) else "",
                "payload": payload.text if payload else "",
                "belongs": entry.pk in own,
                **(_renewed(entry, mine) if entry.act == RENEWAL else {"rows": spoken.get(entry.pk, [])}),
            }
        )
        for entry in every
    ]
    return ("\n".join(lines) + "\n").encode()


def _renewed(entry: Entry, mine: set[tuple[str, int]]) -> dict[str, list[Any]]:
    """Of the rows that a renewal speaks of the blocks in which rows of the case lie, of all others the hash."""
    rows: list[Any] = []
    blocks: list[Any] = []
    states = RowState.objects.filter(entry=entry).order_by("table", "row_id")
    spoken = states.values_list("table", "row_id", "digest").iterator()
    for block, group in groupby(spoken, key=lambda state: block_of(state[:2])):
        found = list(group)
        if block in mine:
            rows += found
        else:
            blocks.append([*block, rows_hash({(table, row_id): digest for table, row_id, digest in found})])
    return {"rows": sorted(rows), "blocks": sorted(blocks)}


def row_lines(gathered: Gathered) -> bytes:
    """The rows as they are digested, a line each."""
    lines = [
        dumps({"table": row._meta.db_table, "id": row.pk, "values": row_values(row)}) for row in gathered.rows
    ]
    return ("\n".join(lines) + "\n").encode()


def attachments_due(rows: Sequence[Attachment]) -> Iterator[Due]:
    """The files that were handed in, with what is known of each; what is sealed is left out."""
    place = {row.pk: f"attachments/{number:03d}-{row.name}" for number, row in enumerate(rows, 1)}
    for row in rows:
        if row.state == Attachment.State.FROZEN:
            continue
        about = {
            "source": row.ref,
            "dated": day(row.created_at),
            "edition": str(row.edition),
            "replaces": place.get(row.replaces_id or 0, ""),
            "level": row.level,
            "declared": row.by if row.declared else "",
            "looked_by": row.looked_by,
            "represents": row.represents,
        }
        title = f"{row.label}：{row.name}"[:300]
        yield Due(
            place[row.pk], "attachment", "attachment", title,
            sha256=row.sha256, stored_as=row.stored_as, about=about,
        )  # fmt: skip


def attachment_notes(rows: Sequence[Attachment]) -> Iterator[str]:
    """What the package says of files that are left out."""
    for row in rows:
        if row.state == Attachment.State.FROZEN:
            yield "1 个附件疑似涉密，已封存，不在包内。"


def part_of(due: Due) -> PackedFile:
    """The file itself; Broken where a kept one is gone or not as it was kept."""
    content = due.content
    if content is None:
        what = f"{ROLES[due.role]}“{due.title}”（{due.path.rpartition('/')[2]}）"
        content = kept_bytes(due.stored_as, due.sha256, what)
    return PackedFile(due.path, due.role, due.type, due.title, content, dict(due.about))


def kept_bytes(stored_as: str, digest: str, what: str) -> bytes:
    """The bytes of a kept file; Broken where they are gone or not those that were kept."""
    path: Path = store.root() / stored_as
    try:
        content = path.read_bytes()
    except OSError as error:
        raise Broken(f"{what}的文件读不到（{error.strerror}）。") from error
    if hashlib.sha256(content).hexdigest() != digest:
        raise Broken(f"{what}的内容与收存时登记的摘要不符。")
    return content


def payload_of(entry: Entry) -> dict[str, Any]:
    """What an entry says, empty where it was lawfully deleted."""
    payload = getattr(entry, "payload", None)
    return json.loads(payload.text) if payload is not None else {}
