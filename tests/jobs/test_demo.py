"""`duban demo`: a county with most of a year of life, built by the same acts as everything else."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

pytestmark = pytest.mark.skipif(
    settings.DATABASES["default"]["ENGINE"] != "django.db.backends.sqlite3", reason="the demo lives on SQLite"
)


def duban(data: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    given = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    command = [sys.executable, "-m", "duban.jobs.cli", *arguments]
    here = {**given, "DUBAN_DATA": str(data), "DJANGO_SETTINGS_MODULE": "duban.config.settings"}
    return subprocess.run(command, env=here, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("demo")
    built = duban(data, "demo", "--small")
    assert built.returncode == 0, built.stderr
    return data


def states(demo: Path, table: str, column: str = "state") -> set[str]:
    with sqlite3.connect(demo / "duban.sqlite3") as database:
        return {str(row[0]) for row in database.execute(f"SELECT {column} FROM {table}")}  # noqa: S608


def test_a_small_demo_has_every_measure_and_every_ending_in_it(demo: Path) -> None:
    assert states(demo, "measures_measure", "kind") == {"letter", "interview", "listing"}
    assert {"underway", "closed"} <= states(demo, "matters_matter")
    assert {"released", "rectifying"} <= states(demo, "measures_measure")


def test_requests_for_a_later_limit_are_answered_by_numbered_letters(demo: Path) -> None:
    parts = states(demo, "documents_issuedcopy", "part || '/' || number")
    assert any(part.startswith("extension/X") for part in parts)
    assert any(part.startswith("conclusion/X") for part in parts)


def test_a_decision_of_the_demo_was_revoked_on_appeal(demo: Path) -> None:
    assert {"effective", "revoked"} <= states(demo, "accountability_ruling")
    assert "unfounded" in states(demo, "accountability_inquiry")
    assert "revoked" in states(demo, "accountability_appeal", "outcome")


def test_two_circulars_were_issued_and_a_report_waits(demo: Path) -> None:
    assert states(demo, "measures_bulletin", "kind || '/' || state") == {
        "circular/issued",
        "special_report/approving",
    }


def test_the_chain_of_the_demo_is_sound(demo: Path) -> None:
    verified = duban(demo, "audit", "verify")
    assert verified.returncode == 0, verified.stdout + verified.stderr


def test_a_second_demo_is_not_built_over_the_first(demo: Path) -> None:
    again = duban(demo, "demo", "--small")
    assert again.returncode == 2
    assert "已有县" in again.stderr
