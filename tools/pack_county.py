"""pack_county NAME: keep a county as this version writes it in tests/packed, so that later versions migrate it.

The county lives through the story of the tests of visibility, in which something of every kind happens, and then through
each test that fills a table that is still empty. What fills nothing leaves nothing behind. Half a minute of CPU.
"""

from __future__ import annotations

import importlib.util
import inspect
import os
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from _pytest.fixtures import FixtureFunctionDefinition

ROOT = Path(__file__).resolve().parents[1]
LARGEST = 300 * 1024
_STEM = 7
STORIES = (
    "accountability",
    "matters",
    "measures",
    "proceedings",
    "rulebook",
    "documents",
    "organisations",
    "insight",
)


class _Nothing(Exception):
    """Rolls back a story."""


def main(name: str) -> int:
    """Build, verify and write; refuses a county that is not sound or too large."""
    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "duban.config.settings_test"
    django.setup()
    from django.db import connection

    from duban.audit.verify import verify
    from tests import hours
    from tests.packed import packing
    from tests.personas import TODAY
    from tests.template import Database

    connection.settings_dict["NAME"] = connection.settings_dict["TEST"]["NAME"]
    given = Database()
    hours.begin("pack_county")
    with given.county.on(TODAY):
        _live(given.county)
    faults = [
        fault for county in (given.county, given.other) for fault in verify(county.jurisdiction_id).faults
    ]
    path = packing.FOLDER / f"{name}.jsonl.xz"
    counts = packing.write(path)
    size = path.stat().st_size
    print(
        f"{path}: {sum(counts.values())} rows of {len(counts)} tables, {size} bytes; empty: {sorted(_empty())}"
    )
    if faults or size > LARGEST:
        path.unlink()
        print(f"not kept: {faults[:5] or 'too large'}", file=sys.stderr)
        return 1
    return 0


def _live(county: Any) -> None:
    from tests import story as steps
    from tests.visibility.lived import live

    _try(live, county)
    source = steps.source
    # What is one matter to each test are many to this county.
    steps.source = lambda county, **given: source(county, **{"distinct_reason": "另一件", **given})
    for story in _tests():
        _try(story, county)


def _try(story: Callable[[Any], Any], county: Any) -> None:
    """Let the county live through a story, and keep it if it fills a table and leaves the record sound."""
    from django.db import transaction
    from django_scopes import scope

    from duban.audit.verify import verify
    from duban.shared.database import memo

    empty = _empty()
    memo.forget()
    with suppress(Exception), scope(jurisdiction=county.jurisdiction_id), transaction.atomic():
        with suppress(
            Exception, pytest.fail.Exception
        ):  # what it expects may hold of an untouched county only
            story(county)
        if not empty - _empty() or not verify(county.jurisdiction_id).sound:
            raise _Nothing


def _empty() -> set[str]:
    from duban.audit.verify import vouched_models

    return {model._meta.db_table for model in vouched_models() if not model._base_manager.exists()}


def _tests() -> Iterator[Callable[[Any], Any]]:
    """For each table that is empty the tests that name its model, or an act called like it, until one has filled it."""
    from duban.audit.verify import vouched_models
    from duban.mechanism.lifecycles import ACTS

    waiting = [
        (inspect.getsource(inspect.unwrap(test)), partial(_told, module, test)) for module, test in _found()
    ]
    for model in sorted(vouched_models(), key=lambda one: one._meta.db_table):
        called_alike = [key for key in ACTS if model.__name__.lower()[:_STEM] in key]
        last = re.findall("[A-Z][a-z]+", model.__name__)[-1].lower()
        names = rf"\b(?:{'|'.join(map(re.escape, (model.__name__, *called_alike)))})\b"
        naming = re.compile(rf"{names}|_{last}|{last}s?\(")
        for source, story in waiting:
            if model._base_manager.exists():
                break
            if naming.search(source):
                yield story


def _found() -> Iterator[tuple[Any, Callable[..., Any]]]:
    for folder in STORIES:
        for path in sorted((ROOT / "tests" / folder).glob("test_*.py")):
            module = _loaded(path)
            yield from ((module, test) for name, test in vars(module).items() if name.startswith("test_"))


def _told(module: Any, test: Any, county: Any) -> Any:
    """Call a test, or a fixture of its module, with what it asks for; TypeError where that is something else."""
    given = {"county": lambda: county}
    for name, made in vars(module).items():
        if isinstance(made, FixtureFunctionDefinition) and not inspect.isgeneratorfunction(
            inspect.unwrap(made)
        ):
            given[made.name or name] = partial(_told, module, inspect.unwrap(made), county)
    asked = inspect.signature(test).parameters
    if not asked.keys() <= given.keys():
        raise TypeError(f"{test.__name__} asks for more than the county")
    return test(**{name: given[name]() for name in asked})


def _loaded(path: Path) -> Any:
    spec = importlib.util.spec_from_file_location(f"story_{path.parent.name}_{path.stem}", path)
    if spec is None or spec.loader is None:
        raise ImportError(path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    sys.exit(main(sys.argv[1]))
