"""Findings are made on each person; those made on all at once before are kept as made on each person named."""

from __future__ import annotations

from typing import Any

from django.apps.registry import Apps
from django.db import migrations, models

from duban.audit.renewal import RenewingMigration

PROPOSED = ("checking", "approving", "signing", "numbering", "transferred", "accepted", "finished")
COMMON = ("breach", "unjustified")


def keep_earlier(apps: Apps, editor: Any) -> None:
    """Where a transfer was proposed, the common findings stand for each person, and its waivers have been seen."""
    finding = apps.get_model("accountability", "Finding").objects
    named = apps.get_model("accountability", "Named").objects
    for row in finding.filter(replaced_at=None, limb__in=COMMON, inquiry__state__in=PROPOSED).order_by("pk"):
        for person in named.filter(inquiry_id=row.inquiry_id, dropped_at=None).order_by("pk"):
            row.pk, row.person_id, row._state.adding = None, person.person_id, True
            row.save(force_insert=True)
    apps.get_model("accountability", "Hearing").objects.filter(
        state="waived", inquiry__state__in=PROPOSED
    ).update(waiver_seen_by="此前已移交")


def forget(apps: Apps, editor: Any) -> None:
    """Findings on persons go with their column."""
    apps.get_model("accountability", "Finding").objects.exclude(person_id=None).delete()


class Migration(RenewingMigration):
    dependencies = [("accountability", "0002_told_evidence")]

    vouched = {"accountability_finding": (), "accountability_hearing": (), "accountability_statement": ()}

    operations = [
        migrations.AddField(
            model_name="finding",
            name="person_id",
            field=models.BigIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="hearing",
            name="waiver_seen_by",
            field=models.CharField(blank=True, max_length=40),
        ),
        migrations.AddField(
            model_name="statement",
            name="awaiting",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="statement",
            name="confirmed_by",
            field=models.CharField(blank=True, max_length=40),
        ),
        migrations.AddField(
            model_name="statement",
            name="meeting",
            field=models.CharField(blank=True, max_length=100),
        ),
        migrations.RunPython(keep_earlier, forget),
    ]
