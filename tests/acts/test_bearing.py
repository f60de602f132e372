"""Whoever owes can do it: an open duty stands on the desk of those who may do it now, and of nobody else.

The stories are told as everywhere; after each act the duties of its case are held against all desks, and again with
the posts of an office or a unit taken away by chance.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from random import Random
from typing import Any

import pytest

from duban.acts import registry
from duban.acts.work import Done
from duban.insight.selectors.case_file.case import CaseView, case_view
from duban.insight.selectors.work_desk.desk import desk
from duban.jobs.sweep import Swept, sweep_acts
from duban.measures.models import Measure
from duban.mechanism.people.standing import PostRole
from duban.organisations.models import Post
from duban.shared import clock
from duban.shared.database import memo
from duban.shared.errors import NotPermitted
from tests import hours
from tests.accountability import steps
from tests.apart import undone
from tests.borne import astray, dead_buttons
from tests.counted import on_desk, on_lists
from tests.personas import County, appoint
from tests.story import (
    approving,
    assigned,
    closed,
    do,
    issued_letter,
    issued_listing,
    planned,
    proposed,
    received,
    released,
    underway,
)
from tests.visibility.lived import live

PRESSING = ("inspector", "checker", "clerk", "office_head", "gov_head", "secretary", "vice", "cdi.deputy", "org_dept.principal",
            "appraisal.deputy", "bureau_a.liaison", "town_a.principal", "town_a.handler", "registrar")  # fmt: skip


LEADERS = "the county leaders"


def told(county: County) -> None:
    """A matter through all three measures to the end, and a case of accountability to the appeal against its ruling."""
    story = underway(county)
    letter = issued_letter(story)
    received(story, "letter", letter)
    planned(story, "letter", letter)
    closed(story, "letter", letter)
    listing = issued_listing(story)
    planned(story, "listing", listing)
    released(story, listing)
    steps.appealed(county)


class Watched:
    """After each act: what does not hold of the duties of its case, as it is and with some posts vacant by chance."""

    def __init__(self, county: County, monkeypatch: pytest.MonkeyPatch) -> None:
        self.county, self.wrong, self.acts, self.vacated = county, list[str](), 0, 0
        self.chance = Random(f"{hours.seed()}:bearing")
        for key, action in registry.performed().items():
            monkeypatch.setitem(registry._actions, key, self._watched(key, action))

    def _watched(self, key: str, action: Callable[..., Done]) -> Callable[..., Done]:
        def call(**given: Any) -> Done:
            done = action(**given)
            self.acts += 1
            self._look(f"after {key}", done.case_ref)
            if done.case_ref and self.chance.random() < 0.5:
                with undone():
                    gone = self._vacate()
                    self._look(f"after {key} without {gone}", done.case_ref)
            return done

        return call

    def _look(self, when: str, case_ref: str) -> None:
        self.wrong += [f"{when}: {line}" for line in astray(self.county.jurisdiction_id, case_ref)]

    def _vacate(self) -> str:
        """Everybody of one post in one unit or among the county leaders, or of one office, has left since yesterday."""
        unit = self.chance.choice(["party_office", "party_office", "gov_office", "town_a", "cdi", "org_dept", LEADERS])
        posts = Post.objects.filter(unit_id=self.county.units.get(unit)).exclude(role=PostRole.REGISTRAR.value)
        roles = sorted({post.role for post in posts})
        gone = self.chance.sample(roles, self.chance.choice((1, 1, 2, len(roles))))
        posts.filter(role__in=gone).update(ends_on=clock.today() - timedelta(1))
        memo.renew_directory(self.county.jurisdiction_id)
        self.vacated += 1
        return f"{'、'.join(gone)} of {unit}"


@pytest.mark.clause("3.0", "3.1.2")
def test_each_duty_stands_on_the_desk_of_somebody_who_may_do_it_after_every_act_of_the_stories(
    county: County, monkeypatch: pytest.MonkeyPatch
) -> None:
    watched = Watched(county, monkeypatch)
    told(county)
    assert watched.wrong == []
    assert watched.acts > 60 and watched.vacated > 15


def test_each_duty_of_a_county_in_which_everything_has_happened_can_be_done(county: County) -> None:
    live(county)
    with county.on("2026-05-20"):
        assert list(astray(county.jurisdiction_id)) == []


def test_no_button_is_offered_to_whoever_may_not_press_it(county: County) -> None:
    live(county)
    with county.on("2026-05-20"):
        assert list(dead_buttons(map(county.actor, PRESSING))) == []


def own(county: County, who: str) -> set[str]:
    """The acts on somebody's desk."""
    return {row.act for group in desk(actor=county.actor(who)).groups for row in group.rows}


def left(county: County, who: str) -> None:
    """Somebody has held no post since yesterday."""
    Post.objects.filter(person_id=county.persons[who]).update(ends_on=clock.today() - timedelta(1))
    memo.renew_directory(county.jurisdiction_id)


@pytest.mark.clause("3.1.8")
def test_the_second_verification_stands_on_every_desk_but_that_of_whoever_made_the_first(county: County) -> None:
    story = underway(county)
    letter = issued_letter(story)
    received(story, "letter", letter)
    planned(story, "letter", letter)
    do(story.unit.liaison, "letter.apply", ref=letter, text="整改完毕。", value=Decimal(3))
    do(story.inspector, "letter.verify", ref=letter, method="现场", result="pass", text="现场核查。",
       value=Decimal(3))  # fmt: skip
    second = "letter.confirm_verification"
    assert second in own(county, "inspector2")
    assert second not in own(county, "inspector") | own(county, "checker")
    left(county, "inspector2")
    assert second in own(county, "checker") and second not in own(county, "inspector")


