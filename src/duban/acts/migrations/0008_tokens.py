"""The table of tokens by which cases are found; the floors above fill it (measures 0014)."""

from __future__ import annotations

from django.db import migrations, models

from duban.shared.models import Key


class Migration(migrations.Migration):
    dependencies = [("acts", "0007_paused_duties"), ("shared", "0003_bounds")]

    operations = [
        migrations.CreateModel(
            "Token",
            [
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "jurisdiction_id", "gram", "case_id", blank=True, editable=False, primary_key=True,
                        serialize=False,
                    ),
                ),
                ("jurisdiction", Key("shared.jurisdiction")),
                ("gram", models.BigIntegerField()),
                ("case", Key("acts.case")),
            ],
        ),
    ]  # fmt: skip
