from django.db import migrations, models

from duban.audit.renewal import RenewingMigration


class Migration(RenewingMigration):
    """A notice of a result, and its withdrawal, has a number; the notice names the clause by which it is applied."""

    vouched = {"accountability_consequence": (), "accountability_withdrawal": ()}

    dependencies = [
        ("accountability", "0007_considered"),
        ("acts", "0002_owed_bearer"),
        ("audit", "0002_guards"),
    ]

    operations = [
        migrations.AddField("consequence", "clause", models.CharField(blank=True, max_length=24, default=""), False),
        migrations.AddField("consequence", "number", models.CharField(blank=True, max_length=60, default=""), False),
        migrations.AddField("withdrawal", "number", models.CharField(blank=True, max_length=60, default=""), False),
    ]
