"""Migrations with models that are drawn as they are asked for do to a database what Django's own do."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from django.db import connection, models
from django.db.migrations import AddField, CreateModel, Migration
from django.db.migrations.operations.base import Operation

from duban.shared.database.drawn import DrawnState, migrate, of_table
from tests.packed.packing import packed
from tests.packed.test_packed_counties import give_present
from tests.template import Database

SQLITE = "SELECT type, name, tbl_name, sql FROM sqlite_master"
POSTGRESQL = """
    SELECT 'column', table_name::text, ordinal_position::text, column_name::text,
        concat_ws(' ', data_type, character_maximum_length, is_nullable, column_default, is_identity)
    FROM information_schema.columns WHERE table_schema = 'public'
    UNION ALL SELECT 'index', tablename::text, '', indexname::text, indexdef FROM pg_indexes WHERE schemaname = 'public'
    UNION ALL SELECT 'bound', conrelid::regclass::text, '', conname::text, pg_get_constraintdef(oid) FROM pg_constraint
    WHERE connamespace = 'public'::regnamespace
    UNION ALL SELECT 'guard', tgrelid::regclass::text, '', tgname::text, pg_get_triggerdef(oid) FROM pg_trigger
    WHERE NOT tgisinternal
"""
COLUMNS = {
    "sqlite": 'SELECT m.name, i.name, i.type, i."notnull" FROM sqlite_master m, pragma_table_info(m.name) i',
    "postgresql": """
        SELECT table_name::text, column_name::text, data_type::text, is_nullable::text FROM information_schema.columns
        WHERE table_schema = 'public'
    """,
}


def schema() -> list[tuple[str, ...]]:
    """Everything that stands in the database, with the order of columns."""
    return _found(SQLITE if connection.vendor == "sqlite" else POSTGRESQL)


def columns() -> list[tuple[str, ...]]:
    """The columns of all tables, in no order."""
    return _found(COLUMNS[connection.vendor])


def _found(statement: str) -> list[tuple[str, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return sorted(tuple(map(str, row)) for row in cursor.fetchall())


def nothing(database: Database) -> None:
    """A database without a table."""
    database.give("nothing", set(), lambda: connection.ensure_connection())


@pytest.mark.verify
def test_the_same_stands_in_the_database(transactional_db: None, database: Database) -> None:
    nothing(database)
    assert schema() == []
    migrate(verbosity=0)
    drawn = schema()
    nothing(database)
    call_command("migrate", verbosity=0)
    assert schema() == drawn


def test_a_county_of_a_version_before_has_the_columns_of_a_fresh_one(
    transactional_db: None, database: Database
) -> None:
    fresh = columns()
    with database.county.on("2027-03-01"):
        for one in packed():
            give_present(one, database)
            assert columns() == fresh


def _made() -> list[Operation]:
    key = models.ForeignKey("below.Unit", models.PROTECT)
    return [
        CreateModel("Unit", [("id", models.BigAutoField(primary_key=True))]),
        CreateModel("Post", [("id", models.BigAutoField(primary_key=True)), ("unit", key)]),
        CreateModel("Other", [("id", models.BigAutoField(primary_key=True))]),
    ]


class _Made(Migration):
    operations = _made()


def test_a_class_is_drawn_with_what_its_keys_lead_to_and_no_other_is() -> None:
    state = _Made("0001_made", "below").mutate_state(DrawnState())
    before = state.clone()
    assert state.apps.get_model("below.Post")._meta.get_field("unit").related_model is of_table(
        state.apps, "below_unit"
    )
    assert set(state.apps.all_models["below"]) == {"post", "unit"}
    AddField("Unit", "name", models.CharField(max_length=8)).state_forwards("below", state)
    assert [field.name for field in state.apps.get_model("below", "Unit")._meta.fields] == ["id", "name"]
    assert [field.name for field in before.apps.get_model("below", "Unit")._meta.fields] == ["id"]
    [led] = before.apps.get_model("below", "Unit")._meta.related_objects
    assert led.related_model is before.apps.get_model("below", "Post")


def test_a_key_that_leads_nowhere_is_named() -> None:
    state = DrawnState()
    _made()[1].state_forwards("below", state)
    with pytest.raises(ValueError, match=r"below\.unit"):
        state.apps.get_model("below", "Post")
