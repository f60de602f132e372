"""Each recipe of docs/howto can be followed as it is written, and what it says holds together."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.howto.following import HOWTO, Run, Step, Unclear, copy, run, steps, write

RECIPES = sorted(HOWTO.glob("*.md"))


def follow(path: Path, folder: Path, *, earnest: bool) -> list[str]:
    """Follow a recipe; what it printed."""
    printed = []
    for step in steps(path.read_text("utf-8")):
        if isinstance(step, Step):
            write(folder, step)
        elif earnest or not step.earnest:
            printed.append(run(folder, step.command))
    return printed


def tidy(folder: Path, written: list[str]) -> str:
    """What the linter says of what a recipe wrote."""
    files = [name for name in written if name.endswith(".py")]
    linter = [
        sys.executable,
        "-m",
        "ruff",
        "check",
        "--no-cache",
        "--quiet",
        "--output-format",
        "concise",
        *files,
    ]
    return subprocess.run(linter, cwd=folder, capture_output=True, text=True).stdout


@pytest.mark.parametrize("path", RECIPES, ids=lambda path: path.stem)
def test_a_recipe_can_be_followed(path: Path, tmp_path: Path) -> None:
    printed = follow(path, copy(tmp_path), earnest=False)
    assert printed
    written = [step.path for step in steps(path.read_text("utf-8")) if isinstance(step, Step)]
    assert tidy(tmp_path, written) == ""


@pytest.mark.verify
@pytest.mark.parametrize("path", RECIPES, ids=lambda path: path.stem)
def test_what_a_recipe_made_holds_in_earnest(path: Path, tmp_path: Path) -> None:
    assert follow(path, copy(tmp_path), earnest=True)


def test_a_recipe_that_cannot_be_followed_would_be_found(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("one = 1\none = 2\n", "utf-8")
    with pytest.raises(Unclear, match="2 lines say one"):
        write(tmp_path, Step("below", "a.py", "one", "two = 2\n"))
    with pytest.raises(Unclear, match="is there already"):
        write(tmp_path, Step("new", "a.py", "", ""))
    with pytest.raises(Unclear, match="where does this go"):
        list(steps("Somewhere:\n\n```python\npass\n```\n"))
    with pytest.raises(AssertionError, match="false"):
        run(tmp_path, "false")
    assert list(steps("In earnest:\n\n```sh\ntrue\n```\n")) == [Run("true", True)]
