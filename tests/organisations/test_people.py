"""People and their accounts."""

from __future__ import annotations

import pytest
from django.contrib.auth import authenticate
from django.test import RequestFactory

from duban.audit.models import Payload
from duban.organisations.actions.founding import found_jurisdiction, install
from duban.organisations.actions.people import change_person, create_person
from duban.organisations.actions.signing_in.accounts import close_account, open_account, reset_password
from duban.organisations.models import Account, Person
from duban.organisations.selectors import DEMO_PASSWORD, actor_named, directory, jurisdiction_by_code
from duban.shared import clock
from duban.shared.actor import system_actor
from duban.shared.errors import Invalid, NotFound, NotPermitted, Unmet
from tests.personas import PASSWORD, County, account_by_one
from tests.story import missing

GOOD = "a-good-long-secret-7"


def signs_in(username: str, password: str) -> bool:
    return authenticate(RequestFactory().post("/login/"), username=username, password=password) is not None


def test_people_stand_in_their_rank(county: County) -> None:
    create_person(actor=county.registrar, name="零某", rank=0, personnel_category="公务员")
    assert directory(county.jurisdiction_id).people[0].name == "零某"


def test_a_namesake_must_be_told_apart(county: County) -> None:
    name = county.secretary.name
    with pytest.raises(Invalid) as refused:
        create_person(actor=county.registrar, name=name, rank=900, personnel_category="公务员")
    assert list(refused.value.fields) == ["note"]
    create_person(actor=county.registrar, name=name, rank=900, personnel_category="公务员", note="水务局")
    with pytest.raises(NotFound, match="2 人"):
        actor_named(county.jurisdiction_id, name)


@pytest.mark.parametrize(
    ("given", "field"),
    [({"name": ""}, "name"), ({"rank": 1.5}, "rank"), ({"personnel_category": "骑士"}, "personnel_category")],
)
def test_a_person_that_cannot_be_is_refused(county: County, given: dict[str, object], field: str) -> None:
    values: dict[str, object] = {"name": "钱某新", "rank": 5, "personnel_category": "公务员", **given}
    with pytest.raises(Invalid) as refused:
        create_person(actor=county.registrar, **values)  # type: ignore[arg-type]
    assert list(refused.value.fields) == [field]


def test_a_person_is_renamed(county: County) -> None:
    row = Person.objects.get(pk=county.persons["clerk"])
    change_person(
        actor=county.org_dept.deputy,
        ref=row.ref,
        expect=row.version,
        name="改某",
        rank=1,
        personnel_category="公务员",
    )
    assert county.clerk.name == "改某"


def test_an_account_opens_closes_and_opens_again(county: County) -> None:
    ref = create_person(actor=county.registrar, name="钱某新", rank=5, personnel_category="公务员").ref
    account_by_one(county, ref, "qian", GOOD)
    assert signs_in("qian", GOOD)
    with pytest.raises(Unmet) as refused:
        open_account(actor=county.registrar, ref=ref, username="qian2")
    assert list(missing(refused.value)) == ["还没有账号"]
    close_account(actor=county.registrar, ref=ref)
    assert not signs_in("qian", GOOD)
    open_account(actor=county.registrar, ref=ref, username="qian")
    assert not signs_in("qian", GOOD), "it opens without a password"
    reset_password(actor=county.registrar, ref=ref, password=GOOD + "x")
    assert signs_in("QIAN", GOOD + "x")
    assert Account.objects.filter(username="qian").count() == 1


def test_no_password_enters_the_record(county: County) -> None:
    ref = create_person(actor=county.registrar, name="钱某新", rank=5, personnel_category="公务员").ref
    account_by_one(county, ref, "qian", GOOD)
    reset_password(actor=county.registrar, ref=ref, password=GOOD + "-2")
    assert signs_in("qian", GOOD + "-2")
    assert not [row.pk for row in Payload.objects.all() if GOOD in row.text or "md5" in row.text]


@pytest.mark.parametrize(
    "username", ["中文", "a", "Inspector"],
)
def test_an_account_that_is_not_sound_is_refused(county: County, username: str) -> None:
    ref = create_person(actor=county.registrar, name="钱某新", rank=5, personnel_category="公务员").ref
    with pytest.raises(Invalid) as refused:
        open_account(actor=county.registrar, ref=ref, username=username)
    assert list(refused.value.fields) == ["username"]


@pytest.mark.parametrize("password", ["short", "1234567890123"])
def test_a_password_that_is_not_sound_is_refused(county: County, password: str) -> None:
    ref = create_person(actor=county.registrar, name="钱某新", rank=5, personnel_category="公务员").ref
    open_account(actor=county.registrar, ref=ref, username="qian")
    with pytest.raises(Invalid) as refused:
        reset_password(actor=county.registrar, ref=ref, password=password)
    assert list(refused.value.fields) == ["password"]


def test_the_password_of_the_demo_opens_nothing_in_a_live_system(
    county: County, monkeypatch: pytest.MonkeyPatch
) -> None:
    ref = create_person(actor=county.registrar, name="钱某新", rank=5, personnel_category="公务员").ref
    open_account(actor=county.registrar, ref=ref, username="qian")
    monkeypatch.setattr("duban.shared.machine.installation.kind", lambda: "live")
    with pytest.raises(Invalid, match="演示县的密码"):
        reset_password(actor=county.registrar, ref=ref, password=DEMO_PASSWORD)


def test_only_the_administrator_opens_accounts(county: County) -> None:
    ref = create_person(actor=county.org_dept.deputy, name="钱某新", rank=5, personnel_category="公务员").ref
    with pytest.raises(NotPermitted):
        open_account(actor=county.org_dept.deputy, ref=ref, username="qian")
    assert not signs_in("qian", PASSWORD)


def test_a_county_is_founded_once_with_its_chain_and_its_administrator(county: County) -> None:
    from duban.audit.models import Head

    founded = found_jurisdiction(code="zz", name="ZZ县", short_name="Z", username="zz-admin")
    assert Head.objects.get(pk=founded.jurisdiction_id).n == 1
    account = Account.objects.get(username="zz-admin")
    assert (account.person_id, account.has_usable_password()) == (founded.registrar_id, False)
    assert jurisdiction_by_code("zz").name == "ZZ县"
    with pytest.raises(Invalid, match="已被使用"):
        found_jurisdiction(code="zz", name="ZZ县", short_name="Z")


def test_the_system_sets_up_one_first_administrator_only(county: County) -> None:
    with pytest.raises(Invalid, match="已有任职"):
        install(actor=system_actor(county.jurisdiction_id, clock.today()), registrar="第二人")
    with pytest.raises(NotPermitted):
        install(actor=county.registrar, registrar="第二人")
