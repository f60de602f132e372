"""Nothing is read off a moment outside the clock: the plugin of mypy finds it by the type, whatever the name."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PLUGIN = "tools/mypy_days.py"

REFUSED = [
    "row.at.date()",
    "row.at.month",
    "row.at.hour",
    "row.at.weekday()",
    "row.at.strftime('%d')",
    "row.at.replace(hour=0)",
    "row.at.isoformat()[:10]",
    "str(row.at)[:10]",
    "format(row.at, '%d')",
    "f'{row.at:%Y-%m-%d}'",
    "f'{row.at}'",
    "'{:%d}'.format(row.at)",
    "row.perhaps.day if row.perhaps else 1",
    "row.either.day if isinstance(row.either, datetime) else 1",
    "[when.year for when in [row.at]]",
]
ALLOWED = [
    "row.day.month",
    "row.day.isoformat()[:7]",
    "f'{row.day:%Y-%m-%d}'",
    "'%s' % row.day",
    "row.at.isoformat()",
    "row.at.timestamp()",
    "row.at < row.at + timedelta(hours=1)",
    "(row.at - row.at).days",
]
HEAD = """
from datetime import date, datetime, timedelta

class Row:
    at: datetime
    day: date
    perhaps: datetime | None
    either: date | datetime

row = Row()
"""


def refused_lines(folder: Path, name: str, lines: list[str]) -> set[str]:
    """The lines that mypy refuses in a module of this name, for being read off a moment."""
    path = folder.joinpath(*name.split(".")).with_suffix(".py")
    path.parent.mkdir(parents=True)
    path.write_text(HEAD + "\n".join(lines) + "\n", "utf-8")
    (folder / "mypy.ini").write_text(f"[mypy]\nplugins = {ROOT / PLUGIN}\nnamespace_packages = true\n", "utf-8")
    told = subprocess.run(
        [sys.executable, "-m", "mypy", "--config-file", "mypy.ini", "--cache-dir", "cache", "-m", name],
        cwd=folder, capture_output=True, text=True,
    ).stdout  # fmt: skip
    wrong = [line for line in told.splitlines() if ": error:" in line]
    assert all("[county-day]" in line for line in wrong), told
    text = path.read_text("utf-8").splitlines()
    return {text[int(line.split(":")[1]) - 1] for line in wrong}


def test_lint_refuses_what_is_read_off_a_moment_and_nothing_else(tmp_path: Path) -> None:
    found = refused_lines(tmp_path, "duban.elsewhere", REFUSED + ALLOWED)
    assert found == set(REFUSED)


def test_the_clock_itself_reads_moments(tmp_path: Path) -> None:
    assert refused_lines(tmp_path, "duban.shared.clock", REFUSED) == set()


def test_the_project_is_linted_with_the_plugin() -> None:
    configured = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["mypy"]
    assert PLUGIN in configured["plugins"]
    assert "county-day" not in configured["disable_error_code"]


def test_no_file_silences_it() -> None:
    silent = [path for path in (ROOT / "src").rglob("*.py") if "county-day" in path.read_text("utf-8")]
    assert silent == []
