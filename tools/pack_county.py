"""pack_county NAME: keep a county as this version writes it in tests/packed, so that later versions migrate it.

The county lives through the tests' own stories: whole cases first, then each test that fills a table that is still
empty. What fills nothing leaves nothing behind.
"""

from __future__ import annotations

import importlib.util
import inspect
import os
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
    from django.core.management import call_command

    from duban.audit.verify import verify
    from tests import hours
    from tests.packed import packing
    from tests.personas import TODAY, build_counties

    call_command("migrate", verbosity=0, interactive=False)
    counties = build_counties()
    hours.begin("pack_county")
    with counties[0].on(TODAY):
        _live(counties[0])
    faults = [fault for county in counties for fault in verify(county.jurisdiction_id).faults]
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
    from tests.accountability.steps import answered
    from tests.accountability.year_steps import closed
    from tests.insight.archived import lived

    source = steps.source
    # What is one matter to each test are many to this county.
    steps.source = lambda county, **given: source(county, **{"distinct_reason": "另一件", **given})
    for story in (lambda county: lived(county, papers=True), answered, *_tests(), closed):
        _try(story, county)


def _try(story: Callable[[Any], Any], county: Any) -> None:
    """Let the county live through a story, and keep it if it fills a table and leaves the record sound."""
    from django.db import transaction
    from django_scopes import scope

    from duban.audit.verify import verify
    from duban.shared import memo

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
    """Every test that needs nothing but the county and what its module makes of it, while a table is empty."""
    for folder in STORIES:
        for path in sorted((ROOT / "tests" / folder).glob("test_*.py")):
            module = _loaded(path)
            for name, test in vars(module).items():
                if name.startswith("test_") and _empty():
                    yield partial(_told, module, test)


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
