"""Rows and numbers at hand: two drafts told apart, the next number before it is given, what lies with leaders on paper."""

from __future__ import annotations

from duban.insight.selectors.act_page.before_form import open_act
from duban.insight.selectors.case_file.case import case_view
from duban.insight.selectors.work_desk.desk import desk
from duban.web.presenting.daily.desk import desk_page
from tests.personas import County
from tests.story import approved, approving, do, drafted, numbered, underway
from tests.web.conftest import Browse


def _subs(county: County, who: str) -> list[str]:
    view = desk_page(desk(actor=county.actor(who)), "", "")
    return [row["sub"] for group in view["groups"] for row in group["rows"]]


def test_two_drafts_on_one_matter_read_differently(county: County) -> None:
    with county.on("2026-03-02", 9):
        story = underway(county)
        drafted(story)
    with county.on("2026-03-02", 10, 30):
        drafted(story)
        drafts = [sub for sub in _subs(county, "inspector") if "督办函拟稿送核" in sub]
        assert drafts == ["督办函拟稿送核（03-02 09:00起草的稿）", "督办函拟稿送核（03-02 10:30起草的稿）"]
        view = case_view(actor=story.inspector, ref=story.case)
        assert len({button.about for button in view.buttons if button.key == "letter.redraft"}) == 2


def test_the_number_that_is_shown_is_the_number_that_is_given(county: County, browse: Browse) -> None:
    story = underway(county)
    first = approved(story)
    numbered(story, "letter", first)
    second = approved(story)
    page = browse("clerk").get(f"/act/letter.issue/{second}/").content.decode()
    assert "本序列下一个号是 X委办督函〔2026〕2号" in page
    numbered(story, "letter", second)
    assert story.measure(second).number == "X委办督函〔2026〕2号"


def test_a_number_entered_by_hand_is_passed_over(county: County) -> None:
    story = underway(county)
    first, second = approved(story), approved(story)
    numbered(story, "letter", first, number_by="entered", given_number="X委办督函〔2026〕1号")
    notes = dict(open_act(actor=story.clerk, key="letter.issue", ref=second).case.notes)  # type: ignore[union-attr]
    assert any("〔2026〕2号" in text for text in notes)
    numbered(story, "letter", second)
    assert story.measure(second).number.endswith("〔2026〕2号")


def test_the_clerk_has_a_list_of_what_lies_with_leaders(county: County, browse: Browse) -> None:
    story = underway(county)
    ref = approving(story)
    [row] = desk(actor=story.clerk).papers
    assert (row.act, row.ref, row.leader) == ("letter.enter_paper", ref, county.actor("standing").name)
    page = browse("clerk").get("/").content.decode()
    assert f'href="/act/letter.enter_paper/{ref}/"' in page
    case = open_act(actor=story.clerk, key="letter.enter_paper", ref=ref).case
    assert case is not None and case.initial["leader"] == str(county.person("standing"))
    assert desk(actor=story.inspector).papers == () and desk(actor=county.actor("gov_clerk")).papers == ()
    do(county.actor("standing"), "letter.approve", ref=ref)
    assert desk(actor=story.clerk).papers == ()
