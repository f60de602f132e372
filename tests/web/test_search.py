"""The page of the search: what is typed, what is shown, what it costs, and what it never tells anybody."""

from __future__ import annotations

import logging
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from duban.audit.models import Entry
from duban.insight.selectors.search.query import LONGEST, query_of
from duban.mechanism.words.named import USUAL_WORDS
from duban.organisations.actions.own import LATELY
from duban.organisations.models import OwnThing, Person, Unit
from duban.web.presenting.daily import palette
from tests.personas import County
from tests.web.conftest import Browse
from tests.web.walk import underway

TITLE = "城区老旧管网改造（二期）"


def page(browse: Browse, who: str, **query: str) -> str:
    answer = browse(who).get("/search/", query)
    assert answer.status_code == 200
    return answer.content.decode()


def marks(html: str) -> list[str]:
    return re.findall(r"<mark>(.*?)</mark>", html)


@pytest.mark.parametrize("typed", ["管网", "改造 城区", "网改造二", "網", "（二期）", "管网 ——", "ＧＷ"])
def test_a_matter_is_found_by_words_in_any_order_and_the_hits_are_marked(county: County, browse: Browse, typed: str) -> None:
    underway(county, TITLE)
    html = page(browse, "inspector", q=typed)
    found = "重点工作" in html.split('<main', 1)[1] and bool(marks(html))
    assert found == (typed not in {"網", "ＧＷ"}), html


def test_a_hit_is_marked_where_it_stands_whatever_stands_between_and_however_wide_it_is() -> None:
    from duban.mechanism.tokens import marked

    assert marked("X政办〔２０２６〕3号", ["办2026"]) == [("X政", False), ("办〔２０２６", True), ("〕3号", False)]
    assert marked("甲（乙）", []) == [("甲（乙）", False)]


def test_a_measure_is_found_by_a_piece_of_its_number_in_either_width_and_leads_to_its_document(
    county: County, browse: Browse
) -> None:
    walk = underway(county).letter_drafted().letter_approving().letter_issued()
    for typed in ("〔2026〕1", "２０２６ 1号", "[2026]1"):
        html = page(browse, "inspector", q=typed, kind="measures")
        assert f'href="/documents/{walk.letter}/"' in html, typed
    assert f"/documents/{walk.letter}/" not in page(browse, "town_b.liaison", q="〔2026〕1")


def test_units_and_people_are_found_by_initials_and_people_by_those_who_may_see_them(county: County, browse: Browse) -> None:
    unit = county.bureau_a.unit
    Unit.objects.filter(pk=unit.id).update(name="住房和城乡建设局", short_name="县住建局")
    person = Person.objects.get(pk=county.persons["town_a.principal"])
    Person.objects.filter(pk=person.pk).update(name="单某芳")
    from duban.shared.database import memo

    memo.renew_directory(county.jurisdiction_id)
    for typed in ("zjj", "ZFHCX", "ｚｊｊ"):
        assert f'href="/organisations/units/{unit.ref}/"' in page(browse, "town_b.liaison", q=typed), typed
    for typed in ("smf", "dmf", "单某 书记", "mf"):
        shown = f'href="/organisations/people/{person.ref}/"' in page(browse, "inspector", q=typed, kind="people")
        assert shown == ("书记" not in typed or "书记" in str(county.actor("town_a.principal").title)), typed
        assert f"/organisations/people/{person.ref}/" not in page(browse, "town_b.liaison", q=typed), typed


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("管", "一个字查到的太多"), ("管" * 500, f"一次最多查 {LONGEST} 个字，您输入了 500 个"),
        ("\"'“”", "没有可以查找的字"), ("%_*?", "没有可以查找的字"), ("\x00", ""), ("   ", ""),
        (" ".join("一二三四五六七八九"), "一次最多查 8 个词"), ("<script>甲", "没有找到"), ("%管%网\x00", "没有找到"),
        ("\ud800甲乙", "没有找到"),
    ],
)  # fmt: skip
def test_what_cannot_be_looked_for_gets_a_calm_answer(county: County, browse: Browse, typed: str, said: str) -> None:
    answer = browse("inspector").get("/search/", {"q": typed.encode(errors="surrogatepass")})
    assert answer.status_code == 200
    html = answer.content.decode()
    assert said in html
    assert "<script>甲" not in html


