"""The one gate: what is given to an act is judged against its row, the same by a call and by the form of its page."""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.http import QueryDict
from hypothesis import given, settings
from hypothesis import strategies as st

from duban.acts.gate.choices import named_lists
from duban.acts.gate.given import Unfit, Unread, empty, fitting, given_to, shown
from duban.acts.kinds import kinds
from duban.acts.registry import action_for
from duban.documents.files.uploads import Upload
from duban.mechanism.lifecycles import ACTS
from duban.mechanism.lifecycles.types import LATEST, Act, Column, Field, Widget
from duban.mechanism.people.standing import Role
from duban.mechanism.words.named import CLOSE, OPEN
from duban.shared.actor import Actor
from duban.shared.errors import ActError, Invalid, NotFound, NotPermitted, Stale, Unmet, WrongState
from duban.web.forms.actforms import sent
from tests.personas import County
from tests.story import underway
from tests.web.conftest import Browse

WITH_FIELDS = sorted(key for key, act in ACTS.items() if act.fields)
LIST = {"11": "甲镇", "12": "乙镇", "13": "丙局"}
CHINESE = re.compile(r"[\u4e00-\u9fff]")
NOBODY = Actor(1, "管某", 1, (), date(2026, 3, 2))
FILE = Upload("方案.txt", b"x")
WORDS = st.text(st.sampled_from("整改方案甲乙丙一二三 ，。abc1"), min_size=1, max_size=12).map(lambda s: f"文{s}".strip())


def lists(spec: str) -> Mapping[str, str]:
    """Every named list, the same for all."""
    return LIST


def options(field: Field | Column) -> list[str]:
    """The values that may be chosen."""
    if "=" not in field.choices:
        return list(LIST)
    return [part.partition("=")[0] for part in field.choices.split("|")]


def inside(field: Field | Column) -> st.SearchStrategy[Any]:
    """Values that a field takes, none of them empty, as the action gets them."""
    match field.widget:
        case Widget.DATE:
            return st.dates(date(1950, 1, 1), LATEST)
        case Widget.TIME:
            return st.integers(0, 4_000_000).map(lambda m: datetime(2020, 1, 1, tzinfo=UTC) + timedelta(minutes=m))
        case Widget.NUMBER:
            if isinstance(field, Field) and field.integer:
                return st.integers(field.least, field.most)
            return st.decimals("0.01", "99999", places=2)
        case Widget.CHOICE:
            return st.sampled_from([value for value in options(field) if value])
        case Widget.CHOICES:
            return st.lists(st.sampled_from(options(field)), min_size=1, unique=True)
        case Widget.YES:
            return st.just(True)
        case Widget.FILE:
            return st.just([FILE] if isinstance(field, Field) and field.many else FILE)
        case Widget.LINES:
            return st.lists(WORDS, min_size=1, max_size=4)
        case Widget.TABLE:
            assert isinstance(field, Field)
            row = st.fixed_dictionaries({column.name: inside(column) for column in field.columns})
            return st.lists(row, min_size=1, max_size=3)
        case _:
            return WORDS.map(lambda text: text[: field.limit])


def outside(field: Field | Column) -> list[Any]:
    """Values that a field does not take and that a form can send too."""
    match field.widget:
        case Widget.DATE:
            return ["2026-02-30", "明天", "0001-01-01", "9999-12-31"]
        case Widget.TIME:
            return ["2026-02-30 09:00", "2026-02-03 25:00", "下午三点"]
        case Widget.NUMBER:
            wrong = ["三", "-1", "1e400", "NaN", "1234567890123456.5", "0.00001", "9" * 40]
            whole = isinstance(field, Field) and field.integer
            zero = ["0"] if field.positive or (isinstance(field, Field) and whole and field.least) else []
            return [*wrong, *zero, *(["1.5"] if whole else [])]
        case Widget.CHOICE:
            return ["没有的", "granted", "11\x00"]
        case Widget.CHOICES:
            return [["没有的"], [options(field)[0]] * 2, [*options(field), "没有的"]]
        case Widget.LINES:
            return [["一"] * 51, ["甲\x00乙"], ["字" * (field.limit + 1)]]
        case Widget.TABLE:
            assert isinstance(field, Field)
            first = field.columns[0]
            good = {column.name: _plain(column) for column in field.columns}
            faulty = [{**good, column.name: wrong} for column in field.columns for wrong in outside(column)]
            return [[good, row] for row in faulty] + [[good] * (field.most_rows + 1), [{**good, first.name: ""}]]
        case Widget.SECRET:
            return ["密" * (field.limit + 1), "a\x00b"]
        case Widget.TEXT | Widget.LONG:
            lines = ["甲\n乙"] if field.widget is Widget.TEXT else []
            return ["字" * (field.limit + 1), "甲\x00乙", "甲\x1b乙", *lines]
        case _:
            return []


