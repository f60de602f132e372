"""待办、待阅、已办、已阅: four parts of a desk, each counted, searched and turned page by page."""

from __future__ import annotations

import re

import pytest
from django.db.models import Q
from django.test import Client
from django.urls import reverse

from duban.acts.models import Message
from duban.audit.models import Entry
from duban.insight.selectors.work_desk.desk import desk
from duban.insight.selectors.work_desk.parts import DONE, READ, TO_READ, TODO, WEEK, Deed, Told, parts
from duban.mechanism.words.messages import MESSAGES
from duban.mechanism.words.messages import TO_READ as KINDS
from duban.organisations.models import ReadMessage
from tests.personas import County
from tests.story import Story, approving, do, underway
from tests.web.conftest import Browse

OTHER = "水库除险加固"


def part(name: str) -> str:
    """The address of a part."""
    return reverse("desk_part", args=[name])


def told(county: County, who: str, name: str = TO_READ) -> list[Told]:
    """The messages of a part of somebody's desk."""
    return [row for row in parts(actor=county.actor(who), part=name).page.rows if isinstance(row, Told)]


def deeds(county: County, who: str, **narrowed: str) -> list[Deed]:
    """What somebody did."""
    return [row for row in parts(actor=county.actor(who), part=DONE, **narrowed).page.rows if isinstance(row, Deed)]


def reads(client: Client, *messages: int, to: str = "/") -> int:
    """Open messages; the status of the answer."""
    return client.post(reverse("read_messages"), {"message": messages, "next": to}).status_code


@pytest.fixture
def two(county: County) -> tuple[Story, Story]:
    """Two matters of one unit, of which the deadline of the second was put off, which asks for nothing."""
    first, second = underway(county, "bureau_a"), underway(county, "bureau_a", title=OTHER)
    for story in (first, second):
        do(story.inspector, "matter.remind", ref=story.matter, text="请按时报送。")
    return first, second


def test_reading_a_message_moves_it_to_what_was_read_for_that_person_alone(
    county: County, browse: Browse, two: tuple[Story, Story]
) -> None:
    message = told(county, "bureau_a.liaison")[0]
    before = {who: len(told(county, who)) for who in ("bureau_a.liaison", "bureau_a.principal")}
    assert reads(browse("bureau_a.liaison"), message.pk) == 302
    assert len(told(county, "bureau_a.liaison")) == before["bureau_a.liaison"] - 1
    assert message.pk in [one.pk for one in told(county, "bureau_a.liaison", READ)]
    assert len(told(county, "bureau_a.principal")) == before["bureau_a.principal"]


def test_reading_is_no_act_and_twice_is_once(county: County, browse: Browse, two: tuple[Story, Story]) -> None:
    client, entries = browse("bureau_a.liaison"), Entry.objects.count()
    message = told(county, "bureau_a.liaison")[0]
    assert [reads(client, message.pk), reads(client, message.pk)] == [302, 302]
    assert Entry.objects.count() == entries and ReadMessage._base_manager.count() == 1


@pytest.mark.parametrize("given", ["", "x", "0", "9" * 18, "9" * 40, "١"])
def test_what_is_no_message_of_ones_own_is_absent(browse: Browse, given: str, two: tuple[Story, Story]) -> None:
    assert browse("bureau_a.liaison").post(reverse("read_messages"), {"message": given}).status_code == 404


def test_nobody_reads_what_went_to_another(county: County, browse: Browse, two: tuple[Story, Story]) -> None:
    message = told(county, "bureau_a.liaison")[0]
    assert reads(browse("town_b.liaison"), message.pk) == 404
    assert reads(browse("bureau_a.liaison"), message.pk, to="https://elsewhere.example/") == 302
    assert not ReadMessage._base_manager.exclude(person_id=county.person("bureau_a.liaison")).exists()


def test_what_asks_for_an_act_is_to_be_done_and_not_to_be_read(county: County, two: tuple[Story, Story]) -> None:
    asking = {kind.key for kind in MESSAGES.values() if kind.asks}
    assert asking and not asking & set(KINDS)
    mine = Q(unit_id=county.units["bureau_a"]) | Q(person_id=county.person("bureau_a.liaison"))
    told_to = Message.objects.filter(mine)
    assert [row for row in told_to if MESSAGES[row.kind].asks]
    assert {row.pk for row in told_to if not MESSAGES[row.kind].asks} == {
        one.pk for one in told(county, "bureau_a.liaison")
    }


@pytest.mark.parametrize("name", [TODO, TO_READ, DONE])
def test_each_part_is_searched_by_title_and_by_number(county: County, name: str, two: tuple[Story, Story]) -> None:
    who = "inspector" if name == DONE else "bureau_a.liaison"
    every = parts(actor=county.actor(who), part=name).page
    _, second = two
    code = second.row.case.code
    for text in (OTHER, OTHER[1:4], code):
        found = parts(actor=county.actor(who), part=name, text=text).page
        assert 0 < found.total < every.total, text
    assert parts(actor=county.actor(who), part=name, text="没有这样的").page.total == 0
    for odd in ("%", "_", "'", "\\", '"'):
        assert parts(actor=county.actor(who), part=name, text=odd).page.total == 0


def test_what_was_done_this_week_is_what_this_person_did(county: County, two: tuple[Story, Story]) -> None:
    mine = deeds(county, "inspector", since=WEEK)
    assert desk(actor=county.actor("inspector")).done_this_week == len(mine) > 0
    assert any("催办" in one.sentence for one in mine)
    mine_by_record = Entry.objects.filter(actor_id=county.person("inspector"), outcome="done").exclude(object_kind="access")
    assert len(deeds(county, "inspector")) == mine_by_record.count()
    assert not deeds(county, "town_b.liaison")


def test_a_leader_finds_what_he_agreed_to_though_it_is_an_inner_step(county: County) -> None:
    story = underway(county)
    ref = approving(story)
    do(county.actor("standing"), "letter.approve", ref=ref)
    [done] = deeds(county, "standing")
    assert (done.object_kind, done.object_ref) == ("letter", ref)


def test_what_is_new_says_what_happened_and_what_it_asks_of_the_reader(county: County, browse: Browse) -> None:
    story = underway(county)
    ref = approving(story)
    [line] = [one for one in desk(actor=county.actor("standing")).news if one.act]
    assert line.text == f"督办函已核稿通过，待您审批：{story.row.title}"
    assert f'href="/act/letter.approve/{ref}/"' in browse("standing").get("/").content.decode()


def test_what_one_did_is_no_news_to_oneself(county: County, two: tuple[Story, Story]) -> None:
    asked = {who: [one.text for one in desk(actor=county.actor(who)).news if one.act] for who in ("inspector", "office_head")}
    assert not [text for text in asked["inspector"] if "已登记" in text or "已交办" in text]
    assert not [text for text in asked["office_head"] if "已同意" in text]


def test_long_parts_are_turned_page_by_page(county: County, browse: Browse) -> None:
    story = underway(county)
    for number in range(30):
        with county.on("2026-03-02", 9, number):
            do(story.inspector, "matter.record_fact", ref=story.matter, fact="slow", reason=f"第{number}遍没有进展")
    client, shown = browse("inspector"), []
    for page in (1, 2):
        html = client.get(part(DONE) + f"?page={page}").content.decode()
        shown += re.findall(r"第\d+遍", html)
        assert len(re.findall(r'<li class="told', html)) <= 25
    assert len(shown) == len(set(shown)) == 30


def test_a_part_that_there_is_not_is_absent(browse: Browse) -> None:
    assert browse("inspector").get(part("else")).status_code == 404
