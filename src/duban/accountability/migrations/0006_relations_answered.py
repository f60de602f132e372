from __future__ import annotations

from django.db import migrations, models

from duban.audit.renewal import RenewingMigration


class Migration(RenewingMigration):
    """What the one concerned answers to a recusal that was asked for, and who decided on it."""

    dependencies = [("accountability", "0005_what_fell_and_who_decides")]
    vouched = {"accountability_declaration": ()}

    operations = [
        migrations.AddField("declaration", "answer", models.TextField(blank=True, default=""), preserve_default=False),
        migrations.AddField("declaration", "answered_at", models.DateTimeField(null=True)),
        migrations.AddField("declaration", "decider_id", models.BigIntegerField(null=True)),
    ]