NEVER = (3.5, object(), {"a": 1}, b"x", float("nan"))


def _plain(column: Column) -> str:
    return {Widget.DATE: "2026-03-02", Widget.NUMBER: "3", Widget.CHOICE: options(column)[0]}.get(
        column.widget, "内容"
    )


def spelled(value: Any) -> Any:
    """A value as a form sends it."""
    if isinstance(value, bool):
        return "on" if value else ""
    if isinstance(value, datetime):
        return f"{value + timedelta(hours=8):%Y-%m-%dT%H:%M}"
    if isinstance(value, date):
        return value.isoformat()
    return value if isinstance(value, str) else format(value, "f") if isinstance(value, Decimal) else str(value)


def posted(act: Act, values: Mapping[str, Any]) -> QueryDict:
    """The body of a form that says the same."""
    data = QueryDict(mutable=True)
    data["once"] = "k" * 32
    for field in act.fields:
        value = values.get(field.name)
        if value is None or value is False or field.widget is Widget.FILE:
            continue
        if field.widget is Widget.CHOICES:
            data.setlist(field.name, value)
        elif field.widget is Widget.LINES:
            data[field.name] = "\r\n".join(value)
        elif field.widget is Widget.TABLE:
            for column in field.columns:
                cells = [spelled(row[column.name]) for row in value]
                data.setlist(f"{field.name}.{column.name}", cells)
        else:
            data[field.name] = spelled(value)
    return data


def sound(act: Act, draw: st.DataObject) -> dict[str, Any]:
    """Values inside every field that is asked for, and inside some of the others."""
    values: dict[str, Any] = {}
    for field in act.fields:
        wanted = field.required or draw.draw(st.booleans())
        values[field.name] = (
            draw.draw(inside(field)) if wanted and shown(field, values) else empty(field)
        )
    return values


def both_ways(act: Act, values: Mapping[str, Any]) -> tuple[Any, Any]:
    """What the gate says to a call, and to the form of the page that says the same."""
    files = {f.name: values.get(f.name) for f in act.fields if f.widget is Widget.FILE}
    typed = {**sent(act, NOBODY, posted(act, values), {}).values, **files}
    return given_to(act, values, lists), given_to(act, typed, lists)


@pytest.mark.parametrize("key", WITH_FIELDS)
@settings(max_examples=3, deadline=None, database=None, derandomize=True)
@given(draw=st.data())
def test_what_is_inside_every_field_passes_and_means_the_same_by_call_and_form(key: str, draw: st.DataObject) -> None:
    act = ACTS[key]
    values = sound(act, draw)
    called, formed = both_ways(act, values)
    assert (called[1], formed[1]) == ({}, {})
    assert called[0] == formed[0]
    assert set(called[0]) == {field.name for field in act.fields}


@pytest.mark.parametrize("key", WITH_FIELDS)
@settings(max_examples=2, deadline=None, database=None, derandomize=True)
@given(draw=st.data())
def test_what_is_outside_a_field_is_refused_beside_it_by_call_and_form(key: str, draw: st.DataObject) -> None:
    act = ACTS[key]
    values = sound(act, draw)
    for field in act.fields:
        if field.shaped or not shown(field, values):
            continue
        for wrong in outside(field):
            called, formed = (faults for _, faults in both_ways(act, {**values, field.name: wrong}))
            assert field.name in called, (field.name, wrong)
            assert set(called) == set(formed), (field.name, wrong)
            assert all(CHINESE.search(text) for text in (*called.values(), *formed.values()))
        for wrong in NEVER:
            assert field.name in given_to(act, {**values, field.name: wrong}, lists)[1]
        assert given_to(act, {**values, field.name: Unread("读不出。")}, lists)[1][field.name] == "读不出。"


