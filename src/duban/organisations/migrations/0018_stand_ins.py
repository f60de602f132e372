"""Who does what somebody owes by name while that person is on leave: nobody was named before."""

from __future__ import annotations

from typing import ClassVar

import django.db.models.deletion
from django.db import migrations

import duban.shared.models
from duban.audit.renewal import RenewingMigration, Tables


class Migration(RenewingMigration):
    vouched: ClassVar[Tables] = {"organisations_leave": ()}
    dependencies = [("organisations", "0017_handovers"), ("audit", "0006_stored_small")]

    operations = [
        migrations.AddField(
            "leave",
            "stand_in",
            duban.shared.models.Key(
                db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+",
                to="organisations.person",
            ),
        ),
    ]  # fmt: skip
