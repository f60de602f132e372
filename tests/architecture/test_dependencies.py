"""What pyproject.toml declares is what is imported, and the lock is of what it declares."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from tools import dependencies

ROOT = Path(__file__).resolve().parents[2]

PROJECT = """
[project]
dependencies = ["Django>=5.2", "psycopg>=3", "whitenoise>=6", {run}]
[project.optional-dependencies]
dev = [{dev}"pytest>=9"]
"""
ALWAYS = "".join(f'"{name}", ' for name in dependencies.NAMED_DEV)


def project(folder: Path, *, run: str = "", dev: str = ALWAYS, source: str = "import django\n") -> Path:
    (folder / "pyproject.toml").write_text(PROJECT.format(run=run, dev=dev), "utf-8")
    for name, text in (("src/duban/a.py", source), ("tests/test_a.py", "import pytest\n")):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    return folder


def test_every_dependency_is_imported_and_every_import_declared() -> None:
    assert list(dependencies.faults(ROOT)) == []


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"run": '"segno>=1"'}, "segno: declared, but nothing imports it"),
        ({"dev": ALWAYS + '"hypothesis>=6", '}, "hypothesis: declared for development, but nothing imports it"),
        ({"source": "import django\nimport segno\n"}, "segno: imported by src/duban/a.py, but not declared"),
        ({"source": "from django import VERSION\nfrom pdfminer.psparser import PSEOF\n"},
         "pdfminer-six: imported by src/duban/a.py, but not declared"),
        ({"source": "import django\nimport pytest\n"}, "pytest: imported by src/duban/a.py, but not declared"),
        ({"dev": ALWAYS.replace('"ruff", ', "")}, "ruff: named in tools/dependencies.py, but not declared"),
    ],
)  # fmt: skip
def test_one_too_many_or_too_few_is_named(tmp_path: Path, change: dict[str, str], fault: str) -> None:
    assert list(dependencies.faults(project(tmp_path))) == []
    assert list(dependencies.faults(project(tmp_path, **change))) == [fault]


def test_the_lock_holds_every_declared_package_with_its_hash() -> None:
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    for lines, lock in (
        (declared["dependencies"], "requirements.txt"),
        (declared["optional-dependencies"]["dev"], "requirements-dev.txt"),
    ):
        locked = set(
            re.findall(r"^([\w.-]+)==[^\n]*\\\n    --hash=", (ROOT / lock).read_text("utf-8"), re.MULTILINE)
        )
        assert {dependencies.plain(line) for line in lines} <= locked
