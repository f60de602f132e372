"""The forms of the directory and the rulebook, from the act table to the row, in the browser's words."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from duban.organisations.models import Account, Delegation, Person, Post, Unit
from duban.rulebook.models import CalendarYear, Notice
from tests.personas import TOWN, County
from tests.rulebook.test_notices import stricter


@pytest.fixture
def as_registrar(county: County, client: Client) -> Client:
    registrar = Person.objects.get(pk=county.persons["registrar"])
    account = Account.objects.create(
        username="admin", person=registrar, jurisdiction_id=county.jurisdiction_id
    )
    client.force_login(account)
    return client


def opened(client: Client, address: str) -> dict[str, str]:
    """The hidden fields of an act's page."""
    answer = client.get(address)
    assert answer.status_code == 200, answer.content.decode()
    hidden = re.findall(r'<input type="hidden" name="(\w+)"(?: value="([^"]*)")?', answer.content.decode())
    return {name: value for name, value in hidden if name != "csrfmiddlewaretoken"}


def send(client: Client, address: str, **values: Any) -> Any:
    return client.post(address, {**opened(client, address), **values})


@pytest.mark.clause("1.1")
def test_a_unit_is_entered_through_its_form(as_registrar: Client) -> None:
    answer = send(
        as_registrar, "/act/unit.create/", name="丁镇人民政府", short_name="丁镇", kind=TOWN, sequence="300",
        active_from="2026-03-01",
    )  # fmt: skip
    assert answer.status_code == 303
    assert Unit.objects.get(short_name="丁镇").sequence == 300


def test_what_was_typed_is_kept_and_the_fault_stands_beside_its_field(as_registrar: Client) -> None:
    answer = send(
        as_registrar, "/act/unit.create/", name="甲镇人民政府", short_name="丁镇", kind=TOWN, sequence="300",
        active_from="2026-02-30",
    )  # fmt: skip
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "没有这一天" in page
    assert 'value="甲镇人民政府"' in page


@pytest.mark.clause("1.2")
def test_a_person_is_entered_appointed_and_given_an_account(as_registrar: Client, county: County) -> None:
    send(as_registrar, "/act/person.create/", name="钱某新", rank="400", personnel_category="公务员")
    person = Person.objects.get(name="钱某新")
    send(
        as_registrar, "/act/post.appoint/", person=str(person.pk), role="deputy", unit=county.bureau_a.id, title="副局长",
        starts_on="2026-03-01",
    )  # fmt: skip
    post = Post.objects.get(person=person)
    send(
        as_registrar,
        f"/act/person.open_account/{person.ref}/",
        username="qian",
    )
    send(as_registrar, f"/act/post.end/{post.ref}/", ends_on="2026-03-31")
    post.refresh_from_db()
    assert (post.state, str(post.ends_on)) == ("ended", "2026-03-31")
    assert Account.objects.get(username="qian").person == person


def test_a_password_is_never_shown_again(as_registrar: Client, county: County) -> None:
    ref = Person.objects.get(pk=county.persons["town_a.deputy"]).ref
    answer = send(as_registrar, f"/act/person.reset_password/{ref}/", password="too-weak")
    assert answer.status_code == 422
    assert "too-weak" not in answer.content.decode()
    assert 'type="password"' in answer.content.decode()


def test_a_unit_is_renamed_and_merged_through_its_forms(as_registrar: Client, county: County) -> None:
    unit = county.town_c.unit
    address = f"/act/unit.change/{unit.ref}/"
    assert 'value="丙镇人民政府"' in as_registrar.get(address).content.decode()
    send(as_registrar, address, name="丙镇", short_name="丙镇", sequence="5")
    send(as_registrar, f"/act/unit.merge/{unit.ref}/", into=county.town_a.id, merged_on="2026-03-02")
    row = Unit.objects.get(pk=unit.id)
    assert (row.name, row.state, row.merged_into_id) == ("丙镇", "merged", county.town_a.unit_id)


def test_a_leader_delegates_an_own_post(county: County, client: Client) -> None:
    client.force_login(county.account("vice"))
    page = client.get("/act/delegation.give/").content.decode()
    post = Post.objects.get(person_id=county.persons["vice"])
    assert "县委常委、常务副县长" in page
    send(
        client, "/act/delegation.give/", post=str(post.pk), to_person=county.person("vice2"), starts_on="2026-03-02",
        ends_on="2026-03-06", reason="外出学习",
    )  # fmt: skip
    assert Delegation.objects.get().to_person_id == county.persons["vice2"]


@pytest.mark.clause("9")
def test_a_notice_is_taken_in_and_confirmed_through_its_forms(county: County, client: Client) -> None:
    client.force_login(county.account("inspector"))
    facts = {"issued_on": "2026-03-01", "number": "X委办字〔2026〕9号", "issuer": "中共XX县委办公室"}
    missing = send(
        client,
        "/act/notice.adopt/",
        file=SimpleUploadedFile("通知.txt", stricter()),
        **{**facts, "number": ""},
    )
    assert missing.status_code == 422
    send(client, "/act/notice.adopt/", file=SimpleUploadedFile("通知.txt", stricter()), **facts)
    notice = Notice.objects.get(state="draft")
    client.force_login(county.account("office_head"))
    send(client, f"/act/notice.confirm/{notice.ref}/")
    notice.refresh_from_db()
    assert notice.state == "confirmed"


def test_a_year_of_the_calendar_is_entered_through_its_form(as_registrar: Client) -> None:
    page = as_registrar.get("/act/calendar.publish/").content.decode()
    names = dict(re.findall(r'name="(days[^"]*?)(day|worked|name)"', page))
    assert names
    rows = {
        match: value
        for match in re.findall(r'name="(days[^"]+)"', page)
        for suffix, value in (("day", "2027-01-01"), ("worked", "off"), ("name", "元旦"))
        if match.endswith(suffix)
    }
    send(as_registrar, "/act/calendar.publish/", year="2027", source="国办", **rows)
    assert CalendarYear.objects.get(year=2027).days.get().name == "元旦"


@pytest.mark.parametrize(
    "key", ["unit.create", "person.create", "post.appoint", "notice.adopt", "calendar.publish"]
)
def test_a_form_that_is_not_for_the_actor_explains_itself(county: County, client: Client, key: str) -> None:
    client.force_login(county.account("town_a.principal"))
    answer = client.get(f"/act/{key}/")
    assert answer.status_code == 403
    assert "您在今天没有这一身份" in answer.content.decode()
