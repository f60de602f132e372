"""The states that a row may have, the order of its days and the bounds of its amounts."""

from __future__ import annotations

from django.db import migrations, models

from duban.shared.database.operations import LayBounds


class Migration(migrations.Migration):
    dependencies = [("documents", "0008_keys")]

    operations = [
        LayBounds(
            {
                "attachment": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["waiting", "kept", "superseded", "frozen"])),
                        name="documents_attachment_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("edition__gte", 1)), name="documents_attachment_edition_positive"
                    ),
                ],
                "importbatch": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["uploaded", "checked", "done", "discarded"])),
                        name="documents_importbatch_state_known",
                    ),
                ],
                "exportrecord": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["taken"])),
                        name="documents_exportrecord_state_known",
                    ),
                ],
                "issuedcopy": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["frozen", "queued", "kept", "failed"])),
                        name="documents_issuedcopy_state_known",
                    ),
                ],
            }
        ),
    ]
