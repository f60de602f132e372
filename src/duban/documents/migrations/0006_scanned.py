from __future__ import annotations

from django.db import migrations, models

from duban.audit.renewal import RenewingMigration


class Migration(RenewingMigration):
    """Whether a virus scanner saw a file; of those kept so far nobody knows, which is told as no."""

    dependencies = [("documents", "0005_final_texts")]
    vouched = {"documents_attachment": ()}

    operations = [migrations.AddField("attachment", "scanned", models.BooleanField(default=False))]
