"""A request for a later limit may fall unanswered."""

from __future__ import annotations

from django.db import migrations, models

from duban.shared.database.operations import LayBounds

_STATES = [("asked", "待答复"), ("granted", "已同意"), ("refused", "不同意"), ("fallen", "未答复，已不需要")]


class Migration(migrations.Migration):
    dependencies = [("proceedings", "0006_bounds")]

    operations = [
        migrations.AlterField(
            "extension", "state", models.CharField(choices=_STATES, default="asked", max_length=12)
        ),
        LayBounds(
            {
                "extension": [
                    models.CheckConstraint(
                        condition=models.Q(state__in=[value for value, _ in _STATES]),
                        name="proceedings_extension_state_known",
                    ),
                ],
            }
        ),
    ]
