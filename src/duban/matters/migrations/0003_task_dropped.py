"""A task of a former proposal is dropped, as its milestones are, when the matter is proposed anew."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations, models

from duban.audit.renewal import RenewingMigration, Tables


class Migration(RenewingMigration):
    dependencies: ClassVar = [("matters", "0002_handled_by")]
    vouched: ClassVar[Tables] = {"matters_task": ()}
    operations: ClassVar = [
        migrations.AddField("task", "dropped_at", models.DateTimeField(null=True)),
    ]
