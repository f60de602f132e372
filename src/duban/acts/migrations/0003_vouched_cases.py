from django.db import migrations

from duban.audit.renewal import RenewingMigration


class Migration(RenewingMigration):
    """The record vouches for cases too; their version only orders acts."""

    vouched_before = {}
    vouched = {"acts_case": ("version",)}

    dependencies = [("acts", "0002_owed_bearer")]

    operations = [migrations.AlterModelTable(name="case", table="acts_case")]
