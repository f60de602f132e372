"""How often the limit of a matter was extended stands beside it."""

from __future__ import annotations

from typing import ClassVar

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from duban.audit.renewal import RenewingMigration, Tables


def count(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """The requests for a later limit that were granted, of each matter."""
    granted = apps.get_model("proceedings", "Extension")._base_manager.filter(
        object_kind="matter", object_id=models.OuterRef("pk"), state="granted"
    )
    found = granted.order_by().values("object_id").annotate(n=models.Count("pk")).values("n")
    rows = apps.get_model("matters", "Matter")._base_manager.filter(models.Exists(granted))
    rows.update(extensions=models.Subquery(found))


class Migration(RenewingMigration):
    vouched: ClassVar[Tables] = {"matters_matter": ()}
    dependencies = [("audit", "0006_stored_small"), ("matters", "0010_by_due_day"), ("proceedings", "0008_found_by_object")]
    operations = [
        migrations.AddField("matter", "extensions", models.PositiveSmallIntegerField(default=0)),
        migrations.RunPython(count, migrations.RunPython.noop),
    ]
