"""The database every test begins with: built once for what it is made of, kept, and copied for each process.

First the migrated schema, which changes with the migrations, then the counties of `tests.personas`, which change
with any source of the system. Nothing kept is used for another key: a stale template is worse than a new one.
"""

from __future__ import annotations

import ast
import base64
import fcntl
import hashlib
import json
import os
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

import django
from django.conf import settings
from django.db import connection

from duban.shared.database import memo
from duban.shared.database.drawn import migrate
from tests.personas import County, build_counties
from tests.syntax import tree_of

ROOT = Path(__file__).resolve().parents[1]
SRC = ROOT / "src"
KEPT = ROOT / ".cache" / "tests"
NEWEST = {"schema-*.sqlite3": 4, "packed-*.sqlite3": 24, "county-*.sqlite3": 4, "county-*.json": 4}
PACKING = Path(__file__).with_name("packed") / "packing.py"


def migrations_and_what_they_import() -> set[Path]:
    """The files that decide what the migrated schema is."""
    found: set[Path] = set()
    waiting = [*SRC.glob("duban/*/migrations/*.py")]
    while waiting:
        path = waiting.pop()
        if path not in found:
            found.add(path)
            waiting += _imported(path)
    return found


def _imported(path: Path) -> Iterator[Path]:
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        else:
            continue
        for name in names:
            parts = name.split(".")
            for length in range(1, len(parts) + 1):
                yield from _module(SRC.joinpath(*parts[:length]))


def _module(path: Path) -> Iterator[Path]:
    yield from (one for one in (path.with_suffix(".py"), path / "__init__.py") if one.is_file())


def schema_key() -> str:
    """Changes with the migrations, with what they import and with the packages that carry them out."""
    return digest(migrations_and_what_they_import() | {ROOT / "requirements.txt"})


def county_key() -> str:
    """Changes with any source, pack or other data of the system, and with the story of the counties."""
    own = {ROOT / "requirements.txt", ROOT / "tests" / "personas.py", Path(__file__)}
    return digest(sources() | own)


def sources() -> set[Path]:
    """What the system is made of and what it rules by: programs, packs and other data."""
    files = {
        path for path in SRC.glob("duban/**/*") if path.suffix in {".py", ".toml"} or "data" in path.parts
    }
    return {path for path in files if path.is_file()}


def digest(paths: set[Path]) -> str:
    """A short name for the contents of these files under the programs that read them."""
    hashed = hashlib.sha256(f"{sys.version} {django.VERSION} {sqlite3.sqlite_version}".encode())
    for path in sorted(paths):
        content = path.read_bytes()
        hashed.update(f"\n{path.relative_to(ROOT)} {len(content)}\n".encode() + content)
    return hashed.hexdigest()[:16]


@contextmanager
def _alone() -> Iterator[None]:
    """Of several processes one builds, and the others wait for it."""
    KEPT.mkdir(parents=True, exist_ok=True)
    with (KEPT / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _use(name: str) -> None:
    """Turn the connection of this process, and of its threads to come, to another database."""
    connection.close()
    connection.settings_dict["NAME"] = name


class _Sqlite:
    """Templates are files."""

    def __init__(self) -> None:
        self._own = connection.settings_dict["TEST"]["NAME"]

    def file(self, name: str) -> Path:
        return KEPT / f"{name}.sqlite3"

    def has(self, name: str) -> bool:
        return self.file(name).exists()

    def make(self, name: str, base: str, fill: Callable[[], None]) -> None:
        scratch = KEPT / f"{name}.{os.getpid()}"
        scratch.unlink(missing_ok=True)
        _use(str(scratch))
        if base:
            self._copy_into_the_connection(base)
        fill()
        connection.close()
        scratch.replace(self.file(name))

    def give(self, name: str) -> None:
        _use(self._own)
        self._copy_into_the_connection(name)

    def _copy_into_the_connection(self, name: str) -> None:
        connection.ensure_connection()
        # Through the connection, so that whoever else has the database open sees the copy too.
        with closing(sqlite3.connect(f"file:{self.file(name)}?mode=ro&immutable=1", uri=True)) as source:
            source.backup(connection.connection)

    def drop(self) -> None:
        connection.close()

    def prune(self) -> None:
        for kind, most in NEWEST.items():
            files = sorted(KEPT.glob(kind), key=lambda path: path.stat().st_mtime)
            for path in files[:-most]:
                path.unlink()


class _Postgres:
    """Templates are databases of the same cluster, which is thrown away after the run."""

    def __init__(self) -> None:
        self._own = connection.creation._get_test_db_name()  # type: ignore[attr-defined]

    def _run(self, *statements: str) -> list[Any]:
        connection.close()
        with connection._nodb_cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)
            return cursor.fetchall() if cursor.description else []

    def has(self, name: str) -> bool:
        return bool(self._run(f"SELECT 1 FROM pg_database WHERE datname = 'duban-{name}'"))

    def make(self, name: str, base: str, fill: Callable[[], None]) -> None:
        scratch = f"duban-{name}-{os.getpid()}"
        self._create(scratch, base)
        _use(scratch)
        fill()
        self._run(f'DROP DATABASE IF EXISTS "duban-{name}"')
        self._run(f'ALTER DATABASE "{scratch}" RENAME TO "duban-{name}"')

    def _create(self, name: str, base: str) -> None:
        template = f' TEMPLATE "duban-{base}" STRATEGY file_copy' if base else ""
        self._run(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)', f'CREATE DATABASE "{name}"{template}')

    def give(self, name: str) -> None:
        self._create(self._own, name)
        _use(self._own)

    def drop(self) -> None:
        self._run(f'DROP DATABASE IF EXISTS "{self._own}" WITH (FORCE)')

    def prune(self) -> None:
        names = self._run("SELECT datname FROM pg_database WHERE datname LIKE 'duban-%'")
        current = {f"duban-{_schema()}", f"duban-{_county()}"}
        for (name,) in names:
            if name not in current:
                self._run(f'DROP DATABASE "{name}"')


