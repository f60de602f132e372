"""登录单: a link is good once and for a time, and nothing else in the database opens the door."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from duban.acts.models import Obligation
from duban.audit.models import Entry
from duban.organisations.actions.people import create_person
from duban.organisations.actions.posts_held.delegations import give_delegation
from duban.organisations.actions.posts_held.postlists import confirm_list, nominate
from duban.organisations.actions.signing_in.accounts import close_account, open_account, reset_password
from duban.organisations.actions.signing_in.slips import (
    confirm_slips,
    give_slips,
    one_time_link,
    revoke_slip,
    use_link,
)
from duban.organisations.models import Account, OneTimeLink, Person, Post, Slip
from duban.organisations.selectors import slip_sheet
from duban.organisations.selectors.signing_in.slips import address_of, code_of
from duban.shared import clock
from duban.shared.errors import Invalid, NotFound, NotPermitted, Unmet, WrongState
from tests.personas import BASIS, FIRST_PASSWORD, PASSWORD, County, account_by_one, appoint, paper
from tests.story import unmet

OWN = "an Own long secret"


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
    link = OneTimeLink.objects.latest("pk")
    assert code not in (link.digest, link.ref)
    assert [Client().get(f"/in/{guess}/").status_code for guess in (link.digest, link.ref, code.upper())] == [404] * 3


def test_a_row_written_past_the_system_opens_nothing(county: County, account: Account) -> None:
    from duban.organisations.selectors.signing_in.slips import digest_of

    one_time_link(account)
    OneTimeLink.objects.filter(account=account).update(digest=digest_of("aaaa-bbbb-cccc-dddd-eeee"))
    assert Client().get("/in/aaaa-bbbb-cccc-dddd-eeee/").status_code == 404


def test_who_gave_and_who_came_are_on_record_and_no_code_is(county: County, account: Account) -> None:
    ref = give_slips(actor=county.registrar, people=[str(account.person_id)]).ref
    url = slip_sheet(actor=county.registrar, ref=ref).lines[0].address
    first_sign_in(url)
    rows = Entry.objects.filter(act__in=["slip.give", "slip.use"], object_id=Slip.objects.get(ref=ref).pk)
    given, used = rows.order_by("n").select_related("payload")
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


# by two


@pytest.fixture
def sheet(county: County) -> str:
    """The administrator has given a slip to somebody of an office, which takes a second person."""
    close_account(actor=county.registrar, ref=Person.objects.get(pk=county.persons["clerk"]).ref)
    open_account(actor=county.registrar, ref=Person.objects.get(pk=county.persons["clerk"]).ref, username="clerk")
    return give_slips(actor=county.registrar, people=[county.person("clerk")]).ref


def address(county: County, sheet: str, reader: str = "registrar") -> str:
    return slip_sheet(actor=county.actor(reader), ref=sheet).lines[0].address


def test_a_slip_of_somebody_with_power_opens_nothing_before_a_second_of_another_organ_confirms_it(
    county: County, sheet: str
) -> None:
    link = OneTimeLink.objects.get(slip__ref=sheet)
    assert address(county, sheet) == ""
    assert Client().get(address_of(link)).status_code == 404
    with pytest.raises(WrongState):
        use_link(code_of(link.ref))
    owed = Obligation.objects.get(act="slip.confirm", outcome="open")
    assert owed.unit_id == county.units["org_dept"]
    confirm_slips(actor=county.actor("org_dept.deputy"), ref=sheet)
    assert (address(county, sheet) != "", address(county, sheet, "org_dept.deputy")) == (True, "")
    assert signed_in(first_sign_in(address(county, sheet)))
    assert county.account("clerk").by_two


@pytest.mark.parametrize(
    ("who", "error"), [("registrar", NotPermitted), ("inspector", NotFound), ("secretary", NotFound)]
)
def test_nobody_confirms_the_own_sheet_or_one_of_the_own_organ(
    county: County, sheet: str, who: str, error: type[Exception]
) -> None:
    with pytest.raises((error, Unmet)):
        confirm_slips(actor=county.actor(who), ref=sheet)
    ref = Person.objects.get(pk=county.persons["cdi.deputy"]).ref
    close_account(actor=county.registrar, ref=ref)
    open_account(actor=county.registrar, ref=ref, username="cdi.deputy")
    of_org = give_slips(actor=county.actor("org_dept.deputy"), people=[county.person("cdi.deputy")]).ref
    assert Obligation.objects.get(act="slip.confirm", object_id=Slip.objects.get(ref=of_org).pk).unit_id == county.units["cdi"]
    for other in ("org_dept.principal", "cdi.deputy"):
        with unmet("另一机关"):
            confirm_slips(actor=county.actor(other), ref=of_org)
    confirm_slips(actor=county.actor("cdi.principal"), ref=of_org)


def test_an_account_that_one_person_opened_asks_anew_when_its_post_comes(county: County) -> None:
    ref = create_person(actor=county.registrar, name="新某某", rank=900, personnel_category="公务员").ref
    account = account_by_one(county, ref, "new.one")
    given = {"person": str(account.person_id), "title": "副县长", "side": "gov", "starts_on": clock.today()}
    listed = nominate(actor=county.registrar, role="county_leader", basis=BASIS, file=paper(), **given).ref
    account.refresh_from_db()
    assert account.check_password(FIRST_PASSWORD), "until the post is confirmed nothing changes"
    told = confirm_list(actor=county.actor("org_dept.deputy"), ref=listed).sentence
    account.refresh_from_db()
    assert (account.has_usable_password(), "登录单1张" in told) == (False, True)
    sheet = Slip.objects.get(links__account=account).ref
    assert address(county, sheet) == ""
    assert signed_in(first_sign_in(address(county, sheet, "org_dept.deputy")))


def test_a_slip_that_one_person_gave_opens_nothing_once_its_post_has_come(county: County, account: Account) -> None:
    sheet = give_slips(actor=county.registrar, people=[str(account.person_id)]).ref
    url = address(county, sheet)
    appoint(actor=county.registrar, person=str(account.person_id), role="county_leader", title="副县长", side="gov",
            starts_on=clock.today() + timedelta(days=30))  # fmt: skip
    assert not signed_in(first_sign_in(url)), "also where the post is yet to come"


def test_who_keeps_an_account_that_two_opened_is_not_asked_anew(county: County) -> None:
    appoint(actor=county.registrar, person=county.person("town_a.deputy"), role="principal", title="镇长", acting=False,
            unit=county.bureau_b.id, starts_on=clock.today())  # fmt: skip
    assert county.account("town_a.deputy").check_password(PASSWORD)


def test_a_post_of_power_is_not_delegated_to_an_account_that_one_person_opened(county: County) -> None:
    ref = Person.objects.get(pk=county.persons["town_a.deputy"]).ref
    reset_password(actor=county.registrar, ref=ref, password=OWN)
    post = Post.objects.get(person_id=county.persons["town_a.principal"], role="principal")
    given = {"to_person": county.person("town_a.deputy"), "starts_on": clock.today(), "ends_on": clock.today(), "reason": "外出"}
    with unmet("由一人开通"):
        give_delegation(actor=county.town_a.principal, post=str(post.pk), **given)
