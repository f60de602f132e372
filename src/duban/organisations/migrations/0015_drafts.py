"""What was typed and not sent yet is kept for its owner."""

from __future__ import annotations

from django.db import migrations, models

from duban.shared.database.operations import LayBounds

_SORTS = [
    ("view", "常用视图"), ("phrase", "常用意见"), ("tour", "第一天"), ("recent", "最近查找"), ("draft", "没有提交的草稿"),
]  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("organisations", "0014_own_first_day"), ("shared", "0003_bounds")]
    operations = [
        migrations.AlterField("ownthing", "name", models.CharField(max_length=60)),
        migrations.AlterField("ownthing", "sort", models.CharField(choices=_SORTS, max_length=8)),
        LayBounds(
            {
                "ownthing": [
                    models.CheckConstraint(
                        condition=models.Q(sort__in=[value for value, _ in _SORTS]),
                        name="organisations_ownthing_sort_known",
                    ),
                ],
            }
        ),
    ]
