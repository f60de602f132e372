from __future__ import annotations

from django.db import migrations, models

from duban.audit.renewal import RenewingMigration


class Migration(RenewingMigration):
    """To whom a matter is narrowed (缩小范围); so far none is."""

    dependencies = [("matters", "0003_task_dropped")]
    vouched = {"matters_matter": ()}

    operations = [
        migrations.AddField(
            "matter", "narrowed_to", models.CharField(max_length=400, blank=True, default=""), preserve_default=False
        ),
    ]