@pytest.mark.parametrize("key", WITH_FIELDS)
@settings(max_examples=2, deadline=None, database=None, derandomize=True)
@given(draw=st.data())
def test_all_that_is_missing_is_asked_for_at_once_and_what_hangs_on_another_field_only_with_it(
    key: str, draw: st.DataObject
) -> None:
    act = ACTS[key]
    asked = {field.name for field in act.fields if field.required and not field.show_when}
    for faults in (faults for _, faults in both_ways(act, {})):
        assert set(faults) == asked
    values = sound(act, draw)
    for field in act.fields:
        if field.shaped or shown(field, values):
            continue
        called, formed = (
            faults for _, faults in both_ways(act, {**values, field.name: draw.draw(inside(field))})
        )
        assert list(called) == list(formed) == [field.name]
        assert "时才填" in called[field.name]


def test_every_named_list_of_the_table_is_brought_by_a_floor() -> None:
    named = {
        spec.choices
        for act in ACTS.values()
        for field in act.fields
        for spec in (field, *field.columns)
        if spec.choices and "=" not in spec.choices
    }
    assert named <= named_lists()
    assert all(
        spec.choices for act in ACTS.values() for f in act.fields for spec in (f, *f.columns)
        if spec.widget in (Widget.CHOICE, Widget.CHOICES)
    )  # fmt: skip


# ---- the acts themselves ----

STATUS = {Invalid: 422, Unmet: 422, WrongState: 409, Stale: 409, NotPermitted: 403, NotFound: 404}
JUNK: tuple[Any, ...] = ("没有的", "x" * 70_000, "", "\x00")


def refs(county: County) -> dict[str, str]:
    """An object of each kind that there is."""
    underway(county)
    rows = {name: kind.model._base_manager.filter(**kind.where).order_by("pk").first() for name, kind in kinds().items()}
    return {name: getattr(row, "ref", "") or "nothing" for name, row in rows.items()}


def address(act: Act, known: Mapping[str, str]) -> dict[str, str]:
    """Where a call addresses an act."""
    if act.creates:
        return {act.on: known[act.on]} if act.on else {}
    return {"ref": known.get(act.kind) or "nothing"}


def filled_with(junk: str, act: Act) -> dict[str, Any]:
    return {
        f.name: [junk] if f.widget is Widget.CHOICES else [] if f.widget is Widget.TABLE else junk
        for f in act.fields
        if f.widget not in (Widget.FILE, Widget.LINES, Widget.YES)
    }


@pytest.mark.parametrize("turn", [0, *(pytest.param(turn, marks=pytest.mark.verify) for turn in (1, 2, 3))])
@pytest.mark.parametrize("who", ["inspector", "office_head"])
def test_no_junk_gets_further_than_a_refusal_and_page_and_call_answer_alike(
    county: County, browse: Browse, who: str, turn: int
) -> None:
    """Each act meets another junk by turns; in four turns all of them."""
    known, client = refs(county), browse(who)
    acts = [act for act in ACTS.values() if act.fields and set(act.roles) != {Role.SYSTEM}]
    for number, act in enumerate(acts):
        where, values = address(act, known), filled_with(JUNK[(number + turn) % len(JUNK)], act)
        try:
            action_for(act.key)(actor=county.actor(who), **where, **values)
        except ActError as error:
            expected = STATUS[type(error)]
        else:
            continue
        url = f"/act/{act.key}/" + (f"{next(iter(where.values()))}/" if where else "")
        answer = client.post(url, {"once": "k", **values})
        assert answer.status_code == expected, (act.key, turn, answer.status_code, expected)


