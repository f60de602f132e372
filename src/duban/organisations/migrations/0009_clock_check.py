"""Which time counts where the machine's clock and the record contradict each other."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models

import duban.shared.refs


class Migration(migrations.Migration):
    dependencies = [("organisations", "0008_let_in_by_two"), ("shared", "0001_initial")]

    operations = [
        migrations.CreateModel(
            "ClockCheck",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.CharField(default=duban.shared.refs.new_ref, editable=False, max_length=12, unique=True)),
                ("state", models.CharField(default="active", max_length=24)),
                ("version", models.PositiveIntegerField(default=1)),
                ("created_at", models.DateTimeField()),
                ("machine_at", models.DateTimeField()),
                ("last_at", models.DateTimeField()),
                ("swept_at", models.DateTimeField(null=True)),
                ("reason", models.CharField(max_length=200)),
                (
                    "jurisdiction",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="shared.jurisdiction"
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.person"
                    ),
                ),
            ],
            options={"db_table": "organisations_clockcheck"},
        ),
    ]
