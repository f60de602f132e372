"""A case in brief beside its list: the same to see as the case, a page where there is no script, and what leads there."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from tests.personas import County
from tests.web.conftest import Browse
from tests.web.walk import Walk, underway

BESIDE = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def walk(county: County) -> Walk:
    return underway(county).letter_drafted().letter_approving().paper_entered().paper_compared().letter_issued()


def read(client: Client, address: str, **headers: str) -> str:
    """A page as it reads."""
    return client.get(address, **headers).content.decode()


def test_a_row_leads_to_its_case_in_brief_and_to_the_case(browse: Browse, walk: Walk) -> None:
    brief = reverse("case_brief", args=[walk.case])
    for page in ("/matters/", "/registry/letter/"):
        html = read(browse("inspector"), page)
        assert f'href="{brief}"' in html and f'hx-get="{brief}"' in html and f'href="/cases/{walk.case}/"' in html
        assert 'hx-target="#dialogs"' in html


def test_it_comes_as_a_dialog_beside_the_list_and_as_a_page_without_script(browse: Browse, walk: Walk) -> None:
    brief = reverse("case_brief", args=[walk.case])
    beside, alone = read(browse("inspector"), brief, **BESIDE), read(browse("inspector"), brief)
    assert beside.lstrip().startswith("<dialog") and "<html" not in beside
    assert "<html" in alone and "<dialog class=\"window drawer\"" not in alone
    for said in ("现在等谁", "走过的阶梯", "督办函", "办理要求"):
        assert said in beside and said in alone


def test_who_may_not_see_the_advice_or_the_case_finds_neither_there(browse: Browse, walk: Walk) -> None:
    brief = reverse("case_brief", args=[walk.case])
    assert "工作建议" in read(browse("inspector"), brief, **BESIDE)
    assert "工作建议" not in read(browse("bureau_a.liaison"), brief, **BESIDE)
    for who in ("town_b.liaison", "appraisal.deputy"):
        assert browse(who).get(brief, **BESIDE).status_code == 404
        assert brief not in read(browse(who), "/matters/")
    assert browse("inspector").get(reverse("case_brief", args=["NOSUCHCASE"])).status_code == 404


def test_one_line_says_what_a_list_is_filtered_by(browse: Browse, walk: Walk) -> None:
    def line(address: str) -> str:
        found = re.search(r'id="filtered">([^<]*)<', read(browse("inspector"), address))
        assert found
        return found[1]

    assert line("/matters/") == "筛选：不限"
    assert line("/matters/?state=open&light=red") == "筛选：状态 在办，灯 红"
    assert line(f"/matters/?row={walk.matter}") == "筛选：只看 选中的1件"
    assert 'hx-select-oob="#filtered"' in read(browse("inspector"), "/matters/"), "it follows what one chooses"


def test_an_empty_list_says_what_to_do(browse: Browse, walk: Walk) -> None:
    html = read(browse("inspector"), "/matters/?text=没有这样的事项")
    assert "没有符合条件的事项" in html and "放宽筛选" in html and "table-box kept" not in html
