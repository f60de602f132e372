from django.db import migrations


class Migration(migrations.Migration):
    """The record speaks of these tables from now on, under the names that they have."""

    dependencies = [("shared", "0001_initial")]

    operations = [
        migrations.AlterModelTable(name="installation", table="shared_installation"),
        migrations.AlterModelTable(name="jurisdiction", table="shared_jurisdiction"),
    ]