@pytest.mark.clause("3.1.4")
def test_a_receipt_is_offered_only_to_whom_something_was_sent_that_is_not_signed_for(county: County) -> None:
    story = underway(county)
    letter = issued_letter(story)
    offered = [case_view(actor=county.actor(who), ref=story.case) for who in ("town_a.liaison", "clerk", "town_a.principal")]
    assert [_offers(view, "letter.receive") for view in offered] == [True, False, True]
    do(story.unit.liaison, "letter.receive", ref=letter)
    after = [case_view(actor=county.actor(who), ref=story.case) for who in ("town_a.liaison", "town_a.principal")]
    assert [_offers(view, "letter.receive") for view in after] == [False, True]
    with pytest.raises(NotPermitted, match="没有送您或您单位"):
        do(story.unit.liaison, "letter.receive", ref=letter)


def _offers(view: CaseView, key: str) -> bool:
    return any(button.key == key for button in view.buttons)


@pytest.mark.clause("3.3.5")
def test_the_button_beside_a_duty_is_the_one_of_whoever_owes_it(county: County) -> None:
    """The office signs for its own circular copy of a listing, and not beside the name of the unit's leader."""
    story = underway(county)
    issued_listing(story)
    view = case_view(actor=story.clerk, ref=story.case)
    assert any(button.key == "listing.receive" for button in view.buttons)
    beside = [todo for todo in view.duties if todo.act == "listing.receive"]
    assert beside and not any(todo.mine for todo in beside)


@pytest.mark.clause("3.0")
def test_what_nobody_can_do_stands_with_the_head_who_is_told_whom_to_appoint(county: County) -> None:
    story = underway(county)
    approving(story)
    do(county.standing, "letter.approve", ref=Measure.objects.get().ref, opinion="同意")
    do(story.head, "letter.sign_out", ref=Measure.objects.get().ref)
    left(county, "clerk")
    (row,) = [row for group in desk(actor=story.head).groups if group.title == "无人可办" for row in group.rows]
    assert row.act == "letter.issue"
    assert row.nobody == "县委办现在没有能办的人，须任命或者授权文书中的一人"
    left(county, "office_head")
    assert "letter.issue" in own(county, "gov_head")


@pytest.mark.clause("3.0")
def test_what_the_head_owes_and_may_not_do_stands_with_the_other_head(county: County) -> None:
    proposed(county)
    left(county, "office_head")
    (row,) = [row for group in desk(actor=county.gov_head).groups if group.title == "无人可办" for row in group.rows]
    assert row.act == "matter.approve" and "办公室主任" in row.nobody


@pytest.mark.clause("3.0", "3.1.2")
def test_what_lies_before_a_leader_who_left_stands_with_the_successor_and_until_then_with_the_head(county: County) -> None:
    approving(underway(county))
    assert "letter.approve" in own(county, "standing")
    left(county, "standing")
    assert "letter.approve" not in own(county, "standing") | own(county, "vice") | own(county, "vice2")
    (row,) = [row for group in desk(actor=county.office_head).groups if group.title == "无人可办" for row in group.rows]
    assert row.act == "letter.approve"
    appoint(actor=county.registrar, person=county.person("congress"), role=PostRole.COUNTY_LEADER.value,
            title="县委常委", starts_on=clock.today(), side="party")  # fmt: skip
    assert "letter.approve" in own(county, "congress")
    assert not [group for group in desk(actor=county.office_head).groups if group.title == "无人可办"]


@pytest.mark.clause("1.2", "4.2")
def test_the_principal_of_a_unit_sees_what_is_late_and_red_in_it(county: County) -> None:
    story = underway(county)
    letter = issued_letter(story)
    with county.on("2026-03-12"):
        sweep_acts(Swept())
        view = desk(actor=story.unit.principal)
        late = {(one.what, one.who) for one in view.of_unit}
        mine = {row.label for group in view.groups for row in group.rows}
        number = Measure.objects.get(ref=letter).number
        assert (f"签收督办函{number}", "甲镇") in late
        assert any("已过" in what for what, _ in late)
        assert mine and story.unit.principal.name not in {who for _, who in late}
        assert desk(actor=story.unit.liaison).of_unit == () == desk(actor=county.bureau_a.principal).of_unit


@pytest.mark.clause("1.2", "4.2")
def test_what_nobody_in_a_unit_can_do_colours_no_unit(county: County) -> None:
    story = assigned(county)
    with county.on("2026-03-20"):
        sweep_acts(Swept())
        assert story.row.next_due_on is not None and story.row.next_due_on < clock.today()
        posts = Post.objects.filter(unit_id=county.units["town_a"])
        posts.update(ends_on=clock.today() - timedelta(1))
        memo.renew_directory(county.jurisdiction_id)
        sweep_acts(Swept())
        assert story.row.next_due_on is not None and story.row.next_due_on > clock.today()
        posts.update(ends_on=None)
        memo.renew_directory(county.jurisdiction_id)
        sweep_acts(Swept())
        assert story.row.next_due_on < clock.today()


@pytest.mark.clause("3.0")
def test_every_figure_of_a_desk_counts_rows_that_can_be_reached(county: County) -> None:
    live(county)
    with county.on("2026-05-20"):
        for who in (*PRESSING, "standing", "town_c.principal"):
            figures = (*on_desk(county.actor(who)), *on_lists(county.actor(who)))
            assert [figure for figure in figures if figure[1] != figure[2]] == [], who
