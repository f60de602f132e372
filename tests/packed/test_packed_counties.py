"""A county of each version before is brought to the present, and its record holds; what was edited before is named."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.apps.registry import Apps
from django.db import connection, migrations, models
from django.db.migrations import Migration

from duban.acts import token_table
from duban.acts.models import Token
from duban.audit import verify as verifying
from duban.audit.access import Access
from duban.audit.chain import RENEWAL
from duban.audit.models import Entry, RowState
from duban.audit.renewal import RenewingMigration
from duban.audit.verify import RecordFault, verify
from duban.mechanism.lifecycles import ACTS
from duban.shared.database.drawn import Executor
from duban.shared.models import Jurisdiction
from tests.packed.packing import Packed, packed, to_the_present
from tests.template import Database

LARGEST = 300 * 1024
GROWING = {"audit_entry", "audit_payload", "audit_rowstate"}
KEEPING = ("accountability", "0003_findings_per_subject")
# Findings made on all at once before are kept as made on each person named, where a transfer was proposed (0024).
TO_KEEP = """
    SELECT finding.inquiry_id, finding.limb, named.person_id, finding.text FROM accountability_finding finding
    JOIN accountability_inquiry inquiry ON inquiry.id = finding.inquiry_id
    JOIN accountability_named named ON named.inquiry_id = finding.inquiry_id
    WHERE finding.replaced_at IS NULL AND named.dropped_at IS NULL AND finding.limb IN ('breach', 'unjustified')
    AND inquiry.state IN ('checking', 'approving', 'signing', 'numbering', 'transferred', 'accepted', 'finished')
    ORDER BY finding.id, named.id
