"""A pause that was proposed may fall undecided."""

from __future__ import annotations

from django.db import migrations, models

from duban.shared.database.operations import LayBounds

_STATES = [
    ("asked", "待县领导决定"),
    ("agreed", "暂缓中"),
    ("refused", "不同意暂缓"),
    ("over", "已恢复"),
    ("fallen", "未决定，已不需要"),
]


class Migration(migrations.Migration):
    dependencies = [("measures", "0013_register_of_a_unit")]

    operations = [
        migrations.AlterField(
            "pause", "state", models.CharField(choices=_STATES, default="asked", max_length=8)
        ),
        LayBounds(
            {
                "pause": [
                    models.CheckConstraint(
                        condition=models.Q(state__in=[value for value, _ in _STATES]),
                        name="measures_pause_state_known",
                    ),
                ],
            }
        ),
    ]
