from django.db import migrations, models

from duban.audit.renewal import RenewingMigration

_DECIDES = {"unit": "appraisal", "person": "org_dept"}


def _asked_anew(registry, editor):
    """What waited for two organs to say the same waits for the one that decides; of an undone decision it has fallen."""
    correction = registry.get_model("accountability", "Correction")
    duty = registry.get_model("acts", "Obligation")
    unit = registry.get_model("organisations", "Unit")
    for row in correction.objects.filter(state="owed").order_by("pk"):
        late = row.why == "recorded"
        if not late:
            correction.objects.filter(pk=row.pk).update(state="fallen")
        organ = "org_dept" if row.reserved else _DECIDES[row.subject_kind]
        offices = unit.objects.filter(jurisdiction_id=row.jurisdiction_id, function=organ).values("pk")
        open_ones = duty.objects.filter(object_kind="correction", object_id=row.pk, outcome="open")
        open_ones.exclude(unit_id__in=offices).update(outcome="cancelled")
        open_ones.update(act="correction.tell" if late else "correction.reassess")


class Migration(RenewingMigration):
    """The minutes of the county's leading group beside a word; one organ decides what waits of a closed year."""

    vouched = {
        "accountability_correction": (), "accountability_correctionverdict": (), "accountability_verdict": (),
        "acts_obligation": (),
    }  # fmt: skip

    dependencies = [
        ("accountability", "0004_changes_by_both_bodies"),
        ("acts", "0002_owed_bearer"),
        ("organisations", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="correctionverdict",
            name="minutes",
            field=models.CharField(blank=True, default="", max_length=60),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="verdict",
            name="minutes",
            field=models.CharField(blank=True, default="", max_length=60),
            preserve_default=False,
        ),
        migrations.RunPython(_asked_anew, migrations.RunPython.noop),
    ]
