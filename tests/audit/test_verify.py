"""The chain: whatever is done behind the system's back is found, with the first entry that no longer agrees."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from duban.audit import guards
from duban.audit.models import Entry, Payload, RowState
from duban.audit.verify import AuditReport, verify
from duban.organisations.actions.people import create_person
from duban.organisations.actions.units import create_unit
from duban.organisations.models import Person
from duban.shared.errors import NotPermitted
from tests.personas import County


def sql(text: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(text, values)


def checked(county: County) -> AuditReport:
    return verify(county.jurisdiction_id)


def first_fault(county: County) -> tuple[int, str]:
    report = checked(county)
    assert not report.sound
    return report.faults[0].n, report.faults[0].what


@pytest.fixture
def unguarded(county: County) -> Iterator[County]:
    """The county as somebody finds it who has dropped the triggers."""
    guards.take_off(connection)
    yield county


@pytest.fixture
def entered(county: County) -> Entry:
    """The entry of a person entered just now, with another one after it."""
    create_person(actor=county.registrar, name="钱某新", rank=700, personnel_category="公务员")
    entry = Entry.objects.order_by("-n")[0]
    create_person(actor=county.registrar, name="钱某后", rank=701, personnel_category="公务员")
    return entry


def test_the_county_as_the_acts_have_left_it_is_sound(county: County, other_county: County) -> None:
    report = checked(county)
    assert report.sound, report.faults
    assert report.entries == Entry.objects.count()
    rows = RowState.objects.filter(entry__jurisdiction=county.jurisdiction_id).values_list("table", "row_id")
    assert report.rows == len(set(rows))
    assert verify(other_county.jurisdiction_id).sound


def test_an_edited_row_is_found_at_the_entry_that_wrote_it(entered: Entry, county: County) -> None:
    sql("UPDATE organisations_person SET rank = 1 WHERE name = '钱某新'")
    n, what = first_fault(county)
    assert n == entered.n
    assert "organisations_person" in what
    assert "绕过系统改动" in what


def test_a_deleted_row_is_found_at_the_entry_that_wrote_it(entered: Entry, county: County) -> None:
    sql("DELETE FROM organisations_person WHERE name = '钱某新'")
    n, what = first_fault(county)
    assert (n, "绕过系统删除" in what) == (entered.n, True)


def test_an_inserted_row_is_found_and_has_no_entry(entered: Entry, county: County) -> None:
    person = Person.objects.get(name="钱某新")
    Person(jurisdiction_id=county.jurisdiction_id, name="空降", rank=1, created_at=person.created_at).save()
    n, what = first_fault(county)
    assert (n, "绕过系统写入" in what) == (0, True)


COLUMNS = {
    "act": "'unit.create'",
    "actor_id": "4711",
    "outcome": "'refused'",
    "occurred_at": "'2020-01-01 00:00:00+00:00'",
    "payload_hash": "'0'",
    "case_id": "12",
    "object_version": "99",
}


@pytest.mark.parametrize("column", COLUMNS)
def test_an_edited_entry_is_found_where_it_stands(entered: Entry, unguarded: County, column: str) -> None:
    sql(f"UPDATE audit_entry SET {column} = {COLUMNS[column]} WHERE id = %s", entered.pk)
    n, what = first_fault(unguarded)
    assert n == entered.n
    assert "不符" in what


def test_an_entry_with_a_hash_made_to_fit_breaks_the_next_link(entered: Entry, unguarded: County) -> None:
    from duban.audit.canonical import link_hash
    from duban.audit.chain import columns_of

    entered.actor_id = 4711
    forged = link_hash(entered.previous, columns_of(entered))
    sql("UPDATE audit_entry SET actor_id = 4711, hash = %s WHERE id = %s", bytes.fromhex(forged), entered.pk)
    n, what = first_fault(unguarded)
    assert (n, "链接断开" in what) == (entered.n + 1, True)


def test_a_deleted_entry_leaves_a_gap(entered: Entry, unguarded: County) -> None:
    sql("DELETE FROM audit_payload WHERE entry_id = %s", entered.pk)
    sql("DELETE FROM audit_rowstate WHERE entry_id = %s", entered.pk)
    sql("DELETE FROM audit_entry WHERE id = %s", entered.pk)
    n, what = first_fault(unguarded)
    assert (n, "序号不连续" in what) == (entered.n, True)


def test_a_deleted_tail_is_found_behind_the_last_entry(entered: Entry, unguarded: County) -> None:
    last = Entry.objects.order_by("-n")[0]
    for table in ("audit_payload", "audit_rowstate"):
        sql(f"DELETE FROM {table} WHERE entry_id = %s", last.pk)
    sql("DELETE FROM audit_entry WHERE id = %s", last.pk)
    report = checked(unguarded)
    whats = {fault.n: fault.what for fault in report.faults}
    assert "链尾与记录不符" in whats[last.n]
    assert any("没有任何记录" in fault.what for fault in report.faults)


def test_an_edited_payload_is_found(entered: Entry, unguarded: County) -> None:
    payload = Payload.objects.get(pk=entered.pk)
    told = json.loads(payload.text) | {"who": "别人"}
    sql("UPDATE audit_payload SET text = %s WHERE entry_id = %s", json.dumps(told), entered.pk)
    n, what = first_fault(unguarded)
    assert (n, "正文与摘要不符" in what) == (entered.n, True)


def test_a_missing_payload_is_found_where_it_stood(entered: Entry, unguarded: County) -> None:
    from duban.audit.selectors import history

    sql("DELETE FROM audit_payload WHERE entry_id = %s", entered.pk)
    n, what = first_fault(unguarded)
    assert (n, "正文不在" in what) == (entered.n, True)
    line = history(Entry.objects.filter(object_kind="person", object_id=entered.object_id))[0]
    assert "正文不在" in line.sentence


@pytest.mark.parametrize("change", ["UPDATE audit_rowstate SET digest = '0'", "DELETE FROM audit_rowstate"])
def test_changed_row_digests_are_found_at_their_entry(entered: Entry, unguarded: County, change: str) -> None:
    sql(f"{change} WHERE entry_id = %s", entered.pk)
    report = checked(unguarded)
    assert any(fault.n == entered.n and "摘要清单被改动" in fault.what for fault in report.faults)
    assert min(fault.n for fault in report.faults if fault.n) == entered.n


@pytest.mark.parametrize(
    "attack",
    [
        "UPDATE audit_entry SET act = 'x' WHERE id = %s",
        "DELETE FROM audit_entry WHERE id = %s",
        "UPDATE audit_rowstate SET digest = 'x' WHERE entry_id = %s",
        "DELETE FROM audit_rowstate WHERE entry_id = %s",
        "UPDATE audit_payload SET text = 'x' WHERE entry_id = %s",
        "DELETE FROM audit_payload WHERE entry_id = %s",
    ],
)
def test_the_database_itself_refuses_to_change_the_chain(entered: Entry, attack: str) -> None:
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        sql(attack, entered.pk)


@pytest.mark.parametrize("table", ["audit_entry", "audit_rowstate", "audit_payload"])
def test_the_database_itself_refuses_to_empty_the_chain(county: County, table: str) -> None:
    """SQLite knows no TRUNCATE at all; on PostgreSQL a trigger refuses it."""
    said = "append-only" if connection.vendor == "postgresql" else "syntax error"
    with pytest.raises(DatabaseError, match=said), transaction.atomic():
        sql(f"TRUNCATE {table} CASCADE")


def test_a_refusal_is_on_the_chain_and_wrote_nothing_else(county: County) -> None:
    before = Entry.objects.count()
    with pytest.raises(NotPermitted):
        create_person(actor=county.inspector, name="钱某新", rank=1, personnel_category="公务员")
    entry = Entry.objects.order_by("-n")[0]
    assert Entry.objects.count() == before + 1
    assert (entry.outcome, entry.rows_hash, entry.actor_id) == ("refused", "", county.persons["inspector"])
    assert "未受理" in json.loads(entry.payload.text)["sentence"]
    assert checked(county).sound


def test_each_county_has_a_chain_of_its_own(county: County, other_county: County) -> None:
    before = verify(other_county.jurisdiction_id).head
    create_unit(
        actor=county.registrar,
        name="新单位",
        short_name="新单位",
        kind="驻县单位",
        sequence=1,
        active_from=date(2026, 1, 1),
    )
    assert verify(other_county.jurisdiction_id).head == before
