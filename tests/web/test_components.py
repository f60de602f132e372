"""What the tags and partials of every page put out. No database."""

from __future__ import annotations

import datetime
import re
from enum import Enum
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import RequestFactory

from duban.mechanism.clauses import cite
from duban.mechanism.decision import Decision, Outcome, Reason, Remedy
from duban.shared import clock
from duban.shared.pages import Page
from duban.web import display

BEIJING = ZoneInfo("Asia/Shanghai")
TODAY = datetime.date(2026, 11, 23)
NOW = datetime.datetime(2026, 11, 23, 9, 42, tzinfo=BEIJING)

LAG = Reason("3.3.1", "进度严重滞后", Outcome.MET, "差 38 个百分点。", words="进度严重滞后")
TIMES = Reason(
    "3.3.1",
    "经多次督办或联席约谈",
    Outcome.NOT_MET,
    "督办函 1 次，须 2 次。",
    words="经多次督办或联席约谈",
    remedies=(Remedy("县委办公室", "letter.draft", "起草第二份督办函"), Remedy("县领导", "interview.call")),
)
EFFECT = Reason("3.3.1", "整改成效仍不明显", Outcome.UNKNOWN, "尚无判断。", words="整改成效仍不明显")
DECISION = Decision("提请挂牌督办", (LAG, TIMES, EFFECT))
WORDS = "对进度严重滞后，经多次督办或联席约谈后整改成效仍不明显的，经同意后发出通知书。"


@pytest.fixture(autouse=True)
def _fixed_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: TODAY)


def show(source: str, /, **context: Any) -> str:
    return Template("{% load duban %}" + source).render(Context(context))


def request(query: str = "") -> Any:
    return RequestFactory().get("/registry/?" + query)


# ---- dates ----


def test_a_moment_is_shown_in_the_countys_time_with_its_weekday() -> None:
    utc = datetime.datetime(2026, 11, 22, 17, 5, tzinfo=datetime.UTC)
    assert show("{{ d|md }}", d=utc) == "11-23 周一"
    assert show("{{ d|ymd }}", d=utc) == "2026-11-23 周一"
    assert show("{{ d|dt }}", d=utc) == "11-23 01:05"
    assert show("{{ d|zhdate }}", d=utc) == "2026年11月23日"


def test_a_moment_of_another_year_names_the_year() -> None:
    assert show("{{ d|dt }}", d=NOW.replace(year=2025)) == "2025-11-23 09:42"
    assert show("{{ d|short }}", d=datetime.date(2027, 1, 4)) == "2027-01-04 周一"


@pytest.mark.parametrize("name", ["md", "ymd", "dt", "zhdate", "short"])
def test_no_date_gives_no_text(name: str) -> None:
    assert show("{{ d|" + name + " }}", d=None) == ""


# ---- terms ----


def term(on: Any, text: str, **more: Any) -> dict[str, Any]:
    left = {"text": text, "overdue": more.pop("overdue", False), "soon": more.pop("soon", False)}
    return {"on": on, "remaining": left, **more}


def test_an_overdue_term_is_marked_late_and_says_by_how_much() -> None:
    html = show(
        "{% due d %}", d=term(datetime.date(2026, 11, 20), "已超 1 个工作日", overdue=True, soon=True)
    )
    assert 'class="due late"' in html
    assert "11-20 周五" in html
    assert "已超 1 个工作日" in html


def test_a_term_of_today_shows_its_hour() -> None:
    assert "今天 17:30" in show("{% due d %}", d=term(TODAY, "今天到期", soon=True, at=datetime.time(17, 30)))
    assert "今天 17:30" in show("{% due d %}", d=term(TODAY, "今天到期", at="17:30"))


def test_a_provisional_term_says_so() -> None:
    html = show("{% due d %}", d=term(datetime.date(2027, 1, 15), "剩 30 个工作日", provisional=True))
    assert "2027-01-15 周五" in html
    assert '<span class="tag tentative">暂定</span>' in html


