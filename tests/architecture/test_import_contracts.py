"""The import contracts of pyproject.toml bite: one deliberate violation of each, in a copy of the house."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]

VIOLATIONS = {
    "floors": ("acts/climbs.py", "import duban.matters.models\n"),
    "rooms": ("matters/models.py", "\nimport duban.matters.facts\n"),
    "no-models-upstairs": ("jobs/reaches.py", "import duban.acts.models\n"),
    "pure-mechanism": ("mechanism/stored.py", "from django.db import models\n"),
    "reading-only": ("insight/does.py", "import duban.acts.registry\n"),
    "renderer": ("documents/papers/knows.py", "import duban.shared.clock\n"),
    "one-reader": ("documents/intake/opens.py", "import pdfplumber\n"),
    "office-files": ("matters/prints.py", "import docx\n"),
}
EXHAUSTIVE = {"floors": "cellar/__init__.py", "rooms": "matters/cupboard.py"}


def copy_of_the_house(folder: Path) -> Path:
    ignored = shutil.ignore_patterns("__pycache__", "static", "templates")
    shutil.copytree(ROOT / "src", folder / "src", ignore=ignored)
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder / "src" / "duban"


def lint(folder: Path, *contracts: str) -> subprocess.CompletedProcess[str]:
    chosen = [part for contract in contracts for part in ("--contract", contract)]
    return subprocess.run(
        [
            sys.executable,
            "-c",
            "from importlinter.cli import lint_imports_command as run; run()",
            "--no-cache",
            *chosen,
        ],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder / "src")},
        capture_output=True,
        text=True,
    )


@pytest.fixture(scope="module")
def spoilt_house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("spoilt")
    house = copy_of_the_house(folder)
    for name, line in VIOLATIONS.values():
        with (house / name).open("a", encoding="utf-8") as file:
            file.write(line)
    return folder


def test_every_contract_has_its_deliberate_violation() -> None:
    assert {contract["id"] for contract in CONTRACTS} == set(VIOLATIONS)


def test_the_house_as_it_stands_keeps_every_contract(tmp_path: Path) -> None:
    copy_of_the_house(tmp_path)
    done = lint(tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("contract", VIOLATIONS)
def test_a_violation_breaks_its_contract(spoilt_house: Path, contract: str) -> None:
    done = lint(spoilt_house, contract)
    module = VIOLATIONS[contract][0].removesuffix(".py").replace("/", ".")
    assert done.returncode == 1, done.stdout + done.stderr
    assert "0 kept, 1 broken" in done.stdout
    assert f"duban.{module}" in done.stdout


@pytest.mark.parametrize(("contract", "module"), EXHAUSTIVE.items())
def test_a_module_without_a_place_breaks_the_contract(tmp_path: Path, contract: str, module: str) -> None:
    added = copy_of_the_house(tmp_path) / module
    added.parent.mkdir(exist_ok=True)
    added.touch()
    done = lint(tmp_path, contract)
    assert done.returncode == 1
    assert module.removesuffix("/__init__.py").removesuffix(".py").replace("/", ".") in done.stdout
