"""Renewal: what a migration changes is verified first and vouched for after, by one entry; what was edited is not."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext

from duban.acts.models import Case
from duban.audit import guards, renewal
from duban.audit import verify as verifying
from duban.audit.canonical import link_hash, row_digest, rows_hash
from duban.audit.chain import RENEWAL, columns_of
from duban.audit.models import Entry, RowState
from duban.audit.renewal import Renewal
from duban.audit.selectors import done_by_itself
from duban.audit.verify import AuditReport, verify, vouched_models
from duban.organisations.actions.people import create_person
from duban.organisations.models import Person, Unit
from tests.personas import County

UNITS: Mapping[str, Any] = {"organisations_unit": ()}
PEOPLE: Mapping[str, Any] = {"organisations_person": ()}


def sql(text: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(text, values)


def migrated(*statements: str, before: Any = None, after: Any = UNITS) -> None:
    """What a migration of the tables does, by SQL."""
    changing = Renewal("organisations.0099_levels", after if before is None else before, after)
    changing.verify(apps)
    for statement in statements:
        sql(statement)
    changing.renew(apps)


def renewals(county: County) -> list[Entry]:
    return list(Entry.objects.filter(jurisdiction_id=county.jurisdiction_id, act=RENEWAL).order_by("n"))


def told(entry: Entry) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(entry.payload.text)
    return data


def checked(county: County) -> AuditReport:
    return verify(county.jurisdiction_id)


LEVELS = "UPDATE organisations_unit SET level = '正科级'"


@pytest.fixture
def unguarded(county: County) -> Iterator[County]:
    guards.take_off(connection)
    yield county
    guards.put_on(connection)


def test_rows_changed_by_a_migration_are_vouched_for_in_every_county(
    county: County, other_county: County
) -> None:
    migrated(LEVELS)
    for one in (county, other_county):
        assert verify(one.jurisdiction_id).sound
    assert Entry._base_manager.filter(act=RENEWAL).count() == 2


def test_without_a_renewal_each_of_them_would_disagree(county: County) -> None:
    sql(LEVELS)
    assert len(checked(county).faults) == Unit.objects.count()


def test_the_entry_names_migration_tables_and_both_lists_of_digests(county: County) -> None:
    old = {row.pk: row_digest(row) for row in Unit.objects.all()}
    migrated(LEVELS)
    [entry] = renewals(county)
    data = told(entry)
    assert data["migration"] == "organisations.0099_levels"
    assert data["tables"].keys() == {"organisations_unit"}
    about = data["tables"]["organisations_unit"]
    assert (about["renewed"], about["added"], about["removed"], about["left"]) == (len(old), 0, 0, [])
    assert about["old"] != about["new"]
    new = dict(RowState.objects.filter(entry=entry).values_list("row_id", "digest"))
    assert new == {row.pk: row_digest(row) for row in Unit.objects.all()}
    last = RowState.objects.filter(table="organisations_unit", entry__n__lt=entry.n).order_by("entry__n")
    assert dict(last.filter(row_id__in=new).values_list("row_id", "digest")) == old
    assert "更新摘要" in data["sentence"] and "organisations.0099_levels" in data["sentence"]


def test_links_that_stand_in_the_chain_are_not_computed_again(county: County) -> None:
    before = list(Entry.objects.order_by("n").values())
    states = set(RowState.objects.values_list("pk", "digest"))
    migrated(LEVELS)
    assert list(Entry.objects.order_by("n").values())[:-1] == before
    assert states <= set(RowState.objects.values_list("pk", "digest"))


def test_acts_go_on_after_a_renewal(county: County) -> None:
    migrated(LEVELS)
    create_person(actor=county.registrar, name="钱某新", rank=700, personnel_category="公务员")
    report = checked(county)
    assert report.sound and report.entries == renewals(county)[0].n + 1


def test_an_edit_made_before_the_migration_is_named_after_it(
    county: County, caplog: pytest.LogCaptureFixture
) -> None:
    edited = county.town_a.unit_id
    [place] = RowState.objects.filter(table="organisations_unit", row_id=edited).values_list(
        "entry__n", flat=True
    )
    sql("UPDATE organisations_unit SET name = '改' WHERE id = %s", edited)
    migrated(LEVELS)
    [fault] = checked(county).faults
    assert (fault.n, f"organisations_unit 第 {edited} 行" in fault.what) == (place, True)
    data = told(renewals(county)[0])
    assert data["tables"]["organisations_unit"]["left"] == [edited]
    assert "另有 1 行在升级之前已与记录的摘要不符" in data["sentence"]
    assert "1 行在升级之前已与记录的摘要不符" in caplog.text


def test_an_edit_is_named_after_any_number_of_migrations(county: County) -> None:
    sql("UPDATE organisations_unit SET name = '改' WHERE id = %s", county.town_a.unit_id)
    migrated(LEVELS)
    migrated("UPDATE organisations_unit SET level = '科级'")
    assert len(renewals(county)) == 2
    assert len(checked(county).faults) == 1


def test_a_row_written_past_the_system_before_it_is_named_after_it(county: County) -> None:
    known = Person.objects.first()
    assert known is not None
    stranger = Person(
        jurisdiction_id=county.jurisdiction_id, name="空降", rank=1, created_at=known.created_at
    )
    stranger.save()
    migrated("UPDATE organisations_person SET rank = rank + 1", after=PEOPLE)
    [fault] = checked(county).faults
    assert (fault.n, f"第 {stranger.pk} 行没有任何记录" in fault.what) == (0, True)


def test_a_row_deleted_past_the_system_before_it_is_named_after_it(county: County) -> None:
    create_person(actor=county.registrar, name="钱某新", rank=700, personnel_category="公务员")
    gone = Person.objects.get(name="钱某新").pk
    sql("DELETE FROM organisations_person WHERE id = %s", gone)
    migrated("UPDATE organisations_person SET rank = rank + 1", after=PEOPLE)
    [fault] = checked(county).faults
    assert f"第 {gone} 行已不存在：绕过系统删除" in fault.what


def test_a_digest_put_into_the_list_of_an_entry_blesses_nothing(unguarded: County) -> None:
    """Whoever edits a row and the digest kept of it, but not the chain, is found by both the row and the entry."""
    edited = unguarded.town_a.unit_id
    sql("UPDATE organisations_unit SET name = '改' WHERE id = %s", edited)
    state = RowState.objects.get(table="organisations_unit", row_id=edited)
    forged = row_digest(Unit.objects.get(pk=edited))
    sql("UPDATE audit_rowstate SET digest = %s WHERE id = %s", bytes.fromhex(forged), state.pk)
    assert len(checked(unguarded).faults) == 1
    migrated(LEVELS)
    whats = [fault.what for fault in checked(unguarded).faults]
    assert len(whats) == 2
    assert any("摘要清单被改动" in what for what in whats)
    assert any(f"organisations_unit 第 {edited} 行" in what for what in whats)


def test_rows_made_and_taken_away_by_the_migration_are_recorded(county: County) -> None:
    create_person(actor=county.registrar, name="钱某新", rank=700, personnel_category="公务员")
    gone = Person.objects.get(name="钱某新").pk
    columns = "jurisdiction_id, ref, state, version, created_at, name, rank, personnel_category, note"
    migrated(
        f"INSERT INTO organisations_person ({columns}) SELECT jurisdiction_id, 'aaaabbbbcccc', state, version, "
        f"created_at, '钱某后', rank, personnel_category, note FROM organisations_person WHERE id = {gone}",
        f"DELETE FROM organisations_person WHERE id = {gone}",
        after=PEOPLE,
    )
    about = told(renewals(county)[0])["tables"]["organisations_person"]
    assert (about["renewed"], about["added"], about["removed"]) == (0, 1, 1)
    assert checked(county).sound
    Person(
        pk=gone, jurisdiction_id=county.jurisdiction_id, name="还", rank=1, created_at="2026-01-01T00:00Z"
    ).save()
    [fault] = checked(county).faults
    assert (fault.n, "又绕过系统写入" in fault.what) == (renewals(county)[0].n, True)


def test_a_migration_that_changes_nothing_leaves_no_entry(county: County) -> None:
    migrated("UPDATE organisations_unit SET level = level")
    assert renewals(county) == []


def test_tables_join_and_leave_what_the_chain_vouches_for(
    county: County, monkeypatch: pytest.MonkeyPatch
) -> None:
    Case.objects.create(
        state="matter",
        jurisdiction_id=county.jurisdiction_id,
        created_at="2026-03-05T00:00:00Z",
        code="2026-900",
        title="事项",
    )
    everything = vouched_models()
    joined = {"acts_case": Case.undigested}
    monkeypatch.setattr(verifying, "vouched_models", lambda: [one for one in everything if one is not Case])
    migrated(before={}, after=joined)
    assert not checked(county).sound
    monkeypatch.setattr(verifying, "vouched_models", lambda: everything)
    assert checked(county).sound
    sql("UPDATE acts_case SET version = 7")
    assert checked(county).sound
    monkeypatch.setattr(verifying, "vouched_models", lambda: [one for one in everything if one is not Case])
    migrated(before=joined, after={})
    assert checked(county).sound


def test_more_rows_than_a_page_and_many_blocks_are_bound_alike(
    county: County, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(renewal, "_PAGE", 7)
    migrated("UPDATE organisations_person SET rank = rank + 1", after={**PEOPLE, **UNITS})
    report = checked(county)
    assert report.sound, report.faults
    assert told(renewals(county)[0])["tables"]["organisations_person"]["renewed"] == Person.objects.count()


def test_pages_of_a_table_are_read_with_the_same_few_questions(
    county: County, monkeypatch: pytest.MonkeyPatch
) -> None:
    def questions() -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            changing = Renewal("organisations.0099_none", PEOPLE, PEOPLE)
            changing.verify(apps)
        return len(asked)

    whole = questions()
    monkeypatch.setattr(renewal, "_PAGE", Person._base_manager.count() // 4)
    assert questions() - whole <= 4 * 6


@pytest.mark.parametrize("change", ["UPDATE audit_rowstate SET digest = '0'", "DELETE FROM audit_rowstate"])
def test_a_digest_that_a_renewal_left_is_bound_by_its_entry(unguarded: County, change: str) -> None:
    migrated(LEVELS)
    [entry] = renewals(unguarded)
    state = RowState.objects.filter(entry=entry).first()
    assert state is not None
    sql(f"{change} WHERE id = %s", state.pk)
    assert any(
        (fault.n, "摘要清单被改动" in fault.what) == (entry.n, True) for fault in checked(unguarded).faults
    )


def test_an_ordinary_act_cannot_pass_as_a_renewal(unguarded: County) -> None:
    migrated(LEVELS)
    [entry] = renewals(unguarded)
    digests = {(row.table, row.row_id): row.digest for row in RowState.objects.filter(entry=entry)}
    entry.act, entry.rows_hash = "unit.change", rows_hash(digests)
    spoken = bytes.fromhex(entry.rows_hash)
    sql("UPDATE audit_entry SET act = 'unit.change', rows_hash = %s WHERE id = %s", spoken, entry.pk)
    assert entry.hash != link_hash(entry.previous, columns_of(entry))
    assert any(fault.n == entry.n for fault in checked(unguarded).faults)


def test_whoever_reads_what_the_system_did_by_itself_reads_the_renewal(county: County) -> None:
    last = Entry.objects.filter(jurisdiction_id=county.jurisdiction_id).count()
    migrated(LEVELS)
    [line] = done_by_itself(jurisdiction_id=county.jurisdiction_id, after=last)
    assert (line.who, line.internal, "系统升级" in line.sentence) == ("系统", True, True)
