"""真实性: digests agree, entries of the chain hold, rows are as their last entry left them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping

from duban.archive.checking.records import EntryRecord, Records
from duban.archive.checking.report import Fault
from duban.archive.packing.layout import DIGESTS, HISTORY, MANIFEST, SCHEMA
from duban.archive.packing.manifest import Manifest, schema
from duban.audit.canonical import link_hash, payload_hash
from duban.audit.chain import spoken_hash
from duban.shared.text.canonical import dumps, sha256


def faults(manifest: Manifest, files: Mapping[str, bytes], records: Records) -> Iterator[Fault]:
    """Every fault of 真实性."""
    yield from _digests(manifest, files)
    yield from _listed_digests(files)
    yield from _entries(manifest, records)
    yield from _rows(records)
    if SCHEMA in files and files[SCHEMA] != schema():
        yield Fault("authentic", SCHEMA, "与本版本的清单格式不符", "schema")


def _digests(manifest: Manifest, files: Mapping[str, bytes]) -> Iterator[Fault]:
    for file in manifest.files:
        content = files.get(file.path)
        if content is None:
            continue
        if hashlib.sha256(content).hexdigest() != file.sha256:
            yield Fault("authentic", file.path, "内容与清单里的摘要不符，被改动过", "digest")
        elif str(len(content)) != file.size:
            yield Fault("authentic", file.path, f"清单写 {file.size} 字节，实为 {len(content)} 字节", "size")


def _listed_digests(files: Mapping[str, bytes]) -> Iterator[Fault]:
    listed: dict[str, str] = {}
    for number, line in enumerate(files.get(DIGESTS, b"").decode("utf-8", "replace").splitlines(), 1):
        digest, _, path = line.partition("  ")
        if len(digest) != 64 or not path or path in listed:
            yield Fault("authentic", f"{DIGESTS} 第 {number} 行", "不是“摘要  路径”，或者重复", "digests")
            continue
        listed[path] = digest
    for path, content in files.items():
        if path == DIGESTS or path not in listed:
            continue
        if hashlib.sha256(content).hexdigest() != listed[path]:
            yield Fault("authentic", path, f"内容与 {DIGESTS} 里的摘要不符", "digests")
    for path in sorted(set(files) - set(listed) - {DIGESTS}):
        yield Fault("complete", path, f"{DIGESTS} 里没有列出", "digests")
    for path in sorted(set(listed) - set(files)):
        yield Fault("complete", path, f"{DIGESTS} 里列有，包里没有", "digests")


def _entries(manifest: Manifest, records: Records) -> Iterator[Fault]:
    before = 0
    for entry in records.entries:
        yield from _entry(entry)
        if entry.n <= before:
            yield Fault("authentic", entry.place, "记录的次序颠倒或重复", "order")
        before = entry.n
    own = [entry for entry in records.entries if entry.belongs]
    yield from _versions(own)
    if not own:
        return
    last = own[-1]
    if (str(last.n), last.hash) != (manifest.case.last_entry, manifest.case.last_hash):
        yield Fault("authentic", MANIFEST, "清单所记的最后一条办理记录与经过不符，末尾被删或被换", "last")
    if str(last.columns.get("occurred")) != manifest.case.formed_at:
        yield Fault("authentic", MANIFEST, "形成时间与最后一条办理记录的时间不符", "formed")
    if len({str(entry.columns.get("case")) for entry in own}) != 1:
        yield Fault("authentic", HISTORY, "混有别的卷宗的办理记录", "case")


def _entry(entry: EntryRecord) -> Iterator[Fault]:
    if entry.hash != link_hash(entry.previous, dict(entry.columns)):
        yield Fault("authentic", entry.place, "记录内容与链上的摘要不符", "link")
    if payload_hash(entry.salt, entry.text) != entry.columns.get("payload"):
        yield Fault("authentic", entry.place, "记录正文与链上的摘要不符", "payload")
    digests = {(table, row_id): digest for table, row_id, digest in entry.rows}
    others = {(table, block): digest for table, block, digest in entry.blocks}
    if spoken_hash(entry.act, digests, others) != entry.columns.get("rows"):
        yield Fault("authentic", entry.place, "所记数据行的摘要与链上的不符", "rows")


def _versions(own: list[EntryRecord]) -> Iterator[Fault]:
    """The version of an object rises by one with each act on it: a gap is an entry taken out."""
    seen: dict[tuple[str, int], int] = {}
    for entry in own:
        kind, row_id, version = (entry.columns.get(name) for name in ("kind", "object", "version"))
        if row_id is None or version is None or entry.outcome != "done":
            continue
        known = seen.get((str(kind), int(row_id)))
        if known is not None and int(version) > known + 1:
            yield Fault("complete", entry.place, f"前面缺少办理记录：版本从 {known} 跳到 {version}", "gap")
        seen[str(kind), int(row_id)] = int(version)


def _rows(records: Records) -> Iterator[Fault]:
    last = {(table, row_id): digest for entry in records.entries for table, row_id, digest in entry.rows}
    for row in records.rows:
        digest = last.get((row.table, row.id))
        if digest is None:
            yield Fault("authentic", row.place, "没有任何办理记录提到这行数据", "unspoken")
        elif digest != sha256(dumps(dict(row.values))):
            yield Fault("authentic", row.place, "数据与最后一条办理记录留下的摘要不符", "row")
