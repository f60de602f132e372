"""Which columns a list shows: chosen, remembered, kept in a view, sent as an address; and what is gone says so."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from duban.organisations.models import OwnThing
from duban.web.presenting.daily.columns import INQUIRIES, MATTERS, OWED, REGISTERS, RULINGS, as_seen
from tests.accountability.steps import effective
from tests.personas import County
from tests.web.conftest import Browse
from tests.web.walk import underway

LISTS = {
    "matters": ("/matters/", MATTERS, 2),
    "registers": ("/registry/listing/", REGISTERS, 2),
    "inquiries": ("/accountability/", INQUIRIES, 1),
    "rulings": ("/accountability/rulings/", RULINGS, 1),
    "owed": ("/owed/?figure=awaited", OWED, 1),
}
"""Each list with how many columns always stand before those that may be chosen."""


def page(client: Client, address: str) -> str:
    """A page as it reads."""
    return client.get(address).content.decode()


def heads(html: str) -> list[str]:
    """The headings of the table of a list."""
    table = re.search(r'class="table-box kept".*?<thead>(.*?)</thead>', html, re.S)
    assert table
    return [re.sub(r"<[^>]+>", "", one).strip() for one in re.findall(r"<th.*?</th>", table[1], re.S)]


def cells(html: str) -> set[int]:
    """How many cells the rows of the list have, those that go over several counted as so many."""
    body = re.search(r'class="table-box kept".*?<tbody[^>]*>(.*?)</tbody>', html, re.S)
    assert body
    rows = re.findall(r"<tr>(.*?)</tr>", body[1], re.S)
    return {
        sum(int(span or 1) for span in re.findall(r'<td(?:[^>]*?colspan="(\d+)")?[^>]*>', row)) for row in rows
    }


def choose(client: Client, name: str, *columns: str, **more: str) -> str:
    """Choose the columns of a list, and what is said of it."""
    path = LISTS[name][0] if name in LISTS else "/matters/"
    sent = {"name": name, "column": columns, "path": path, **more}
    return client.post(reverse("keep_own", args=["columns"]), sent, follow=True).content.decode()


@pytest.fixture
def listed(county: County) -> County:
    """A county with a matter that went up to a listing, and was released."""
    walk = underway(county).letter_drafted().letter_approving().paper_entered().paper_compared().letter_issued()
    walk.interview_held().listing_issued().listing_released()
    return county


@pytest.mark.parametrize("who", ["inspector", "town_b.liaison"])
def test_each_column_alone_and_all_together_have_as_many_cells_as_headings(
    listed: County, browse: Browse, who: str
) -> None:
    effective(listed)
    filled = {name for name in LISTS if _cells_and_headings_agree(browse(who), name, who == "inspector")}
    assert filled == set(LISTS) or who != "inspector"


def _cells_and_headings_agree(client: Client, name: str, internal: bool) -> bool:
    """Of each column alone and of all together; False where this reader has no row of the list."""
    path, layout, always = LISTS[name]
    labels = {one.name: one.label for one in as_seen(layout, internal).columns}
    for names in [*([one] for one in labels), list(labels)]:
        html = page(client, f"{path}{'&' if '?' in path else '?'}columns={'.'.join(names)}")
        if 'class="table-box kept"' not in html:
            return False
        assert [one.removesuffix("内部").strip() for one in heads(html)[always:]] == [labels[one] for one in names]
        assert cells(html) == {len(names) + always}, names
    return True


def test_what_was_chosen_is_remembered_for_its_reader_alone_and_without_storage_of_the_browser(
    listed: County, browse: Browse
) -> None:
    client = browse("inspector")
    choose(client, "matters", "due", "unit", compact="1")
    html = page(client, "/matters/")
    assert heads(html) == ["灯", "事项", "责任单位", "办理时限"], "in the order of the list"
    assert "ticked compact" in html
    assert "评价" in heads(page(browse("inspector2"), "/matters/"))
    assert "评价" in heads(page(client, "/registry/listing/")), "each list has its own"
    client.post(reverse("drop_own", args=[OwnThing.objects.get().pk]), {"path": "/matters/"})
    assert "评价" in heads(page(client, "/matters/")) and "ticked compact" not in page(client, "/matters/")


def test_the_columns_of_the_three_registers_are_one_choice(listed: County, browse: Browse) -> None:
    client = browse("inspector")
    choose(client, "registers", "number")
    for kind in ("letter", "interview", "listing"):
        assert heads(page(client, f"/registry/{kind}/")) == ["灯", "事项名称", "文号"]


def test_an_address_that_a_colleague_sends_shows_what_it_says(listed: County, browse: Browse) -> None:
    client = browse("inspector2")
    choose(client, "matters", "state", compact="1")
    html = page(client, "/matters/?columns=unit.rating")
    assert heads(html)[2:] == ["责任单位", "评价"] and "ticked compact" not in html


def test_a_saved_view_keeps_its_columns_whatever_its_owner_chooses_later(listed: County, browse: Browse) -> None:
    client = browse("inspector")
    choose(client, "matters", "unit", "due")
    offered = re.search(r'name="query"\s+value="([^"]*columns[^"]*)"', page(client, "/matters/?state=open"))
    assert offered and offered[1] == "state=open&amp;columns=unit.due"
    query = offered[1].replace("&amp;", "&")
    client.post(reverse("keep_own", args=["view"]), {"name": "在办两栏", "path": "/matters/", "query": query})
    choose(client, "matters", "state")
    assert heads(page(client, f"/matters/?{query}"))[2:] == ["责任单位", "办理时限"]
    assert 'aria-current="true">在办两栏' in page(client, f"/matters/?{query}")
    assert 'aria-current="true">在办两栏' not in page(client, "/matters/?state=open"), "other columns, another view"


def test_a_view_or_an_address_with_a_column_that_is_gone_says_so_and_shows_the_others(
    listed: County, browse: Browse
) -> None:
    client = browse("inspector")
    view = {"name": "旧视图", "path": "/matters/", "query": "columns=unit.colour&unit=NOSUCHUNIT"}
    client.post(reverse("keep_own", args=["view"]), view)
    assert "所选单位已不存在，有1栏已不存在" in page(client, "/matters/")
    html = page(client, "/matters/?columns=unit.colour")
    assert heads(html)[2:] == ["责任单位"] and "地址里有1栏已不存在" in html
    assert len(heads(page(client, "/matters/?columns=colour"))) == 2 + len(MATTERS.usual)


def test_a_column_for_the_four_organs_is_offered_and_shown_to_nobody_else(listed: County, browse: Browse) -> None:
    assert "工作建议" in page(browse("inspector"), "/registry/letter/")
    html = page(browse("bureau_a.liaison"), "/registry/letter/?columns=suggestions.number")
    assert "工作建议" not in heads(html) and 'value="suggestions"' not in html and "文号" in heads(html)


@pytest.mark.parametrize(
    ("name", "columns", "said"),
    [
        ("matters", (), "请至少选一栏"),
        ("matters", ("colour",), "已不存在"),
        ("nothing", ("unit",), "没有这个列表"),
        ("", ("unit",), "没有这个列表"),
    ],
)
def test_what_cannot_be_remembered_is_refused_with_the_reason(
    county: County, browse: Browse, name: str, columns: tuple[str, ...], said: str
) -> None:
    assert said in choose(browse("inspector"), name, *columns)
    assert not OwnThing.objects.exists()


def test_an_address_of_a_thousand_filters_is_answered_like_any_other(listed: County, browse: Browse) -> None:
    many = "&".join(f"f{number}={number}" for number in range(900))
    answer = browse("inspector").get(f"/matters/?{many}&columns={'.'.join(['unit'] * 300)}")
    assert answer.status_code == 200 and heads(answer.content.decode())[2:] == ["责任单位"]


def test_an_address_that_goes_on_for_ever_is_refused_in_words(county: County, browse: Browse) -> None:
    answer = browse("inspector").get("/matters/?" + "&".join(f"f{number}=1" for number in range(3000)))
    assert answer.status_code == 400 and "<h1" in answer.content.decode()
