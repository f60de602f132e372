"""The pages of the county, for those who may see them and those who may not."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver

from duban.mechanism.clauses import CLAUSES
from duban.web.claims import page_claims
from tests.personas import County, account_by_one
from tests.web.conftest import Browse
from tests.web.walk import do, registered, underway

MOST_STATEMENTS = 12


def text(response: Any) -> str:
    return str(response.content.decode())


# ---- desk ----


def test_the_desk_lists_what_its_owner_must_do(county: County, browse: Browse) -> None:
    registered(county)
    html = text(browse("inspector").get("/"))
    assert "待拟办" in html
    assert "不动产登记历史遗留问题处理" in html
    assert "待我办<b>1</b>" in html


def test_the_desk_of_somebody_else_stays_empty(county: County, browse: Browse) -> None:
    registered(county)
    assert "现在没有须由您办的事" in text(browse("town_b.liaison").get("/"))


def test_the_desk_leads_to_the_form_of_the_act(county: County, browse: Browse) -> None:
    walk = registered(county)
    assert f"/act/matter.propose/{walk.matter}/" in text(browse("inspector").get("/"))


def test_the_desk_can_be_narrowed_to_what_is_late(county: County, browse: Browse) -> None:
    registered(county)
    client = browse("inspector")
    assert "这样筛选下没有您的事" in text(client.get("/?due=late"))
    with county.on("2026-03-30"):
        assert "不动产登记历史遗留问题处理" in text(client.get("/?due=late"))


# ---- key work ----


def test_the_list_offers_registration_to_inspectors_only(county: County, browse: Browse) -> None:
    assert "登记重点工作" in text(browse("inspector").get("/matters/"))
    assert "/act/matter.register/" not in text(browse("town_a.liaison").get("/matters/"))


def test_the_list_is_searched_and_filtered_by_address(county: County, browse: Browse) -> None:
    underway(county)
    client = browse("inspector")
    assert "共 1 件" in text(client.get("/matters/?text=不动产&state=open&source=2.3"))
    assert "没有符合条件的事项" in text(client.get("/matters/?text=桥梁"))


@pytest.mark.parametrize(
    "query", ["page=x&size=7", "rating=9", "unit=nosuch", "sort=-nosuch", "light=blue", "page=99999999"]
)
def test_a_strange_address_is_no_fault(county: County, browse: Browse, query: str) -> None:
    assert browse("inspector").get(f"/matters/?{query}").status_code == 200
    assert browse("inspector").get(f"/registry/letter/?{query}").status_code == 200


def test_a_unit_sees_its_own_matters_only(county: County, browse: Browse) -> None:
    underway(county)
    assert "不动产登记历史遗留问题处理" in text(browse("bureau_a.liaison").get("/matters/"))
    assert "不动产登记历史遗留问题处理" not in text(browse("bureau_b.liaison").get("/matters/"))


# ---- the case ----


@pytest.mark.parametrize("tab", ["facts", "documents", "sheets", "feedback", "time", "history", "nosuch"])
def test_each_tab_of_a_case_opens(county: County, browse: Browse, tab: str) -> None:
    walk = underway(county).letter_drafted().letter_approving().letter_issued()
    response = browse("inspector").get(f"/cases/{walk.case}/?tab={tab}")
    assert response.status_code == 200
    assert "X委办督函〔2026〕1号" in text(response)


@pytest.mark.parametrize("who", ["bureau_b.liaison", "town_b.principal", "congress"])
def test_a_case_of_others_is_not_found(county: County, browse: Browse, who: str) -> None:
    walk = underway(county)
    response = browse(who).get(f"/cases/{walk.case}/")
    assert response.status_code == 404
    assert "不在您可以看的范围内" in text(response)


def test_a_draft_is_invisible_to_the_unit(county: County, browse: Browse) -> None:
    walk = underway(county).letter_drafted()
    assert "草稿" in text(browse("inspector").get(f"/cases/{walk.case}/?tab=documents"))
    html = text(browse("bureau_a.liaison").get(f"/cases/{walk.case}/?tab=documents"))
    assert "补齐手续" not in html
    assert "在拟" not in html


def test_work_suggestions_stay_inside(county: County, browse: Browse) -> None:
    walk = underway(county)
    do(
        county.inspector,
        "matter.rate",
        ref=walk.matter,
        value="正常推进",
        suggestions="建议约谈分管领导",
        reason="刚起步",
    )
    assert "建议约谈分管领导" in text(browse("inspector").get(f"/cases/{walk.case}/"))
    assert "建议约谈分管领导" not in text(browse("bureau_a.principal").get(f"/cases/{walk.case}/"))


def test_the_case_names_why_a_measure_is_not_possible_yet(county: County, browse: Browse) -> None:
    walk = underway(county)
    html = text(browse("inspector").get(f"/cases/{walk.case}/"))
    assert "能否下达督办函" in html
    assert f"/act/matter.record_fact/{walk.matter}/" in html


@pytest.mark.clause("3.3.1", "3.3.8")
def test_the_case_tells_why_it_is_listed_and_what_a_release_still_needs(
    county: County, browse: Browse
) -> None:
    walk = underway(county).letter_drafted().letter_approving().letter_issued().interview_held()
    walk.listing_issued()
    html = text(browse("inspector").get(f"/cases/{walk.case}/"))
    assert "为什么挂牌" in html and "整改成效仍不明显" in html
    assert "能否解除" in html and "责任单位尚未申请" in html
    own = text(browse("bureau_a.liaison").get(f"/cases/{walk.case}/"))
    assert "能否解除" in own and "为什么挂牌" not in own


def test_only_those_who_may_act_get_buttons(county: County, browse: Browse) -> None:
    walk = underway(county)
    assert f"/act/letter.propose/{walk.matter}/" in text(browse("inspector").get(f"/cases/{walk.case}/"))
    assert "/act/letter.propose/" not in text(browse("cdi.principal").get(f"/cases/{walk.case}/"))


# ---- the registry ----


def test_the_registry_has_the_columns_of_article_four(county: County, browse: Browse) -> None:
    underway(county).letter_drafted().letter_approving().letter_issued()
    html = text(browse("org_dept.principal").get("/registry/letter/"))
    for column in (
        "责任单位",
        "主要领导",
        "分管领导",
        "经办负责人",
        "工作进展",
        "评价",
        "存在问题",
        "工作建议",
    ):
        assert column in html
    assert "X委办督函〔2026〕1号" in html


def test_a_unit_reads_the_registry_without_suggestions(county: County, browse: Browse) -> None:
    underway(county).letter_drafted().letter_approving().letter_issued()
    html = text(browse("bureau_a.liaison").get("/registry/letter/"))
    assert "X委办督函〔2026〕1号" in html
    assert "工作建议" not in html
    assert "X委办督函〔2026〕1号" not in text(browse("bureau_b.liaison").get("/registry/letter/"))


def test_the_registry_shows_a_past_moment(county: County, browse: Browse) -> None:
    underway(county).letter_drafted().letter_approving().letter_issued()
    client = browse("inspector")
    with county.on("2026-03-05"):
        assert "没有符合条件的件" in text(client.get("/registry/letter/?at=2026-03-01T09:00"))
        assert "X委办督函〔2026〕1号" in text(client.get("/registry/letter/?at=2026-03-03T09:00"))


def test_there_are_three_registers_and_no_fourth(county: County, browse: Browse) -> None:
    client = browse("inspector")
    assert [client.get(f"/registry/{kind}/").status_code for kind in ("letter", "interview", "listing")] == [
        200
    ] * 3
    assert client.get("/registry/praise/").status_code == 404
    assert client.get("/registry/").url == "/registry/listing/"  # type: ignore[attr-defined]


# ---- documents ----


def test_a_letter_states_what_the_notice_asks_for_in_its_order(county: County, browse: Browse) -> None:
    walk = underway(county).letter_drafted().letter_approving().letter_issued()
    html = text(browse("bureau_a.principal").get(f"/documents/{walk.letter}/"))
    places = [html.index(words) for words in ("一、责令整改事项", "二、整改时限", "三、整改目标")]
    assert places == sorted(places)
    assert "请你单位主要领导亲自研究制定整改方案，部署推动整改工作" in html
    assert "抄送：县纪委监委、县委组织部。" in html
    assert "草稿" not in html


def test_a_draft_letter_says_so_and_stays_inside(county: County, browse: Browse) -> None:
    walk = underway(county).letter_drafted()
    assert "草稿" in text(browse("inspector").get(f"/documents/{walk.letter}/"))
    for who in ("bureau_a.principal", "cdi.principal", "bureau_b.liaison"):
        assert browse(who).get(f"/documents/{walk.letter}/").status_code == 404


def test_the_sheet_carries_every_name_and_is_kept_inside(county: County, browse: Browse) -> None:
    walk = underway(county).letter_drafted().letter_approving().letter_issued()
    html = text(browse("inspector").get(f"/documents/{walk.letter}/sheet/"))
    for label in ("拟稿", "核稿", "县领导同意", "签发", "编号、用印"):
        assert label in html
    assert browse("bureau_a.principal").get(f"/documents/{walk.letter}/sheet/").status_code == 404


def test_a_letter_has_no_minutes_and_no_release(county: County, browse: Browse) -> None:
    walk = underway(county).letter_drafted()
    for part in ("minutes", "release"):
        assert browse("inspector").get(f"/documents/{walk.letter}/{part}/").status_code == 404


# ---- organisations and mechanism ----


def test_units_stand_in_their_order(county: County, browse: Browse) -> None:
    html = text(browse("town_a.liaison").get("/organisations/"))
    assert html.index("县纪委监委</a>") < html.index("甲镇</a>") < html.index("水务局</a>")


def test_other_units_show_their_principals_only(county: County, browse: Browse) -> None:
    ref = county.town_b.unit.ref
    assert "其他单位的人员只显示主要领导" in text(
        browse("town_a.liaison").get(f"/organisations/units/{ref}/")
    )
    assert "督查联络员" in text(browse("town_b.liaison").get(f"/organisations/units/{ref}/"))


def test_the_registrar_finds_the_acts_of_the_directory(county: County, browse: Browse) -> None:
    from duban.organisations.selectors import directory

    account_by_one(county, directory(county.jurisdiction_id).person(county.persons["registrar"]).ref, "guan")
    assert "/act/unit.create/" in text(browse("registrar").get("/organisations/"))
    assert "/act/unit.create/" not in text(browse("inspector").get("/organisations/"))


def test_the_notice_stands_beside_its_parameters(county: County, browse: Browse) -> None:
    html = text(browse("town_a.liaison").get("/mechanism/"))
    assert 'id="c-3.3.1"' in html
    assert "全部落到原文" in html
    assert "反馈周期" in html


def test_open_questions_and_the_clause_table_open_for_everyone(county: County, browse: Browse) -> None:
    client = browse("town_a.liaison")
    assert 'id="A14"' in text(client.get("/mechanism/questions/"))
    assert 'id="t-3.1.6"' in text(client.get("/mechanism/clauses/"))


# ---- frame ----


def test_whoever_is_not_signed_in_is_sent_to_the_door(county: County) -> None:
    response = Client().get("/matters/?state=open")
    assert response.status_code == 302
    assert response.headers["Location"] == "/login/?next=/matters/%3Fstate%3Dopen"


def test_a_part_of_a_page_sends_the_whole_page_to_the_door(county: County) -> None:
    response = Client().get(
        "/act/matter.rate/xyz/", headers={"HX-Request": "true", "HX-Current-URL": "http://testserver/"}
    )
    assert response.headers["HX-Redirect"] == "/login/?next=%2F"


def test_the_empty_page_costs_few_statements(county: County, browse: Browse) -> None:
    client = browse("inspector")
    client.get("/-/empty")
    with CaptureQueriesContext(connection) as seen:
        assert client.get("/-/empty").status_code == 200
    assert len(seen) <= 6


def test_a_page_that_does_not_exist_is_designed(county: County, browse: Browse) -> None:
    response = browse("inspector").get("/nosuch/")
    assert response.status_code == 404
    assert "没有这一页" in text(response)


def test_a_form_without_its_proof_is_answered_by_a_page(county: County) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(county.account("inspector"))
    response = client.post("/act/matter.register/", {})
    assert response.status_code == 403
    assert "没有提交" in text(response)


PAGES = ("/", "/matters/", "/registry/letter/", "/organisations/", "/mechanism/")
TABS = ("facts", "documents", "sheets", "feedback", "time", "history")


@pytest.mark.parametrize("who", ["inspector", "bureau_a.liaison", "secretary"])
def test_a_page_costs_at_most_twelve_statements_however_much_there_is(
    county: County, browse: Browse, who: str
) -> None:
    walk = underway(county).letter_drafted().letter_approving().letter_issued()
    for title in ("甲段道路硬化", "水库除险加固", "校舍安全改造"):
        underway(county, title).letter_drafted().letter_approving().letter_issued()
    client = browse(who)
    costs = {}
    with county.on(date(2026, 3, 20)):
        for url in (*PAGES, *(f"/cases/{walk.case}/?tab={tab}" for tab in TABS)):
            client.get(url)
            with CaptureQueriesContext(connection) as seen:
                assert client.get(url).status_code == 200
            costs[url] = len(seen)
    assert {url: cost for url, cost in costs.items() if cost > MOST_STATEMENTS} == {}


def test_people_delegate_from_their_own_page(county: County, browse: Browse) -> None:
    client = browse("secretary")
    found = re.search(r"/organisations/people/\w+/", text(client.get("/")))
    assert found is not None
    assert "/act/delegation.give/" in text(client.get(found[0]))
    assert client.get("/act/delegation.give/").status_code == 200
    assert "/act/delegation.give/" not in text(browse("inspector").get(found[0]))


def test_every_clause_of_the_first_four_articles_has_its_page() -> None:
    assert get_resolver().url_patterns
    first = {clause for clause in CLAUSES if clause[0] in "01234"}
    assert first - set(page_claims()) == set()


@pytest.mark.parametrize(
    "key", ["unit.create", "person.create", "post.appoint", "calendar.publish", "notice.adopt"]
)
def test_the_forms_of_the_directory_and_the_rulebook_open(county: County, browse: Browse, key: str) -> None:
    from duban.organisations.selectors import directory

    account_by_one(county, directory(county.jurisdiction_id).person(county.persons["registrar"]).ref, "guan")
    response = browse("registrar").get(f"/act/{key}/")
    assert response.status_code == 200
    assert "<form" in text(response)


def test_reading_what_was_put_before_a_leader_clears_the_desk(county: County, browse: Browse) -> None:
    walk = (
        underway(county).letter_drafted().letter_approving().letter_issued().interview_held().listing_issued()
    )
    client = browse("magistrate")
    url = f"/act/matter.read/{walk.matter}/"
    assert url in text(client.get("/"))
    page = text(client.get(url))
    assert "立项挂牌督办通知书" in page
    once = re.search(r'name="once"[^>]*value="([^"]*)"', page)
    assert once is not None
    assert client.post(url, {"opinion": "抓紧整改", "once": once[1]}).status_code == 303
    assert url not in text(client.get("/"))


def test_what_was_circulated_names_units_only(county: County, browse: Browse) -> None:
    walk = (
        underway(county).letter_drafted().letter_approving().letter_issued().interview_held().listing_issued()
    )
    client = browse("town_b.liaison")
    paper, register = text(client.get(f"/documents/{walk.listing}/")), text(client.get("/registry/listing/"))
    for page in (paper, register):
        assert "自然资源局" in page
        assert county.bureau_a.principal.name not in page
        assert "两个月零进展" not in page
        assert "黄某" not in page
    assert f"/cases/{walk.case}/" not in register
    whole = text(browse("bureau_a.principal").get(f"/documents/{walk.listing}/"))
    places = [whole.index(name) for name in ("一、事项名称", "四、整改要求", "七、申请解除的程序")]
    assert places == sorted(places)


# ---- the whole case on paper ----


def test_the_whole_case_is_printed_with_every_part_and_from_its_first_entry(
    county: County, browse: Browse
) -> None:
    walk = (
        underway(county).letter_drafted().letter_approving().paper_entered().paper_compared().letter_issued()
    )
    html = text(browse("inspector").get(f"/cases/{walk.case}/print/"))
    parts = re.findall(r'<h2 class="part">(.*?)</h2>', html)
    assert parts == ["事实", "文书", "审批", "反馈与核查", "时间", "经过"]
    assert html.index("登记") < html.index("印发")
    assert "/act/" not in html


def test_the_printed_case_of_the_unit_shows_no_draft(county: County, browse: Browse) -> None:
    walk = underway(county).letter_drafted().letter_approving()
    html = text(browse("bureau_a.liaison").get(f"/cases/{walk.case}/print/"))
    assert "督办函" not in re.split("<h2 class=.part.>", html, maxsplit=1)[1].split("还没有督办文书")[0]
    assert "本事项还没有督办文书" in html
