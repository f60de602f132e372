"""With a full disk acts are refused in plain words and nothing is half-written; reading and signing in go on."""

from __future__ import annotations

import errno
import logging
import os
import resource
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.conf import settings
from django.db import OperationalError, connection
from django.test import Client
from django.urls import reverse

from duban.audit.models import Entry
from duban.organisations.actions.people import create_person
from duban.organisations.models import Person
from duban.shared.machine import room
from duban.web.views import system
from tests.personas import PASSWORD, County
from tests.web.test_health import administrator

only_sqlite = pytest.mark.skipif(
    settings.DATABASES["default"]["ENGINE"] != "django.db.backends.sqlite3", reason="limits of SQLite"
)


@contextmanager
def few_pages_left() -> Iterator[None]:
    """The database may grow by 200 pages and no more."""
    ask = connection.connection.execute
    count, most = (ask(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "max_page_count"))
    ask(f"PRAGMA max_page_count = {count + 200}")
    try:
        yield
    finally:
        ask(f"PRAGMA max_page_count = {most}")


@contextmanager
def small_files_only() -> Iterator[None]:
    """No file may grow beyond a megabyte more than the database has."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    size = Path(str(connection.settings_dict["NAME"])).stat().st_size
    resource.setrlimit(resource.RLIMIT_FSIZE, (size + 2**20, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@contextmanager
def full_disk() -> Iterator[None]:
    """The disk of the data folder says that nothing is left."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(room, "_on_disk", lambda: (0, 10**10))
        yield


@only_sqlite
@pytest.mark.parametrize("full", [few_pages_left, small_files_only, full_disk])
def test_an_act_is_refused_and_reading_and_signing_in_go_on(
    county: County, client: Client, full: Any
) -> None:
    before = Entry.objects.count(), Person.objects.count()
    with full():
        entered = {"username": "org_dept.deputy", "password": PASSWORD}
        assert client.post(reverse("account_login"), entered).status_code == 302
        assert client.get(reverse("units")).status_code == 200
        typed = {"name": "钱某新", "rank": "700", "personnel_category": "公务员", "once": "k" * 20}
        answer = client.post(reverse("create", args=["person.create"]), typed)
        assert answer.status_code == 503
        assert "没有写入任何内容" in answer.content.decode()
        assert answer.headers["Retry-After"] == "60"
    assert Person.objects.count() == before[1]
    assert not Entry.objects.filter(act="person.create", n__gt=before[0]).exists()
    assert client.post(reverse("create", args=["person.create"]), typed).status_code == 303


def test_what_is_kept_back_is_given_up_for_those_who_sign_in_and_laid_again(
    county: County, monkeypatch: pytest.MonkeyPatch
) -> None:
    free = {"bytes": 10 * room.RESERVE}
    monkeypatch.setattr(room, "_on_disk", lambda: (free["bytes"], 10**10))
    room.lay_reserve()
    reserve = Path(settings.DATA) / "reserve"
    assert reserve.stat().st_blocks * 512 >= room.RESERVE
    free["bytes"] = room.RESERVE - 1
    with pytest.raises(room.NoRoom):
        create_person(actor=county.registrar, name="钱某新", rank=1, personnel_category="公务员")
    assert not reserve.exists()
    free["bytes"] += room.RESERVE
    with pytest.raises(room.NoRoom):
        create_person(actor=county.registrar, name="钱某新", rank=1, personnel_category="公务员")
    free["bytes"] = 10 * room.RESERVE
    create_person(actor=county.registrar, name="钱某新", rank=1, personnel_category="公务员")
    room.lay_reserve()
    assert reserve.exists()
    reserve.unlink()


def failing(error: Exception) -> Exception:
    """An error of Django that was raised from one of the database."""
    wrapped = OperationalError(str(error))
    wrapped.__cause__ = error
    return wrapped


def of_sqlite(code: int) -> sqlite3.OperationalError:
    error = sqlite3.OperationalError("database or disk is full")
    error.sqlite_errorcode = code
    return error


@pytest.mark.parametrize(
    "error",
    [
        OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)),
        OSError(errno.EFBIG, os.strerror(errno.EFBIG)),
        failing(of_sqlite(sqlite3.SQLITE_FULL)),
        failing(of_sqlite(sqlite3.SQLITE_READONLY)),
        failing(type("DiskFull", (Exception,), {"sqlstate": "53100"})()),
    ],
    ids=repr,
)
def test_whatever_says_that_nothing_can_be_written_becomes_that_page_and_one_line_in_the_log(
    error: Exception, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(system._said, "at", -1e9)
    with caplog.at_level(logging.WARNING):
        for _ in range(20):
            try:
                raise error
            except (OSError, OperationalError):
                answer = system.server_error(SimpleNamespace())  # type: ignore[arg-type]
            assert answer.status_code == 503
    assert [record.name for record in caplog.records] == ["duban.room"]


def test_any_other_fault_stays_a_fault() -> None:
    try:
        raise ValueError("broken")
    except ValueError:
        assert system.server_error(SimpleNamespace()).status_code == 500  # type: ignore[arg-type]


def test_the_administrator_is_told_before_the_disk_is_full_and_nobody_else(
    county: County, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room, "_on_disk", lambda: (9 * 10**8, 10**10))
    client.force_login(administrator(county))
    assert "可用空间只剩 9%（858 MB）" in client.get(reverse("units")).content.decode()
    client.force_login(county.account("inspector"))
    assert "可用空间" not in client.get(reverse("units")).content.decode()
