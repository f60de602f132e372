"""Reports that were given by telephone or on paper, objections to them, and corrections."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations, models

from duban.audit.renewal import RenewingMigration, Tables
from duban.shared.database.operations import LayBounds

_STAGES = [
    ("review", "待分管审核"), ("confirm", "待主要领导确认"), ("back", "已退回修改"), ("returned", "已退回补报"),
    ("corrected", "已更正"), ("submitted", "已报送"),
]  # fmt: skip
_WORDS = {
    "given_how": 4, "said_by": 60, "correction": 200, "objection": 200, "objected_by": 40,
}  # fmt: skip


class Migration(RenewingMigration):
    vouched: ClassVar[Tables] = {"proceedings_report": ()}
    dependencies = [("audit", "0006_stored_small"), ("proceedings", "0009_forewarnings"), ("shared", "0003_bounds")]
    operations = [
        migrations.AlterField("report", "stage", models.CharField(choices=_STAGES, max_length=12)),
        migrations.AddField("report", "given_on", models.DateField(null=True)),
        migrations.AddField("report", "objected_at", models.DateTimeField(null=True)),
        *(
            migrations.AddField(
                "report", name, models.CharField(blank=True, default="", max_length=size), preserve_default=False
            )
            for name, size in _WORDS.items()
        ),
        LayBounds(
            {
                "report": [
                    models.CheckConstraint(
                        condition=models.Q(stage__in=["review", "confirm", "back", "returned", "corrected", "submitted"]),
                        name="proceedings_report_stage_known",
                    ),
                ],
            }
        ),
    ]