def test_a_verdict_that_is_none_never_reads_as_a_refusal(county: County) -> None:
    from tests.story import do, issued_letter, planned, received

    story = underway(county)
    ref = issued_letter(story)
    received(story, "letter", ref)
    planned(story, "letter", ref)
    do(story.unit.liaison, "letter.request_extension", ref=ref, new_due=date(2026, 5, 20), reason="雨季")
    with pytest.raises(Invalid, match="请从“同意”“不同意”中选") as refused:
        do(county.standing, "letter.decide_extension", ref=ref, verdict="granted", opinion="同意")
    assert list(refused.value.fields) == ["verdict"]
    with pytest.raises(Invalid, match="最多 300 个字，现在 6000 个"):
        do(county.standing, "letter.decide_extension", ref=ref, verdict="grant", opinion="同" * 6000)
    with pytest.raises(NotPermitted):
        do(county.office_head, "letter.decide_extension", ref=ref, verdict="granted", opinion="同意")


def test_a_fact_that_the_notice_does_not_know_is_refused_in_words(county: County) -> None:
    from tests.story import do

    story = underway(county)
    with pytest.raises(Invalid, match="认定.*没有这一选项"):
        do(story.inspector, "matter.record_fact", ref=story.matter, fact="nonsense", reason="没有进展")
    with pytest.raises(Invalid, match="没有这一项"):
        do(story.inspector, "matter.record_fact", ref=story.matter, fact="slow", reason="没有进展", nonsense="x")


def test_no_control_character_mark_of_a_name_or_half_of_a_pair_passes_and_every_other_character_does() -> None:
    field, every = Field("text", "文字", Widget.LONG, limit=2_000_000), [chr(code) for code in range(sys.maxunicode + 1)]
    refused = {one for one in every if unicodedata.category(one) in ("Cc", "Cs")} - {"\n", "\t"}
    kept_out = {*refused, OPEN, CLOSE}
    plain = "".join(one for one in every if one not in kept_out)
    for mark in (OPEN, CLOSE):
        with pytest.raises(Unfit, match="标出措施的名称"):
            fitting(field, f"字{mark}字", lambda name: None)
    assert fitting(field, f"字{plain}字", lambda name: None) == f"字{plain}字"
    for one in refused - {"\r"}:
        with pytest.raises(Unfit, match="控制字符"):
            fitting(field, f"字{one}字", lambda name: None)


def test_a_zero_is_refused_where_it_means_nothing() -> None:
    zeros = {
        (act.key.split(".")[1], field.name)
        for act in ACTS.values()
        for field in act.fields
        if field.widget is Widget.NUMBER and "0" in outside(field)
    }
    names = {name for _, name in zeros}
    assert {"cycle_days", "feedback_days", "copies_printed", "target_value", "year", "rank", "total"} <= names
    assert not {"value", "tied", "sequence", "priority"} & names


def test_the_leading_unit_ticked_as_its_own_assistant_is_told_so(county: County) -> None:
    from tests.story import do, registered

    story = registered(county)
    town = str(county.units["town_a"])
    plan = {"requirement": "按期完成", "cycle_days": 30, "due_on": date(2026, 11, 30)}
    with pytest.raises(Invalid, match="不同时列为协办单位"):
        do(county.inspector, "matter.propose", ref=story.matter, lead_unit=town, assist_units=[town], **plan)
    with pytest.raises(Invalid, match="报告周期.*1 到 366 的整数"):
        do(county.inspector, "matter.propose", ref=story.matter, lead_unit=town, **{**plan, "cycle_days": 0})


def test_a_post_that_succeeds_never_computes_what_only_a_page_shows(
    county: County, browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    from duban.insight.selectors.act_page import before_form

    story = underway(county)
    asked: list[str] = []
    for name in ("case_of", "_passages", "effects_of", "_ready", "_may"):
        real = getattr(before_form, name)
        monkeypatch.setattr(before_form, name, lambda *a, _n=name, _r=real, **k: (asked.append(_n), _r(*a, **k))[1])
    url = f"/act/matter.remind/{story.matter}/"
    wrong = browse("inspector").post(url, {"text": "催" * 201, "once": "a" * 32})
    assert (wrong.status_code, "case_of" in asked) == (422, True)
    asked.clear()
    right = browse("inspector").post(url, {"text": "请按期报送。", "once": "b" * 32})
    assert (right.status_code, asked) == (303, [])
