"""What was typed stays until the server has said that it was taken."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Route, expect

from duban.matters.models import Matter
from tests.e2e.test_story import Person, server, sits, town  # noqa: F401 - fixtures
from tests.personas import PASSWORD, County
from tests.story import underway

Sits = Callable[..., Person]
TITLE = "城区老旧供水管网改造"
PROGRESS = "本期完成沟槽开挖三百米，下月铺管。"
MATTER = {
    "title": TITLE,
    "office": "party_office",
    "source_class": "2.3",
    "source_title": "县委常委会会议",
    "source_date": "2026-02-27",
    "kind_23": "会议",
    "due_on": "2026-10-30",
    "target_name": "改造管网",
    "target_value": "46",
    "target_unit": "公里",
}


def _cut_off(person: Person, label: str, **fields: str) -> None:
    """Send a form with the line cut: the browser shows a page of its own."""
    person.page.context.set_offline(True)
    person.sends(label, **fields)
    person.page.wait_for_url("chrome-error://chromewebdata/")
    person.page.context.set_offline(False)


def test_a_registration_sent_into_a_cut_line_is_there_again_and_gone_once_it_is_taken(
    town: County, sits: Sits  # noqa: F811
) -> None:
    inspector = sits("inspector")
    inspector.goes("/act/matter.register/")
    _cut_off(inspector, "登记重点工作", **MATTER)
    inspector.goes("/")
    inspector.goes("/act/matter.register/")
    expect(inspector.page.locator("form .note.info")).to_contain_text("尚未提交")
    expect(inspector.page.locator("[name=title]")).to_have_value(TITLE)
    expect(inspector.page.locator("[name=target_value]")).to_have_value("46")
    inspector.sends("登记重点工作")
    expect(inspector.page.locator(".note.ok")).to_contain_text(TITLE)
    inspector.goes("/act/matter.register/")
    expect(inspector.page.locator("[name=title]")).to_have_value("")


def test_a_report_sent_into_a_cut_line_is_there_again(town: County, sits: Sits) -> None:  # noqa: F811
    story = underway(town)
    liaison = sits("town_a.liaison")
    liaison.goes(f"/act/matter.report/{story.matter}/")
    _cut_off(liaison, "报送进展", progress=PROGRESS)
    liaison.goes(f"/act/matter.report/{story.matter}/")
    expect(liaison.page.locator("[name=progress]")).to_have_value(PROGRESS)
    liaison.sends("报送进展")
    expect(liaison.page.locator(".note.ok")).to_be_visible()
    liaison.goes(f"/act/matter.report/{story.matter}/")
    expect(liaison.page.locator("form .note.info", has_text="尚未提交")).to_have_count(0)


def test_an_answer_that_got_lost_does_not_double_what_is_sent_again(
    town: County, sits: Sits  # noqa: F811
) -> None:
    inspector = sits("inspector")
    inspector.goes("/act/matter.register/")

    def taken_but_not_told(route: Route) -> None:
        route.fetch(max_redirects=0)
        inspector.page.context.clear_cookies(name="messages")
        route.abort()

    inspector.page.route("**/act/matter.register/", taken_but_not_told)
    inspector.sends("登记重点工作", **MATTER)
    inspector.page.wait_for_url("chrome-error://chromewebdata/")
    inspector.page.unroute("**/act/matter.register/")
    inspector.goes("/act/matter.register/")
    expect(inspector.page.locator("[name=title]")).to_have_value(TITLE)
    inspector.sends("登记重点工作")
    expect(inspector.page.locator(".note.ok").last).to_contain_text("已经办过，没有重复办理")
    assert Matter.objects.filter(title=TITLE).count() == 1


@pytest.mark.parametrize("ended", ["refused", "signed out"])
def test_what_was_not_taken_stays(town: County, sits: Sits, ended: str) -> None:  # noqa: F811
    inspector = sits("inspector")
    inspector.goes("/act/matter.register/")
    if ended == "signed out":
        inspector.page.context.clear_cookies(name="sessionid")
    inspector.sends("登记重点工作", title=TITLE)
    if ended == "signed out":
        inspector.page.get_by_label("账号").fill(town.account("inspector").username)
        inspector.page.get_by_label("密码").fill(PASSWORD)
        inspector.page.get_by_role("button", name="登录", exact=True).click()
    inspector.goes("/")
    inspector.goes("/act/matter.register/")
    expect(inspector.page.locator("[name=title]")).to_have_value(TITLE)
