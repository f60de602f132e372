"""What named rows of key work by number alone names them by key."""

from __future__ import annotations

from typing import ClassVar

from duban.audit.renewal import RenewingMigration, Tables
from duban.shared.models import Key
from duban.shared.database.operations import BecomeKeys

_TABLES = (
    "matters_matter",
    "matters_source",
    "matters_task",
    "matters_unitflow",
)


class Migration(RenewingMigration):
    vouched: ClassVar[Tables] = dict.fromkeys(_TABLES, ())
    dependencies = [("matters", "0005_own_codes"), ("organisations", "0009_clock_check")]

    operations = [
        BecomeKeys(
            {
                "source": {
                    "leader_id": ("leader", Key("organisations.person", null=True)),
                },
                "matter": {
                    "inspector_id": ("inspector", Key("organisations.person", null=True)),
                    "lead_unit_id": ("lead_unit", Key("organisations.unit", null=True)),
                    "handler_id": ("handler", Key("organisations.person", null=True)),
                },
                "task": {
                    "unit_id": ("unit", Key("organisations.unit")),
                },
                "unitflow": {
                    "unit_id": ("unit", Key("organisations.unit")),
                },
            }
        )
    ]