def test_day_and_rest_of_a_term_can_stand_in_two_columns() -> None:
    due = {"text": "收到后 2 个工作日", "remaining": {"text": "等对方"}}
    assert show("{% due d 'on' %}", d=due) == '<span class="unbroken">收到后 2 个工作日</span>'
    assert "等对方" in show("{% due d 'left' %}", d=due)
    assert "收到后" not in show("{% due d 'left' %}", d=due)


def test_no_term_is_a_dash() -> None:
    assert all("—" in show("{% due d %}", d=none) for none in (None, {"on": None}))


# ---- lights, ratings, chips ----


@pytest.mark.parametrize(
    ("value", "shape", "word"),
    [("red", "L-r", "红"), ("yellow", "L-y", "黄"), ("green", "L-g", "绿"), ("", "L-n", "灰")],
)
def test_a_light_has_a_shape_and_a_word(value: str, shape: str, word: str) -> None:
    html = show("{% light v %}", v=value)
    assert f"#{shape}" in html
    assert word in html


def test_a_light_takes_a_label_and_an_enum_member() -> None:
    class Light(Enum):
        RED = "red"

    html = show("{% light v '红 17' %}", v=Light.RED)
    assert "#L-r" in html
    assert "红 17</span>" in html


@pytest.mark.parametrize(("word", "sign"), [("较好推进", "up"), ("正常推进", "flat"), ("进展滞后", "dn")])
def test_a_rating_points_up_along_or_down(word: str, sign: str) -> None:
    html = show("{% rating w %}", w=word)
    assert f"#{sign}" in html
    assert word in html


def test_a_countys_own_rating_word_is_placed_by_its_index() -> None:
    assert "#dn" in show("{% rating w 2 %}", w="严重落后")
    assert "未评价" in show("{% rating w %}", w="")


def test_texts_in_lights_and_chips_are_escaped() -> None:
    assert "<b>" not in show("{% light 'red' v %}{% chip 'x' v %}{% rating v %}", v="<b>")


def test_chips_carry_their_sign() -> None:
    assert "#L-n" in show("{% chip 'draft' '草稿' %}")
    assert "#lock" in show("{% chip 'internal' '内部' %}")
    assert "tent" in show("{% chip 'tent' '暂定' %}")


# ---- clause tags and the county's own words ----


def test_a_clause_tag_leads_to_the_clause() -> None:
    html = show("{% cl '3.1.2' %}")
    assert 'href="/mechanism/#c-3.1.2"' in html
    assert 'title="看《通知》原文"' in html
    assert f">{cite('3.1.2')}</a>" in html


def test_clauses_with_one_citation_give_one_tag() -> None:
    assert show("{% cl ids %}", ids=["3.3.1", "3.3.2", "4.1"]).count("<a ") == 2
    assert "#c-3.3.1" in show("{% cl ids %}", ids=["3.3.1", "3.3.2"])
    assert show("{% cl ids %}", ids=()) == ""


def test_the_countys_words_are_underlined_by_outcome_and_numbered() -> None:
    html = show("{% own w d %}", w=WORDS, d=DECISION)
    assert '<u class="ok" title="满足">进度严重滞后</u>&#8288;<sup>①</sup>' in html
    assert '<u class="no" title="未满足">经多次督办或联席约谈</u>&#8288;<sup>②</sup>' in html
    assert '<u class="unknown" title="待查明">整改成效仍不明显</u>&#8288;<sup>③</sup>' in html


def test_underlining_leaves_the_countys_text_whole() -> None:
    html = show("{% own w d %}", w=WORDS, d=DECISION)
    assert re.sub(r"&#8288;<sup>.*?</sup>|<.*?>", "", html) == WORDS


def test_a_fragment_that_the_county_does_not_say_is_not_shown() -> None:
    html = show("{% own w m %}", w=WORDS, m=[display.Mark("倒数三名", "no", 1)])
    assert html == WORDS


def test_overlapping_fragments_are_underlined_once() -> None:
    html = show("{% own w m %}", w="督办后再督办", m=[("督办", "p", 1), ("督办", "p", 2), ("再督", "p", 3)])
    assert html.count("<u") == 2
    assert "<sup>3</sup>" not in html


