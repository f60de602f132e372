"""What named rows of measures by number alone names them by key."""

from __future__ import annotations

from typing import ClassVar

from duban.audit.renewal import RenewingMigration, Tables
from duban.shared.models import Key
from duban.shared.database.operations import BecomeKeys

_TABLES = (
    "measures_attendance",
    "measures_bulletin",
    "measures_measure",
    "measures_pastmeasure",
    "measures_registryrow",
)


class Migration(RenewingMigration):
    vouched: ClassVar[Tables] = dict.fromkeys(_TABLES, ())
    dependencies = [("measures", "0008_vouched_registry"), ("organisations", "0009_clock_check")]

    operations = [
        BecomeKeys(
            {
                "measure": {
                    "unit_id": ("unit", Key("organisations.unit")),
                    "drafter_id": ("drafter", Key("organisations.person", null=True)),
                    "approver_id": ("approver", Key("organisations.person", null=True)),
                    "convener_id": (
                        "convening",
                        Key("organisations.person", null=True, db_column="convener_id"),
                    ),
                },
                "attendance": {
                    "person_id": ("person", Key("organisations.person", null=True)),
                },
                "pastmeasure": {
                    "unit_id": ("unit", Key("organisations.unit")),
                },
                "bulletin": {
                    "drafter_id": ("drafter", Key("organisations.person", null=True)),
                },
                "registryrow": {
                    "unit_id": ("unit", Key("organisations.unit")),
                },
            }
        )
    ]