"""
LINK = ("pk", "n", "previous", "hash", "payload_hash", "rows_hash", "payload__salt", "payload__text")
KEPT = "SELECT inquiry_id, limb, person_id, text FROM accountability_finding WHERE person_id IS NOT NULL ORDER BY id"


@pytest.fixture(params=packed(), ids=lambda one: one.version)
def old(request: pytest.FixtureRequest, transactional_db: None, database: Database) -> Iterator[Packed]:
    """The database as a version before left it, on the day on which it is brought to the present."""
    one: Packed = request.param
    database.give(one.version, {one.path}, one.unpack)
    with database.county.on("2027-03-01"):
        yield one


@pytest.fixture(params=packed(), ids=lambda one: one.version)
def present(request: pytest.FixtureRequest, transactional_db: None, database: Database) -> Iterator[Packed]:
    """The same, brought to the present once for all who go on from there."""
    one: Packed = request.param
    with database.county.on("2027-03-01"):
        give_present(one, database)
        yield one


@pytest.fixture
def newest(transactional_db: None, database: Database) -> Iterator[Packed]:
    """The last of them brought to the present, from where a later version goes on."""
    one = packed()[-1]
    with database.county.on("2027-03-01"):
        give_present(one, database)
        yield one


def give_present(one: Packed, database: Database) -> None:
    """A county of a version before as the migrations since have left it; they are carried out once for these sources."""

    def brought() -> None:
        one.unpack()
        to_the_present()

    database.give(f"present-{one.version}", {one.path}, brought)


def sql(text: str, *values: object) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(text, values)
        return cursor.fetchall() if cursor.description else []


def faults() -> list[RecordFault]:
    return [fault for county in Jurisdiction.objects.order_by("pk") for fault in verify(county.pk).faults]


def test_every_act_that_a_version_before_wrote_is_one_of_today(present: Packed) -> None:
    """By its key, or by the former name that leads to it (`mechanism.former`)."""
    written = set(Entry._base_manager.values_list("act", flat=True))
    assert sorted(written - ACTS.keys() - {RENEWAL, *(access.key for access in Access)}) == []


def test_a_packed_county_is_small_and_full(old: Packed) -> None:
    assert old.path.stat().st_size <= LARGEST
    assert len(old.vouched - old.counts.keys()) <= 5
    assert old.counts["audit_entry"] > 400


def test_every_county_is_sound_after_the_migrations_since(old: Packed, database: Database) -> None:
    to_keep = [] if KEEPING in old.migrations else sql(TO_KEEP)
    give_present(old, database)
    assert faults() == []
    assert set(old.links()) <= set(Entry._base_manager.values_list(*LINK))
    assert set(old.spoken()) <= set(RowState.objects.values_list("pk", "entry_id", "table", "row_id", "digest"))
    assert KEEPING in old.migrations or sql(KEPT) == to_keep != []
    there = {table: sql(f"SELECT count(*) FROM {table}")[0][0] for table in old.counts}
    assert {table for table, n in there.items() if n < old.counts[table]} == set()
    more = {table: n - old.counts[table] for table, n in there.items() if n > old.counts[table]}
    assert more.pop("accountability_finding", 0) == len(to_keep)
    assert set(more) <= GROWING


def test_every_case_is_found_by_its_texts_after_the_migrations_since(present: Packed) -> None:
    """By tokens in one form for all widths."""
    assert [case for county in Jurisdiction.objects.all() for case in token_table.differing(county.pk)] == []
    assert Token.objects.exists()


EDITS = {
    "organisations_unit": "name = '改'",
    "matters_matter": "title = '改'",
    "proceedings_report": "problems = '改'",
    "measures_measure": "basis = '改'",
    "accountability_ruling": "number = '改'",
}


def test_edits_made_behind_the_systems_back_are_named_after_the_migrations_and_nothing_else_is(
    old: Packed,
) -> None:
    named = set()
    for table, edit in EDITS.items():
        [(edited,)] = sql(f"SELECT min(id) FROM {table}")
        sql(f"UPDATE {table} SET {edit} WHERE id = %s", edited)
        named.add((old.last_spoken(table, edited), f"{table} 第 {edited} 行"))
    to_the_present()
    found = [(fault.n, row) for fault in faults() for _, row in named if row in fault.what]
    assert sorted(found) == sorted(named)
    assert len(faults()) == len(EDITS)


def change_data(registry: Apps, editor: Any) -> None:
    """Rows of two apps get other values, more and fewer; a column is filled from another one."""
    unit, person = (registry.get_model("organisations", name) for name in ("Unit", "Person"))
    matter, series = registry.get_model("matters", "Matter"), registry.get_model("acts", "Series")
    for row in unit.objects.exclude(level=""):
        unit.objects.filter(pk=row.pk).update(seat=f"{row.brief}驻地")
    known = person.objects.order_by("pk").first()
    person.objects.create(jurisdiction_id=known.jurisdiction_id, ref="zzzzzzzzzzzz", name="钱某新", rank=1, state="active",
                          version=1, created_at=known.created_at, personnel_category=known.personnel_category)  # fmt: skip
    matter.objects.update(title=models.functions.Concat("title", models.Value("（一）")))
    series.objects.order_by("-pk").first().delete()
    series.objects.update(issuer=models.functions.Concat("issuer", models.Value("1")))


def restore_data(registry: Apps, editor: Any) -> None:
    """The titles are as they were; what else changed stays so."""
    matter = registry.get_model("matters", "Matter")
    matter.objects.update(title=models.F("title"))


class Later(RenewingMigration):
    """What a later version may do: it adds, renames and drops columns, and changes values."""

    operations = [
        migrations.AddField("unit", "seat", models.CharField(max_length=40, default="", blank=True)),
        migrations.AddField("unit", "founded", models.DateTimeField(null=True)),
        migrations.RenameField("unit", "short_name", "brief"),
        migrations.AlterField("person", "rank", models.BigIntegerField()),
        migrations.RemoveField("person", "note"),
        migrations.RunPython(change_data, restore_data),
    ]
    vouched = {
        "organisations_unit": (), "organisations_person": (), "matters_matter": (), "acts_series": ("last",),
    }  # fmt: skip


class Failing(Later):
    """The same, but that it fails at its end."""

    operations = [*Later.operations, migrations.RunSQL("SELECT no_such_column FROM acts_case")]


def carried_out(kind: type[Migration]) -> Apps:
    """Carry out a migration on top of all others; the models as it leaves them."""
    state = Executor(connection).state()
    with connection.schema_editor() as editor:
        return kind("0099_later", "organisations").apply(state, editor).apps


def taken_back(kind: type[Migration]) -> None:
    state = Executor(connection).state()
    with connection.schema_editor() as editor:
        kind("0099_later", "organisations").unapply(state, editor)


def renewals() -> list[Entry]:
    """The entries of the migration of these tests: what it goes through before has renewed digests of its own."""
    entries = Entry._base_manager.filter(act=RENEWAL, payload__text__contains="organisations.0099_later")
    return list(entries.order_by("pk"))


@pytest.fixture
def with_models_of(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Apps], None]]:
    """The verifier with the models of a later version in place of those of today."""
    tables = {model._meta.db_table: model.undigested for model in verifying.vouched_models()}

    def use(registry: Apps) -> None:
        later = [model for model in registry.get_models() if model._meta.db_table in tables]
        for model in later:
            model.undigested = tables[model._meta.db_table]  # type: ignore[attr-defined]
        monkeypatch.setattr(verifying, "vouched_models", lambda: later)

    yield use


def test_a_later_version_may_change_columns_and_values_of_every_row(
    newest: Packed, with_models_of: Callable[[Apps], None]
) -> None:
    before = list(Entry._base_manager.order_by("pk").values())
    states = set(RowState.objects.values_list("pk", "digest"))
    later = carried_out(Later)
    with_models_of(later)
    assert faults() == []
    entries = list(Entry._base_manager.order_by("pk").values())
    renewals = [entry for entry in entries if entry not in before]
    assert [entry["act"] for entry in renewals] == [RENEWAL] * Jurisdiction.objects.count()
    assert [entry for entry in entries if entry in before] == before
    assert states <= set(RowState.objects.values_list("pk", "digest"))


def test_what_was_edited_before_a_later_version_is_named_in_it(
    newest: Packed, with_models_of: Callable[[Apps], None]
) -> None:
    [(edited,)] = sql("SELECT min(id) FROM organisations_unit")
    sql("UPDATE organisations_unit SET short_name = '改' WHERE id = %s", edited)
    with_models_of(carried_out(Later))
    [fault] = faults()
    assert f"organisations_unit 第 {edited} 行" in fault.what
    entry = renewals()[0]
    assert json.loads(entry.payload.text)["tables"]["organisations_unit"]["left"] == [edited]


def test_the_way_back_is_on_record_too(newest: Packed) -> None:
    carried_out(Later)
    taken_back(Later)
    assert faults() == []
    assert len(renewals()) == 2 * Jurisdiction.objects.count()


def test_a_migration_that_fails_has_renewed_nothing(newest: Packed) -> None:
    with pytest.raises(Exception, match="no_such_column"):
        carried_out(Failing)
    assert faults() == []
    assert renewals() == []


def test_a_fresh_installation_gets_no_entry(transactional_db: None, database: Database) -> None:
    database.empty()
    carried_out(Migration_of_columns)
    assert not Entry._base_manager.exists()


class Migration_of_columns(RenewingMigration):  # noqa: N801 - as Django calls them, and what it does
    """Columns only: there is nobody yet whose values might change."""

    operations = Later.operations[:-1]
    vouched = Later.vouched
