"""`duban`: the one command of the system. A subcommand is a module of `duban.jobs.commands`."""

from __future__ import annotations

import argparse
import ast
import importlib
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from duban.jobs import commands
from duban.jobs.app_loader import load
from duban.jobs.county_words import speaking_as

FOLDER = Path(commands.__path__[0])


@dataclass(frozen=True)
class Subcommand:
    """What is known of a subcommand before its module, which may need the apps, is imported."""

    name: str
    summary: str
    needs_django: bool
    module: str


def read(source: Path) -> Subcommand:
    """Read the docstring and the flag NEEDS_DJANGO from a module's text."""
    tree = ast.parse(source.read_text(encoding="utf-8"))
    flags = [
        ast.literal_eval(line.value)
        for line in tree.body
        if isinstance(line, ast.Assign) and ast.unparse(line.targets[0]) == "NEEDS_DJANGO"
    ]
    summary = (ast.get_docstring(tree) or "").partition("\n")[0]
    name = source.stem.rstrip("_").replace("_", "-")
    return Subcommand(name, summary, flags[-1] if flags else True, source.stem)


def subcommands() -> dict[str, Subcommand]:
    """All subcommands by the name as typed: the module `make_rota` is `make-rota`, `import_` is `import`."""
    sources = sorted(source for source in FOLDER.glob("*.py") if not source.name.startswith("_"))
    return {found.name: found for found in map(read, sources)}


def overview(known: dict[str, Subcommand]) -> str:
    """The help text that lists every subcommand."""
    lines = "\n".join(f"  {found.name:<12}{found.summary}" for found in known.values())
    return f"用法：duban 命令 [参数]\n\n{lines}\n\nduban 命令 --help 看该命令的参数。"


def main(argv: Sequence[str] | None = None) -> int:
    """Run one subcommand and return its exit code."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "duban.config.settings")
    given = list(sys.argv[1:] if argv is None else argv)
    known = subcommands()
    if not given or given[0] in {"-h", "--help", "help"}:
        print(overview(known))
        return 0 if given else 2
    if given[0] not in known:
        print(f"没有“{given[0]}”这个命令。现有：{'、'.join(known)}。", file=sys.stderr)
        return 2
    try:
        return run(known[given[0]], given[1:])
    except ImproperlyConfigured as error:
        print(f"设置有误：{error}", file=sys.stderr)
        return 2
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except KeyboardInterrupt:
        return 130


def run(command: Subcommand, arguments: Sequence[str]) -> int:
    """Load the apps where the command needs them, then the command, and run it."""
    if command.needs_django:
        load()
    module = importlib.import_module(f"{commands.__name__}.{command.module}")
    parser = argparse.ArgumentParser(prog=f"duban {command.name}", description=module.__doc__)
    module.configure(parser)
    with speaking_as("" if command.needs_django else None):
        given = parser.parse_args(arguments)
    with speaking_as(getattr(given, "jurisdiction", "") if command.needs_django else None):
        return int(module.run(given) or 0)


if __name__ == "__main__":
    raise SystemExit(main())
