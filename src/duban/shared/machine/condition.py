"""Whether this installation can work: its folder, its key, its database. Asked at start, and by whoever watches."""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

EMPTY, OLDER, NEWER = "empty", "older", "newer"
UNREACHABLE, DAMAGED, UNWRITABLE, KEYLESS = "unreachable", "damaged", "unwritable", "keyless"
_SHOWN = 3
_Name = tuple[str, str]


@dataclass(frozen=True)
class MachineFault:
    """What keeps the system from working: its kind, and in Chinese what is wrong and how to mend it."""

    kind: str
    words: str


def faults(*, thorough: bool = False) -> list[MachineFault]:
    """Everything that is wrong; `thorough` also tries to write and reads every page of a SQLite file."""
    folder = _folder_faults(Path(settings.DATA), thorough)
    return folder + _key_faults() + ([] if folder else _database_faults(thorough))


def _folder_faults(data: Path, thorough: bool) -> list[MachineFault]:
    """The data folder and the files of the database in it."""
    mend = "请让它归运行本系统的用户所有，并检查磁盘是不是只读。"
    unwritable = _unwritable(data, thorough)
    if unwritable:
        return [MachineFault(UNWRITABLE, f"数据文件夹“{data}”不能写：{unwritable}。{mend}")]
    if connection.vendor != "sqlite":
        return []
    database = Path(str(connection.settings_dict["NAME"]))
    for path in (database, *(database.with_name(f"{database.name}{end}") for end in ("-wal", "-shm"))):
        if path.exists() and not os.access(path, os.R_OK | os.W_OK):
            return [MachineFault(UNWRITABLE, f"数据库文件“{path}”不能读写。{mend}")]
    return []


def _unwritable(folder: Path, thorough: bool) -> str:
    """Why nothing can be written into a folder; empty where it can."""
    if not folder.is_dir():
        return "文件夹不存在"
    if not os.access(folder, os.R_OK | os.W_OK | os.X_OK) or os.statvfs(folder).f_flag & os.ST_RDONLY:
        return "没有写入权限，或磁盘只读"
    if thorough:
        try:
            with tempfile.TemporaryFile(dir=folder) as file:
                file.write(b"1")
        except OSError as error:
            return error.strerror or str(error)
    return ""


def _key_faults() -> list[MachineFault]:
    if not settings.KEY_MISSING:
        return []
    kept = Path(settings.DATA) / "secret_key"
    return [
        MachineFault(
            KEYLESS,
            f"密钥文件“{kept}”不在了，而数据库已经存在。请从备份恢复这个文件；"
            "确实没有备份的，运行 duban key 另造一个（所有人须重新登录，待办理的上传须重传）。",
        )
    ]


def _database_faults(thorough: bool) -> list[MachineFault]:
    try:
        if thorough and connection.vendor == "sqlite" and (broken := _broken_pages()):
            return [_damaged(broken)]
        applied = set(MigrationRecorder(connection).applied_migrations())
    except DatabaseError as error:
        if connection.vendor == "sqlite" and _of_the_file(error):
            return [_damaged(str(error))]
        return [MachineFault(UNREACHABLE, f"数据库连接不上：{str(error).strip()}。请检查 DATABASE_URL 和数据库服务。")]
    return _version_faults(applied)


def _of_the_file(error: DatabaseError) -> bool:
    return any(words in str(error) for words in ("malformed", "not a database"))


def _broken_pages() -> str:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA quick_check(1)")
        told = str(cursor.fetchone()[0])
    return "" if told == "ok" else told.strip()


def _damaged(told: str) -> MachineFault:
    path = connection.settings_dict["NAME"]
    return MachineFault(DAMAGED, f"数据库文件“{path}”已损坏（{told}）。请不要再写入，从备份恢复这个文件。")


@lru_cache(maxsize=1)
def known_migrations() -> frozenset[_Name]:
    """Every migration that this version of the system brings."""
    return frozenset(MigrationLoader(None).disk_migrations)


def _version_faults(applied: set[_Name]) -> list[MachineFault]:
    """Whether database and code are of one version; what other apps once left in the database does not matter."""
    known = known_migrations()
    ours = {app for app, _ in known}
    if not applied:
        return [MachineFault(EMPTY, "数据库是空的，还没有建立。请先运行 duban migrate；要演示县，运行 make run。")]
    if newer := sorted(name for name in applied - known if name[0] in ours):
        return [
            MachineFault(
                NEWER,
                f"数据库比程序新：有本版本不认识的变更（{_listed(newer)}）。"
                "请换回写过这个数据库的版本或更新的版本，不要用旧版本运行。",
            )
        ]
    if missing := sorted(known - applied):
        return [
            MachineFault(
                OLDER,
                f"数据库比程序旧：还有 {len(missing)} 项变更没有执行（{_listed(missing)}）。"
                "请先备份，再运行 duban migrate。",
            )
        ]
    return []


def _listed(names: list[_Name]) -> str:
    shown = "、".join(".".join(name) for name in names[:_SHOWN])
    return f"{shown} 等" if len(names) > _SHOWN else shown
