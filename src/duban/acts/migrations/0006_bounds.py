"""The states that a row may have, the order of its days and the bounds of its amounts."""

from __future__ import annotations

from django.db import migrations, models

from duban.shared.database.operations import LayBounds


class Migration(migrations.Migration):
    dependencies = [("acts", "0005_key_of_county")]

    operations = [
        LayBounds(
            {
                "case": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["matter", "accountability"])),
                        name="acts_case_state_known",
                    ),
                ],
                "obligation": [
                    models.CheckConstraint(
                        condition=models.Q(("outcome__in", ["open", "done", "absorbed", "cancelled"])),
                        name="acts_obligation_outcome_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("stage__lte", 3)), name="acts_obligation_stage_up_to_3"
                    ),
                ],
                "number": [
                    models.CheckConstraint(condition=models.Q(("n__gte", 1)), name="acts_number_n_positive"),
                ],
            }
        ),
    ]
