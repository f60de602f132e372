"""`duban rehearse`: a month lived through on a copy of an installation, which itself stays as it is."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from duban.jobs import cli
from duban.jobs.commands import rehearse
from tests.once import made_once
from tests.template import Database

pytestmark = pytest.mark.skipif(
    settings.DATABASES["default"]["ENGINE"] != "django.db.backends.sqlite3",
    reason="copies of files of SQLite",
)
ROOT = Path(__file__).resolve().parents[2]
LIVE_A_WHILE = """
import json, sys
import django
django.setup()
from django_scopes import scope
from tests import hours
from tests.personas import TODAY, County
from tests.web.walk import underway
county = County(**json.loads(sys.argv[1]))
hours.begin("rehearse")
with county.on(TODAY), scope(jurisdiction=county.jurisdiction_id):
    walk = underway(county).letter_drafted().letter_approving().letter_issued().interview_held()
    walk.listing_issued()
"""


def surroundings(folder: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "DUBAN_DATA")}
    return {
        **kept,
        "DUBAN_DATA": str(folder),
        "DJANGO_SETTINGS_MODULE": "duban.config.settings",
        "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "src")]),
    }


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory, database: Database) -> Path:
    """A live installation with two counties; in one of them a matter is listed until 30 June."""

    def lived_a_while(folder: Path) -> None:
        shutil.copy(database.county_file(), folder / "duban.sqlite3")
        command = [sys.executable, "-c", LIVE_A_WHILE, json.dumps(asdict(database.county))]
        subprocess.run(command, env=surroundings(folder), check=True, cwd=ROOT)
        with closing(sqlite3.connect(folder / "duban.sqlite3")) as file, file:
            file.execute("UPDATE shared_installation SET kind = 'live'")

    return made_once(tmp_path_factory, "installation", lived_a_while)


@pytest.fixture(scope="module")
def july(tmp_path_factory: pytest.TempPathFactory, installation: Path) -> list[dict[str, Any]]:
    """The counties' July, lived through once for whoever looks at it."""

    def told(folder: Path) -> None:
        (folder / "july.json").write_text(json.dumps(lived(installation, "2026-07")))

    county: list[dict[str, Any]] = json.loads((made_once(tmp_path_factory, "july", told) / "july.json").read_text())
    return county


@pytest.fixture(autouse=True)
def on_sqlite(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)


def digest(folder: Path) -> str:
    return hashlib.sha256((folder / "duban.sqlite3").read_bytes()).hexdigest()


def lived(folder: Path, month: str) -> list[dict[str, Any]]:
    """What the command tells of a month, county by county; the installation is as it was before."""
    before, files = digest(folder), sorted(path.name for path in folder.iterdir())
    told = subprocess.run(
        [sys.executable, "-m", "duban.jobs.cli", "rehearse", "--data", str(folder), "--month", month, "--json"],
        env=surroundings(folder), capture_output=True, text=True, check=True, cwd=ROOT,
    )  # fmt: skip
    assert (digest(folder), sorted(path.name for path in folder.iterdir())) == (before, files)
    counties: list[dict[str, Any]] = json.loads(told.stdout)["counties"]
    return counties


@pytest.mark.clause("9", "5.1")
def test_a_month_is_lived_through_and_the_original_is_untouched(
    installation: Path, july: list[dict[str, Any]]
) -> None:
    county = july[0]
    with closing(sqlite3.connect(installation / "duban.sqlite3")) as database:
        assert database.execute("SELECT kind FROM shared_installation").fetchone() == ("live",)
    days = {day["day"]: day for day in county["days"]}
    assert len(days) == 31
    first = days["2026-07-01"]
    assert [one["candidate"] for one in first["happened"]].count(True) == 1
    assert any("期" in one["sentence"] for one in first["happened"])
    assert county["overdue_at_start"] > 0


def test_reports_fall_due_and_become_overdue_unit_by_unit(installation: Path) -> None:
    county = lived(installation, "2026-04")[0]
    due = [one for day in county["days"] for one in day["due"]]
    reports = [one for one in due if one["report"]]
    assert reports
    assert {one["unit"] for one in reports} == {"自然资源局"}
    assert all(one["cite"].startswith("三") for one in reports)
    overdue = [one for day in county["days"] for one in day["overdue"]]
    assert reports[0]["label"] in {one["label"] for one in overdue}
    load = county["load"]["自然资源局"]
    assert (load["due"], load["reports"]) == (
        len([one for one in due if one["unit"] == "自然资源局"]),
        len(reports),
    )
    assert load["overdue"] == len([one for one in overdue if one["unit"] == "自然资源局"])


def test_days_that_are_over_are_told_as_they_are_recorded(installation: Path) -> None:
    county = lived(installation, "2026-03")[0]
    days = {day["day"]: day for day in county["days"]}
    assert days["2026-03-02"]["past"]
    assert days["2026-03-02"]["recorded"] > 10
    assert not days["2026-03-31"]["past"]
    assert county["lived_from"] == "2026-03-20"


def test_it_reads_as_sentences(july: list[dict[str, Any]]) -> None:
    out = "\n".join(line for county in july for line in rehearse._lines(county))
    assert "XX县 2026-07 推演：在副本上进行，原库未动" in out
    assert "YY县 2026-07 推演" in out
    assert "07-01 周三" in out
    assert "  待核情形：" in out
    assert "各单位本月：" in out


@pytest.mark.parametrize(
    ("month", "said"),
    [
        ("2026-13", "不是月份"),
        ("七月", "不是月份"),
        ("2026-01", "已经过去"),
        ("2029-01", "太远"),
    ],
)
def test_a_month_that_cannot_be_lived_through_is_refused(
    installation: Path, capsys: pytest.CaptureFixture[str], month: str, said: str
) -> None:
    before = digest(installation)
    assert cli.main(["rehearse", "--data", str(installation), "--month", month]) == 2
    err = capsys.readouterr().err
    assert said in err
    assert "Traceback" not in err
    assert digest(installation) == before


def test_a_folder_without_a_database_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["rehearse", "--data", str(tmp_path), "--month", "2026-07"]) == 2
    assert "没有数据库" in capsys.readouterr().err
    (tmp_path / "duban.sqlite3").write_bytes(b"not a database" * 100)
    assert cli.main(["rehearse", "--data", str(tmp_path), "--month", "2026-07"]) == 2
    assert "不能复制" in capsys.readouterr().err


def test_on_postgresql_it_says_how_to_make_the_copy(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://duban@localhost/duban")
    assert cli.main(["rehearse", "--month", "2026-07"]) == 2
    err = capsys.readouterr().err
    assert "createdb" in err
    assert "--on-copy --month 2026-07" in err


def test_the_month_itself_is_never_lived_in_a_live_database(installation: Path) -> None:
    before = digest(installation)
    done = subprocess.run(
        [sys.executable, "-m", "duban.jobs.rehearsal", "2026-07"],
        env=surroundings(installation), capture_output=True, text=True, check=False, cwd=ROOT,
    )  # fmt: skip
    assert done.returncode != 0
    assert "正式系统的时钟不能移动" in done.stderr
    assert digest(installation) == before
