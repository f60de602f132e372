"""How much can still be written, and what is kept back for signing in when there is almost nothing left.

A file of the size of `RESERVE` lies in the data folder. Where space runs out it is given up: from then on acts are
refused in plain words, while sessions and entries of signing in live on what it has freed. It is laid again once there
is room for it.
"""

from __future__ import annotations

import errno
import os
import resource
import sqlite3
from contextlib import suppress
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection

from duban.shared.errors import ActError

RESERVE = 8 * 1024 * 1024
SCARCE = 0.1
"""The share of free space below which the administrator is told."""
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS}
_SQLITE = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_IOERR_WRITE}
_POSTGRESQL = "53100"
WORDS = (
    "服务器现在不能写入（磁盘已满或只读），这件事没有办成，也没有写入任何内容。"
    "查看不受影响；请告诉系统管理员腾出空间，然后再办一次。"
)


class NoRoom(ActError):
    """There is too little space left for an act; nothing was written."""

    logged = False

    def __init__(self) -> None:
        super().__init__(WORDS)


def refuse_without_room() -> None:
    """Raise NoRoom where an act would live on what is kept back."""
    kept_back = RESERVE if _reserve().exists() else 2 * RESERVE
    if left() >= kept_back:
        return
    with suppress(OSError):
        _reserve().unlink(missing_ok=True)
    raise NoRoom


def left() -> int:
    """The bytes that the disk, the limit on files of this process and the database itself still let be written."""
    return min(_on_disk()[0], _in_file(), _in_pages())


def scarce() -> str:
    """What to tell the administrator where less than a tenth of the disk is free; else empty."""
    free, total = _on_disk()
    if free >= SCARCE * total:
        return ""
    return f"服务器磁盘可用空间只剩 {free * 100 // total}%（{free // 1024**2} MB）。满了以后只能查看，不能办理。请尽快腾出空间。"


def lay_reserve() -> None:
    """Put the reserve in place where there is room for it."""
    reserve = _reserve()
    if reserve.exists() or left() < 4 * RESERVE:
        return
    with suppress(OSError), reserve.open("xb") as file:
        os.posix_fallocate(file.fileno(), 0, RESERVE)


def is_full(error: BaseException | None) -> bool:
    """Whether an error says that nothing can be written: disk, quota or database full, or read-only."""
    while error is not None:
        if isinstance(error, NoRoom) or isinstance(error, OSError) and error.errno in _FULL:
            return True
        if isinstance(error, sqlite3.Error) and getattr(error, "sqlite_errorcode", 0) in _SQLITE:
            return True
        if isinstance(error, DatabaseError) and getattr(error.__cause__, "sqlstate", "") == _POSTGRESQL:
            return True
        error = error.__cause__ or error.__context__
    return False


def _reserve() -> Path:
    return Path(settings.DATA) / "reserve"


def _on_disk() -> tuple[int, int]:
    """Free and whole size of the disk on which the data folder lies, as far as this user may use it."""
    folder = Path(settings.DATA)
    disk = os.statvfs(folder if folder.exists() else folder.parent)
    used = (disk.f_blocks - disk.f_bfree) * disk.f_frsize
    free = disk.f_bavail * disk.f_frsize
    return free, max(1, used + free)


def _in_file() -> int:
    """What a file of the database may still grow by."""
    limit, _ = resource.getrlimit(resource.RLIMIT_FSIZE)
    if limit == resource.RLIM_INFINITY or connection.vendor != "sqlite":
        return 2**62
    database = Path(str(connection.settings_dict["NAME"]))
    files = (database, database.with_name(f"{database.name}-wal"))
    return limit - max((path.stat().st_size for path in files if path.exists()), default=0)


def _in_pages() -> int:
    """What the pages of the database may still take, where their number has a limit."""
    if connection.vendor != "sqlite" or connection.connection is None:
        return 2**62
    ask = connection.connection.execute
    most, count, free, size = (
        int(ask(f"PRAGMA {name}").fetchone()[0])
        for name in ("max_page_count", "page_count", "freelist_count", "page_size")
    )
    return (most - count + free) * size
