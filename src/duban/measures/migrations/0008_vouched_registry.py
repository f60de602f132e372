from django.db import migrations

from duban.audit.renewal import RenewingMigration


class Migration(RenewingMigration):
    """The record vouches for the rows of the registry too, past versions among them."""

    vouched_before = {}
    vouched = {"measures_registryrow": ()}

    dependencies = [("measures", "0007_written_report_in_person")]

    operations = [migrations.AlterModelTable(name="registryrow", table="measures_registryrow")]
