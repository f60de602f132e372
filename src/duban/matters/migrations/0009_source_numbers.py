"""Matters of one source are found by its number."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("matters", "0008_bounds")]

    operations = [
        migrations.AddIndex("source", models.Index(fields=["number"], name="matters_source_number")),
    ]
