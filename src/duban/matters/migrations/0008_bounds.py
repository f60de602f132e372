"""The states that a row may have, the order of its days and the bounds of its amounts."""

from __future__ import annotations

from django.db import migrations, models

from duban.shared.database.operations import LayBounds


class Migration(migrations.Migration):
    dependencies = [("matters", "0007_units_and_readers")]

    operations = [
        LayBounds(
            {
                "source": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["active"])), name="matters_source_state_known"
                    ),
                ],
                "matter": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    "registered",
                                    "proposed",
                                    "approved",
                                    "assigned",
                                    "returned",
                                    "underway",
                                    "applied",
                                    "verifying",
                                    "verified",
                                    "suspended",
                                    "closed",
                                    "cancelled",
                                ],
                            )
                        ),
                        name="matters_matter_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("step__in", ["matter", "letter", "interview", "listing"])),
                        name="matters_matter_step_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("cycle_days__gte", 1)), name="matters_matter_cycle_days_positive"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("target_value__gte", 0)),
                        name="matters_matter_target_value_from_0",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("value__gte", 0)), name="matters_matter_value_from_0"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("rating_index__lte", 2)),
                        name="matters_matter_rating_index_up_to_2",
                    ),
                ],
                "matterunit": [
                    models.CheckConstraint(
                        condition=models.Q(("role__in", ["lead", "assist"])),
                        name="matters_matterunit_role_known",
                    ),
                ],
                "milestone": [
                    models.CheckConstraint(
                        condition=models.Q(("target__gte", 0)), name="matters_milestone_target_from_0"
                    ),
                ],
                "unitflow": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["active"])), name="matters_unitflow_state_known"
                    ),
                ],
            }
        ),
    ]
