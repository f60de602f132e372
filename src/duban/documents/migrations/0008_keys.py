"""What named rows of files and ledgers by number alone names them by key."""

from __future__ import annotations

from typing import ClassVar

from duban.audit.renewal import RenewingMigration, Tables
from duban.shared.models import Key
from duban.shared.database.operations import BecomeKeys

_TABLES = (
    "documents_attachment",
    "documents_exportrecord",
    "documents_finaltext",
    "documents_importbatch",
)


class Migration(RenewingMigration):
    vouched: ClassVar[Tables] = dict.fromkeys(_TABLES, ())
    dependencies = [("documents", "0007_scanned_ledgers"), ("organisations", "0009_clock_check")]

    operations = [
        BecomeKeys(
            {
                "attachment": {
                    "unit_id": ("unit", Key("organisations.unit", null=True)),
                    "by_id": ("by_person", Key("organisations.person", null=True, db_column="by_id")),
                },
                "finaltext": {
                    "by_id": ("by_person", Key("organisations.person", null=True, db_column="by_id")),
                },
                "importbatch": {
                    "person_id": ("person", Key("organisations.person")),
                },
                "exportrecord": {
                    "person_id": ("person", Key("organisations.person", null=True)),
                },
            }
        )
    ]