def test_the_countys_text_is_escaped() -> None:
    assert "<script>" not in show("{% own w m %}", w="<script>督办", m=[("督办", "p", 1)])


# ---- reasons and refusals ----


def test_every_reason_shows_sign_word_clause_and_fact() -> None:
    html = show("{% reasons d %}", d=DECISION)
    for sign, word, fact in (
        ("V-ok", "满足", "差 38"),
        ("V-no", "未满足", "须 2 次"),
        ("V-un", "待查明", "尚无判断"),
    ):
        assert f"#{sign}" in html
        assert word in html
        assert fact in html
    assert html.count('class="clause"') == 3


def test_a_refusal_says_who_can_supply_what_is_missing_with_a_link() -> None:
    html = show("{% reasons d l True %}", d=DECISION, l={"letter.draft": "/act/letter.draft/?matter=x"})
    assert "县委办公室，或县领导" in html
    assert '<a href="/act/letter.draft/?matter=x">起草第二份督办函</a>' in html


def refusal(**more: Any) -> dict[str, Any]:
    return {
        "title": "现在还不能提请挂牌督办",
        "decision": DECISION,
        "own": WORDS,
        "links": {},
        "kept": True,
        **more,
    }


def test_a_refusal_counts_quotes_and_says_that_it_was_logged() -> None:
    html = render_to_string("partials/refusal.html", {"refusal": refusal(logged_at=NOW, logged_by="李某乙")})
    assert "满足 1 项，未满足 1 项，待查明 1 项" in html
    assert 'class="own' in html
    assert "本次未受理已记入日志：09:42 李某乙" in html
    assert "您填过的内容已留作草稿" in html


def test_a_refusal_is_a_dialog_or_a_section() -> None:
    assert "<dialog" in render_to_string("partials/refusal.html", {"refusal": refusal(), "as_dialog": True})
    assert "<dialog" not in render_to_string("partials/refusal.html", {"refusal": refusal()})


def test_a_refusal_without_conditions_shows_message_and_clause() -> None:
    html = render_to_string(
        "partials/refusal.html",
        {"refusal": {"title": "不能签发", "message": "“签发”须由办公室主任办理。", "clause": "3.1.2"}},
    )
    assert "须由办公室主任办理" in html
    assert cite("3.1.2") in html


def test_a_conflict_shows_the_others_change_beside_ones_own() -> None:
    conflict = {
        "message": "这份督办函已经有人核过。",
        "changes": [{"who": "冯某癸", "at": "11-23 09:38", "sentence": "退回修改。"}],
        "typed": [("意见", "同意印发")],
        "retry": {"url": "/x/"},
    }
    html = render_to_string("partials/conflict.html", {"conflict": conflict})
    assert html.index("退回修改") < html.index("同意印发")


# ---- lists ----


def test_the_pager_keeps_the_rest_of_the_address() -> None:
    html = show("{% pager p %}", p=Page(tuple(range(25)), 2, 25, 142), request=request("unit=%E7%94%B2&page=2&unit=b"))
    assert "第 26–50 条，共 142 条" in html
    assert 'href="?unit=%E7%94%B2&amp;unit=b&amp;page=1"' in html
    assert 'href="?unit=%E7%94%B2&amp;unit=b&amp;page=3"' in html
    assert 'href="?unit=%E7%94%B2&amp;unit=b&amp;size=100"' in html


def test_the_pager_stops_at_both_ends() -> None:
    html = show("{% pager p %}", p=Page((), 1, 25, 0))
    assert html.count("disabled") == 2
    assert "第 0–0 条，共 0 条" in html


FIELDS = [
    {"name": "q", "label": "在本库中找", "type": "search", "value": "管网"},
    {"name": "unit", "label": "责任单位", "value": 2, "options": [(1, "甲镇"), (2, "乙镇")]},
]


def test_filters_are_a_plain_form_that_keeps_sorting_and_drops_the_page() -> None:
    html = show("{% filters f '#list' %}", f=FIELDS, request=request("sort=-due&page=3&unit=2"))
    assert 'method="get"' in html
    assert 'hx-get="/registry/"' in html
    assert '<option value="2" selected>乙镇</option>' in html
    assert '<input type="hidden" name="sort" value="-due">' in html
    assert 'name="page"' not in html


