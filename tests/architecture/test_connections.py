"""A connection of the standard library is closed where it was opened: `with` alone only ends its transaction."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def left_open(source: str) -> Iterator[int]:
    """The lines where a block enters what `connect` gave and does not close it."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.With):
            continue
        for item in node.items:
            call = item.context_expr
            if (
                isinstance(call, ast.Call)
                and isinstance(call.func, ast.Attribute)
                and call.func.attr == "connect"
            ):
                yield call.lineno


def test_a_block_that_only_ends_a_transaction_is_found() -> None:
    assert list(left_open("with sqlite3.connect(path) as database:\n    pass")) == [1]
    assert list(left_open("with closing(sqlite3.connect(path)) as database, database:\n    pass")) == []


def test_no_block_leaves_a_connection_open() -> None:
    """What stays open until memory is swept keeps locks on a file that other processes write, and reads it as it was."""
    paths = [path for folder in ("src", "tests", "tools") for path in (ROOT / folder).rglob("*.py")]
    texts = {path: path.read_text(encoding="utf-8") for path in paths}
    opening = {path: text for path, text in texts.items() if "sqlite3.connect" in text}
    assert len(opening) > 4
    assert [
        f"{path.relative_to(ROOT)}:{line}" for path, text in opening.items() for line in left_open(text)
    ] == []
