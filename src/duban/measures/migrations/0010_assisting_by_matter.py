"""Which units assist is asked of the matter, not copied into each version of a row of the register."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations

from duban.audit.renewal import RenewingMigration, Tables


class Migration(RenewingMigration):
    vouched: ClassVar[Tables] = {"measures_registryrow": ()}
    dependencies = [("measures", "0009_keys"), ("matters", "0007_units_and_readers")]

    operations = [migrations.RemoveField("registryrow", "assist_units")]
