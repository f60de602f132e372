import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

from duban.audit.guards import GUARD
from duban.audit.recast import Recast
from duban.audit.stored import Hex, TableName

GUARDED = migrations.RunPython(GUARD.forwards, GUARD.forwards)


class Migration(migrations.Migration):
    """Digests as bytes, names of tables as numbers, no index that the chain implies; what was hashed stays the same.

    Migrations that renew digests read and write the record, so that each comes before this one or after it.
    """

    dependencies = [
        ("audit", "0005_machine_time"),
        ("accountability", "0010_bounds"),
        ("acts", "0007_paused_duties"),
        ("documents", "0009_bounds"),
        ("insight", "0002_bounds"),
        ("matters", "0008_bounds"),
        ("measures", "0012_pauses"),
        ("organisations", "0011_bounds"),
        ("proceedings", "0006_bounds"),
        ("rulebook", "0006_bounds"),
        ("shared", "0003_bounds"),
    ]

    operations = [
        GUARDED,  # on the way back the last, for a table written anew on SQLite has none
        Recast(
            "Entry",
            {
                "jurisdiction": models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to="shared.jurisdiction", db_index=False
                ),
                "previous": Hex(),
                "hash": Hex(),
                "payload_hash": Hex(),
                "rows_hash": Hex(blank=True),
            },
            {
                "constraints": [models.UniqueConstraint(fields=["jurisdiction", "n"], name="audit_entry_number")],
                "indexes": [
                    models.Index(fields=["case_id"], name="audit_entry_of_case", condition=Q(case_id__isnull=False)),
                    models.Index(
                        fields=["object_kind", "object_id"],
                        name="audit_entry_of_object",
                        condition=Q(object_id__isnull=False),
                    ),
                ],
            },
        ),
        Recast("Payload", {"salt": Hex()}, {}),
        Recast(
            "RowState",
            {"table": TableName(), "digest": Hex()},
            {"indexes": [models.Index(fields=["table", "row_id"], name="audit_rowstate_of_row")]},
        ),
        GUARDED,
    ]
