from django.db import migrations, models

from duban.audit.renewal import RenewingMigration


class Migration(RenewingMigration):
    """A message is its kind and named values; what was told before keeps its text."""

    vouched = {"acts_message": ()}

    dependencies = [("acts", "0003_vouched_cases")]

    operations = [
        migrations.AddField("message", "kind", models.CharField(max_length=32, blank=True, default=""), preserve_default=False),
        migrations.AddField("message", "values", models.JSONField(default=dict)),
        migrations.AlterField("message", "text", models.CharField(max_length=400, blank=True)),
    ]
