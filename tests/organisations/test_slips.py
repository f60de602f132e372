"""登录单: a link is good once and for a time, and nothing else in the database opens the door."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from duban.audit.models import Entry
from duban.organisations.actions import create_person, give_slips, one_time_link, open_account, revoke_slip
from duban.organisations.models import Account, OneTimeLink, Person
from duban.organisations.selectors import slip_sheet
from duban.shared import clock
from duban.shared.errors import Invalid
from tests.personas import County

OWN = "an own long secret"


@pytest.fixture
def account(county: County) -> Account:
    """Somebody whose account was opened without a password."""
    ref = create_person(actor=county.registrar, name="新某某", rank=900, personnel_category="公务员").ref
    open_account(actor=county.registrar, ref=ref, username="new.one")
    return Account.objects.get(person__ref=ref)


def first_sign_in(url: str) -> Client:
    """Somebody comes by a link, and is asked for a password of the own."""
    client = Client()
    if client.post(url).status_code == 302:
        client.post("/login/password/", {"password1": OWN, "password2": OWN})
    return client


def signed_in(client: Client) -> bool:
    return client.get("/").status_code == 200


def test_an_account_without_a_password_is_opened_by_its_link(county: County, account: Account) -> None:
    url = one_time_link(account)
    shown = Client().get(url)
    assert (shown.status_code, shown["Cache-Control"].find("no-store") >= 0) == (200, True)
    assert signed_in(first_sign_in(url))
    account.refresh_from_db()
    assert account.check_password(OWN)


def test_a_link_is_spent_by_its_use_and_not_by_a_look(county: County, account: Account) -> None:
    url = one_time_link(account)
    assert [Client().get(url).status_code for _ in range(2)] == [200, 200]
    assert signed_in(first_sign_in(url))
    assert (Client().get(url).status_code, signed_in(first_sign_in(url))) == (404, False)


def test_a_link_ends_after_a_quarter_of_an_hour(county: County, account: Account) -> None:
    url = one_time_link(account)
    with clock.moved_to(clock.now() + timedelta(minutes=16)):
        assert (Client().get(url).status_code, signed_in(first_sign_in(url))) == (404, False)


def test_what_the_database_holds_of_a_link_opens_nothing(county: County, account: Account) -> None:
    code = one_time_link(account).split("/")[-2]
    link = OneTimeLink.objects.get()
    assert code not in (link.digest, link.ref)
    assert [Client().get(f"/in/{guess}/").status_code for guess in (link.digest, link.ref, code.upper())] == [404] * 3


def test_a_row_written_past_the_system_opens_nothing(county: County, account: Account) -> None:
    from duban.organisations.selectors.slips import digest_of

    one_time_link(account)
    OneTimeLink.objects.update(digest=digest_of("aaaa-bbbb-cccc-dddd-eeee"))
    assert Client().get("/in/aaaa-bbbb-cccc-dddd-eeee/").status_code == 404


def test_who_gave_and_who_came_are_on_record_and_no_code_is(county: County, account: Account) -> None:
    url = one_time_link(account, by=county.registrar)
    first_sign_in(url)
    given, used = Entry.objects.filter(act__in=["slip.give", "slip.use"]).order_by("n").select_related("payload")
    assert (given.actor_id, used.actor_id) == (county.persons["registrar"], None)
    code = url.split("/")[-2]
    assert not [one for one in (given, used) if code in one.payload.text or OWN in one.payload.text]


def test_a_sheet_is_printed_by_whoever_gave_it_alone(county: County, account: Account) -> None:
    ref = give_slips(actor=county.registrar, people=[str(account.person_id)]).ref
    assert [bool(line.address) for line in slip_sheet(actor=county.registrar, ref=ref).lines] == [True]
    assert [bool(line.address) for line in slip_sheet(actor=county.actor("org_dept.deputy"), ref=ref).lines] == [False]


def test_a_sheet_that_is_revoked_opens_nothing(county: County, account: Account) -> None:
    ref = give_slips(actor=county.registrar, people=[str(account.person_id)]).ref
    url = slip_sheet(actor=county.registrar, ref=ref).lines[0].address
    revoke_slip(actor=county.registrar, ref=ref, reason="遗失")
    assert Client().get(url).status_code == 404


def test_a_slip_is_for_a_first_sign_in_and_for_somebody_else(county: County) -> None:
    for person in (county.persons["inspector"], county.persons["registrar"]):
        with pytest.raises(Invalid):
            give_slips(actor=county.registrar, people=[str(person)])
    without = create_person(actor=county.registrar, name="无某某", rank=901, personnel_category="公务员").ref
    with pytest.raises(Invalid):
        give_slips(actor=county.registrar, people=[str(Person.objects.get(ref=without).pk)])
