"""Follows a recipe of docs/howto in a copy of the sources: writes what it says where it says, runs what it says.

A step is a sentence that ends in a colon, and the block of code below it.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HOWTO = ROOT / "docs" / "howto"
FOLDERS = ("src", "tests", "tools", "docs")
LEFT = shutil.ignore_patterns("vendor")

_FIRST = re.compile(r"Follow \[[^\]]+\]\((?P<recipe>[\w-]+\.md)\) first\.")
_BLOCK = re.compile(r"(?P<said>[^\n]+)\n\n```(?P<language>\w+)\n(?P<code>.*?)```\n", re.DOTALL)
_STEPS = (
    ("new", re.compile(r"New file `(?P<path>[^`]+)`:$")),
    ("end", re.compile(r"At the end of `(?P<path>[^`]+)`:$")),
    ("below", re.compile(r"In `(?P<path>[^`]+)`, below `(?P<anchor>[^`]+)`:$")),
    ("place", re.compile(r"In `(?P<path>[^`]+)`, in the place of `(?P<anchor>[^`]+)`:$")),
)


@dataclass(frozen=True)
class Step:
    """What is to be written: how (new, end, below, place), where, beside which line."""

    way: str
    path: str
    anchor: str
    code: str


@dataclass(frozen=True)
class Run:
    """What is to be run; `earnest` where it takes a database or longer than some seconds."""

    command: str
    earnest: bool


class Unclear(ValueError):
    """A recipe that cannot be followed as it is written."""


def steps(text: str) -> Iterator[Step | Run]:
    """The steps of a recipe, those of the one that comes first before them."""
    if first := _FIRST.search(text):
        yield from (
            step for step in steps((HOWTO / first["recipe"]).read_text("utf-8")) if isinstance(step, Step)
        )
    for block in _BLOCK.finditer(text):
        if block["language"] == "sh":
            yield from (
                Run(line, block["said"].startswith("In earnest")) for line in block["code"].splitlines()
            )
        else:
            yield _step(block["said"], block["code"])


def _step(said: str, code: str) -> Step:
    for way, pattern in _STEPS:
        if found := pattern.match(said):
            return Step(way, found["path"], found.groupdict().get("anchor", ""), code)
    raise Unclear(f"where does this go? {said}")


def copy(folder: Path) -> Path:
    """A copy of the sources."""
    for name in FOLDERS:
        shutil.copytree(ROOT / name, folder / name, ignore=LEFT)
    for path in ROOT.glob("*.*"):
        if path.is_file() and not path.name.startswith("."):
            shutil.copy(path, folder)
    for name in (".fonts", "src/duban/web/static/vendor"):
        if (ROOT / name).exists():
            (folder / name).symlink_to((ROOT / name).resolve())
    return folder


def write(folder: Path, step: Step) -> None:
    """Do one step of writing in the copy. Raises Unclear where the place is not there, or not only once."""
    path = folder / step.path
    if step.way == "new":
        if path.exists():
            raise Unclear(f"{step.path} is there already")
        path.write_text(step.code, "utf-8")
        return
    text = path.read_text("utf-8")
    path.write_text(text + step.code if step.way == "end" else _beside(text, step), "utf-8")


def _beside(text: str, step: Step) -> str:
    lines = text.splitlines(keepends=True)
    there = [number for number, line in enumerate(lines) if step.anchor in line]
    if len(there) != 1:
        raise Unclear(f"{step.path}: {len(there)} lines say {step.anchor}")
    after = there[0] + 1
    return "".join([*lines[: after - (step.way == "place")], step.code, *lines[after:]])


def run(folder: Path, command: str) -> str:
    """Run a command of a recipe in the copy; what it printed, or an error with it."""
    python = f"{sys.executable} -m"
    command = command.replace(".venv/bin/python -m", python).replace(
        ".venv/bin/duban", f"{python} duban.jobs.cli"
    )
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST_", "COV_"))}
    surroundings = {**kept, "PYTHONPATH": f"{folder / 'src'}:{folder}", "DUBAN_DATA": str(folder / "data")}
    done = subprocess.run(
        ["bash", "-c", command], cwd=folder, env=surroundings, capture_output=True, text=True, timeout=900
    )
    if done.returncode:
        raise AssertionError(f"{command}\n{done.stdout[-6000:]}\n{done.stderr[-3000:]}")
    return done.stdout
