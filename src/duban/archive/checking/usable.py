"""可用性 and 安全性: every file opens with what reads its format, and none holds anything that acts or is marked."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import replace

from duban.archive.checking.report import Fault
from duban.archive.packing.layout import MANIFEST, OPEN_FORMATS
from duban.archive.packing.manifest import FileAbout, Manifest
from duban.documents.inspection.formats import schema
from duban.documents.inspection.marking import PlacedText, find_in
from duban.documents.inspection.one_file import inspect
from duban.documents.inspection.shapes import MB, MEDIA_TYPES, Shape, suffix_of
from duban.documents.inspection.verdicts import Level, Refused

_SHAPE = Shape(accept=tuple(MEDIA_TYPES), largest=600 * MB, unpacked=2000 * MB, strip=False)
_BROKEN = {"damaged", "encoding", "empty", "suffix", "size", "pixels"}
_OWN = (".xml", ".xsd", ".json", ".jsonl", ".html")


def faults(manifest: Manifest | None, files: Mapping[str, bytes]) -> Iterator[Fault]:
    """Every fault of 可用性 and 安全性."""
    about = {file.path: file for file in manifest.files} if manifest else {}
    for path, content in sorted(files.items()):
        suffix = suffix_of(path)
        yield from _path(path)
        if suffix in _OWN or path.endswith(".sha256"):
            yield from _own(path, suffix, content)
        elif suffix not in OPEN_FORMATS:
            yield Fault("safe", path, f"“{suffix or '无后缀'}”不是归档包收的格式", "format")
        elif path.startswith("attachments/") or path.startswith("documents/"):
            yield from _inspected(path, content, about.get(path))
        else:
            yield from _text(path, suffix, content)


def _path(path: str) -> Iterator[Fault]:
    parts = path.split("/")
    if ".." in parts or path.startswith("/") or "\\" in path or any(ord(char) < 32 for char in path):
        yield Fault("safe", repr(path), "路径越出归档包或含有控制字符", "path")
    if "\ufffd" in path:
        yield Fault("usable", path, "文件名不是 UTF-8", "name")


def _inspected(path: str, content: bytes, about: FileAbout | None) -> Iterator[Fault]:
    name = path.rpartition("/")[2]
    try:
        found = inspect(name, content, replace(_SHAPE, mark=True))
    except Refused as error:
        yield Fault("usable" if error.rule in _BROKEN else "safe", path, error.message, error.rule)
        return
    for finding in found.findings:
        if finding.level is Level.BLOCK:
            yield Fault("safe", path, f"{finding.where}有国家秘密标志（规则 {finding.rule}）", "marking")
    unread = found.level is Level.PERSON and (about is None or about.role == "attachment")
    if unread and not (about and about.declared):
        yield Fault("safe", path, "有系统读不出的内容，清单里没有声明不涉密的人", "undeclared")


def _own(path: str, suffix: str, content: bytes) -> Iterator[Fault]:
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        yield Fault("usable", path, "不是 UTF-8 文字", "encoding")
        return
    if suffix in (".xml", ".xsd") and path != MANIFEST:
        for line, what in schema.faults(content):
            yield Fault("usable", f"{path} 第 {line} 行", f"不是完整的 XML：{what}", "xml")
    if suffix == ".json":
        try:
            json.loads(text)
        except (ValueError, RecursionError):
            yield Fault("usable", path, "不是完整的 JSON", "json")
    yield from _marked(path, text)


def _text(path: str, suffix: str, content: bytes) -> Iterator[Fault]:
    if suffix not in (".txt", ".csv"):
        yield Fault("complete", path, "放错了位置：公文在 documents，附件在 attachments", "place")
        return
    try:
        text = content.decode("utf-8-sig")
        if suffix == ".csv":
            widths = {len(row) for row in csv.reader(io.StringIO(text, newline=""), strict=True) if row}
            if len(widths) > 1:
                yield Fault("usable", path, "各行的列数不一", "csv")
    except (UnicodeDecodeError, csv.Error):
        yield Fault("usable", path, "不是完整的 UTF-8 文字或表", "encoding")
        return
    yield from _marked(path, text)


def _marked(path: str, text: str) -> Iterator[Fault]:
    for finding in find_in([PlacedText("typed", "内容", text)]):
        if finding.level is Level.BLOCK:
            yield Fault("safe", path, f"有国家秘密标志（规则 {finding.rule}）", "marking")