def test_a_chip_takes_its_filter_off() -> None:
    html = show("{% chips f %}", f=FIELDS, request=request("q=x&unit=2&page=4"))
    assert 'href="?q=x"' in html
    assert "乙镇" in html


def test_a_sorted_column_turns_round() -> None:
    assert 'href="?sort=-due"' in show("{% sort_th 'due' '期限' %}", request=request("sort=due"))
    assert 'aria-sort="descending"' in show("{% sort_th 'due' '期限' %}", request=request("sort=-due"))
    assert "aria-sort" not in show("{% sort_th 'due' '期限' %}", request=request())


# ---- larger parts ----


def test_the_ladder_marks_where_the_case_stands() -> None:
    steps = [
        {"title": "重点工作", "state": "past", "lines": ["03-05 立项"]},
        {"title": "督办函", "state": "now", "lines": ["1 次"]},
        {"state": "next", "forks": [{"title": "解除", "text": "申请", "clauses": "3.3.1"}]},
    ]
    html = render_to_string("components/ladder.html", {"steps": steps})
    assert html.count('aria-current="step"') == 1
    assert 'class="past up-0"' in html
    assert 'class="now up-1"' in html
    assert re.search(r'class="next up-2\s+fork"', html)


def test_duties_say_who_does_what_until_when_under_which_clause() -> None:
    rows = [
        {
            "who": "张某甲",
            "personal": True,
            "what": "申请解除挂牌",
            "clauses": "3.3.1",
            "due": term(datetime.date(2026, 12, 31), "剩 28 个工作日"),
            "light": "green",
            "action": {"label": "催办", "url": "/act/urge/", "method": "post", "data": {"key": "k"}},
        }
    ]
    html = render_to_string("components/duties.html", {"rows": rows}, request=request())
    for text in ("张某甲", "本人", "申请解除挂牌", "12-31 周四", "剩 28 个工作日", "绿", "催办"):
        assert text in html
    assert "csrfmiddlewaretoken" in html
    assert "现在没有人欠着事" in render_to_string("components/duties.html", {"rows": []})


def test_a_todo_row_opens_in_place() -> None:
    row = {"key": "r1", "light": "red", "title": "管网", "url": "/m/", "unit": "丁镇", "due": None}
    row["action"] = {"label": "评价", "url": "/rate/", "panel": "panel-r1"}
    html = render_to_string(
        "components/todo.html", {"groups": [{"title": "待评价", "count": 1, "rows": [row]}]}
    )
    assert 'hx-target="#panel-r1"' in html
    assert 'id="panel-r1"' in html
    assert 'href="/rate/"' in html


def test_the_timeline_escapes_what_people_typed() -> None:
    html = render_to_string(
        "components/timeline.html",
        {
            "entries": [
                {"at": NOW, "text": "<b>x</b>", "clauses": ["4.1"]},
                {"parts": [{"text": "滞后", "strong": True}]},
            ]
        },
    )
    assert "&lt;b&gt;x" in html
    assert "<b>滞后</b>" in html
    assert "11-23 09:42" in html


def test_the_sheet_shows_what_still_waits() -> None:
    cells = [
        {
            "title": "同意",
            "opinion": "同意",
            "name": "王某丙",
            "post": "县委书记",
            "at": NOW,
            "note": "代录 蒋某卯",
        },
        {"title": "签发", "waiting": True, "name": "郑某壬", "at": NOW},
    ]
    html = render_to_string("components/sheet.html", {"cells": cells})
    assert "待办" in html
    assert "11-23 09:42 送出" in html
    assert "代录 蒋某卯" in html


def test_a_card_wraps_its_content() -> None:
    html = show("{% card '事实' id='facts' clauses='4.1' count=7 %}<p>{{ x }}</p>{% endcard %}", x="<i>")
    assert 'id="facts"' in html
    assert "<p>&lt;i&gt;</p>" in html
    assert '<span class="tag">7</span>' in html
