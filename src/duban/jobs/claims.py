"""The claims on each clause, facet by facet: rules, tests, pages, documents."""

from __future__ import annotations

import ast
import importlib
import pkgutil
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import duban
from duban.mechanism.clauses import CLAUSES, rule_claims
from duban.shared.claims import BLOCKS, PAGES

_NOT_OURS = ("duban.config", ".migrations")
TESTS = Path(duban.__file__).resolve().parents[2] / "tests"


@dataclass(frozen=True)
class Claims:
    """Who carries out a clause; `not_executable` says why no program can, empty where one can."""

    id: str
    cite: str
    rule: tuple[str, ...]
    tests: tuple[str, ...]
    page: tuple[str, ...]
    document: tuple[str, ...]
    not_executable: str

    def data(self) -> dict[str, Any]:
        """As JSON has it."""
        return {
            key: list(value) if isinstance(value, tuple) else value for key, value in asdict(self).items()
        }


def clause_claims(tests: Path = TESTS) -> list[Claims]:
    """Every clause in the order of the notice; imports the whole system, so that every claim is made."""
    import_everything()
    rules, pages, documents, tested = (
        rule_claims(),
        PAGES.by_clause(),
        BLOCKS.by_clause(),
        claims_of_tests(tests),
    )
    return [
        Claims(
            id=known.id,
            cite=known.cite,
            rule=tuple(rules.get(known.id, ())),
            tests=tuple(tested.get(known.id, ())),
            page=tuple(pages.get(known.id, ())),
            document=tuple(documents.get(known.id, ())),
            not_executable=known.not_executable,
        )
        for known in CLAUSES.values()
    ]


def import_everything() -> None:
    """Import every module of the system, settings and migrations left out."""
    for found in pkgutil.walk_packages(duban.__path__, "duban."):
        if not any(part in found.name for part in _NOT_OURS):
            importlib.import_module(found.name)


def claims_of_tests(folder: Path) -> dict[str, list[str]]:
    """The tests marked `@pytest.mark.clause(…)`, by clause; read from the text, so that no test is imported."""
    found: dict[str, list[str]] = {}
    for path in sorted(folder.rglob("test_*.py")):
        name = path.relative_to(folder.parent).as_posix()
        for test, clause in _marked(ast.parse(path.read_text("utf-8"))):
            found.setdefault(clause, []).append(f"{name}::{test}")
    return found


def _marked(tree: ast.Module) -> Iterator[tuple[str, str]]:
    everywhere = [
        clause
        for line in tree.body
        if isinstance(line, ast.Assign) and ast.unparse(line.targets[0]) == "pytestmark"
        for clause in _clauses(line.value)
    ]
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            own = [clause for decorator in node.decorator_list for clause in _clauses(decorator)]
            if node.name.startswith(("test_", "Test")):
                for clause in dict.fromkeys([*everywhere, *own]):
                    yield node.name, clause


def _clauses(node: ast.AST) -> Iterator[str]:
    for call in ast.walk(node):
        if isinstance(call, ast.Call) and ast.unparse(call.func) == "pytest.mark.clause":
            yield from (str(each.value) for each in call.args if isinstance(each, ast.Constant))
