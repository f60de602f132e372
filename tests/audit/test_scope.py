"""What the record vouches for, and what not: every model, every column and every kind of file is one or the other."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.contrib.auth.hashers import make_password
from django.db import connection, models
from django.test import Client
from django.urls import reverse

from duban.audit import guards
from duban.audit.canonical import row_values
from duban.audit.models import RowState
from duban.audit.scope import UNVOUCHED
from duban.audit.verify import verify, vouched_models
from duban.documents.files.integrity import keepers
from duban.insight.selectors.county.verification import guard_faults, verify_county
from duban.organisations.actions.people import create_person
from duban.organisations.actions.signing_in.accounts import (
    choose_password,
    close_account,
    open_account,
    reset_password,
)
from duban.organisations.models import Account, Person
from duban.shared import clock
from duban.shared.actor import system_actor
from tests.personas import County


def sql(text: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(text, values)


def test_every_model_is_vouched_for_or_listed_with_the_reason_why_not() -> None:
    tables = {model._meta.db_table for model in apps.get_models()}
    vouched = {model._meta.db_table for model in vouched_models()}
    assert tables - vouched == set(UNVOUCHED)
    assert all(len(reason) > 8 for reason in UNVOUCHED.values())


@pytest.mark.parametrize("model", vouched_models(), ids=lambda model: model._meta.db_table)
def test_the_digest_of_a_row_covers_each_of_its_columns_but_those_declared(
    model: type[models.Model],
) -> None:
    columns = {column.attname for column in model._meta.concrete_fields}
    undigested: frozenset[str] = model.undigested  # type: ignore[attr-defined]
    assert undigested <= columns
    assert set(row_values(model())) == columns - undigested


def test_every_column_that_names_a_kept_file_is_held_against_the_file() -> None:
    named = {
        (model, column.name)
        for model in vouched_models()
        for column in model._meta.concrete_fields
        if column.name.endswith("_as") and isinstance(column, models.CharField)
    }
    assert named == set(keepers())


GOOD = "yuanqi-41-liuxing"


def test_each_act_on_an_account_vouches_for_it(county: County) -> None:
    ref = Person.objects.get(pk=county.persons["town_a.deputy"]).ref
    reset_password(actor=county.registrar, ref=ref, password=GOOD)
    assert verify(county.jurisdiction_id).sound
    close_account(actor=county.registrar, ref=ref)
    assert verify(county.jurisdiction_id).sound
    open_account(actor=county.registrar, ref=ref, username="xinren")
    assert verify(county.jurisdiction_id).sound


def test_signing_in_changes_nothing_that_the_record_vouches_for(county: County, client: Client) -> None:
    """Not the password either, which Django would encode anew where it was encoded in an older way."""
    ref = create_person(actor=county.registrar, name="钱某新", rank=5, personnel_category="公务员").ref
    older = make_password(GOOD, salt="short")
    open_account(actor=county.registrar, ref=ref, username="qian")
    system = system_actor(county.jurisdiction_id, clock.today())
    choose_password(actor=system, ref=ref, password=GOOD, encoded=older)
    assert client.post(reverse("account_login"), {"username": "qian", "password": GOOD}).status_code == 302
    account = Account.objects.get(username="qian")
    assert (account.password, account.last_login is None) == (older, False)
    assert verify(county.jurisdiction_id).sound


ATTACKS = {
    "a password is replaced": "UPDATE organisations_account SET password = 'x' WHERE id = {account}",
    "an account is closed": "UPDATE organisations_account SET is_active = {no} WHERE id = {account}",
    "an account is another's": "UPDATE organisations_account SET person_id = {person} WHERE id = {account}",
    "an account is gone": "DELETE FROM organisations_account WHERE id = {account}",
}


@pytest.mark.parametrize("how", ATTACKS)
def test_what_is_done_to_an_account_past_the_system_is_found_at_its_last_entry(
    county: County, how: str
) -> None:
    ref = Person.objects.get(pk=county.persons["registrar"]).ref
    open_account(actor=county.registrar, ref=ref, username="registrar")
    account = Account.objects.get(person__ref=ref)
    newcomer = create_person(actor=county.registrar, name="钱某新", rank=5, personnel_category="公务员")
    person = Person.objects.get(ref=newcomer.ref).pk
    no = "0" if connection.vendor == "sqlite" else "false"
    sql(ATTACKS[how].format(account=account.pk, person=person, no=no))
    [fault] = verify(county.jurisdiction_id).faults
    spoken = RowState.objects.filter(table="organisations_account", row_id=account.pk).latest("entry__n")
    assert (fault.n, f"organisations_account 第 {account.pk} 行" in fault.what) == (spoken.entry.n, True)


def test_the_mark_of_the_installation_is_vouched_for_by_every_county(
    county: County, other_county: County
) -> None:
    sql("UPDATE shared_installation SET kind = 'live'")
    for one in (county, other_county):
        [fault] = verify(one.jurisdiction_id).faults
        assert (fault.n > 0, "shared_installation 第 1 行" in fault.what) == (True, True)


def test_a_county_that_bears_another_name_is_found(county: County) -> None:
    sql("UPDATE shared_jurisdiction SET name = 'YY县' WHERE code = 'xx'")
    [fault] = verify(county.jurisdiction_id).faults
    assert "shared_jurisdiction" in fault.what


def test_the_guards_that_stand_are_those_of_this_version(county: County) -> None:
    assert list(guard_faults()) == []
    assert verify_county(county.jurisdiction_id).sound


def test_a_guard_that_was_taken_off_is_named(county: County) -> None:
    guards.take_off(connection)
    found = [fault.what for fault in verify_county(county.jurisdiction_id).faults]
    assert any("audit_entry_no_update 被去掉" in what for what in found)
    guards.put_on(connection)
    assert list(guard_faults()) == []
