"""The states that a row may have, the order of its days and the bounds of its amounts."""

from __future__ import annotations

from django.db import migrations, models

from duban.shared.database.operations import LayBounds


class Migration(migrations.Migration):
    dependencies = [("shared", "0002_named_tables")]

    operations = [
        LayBounds(
            {
                "installation": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["live", "demo", "rehearsal"])),
                        name="shared_installation_kind_known",
                    ),
                ],
            }
        ),
    ]
