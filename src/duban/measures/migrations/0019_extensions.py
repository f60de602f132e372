"""The limit set at first and how often it was extended stand beside each limit, in the registers as they stood then."""

from __future__ import annotations

from typing import ClassVar

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models.functions import Coalesce

from duban.audit.renewal import RenewingMigration, Tables

_COUNT = models.PositiveSmallIntegerField(default=0)


def count(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """The requests for a later limit that were granted, of each measure; in a register those granted until then."""
    extension = apps.get_model("proceedings", "Extension")._base_manager.filter(state="granted")
    of_measure = extension.filter(object_kind=models.OuterRef("kind"), object_id=models.OuterRef("pk"))
    measures = apps.get_model("measures", "Measure")._base_manager
    measures.filter(models.Exists(of_measure)).update(extensions=_counted(of_measure))
    until_then = extension.filter(
        object_kind=models.OuterRef("kind"), object_id=models.OuterRef("measure_id"),
        decided_at__lte=models.OuterRef("recorded_from"),
    )  # fmt: skip
    first = measures.filter(pk=models.OuterRef("measure_id")).values("original_deadline")
    rows = apps.get_model("measures", "RegistryRow")._base_manager.filter(measure__isnull=False)
    rows.update(original_deadline=models.Subquery(first), extensions=_counted(until_then))


def _counted(rows: models.QuerySet[models.Model]) -> Coalesce:
    number = rows.order_by().values("object_kind").annotate(n=models.Count("pk")).values("n")
    return Coalesce(models.Subquery(number), 0)


class Migration(RenewingMigration):
    vouched: ClassVar[Tables] = {"measures_measure": (), "measures_registryrow": ()}
    dependencies = [("audit", "0006_stored_small"), ("measures", "0018_tokens_of_papers"), ("proceedings", "0008_found_by_object")]
    operations = [
        migrations.AddField("measure", "extensions", _COUNT),
        migrations.AddField("registryrow", "original_deadline", models.DateField(null=True)),
        migrations.AddField("registryrow", "extensions", _COUNT.clone()),
        migrations.RunPython(count, migrations.RunPython.noop),
    ]
