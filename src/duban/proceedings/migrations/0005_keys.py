"""What named rows of the proceedings by number alone names them by key."""

from __future__ import annotations

from typing import ClassVar

from duban.audit.renewal import RenewingMigration, Tables
from duban.shared.models import Key
from duban.shared.database.operations import BecomeKeys

_TABLES = (
    "proceedings_innerstep",
    "proceedings_paperapproval",
    "proceedings_part",
    "proceedings_plan",
    "proceedings_receipt",
    "proceedings_refusal",
    "proceedings_responsibleperson",
    "proceedings_signature",
)


class Migration(RenewingMigration):
    vouched: ClassVar[Tables] = dict.fromkeys(_TABLES, ())
    dependencies = [("proceedings", "0004_reading_words"), ("organisations", "0009_clock_check")]

    operations = [
        BecomeKeys(
            {
                "signature": {
                    "person_id": ("person", Key("organisations.person", null=True)),
                },
                "responsibleperson": {
                    "person_id": ("person", Key("organisations.person")),
                },
                "receipt": {
                    "unit_id": ("unit", Key("organisations.unit", null=True)),
                    "person_id": ("person", Key("organisations.person", null=True)),
                },
                "plan": {
                    "unit_id": ("unit", Key("organisations.unit")),
                },
                "part": {
                    "unit_id": ("unit", Key("organisations.unit")),
                },
                "paperapproval": {
                    "leader_id": ("leader", Key("organisations.person")),
                },
                "refusal": {
                    "leader_id": ("leader", Key("organisations.person")),
                },
                "innerstep": {
                    "unit_id": ("unit", Key("organisations.unit")),
                },
            }
        )
    ]
