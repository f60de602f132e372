"""The rows of the register that name a unit are found by an index."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("measures", "0012_pauses")]

    operations = [
        migrations.AddIndex(
            model_name="registryrow",
            index=models.Index(fields=["jurisdiction", "unit", "recorded_to"], name="measures_registry_unit"),
        ),
    ]
