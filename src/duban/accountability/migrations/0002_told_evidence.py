"""Notices name their evidence and are received; what was proposed before that is judged as it was then."""

from __future__ import annotations

from typing import Any

from django.apps.registry import Apps
from django.db import migrations, models

from duban.audit.renewal import RenewingMigration
from duban.shared import clock

PROPOSED = ("checking", "approving", "signing", "numbering", "transferred", "accepted", "finished")


def keep_earlier(apps: Apps, editor: Any) -> None:
    """What was signed for is received; evidence of transfers already proposed need not be told any more."""
    for hearing in apps.get_model("accountability", "Hearing").objects.exclude(received_at=None).iterator():
        hearing.received_on, hearing.receipt = clock.day_of(hearing.received_at), "signed"
        hearing.save(update_fields=["received_on", "receipt"])
    apps.get_model("accountability", "Evidence").objects.filter(inquiry__state__in=PROPOSED).update(
        bearing="earlier", party="*", bearing_reason="补充告知的规定施行以前已经提出移交"
    )


def forget(apps: Apps, editor: Any) -> None:
    """The columns go, and their values with them."""


class Migration(RenewingMigration):
    dependencies = [("accountability", "0001_initial")]

    vouched = {"accountability_evidence": (), "accountability_hearing": ()}

    operations = [
        migrations.AddField(
            model_name="evidence",
            name="bearing",
            field=models.CharField(default="against", max_length=12),
        ),
        migrations.AddField(
            model_name="evidence",
            name="bearing_reason",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name="evidence",
            name="kind",
            field=models.CharField(blank=True, max_length=12),
        ),
        migrations.AddField(
            model_name="evidence",
            name="party",
            field=models.CharField(blank=True, max_length=24),
        ),
        migrations.AddField(
            model_name="hearing",
            name="added",
            field=models.JSONField(default=dict),
        ),
        migrations.AddField(
            model_name="hearing",
            name="evidence",
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name="hearing",
            name="receipt",
            field=models.CharField(blank=True, max_length=10),
        ),
        migrations.AddField(
            model_name="hearing",
            name="receipt_ref",
            field=models.CharField(blank=True, max_length=12),
        ),
        migrations.AddField(
            model_name="hearing",
            name="received_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="hearing",
            name="supplementary",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="hearing",
            name="witnesses",
            field=models.CharField(blank=True, max_length=80),
        ),
        migrations.AlterField(
            model_name="hearing",
            name="due_on",
            field=models.DateField(null=True),
        ),
        migrations.RunPython(keep_earlier, forget),
    ]
