"""请假、出差: recorded by the person or the head; what an office owes by a role is then for those who are there."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.test import Client

from duban.acts.gate.entry import open_acts
from duban.insight.selectors.case_file.case import case_view
from duban.insight.selectors.work_desk.desk import Todo, desk
from duban.mechanism.people.standing import PostRole
from duban.organisations.models import Leave, Person, PostList
from duban.organisations.selectors import Holder, directory
from duban.organisations.selectors.choices import named
from duban.shared.errors import Invalid, NotPermitted
from tests.borne import astray
from tests.personas import County, confirmer
from tests.story import Story, approving, do, drafted, underway

WEEK = {"starts_on": date(2026, 3, 2), "ends_on": date(2026, 3, 8)}


def away(county: County, who: str, by: str = "", **given: Any) -> str:
    """Somebody is on leave, as that person or another one records it."""
    return do(
        county.actor(by or who), "leave.record", **{"person": county.person(who), "kind": "请假", **WEEK, **given}
    ).ref


def own(county: County, who: str) -> set[str]:
    return {row.act for group in desk(actor=county.actor(who)).groups for row in group.rows}


def to_be_checked(county: County) -> tuple[Story, str]:
    """A letter lies with the checker of 县委办公室, who is the only one."""
    story = underway(county)
    ref = drafted(story)
    do(story.inspector, "letter.submit", ref=ref, approver=county.person("standing"))
    return story, ref


@pytest.mark.clause("3.0")
def test_a_leave_is_recorded_by_the_person_or_by_whoever_heads_the_unit_and_by_nobody_else(county: County) -> None:
    away(county, "checker")
    away(county, "clerk", by="office_head")
    away(county, "town_a.liaison", by="town_a.principal")
    for who, by in (("inspector", "checker"), ("inspector", "gov_head"), ("town_a.handler", "office_head"),
                    ("bureau_a.liaison", "town_a.principal"), ("inspector", "registrar")):  # fmt: skip
        with pytest.raises((NotPermitted, Invalid)):
            away(county, who, by=by)
    assert Leave.objects.count() == 3


@pytest.mark.clause("3.0")
@pytest.mark.parametrize(("given", "field", "said"), [
    ({"ends_on": date(2026, 3, 1), "starts_on": date(2026, 2, 20)}, "ends_on", "已经过去"),
    ({"ends_on": date(2026, 3, 1)}, "ends_on", "结束日期早于开始日期"),
    ({"starts_on": date(2026, 3, 6), "ends_on": date(2026, 3, 20)}, "starts_on", "已登记请假，时间重叠"),
    ({"kind": "旅游"}, "kind", "没有这一选项"),
])  # fmt: skip
def test_days_that_cannot_be_are_refused_with_what_would_be_right(
    county: County, given: dict[str, Any], field: str, said: str
) -> None:
    away(county, "checker")
    with pytest.raises(Invalid) as refused:
        away(county, "checker", **given)
    assert said in refused.value.fields[field]


@pytest.mark.clause("3.0")
def test_what_an_office_owes_by_a_role_is_for_those_who_are_there_and_for_whoever_is_lent(county: County) -> None:
    story, ref = to_be_checked(county)
    assert "letter.check" in own(county, "checker") - own(county, "office_head")
    leave = away(county, "checker")
    assert "letter.check" in own(county, "office_head") - own(county, "checker")
    lent = do(county.gov_head, "postlist.lend", person=county.person("gov_checker"), reason="核稿暂缺", **WEEK)
    assert PostList.objects.get(ref=lent.ref).basis == f"借用：核稿暂缺（县委办登记在册：{story.checker.name}（请假至03-08））"
    do(confirmer(lent.ref), "postlist.confirm", ref=lent.ref)
    assert "letter.check" in own(county, "gov_checker") - own(county, "office_head")
    assert list(astray(county.jurisdiction_id)) == []
    do(story.head, "leave.end", ref=leave)
    assert "letter.check" in own(county, "checker")
    do(story.checker, "letter.check", ref=ref, opinion="属实")


@pytest.mark.clause("3.0")
def test_what_only_somebody_on_leave_could_do_is_nobodys_and_says_who_is_away(county: County) -> None:
    ref = approving(story := underway(county))
    do(county.standing, "letter.approve", ref=ref, opinion="同意")
    do(story.head, "letter.sign_out", ref=ref)
    away(county, "clerk")
    [row] = nobodys(county, "office_head")
    assert row.act == "letter.issue" and "letter.issue" not in own(county, "clerk")
    assert row.nobody.startswith(f"县委办现在没有能办的人（{story.clerk.name}（请假至03-08）），可以请另一办公室借人")
    assert list(astray(county.jurisdiction_id)) == []
    away(county, "office_head")
    assert nobodys(county, "office_head") == []
    assert [row.act for row in nobodys(county, "gov_head")] == ["letter.issue"]


def nobodys(county: County, head: str) -> list[Todo]:
    """What stands with a head because nobody can do it."""
    return [row for group in desk(actor=county.actor(head)).groups if group.title == "无人可办" for row in group.rows]


@pytest.mark.clause("3.0")
def test_what_somebody_owes_by_name_stays_and_says_that_the_person_is_away(county: County) -> None:
    story = underway(county)
    drafted(story)
    away(county, "inspector", kind="出差")
    assert "letter.submit" in own(county, "inspector") - own(county, "inspector2")
    view = case_view(actor=story.checker, ref=story.case)
    assert f"{story.inspector.name}（出差至03-08）" in {todo.who for todo in view.duties}
    with county.on("2026-03-09"):
        assert story.inspector.name in {todo.who for todo in case_view(actor=story.checker, ref=story.case).duties}


@pytest.mark.clause("1.2", "3.0")
def test_a_leave_stands_on_the_pages_of_person_and_unit_and_is_ended_there(county: County) -> None:
    ref = away(county, "checker")
    leave = Leave.objects.get(ref=ref)
    person = Person.objects.get(pk=leave.person_id)
    client = Client()
    client.force_login(county.account("checker"))
    page = client.get(f"/organisations/people/{person.ref}/").content.decode()
    assert "请假至03-08" in page and f"/act/leave.end/{ref}/" in page
    assert f"/act/leave.record/?person={person.pk}" in page
    office = directory(county.jurisdiction_id).unit(county.units["party_office"])
    unit = client.get(f"/organisations/units/{office.ref}/").content.decode()
    assert "请假至03-08" in unit
    assert [act.key for act in open_acts(county.actor("town_a.principal"), "leave", leave)] == []


def test_a_title_that_somebody_holds_in_two_posts_is_said_once_in_a_choice() -> None:
    post = Holder(1, "张某", "副主任", 1, 2, PostRole.CHECKER, False, 1, "")
    assert named([post, replace(post, post_id=2, role=PostRole.DEPUTY)]) == [("1", "张某（副主任）")]


@pytest.mark.clause("3.0")
def test_what_somebody_owes_by_name_is_lent_to_the_stand_in_for_the_days_of_the_leave_and_comes_back(county: County) -> None:
    story = underway(county)
    drafted(story)
    ref = away(county, "inspector", stand_in=county.person("inspector2"))
    assert "letter.submit" in own(county, "inspector2") - own(county, "inspector")
    view = case_view(actor=story.checker, ref=story.case)
    assert f"{story.inspector.name}（请假至03-08，{story.inspector2.name}代办）" in {todo.who for todo in view.duties}
    assert list(astray(county.jurisdiction_id)) == []
    with county.on("2026-03-09"):
        assert "letter.submit" in own(county, "inspector") - own(county, "inspector2")
    do(county.inspector, "leave.end", ref=ref)
    assert "letter.submit" in own(county, "inspector") - own(county, "inspector2")


@pytest.mark.clause("3.0", "3.1.2")
def test_what_the_stand_in_may_not_do_and_what_is_owed_in_person_is_not_lent(county: County) -> None:
    story = underway(county)
    drafted(story)
    away(county, "inspector", stand_in=county.person("clerk"))
    assert "letter.submit" in own(county, "inspector") - own(county, "clerk")
    approving(underway(county, "town_b", distinct_reason="另一片区", title="另一事项"))
    before = own(county, "standing")
    away(county, "office_head", stand_in=county.person("checker"))
    assert own(county, "standing") == before and list(astray(county.jurisdiction_id)) == []


@pytest.mark.clause("3.0")
@pytest.mark.parametrize(("who", "said"), [
    ("inspector", "不能是本人"), ("gov_inspector", "不与"), ("checker", "已登记请假"),
])  # fmt: skip
def test_a_stand_in_is_a_colleague_who_is_there(county: County, who: str, said: str) -> None:
    away(county, "checker")
    with pytest.raises(Invalid) as refused:
        away(county, "inspector", stand_in=county.person(who))
    assert said in refused.value.fields["stand_in"]
