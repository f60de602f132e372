"""The states that a row may have, the order of its days and the bounds of its amounts."""

from __future__ import annotations

from django.db import migrations, models

from duban.shared.database.operations import LayBounds


class Migration(migrations.Migration):
    dependencies = [("insight", "0001_archive_packages")]

    operations = [
        LayBounds(
            {
                "archivepackage": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["kept", "superseded"])),
                        name="insight_archivepackage_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("edition__gte", 1)),
                        name="insight_archivepackage_edition_positive",
                    ),
                ],
            }
        ),
    ]
