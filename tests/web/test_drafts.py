"""Drafts: what was typed into the form of an act stays on the server until the act is done, for its owner alone."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from duban.audit.models import Entry
from duban.mechanism.lifecycles import ACTS
from duban.mechanism.lifecycles.types import Widget
from duban.organisations.actions.own import MOST
from duban.organisations.models import OwnThing
from duban.proceedings.models import Report
from tests.personas import County
from tests.story import Story, do, reported, underway
from tests.web.conftest import Browse
from tests.web.test_acts import hidden, text

TYPED = {"progress": "本期完成沟槽开挖三百米，下月铺管。", "value": "4.3", "problems": "雨天多"}


def keep(client: Client, story: Story, **typed: str) -> str:
    """What htmx sends while somebody types."""
    url = f"/act/matter.report/{story.matter}/"
    return text(client.post(f"/drafts/matter.report/keep/{story.matter}/", {**hidden(client, url), **TYPED, **typed}))


def form(client: Client, story: Story) -> str:
    """The form of a report."""
    return text(client.get(f"/act/matter.report/{story.matter}/"))


def send(client: Client, story: Story, **given: str) -> int:
    """Send the form as it stands."""
    url = f"/act/matter.report/{story.matter}/"
    return client.post(url, {**hidden(client, url), **TYPED, **given}).status_code


def test_what_was_typed_is_there_on_another_device_and_says_since_when(county: County, browse: Browse) -> None:
    story = underway(county)
    assert "草稿已存" in keep(browse("town_a.liaison"), story)
    html = form(browse("town_a.liaison"), story)
    assert TYPED["progress"] in html and 'value="4.3"' in html and "雨天多" in html
    assert "没有提交的草稿" in html and "不要草稿" in html
    assert TYPED["progress"] in text(browse("town_a.liaison").get("/account/"))


def test_nobody_else_sees_it_and_nothing_of_it_stands_in_the_record(county: County, browse: Browse) -> None:
    story = underway(county)
    before = Entry.objects.count()
    keep(browse("town_a.liaison"), story)
    assert Entry.objects.count() == before
    for who in ("town_a.principal", "town_a.handler", "inspector", "office_head"):
        client = browse(who)
        shown = form(client, story) + text(client.get("/account/")) + text(client.get(f"/cases/{story.case}/"))
        assert TYPED["progress"] not in shown, who


def test_it_is_gone_once_the_act_is_done_or_it_is_not_wanted(county: County, browse: Browse) -> None:
    story = underway(county)
    client = browse("town_a.liaison")
    keep(client, story)
    assert send(client, story) == 303
    assert not OwnThing.objects.exists() and "没有提交的草稿" not in form(client, story)
    keep(client, story)
    client.post(f"/drafts/matter.report/drop/{story.matter}/")
    assert not OwnThing.objects.exists()


def test_what_comes_after_the_form_was_sent_is_no_draft(county: County, browse: Browse) -> None:
    story = underway(county)
    client = browse("town_a.liaison")
    url = f"/act/matter.report/{story.matter}/"
    seen = hidden(client, url)
    assert client.post(url, {**seen, **TYPED}).status_code == 303
    late = client.post(f"/drafts/matter.report/keep/{story.matter}/", {**seen, **TYPED})
    assert text(late) == "" and not OwnThing.objects.exists()


def test_a_matter_that_moved_on_meanwhile_is_told(county: County, browse: Browse) -> None:
    story = underway(county)
    client = browse("town_a.liaison")
    keep(client, story)
    assert "此后这件事已有变动" not in form(client, story)
    reported(story, "另一台设备先报了。")
    assert "此后这件事已有变动" in form(client, story)


def test_a_report_sent_twice_has_one_effect_and_from_a_second_device_is_refused_with_what_was_written(
    county: County, browse: Browse
) -> None:
    story = underway(county)
    phone, desk = browse("town_a.liaison"), browse("town_a.liaison")
    url = f"/act/matter.report/{story.matter}/"
    first, second = hidden(phone, url), hidden(desk, url)
    assert phone.post(url, {**first, **TYPED}).status_code == 303
    assert phone.post(url, {**first, **TYPED}).status_code == 303
    again = desk.post(url, {**second, **TYPED, "progress": "桌面上写的另一份。"})
    assert again.status_code == 409 and "桌面上写的另一份。" in text(again)
    assert Report.objects.count() == 1
    assert "桌面上写的另一份。" in form(desk, story), "without any storage of a browser"


def test_a_report_sent_after_the_matter_rests_is_refused_clearly_and_stays(county: County, browse: Browse) -> None:
    story = underway(county)
    client = browse("town_a.liaison")
    url = f"/act/matter.report/{story.matter}/"
    seen = hidden(client, url)
    do(story.head, "matter.suspend", ref=story.matter, reason="规划调整。")
    refused = client.post(url, {**seen, **TYPED})
    assert refused.status_code == 409 and TYPED["progress"] in text(refused)
    assert TYPED["progress"] in text(client.get(url)), "it can be read where the form is not open any more"
    do(story.head, "matter.resume", ref=story.matter, reason="规划已定。")
    assert TYPED["progress"] in form(client, story)


def test_a_form_that_holds_a_secret_keeps_none(county: County, browse: Browse) -> None:
    secret = [key for key, act in ACTS.items() if any(one.widget is Widget.SECRET for one in act.fields)]
    assert secret
    for key in secret:
        assert browse("inspector").post(f"/drafts/{key}/keep/", {"once": "x"}).status_code == 404
    assert not OwnThing.objects.exists()


@pytest.mark.parametrize("key", ["nothing.there", "matter.approve.x"])
def test_no_draft_of_what_is_no_act(county: County, browse: Browse, key: str) -> None:
    assert browse("inspector").post(f"/drafts/{key}/keep/", {}).status_code == 404


def test_too_long_is_said_and_of_too_many_the_oldest_go(county: County, browse: Browse) -> None:
    story = underway(county)
    client = browse("town_a.liaison")
    assert "内容太长" in keep(client, story, progress="长" * 70_000)
    for number in range(MOST + 1):
        with county.on(date(2026, 3, 11)):
            client.post(f"/drafts/matter.report/keep/matter{number:04d}/", {"progress": f"第{number}份"})
    kept = set(OwnThing.objects.values_list("name", flat=True))
    assert len(kept) == MOST and "matter.report matter0000" not in kept
