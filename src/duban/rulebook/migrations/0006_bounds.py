"""The states that a row may have, the order of its days and the bounds of its amounts.

SQLite writes a table anew and with it loses its guards: they are put on again.
"""

from __future__ import annotations

from django.db import migrations, models

from duban.rulebook.guards import GUARD
from duban.shared.database.operations import LayBounds


class Migration(migrations.Migration):
    dependencies = [("rulebook", "0005_notice_answers")]

    operations = [
        migrations.RunPython(GUARD.forwards, GUARD.forwards),
        LayBounds(
            {
                "notice": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["draft", "confirmed", "extending", "discarded"])),
                        name="rulebook_notice_state_known",
                    ),
                ],
                "packdraft": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["draft", "submitted", "agreed", "confirmed", "discarded"])
                        ),
                        name="rulebook_packdraft_state_known",
                    ),
                ],
                "superiorrule": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["draft", "active", "changing", "ended", "discarded"])
                        ),
                        name="rulebook_superiorrule_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("until__gte", models.F("since"))),
                        name="rulebook_superiorrule_until_not_before_since",
                    ),
                ],
                "packorigin": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["notice", "extension", "version", "superior"])),
                        name="rulebook_packorigin_kind_known",
                    ),
                ],
                "calendaryear": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["active"])),
                        name="rulebook_calendaryear_state_known",
                    ),
                ],
            }
        ),
        migrations.RunPython(GUARD.forwards, GUARD.forwards),
    ]
