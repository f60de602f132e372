from __future__ import annotations

from django.db import migrations, models

from duban.audit.renewal import RenewingMigration


class Migration(RenewingMigration):
    """Whether a virus scanner saw a ledger; of those taken so far nobody knows, which is told as no."""

    dependencies = [("documents", "0006_scanned")]
    vouched = {"documents_importbatch": ()}

    operations = [migrations.AddField("importbatch", "scanned", models.BooleanField(default=False))]
