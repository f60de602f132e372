"""本系统与减负规定: each rule that is named is kept, and the test that is said to show it is there."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from django.apps import apps
from django.urls import reverse

from duban.acts.sight.visibility import may_see
from duban.insight.selectors.burden.overview import burden
from duban.mechanism.burden.relief import ReliefRule, relief_rules
from duban.mechanism.lifecycles import ACTS, act_named, acts_asking
from duban.mechanism.lifecycles.types import Widget
from duban.mechanism.people.standing import UNIT_ROLES
from duban.mechanism.words.messages import MESSAGES
from duban.organisations.selectors import directory
from duban.proceedings.models import Rating, Report
from tests.personas import TODAY, County
from tests.story import do, reported, underway
from tests.web.conftest import Browse

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = ROOT / "src" / "duban" / "web"
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 16_0 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148"


def sent_to_browsers() -> str:
    """Everything of ours that a browser is sent: templates and scripts."""
    files = [*SHIPPED.rglob("*.html"), *(SHIPPED / "static" / "duban").glob("*.js")]
    return "\n".join(path.read_text("utf-8") for path in files)


@pytest.mark.parametrize("rule", relief_rules(), ids=lambda rule: rule.forbids)
def test_each_test_that_is_named_is_there_and_asserts_something(rule: ReliefRule) -> None:
    assert rule.source
    assert rule.kept
    assert rule.tests
    for named in rule.tests:
        file, _, name = named.partition("::")
        body = ast.parse((ROOT / file).read_text("utf-8")).body
        functions = {one.name: one for one in body if isinstance(one, ast.FunctionDef)}
        assert name in functions, named
        assert any(isinstance(part, ast.Assert) for part in ast.walk(functions[name])), named
        marks = {ast.unparse(mark) for mark in functions[name].decorator_list}
        assert not any("skip" in mark or "xfail" in mark for mark in marks), named


def test_the_page_lists_every_rule(county: County, browse: Browse) -> None:
    page = browse("town_b.liaison").get(reverse("relief")).content.decode()
    assert [rule.forbids for rule in relief_rules() if rule.forbids not in page] == []


def test_nothing_asks_anybody_to_check_in_or_to_answer_a_message() -> None:
    said = {f"{act.label}{field.label}{field.hint}" for act in ACTS.values() for field in act.fields}
    said |= {act.label for act in ACTS.values()} | {kind.sentence for kind in MESSAGES.values()}
    said = {text for text in said if not text.startswith(act_named("complaint.submit").label)}
    assert [text for text in said if "打卡" in text or "回复收到" in text or text == "签到"] == []
    assert not any("message" in key for key in ACTS)


def test_units_stand_in_their_own_order_whatever_their_numbers(county: County) -> None:
    last = directory(county.jurisdiction_id).units[-1]
    story = underway(county, "bureau_c")
    for _ in range(2):
        do(story.inspector, "matter.remind", ref=story.matter, text="请按期报送。")
    underway(county, "town_a", distinct_reason="另一片区", title="农村道路改造")
    lines = burden(actor=county.inspector, year=TODAY.year).lines
    order = {unit.ref: unit.sequence for unit in directory(county.jurisdiction_id).units}
    assert [order[line.ref] for line in lines] == sorted(order[line.ref] for line in lines)
    assert len(lines) == 2
    assert last.sequence == max(order.values())
    assert not any(word in sent_to_browsers() for word in ("积分", "得分榜", "排行榜"))


def test_no_row_tells_how_long_somebody_was_there() -> None:
    words = ("duration", "online", "seconds", "last_seen", "seen_at", "clicks", "visits")
    columns = {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        if model.__module__.startswith("duban.")
        for field in model._meta.concrete_fields
    }
    assert [name for name in columns if any(word in name.lower() for word in words)] == []


def test_there_is_nothing_to_install(county: County, browse: Browse) -> None:
    browser = browse("town_b.liaison")
    assert browser.get(reverse("manifest")).status_code == 404
    assert 'rel="manifest"' not in browser.get(reverse("desk")).content.decode()
    assert [word for word in ("serviceWorker", "beforeinstallprompt") if word in sent_to_browsers()] == []


def test_a_number_of_the_filing_stands_in_the_foot_and_lets_the_site_be_kept_on_a_phone(
    county: County, browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("duban.rulebook.selectors.book.FILING", "letter_name")
    browser = browse("town_b.liaison")
    page = browser.get(reverse("desk")).content.decode()
    assert "<span>督办函</span>" in page
    assert 'rel="manifest"' in page
    assert browser.get(reverse("manifest")).json()["display"] == "browser"


def test_nobody_is_told_to_sign_in() -> None:
    telling = {kind.key for kind in MESSAGES.values() if "登录" in kind.sentence or "登录" in kind.label}
    assert telling == {"password_ended"}


def test_a_report_needs_no_file_and_a_rating_reads_none() -> None:
    reporting = [act for key, act in ACTS.items() if key in acts_asking("no_change")]
    assert reporting
    assert [field.name for act in reporting for field in act.fields if field.widget is Widget.FILE and field.required] == []
    assert not any("file" in field.name or "photo" in field.name for field in Rating._meta.concrete_fields)
    owed = [act for act in ACTS.values() if set(UNIT_ROLES.values()) & set(act.roles)]
    required = {act.key for act in owed for field in act.fields if field.widget is Widget.FILE and field.required}
    assert required == {"attachment.replace", "matter.attach", "listing.apply_release", "hearing.waive"}


def test_no_page_asks_where_somebody_is() -> None:
    assert [word for word in ("geolocation", "watchPosition", "DeviceMotion") if word in sent_to_browsers()] == []


def test_one_report_is_read_by_all_four(county: County) -> None:
    story = underway(county)
    reported(story)
    assert Report.objects.count() == 1
    for who in ("inspector", "gov_inspector", "cdi.deputy", "org_dept.deputy"):
        assert may_see(county.actor(who), "matter", story.row)


def test_nothing_new_is_one_tap() -> None:
    (field,) = (one for one in act_named("matter.report").fields if one.name == "no_change")
    assert field.one_tap


def test_the_phone_gets_the_same_forms_as_the_desk(county: County, browse: Browse) -> None:
    story = underway(county)
    browser, address = browse(f"{story.lead}.liaison"), f"/act/matter.report/{story.matter}/"
    desk, phone = (browser.get(address, headers={"user-agent": agent}).content.decode() for agent in ("Mozilla/5.0", PHONE))
    assert _fields(desk) == _fields(phone) != []


def _fields(page: str) -> list[str]:
    return sorted({part.split('"')[0] for part in page.split('name="')[1:]})
