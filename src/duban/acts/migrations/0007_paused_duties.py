"""A duty may stand still: neither due nor discharged."""

from __future__ import annotations

from django.db import migrations, models

from duban.shared.database.operations import LayBounds

_OUTCOMES = [
    ("open", "待办"),
    ("paused", "已暂缓"),
    ("done", "已办"),
    ("absorbed", "已并入"),
    ("cancelled", "已取消"),
]


class Migration(migrations.Migration):
    dependencies = [("acts", "0006_bounds")]

    operations = [
        migrations.AlterField(
            "obligation", "outcome", models.CharField(choices=_OUTCOMES, default="open", max_length=12)
        ),
        LayBounds(
            {
                "obligation": [
                    models.CheckConstraint(
                        condition=models.Q(("outcome__in", [value for value, _ in _OUTCOMES])),
                        name="acts_obligation_outcome_known",
                    ),
                ],
            }
        ),
    ]
