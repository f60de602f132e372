"""Formats the templates: one element a line, lines of at most 140 characters, and nothing on a page changed by it.

    python -m tools.templates            formats them
    python -m tools.templates --check    names those that are not formatted, 1 if there are any

A line is broken only where white space says nothing on the page: beside a block (whatever branch of an {% if %} was
taken, whatever came round in a {% for %}), between the rows of tables and lists, where a space stands anyhow, and
inside a tag. Between two pieces of a Chinese sentence nothing is ever put.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from tools.templates.layout import WIDTH, formatted

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = ROOT / "src" / "duban" / "web" / "templates"


def laid_out(path: Path) -> str:
    """A template of the folder as it should stand."""
    return formatted(path.read_text("utf-8"), whole="pages" in path.parts or path.parent == TEMPLATES)


def faults(folder: Path = TEMPLATES) -> Iterator[str]:
    """Each template that is not laid out, each line that no break makes short enough."""
    for path in sorted(folder.rglob("*.html")):
        wanted = laid_out(path)
        if wanted != path.read_text("utf-8"):
            yield f"{path.relative_to(folder)}: python -m tools.templates formats it"
        for number, line in enumerate(wanted.splitlines(), 1):
            if len(line) > WIDTH:
                yield f"{path.relative_to(folder)}:{number}: {len(line)} characters, and no place to break: reword it"


def main(arguments: Sequence[str]) -> int:
    """Format all templates, or only name those that are not."""
    if "--check" not in arguments:
        for path in sorted(TEMPLATES.rglob("*.html")):
            path.write_text(laid_out(path), "utf-8")
    found = list(faults())
    print("\n".join(found) or "every template is laid out")
    return bool(found)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
