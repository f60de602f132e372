"""Delegation: for a time, by the holder in person, never to somebody of a lower tier."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from duban.acts.registry import action_for
from duban.mechanism.people.standing import PostRole
from duban.organisations.actions.posts_held.delegations import end_delegation, give_delegation
from duban.organisations.actions.posts_held.posts import end_post
from duban.organisations.models import Delegation, Post
from duban.shared.errors import Invalid, NotPermitted, Unmet
from tests.personas import County
from tests.story import unmet


def post_of(county: County, key: str, role: PostRole) -> Post:
    return Post.objects.get(person_id=county.persons[key], role=role.value)


def give(county: County, giver: str, role: PostRole, to: str, by: str = "", **given: Any) -> str:
    values = {"starts_on": date(2026, 3, 2), "ends_on": date(2026, 3, 6), "reason": "外出学习"}
    return give_delegation(
        actor=county.actor(by or giver),
        post=str(post_of(county, giver, role).pk),
        to_person=county.person(to),
        **{**values, **given},
    ).ref


def roles(county: County, key: str) -> set[tuple[PostRole, int | None]]:
    return {(post.role, post.behalf_id) for post in county.actor(key).posts}


@pytest.mark.clause("1.2")
def test_a_delegated_post_is_borne_on_its_days_and_named_as_such(county: County) -> None:
    give(county, "checker", PostRole.CHECKER, "inspector2")
    behalf = (PostRole.CHECKER, county.persons["checker"])
    assert behalf in roles(county, "inspector2")
    with county.on("2026-03-06"):
        assert behalf in roles(county, "inspector2")
    with county.on("2026-03-07"):
        assert behalf not in roles(county, "inspector2")
    assert [post.behalf_name for post in county.inspector2.posts if post.behalf_id] == [county.checker.name]


@pytest.mark.clause("3.1.2")
def test_a_leader_delegates_to_a_leader_of_the_same_tier(county: County) -> None:
    give(county, "vice", PostRole.COUNTY_LEADER, "vice2")
    assert (PostRole.COUNTY_LEADER, county.persons["vice"]) in roles(county, "vice2")


@pytest.mark.clause("3.3.2")
@pytest.mark.parametrize("to", ["vice", "standing", "office_head", "congress", "org_dept.principal"])
def test_the_secretary_does_not_delegate_to_a_deputy(county: County, to: str) -> None:
    with pytest.raises(Unmet) as refused:
        give(county, "secretary", PostRole.SECRETARY, to)
    assert refused.value.clause == "3.3.2"
    assert "县委书记或者县长" in refused.value.decision.missing[0].finding
    assert not Delegation.objects.exists()


@pytest.mark.clause("3.3.2")
def test_the_secretary_delegates_to_the_county_head(county: County) -> None:
    give(county, "secretary", PostRole.SECRETARY, "magistrate")
    assert (PostRole.SECRETARY, county.persons["secretary"]) in roles(county, "magistrate")


@pytest.mark.clause("3.1.2")
@pytest.mark.parametrize("to", ["org_dept.principal", "congress", "office_head"])
def test_a_leaders_post_goes_to_nobody_who_approves_nothing(county: County, to: str) -> None:
    with pytest.raises(Unmet):
        give(county, "vice", PostRole.COUNTY_LEADER, to)


@pytest.mark.clause("3.1.2")
def test_a_leaders_post_is_lost_with_the_own_tier(county: County) -> None:
    give(county, "vice", PostRole.COUNTY_LEADER, "vice2", ends_on=date(2026, 4, 30))
    end_post(
        actor=county.registrar,
        ref=post_of(county, "vice2", PostRole.COUNTY_LEADER).ref,
        ends_on=date(2026, 3, 10),
    )
    with county.on("2026-03-11"):
        assert roles(county, "vice2") == set()


def test_a_post_of_a_unit_stays_in_the_unit(county: County) -> None:
    give(county, "town_a.principal", PostRole.PRINCIPAL, "town_a.deputy")
    with unmet("只能委托本单位任职的人"):
        give(county, "town_b.principal", PostRole.PRINCIPAL, "town_a.deputy")


def test_a_delegation_is_taken_back_at_once(county: County) -> None:
    ref = give(county, "checker", PostRole.CHECKER, "inspector2")
    end_delegation(actor=county.checker, ref=ref)
    assert roles(county, "inspector2") == {(PostRole.INSPECTOR, None)}


def test_the_administrator_enters_it_for_the_holder(county: County) -> None:
    give(county, "bureau_a.deputy", PostRole.DEPUTY, "bureau_a.handler", by="registrar")


@pytest.mark.parametrize(("holder", "role", "to"), [
    ("checker", PostRole.CHECKER, "inspector2"), ("vice", PostRole.COUNTY_LEADER, "vice2"),
    ("bureau_a.principal", PostRole.PRINCIPAL, "bureau_a.deputy"),
])  # fmt: skip
def test_the_administrator_does_not_give_away_what_two_organs_give(
    county: County, holder: str, role: PostRole, to: str
) -> None:
    with unmet("任职者本人"):
        give(county, holder, role, to, by="registrar")


def test_the_post_of_an_administrator_is_not_given_away(county: County) -> None:
    with pytest.raises(Unmet):
        give(county, "registrar", PostRole.REGISTRAR, "vice")


@pytest.mark.parametrize("by", ["office_head", "inspector2", "secretary", "town_a.liaison"])
def test_nobody_else_gives_a_post_away(county: County, by: str) -> None:
    with pytest.raises(NotPermitted, match="任职者本人"):
        give(county, "checker", PostRole.CHECKER, "inspector2", by=by)


def test_nobody_but_the_giver_takes_it_back(county: County) -> None:
    ref = give(county, "checker", PostRole.CHECKER, "inspector2")
    with pytest.raises(NotPermitted):
        end_delegation(actor=county.inspector2, ref=ref)


def test_what_was_delegated_is_not_passed_further(county: County) -> None:
    give(county, "checker", PostRole.CHECKER, "inspector2")
    with pytest.raises(NotPermitted):
        give(
            county,
            "checker",
            PostRole.CHECKER,
            "clerk",
            by="inspector2",
            starts_on=date(2026, 3, 9),
            ends_on=date(2026, 3, 10),
        )


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"starts_on": date(2026, 3, 1)}, "starts_on"),
        ({"ends_on": date(2026, 3, 1)}, "ends_on"),
        ({"reason": ""}, "reason"),
        ({"ends_on": date(2126, 3, 1)}, "ends_on"),
    ],
)
def test_days_and_reason_have_to_make_sense(county: County, given: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        give(county, "checker", PostRole.CHECKER, "inspector2", **given)
    assert list(refused.value.fields) == [field]


def test_nobody_delegates_to_himself_or_twice_at_a_time(county: County) -> None:
    with pytest.raises(Invalid, match="任职者本人"):
        give(county, "checker", PostRole.CHECKER, "checker")
    give(county, "checker", PostRole.CHECKER, "inspector2")
    with pytest.raises(Invalid, match="时间重叠"):
        give(
            county,
            "checker",
            PostRole.CHECKER,
            "inspector",
            starts_on=date(2026, 3, 6),
            ends_on=date(2026, 3, 9),
        )


def test_what_must_be_done_in_person_is_not_done_by_delegation(county: County) -> None:
    give(county, "gov_checker", PostRole.CHECKER, "gov_inspector")
    assert action_for("delegation.give")
    from duban.acts.gate.permits import refuse_unless_holding
    from duban.mechanism.lifecycles import act_named
    from duban.organisations.policies import of_post

    given = post_of(county, "gov_checker", PostRole.CHECKER)
    with pytest.raises(NotPermitted):
        refuse_unless_holding(county.gov_inspector, act_named("delegation.give"), of_post(given))
