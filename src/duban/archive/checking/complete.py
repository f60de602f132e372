"""完整性: what is listed is there, nothing else is, and what the acts of the case ask for is among it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from duban.archive.checking.records import Records
from duban.archive.checking.report import Fault
from duban.archive.packing import manifest as written
from duban.archive.packing.layout import DIGESTS, GUIDE, HISTORY, MANIFEST, ROWS, SCHEMA, UNLISTED
from duban.archive.packing.manifest import Manifest
from duban.documents.inspection.formats import schema

_ALWAYS = (GUIDE, HISTORY, ROWS, SCHEMA, DIGESTS)


@dataclass(frozen=True)
class WantedRule:
    """Acts that ask for files of some types."""

    acts: frozenset[str]
    types: tuple[str, ...]
    label: str
    clause: str


@cache
def rules() -> tuple[WantedRule, ...]:
    """The mandatory parts by act."""
    data = tomllib.loads(
        resources.files("duban.archive.packing").joinpath("mandatory.toml").read_text("utf-8")
    )
    return tuple(
        WantedRule(frozenset(row["acts"]), tuple(row["types"]), row["label"], row["clause"]) for row in data["rule"]
    )


def faults(manifest: Manifest, files: Mapping[str, bytes], records: Records) -> Iterator[Fault]:
    """Every fault of 完整性."""
    listed = {file.path for file in manifest.files}
    for path in sorted(listed - set(files)):
        yield Fault("complete", path, "清单里列有，包里没有", "missing")
    for path in sorted(set(files) - listed - set(UNLISTED)):
        yield Fault("complete", path, "包里有，清单里没有列出", "extra")
    for path in _ALWAYS:
        if path not in files:
            yield Fault("complete", path, "没有这个文件", "missing")
    for line, what in schema.faults(files[MANIFEST], written.schema()):
        yield Fault("complete", f"{MANIFEST} 第 {line} 行", f"不合清单格式：{what}", "metadata")
    yield from _mandatory(manifest, files, records)
    yield from _attachments(manifest, records)


def _mandatory(manifest: Manifest, files: Mapping[str, bytes], records: Records) -> Iterator[Fault]:
    done = {entry.act for entry in records.entries if entry.belongs and entry.outcome == "done"}
    present = {file.type for file in manifest.files if file.path in files}
    words = manifest.words
    for rule in rules():
        if not rule.acts & done:
            continue
        for wanted in rule.types:
            if wanted not in present:
                yield Fault("complete", MANIFEST, f"缺少必备材料：{words.say(rule.label)}（{wanted}）", "mandatory")
    sources = {file.source for file in manifest.files if file.role == "document"}
    for file in manifest.files:
        if file.represents and file.represents not in sources:
            yield Fault("complete", file.path, "所表示的公文不在包里", "represents")
    numbers = {file.number for file in manifest.files if file.role == "document"}
    for measure in manifest.measures:
        if measure.number and measure.number not in numbers:
            yield Fault("complete", MANIFEST, f"{measure.label}{measure.number}没有公文", "mandatory")


def _attachments(manifest: Manifest, records: Records) -> Iterator[Fault]:
    sources = {file.source for file in manifest.files if file.role == "attachment"}
    spoken = {
        row_id
        for entry in records.entries
        for table, row_id, _ in entry.rows
        if table == "documents_attachment"
    }
    kept = records.of("documents_attachment")
    for ref, row in kept.items():
        if ref not in sources and row.values.get("state") != "frozen":
            yield Fault("complete", row.place, f"附件“{row.values.get('name')}”不在包里", "attachment")
    for row_id in sorted(spoken - {row.id for row in kept.values()}):
        yield Fault("complete", ROWS, f"办理记录提到的附件（{row_id}）不在数据里", "attachment")
