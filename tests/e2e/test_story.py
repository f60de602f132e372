"""The system in a browser: one matter through a letter, a refusal that explains itself, a race, and every page."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date

import pytest
from axe_playwright_python.sync_playwright import Axe
from django_scopes import scope
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from duban.shared.database import memo
from tests.e2e.conftest import DESKTOP, PHONE
from tests.personas import PASSWORD, County

Open = Callable[..., Page]


@pytest.fixture
def server(
    transactional_db: None, live_server: LiveServer, todays_clock: None
) -> Iterator[LiveServer]:
    """The live server on the county's day: its threads share the clock of the test."""
    memo.forget()
    yield live_server


@pytest.fixture
def town(server: LiveServer, built_county: County) -> Iterator[County]:
    with scope(jurisdiction=built_county.jurisdiction_id):
        yield built_county


class Person:
    """Somebody at a browser of their own; one before 105 cannot tell what is seen or ready, and is used by `force`."""

    force = False

    def __init__(self, page: Page, server: LiveServer, town: County, key: str) -> None:
        self.page, self.base = page, server.url
        page.goto(f"{self.base}/login/")
        self.force = int(page.context.browser.version.split(".")[0]) < 105  # type: ignore[union-attr]
        page.get_by_label("账号").fill(town.account(key).username, force=self.force)
        page.get_by_label("密码").fill(PASSWORD, force=self.force)
        page.locator(".door-in button[type=submit]").click(force=self.force)
        expect(page.locator("h1")).to_have_text("工作台")

    def goes(self, path: str) -> None:
        self.page.goto(self.base + path)

    def does(self, case: str, label: str, **fields: str) -> None:
        """Open the case, start the act by its button, fill in, send, and see that it was done."""
        self.goes(case)
        link = self.page.locator("main a", has_text=re.compile(f"^\\s*{label}\\s*$")).first
        if self.force or not link.is_visible():  # what lies folded stands over others once it is open
            self.page.evaluate("document.querySelectorAll('main details').forEach(one => one.open = true)")
        link.click(force=self.force)
        self.sends(label, **fields)
        expect(self.page.locator(".note.ok")).not_to_have_count(0)

    def sends(self, label: str, **fields: str) -> None:
        form = self.page.locator("main form[method=post]").last
        for name, value in fields.items():
            field = form.locator(f"[name='{name}']")
            kind = field.first.get_attribute("type")
            if kind in ("radio", "checkbox"):
                by_value = form.locator(f"[name='{name}'][value='{value}']")
                choice = by_value if by_value.count() else form.get_by_label(value, exact=True)
                # By its own click: what a date says of itself comes in meanwhile and moves what stands below.
                choice.evaluate("one => one.checked || one.click()")
            elif field.first.evaluate("node => node.tagName") == "SELECT":
                field.first.select_option(label=value, force=self.force)
            else:
                field.first.fill(value, force=self.force)
        form.locator("button", has_text=label).last.click(force=self.force)


@pytest.fixture
def sits(open_page: Open, server: LiveServer, town: County) -> Callable[..., Person]:
    def person(key: str, size: tuple[int, int] = DESKTOP) -> Person:
        return Person(open_page(size), server, town, key)

    return person


def assigned(sits: Callable[..., Person], town: County) -> tuple[Person, str]:
    """A matter registered, proposed, approved, assigned and received in the browser."""
    inspector, head = sits("inspector"), sits("office_head")
    inspector.goes("/act/matter.register/")
    inspector.sends(
        "登记重点工作", title="城区老旧供水管网改造", office="party_office", source_class="2.3",
        source_title="县委常委会会议", source_date="2026-02-27", kind_23="会议", due_on="2026-10-30",
        target_name="改造管网", target_value="46", target_unit="公里",
    )  # fmt: skip
    expect(inspector.page.locator(".note.ok")).to_contain_text("城区老旧供水管网改造")
    case = inspector.page.url.removeprefix(inspector.base).split("?")[0]
    bureau = town.bureau_a.unit.short_name
    inspector.does(case, "拟办", lead_unit=bureau, requirement="十月底前完成 46 公里。", cycle_days="30")
    head.does(case, "同意立项", opinion="同意")
    inspector.does(case, "交办")
    sits("bureau_a.liaison").does(case, "签收")
    return inspector, case


