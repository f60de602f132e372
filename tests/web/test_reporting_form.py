"""The form of a report: by when, for whom, from where and towards what; 无变化 comes first; a return says what is missing."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from duban.proceedings.models import Report
from tests.personas import County
from tests.story import do, issued_letter, issued_listing, reported, underway
from tests.web.conftest import Browse
from tests.web.test_acts import hidden, text


def page(browse: Browse, who: str, act: str, ref: str) -> str:
    """The page of an act."""
    return text(browse(who).get(f"/act/{act}/{ref}/"))


@pytest.mark.clause("3.1.8", "4.3")
def test_the_form_says_by_when_for_whom_from_where_and_towards_what(county: County, browse: Browse) -> None:
    story = underway(county)
    reported(story, value=Decimal("4.3"))
    with county.on("2026-03-30"):
        html = page(browse, "town_a.liaison", "matter.report", story.matter)
    for words in ("2026-04-01 周三，剩 2 个工作日", "报送定期进展", "县委办公室", "建成管网 12 公里", "累计 4.3 公里",
                  "目标 12 公里，上次 4.3，按序时应", "九月底前全部建成"):  # fmt: skip
        assert words in html


@pytest.mark.clause("3.0", "3.1.8")
def test_a_report_cites_the_clause_of_what_asks_for_it(county: County, browse: Browse) -> None:
    story = underway(county)
    assert "三（一）" not in page(browse, "town_a.liaison", "matter.report", story.matter).split("<form")[0]
    issued_letter(story)
    assert "三（一）" in page(browse, "town_a.liaison", "matter.report", story.matter)


@pytest.mark.clause("3.1.8")
def test_no_change_comes_first_and_only_where_there_is_something_to_repeat(county: County, browse: Browse) -> None:
    story = underway(county)
    client = browse("town_a.liaison")
    url = f"/act/matter.report/{story.matter}/"
    assert "本期无新进展，照上次报送" not in text(client.get(url))
    reported(story, value=Decimal(3))
    html = text(client.get(url))
    assert html.index("本期无新进展，照上次报送") < html.index("有变化，就改有变化的") < html.index('name="progress"')
    assert client.post(url, {"no_change": "on", **hidden(client, url)}).status_code == 303
    last = Report.objects.order_by("-pk")[0]
    assert (last.no_change, last.value) == (True, Decimal(3))


@pytest.mark.clause("3.1.8", "4.3")
def test_a_returned_report_opens_as_it_was_with_what_is_missing(county: County, browse: Browse) -> None:
    story = underway(county)
    reported(story, value=Decimal(3))
    do(story.inspector, "matter.return_report", ref=story.matter, missing="没有写明招标情况。")
    html = page(browse, "town_a.liaison", "matter.supplement", story.matter)
    assert "没有写明招标情况。" in html
    assert 'value="3"' in html


@pytest.mark.clause("3.3.1")
def test_the_link_that_supplies_a_finding_opens_with_it_chosen(county: County, browse: Browse) -> None:
    story = underway(county)
    html = page(browse, "inspector", "listing.propose", story.matter)
    link = f"/act/matter.record_fact/{story.matter}/?fact=serious"
    assert link in html
    form = text(browse("inspector").get(link))
    assert re.search(r'value="serious"[^>]*(selected|checked)', form)


@pytest.mark.clause("3.3.8")
def test_a_release_shows_what_it_still_needs_and_what_the_notice_asks_for(county: County, browse: Browse) -> None:
    story = underway(county)
    ref = issued_listing(story)
    html = page(browse, "town_a.liaison", "listing.apply_release", ref)
    for words in ("主要领导本人申请", "两人核查通过", "书面申请，附验收材料", "督办函、约谈随同销号"):
        assert words in html
