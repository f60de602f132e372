from django.db import migrations, models

from duban.audit.renewal import RenewingMigration


class Migration(RenewingMigration):
    """What bears a key is told a single time; what was told before has none."""

    vouched = {"acts_message": ()}

    dependencies = [("acts", "0009_owed_of_an_object"), ("audit", "0006_stored_small")]

    operations = [
        migrations.AddField("message", "once", models.CharField(max_length=80, null=True)),
        migrations.AddConstraint(
            "message", models.UniqueConstraint(fields=["jurisdiction", "once"], name="acts_message_once")
        ),
    ]
