"""How many ratings of the first kind a matter has had in a row, from now on."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations, models

from duban.audit.renewal import RenewingMigration, Tables


class Migration(RenewingMigration):
    """Cases that were rated before keep the cycle that they have until they are rated anew."""

    vouched: ClassVar[Tables] = {"matters_matter": ()}
    dependencies = [("audit", "0006_stored_small"), ("matters", "0012_reminder")]
    operations = [migrations.AddField("matter", "good_ratings", models.PositiveSmallIntegerField(default=0))]