def _schema() -> str:
    return f"schema-{schema_key()}"


def _county() -> str:
    return f"county-{county_key()}"


def _laid() -> dict[str, str]:
    """The files that the counties were founded with, by their place."""
    root = Path(settings.MEDIA_ROOT)
    files = (path for path in root.rglob("*") if path.is_file())
    return {str(path.relative_to(root)): base64.b64encode(path.read_bytes()).decode() for path in files}


def _lay(files: dict[str, str]) -> None:
    """Put the files of the counties where this process keeps its own."""
    for name, content in files.items():
        path = Path(settings.MEDIA_ROOT) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(base64.b64decode(content))


class Database:
    """The database of this process; `county` and `other` are the counties that stand in it."""

    def __init__(self) -> None:
        self._store = _Postgres() if connection.vendor == "postgresql" else _Sqlite()
        self._name = _county()
        self._people = KEPT / f"{self._name}.{connection.vendor}.json"
        with _alone():
            if not (self._people.exists() and self._store.has(self._name) and self._store.has(_schema())):
                self._build()
            self._store.give(self._name)
        kept = json.loads(self._people.read_text())
        self.county, self.other = (County(**row) for row in kept["counties"])
        _lay(kept["files"])
        memo.forget()

    def _build(self) -> None:
        schema = _schema()
        if not self._store.has(schema):
            self._store.make(schema, "", lambda: migrate(verbosity=0, interactive=False))
        self._store.make(self._name, schema, self._build_counties)
        self._store.prune()

    def _build_counties(self) -> None:
        counties = [asdict(county) for county in build_counties()]
        self._people.write_text(json.dumps({"counties": counties, "files": _laid()}, ensure_ascii=False))

    def schema_file(self) -> Path:
        """A migrated database without a county, as a file to be copied; SQLite only."""
        return self._file(_schema())

    def county_file(self) -> Path:
        """The database as it was given, as a file to be copied; SQLite only."""
        return self._file(self._name)

    def _file(self, name: str) -> Path:
        assert isinstance(self._store, _Sqlite)
        return self._store.file(name)

    def give(self, name: str, made_of: set[Path], fill: Callable[[], None]) -> None:
        """Another database in place of this one until it is renewed: filled once, and kept for what it is made of."""
        key = digest(made_of | migrations_and_what_they_import() | {ROOT / "requirements.txt", PACKING})
        with _alone():
            if not self._store.has(f"packed-{name}-{key}"):
                self._store.make(f"packed-{name}-{key}", "", fill)
        self._store.give(f"packed-{name}-{key}")
        memo.forget()

    def empty(self) -> None:
        """A database that was migrated from nothing and has no county, in place of this one until it is renewed."""
        self._store.give(_schema())
        memo.forget()

    def renew(self) -> None:
        """Put the database back as it was given, whatever was committed since."""
        self._store.give(self._name)
        memo.forget()

    def drop(self) -> None:
        """Leave nothing of this process behind."""
        self._store.drop()
