"""第 1 件，共 3 件: from one thing to the next under a heading of the desk."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from duban.insight.selectors.work_desk.desk import desk
from duban.mechanism.lifecycles import act_named
from duban.web.presenting.daily.desk import desk_page
from tests.personas import County
from tests.story import Story, approving, do, drafted, underway
from tests.web.conftest import Browse

HEADING = act_named("letter.approve").heading


@pytest.fixture
def waiting(county: County) -> list[str]:
    """Three letters that wait for one leader."""
    stories: list[Story] = [underway(county, title=title) for title in ("甲段道路硬化", "水库除险加固", "校舍安全改造")]
    return [approving(story) for story in stories]


def first_of(client: Client) -> str:
    """The way from the desk to the first of several things."""
    found = re.search(r'href="([^"]+)">逐件办理', client.get("/").content.decode())
    assert found
    return found[1].replace("&amp;", "&")


def send(client: Client, url: str) -> str:
    """Agree to what is shown at an address: where one is led then."""
    page = client.get(url).content.decode()
    target = re.search(r'<form method="post" action="(/act/[^"]+)"', page)
    assert target
    hidden = dict(re.findall(r'name="(once|expect)" value="([^"]*)"', page))
    answer = client.post(target[1].replace("&amp;", "&"), hidden)
    assert answer.status_code == 303, answer.content.decode()[-2000:]
    return answer["Location"]


def test_one_goes_from_one_to_the_next_and_after_the_last_to_the_desk(browse: Browse, waiting: list[str]) -> None:
    client = browse("standing")
    url, acted = first_of(client), []
    for left in (3, 2, 1):
        page = client.get(url).content.decode()
        assert f"第 1 件，共 {left} 件" in page
        acted += [ref for ref in waiting if f"/letter.approve/{ref}/" in url]
        url = send(client, url)
    assert sorted(acted) == sorted(waiting) and url == "/"


def test_who_begins_in_the_middle_goes_on_there_and_then_from_the_front(browse: Browse, waiting: list[str]) -> None:
    client = browse("standing")
    second = re.search(r'href="([^"]+)"\s+rel="next"', client.get(first_of(client)).content.decode())
    assert second
    page = client.get(url := second[1].replace("&amp;", "&")).content.decode()
    assert "第 2 件，共 3 件" in page and 'rel="prev"' in page and 'rel="next"' in page
    page = client.get(third := send(client, url)).content.decode()
    assert "第 2 件，共 2 件" in page and 'rel="next"' not in page
    assert "第 1 件，共 1 件" in client.get(send(client, third)).content.decode()


def test_a_second_click_leads_on_like_the_first(browse: Browse, waiting: list[str]) -> None:
    client = browse("standing")
    url = first_of(client)
    page = client.get(url).content.decode()
    target = re.search(r'<form method="post" action="(/act/[^"]+)"', page)
    assert target
    hidden = dict(re.findall(r'name="(once|expect)" value="([^"]*)"', page))
    to = {client.post(target[1].replace("&amp;", "&"), hidden)["Location"] for _ in range(2)}
    assert len(to) == 1 and "turn=" in to.pop()


def test_each_waits_at_the_place_that_the_desk_gives_it(county: County, browse: Browse, waiting: list[str]) -> None:
    [group] = [one for one in desk(actor=county.actor("standing")).groups if one.title == HEADING]
    client = browse("standing")
    for place, todo in enumerate(group.rows, 1):
        page = client.get(f"/act/{todo.act}/{todo.object_ref}/?turn={HEADING}").content.decode()
        assert f"第 {place} 件，共 3 件" in page


@pytest.mark.parametrize("turn", ["没有这一类", "x" * 500, "%00", "'", ""])
def test_a_heading_that_there_is_not_is_no_line(browse: Browse, waiting: list[str], turn: str) -> None:
    page = browse("standing").get(f"/act/letter.approve/{waiting[0]}/?turn={turn}")
    assert page.status_code == 200 and "共 3 件" not in page.content.decode()


@pytest.mark.parametrize("place", ["", "0", "99999", "-1", "9" * 50, "x"])
def test_a_place_that_there_is_not_leads_nowhere_wrong(browse: Browse, waiting: list[str], place: str) -> None:
    client = browse("standing")
    page = client.get(f"/act/letter.approve/{waiting[0]}/?turn={HEADING}").content.decode()
    hidden = dict(re.findall(r'name="(once|expect)" value="([^"]*)"', page))
    answer = client.post(f"/act/letter.approve/{waiting[0]}/?turn={HEADING}&place={place}", hidden)
    assert answer.status_code == 303 and client.get(answer["Location"]).status_code == 200


def test_an_approval_names_whose_hands_the_draft_has_been_through(
    county: County, browse: Browse, waiting: list[str]
) -> None:
    page = browse("standing").get(f"/act/letter.approve/{waiting[0]}/").content.decode()
    signed = re.findall(r"<dt>(拟稿|核稿[^<]*)</dt>\s*<dd[^>]*>[^<]*?(\w+)，", page)
    assert [name for _, name in signed] and all(
        county.actor(who).name in " ".join(name for _, name in signed) for who in ("inspector", "checker")
    )


@pytest.mark.parametrize("who", ["checker", "standing"])
def test_every_thing_of_a_desk_leads_to_the_next_small_forms_too(
    county: County, browse: Browse, waiting: list[str], who: str
) -> None:
    story = underway(county, title="乡道拓宽")
    ref = drafted(story)
    do(story.inspector, "letter.submit", ref=ref, approver=county.person("secretary"))
    groups = desk_page(desk(actor=county.actor(who)), "", "")["groups"]
    ways = [row["action"]["url"] for group in groups for row in group["rows"]]
    assert ways and [way for way in ways if "turn=" not in way] == []
    assert "第 1 件，共" in browse(who).get(ways[0]).content.decode()


def test_what_is_in_nobodys_line_opens_as_before(browse: Browse, waiting: list[str]) -> None:
    page = browse("secretary").get(f"/act/letter.approve/{waiting[0]}/?turn={HEADING}")
    assert "共 3 件" not in page.content.decode()
