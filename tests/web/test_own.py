"""What is one person's alone: saved views and phrases, kept and let go by one small door."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from duban.audit.models import Entry
from duban.organisations.actions.own import MOST
from duban.organisations.models import OwnThing
from tests.personas import County
from tests.web.conftest import Browse
from tests.web.walk import underway

MATTERS = "/matters/"


def keep(client: Client, name: str, query: str = "light=red&state=open", **more: str) -> None:
    """Keep a view of 重点工作."""
    client.post(reverse("keep_own", args=["view"]), {"name": name, "path": MATTERS, "query": query, **more})


def page(client: Client, address: str = MATTERS) -> str:
    """A page as it reads."""
    return client.get(address).content.decode()


def test_a_view_that_was_saved_leads_back_to_what_it_showed(browse: Browse) -> None:
    client = browse("inspector")
    assert "存为常用视图" in page(client, MATTERS + "?light=red&state=open") and "存为常用视图" not in page(client)
    keep(client, "在办红灯")
    assert "在办红灯" in page(client) and "light=red&amp;state=open" in page(client)
    assert 'aria-current="true">在办红灯' in page(client, MATTERS + "?state=open&light=red")
    assert "在办红灯" not in page(client, "/owed/"), "a view belongs to its list"


def test_it_is_seen_by_nobody_else_until_it_is_shared_with_the_own_unit(county: County, browse: Browse) -> None:
    keep(browse("inspector"), "在办红灯")
    for who in ("inspector2", "gov_inspector", "bureau_a.liaison"):
        assert "在办红灯" not in page(browse(who))
    keep(browse("inspector"), "在办红灯", shared="1")
    assert "在办红灯" in page(browse("inspector2"))
    assert "在办红灯" not in page(browse("gov_inspector")) and "在办红灯" not in page(browse("bureau_a.liaison"))


def test_nobody_lets_go_of_what_is_another_s(browse: Browse) -> None:
    keep(browse("inspector"), "在办红灯", shared="1")
    kept = OwnThing.objects.get()
    assert browse("inspector2").post(reverse("drop_own", args=[kept.pk])).status_code == 404
    assert browse("inspector").post(reverse("drop_own", args=[kept.pk]), {"path": MATTERS}).status_code == 302
    assert not OwnThing.objects.exists()


def test_it_is_no_act_and_leaves_nothing_in_the_record(county: County, browse: Browse) -> None:
    client = browse("inspector")
    before = Entry.objects.count()
    keep(client, "在办红灯")
    client.post(reverse("keep_own", args=["phrase"]), {"name": "属实"})
    assert Entry.objects.count() == before and OwnThing.objects.count() == 2


@pytest.mark.parametrize("name", ["", "   ", "长" * 41])
def test_a_name_that_is_none_is_refused_with_the_reason(browse: Browse, name: str) -> None:
    client = browse("inspector")
    keep(client, name)
    assert not OwnThing.objects.exists()
    assert "名称须填写，不超过40字" in page(client)


def test_too_many_and_too_long_are_refused_with_the_reason(browse: Browse) -> None:
    client = browse("inspector")
    keep(client, "长", query="text=" + "x" * 3000)
    assert "内容太长" in page(client)
    for number in range(MOST + 1):
        keep(client, f"第{number}个")
    assert OwnThing.objects.count() == MOST and f"最多保存{MOST}个" in page(client)
    keep(client, "第1个", query="light=green")
    assert OwnThing.objects.get(name="第1个").value["query"] == "light=green", "one that is there may be changed"


@pytest.mark.parametrize(
    "path", ["https://elsewhere.example/", "//elsewhere.example/", "/\\elsewhere.example/", "javascript:1", ""]
)
def test_keeping_leads_nowhere_else(browse: Browse, path: str) -> None:
    answer = browse("inspector").post(reverse("keep_own", args=["phrase"]), {"name": "属实", "path": path})
    assert answer["Location"] == reverse("desk")


def test_a_view_of_a_unit_that_is_gone_says_so(browse: Browse) -> None:
    client = browse("inspector")
    keep(client, "某单位的", query="unit=NOSUCHUNIT")
    assert "所选单位已不存在" in page(client)


def test_a_sort_that_there_is_not_is_absent(browse: Browse) -> None:
    assert browse("inspector").post(reverse("keep_own", args=["secret"]), {"name": "x"}).status_code == 404


def test_phrases_stand_below_the_field_of_an_opinion_of_their_owner(county: County, browse: Browse) -> None:
    walk = underway(county).letter_drafted().letter_approving()
    client = browse("standing")
    client.post(reverse("keep_own", args=["phrase"]), {"name": "事实清楚，同意"})
    form = page(client, reverse("act", args=["letter.approve", walk.letter]))
    assert 'data-phrase="事实清楚，同意"' in form
    assert "事实清楚，同意" in page(client, reverse("account_change_password"))
    assert "data-phrase" not in page(browse("checker"), reverse("account_change_password"))
