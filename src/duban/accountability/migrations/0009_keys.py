"""What named rows of accountability by number alone names them by key."""

from __future__ import annotations

from typing import ClassVar

from duban.audit.renewal import RenewingMigration, Tables
from duban.shared.models import Key
from duban.shared.database.operations import BecomeKeys

_TABLES = (
    "accountability_appeal",
    "accountability_clue",
    "accountability_commendation",
    "accountability_confirmation",
    "accountability_consequence",
    "accountability_considered",
    "accountability_correction",
    "accountability_correctionverdict",
    "accountability_declaration",
    "accountability_finding",
    "accountability_hearing",
    "accountability_inquiry",
    "accountability_judgement",
    "accountability_named",
    "accountability_outage",
    "accountability_recommendation",
    "accountability_review",
    "accountability_revision",
    "accountability_ruling",
    "accountability_verdict",
    "accountability_withdrawal",
    "accountability_year",
    "accountability_yearresult",
)


class Migration(RenewingMigration):
    vouched: ClassVar[Tables] = dict.fromkeys(_TABLES, ())
    dependencies = [("accountability", "0008_notices_of_results"), ("organisations", "0009_clock_check")]

    operations = [
        BecomeKeys(
            {
                "inquiry": {
                    "inspector_id": ("inspector", Key("organisations.person", null=True)),
                    "unit_id": ("unit", Key("organisations.unit")),
                    "approver_id": (
                        "asked_leader",
                        Key("organisations.person", null=True, db_column="approver_id"),
                    ),
                },
                "named": {
                    "person_id": ("person", Key("organisations.person")),
                },
                "finding": {
                    "person_id": ("person", Key("organisations.person", null=True)),
                },
                "declaration": {
                    "person_id": ("person", Key("organisations.person")),
                    "decider_id": ("decider", Key("organisations.person", null=True)),
                    "replaced_by_id": ("replaced_by", Key("organisations.person", null=True)),
                },
                "considered": {
                    "person_id": ("person", Key("organisations.person")),
                },
                "recommendation": {
                    "person_id": ("person", Key("organisations.person", null=True)),
                    "unit_id": ("unit", Key("organisations.unit", null=True)),
                },
                "clue": {
                    "by_id": ("by_person", Key("organisations.person", db_column="by_id")),
                },
                "hearing": {
                    "unit_id": ("unit", Key("organisations.unit", null=True)),
                    "person_id": ("person", Key("organisations.person", null=True)),
                    "answering_unit_id": ("answering_unit", Key("organisations.unit")),
                },
                "outage": {
                    "unit_id": ("unit", Key("organisations.unit", null=True)),
                },
                "commendation": {
                    "person_id": ("person", Key("organisations.person", null=True)),
                    "unit_id": ("unit", Key("organisations.unit", null=True)),
                },
                "judgement": {
                    "person_id": ("person", Key("organisations.person", null=True)),
                    "unit_id": ("unit", Key("organisations.unit", null=True)),
                },
                "ruling": {
                    "unit_id": ("unit", Key("organisations.unit", null=True)),
                    "person_id": ("person", Key("organisations.person", null=True)),
                    "answering_unit_id": ("answering_unit", Key("organisations.unit", null=True)),
                    "recorder_id": ("recorder", Key("organisations.person", null=True)),
                    "confirmer_id": ("confirmer", Key("organisations.person", null=True)),
                },
                "appeal": {
                    "unit_id": ("unit", Key("organisations.unit", null=True)),
                    "person_id": ("person", Key("organisations.person", null=True)),
                },
                "revision": {
                    "proposer_id": ("proposer", Key("organisations.person", null=True)),
                    "confirmer_id": ("confirmer", Key("organisations.person", null=True)),
                },
                "consequence": {
                    "holder_id": ("holder_unit", Key("organisations.unit", db_column="holder_id")),
                },
                "withdrawal": {
                    "holder_id": ("holder_unit", Key("organisations.unit", db_column="holder_id")),
                },
                "year": {
                    "run_id": ("run", Key("accountability.yearrun", null=True)),
                },
                "yearresult": {
                    "unit_id": ("unit", Key("organisations.unit", null=True)),
                    "person_id": ("person", Key("organisations.person", null=True)),
                    "paying_unit_id": ("paying_unit", Key("organisations.unit", null=True)),
                },
                "confirmation": {
                    "person_id": ("person", Key("organisations.person")),
                },
                "verdict": {
                    "person_id": ("person", Key("organisations.person")),
                },
                "correction": {
                    "unit_id": ("unit", Key("organisations.unit", null=True)),
                    "person_id": ("person", Key("organisations.person", null=True)),
                },
                "correctionverdict": {
                    "person_id": ("person", Key("organisations.person")),
                },
                "review": {
                    "person_id": ("person", Key("organisations.person")),
                },
            }
        )
    ]
