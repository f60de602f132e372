"""What every file of the repository keeps to."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from tests.syntax import tree_of

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "duban"
MODULES = sorted(path for path in SOURCE.rglob("*.py") if "migrations" not in path.parts)
UPSTAIRS = [path for path in MODULES if path.relative_to(SOURCE).parts[0] in {"web", "api", "jobs"}]
MECHANISM = [path for path in MODULES if path.relative_to(SOURCE).parts[0] == "mechanism"]

MOST_LINES, LONGEST_FUNCTION = 410, 50
# Put together here, so that this file does not name them itself.
REGISTRY_HOSTS = [
    ".".join(parts)
    for parts in [
        ("pypi", "org"),
        ("files", "pythonhosted", "org"),
        ("registry", "npmjs", "org"),
        ("registry", "npmmirror", "com"),
        ("deb", "debian", "org"),
        ("cdn", "jsdelivr", "net"),
        ("unpkg", "com"),
        ("cdnjs", "cloudflare", "com"),
        ("fonts", "googleapis", "com"),
    ]
]


def tracked_files() -> list[Path]:
    """What git tracks or would track; the folder's own files where the repository was exported without git."""
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
    )
    if listing.returncode:
        parts = ["src", "tests", "tools", "docs", ".ci"]
        return [path for part in parts for path in (ROOT / part).rglob("*") if path.is_file()]
    return [path for name in listing.stdout.decode().split("\0") if name and (path := ROOT / name).is_file()]


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def hosts_named_in(content: bytes) -> list[str]:
    return [host for host in REGISTRY_HOSTS if host.encode() in content]


def manager_uses(tree: ast.AST) -> list[int]:
    return [
        node.lineno for node in ast.walk(tree) if isinstance(node, ast.Attribute) and node.attr == "objects"
    ]


def imported_roots(tree: ast.AST) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add(node.module or "")
    return found


def foreign(module: str) -> bool:
    """Neither of the standard library nor of the mechanism itself."""
    return module.partition(".")[0] not in sys.stdlib_module_names and not module.startswith(
        "duban.mechanism"
    )


def test_no_tracked_file_names_a_registry() -> None:
    named = {name_of(path): hosts for path in tracked_files() if (hosts := hosts_named_in(path.read_bytes()))}
    assert not named


def test_a_registry_in_a_file_would_be_found() -> None:
    assert hosts_named_in(f"resolved: https://{REGISTRY_HOSTS[2]}/x.tgz".encode()) == [REGISTRY_HOSTS[2]]


def test_no_source_file_is_too_long() -> None:
    lines = {name_of(path): path.read_text("utf-8").count("\n") for path in MODULES}
    assert {name: count for name, count in lines.items() if count > MOST_LINES} == {}


def too_long(tree: ast.AST) -> dict[str, int]:
    """The functions of a module that are longer than one screen, with their lines."""
    return {
        node.name: lines
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (lines := (node.end_lineno or node.lineno) - node.lineno + 1) > LONGEST_FUNCTION
    }


def test_no_function_is_too_long() -> None:
    long = {
        name_of(path): found for path in MODULES if (found := too_long(tree_of(path)))
    }
    assert long == {}, "split it by sense: each part with a name that says what it is"


def test_a_function_that_is_too_long_would_be_found() -> None:
    lines = "    pass\n"
    assert too_long(ast.parse(f"def short():\n{lines * 49}def long():\n{lines * 50}")) == {"long": 51}


@pytest.mark.parametrize("path", UPSTAIRS, ids=name_of)
def test_pages_and_commands_touch_no_manager(path: Path) -> None:
    assert manager_uses(tree_of(path)) == []


def test_a_manager_in_a_page_would_be_found() -> None:
    assert manager_uses(ast.parse("def view(r):\n    return Matter.objects.all()\n")) == [2]


@pytest.mark.parametrize("path", MECHANISM, ids=name_of)
def test_the_mechanism_imports_the_standard_library_only(path: Path) -> None:
    assert [name for name in imported_roots(tree_of(path)) if foreign(name)] == []


def test_a_foreign_import_in_the_mechanism_would_be_found() -> None:
    names = imported_roots(
        ast.parse("import tomllib\nfrom django.db import models\nfrom duban.acts import work\n")
    )
    assert {name for name in names if foreign(name)} == {"django.db", "duban.acts"}
