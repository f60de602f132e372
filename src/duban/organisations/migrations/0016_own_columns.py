"""The columns of a list are remembered for its reader."""

from __future__ import annotations

from django.db import migrations, models

from duban.shared.database.operations import LayBounds

_SORTS = [
    ("view", "常用视图"), ("phrase", "常用意见"), ("tour", "第一天"), ("recent", "最近查找"), ("draft", "没有提交的草稿"),
    ("columns", "列表栏目"),
]  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("organisations", "0015_drafts"), ("shared", "0003_bounds")]
    operations = [
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
