"""The pages of the year's end and of 问责记录查询: for whom they open, what they say, and at what cost."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from duban.accountability.actions.year.running import go_through
from duban.accountability.models import Review, Year, YearResult, YearRun
from duban.documents.files.store import held_sizes
from duban.organisations.actions.units import create_unit
from duban.organisations.models import Person, Unit
from tests.accountability.year_steps import (
    APPRAISAL,
    ORG,
    close,
    closed,
    confirm,
    confirmed,
    corrections,
    over,
    result,
    revoke,
    run,
    superior,
    year_row,
)
from tests.apart import undone
from tests.personas import County
from tests.story import do
from tests.web.conftest import Browse

MOST_STATEMENTS = 12
LEADER = "bureau_a.principal"
ORGANS = {APPRAISAL, ORG}
ASKING = {*ORGANS, "cdi.deputy"}
PEOPLE = (
    "nobody", "inspector", "office_head", "secretary", "cdi.deputy", ORG, APPRAISAL, "bureau_a.liaison", LEADER,
    "bureau_b.liaison", "vice",
)  # fmt: skip
EVERYBODY = set(PEOPLE) - {"nobody"}

# name: (arguments, who gets the page, the status that the others get)
PAGES: dict[str, tuple[tuple[str, ...], set[str]]] = {
    "results": ((), EVERYBODY),
    "year": (("2026",), ORGANS),
    "results_extract": (("2026",), ORGANS),
    "yearresult": (("RESULT",), ORGANS | {"bureau_a.liaison", LEADER}),
    "advice": (("ADVICE",), ORGANS),
    "corrections": ((), ORGANS),
    "correction": (("CORRECTION",), ORGANS | {"bureau_a.liaison", LEADER}),
    "reviews": ((), ASKING),
    "review": (("REVIEW",), {ORG}),
    "review_reply": (("REVIEW",), {ORG}),
    "review_file": (("REVIEW", "csv"), {ORG}),
}


@dataclass
class Scene:
    """A closed year with a correction that waits, and an answered query."""

    county: County
    known: dict[str, str]


@pytest.fixture
def scene(county: County) -> Iterator[Scene]:
    there = stationed(county)
    superior(there, "bureau_a")
    superior(there, LEADER)
    superior(there, "customs")
    late = superior(there, "bureau_a")
    confirmed(there)
    advised = result(there, "customs")
    own = result(there, "bureau_a")
    assert advised is not None
    assert own is not None
    do(there.actor(APPRAISAL), "yearresult.recommend", ref=advised.ref, organ="市海关", number="X绩函〔2026〕1号",
       dated_on=date(2026, 3, 2))  # fmt: skip
    close(there)
    revoke(there, late, date(2027, 4, 1))
    query = do(there.actor(ORG), "review.query", purpose="award", subject="先进评选", requester="评选办",
               names=Person.objects.get(pk=county.persons[LEADER]).name)  # fmt: skip
    known = {
        "RESULT": own.ref, "ADVICE": advised.ref, "CORRECTION": corrections()[0].ref, "REVIEW": query.ref
    }  # fmt: skip
    with county.on("2027-04-02"):
        yield Scene(there, known)


def stationed(county: County) -> County:
    """The county with a unit that a superior authority has stationed in it."""
    ref = create_unit(
        actor=county.registrar, name="XX县海关", short_name="海关", kind="驻县单位", sequence=900,
        active_from=date(2020, 1, 1), side="", function="",
    ).ref  # fmt: skip
    return replace(county, units={**county.units, "customs": Unit.objects.get(ref=ref).pk})


def text(response: Any) -> str:
    return str(response.content.decode())


def address(name: str, known: dict[str, str], arguments: tuple[str, ...]) -> str:
    return reverse(name, args=[known.get(argument, argument) for argument in arguments])


def test_pages_open_for_those_who_may_see_them(scene: Scene, browse: Browse) -> None:
    answers: dict[tuple[str, str], tuple[int, int]] = {}
    for who in PEOPLE:
        with undone():
            client = Client() if who == "nobody" else browse(who)
            for name, (arguments, may) in PAGES.items():
                led = who == "nobody" or (name == "results" and who in ORGANS)
                expected = 302 if led else 200 if who in may else 404
                status = client.get(address(name, scene.known, arguments)).status_code
                answers[who, name] = (status, expected)
    assert {asked: pair for asked, pair in answers.items() if pair[0] != pair[1]} == {}
    assert len(answers) >= 11 * 10


def test_a_page_costs_at_most_twelve_statements(scene: Scene, browse: Browse) -> None:
    client, costs = browse(ORG), {}
    for name in PAGES.keys() - {"results"}:
        url = address(name, scene.known, PAGES[name][0])
        client.get(url)
        with CaptureQueriesContext(connection) as captured:
            client.get(url)
        costs[name] = [row["sql"][:200] for row in captured]
    assert {name: sql for name, sql in costs.items() if len(sql) > MOST_STATEMENTS} == {}
    assert len(costs) >= 9


@pytest.mark.clause("7.3.1")
def test_the_own_page_does_not_take_a_decision_that_it_does_not_list_for_none(county: County, browse: Browse) -> None:
    superior(county, "bureau_a.principal")
    page = browse("bureau_a.principal").get("/results/").content.decode()
    assert "本机制内没有记录" not in page
    assert "没有列出的不等于没有处理决定" in page


def test_the_own_page_costs_at_most_twelve_statements(scene: Scene, browse: Browse) -> None:
    client = browse(LEADER)
    client.get("/results/")
    with CaptureQueriesContext(connection) as captured:
        html = text(client.get("/results/"))
    assert len(captured) <= MOST_STATEMENTS
    assert "年度考核不得评为优秀等次" in html
    assert "研判" not in html


def test_the_two_organs_are_led_to_the_year(scene: Scene, browse: Browse) -> None:
    assert browse(ORG).get("/results/").headers["Location"] == "/results/2026/"
    ref = Year.objects.get().ref
    assert browse(ORG).get(f"/results/{ref}/").headers["Location"] == "/results/2026/"
    assert browse("inspector").get(f"/results/{ref}/").status_code == 404


@pytest.mark.clause("7.2.1", "7.2.3", "7.3.1")
def test_the_year_shows_counts_results_words_and_the_next_step(county: County, browse: Browse) -> None:
    superior(county, "bureau_a")
    superior(county, LEADER)
    run(county)
    html = text(browse(APPRAISAL).get("/results/2026/"))
    for words in ("XX县自然资源局", "取消先进集体参评资格", "考核主管部门 待确认", "重新测算", "没有结果"):
        assert words in html
    assert f"/act/year.confirm/{year_row().ref}/" in html
    confirm(county, APPRAISAL)
    html = text(browse(APPRAISAL).get("/results/2026/"))
    assert "考核主管部门 同意" in html
    assert f"/act/year.confirm/{year_row().ref}/" not in html
    assert "研判" not in html
    assert "供组织部研判是否适宜现职，未作判断" in text(browse(ORG).get("/results/2026/"))


@pytest.mark.clause("7.2.1")
def test_the_list_is_narrowed_by_name_kind_and_result(county: County, browse: Browse) -> None:
    superior(county, "bureau_a")
    superior(county, "bureau_a")
    superior(county, "bureau_b")
    superior(county, LEADER)
    run(county)
    client = browse(APPRAISAL)
    name = Person.objects.get(pk=county.persons[LEADER]).name
    for query, shown in (
        ("", 3), ("kind=unit", 2), ("kind=person", 1), ("code=U_CAP", 1), ("text=农业", 1), (f"text={name}", 1),
        ("only=conflict", 0), ("only=pending", 0), ("kind=nonsense", 3),
    ):  # fmt: skip
        html = text(client.get(f"/results/2026/?{query}"))
        assert f"共 {shown} 个" in html, query


def test_a_run_under_way_shows_how_far_it_is_and_asks_again_by_itself(county: County, browse: Browse) -> None:
    superior(county, "bureau_a")
    client = browse(APPRAISAL)
    page = text(client.get("/results/2026/"))
    assert "这个年度还没有测算" in page
    sent = re.search(r'name="once" value="([0-9a-f]{32})"', page)
    assert sent is not None
    begun = client.post("/act/yearrun.start/", {"year": "2026", "once": sent[1]})
    assert begun.status_code == 303
    ref = YearRun.objects.get().ref
    assert begun.headers["Location"] == f"/results/{ref}/"
    html = text(client.get("/results/2026/"))
    assert 'hx-trigger="every 2s"' in html
    assert "正在测算" in html
    assert "重新测算" not in html
    client.post("/act/yearrun.start/", {"year": "2026", "once": sent[1]})
    assert YearRun.objects.count() == 1
    go_through(jurisdiction_id=county.jurisdiction_id, ref=ref)
    html = text(client.get("/results/2026/"))
    assert "正在测算" not in html
    assert "取消先进集体参评资格" in html


@pytest.mark.clause("7.2.1", "8", "9")
def test_one_result_shows_own_words_conditions_parameters_events_and_what_was_left_out(
    county: County, browse: Browse
) -> None:
    superior(county, "bureau_a", number="X市纪〔2026〕51号")
    superior(county, "bureau_a", number="X市纪〔2026〕52号")
    gone = superior(county, "bureau_a", number="X市纪〔2026〕53号")
    revoke(county, gone, date(2026, 3, 3))
    with county.on("2026-03-04"):
        run(county)
        row = result(county, "bureau_a")
        assert row is not None
        html = text(browse(APPRAISAL).get(f"/results/of/{row.ref}/"))
    for words in (
        "绩效考核最高可评二等奖", "一年内被追究责任2次（含2次）以上", "满足", "计入的依据", "X市纪〔2026〕51号", "没有计入的",
        "已撤销（2026-03-03），自始不计（A33）", "用到的参数", "单位不得评为一等奖的次数", "2次",
    ):  # fmt: skip
        assert words in html, words
    assert re.search(r'class="own">[^<]*', html)
    assert "<u class=" in html


@pytest.mark.clause("6.4")
def test_an_appeal_shows_on_the_list_on_the_result_and_in_the_extract_as_long_as_it_runs(
    county: County, browse: Browse
) -> None:
    ref = superior(county, "bureau_a")
    run(county)
    do(
        county.actor("cdi.deputy"),
        "ruling.enter_appeal",
        ref=ref,
        stage="accountability",
        filed_on=date(2026, 3, 2),
    )
    row = result(county, "bureau_a")
    assert row is not None
    client = browse(APPRAISAL)
    for url in ("/results/2026/", f"/results/of/{row.ref}/", "/results/2026/extract/"):
        assert "申诉中" in text(client.get(url)).replace("申诉中作出的", "").replace("申诉中作出", ""), url


def test_objecting_asks_for_the_result_and_the_reason(county: County, browse: Browse) -> None:
    superior(county, LEADER)
    run(county)
    row = result(county, LEADER)
    assert row is not None
    client = browse(APPRAISAL)
    url = f"/act/yearresult.disagree/{row.ref}/"
    page = text(client.get(url))
    assert "年度考核奖金按单位内部分配最低等次发放（七（二））" in page
    assert "研判" not in page
    once = re.search(r'name="once" value="([0-9a-f]{32})"', page)
    assert once is not None
    values = {"once": once[1], "code": "L_BONUS_LOWEST", "reason": ""}
    assert client.post(url, values).status_code == 422
    done = client.post(url, {**values, "reason": "没有发放"})
    assert (done.status_code, done.headers["Location"]) == (303, f"/results/of/{row.ref}/")
    page = text(client.get(f"/act/year.confirm/{year_row().ref}/"))
    assert "本机关不同意的各项" in page
    assert "没有发放" in page


@pytest.mark.clause("4.6")
def test_the_extract_prints_with_a_place_for_the_seal_once_closed(county: County, browse: Browse) -> None:
    superior(county, "bureau_a", number="X市纪〔2026〕61号")
    confirmed(county)
    client = browse(APPRAISAL)
    assert "不得盖章使用" in text(client.get("/results/2026/extract/"))
    close(county)
    html = text(client.get("/results/2026/extract/"))
    assert "不得盖章使用" not in html
    for words in (
        "XX县自然资源局",
        "市纪委监委X市纪〔2026〕61号",
        "七（三）",
        "XX县绩效考核委员会办公室",
        "（盖章）",
    ):
        assert words in html
    table = client.get("/exports/results.csv?year=2026")
    assert table.status_code == 200
    rows = b"".join(table.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    assert "市纪委监委X市纪〔2026〕61号" in rows
    assert browse("inspector").get("/exports/results.csv?year=2026").status_code == 404
    for wrong in ("/results/26/extract/", "/results/abcd/extract/", "/results/2024/extract/"):
        assert client.get(wrong).status_code == 404


@pytest.mark.clause("7.3.1")
def test_a_correction_shows_both_results_and_leads_to_its_form(scene: Scene, browse: Browse) -> None:
    ref = scene.known["CORRECTION"]
    html = text(browse(APPRAISAL).get(f"/results/corrections/{ref}/"))
    for words in (
        "自始不再适用",
        "按现在的决定",
        "绩效考核最高可评二等奖",
        "处理决定撤销",
        f"/act/correction.reassess/{ref}/",
    ):
        assert words in html
    form = text(browse(APPRAISAL).get(f"/act/correction.reassess/{ref}/"))
    assert "绩效考核最高可评二等奖" in form
    assert browse(ORG).get(f"/act/correction.reassess/{ref}/").status_code == 200
    assert "1 项待处理" in text(browse(APPRAISAL).get("/results/2026/"))


@pytest.mark.clause("7.1.1")
@pytest.mark.parametrize(("purpose", "status"), [("award", 303), ("secret", 422)])
def test_a_list_of_names_is_read_and_left_nowhere(
    county: County, browse: Browse, purpose: str, status: int
) -> None:
    client = browse(ORG)
    page = text(client.get("/act/review.query/"))
    once = re.search(r'name="once" value="([0-9a-f]{32})"', page)
    assert once is not None and "data-upload" not in page
    name = Person.objects.get(pk=county.persons[LEADER]).name
    names = SimpleUploadedFile("名单.txt", f"{name}\n欧阳某".encode(), "text/plain")
    given = {"once": once[1], "purpose": purpose, "subject": "先进个人", "requester": "评选办", "file": names}
    answer = client.post("/act/review.query/", given)
    assert answer.status_code == status
    assert not held_sizes(county.persons[ORG])
    assert "名单.txt" not in text(answer)
    ahead = SimpleUploadedFile("名单.txt", b"x", "text/plain")
    sent = {"act": "review.query", "field": "file", "file": ahead}
    assert client.post("/uploads/", sent).status_code == 404


@pytest.mark.clause("7.1.1")
def test_a_query_is_typed_answered_printed_and_taken_away_as_a_file(county: County, browse: Browse) -> None:
    superior(county, LEADER, number="X市纪〔2026〕71号")
    client = browse(ORG)
    page = text(client.get("/act/review.query/"))
    once = re.search(r'name="once" value="([0-9a-f]{32})"', page)
    assert once is not None
    name = Person.objects.get(pk=county.persons[LEADER]).name
    done = client.post(
        "/act/review.query/",
        {
            "once": once[1],
            "purpose": "award",
            "subject": "先进个人",
            "requester": "评选办",
            "names": f"{name}\n=欧阳某",
        },
    )
    ref = Review.objects.get().ref
    assert done.headers["Location"] == f"/reviews/{ref}/"
    html = text(client.get(f"/reviews/{ref}/"))
    for words in ("本机制内未见记录", "有记录", "X市纪〔2026〕71号", "内部资料"):
        assert words in html
    assert "合格" not in html
    table = client.get(f"/reviews/{ref}/file.csv").content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(table)))
    assert rows[0][0] == "内部资料，不得外传"
    assert "在办的案件不列" in rows[1][0]
    assert rows[3][2:5] == [name, "自然资源局党组书记、局长", "有记录"]
    assert rows[4][1] == "'=欧阳某"
    data = json.loads(client.get(f"/reviews/{ref}/file.json").content)
    assert [line["status"] for line in data["lines"]] == ["recorded", "unclear"]
    assert client.get(f"/reviews/{ref}/file.xml").status_code == 404


@pytest.mark.clause("7.1.1")
def test_the_page_says_that_lists_not_yet_public_stay_outside(county: County, browse: Browse) -> None:
    html = text(browse(ORG).get("/reviews/"))
    assert "不把名单传入本系统" in html
    assert "/act/review.export/" in html
    assert "/act/review.export/" not in text(browse(APPRAISAL).get("/reviews/"))


def test_a_neighbouring_county_sees_nothing(scene: Scene, other_county: County) -> None:
    client = Client()
    client.force_login(other_county.account(ORG))
    for name in ("yearresult", "correction", "review", "advice"):
        assert client.get(address(name, scene.known, PAGES[name][0])).status_code == 404
    assert "还没有测算" in text(client.get("/results/2026/"))
    assert YearResult.objects.exists()


def test_closing_a_year_twice_with_one_form_closes_it_once(county: County, browse: Browse) -> None:
    superior(county, "bureau_a")
    confirmed(county)
    with over(county):
        client = browse(APPRAISAL)
        _closed_twice(client)
    assert closed_years(county) == [2026]


def _closed_twice(client: Client) -> None:
    url = f"/act/year.close/{year_row().ref}/"
    page = text(client.get(url))
    once = re.search(r'name="once" value="([0-9a-f]{32})"', page)
    expect = re.search(r'name="expect" value="(\d+)"', page)
    assert once is not None
    assert expect is not None
    values = {"once": once[1], "expect": expect[1]}
    assert [client.post(url, values).status_code for _ in range(2)] == [303, 303]
    assert year_row().state == "closed"


def closed_years(county: County) -> list[int]:
    return list(Year.objects.filter(state="closed").values_list("year", flat=True))


def test_everything_can_be_closed_without_a_single_result(county: County) -> None:
    assert closed(county).state == "closed"


@pytest.mark.clause("4.6", "7.1.1")
def test_the_extract_of_a_unit_and_of_a_person_carries_decisions_and_results(
    county: County, browse: Browse
) -> None:
    superior(county, "bureau_a", number="X市纪〔2026〕81号")
    superior(county, LEADER, number="X市纪〔2026〕82号")
    confirmed(county)
    unit, person = county.bureau_a.unit.ref, Person.objects.get(pk=county.persons[LEADER]).ref
    of_unit, of_person = f"/organisations/units/{unit}/extract/", f"/organisations/people/{person}/extract/"
    html = text(browse("bureau_a.liaison").get(of_unit))
    for words in ("X市纪〔2026〕81号", "取消先进集体参评资格", "2026年度结果"):
        assert words in html
    assert "X市纪〔2026〕82号" in text(browse(LEADER).get(of_person))
    assert "研判" not in text(browse(LEADER).get(of_person))
    assert "供组织部研判是否适宜现职" in text(browse(ORG).get(of_person))
    html = text(browse("secretary").get(of_unit))
    assert "年度结果" not in html
    client = browse(ORG)
    client.get(of_person)
    with CaptureQueriesContext(connection) as captured:
        client.get(of_person)
    assert len(captured) <= MOST_STATEMENTS


@pytest.mark.clause("7.2.1", "7.2.3")
def test_the_desk_of_each_organ_leads_to_what_it_owes(scene: Scene, browse: Browse, county: County) -> None:
    html = text(browse("appraisal.liaison").get("/"))
    assert f"/act/correction.reassess/{scene.known['CORRECTION']}/" in html
    run(scene.county, 2025)
    with county.on("2027-04-03"):
        for who in ("appraisal.liaison", "org_dept.liaison"):
            assert f"/act/year.confirm/{year_row(2025).ref}/" in text(browse(who).get("/")), who
