"""What cannot work does not begin: it says what is wrong and how to mend it. Real processes, on this machine alone."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import sqlite3
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import pytest
from django.conf import settings

from duban.config import env
from duban.jobs import start_checks
from duban.shared.machine import condition
from tests.template import Database

pytestmark = pytest.mark.skipif(
    settings.DATABASES["default"]["ENGINE"] != "django.db.backends.sqlite3", reason="a folder of its own"
)


@pytest.fixture
def data(tmp_path: Path, database: Database) -> Path:
    """The data folder of an installation that can begin."""
    folder = tmp_path / "data"
    folder.mkdir(mode=0o755)
    shutil.copy(database.schema_file(), folder / env.DATABASE)
    (folder / "secret_key").write_text("k" * 60)
    return folder


def surroundings(data: Path) -> dict[str, str]:
    known = {
        name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "DUBAN_SECRET_KEY")
    }
    return {**known, "DUBAN_DATA": str(data), "DJANGO_SETTINGS_MODULE": "duban.config.settings"}


def duban(data: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "duban.jobs.cli", *arguments]
    return subprocess.run(
        command, env=surroundings(data), capture_output=True, text=True, check=False, timeout=120
    )


def sql(data: Path, text: str) -> None:
    with closing(sqlite3.connect(data / env.DATABASE)) as database, database:
        database.execute(text)


def emptied(data: Path) -> None:
    (data / env.DATABASE).unlink()


def from_the_future(data: Path) -> None:
    sql(data, "INSERT INTO django_migrations (app, name, applied) VALUES ('acts', '0999_later', '2030-01-01')")


def from_the_past(data: Path) -> None:
    sql(data, "DELETE FROM django_migrations WHERE app = 'audit' AND name LIKE '0004%'")


def damaged(data: Path) -> None:
    with (data / env.DATABASE).open("r+b") as file:
        file.seek(4096 * 3)
        file.write(os.urandom(4096 * 40))


def without_key(data: Path) -> None:
    (data / "secret_key").unlink()


BROKEN: dict[str, tuple[Callable[[Path], None], str, str]] = {
    "empty": (emptied, "数据库是空的", "duban migrate"),
    "newer": (from_the_future, "数据库比程序新：有本版本不认识的变更（acts.0999_later）", "更新的版本"),
    "older": (from_the_past, "数据库比程序旧：还有 1 项变更没有执行（audit.0004", "请先备份，再运行 duban migrate"),
    "damaged": (damaged, "已损坏", "从备份恢复"),
    "keyless": (without_key, "secret_key”不在了，而数据库已经存在", "duban key"),
}


@pytest.mark.parametrize("how", BROKEN)
def test_a_broken_installation_does_not_begin_to_serve_and_says_how_to_mend_it(data: Path, how: str) -> None:
    break_it, wrong, remedy = BROKEN[how]
    break_it(data)
    told = duban(data, "serve", "--worker", "--port", str(free_port()), "--no-collect")
    assert (told.returncode, told.stdout) == (2, "")
    assert wrong in told.stderr and remedy in told.stderr
    assert "Traceback" not in told.stderr


def test_a_worker_does_not_begin_either_and_no_upgrade_touches_what_is_newer(data: Path) -> None:
    from_the_future(data)
    for command in (["worker", "--once"], ["migrate", "--quiet"], ["audit", "verify"]):
        told = duban(data, *command)
        assert (told.returncode, "数据库比程序新" in told.stderr) == (2, True)


def test_a_lost_key_is_made_anew_only_by_who_asks_for_it(data: Path) -> None:
    without_key(data)
    assert duban(data, "audit", "verify").returncode == 0
    assert not (data / "secret_key").exists()
    assert duban(data, "key").returncode == 0
    key = (data / "secret_key").read_text()
    assert duban(data, "key").returncode == 2
    assert (data / "secret_key").read_text() == key


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "DATA", tmp_path / "absent")
    [fault] = condition.faults(thorough=True)
    assert (fault.kind, "不能写：文件夹不存在" in fault.words) == (condition.UNWRITABLE, True)
    monkeypatch.setattr(settings, "DATA", tmp_path)
    monkeypatch.setattr(condition.os, "access", lambda path, how: False)
    [fault] = condition.faults()
    assert "没有写入权限，或磁盘只读" in fault.words


@pytest.mark.parametrize(
    ("host", "https", "begins"),
    [("127.0.0.1", False, True), ("localhost", False, True), ("0.0.0.0", False, False), ("0.0.0.0", True, True)],  # noqa: S104
)
def test_nobody_beyond_this_machine_is_served_in_clear(
    monkeypatch: pytest.MonkeyPatch, host: str, https: bool, begins: bool
) -> None:
    monkeypatch.setattr(settings, "HTTPS", https)
    faults = start_checks.address_faults(host, free_port())
    assert (faults == []) is begins
    assert begins or "DUBAN_HTTPS=1" in faults[0]


def test_a_port_that_is_taken_is_said_at_once() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        [fault] = start_checks.address_faults("127.0.0.1", other.getsockname()[1])
    assert "--port" in fault


def free_port() -> int:
    with socket.socket() as tried:
        tried.bind(("127.0.0.1", 0))
        return int(tried.getsockname()[1])


class Served:
    """`duban serve --worker` in a folder, and the processes that belong to it."""

    def __init__(self, data: Path) -> None:
        self.port = free_port()
        command = [sys.executable, "-m", "duban.jobs.cli", "serve", "--worker", "--workers", "1", "--no-collect"]
        self.log = (data.parent / "log").open("w+")
        self.process = subprocess.Popen(
            [*command, "--port", str(self.port)], env=surroundings(data), stdout=self.log, stderr=self.log
        )
        self.seen: set[int] = set()

    def children(self, of: int) -> dict[int, str]:
        """The processes started by one, with their command lines."""
        found = {}
        for path in Path("/proc").glob("[0-9]*/stat"):
            try:
                parent = int(path.read_text().rpartition(")")[2].split()[1])
                if parent == of:
                    found[int(path.parent.name)] = (path.parent / "cmdline").read_text().replace("\0", " ")
            except (FileNotFoundError, ProcessLookupError):
                continue
        self.seen |= set(found)
        return found

    def one(self, word: str) -> int:
        """The child whose command bears a word; 0 where there is none."""
        return next((pid for pid, line in self.children(self.process.pid).items() if word in line), 0)

    def health(self) -> int:
        try:
            with urlopen(f"http://127.0.0.1:{self.port}/-/health", timeout=5) as answer:  # noqa: S310
                return int(answer.status)
        except HTTPError as error:
            return error.code
        except (URLError, ConnectionError, TimeoutError):
            return 0

    def until(self, holds: Callable[[], object], seconds: float = 60) -> None:
        end = time.monotonic() + seconds
        while not holds():
            self.log.seek(0)
            assert time.monotonic() < end, self.log.read()
            time.sleep(0.2)

    def end(self) -> None:
        self.process.kill()
        self.process.wait()
        for pid in self.seen:
            if "duban" in cmdline(pid):
                os.kill(pid, signal.SIGKILL)
        self.log.close()


def cmdline(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return ""


@pytest.fixture
def served(data: Path) -> Iterator[Served]:
    (data / "attachments").mkdir(mode=0o755)
    one = Served(data)
    yield one
    one.end()


def test_the_site_outlives_its_worker_and_nothing_outlives_the_one_who_watches(
    served: Served, data: Path
) -> None:
    served.until(lambda: served.health() == 200)
    served.until(lambda: served.one("cli worker"))
    rights = {path.name: stat.S_IMODE(path.stat().st_mode) & 0o077 for path in (data, *data.rglob("*"))}
    assert {name: others for name, others in rights.items() if others} == {}
    worker, site = served.one("cli worker"), served.one("gunicorn")
    os.kill(worker, signal.SIGKILL)
    served.until(lambda: served.one("cli worker") not in (0, worker))
    assert (served.health(), served.one("gunicorn")) == (200, site)
    everyone = {*served.children(served.process.pid), *served.children(site)}
    served.process.kill()
    served.process.wait()
    served.until(lambda: not any(cmdline(pid) for pid in everyone))
    assert served.health() == 0
