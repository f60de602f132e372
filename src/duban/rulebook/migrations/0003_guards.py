from django.db import migrations

from duban.rulebook.guards import backwards, forwards


class Migration(migrations.Migration):
    dependencies = [("rulebook", "0002_versions")]

    operations = [migrations.RunPython(forwards, backwards)]
