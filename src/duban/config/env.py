"""Reads the environment of an installation and refuses what it cannot use, instead of guessing."""

from __future__ import annotations

import os
import secrets
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

TRUE = {"1", "true", "yes", "on"}
FALSE = {"", "0", "false", "no", "off"}
DATABASE = "duban.sqlite3"


class BadEnvironment(ImproperlyConfigured):
    """A variable of the environment has a value that the system cannot use."""


def text(name: str, default: str = "") -> str:
    """The variable without surrounding blanks; an empty one counts as absent."""
    return os.environ.get(name, "").strip() or default


def flag(name: str) -> bool:
    """The variable as yes or no; absent is no."""
    value = os.environ.get(name, "").strip().lower()
    if value in TRUE:
        return True
    if value in FALSE:
        return False
    raise BadEnvironment(f"环境变量 {name} 只能是 1 或 0，现为“{value}”。")


def words(name: str, default: str) -> list[str]:
    """The variable as a list separated by commas."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def integer(name: str, default: int, most: int = 1_000_000) -> int:
    """The variable as a whole number from 1 to `most`."""
    value = text(name, str(default))
    if not value.isdecimal() or not 1 <= int(value) <= most:
        raise BadEnvironment(f"环境变量 {name} 应为 1 到 {most} 的整数，现为“{value}”。")
    return int(value)


def choice(name: str, default: str, known: tuple[str, ...]) -> str:
    """The variable as one of a few words."""
    value = text(name, default).lower()
    if value not in known:
        raise BadEnvironment(f"环境变量 {name} 只能是 {'、'.join(known)}，现为“{value}”。")
    return value


def networks(name: str, default: str) -> list[IPv4Network | IPv6Network]:
    """The variable as addresses or networks separated by commas, e.g. `127.0.0.1,10.1.0.0/16`."""
    found = []
    for word in words(name, default):
        try:
            found.append(ip_network(word))
        except ValueError as error:
            raise BadEnvironment(f"环境变量 {name} 应为用逗号分开的地址或网段，“{word}”不是。") from error
    return found


def uploads() -> dict[str, Any]:
    """What may be handed in: kinds of files, sizes and counts, and what becomes of files that cannot be read."""
    megabyte = 1024 * 1024
    return {
        "types": tuple(
            f".{word.lower().lstrip('.')}"
            for word in words("DUBAN_UPLOAD_TYPES", "pdf,ofd,docx,xlsx,pptx,txt,csv,jpg,jpeg,png")
        ),
        "largest": integer("DUBAN_UPLOAD_MB", 50, 500) * megabyte,
        "request": integer("DUBAN_UPLOAD_REQUEST_MB", 200, 2000) * megabyte,
        "per_request": integer("DUBAN_UPLOAD_FILES", 20, 100),
        "per_case": integer("DUBAN_CASE_FILES", 200, 100_000),
        "per_unit": integer("DUBAN_UNIT_QUOTA_MB", 5 * 1024) * megabyte,
        "unreadable": choice("DUBAN_UNREADABLE", "confirm", ("confirm", "declare", "refuse")),
    }


def scratch_folder() -> str | None:
    """Where files lie while they arrive: in memory where the machine has such a place, so that no disk keeps a trace."""
    given = text("DUBAN_SCRATCH")
    if given:
        if not Path(given).is_dir():
            raise BadEnvironment(f"DUBAN_SCRATCH 指向的“{given}”不是文件夹。")
        return given
    memory = Path("/dev/shm")  # noqa: S108 - files there are opened without a name
    return str(memory) if memory.is_dir() and os.access(memory, os.W_OK) else None


def data_folder() -> Path:
    """Where the installation keeps its database, attachments, key and collected static files."""
    folder = Path(text("DUBAN_DATA", "data")).expanduser().absolute()
    if folder.exists() and not folder.is_dir():
        raise BadEnvironment(f"DUBAN_DATA 指向的“{folder}”不是文件夹。")
    return folder


def make_folder(folder: Path) -> Path:
    """Create the folder, readable by its owner only, and return it."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise BadEnvironment(f"数据文件夹“{folder}”不能建立：{error.strerror}。") from error
    return folder


def secret_key(data: Path) -> str:
    """DUBAN_SECRET_KEY, or the key kept in the data folder, made at the first start with mode 0600."""
    given = text("DUBAN_SECRET_KEY")
    if given:
        if len(given) < 50:
            raise BadEnvironment("DUBAN_SECRET_KEY 太短：至少 50 个字符。")
        return given
    if key_missing(data):
        return secrets.token_urlsafe(60)  # nobody is served with it: `shared.machine.condition`
    kept = data / "secret_key"
    if not kept.exists():
        _write_once(make_folder(data), kept, secrets.token_urlsafe(60))
    key = kept.read_text(encoding="ascii").strip()
    if len(key) < 50:
        raise BadEnvironment(f"密钥文件“{kept}”为空或太短：请从备份恢复，不要另造。")
    return key


def key_missing(data: Path) -> bool:
    """Whether the key is gone beside a database that is there. Making another one silently would hide the loss."""
    if text("DUBAN_SECRET_KEY") or text("DATABASE_URL") or (data / "secret_key").exists():
        return False
    database = data / DATABASE
    return database.exists() and database.stat().st_size > 0


def _write_once(folder: Path, target: Path, content: str) -> None:
    """Write a file so that of several starting processes exactly one wins and none reads half a file."""
    scratch = folder / f".{target.name}.{os.getpid()}"
    descriptor = os.open(scratch, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(content)
        os.link(scratch, target)
    except FileExistsError:
        pass
    finally:
        scratch.unlink()


def database(data: Path) -> dict[str, Any]:
    """The database of DATABASE_URL (`postgres://…`), or SQLite in the data folder."""
    url = text("DATABASE_URL")
    return postgresql(url) if url else sqlite(make_folder(data) / DATABASE)


def sqlite(path: Path) -> dict[str, Any]:
    """SQLite as a server's store: one writer at a time, readers never blocked, a commit survives a power cut."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA foreign_keys=ON;",
        },
    }


def postgresql(url: str) -> dict[str, Any]:
    """`postgres://user:password@host:port/name?option=value`; `?host=/folder` names a Unix socket.

    Statements are not compiled to machine code: who may see what makes them long, and compiling one took a thousand times
    as long as answering it.
    """
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise BadEnvironment("DATABASE_URL 只支持 postgres://…；不设则使用数据文件夹里的 SQLite。")
    name = unquote(parts.path.lstrip("/"))
    if not name:
        raise BadEnvironment("DATABASE_URL 缺少数据库名。")
    options = dict(parse_qsl(parts.query))
    options["options"] = f"-c jit=off {options.get('options', '')}".strip()
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", parts.hostname or ""),
        "PORT": options.pop("port", str(parts.port or "")),
        "OPTIONS": options,
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "DISABLE_SERVER_SIDE_CURSORS": True,
    }
