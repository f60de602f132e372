"""Who is what to a case follows from the posts of the day, and from nothing else."""

from __future__ import annotations

import pytest

from duban.mechanism.people.standing import (
    Function,
    PostHeld,
    PostRole,
    Role,
    Subject,
    acting_office,
    sees_drafts,
    standing,
)

CASE = Subject(office=Function.PARTY_OFFICE, lead_unit=20, assist_units=frozenset({21}), handler_id=77)


def post(role: PostRole, unit: int | None = None, function: Function = Function.NONE) -> PostHeld:
    return PostHeld(1, role, role.label, unit, function)


def roles(*posts: PostHeld, person: int = 5, case: Subject = CASE) -> frozenset[Role]:
    return standing(person, posts, case)


@pytest.mark.clause("3.0")
def test_an_inspector_of_the_acting_office_is_the_inspector_of_the_case() -> None:
    assert roles(post(PostRole.INSPECTOR, 1, Function.PARTY_OFFICE)) == {Role.INSPECTOR}


@pytest.mark.clause("3.0")
def test_an_inspector_of_the_other_office_is_nothing_to_the_case() -> None:
    assert roles(post(PostRole.INSPECTOR, 2, Function.GOV_OFFICE)) == frozenset()


@pytest.mark.clause("3.2.3")
def test_the_head_of_the_other_office_countersigns() -> None:
    assert roles(post(PostRole.OFFICE_HEAD, 2, Function.GOV_OFFICE)) == {Role.CO_HEAD}


@pytest.mark.clause("3.0")
def test_an_office_that_is_itself_responsible_does_not_act() -> None:
    assert acting_office(Function.PARTY_OFFICE, frozenset({Function.PARTY_OFFICE})) is Function.GOV_OFFICE
    case = Subject(office=Function.GOV_OFFICE, lead_unit=1, responsible=frozenset({Function.PARTY_OFFICE}))
    own = standing(5, (post(PostRole.INSPECTOR, 1, Function.PARTY_OFFICE),), case)
    assert own == frozenset() and not sees_drafts(own)
    head = standing(5, (post(PostRole.OFFICE_HEAD, 1, Function.PARTY_OFFICE),), case)
    assert Role.CO_HEAD not in head


@pytest.mark.clause("3.1.2", "3.3.2")
def test_only_secretary_and_county_head_are_main_leaders() -> None:
    assert roles(post(PostRole.COUNTY_LEADER)) == {Role.LEADER}
    assert roles(post(PostRole.SECRETARY)) == {Role.LEADER, Role.MAIN_LEADER, Role.SECRETARY}
    assert roles(post(PostRole.COUNTY_HEAD)) == {Role.LEADER, Role.MAIN_LEADER, Role.COUNTY_HEAD}


@pytest.mark.clause("3.1.2")
def test_a_standing_committee_member_who_heads_discipline_or_organisation_does_not_approve() -> None:
    for organ in (Function.CDI, Function.ORG_DEPT):
        held = roles(post(PostRole.COUNTY_LEADER), post(PostRole.PRINCIPAL, 3, organ))
        assert Role.LEADER not in held


@pytest.mark.clause("1.2")
def test_posts_in_the_responsible_unit_make_its_roles() -> None:
    assert roles(post(PostRole.PRINCIPAL, 20)) == {Role.PRINCIPAL}
    assert roles(post(PostRole.LIAISON, 20)) == {Role.LIAISON}
    assert roles(post(PostRole.LIAISON, 21)) == {Role.ASSIST}
    assert roles(post(PostRole.LIAISON, 22)) == frozenset()


@pytest.mark.clause("1.2")
def test_the_handler_of_the_matter_is_the_handler_whatever_the_post() -> None:
    assert Role.HANDLER in roles(post(PostRole.STAFF, 20), person=77)


@pytest.mark.clause("4.5")
def test_an_organ_that_is_responsible_reads_as_a_unit_not_as_an_organ() -> None:
    assert roles(post(PostRole.STAFF, 3, Function.CDI)) == {Role.CDI}
    case = Subject(office=Function.PARTY_OFFICE, lead_unit=3, responsible=frozenset({Function.CDI}))
    assert standing(5, (post(PostRole.LIAISON, 3, Function.CDI),), case) == {Role.LIAISON}


def test_drafts_are_for_the_acting_office_the_countersigning_head_and_leaders() -> None:
    assert sees_drafts(frozenset({Role.INSPECTOR})) and sees_drafts(frozenset({Role.LEADER}))
    assert not sees_drafts(frozenset({Role.CDI, Role.PRINCIPAL, Role.NOTIFIED}))
