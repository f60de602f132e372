"""Choosing in a form: names by their initials, a day with what it is, and what applies told where no script hides it."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django import forms

from duban.acts.gate.choices import Asking
from duban.mechanism.lifecycles import act_named
from duban.mechanism.lifecycles.types import Field, Widget
from duban.shared.actor import system_actor
from duban.web.forms.actforms import field_for
from tests.personas import County
from tests.web.conftest import Browse
from tests.web.test_acts import text

UNITS = (
    "自然资源局", "住房和城乡建设局", "教育局", "财政局", "水利局", "林业局", "审计局", "统计局", "民政局", "司法局",
    "信访局", "甲镇", "乙镇", "丙镇",
)  # fmt: skip


@pytest.mark.parametrize("widget", [Widget.CHOICE, Widget.CHOICES])
def test_a_long_list_knows_its_names_by_the_initials_of_their_pinyin(widget: Widget) -> None:
    spec = Field(
        "unit", "责任单位", widget, choices="|".join(f"{n}=县{name}（牵头）" for n, name in enumerate(UNITS))
    )
    html = str(
        forms.BoundField(
            forms.Form(), field_for(spec, Asking(system_actor(1, date(2026, 3, 10)), act_named("matter.propose"))), "unit"
        )
    )
    told = re.findall(r'data-initials="([^"]*)"', html)
    assert len(told) == len(UNITS) and "xzrzyj" in told[0] and "xzfhcxjsj" in told[1].split()
    assert ("<select" in html) == (widget is Widget.CHOICE), "it is chosen from without any script"


@pytest.mark.parametrize(
    ("typed", "told"),
    [("2026-03-13", "周五，工作日，还有"), ("2026-13-40", ""), ("", ""), ("0001-01-01", ""), ("<b>", "")],
)
def test_a_day_says_what_it_is_while_it_is_chosen(
    county: County, browse: Browse, typed: str, told: str
) -> None:
    answer = text(browse("inspector").get("/day/", {"due_on": typed}))
    assert answer.startswith(told) and bool(answer) == bool(told)


def test_every_field_of_a_day_asks_for_it(county: County, browse: Browse) -> None:
    html = text(browse("inspector").get("/act/matter.register/"))
    days = re.findall(r'<input type="date" name="(\w+)"[^>]*>', html)
    assert set(days) == {"source_date", "due_on"}
    for name in days:
        assert f'hx-target="#id_{name}_day"' in html and f'id="id_{name}_day"' in html


def test_what_applies_only_sometimes_says_when_where_no_script_hides_it(
    county: County, browse: Browse
) -> None:
    html = text(browse("inspector").get("/act/matter.register/"))
    hidden = re.findall(r'data-show-when="([^"]*)"', html)
    assert len(hidden) > 6
    assert len(
        re.findall(r'<noscript>\s*<p class="hint">“[^<]+”选“[^<]+时填写</p>\s*</noscript>', html)
    ) == len(hidden)


def test_what_the_county_names_in_its_own_words_has_no_initials_of_ours() -> None:
    spec = Field("what", "文种", Widget.CHOICE, choices="|".join(f"{n}=‹督办函›第{n}号" for n in range(14)))
    asking = Asking(system_actor(1, date(2026, 3, 10)), act_named("matter.propose"))
    assert "data-initials" not in str(forms.BoundField(forms.Form(), field_for(spec, asking), "what"))
