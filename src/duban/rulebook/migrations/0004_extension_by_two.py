from django.db import migrations, models

from duban.audit.renewal import RenewingMigration


class Migration(RenewingMigration):
    """An extension of the trial stands on the notice until its second person has confirmed it."""

    vouched = {"rulebook_notice": ()}

    dependencies = [("rulebook", "0003_guards"), ("acts", "0002_owed_bearer"), ("audit", "0002_guards")]

    operations = [
        migrations.AddField(
            model_name="notice",
            name="proposed",
            field=models.JSONField(default=dict),
        ),
    ]
