"""A room can be held in the head: a folder has few modules, and what orders them is a folder and not a prefix."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2] / "src" / "duban"
DOZEN = 12
OF_EVERY_ROOM = {"__init__", "apps", "hooks", "models", "briefs", "claims", "guards", "shared"}
"""Modules that mean the same in each room, so that nobody has to learn them by heart."""
NAMED_FROM_OUTSIDE = {
    "web/views": "a module is a page or a family of pages, named like its address",
    "jobs/commands": "a module is a subcommand of `duban`, named as it is typed",
}


def rooms() -> Iterator[tuple[str, list[str]]]:
    """Each folder with Python in it, below the source, and the modules that are its own."""
    for folder in sorted({file.parent for file in SOURCE.rglob("*.py")}):
        if folder.name != "migrations":
            place = folder.relative_to(SOURCE).as_posix()
            yield place, sorted({file.stem for file in folder.glob("*.py")} - OF_EVERY_ROOM)


def test_no_room_has_more_than_a_dozen_modules_that_one_must_know_by_heart() -> None:
    crowded = {place: len(modules) for place, modules in rooms() if len(modules) > DOZEN}
    assert set(crowded) == set(NAMED_FROM_OUTSIDE), crowded


def test_no_three_modules_of_a_room_share_a_prefix_that_would_be_a_folder() -> None:
    prefixed = {
        f"{place}/{prefix}_*"
        for place, modules in rooms()
        for prefix, times in Counter(name.split("_")[0] for name in modules if "_" in name).items()
        if times > 2
    }
    assert prefixed == set()


def test_every_room_says_in_one_line_what_it_is_for() -> None:
    silent = [
        place for place, _ in rooms()
        if not (SOURCE / place / "__init__.py").read_text(encoding="utf-8").startswith('"""')
    ]  # fmt: skip
    assert silent == []


def test_the_floor_that_reads_has_no_rows_and_no_acts() -> None:
    assert {one.name for one in (SOURCE / "insight").iterdir() if one.name != "__pycache__"} == {"__init__.py", "selectors"}