@pytest.mark.clause("2.0", "3.1.1", "3.1.2", "3.1.3", "3.1.4", "3.1.6", "3.1.7", "4.1")
def test_a_matter_goes_from_registration_to_a_letter_and_its_plan(
    sits: Callable[..., Person], town: County
) -> None:
    inspector, case = assigned(sits, town)
    inspector.does(case, "认定事实", fact="slow", reason="两个月没有实物工作量。")
    inspector.goes(case)
    inspector.page.evaluate("document.querySelectorAll('main details').forEach(one => one.open = true)")
    inspector.page.get_by_role("main").get_by_role("link", name="起草督办函").first.click()
    inspector.page.locator("input[name=facts]").first.check()
    inspector.sends(
        "起草督办函", basis="2026年1月以来没有实物工作量", matters="补齐3公里管网的实物工作量",
        goals="2026年4月底以前追上序时", deadline="2026-04-30",
    )
    expect(inspector.page.locator(".note.ok")).to_be_visible()
    vice = next(h for h in _leaders(town) if h.person_id == town.persons["vice"])
    inspector.does(case, "送核稿", approver=f"{vice.name}（{vice.title}）")
    sits("checker").does(case, "核稿通过", opinion="事实与附件相符")

    leader = sits("vice", PHONE)
    leader.does(case, "同意", opinion="同意")
    sits("office_head").does(case, "签发")
    sits("clerk").does(case, "编号、用印、印发", number_by="own", seal_keeper="文书", copies_printed="10")
    liaison, principal = sits("bureau_a.liaison", PHONE), sits("bureau_a.principal", PHONE)
    liaison.does(case, "签收")
    liaison.does(case, "拟订整改方案", text="倒排工期，每周调度。", committed_on="2026-04-20")
    principal.does(case, "确认整改方案")

    inspector.goes("/registry/letter/")
    row = inspector.page.get_by_role("row", name="城区老旧供水管网改造")
    expect(row).to_contain_text("〔2026〕1号")
    inspector.goes(f"{case}?tab=history")
    expect(inspector.page.get_by_role("main")).to_contain_text("本人确认整改方案")


def _leaders(town: County) -> list[object]:
    from duban.organisations.selectors import directory

    return list(directory(town.jurisdiction_id).leaders(date(2026, 3, 2)))


@pytest.mark.clause("3.3.1")
def test_a_listing_without_its_conditions_is_refused_with_every_one_of_them(
    sits: Callable[..., Person], town: County
) -> None:
    inspector, case = assigned(sits, town)
    inspector.goes(case)
    inspector.page.evaluate("document.querySelectorAll('main details').forEach(one => one.open = true)")
    inspector.page.get_by_role("main").get_by_role("link", name="起草立项挂牌督办通知书").first.click()
    main = inspector.page.get_by_role("main")
    for condition in ("进度严重滞后", "经多次督办或联席约谈", "整改成效仍不明显"):
        expect(main).to_contain_text(condition)
    expect(main).to_contain_text("须 2 次")
    expect(main.get_by_role("link", name="起草督办函").first).to_be_visible()


@pytest.mark.clause("3.0")
def test_of_two_browsers_that_race_for_one_approval_the_second_sees_what_the_first_did(
    sits: Callable[..., Person], town: County
) -> None:
    inspector, head = sits("inspector"), sits("office_head")
    second = sits("secretary")
    inspector.goes("/act/matter.register/")
    inspector.sends(
        "登记重点工作", title="校车安全隐患整治", office="party_office", source_class="2.3", source_title="县委常委会会议",
        source_date="2026-02-27", kind_23="会议", due_on="2026-10-30",
    )  # fmt: skip
    case = inspector.page.url.removeprefix(inspector.base).split("?")[0]
    inspector.does(
        case, "拟办", lead_unit=town.bureau_a.unit.short_name, requirement="按期完成。", cycle_days="30"
    )
    for person in (head, second):
        person.goes(case)
        person.page.evaluate("document.querySelectorAll('main details').forEach(one => one.open = true)")
        person.page.get_by_role("main").get_by_role("link", name="同意立项").first.click()
    head.sends("同意立项", opinion="同意")
    expect(head.page.locator(".note.ok")).to_be_visible()
    second.sends("同意立项", opinion="同意")
    expect(second.page.get_by_role("main")).to_contain_text("同意立项督办")
    expect(second.page.locator(".note.ok")).to_have_count(0)


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_no_page_breaks_a_rule_of_accessibility_or_overflows(
    sits: Callable[..., Person], town: County, size: tuple[int, int]
) -> None:
    _, case = assigned(sits, town)
    person = sits("inspector", size)
    wrong = {}
    paths = [
        "/", "/matters/", case, f"{case}?tab=history", "/registry/letter/", "/organisations/", "/mechanism/",
        "/mechanism/questions/", "/act/matter.register/",
    ]  # fmt: skip
    for path in paths:
        person.goes(path)
        found = [violation["id"] for violation in Axe().run(person.page).response["violations"]]
        wide = person.page.evaluate("document.documentElement.scrollWidth > window.innerWidth + 1")
        if found or wide:
            wrong[path] = (found, wide)
    assert wrong == {}