def test_what_was_typed_stays_in_the_box_as_far_as_it_fits() -> None:
    assert query_of("　管网\x00改造 ").text == "管网 改造"
    assert len(query_of("管" * 500).text) == LONGEST


def test_a_kind_or_a_page_that_is_none_is_the_beginning(county: County, browse: Browse) -> None:
    underway(county, TITLE)
    for query in ({"kind": "没有"}, {"kind": "matters", "page": "99999999999"}, {"kind": "matters", "page": "-1"}):
        page(browse, "inspector", q="管网", **query)


def test_the_search_costs_a_handful_of_statements_and_none_without_a_word(county: County, browse: Browse) -> None:
    underway(county, TITLE).letter_drafted().letter_approving().letter_issued()
    client = browse("inspector")
    costs = {}
    for typed in ("", "管", "管网", "老旧管网"):
        client.get("/search/", {"q": typed})
        with CaptureQueriesContext(connection) as statements:
            client.get("/search/", {"q": typed})
        costs[typed] = len(statements) - 3
    assert costs[""] == costs["管"] == 0
    assert max(costs.values()) <= 12, costs


def test_no_word_of_a_search_stands_in_the_record_or_in_a_log(
    county: County, browse: Browse, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    logging.getLogger("django.db.backends").setLevel(logging.WARNING)
    before = Entry.objects.count()
    page(browse, "inspector", q="绝不外传")
    browse("inspector").get("/search/没有这页/", {"q": "绝不外传"})
    assert Entry.objects.count() == before
    assert "绝不外传" not in caplog.text


def test_the_box_stands_in_the_head_of_every_page_and_works_without_script(county: County, browse: Browse) -> None:
    html = browse("town_a.liaison").get("/matters/").content.decode()
    assert 'action="/search/"' in html and 'name="q"' in html
    assert html.index('name="q"') < html.index('name="text"')


def suggested(browse: Browse, who: str, typed: str) -> str:
    answer = browse(who).get("/search/suggest/", {"q": typed})
    assert answer.status_code == 200
    return answer.content.decode()


def test_what_is_typed_suggests_pages_acts_and_what_is_found(county: County, browse: Browse) -> None:
    underway(county, TITLE)
    assert TITLE[:4] in re.sub("</?mark>", "", suggested(browse, "inspector", "管网"))
    for typed in ("登记重点", "djzd"):
        assert 'href="/act/matter.register/"' in suggested(browse, "inspector", typed), typed
        assert 'href="/act/matter.register/"' not in suggested(browse, "bureau_a.liaison", typed), typed
    assert 'href="/registers/sent/"' in suggested(browse, "clerk", "发文登记")
    assert 'href="/registers/sent/"' not in suggested(browse, "bureau_a.liaison", "发文登记")
    assert 'href="/help/"' in suggested(browse, "vice", "手册")


@pytest.mark.parametrize("typed", ["", "管", "管" * 500, "\"'“”", "%_*?", "\x00", "<script>甲乙"])
def test_suggestions_take_whatever_is_typed(county: County, browse: Browse, typed: str) -> None:
    assert "<script>甲" not in suggested(browse, "inspector", typed)


def test_every_place_that_is_offered_opens(county: County, browse: Browse) -> None:
    shut = {}
    for who in ("clerk", "org_dept.deputy", "appraisal.deputy", "bureau_a.liaison"):
        client, actor = browse(who), county.actor(who)
        every = [*palette._pages(actor), *palette._acts(actor, USUAL_WORDS)]
        assert len(every) > 15
        shut |= {(who, one.url): status for one in every if (status := client.get(one.url, follow=True).status_code) != 200}
    assert shut == {}


def test_what_was_looked_for_is_suggested_to_its_reader_alone_until_it_is_let_go(county: County, browse: Browse) -> None:
    client = browse("inspector")
    for number in range(LATELY + 3):
        client.post("/own/recent/keep/", {"name": f"管网 {number}"}, headers={"HX-Request": "true"})
    shown = suggested(browse, "inspector", "")
    assert [f"管网 {number}<" in shown for number in (LATELY + 2, 3, 2)] == [True, True, False]
    assert "管网" not in suggested(browse, "inspector2", "")
    kept = OwnThing.objects.filter(sort="recent").latest("pk")
    client.post(f"/own/{kept.pk}/drop/")
    assert kept.name not in suggested(browse, "inspector", "")
    assert 'hx-post="/own/recent/keep/"' not in page(browse, "inspector", q="没有这样的词"), "what found nothing is not kept"
