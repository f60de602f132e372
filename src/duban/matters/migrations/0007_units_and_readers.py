"""Who leads, who assists and who may read are rows, not numbers joined by commas."""

from __future__ import annotations

from typing import Any, ClassVar

import django.db.models.deletion
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from duban.audit.renewal import RenewingMigration, Tables
from duban.shared.models import Key


def as_rows(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Make rows of the columns: since the matter was registered, as nothing tells when they were written."""
    matter, unit, reader = (
        apps.get_model("matters", name) for name in ("Matter", "MatterUnit", "MatterReader")
    )
    units, readers = [], []
    for row in matter._base_manager.order_by("pk").iterator():
        given: dict[str, Any] = {
            "jurisdiction_id": row.jurisdiction_id, "case_id": row.case_id, "matter_id": row.pk, "since": row.created_at,
        }  # fmt: skip
        if row.lead_unit_id is not None:
            units.append(unit(unit_id=row.lead_unit_id, role="lead", **given))
        units += [
            unit(unit_id=one, role="assist", **given) for one in _numbers(row.assist_units, row.lead_unit_id)
        ]
        readers += [reader(person_id=one, **given) for one in _numbers(row.narrowed_to)]
    unit._base_manager.bulk_create(units, batch_size=400)
    reader._base_manager.bulk_create(readers, batch_size=400)
    matter._base_manager.exclude(narrowed_to="").update(narrowed=True)
    editor.connection.check_constraints()


def as_text(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """The way back: the rows that hold now, joined by commas; the rows go."""
    matter, unit, reader = (
        apps.get_model("matters", name) for name in ("Matter", "MatterUnit", "MatterReader")
    )
    for row in matter._base_manager.order_by("pk").iterator():
        assist = unit._base_manager.filter(matter_id=row.pk, role="assist", until=None)
        readers = reader._base_manager.filter(matter_id=row.pk, until=None)
        row.assist_units = _text(assist.order_by("pk").values_list("unit_id", flat=True))
        row.narrowed_to = _text(readers.order_by("person_id").values_list("person_id", flat=True))
        row.save(update_fields=["assist_units", "narrowed_to"])
    unit._base_manager.all().delete()
    reader._base_manager.all().delete()
    editor.connection.check_constraints()


def _numbers(text: str, but: int | None = None) -> list[int]:
    found = dict.fromkeys(int(part) for part in text.split(",") if part)
    return [one for one in found if one != but]


def _text(numbers: Any) -> str:
    found = ",".join(map(str, numbers))
    return f",{found}," if found else ""


def _of_matter(*fields: tuple[str, Any]) -> list[tuple[str, Any]]:
    protected = django.db.models.deletion.PROTECT
    return [
        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
        *fields,
        ("since", models.DateTimeField()),
        ("until", models.DateTimeField(null=True)),
        ("case", models.ForeignKey(on_delete=protected, related_name="+", to="acts.case")),
        ("jurisdiction", models.ForeignKey(on_delete=protected, related_name="+", to="shared.jurisdiction")),
    ]


_UNIT = migrations.CreateModel(
    "MatterUnit",
    _of_matter(
        ("matter", Key("matters.matter", related_name="units")),
        ("unit", Key("organisations.unit")),
        ("role", models.CharField(choices=[("lead", "牵头"), ("assist", "协办")], max_length=8)),
    ),
    {
        "db_table": "matters_matterunit",
        "indexes": [models.Index(fields=["unit", "until", "matter"], name="matters_unit_matters")],
        "constraints": [
            models.UniqueConstraint(
                condition=models.Q(("until", None)), fields=("matter", "unit"), name="matters_unit_once"
            ),
            models.UniqueConstraint(
                condition=models.Q(("role", "lead"), ("until", None)),
                fields=("matter",),
                name="matters_one_lead",
            ),
        ],
    },
)
_READER = migrations.CreateModel(
    "MatterReader",
    _of_matter(
        ("matter", Key("matters.matter", related_name="readers")), ("person", Key("organisations.person"))
    ),
    {
        "db_table": "matters_matterreader",
        "indexes": [models.Index(fields=["person", "until", "matter"], name="matters_reader_matters")],
        "constraints": [
            models.UniqueConstraint(
                condition=models.Q(("until", None)), fields=("matter", "person"), name="matters_reader_once"
            )
        ],
    },
)


class Migration(RenewingMigration):
    vouched: ClassVar[Tables] = {"matters_matter": (), "matters_matterunit": (), "matters_matterreader": ()}
    vouched_before: ClassVar[Tables] = {"matters_matter": ()}
    dependencies = [("matters", "0006_keys"), ("acts", "0003_vouched_cases"), ("shared", "0001_initial")]

    operations = [
        _UNIT,
        _READER,
        migrations.AddField("matter", "narrowed", models.BooleanField(default=False)),
        migrations.RunPython(as_rows, as_text),
        migrations.RemoveField("matter", "assist_units"),
        migrations.RemoveField("matter", "narrowed_to"),
    ]
