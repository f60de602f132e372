"""The states that a row may have, the order of its days and the bounds of its amounts."""

from __future__ import annotations

from django.db import migrations, models

from duban.shared.database.operations import LayBounds


class Migration(migrations.Migration):
    dependencies = [("proceedings", "0005_keys")]

    operations = [
        LayBounds(
            {
                "responsibleperson": [
                    models.CheckConstraint(
                        condition=models.Q(("role__in", ["principal", "deputy", "handler"])),
                        name="proceedings_responsibleperson_role_known",
                    ),
                ],
                "receipt": [
                    models.CheckConstraint(
                        condition=models.Q(("what__in", ["original", "copy", "circulation", "reading"])),
                        name="proceedings_receipt_what_known",
                    ),
                ],
                "plan": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["draft", "confirmed", "returned"])),
                        name="proceedings_plan_state_known",
                    ),
                ],
                "report": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("stage__in", ["review", "confirm", "back", "returned", "submitted"])
                        ),
                        name="proceedings_report_stage_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("period__gte", 1)), name="proceedings_report_period_positive"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("value__gte", 0)), name="proceedings_report_value_from_0"
                    ),
                ],
                "rating": [
                    models.CheckConstraint(
                        condition=models.Q(("index__lte", 2)), name="proceedings_rating_index_up_to_2"
                    ),
                ],
                "extension": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["asked", "granted", "refused"])),
                        name="proceedings_extension_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("new_due__gt", models.F("old_due"))),
                        name="proceedings_extension_new_due_after_old_due",
                    ),
                ],
                "application": [
                    models.CheckConstraint(
                        condition=models.Q(("value__gte", 0)), name="proceedings_application_value_from_0"
                    ),
                ],
                "verification": [
                    models.CheckConstraint(
                        condition=models.Q(("value__gte", 0)), name="proceedings_verification_value_from_0"
                    ),
                ],
                "paperapproval": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["entered", "compared", "rejected"])),
                        name="proceedings_paperapproval_state_known",
                    ),
                ],
            }
        ),
    ]
