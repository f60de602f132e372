"""Letters that stand still, and from when to when beside the limit."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations, models
from django.db.models.deletion import PROTECT

from duban.audit.renewal import RenewingMigration, Tables
from duban.shared.database.operations import LayBounds

_STATES = [("asked", "待县领导决定"), ("agreed", "暂缓中"), ("refused", "不同意暂缓"), ("over", "已恢复")]
_DRAFTED = ["draft", "checking", "approving", "signing", "numbering"]
_JOINT = ["draft", "checking", "countersigning", "approving", "signing", "numbering"]
_ENDED = ["withdrawn", "voided"]
_VERIFIED = ["applied", "verifying", "verified"]
_OF_KIND = {
    "letter": [*_DRAFTED, "issued", "rectifying", "paused", *_VERIFIED, "closed", *_ENDED],
    "interview": [*_JOINT, "issued", "rectifying", *_VERIFIED, "closed", *_ENDED],
    "listing": [
        *_JOINT, "issued", "confirming", *_VERIFIED, "release_signing", "release_numbering", "released", *_ENDED,
    ],
}  # fmt: skip
_KNOWN = models.Q(
    *(models.Q(kind=kind, state__in=states) for kind, states in _OF_KIND.items()), _connector="OR"
)
_BESIDE = models.CharField(blank=True, default="", max_length=200)


def _of(model: str, name: str = "+") -> models.ForeignKey[object, object]:
    return models.ForeignKey(model, PROTECT, related_name=name)


class Migration(RenewingMigration):
    vouched: ClassVar[Tables] = {"measures_measure": (), "measures_registryrow": ()}
    dependencies = [("acts", "0007_paused_duties"), ("measures", "0011_bounds"), ("shared", "0003_bounds")]
    operations = [
        migrations.AddField("measure", "pauses", _BESIDE, preserve_default=False),
        migrations.AddField("registryrow", "pauses", _BESIDE, preserve_default=False),
        LayBounds(
            {"measure": [models.CheckConstraint(condition=_KNOWN, name="measures_measure_state_known")]}
        ),
        migrations.CreateModel(
            "Pause",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("state", models.CharField(choices=_STATES, default="asked", max_length=8)),
                ("reason", models.TextField()),
                ("until", models.DateField()),
                ("asked_by", models.CharField(max_length=40)),
                ("asked_at", models.DateTimeField()),
                ("decided_by", models.CharField(blank=True, max_length=40)),
                ("decided_post", models.CharField(blank=True, max_length=80)),
                ("decided_at", models.DateTimeField(null=True)),
                ("opinion", models.TextField(blank=True)),
                ("began_on", models.DateField(null=True)),
                ("ended_on", models.DateField(null=True)),
                ("ended_why", models.TextField(blank=True)),
                ("case", _of("acts.case")),
                ("jurisdiction", _of("shared.jurisdiction")),
                ("measure", _of("measures.measure", "paused")),
            ],
            options={
                "db_table": "measures_pause",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(state__in=[value for value, _ in _STATES]),
                        name="measures_pause_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(until__gt=models.F("began_on")),
                        name="measures_pause_until_after_began_on",
                    ),
                ],
            },
        ),
    ]
