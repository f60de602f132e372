"""Rows are written by acts: who writes past them is named here, with the reason."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.syntax import tree_of

SOURCE = Path(__file__).resolve().parents[2] / "src" / "duban"
MANAGERS = {"objects", "_base_manager", "_default_manager"}
WRITES = {
    "save",
    "create",
    "update",
    "delete",
    "bulk_create",
    "bulk_update",
    "get_or_create",
    "update_or_create",
}

BULK = {"insert", "insert_new", "insert_values", "update"}
WRITERS = {
    "acts/batches/batch.py": "the writing of many acts at once",
    "acts/batches/many.py": "the writing of many acts at once",
    "acts/pending.py": "the writing of an act",
    "acts/work.py": "the key of a form that was used",
    "acts/token_table.py": "the tokens of texts follow from these and are made anew",
    "acts/background/lease.py": "which process holds a lease: no case knows of it",
    "acts/background/workers.py": "finished jobs are swept",
    "audit/access.py": "who read what has a record of its own",
    "audit/chain.py": "the chain itself",
    "audit/renewal.py": "a migration vouches anew, by an entry of the chain",
    "audit/timekeeping.py": "the clock of the machine",
    "burden/actions/complaints.py": "by whom a complaint is found again: the record does not know its author",
    "burden/actions/filling.py": "how long a form takes, counted for nobody",
    "demo/generate.py": "rows in bulk for measuring, with their entries",
    "jobs/commands/drill.py": "sessions and jobs of the original end in its copy",
    "notifications/actions/own.py": "how somebody is reached is his alone: no case knows of it",
    "notifications/actions/settings.py": "the try of a channel waits in the outbox",
    "notifications/outbox.py": "what became of a message outside",
    "notifications/recipients.py": "the outbox: it says what was to go out, not what is owed",
    "organisations/actions/signing_in/accounts.py": "a password for one sign-in is spent by the first of two who try",
    "organisations/actions/own.py": "what is one person's alone: no case knows of it",
    "organisations/actions/founding.py": "a county is there before anybody can act in it",
    "shared/machine/installation.py": "what this installation is for, before there is a county",
    "shared/database/memo.py": "the stamp by which what is kept in memory is read anew",
    "web/views/signing_in.py": "a form of the door, whose saving is an act",
}


def _names(node: ast.expr) -> Iterator[str]:
    while isinstance(node, ast.Attribute | ast.Call):
        if isinstance(node, ast.Attribute):
            yield node.attr
            node = node.value
        else:
            node = node.func


def writes(tree: ast.AST) -> list[int]:
    """The lines on which rows are written by hand: a row that saves itself (a picture is saved to a file), a manager
    or its query that writes, and statements made once (`duban.shared.database.bulk`)."""
    return [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and (_written_by_hand(node, node.func) or (node.func.attr in BULK and ast.unparse(node.func.value) == "bulk"))
    ]


def _written_by_hand(node: ast.Call, called: ast.Attribute) -> bool:
    if called.attr not in WRITES:
        return False
    return (called.attr == "save" and not node.args) or bool(MANAGERS & set(_names(called.value)))


def test_rows_are_written_by_acts_and_by_those_who_are_named_here() -> None:
    found = {
        name
        for path in sorted(SOURCE.rglob("*.py"))
        if "migrations" not in (parts := path.relative_to(SOURCE)).parts
        if writes(tree_of(path)) and (name := parts.as_posix())
    }
    assert found == set(WRITERS)


def test_a_row_written_past_the_acts_would_be_found() -> None:
    source = (
        "row.save()\nMatter.objects.filter(pk=1).update(title='')\na.create(Matter())\nwords.update(more)\n"
        "bulk.insert(rows)\nwords.insert(0, 1)\n"
    )
    assert writes(ast.parse(source)) == [1, 2, 5]
