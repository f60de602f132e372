"""The files of a package, read without trusting it: a zip or a folder, nothing outside it, no links."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from duban.archive.checking.report import Fault
from duban.documents.inspection.formats.packed import Packed
from duban.documents.inspection.shapes import MB, Shape
from duban.documents.inspection.verdicts import Refused

LARGEST, UNPACKED, ENTRIES = 20_000 * MB, 40_000 * MB, 20_000
_SHAPE = Shape(
    accept=(), largest=LARGEST, unpacked=UNPACKED, entries=ENTRIES, ratio=1000, ratio_from=200 * MB
)


@dataclass
class Opened:
    """The files by path, and what was wrong with the container itself."""

    files: dict[str, bytes] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    sha256: str = ""


def open_package(path: Path) -> Opened:
    """Read a package; what is not to be trusted is left out and told."""
    opened = Opened()
    if path.is_symlink():
        opened.faults.append(Fault("safe", path.name, "是符号链接，没有打开", "link"))
    elif path.is_dir():
        _folder(path, opened)
    elif path.is_file():
        _zip(path, opened)
    else:
        opened.faults.append(Fault("usable", path.name, "没有这个文件或文件夹", "absent"))
    opened.files = _without_root(opened.files)
    return opened


def _folder(path: Path, opened: Opened) -> None:
    for at in _walk(path):
        name = at.relative_to(path).as_posix()
        if at.is_symlink():
            opened.faults.append(Fault("safe", name, "是符号链接，没有打开", "link"))
        elif not at.is_file():
            opened.faults.append(Fault("safe", name, "不是普通文件，没有打开", "special"))
        else:
            opened.files[name] = at.read_bytes()


def _walk(path: Path) -> Iterator[Path]:
    for folder, folders, names in os.walk(path, followlinks=False):
        for name in sorted([*names, *(one for one in folders if (Path(folder) / one).is_symlink())]):
            yield Path(folder) / name


def _zip(path: Path, opened: Opened) -> None:
    content = path.read_bytes()
    opened.sha256 = hashlib.sha256(content).hexdigest()
    try:
        packed = Packed(path.name, content, _SHAPE)
    except Refused as error:
        opened.faults.append(Fault(_PROPERTY.get(error.rule, "safe"), path.name, error.message, error.rule))
        return
    for name in packed.names():
        try:
            opened.files[name] = packed.read(name)
        except Refused as error:
            opened.faults.append(Fault(_PROPERTY.get(error.rule, "safe"), name, error.message, error.rule))
            opened.files[name] = b""


_PROPERTY = {"damaged": "usable"}


def _without_root(files: dict[str, bytes]) -> dict[str, bytes]:
    """Paths without the one folder in which everything lies."""
    roots = {name.split("/", 1)[0] for name in files}
    if len(roots) == 1 and all("/" in name for name in files):
        return {name.split("/", 1)[1]: content for name, content in files.items()}
    return files
