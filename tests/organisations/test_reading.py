"""The directory in memory, the pages, and that one county sees nothing of another."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django_scopes import ScopeError, scope, scopes_disabled

from duban.mechanism.people.standing import Function, PostRole
from duban.organisations.actions.units import change_unit
from duban.organisations.models import Person, Unit
from duban.organisations.selectors import (
    actor_of,
    directory,
    person_page,
    personas,
    unit_lines,
    unit_page,
)
from duban.shared.errors import NotFound
from tests.personas import County

TODAY = date(2026, 3, 2)


def test_a_warm_directory_asks_the_database_nothing(county: County, django_assert_num_queries: Any) -> None:
    directory(county.jurisdiction_id)
    with django_assert_num_queries(0):
        known = directory(county.jurisdiction_id)
        assert known.office(Function.CDI).short_name == "县纪委监委"
        assert len(known.active_units(TODAY)) == 12
        assert [h.title for h in known.principals(county.town_a.unit_id, TODAY)] == ["党委书记", "镇长"]
        assert known.handlers(county.town_a.unit_id, TODAY)[0].role is PostRole.HANDLER
        assert known.liaisons(county.town_a.unit_id, TODAY)
        assert known.deputies(county.town_a.unit_id, TODAY)
        assert len(known.people_of(county.town_a.unit_id, TODAY)) == 5
        assert len(known.organ_leaders(Function.ORG_DEPT, TODAY)) == 2
        assert (
            known.holders(TODAY, side="gov", role=PostRole.COUNTY_LEADER)[0].title == "县委常委、常务副县长"
        )


def test_somebody_with_two_posts_in_a_unit_is_named_once_with_both_titles(county: County) -> None:
    from tests.personas import appoint

    appoint(
        actor=county.registrar, person=county.person("bureau_a.deputy"), role="principal", title="党组书记",
        unit=county.bureau_a.id, starts_on=TODAY,
    )  # fmt: skip
    people = directory(county.jurisdiction_id).people_of(county.bureau_a.unit_id, TODAY)
    assert sorted(h.title for h in people if h.person_id == county.persons["bureau_a.deputy"]) == [
        "副局长、党组书记"
    ]


def test_a_change_is_seen_by_the_next_reader(county: County) -> None:
    before = directory(county.jurisdiction_id)
    unit = county.bureau_a.unit
    change_unit(actor=county.registrar, ref=unit.ref, name="新局", short_name="新局", sequence=1)
    after = directory(county.jurisdiction_id)
    assert before.unit(unit.id).short_name == "自然资源局"
    assert after.unit(unit.id).short_name == "新局"
    assert after.units[0].short_name == "新局"


def test_what_was_rolled_back_is_in_no_memory(county: County) -> None:
    from django.db import transaction

    unit = county.bureau_a.unit
    with pytest.raises(RuntimeError), transaction.atomic():
        change_unit(actor=county.registrar, ref=unit.ref, name="新局", short_name="新局", sequence=1)
        assert directory(county.jurisdiction_id).unit(unit.id).name == "新局"
        raise RuntimeError
    assert county.inspector.posts
    assert directory(county.jurisdiction_id).unit(unit.id).name == "XX县自然资源局"


def test_an_actor_costs_one_statement(county: County, django_assert_num_queries: Any) -> None:
    account = county.account("inspector")
    directory(county.jurisdiction_id)
    with django_assert_num_queries(1):
        actor = actor_of(account)
        directory(county.jurisdiction_id)
    assert actor.title == "督查室主任"
    assert actor.via == "web"


@pytest.mark.parametrize("given", ["", "nothing", "999999"])
def test_an_unknown_unit_is_not_found(county: County, given: str) -> None:
    known = directory(county.jurisdiction_id)
    assert known.find(given) is None
    with pytest.raises(NotFound):
        known.unit_by_ref(given)


def test_a_unit_is_found_by_reference_and_by_id(county: County) -> None:
    known, unit = directory(county.jurisdiction_id), county.town_a.unit
    assert known.find(unit.ref) == known.find(str(unit.id)) == unit


@pytest.mark.clause("1.1")
def test_everybody_sees_the_units_in_their_order_with_the_principals(county: County) -> None:
    view = unit_lines(actor=county.town_b.liaison)
    assert [line.unit.short_name for line in view.lines][:2] == ["县委办", "县政府办"]
    town = next(line for line in view.lines if line.unit.short_name == "甲镇")
    assert [holder.title for holder in town.principals] == ["党委书记", "镇长"]
    assert town.posts == 5
    assert view.acts == ("leave.record", "handover.draw")
    assert set(unit_lines(actor=county.town_b.principal).acts) == {"post.name_liaison", "leave.record", "handover.draw"}
    assert set(unit_lines(actor=county.registrar).acts) - {"leave.record", "handover.draw"} == {
        "unit.create", "person.create", "post.appoint", "postlist.nominate", "postlist.propose", "outage.register"
    }  # fmt: skip


@pytest.mark.clause("1.2")
@pytest.mark.parametrize(
    ("who", "full"),
    [
        ("registrar", True), ("inspector", True), ("cdi.liaison", True), ("org_dept.liaison", True), ("secretary", True),
        ("town_a.liaison", True), ("town_b.liaison", False), ("appraisal.liaison", False), ("congress", False),
    ],
)  # fmt: skip
def test_who_sees_the_people_of_a_unit(county: County, who: str, full: bool) -> None:
    page = unit_page(actor=county.actor(who), ref=county.town_a.unit.ref)
    assert page.full is full
    assert len(page.now) == (5 if full else 0)
    assert len(page.principals) == 2


def test_a_unit_shows_past_posts_apart(county: County) -> None:
    from duban.organisations.actions.posts_held.posts import end_post
    from duban.organisations.models import Post

    post = Post.objects.get(person_id=county.persons["town_a.mayor"])
    end_post(actor=county.registrar, ref=post.ref, ends_on=date(2026, 3, 1))
    page = unit_page(actor=county.registrar, ref=county.town_a.unit.ref)
    assert [line.title for line in page.past] == ["镇长"]
    assert "镇长" not in [line.title for line in page.now]
    assert [act.key for act in page.acts] == ["unit.change", "unit.merge", "unit.close"]


def test_a_person_is_seen_by_the_own_unit_the_organs_and_in_person(county: County) -> None:
    ref = Person.objects.get(pk=county.persons["town_a.liaison"]).ref
    for who in ("town_a.liaison", "town_a.principal", "inspector", "registrar"):
        assert person_page(actor=county.actor(who), ref=ref).now[0].title == "督查联络员"
    with pytest.raises(NotFound):
        person_page(actor=county.town_b.principal, ref=ref)
    keys = [act.key for act in person_page(actor=county.registrar, ref=ref).acts]
    assert "person.reset_password" in keys
    assert "person.open_account" not in keys


def test_personas_are_offered_in_a_demo_only(county: County, monkeypatch: pytest.MonkeyPatch) -> None:
    assert personas() == []
    monkeypatch.setattr("duban.shared.machine.installation.kind", lambda: "demo")
    offered = {one.account: one for one in personas()}
    assert offered["secretary"].group == "县领导"
    assert offered["inspector"].role == "督查室主任"
    assert offered["yy.town_a.mayor"].group == "责任单位"
    assert offered["yy.secretary"].note.startswith("YY县")
    groups = [one.group for one in personas()]
    assert groups == sorted(groups, key=list(dict.fromkeys(groups)).index)


def test_a_neighbour_is_not_visible(county: County, other_county: County) -> None:
    other = other_county.jurisdiction_id
    with scope(jurisdiction=other):
        theirs = Unit.objects.get(short_name="甲镇")
        person = Person.objects.get(pk=other_county.persons["secretary"])
    mine = directory(county.jurisdiction_id)
    assert mine.find(theirs.ref) is None
    assert mine.find(str(theirs.pk)) is None
    for call in (
        lambda: mine.unit(theirs.pk),
        lambda: mine.person(person.pk),
        lambda: unit_page(actor=county.registrar, ref=theirs.ref),
        lambda: person_page(actor=county.registrar, ref=person.ref),
        lambda: change_unit(actor=county.registrar, ref=theirs.ref, name="夺", short_name="夺", sequence=1),
    ):
        with pytest.raises(NotFound):
            call()
    with scopes_disabled():
        assert Unit.objects.get(pk=theirs.pk).name == "甲镇人民政府"


def test_without_a_scope_nothing_is_read(db: None) -> None:
    with pytest.raises(ScopeError):
        Unit.objects.count()
