"""Bytes on disk: under random names, flushed before a row speaks of them, and swept where no row ever did."""

from __future__ import annotations

import os
import secrets
import shutil
import time
from collections.abc import Collection, Iterator
from pathlib import Path

from django.conf import settings

HELD = "held"
_SECONDS_UNSPOKEN = 60 * 60


def root() -> Path:
    """The folder of all kept files, outside of what the web server hands out."""
    return Path(settings.MEDIA_ROOT)


def put(content: bytes, under: str = "") -> str:
    """Keep bytes, in a folder of their own where one is named; returns the place that a row remembers."""
    relative = f"{under}/{_new_place()}" if under else _new_place()
    _write(root() / relative, content)
    return relative


def hold(person_id: int, content: bytes) -> str:
    """Lay bytes ready for a person until an act keeps them; returns their key."""
    key = secrets.token_hex(16)
    _write(_of(person_id) / key, content)
    return key


def held_path(person_id: int, key: str) -> Path:
    """Where a file lies ready."""
    return _of(person_id) / key


def keep_held(person_id: int, key: str) -> str:
    """Keep a file that lies ready; it stays ready too, since the act may yet be refused. Returns its place."""
    relative = _new_place()
    target = root() / relative
    _make_folder(target.parent)
    try:
        os.link(held_path(person_id, key), target)
    except OSError:
        shutil.copyfile(held_path(person_id, key), target)
    _flush_folder(target.parent)
    return relative


def held_sizes(person_id: int) -> list[int]:
    """The sizes of the files that lie ready for a person."""
    folder = _of(person_id)
    return [entry.stat().st_size for entry in os.scandir(folder)] if folder.is_dir() else []


def drop_held(person_id: int, key: str) -> None:
    """Remove a file that lies ready."""
    held_path(person_id, key).unlink(missing_ok=True)


def sweep_held(seconds: int) -> int:
    """Remove what has lain ready for longer than this; returns how many files."""
    folder = root() / HELD
    old = [path for path in folder.glob("*/*") if _age(path) > seconds] if folder.is_dir() else []
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)


def unspoken() -> Iterator[str]:
    """Places of kept files older than an hour, for the caller to compare with the rows; parts of broken writes too."""
    for folder in root().iterdir() if root().is_dir() else ():
        if folder.is_dir() and len(folder.name) == 2:
            for path in folder.iterdir():
                if _age(path) > _SECONDS_UNSPOKEN:
                    yield f"{folder.name}/{path.name}"


def remove(places: Collection[str]) -> int:
    """Remove kept files of which no row speaks; returns how many."""
    for place in places:
        (root() / place).unlink(missing_ok=True)
    return len(places)


def _age(path: Path) -> float:
    try:
        return time.time() - path.stat().st_mtime
    except FileNotFoundError:
        return 0


def _of(person_id: int) -> Path:
    return root() / HELD / str(int(person_id))


def _new_place() -> str:
    name = secrets.token_hex(20)
    return f"{name[:2]}/{name}"


def _write(path: Path, content: bytes) -> None:
    _make_folder(path.parent)
    part = path.with_suffix(".part")
    with open(part, "xb", opener=lambda name, flags: os.open(name, flags, 0o600)) as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    part.rename(path)
    _flush_folder(path.parent)


def _make_folder(folder: Path) -> None:
    """Have a folder, and its name in each folder above on disk before anything that lies in it is spoken of."""
    if not folder.is_dir():
        _make_folder(folder.parent)
        folder.mkdir(mode=0o700, exist_ok=True)
        _flush_folder(folder.parent)


def _flush_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
