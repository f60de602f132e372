"""The tokens of what is there, in one form for full and half width."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from duban.audit.renewal import RenewingMigration
from duban.mechanism.tokens import tokens
from duban.shared.database import bulk

_COLUMNS = ("jurisdiction_id", "gram", "case_id")
_PORTION = 1000
_TEXTS = (
    ("matters", "Matter", "case_id", ("title", "case__code", "source__number")),
    ("measures", "RegistryRow", "measure__case_id", ("title", "number", "principals")),
)


def renew(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Make the tokens of each case those of its texts, a portion of cases at a time."""
    cases = apps.get_model("acts", "Case")._base_manager.order_by("pk")
    last = 0
    while portion := dict(cases.filter(pk__gt=last).values_list("pk", "jurisdiction_id")[:_PORTION]):
        _renew(apps, portion)
        last = max(portion)
    editor.connection.check_constraints()


def _renew(apps: Apps, counties: dict[int, int]) -> None:
    token = apps.get_model("acts", "Token")
    wanted, there = defaultdict[int, set[int]](set), defaultdict[int, set[int]](set)
    for app, model, case, columns in _TEXTS:
        rows = apps.get_model(app, model)._base_manager.filter(**{f"{case}__in": list(counties)})
        for key, *texts in rows.values_list(case, *columns).order_by().distinct():
            wanted[key].update(gram for text in texts for gram in tokens(text))
    for key, gram in token._base_manager.filter(case_id__in=list(counties)).values_list("case_id", "gram"):
        there[key].add(gram)
    for key, grams in there.items():
        if more := grams - wanted[key]:
            token._base_manager.filter(case_id=key, gram__in=more).delete()
    lacking: list[tuple[Any, ...]] = [
        (counties[key], gram, key) for key, grams in wanted.items() for gram in sorted(grams - there[key])
    ]
    bulk.insert_values(token, _COLUMNS, lacking, known="left")


class Migration(RenewingMigration):
    """No vouched row changes."""

    dependencies = [
        ("acts", "0009_owed_of_an_object"), ("audit", "0006_stored_small"), ("matters", "0010_by_due_day"),
        ("measures", "0016_counts_of_registers"),
    ]  # fmt: skip

    operations = [migrations.RunPython(renew, migrations.RunPython.noop)]
