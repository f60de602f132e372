"""Since when a password is its owner's, and those chosen before.

Nothing tells how old the passwords of before are, nor what they are made of: each is changed at the next sign-in.
"""

from __future__ import annotations

from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models

from duban.audit.renewal import RenewingMigration, Tables


class Migration(RenewingMigration):
    vouched: ClassVar[Tables] = {"organisations_account": ("last_login", "spent")}
    dependencies = [("organisations", "0009_clock_check"), ("shared", "0001_initial")]

    operations = [
        migrations.AddField("account", "password_since", models.DateTimeField(null=True)),
        migrations.CreateModel(
            "FormerPassword",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("encoded", models.CharField(blank=True, max_length=128)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="chosen",
                        to="organisations.account",
                    ),
                ),
                (
                    "jurisdiction",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="shared.jurisdiction"
                    ),
                ),
            ],
            options={"db_table": "organisations_formerpassword"},
        ),
    ]
