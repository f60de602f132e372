"""开办: what is missing, where it is done, and by whom; gone from the menu when nothing is missing."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from lxml import html

from duban.mechanism.people.founding import SEATS
from duban.mechanism.people.standing import Function
from duban.organisations.models import Account, Post, Unit
from tests.begun import begun_county
from tests.personas import TOWN, County, appoint
from tests.story import do, source
from tests.web.conftest import Browse


@pytest.fixture
def browse(county: County, browse: Browse) -> Browse:
    """The administrator of the county of the tests signs in too."""
    Account.objects.create(
        jurisdiction_id=county.jurisdiction_id, person_id=county.persons["registrar"], username="registrar"
    )
    return browse


ITEM = '<a href="/founding/"'


def steps(client: Client) -> dict[str, str]:
    """The steps of the page by their names."""
    html = client.get("/founding/").content.decode()
    found = re.findall(r'<li class="(?:open|done)">.*?</li>', html, re.DOTALL)
    return {re.search(r"<h2>\s*(\S+)", one)[1]: one for one in found}  # type: ignore[index]


def offered(client: Client) -> bool:
    """Whether the menu of this browser has the page."""
    return ITEM in client.get("/-/empty").content.decode()


def still(client: Client) -> list[str]:
    """The steps that are not done."""
    return [name for name, step in steps(client).items() if "未办齐" in step]


def test_a_county_just_founded_lacks_everything_but_its_organs(county: County) -> None:
    with begun_county() as begun:
        client = Client()
        client.force_login(Account.objects.get(person_id=begun.registrar.person_id))
        assert offered(client)
        assert still(client) == ["登记单位", "首份任职名单", "各单位主要领导和联络员", "账号和首次登录", "工作日历", "本县的通知",
                                 "文号接续", "登记第一件重点工作"]  # fmt: skip
        ref = begun.first_list()
        posts = steps(client)["首份任职名单"]
        assert f"/organisations/lists/{ref}/" in posts
        assert "待名单上的县委组织部组某部确认" in posts
        assert "/act/postlist.propose/" not in posts, "the first list is one"
        begun.do("组某部", "postlist.confirm", ref=ref)
        assert "首份任职名单" not in still(client)
        assert "/act/postlist.propose/" in steps(client)["首份任职名单"]
        asked = "其中 1 人没有有效的登录单"
        assert asked in steps(client)["账号和首次登录"], "the others have theirs with the list"
        ref = begun.do("管某甲", "slip.give", people=[str(begun.actor("组某部").person_id)]).ref
        assert asked in steps(client)["账号和首次登录"], "it waits for a second person"
        begun.do("组某员", "slip.confirm", ref=ref)
        assert "其中 0 人没有有效的登录单" in steps(client)["账号和首次登录"]


def test_the_first_list_opens_with_a_row_for_each_first_post_and_principal_and_later_ones_do_not(county: County) -> None:
    with begun_county() as begun:
        client = Client()
        client.force_login(Account.objects.get(person_id=begun.registrar.person_id))
        begun.do("管某甲", "unit.create", name="甲镇人民政府", short_name="甲镇", kind=TOWN, sequence=60,
                 active_from=date(2020, 1, 1))  # fmt: skip
        form = html.fromstring(client.get("/act/postlist.propose/").content.decode())
        columns = [form.xpath(f'//*[@name="rows.{one}"][not(ancestor::template)]') for one in ("role", "unit", "name")]
        rows = [tuple(cell.value or "" for cell in row) for row in zip(*columns, strict=True)]
        town = str(Unit.objects.get(short_name="甲镇").pk)
        assert rows[0] == ("secretary", "", "")
        assert {("inspector", begun.unit(Function.GOV_OFFICE), ""), ("principal", town, "")} <= set(rows)
        assert len(rows) == len(SEATS) + 2, "绩效办 and the town have principals too"
        begun.do("组某部", "postlist.confirm", ref=begun.first_list())
        later = html.fromstring(client.get("/act/postlist.propose/").content.decode())
        assert {cell.value or "" for cell in later.xpath('//*[@name="rows.role"][not(ancestor::template)]')} == {""}


def test_it_is_in_the_menu_of_whoever_can_do_what_is_missing_and_of_nobody_else(county: County, browse: Browse) -> None:
    """In the county of the tests nothing is missing but numbers and a first matter."""
    def who() -> set[str]:
        people = ("registrar", "inspector", "gov_inspector", "clerk", "gov_clerk", "office_head", "secretary", "org_dept.deputy",
                  "town_a.liaison", "town_a.principal")  # fmt: skip
        return {key for key in people if offered(browse(key))}

    assert still(browse("registrar")) == ["文号接续", "登记第一件重点工作"]
    assert who() == {"inspector", "gov_inspector", "clerk", "gov_clerk"}
    do(county.inspector, "matter.register", **source(county))
    assert who() == {"clerk", "gov_clerk"}
    basis = {"kind": "letter", "last": 0, "basis": "纸质发文登记簿"}
    do(county.actor("clerk"), "seriesstart.take_up", office="party_office", **basis)
    assert who() == {"clerk", "gov_clerk"}
    do(county.actor("gov_clerk"), "seriesstart.take_up", office="gov_office", **basis)
    assert who() == set()
    assert still(browse("registrar")) == []


def test_what_comes_later_is_no_matter_of_the_beginning(county: County, browse: Browse) -> None:
    """A vacancy and a year without a calendar do not bring the page back."""
    before = still(browse("registrar"))
    for post in ("town_a.principal", "town_a.mayor", "secretary"):
        ref = next(iter(_posts(county, post)))
        do(county.registrar, "post.end", ref=ref, ends_on=date(2026, 3, 1))
    assert still(browse("registrar")) == before
    with county.on("2027-02-01"):
        assert still(browse("registrar")) == before


def test_a_principal_leader_is_led_to_name_the_first_liaison_of_the_own_unit(county: County, browse: Browse) -> None:
    ref = do(county.registrar, "unit.create", name="丁镇人民政府", short_name="丁镇", kind=TOWN, sequence=300,
             active_from=date(2026, 1, 1)).ref  # fmt: skip
    unit = str(Unit.objects.get(ref=ref).pk)
    appoint(actor=county.registrar, person=county.person("town_a.deputy"), role="principal", title="党委书记", unit=unit,
            starts_on=date(2026, 1, 1))  # fmt: skip
    leader, other = browse("town_a.deputy"), browse("town_b.principal")
    assert (offered(leader), offered(other)) == (True, False)
    assert "/act/post.name_liaison/" in steps(leader)["各单位主要领导和联络员"]
    do(county.actor("town_a.deputy"), "post.name_liaison", unit=unit, person=county.person("town_a.handler"))
    assert not offered(leader)


def _posts(county: County, key: str) -> list[str]:
    return list(Post.objects.filter(person_id=county.persons[key]).values_list("ref", flat=True))


def test_the_acts_of_a_step_are_offered_to_those_who_may(county: County, browse: Browse) -> None:
    for who, step, act in (("registrar", "工作日历", "calendar.publish"), ("inspector", "登记第一件重点工作", "matter.register"),
                           ("clerk", "文号接续", "seriesstart.take_up")):  # fmt: skip
        assert f"/act/{act}/" in steps(browse(who))[step]
        assert f"/act/{act}/" not in steps(browse("town_a.liaison"))[step]


def test_lists_and_slips_are_found_from_the_directory_by_those_who_keep_them(county: County, browse: Browse) -> None:
    links = ('href="/organisations/lists/"', 'href="/organisations/slips/"')
    seen = {
        who: [link in browse(who).get("/organisations/").content.decode() for link in links]
        for who in ("registrar", "org_dept.deputy", "office_head", "inspector", "town_a.liaison")
    }
    assert seen == {
        "registrar": [True, True], "org_dept.deputy": [True, True], "office_head": [True, False],
        "inspector": [False, False], "town_a.liaison": [False, False],
    }  # fmt: skip


def test_the_page_costs_few_statements(county: County, browse: Browse) -> None:
    client = browse("registrar")
    client.get("/founding/")
    with CaptureQueriesContext(connection) as seen:
        assert client.get("/founding/").status_code == 200
    assert len(seen) <= 14
