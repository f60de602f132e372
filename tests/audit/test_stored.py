"""The record is stored as bytes and numbers; what was hashed is rebuilt from them, and a version before is carried over."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from duban.audit import guards
from duban.audit.models import Entry, Payload, RowState
from duban.audit.renewal import RenewingMigration
from duban.audit.tables import NAMES, NUMBERED, NUMBERS, name_of, number_of
from duban.audit.verify import verify, vouched_models
from duban.insight.selectors.county.verification import guard_faults
from tests.personas import County
from tests.template import Database

GIVEN = [
    ("2026-11-30", 100, "daced942708fd5f6aa094c3d5d803b26"),
    ("2026-12-01", 4, "fbdc0df459ccd1a84fdee6cabfa81f5d"),
    ("2026-12-01, 批示", 1, "cb9c15b81c810e24a41eaee95c88f6a5"),
    ("2026-12-01, 接办", 2, "91b321351f43a02a7d32c64f36c8ccdb"),
    ("2026-12-01, 重看", 5, "ff8076e71c869daabf7456a86f469628"),
]
"""The days of the list in order: how many tables were given numbers, and the start of the SHA-256 of their names."""
TEXT, STORED = [("audit", "0005_machine_time")], [("audit", "0006_stored_small")]


def sql(text: str, *values: object) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(text, values)
        return cursor.fetchall() if cursor.description else []


def test_no_number_of_a_table_ever_changes() -> None:
    """A new table comes under a new line of the list at its end, and a line here; what stands is never touched."""
    now = [(day, len(names), hashlib.sha256("\n".join(names).encode()).hexdigest()[:32]) for day, names in NUMBERED]
    assert now == GIVEN
    assert now == sorted(now, key=lambda line: line[0])


def test_a_number_names_one_table_and_a_table_has_one_number() -> None:
    assert {name_of(number_of(table)) for table in NUMBERS} == set(NUMBERS)
    assert len(NAMES) == len(NUMBERS) == sum(len(names) for _, names in NUMBERED)
    assert max(map(len, NUMBERS)) <= 48


def test_every_table_that_any_version_vouched_for_has_a_number() -> None:
    now = {model._meta.db_table for model in vouched_models()}
    migrations = MigrationLoader(None, ignore_no_migrations=True).graph.nodes.values()
    renewing = [one for one in migrations if isinstance(one, RenewingMigration)]
    spoken = now.union(*(one.vouched for one in renewing), *(one.vouched_before or () for one in renewing))
    assert spoken - NUMBERS.keys() == set()


def test_of_a_table_without_a_number_nothing_is_recorded() -> None:
    with pytest.raises(KeyError):
        number_of("county_leaflet")


def test_digests_take_the_bytes_that_they_stand_for(county: County) -> None:
    length = "octet_length" if connection.vendor == "postgresql" else "length"
    sizes = sql(f"SELECT DISTINCT {length}(previous), {length}(hash), {length}(payload_hash) FROM audit_entry")
    assert sizes == [(32, 32, 32)]
    assert {size for (size,) in sql(f"SELECT {length}(digest) FROM audit_rowstate")} <= {0, 32}
    assert {size for (size,) in sql(f"SELECT {length}(salt) FROM audit_payload")} == {16}
    entry = Entry.objects.order_by("-n")[0]
    assert verify(county.jurisdiction_id).head == entry.hash
    assert bytes.fromhex(entry.hash) == bytes(sql("SELECT hash FROM audit_entry WHERE id = %s", entry.pk)[0][0])


@pytest.fixture
def as_text(transactional_db: None, database: Database) -> Iterator[County]:
    """The record in the columns of the version before, its guards on."""
    with database.county.on("2026-03-02"):
        migrate(TEXT)
        yield database.county
    database.renew()


def migrate(to: list[tuple[str, str]]) -> None:
    """The one migration of the stored form, or its way back; what other apps have changed since stays as it is."""
    loader = MigrationExecutor(connection).loader
    one, before = loader.get_migration(*STORED[0]), loader.project_state(TEXT)
    with connection.schema_editor(atomic=one.atomic) as editor:
        (one.apply if to == STORED else one.unapply)(before, editor)


def record() -> list[Any]:
    """Everything that is stored, as text."""
    rows = [*Entry._base_manager.values_list(), *Payload._base_manager.values_list(), *RowState._base_manager.values_list()]
    return sorted(map(str, rows))


def test_the_way_to_the_stored_form_and_back_loses_nothing(transactional_db: None, database: Database) -> None:
    before, head = record(), verify(database.county.jurisdiction_id).head
    migrate(TEXT)
    assert {len(text) for (text,) in sql("SELECT hash FROM audit_entry")} == {64}
    assert {table for (table,) in sql('SELECT "table" FROM audit_rowstate')} <= NUMBERS.keys()
    assert list(guard_faults()) == []
    migrate(STORED)
    assert record() == before
    report = verify(database.county.jurisdiction_id)
    assert (report.head, report.faults, list(guard_faults())) == (head, (), [])
    database.renew()


EDITS = {
    "a hash that is none": ("UPDATE audit_entry SET hash = '0' WHERE id = %s", "记录内容与摘要不符"),
    "a hash in capitals": ("UPDATE audit_entry SET hash = upper(hash) WHERE id = %s", "记录内容与摘要不符"),
    "a list that is a word": ("UPDATE audit_entry SET rows_hash = '改' WHERE id = %s", "摘要清单被改动"),
    "a salt that is none": ("UPDATE audit_payload SET salt = 'x' WHERE entry_id = %s", "记录正文与摘要不符"),
    "a digest that is none": ("UPDATE audit_rowstate SET digest = '0' WHERE entry_id = %s", "摘要清单被改动"),
    "a table of no version": ("UPDATE audit_rowstate SET \"table\" = 'x' WHERE entry_id = %s", "摘要清单被改动"),
}


def test_what_was_edited_before_does_not_stop_the_upgrade_and_is_named_after_it_where_it_was(as_text: County) -> None:
    guards.take_off(connection)
    county = as_text.jurisdiction_id
    speaking = sql("SELECT id, n FROM audit_entry WHERE jurisdiction_id = %s AND rows_hash <> '' ORDER BY n", county)
    edited = {}
    for (pk, n), (how, (edit, _)) in zip(speaking[3::2], EDITS.items(), strict=False):
        sql(edit, pk)
        edited[how] = n
    guards.put_on(connection)
    assert edited.keys() == EDITS.keys()
    migrate(STORED)
    found = verify(county).faults
    for how, (_, what) in EDITS.items():
        assert any(fault.n == edited[how] and what in fault.what for fault in found), how


def test_the_way_back_keeps_what_was_edited_apart_from_every_digest(
    transactional_db: None, database: Database
) -> None:
    """Bytes that are no digest, and bytes that would be one if they were cut, become a text that is none."""
    guards.take_off(connection)
    entry = Entry._base_manager.order_by("-n")[0]
    longer = bytes.fromhex(entry.hash) + b"!"
    sql("UPDATE audit_entry SET hash = %s, payload_hash = %s WHERE id = %s", longer, b"0", entry.pk)
    guards.put_on(connection)
    migrate(TEXT)
    [(link, payload)] = sql("SELECT hash, payload_hash FROM audit_entry WHERE id = %s", entry.pk)
    assert (link[:1], payload, len(link)) == ("x", "x30", 63)
    database.renew()
