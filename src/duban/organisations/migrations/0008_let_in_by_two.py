"""Who stands behind the way in to an account, and behind a sheet of slips.

Accounts of before are those of one person: nothing tells that there were two. Nobody is shut out by that; whoever gets a
post of power comes by a slip once.
"""

from __future__ import annotations

from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models

from duban.audit.renewal import RenewingMigration, Tables


class Migration(RenewingMigration):
    vouched: ClassVar[Tables] = {"organisations_account": ("last_login", "spent"), "organisations_slip": ()}
    dependencies = [("organisations", "0007_leaves"), ("shared", "0001_initial")]

    operations = [
        migrations.AddField("account", "by_two", models.BooleanField(default=False)),
        migrations.AddField(
            "slip",
            "second",
            models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.person"
            ),
        ),
    ]
