"""The tokens of what is there: titles, codes and numbers of sources of matters, and what the registers show of measures."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from duban.audit.renewal import RenewingMigration
from duban.mechanism.tokens import tokens
from duban.shared.database import bulk

_COLUMNS = ("jurisdiction_id", "gram", "case_id")
_PORTION = 2000


def fill(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Write the tokens of every text, some thousand rows at a time."""
    token = apps.get_model("acts", "Token")
    waiting: set[tuple[int, int, int]] = set()
    for county, case, *texts in _texts(apps):
        waiting.update((county, gram, case) for text in texts for gram in tokens(text))
        if len(waiting) > _PORTION:
            bulk.insert_values(token, _COLUMNS, sorted(waiting), known="left")
            waiting.clear()
    bulk.insert_values(token, _COLUMNS, sorted(waiting), known="left")
    editor.connection.check_constraints()


def _texts(apps: Apps) -> Iterator[tuple[Any, ...]]:
    matters = apps.get_model("matters", "Matter")._base_manager.order_by("pk")
    own = ("jurisdiction_id", "case_id", "title", "case__code", "source__number")
    yield from list(matters.values_list(*own))
    rows = apps.get_model("measures", "RegistryRow")._base_manager.filter(measure__isnull=False).order_by()
    shown = ("jurisdiction_id", "measure__case_id", "title", "number", "principals")
    yield from list(rows.values_list(*shown).distinct())


def empty(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """The way back: the table goes with the migration that made it."""
    apps.get_model("acts", "Token")._base_manager.all().delete()


class Migration(RenewingMigration):
    """No vouched row changes."""

    dependencies = [
        ("acts", "0008_tokens"), ("audit", "0006_stored_small"), ("matters", "0009_source_numbers"),
        ("measures", "0014_pauses_that_fell"),
    ]  # fmt: skip

    operations = [migrations.RunPython(fill, empty)]
