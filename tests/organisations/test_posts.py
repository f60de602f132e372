"""Dated posts: what a person may do follows from those held on the day."""

from __future__ import annotations

from datetime import date

import pytest

from duban.mechanism.people.standing import PostRole
from duban.organisations.actions.people import create_person
from duban.organisations.actions.posts_held.posts import end_post, void_post
from duban.organisations.models import Person, Post
from duban.organisations.selectors import actor_by_id, directory
from duban.shared.errors import Invalid, NotPermitted
from tests.personas import County, appoint

TODAY = date(2026, 3, 2)


def newcomer(county: County, name: str = "钱某新") -> str:
    ref = create_person(actor=county.registrar, name=name, rank=500, personnel_category="公务员").ref
    return str(Person.objects.get(ref=ref).pk)


def put(county: County, person: str, **given: object) -> str:
    values = {"role": "principal", "title": "局长", "unit": county.bureau_a.id, "starts_on": date(2026, 3, 1)}
    return appoint(actor=county.registrar, person=person, **{**values, **given}).ref  # type: ignore[arg-type]


def post_of(county: County, key: str, role: PostRole) -> Post:
    return Post.objects.get(person_id=county.persons[key], role=role.value)


@pytest.mark.clause("1.2")
def test_a_unit_has_several_principals_in_order_of_rank(county: County) -> None:
    ref = newcomer(county)
    put(county, ref)
    names = [
        holder.name for holder in directory(county.jurisdiction_id).principals(county.bureau_a.unit_id, TODAY)
    ]
    assert names == [county.bureau_a.principal.name, "钱某新"]


@pytest.mark.clause("1.2")
def test_a_post_counts_from_its_first_to_its_last_day(county: County) -> None:
    put(county, newcomer(county), starts_on=date(2026, 3, 10), ends_on=date(2026, 3, 20))
    known = directory(county.jurisdiction_id)

    def holds(day: int) -> bool:
        return "钱某新" in [h.name for h in known.principals(county.bureau_a.unit_id, date(2026, 3, day))]

    assert [holds(9), holds(10), holds(20), holds(21)] == [False, True, True, False]


@pytest.mark.clause("1.2")
def test_who_leads_a_unit_without_a_principal_bears_that_post(county: County) -> None:
    unit = county.bureau_b
    deputy = unit.deputy
    post = post_of(county, "bureau_b.deputy", PostRole.DEPUTY)
    end_post(actor=county.registrar, ref=post.ref, ends_on=date(2026, 2, 28))
    put(county, str(deputy.person_id), role="deputy", title="副局长（主持工作）", unit=unit.id, acting=True)
    assert PostRole.PRINCIPAL not in {held.role for held in unit.deputy.posts}
    end_post(
        actor=county.registrar,
        ref=post_of(county, "bureau_b.principal", PostRole.PRINCIPAL).ref,
        ends_on=date(2026, 3, 1),
    )
    assert [h.person_id for h in directory(county.jurisdiction_id).principals(unit.unit_id, TODAY)] == [
        deputy.person_id
    ]
    assert {held.role for held in unit.deputy.posts} == {PostRole.PRINCIPAL, PostRole.DEPUTY}


@pytest.mark.clause("1.2")
def test_powers_end_with_the_post(county: County) -> None:
    post = post_of(county, "inspector", PostRole.INSPECTOR)
    end_post(actor=county.registrar, ref=post.ref, expect=post.version, ends_on=date(2026, 3, 2))
    assert [held.role for held in county.inspector.posts] == [PostRole.INSPECTOR]
    with county.on("2026-03-03"):
        assert county.inspector.posts == ()


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"ends_on": date(2026, 2, 1)}, "ends_on"),
        ({"starts_on": date(2019, 1, 1)}, "starts_on"),
        ({"starts_on": date(1026, 1, 1)}, "starts_on"),
        ({"title": " "}, "title"),
        ({"role": "emperor"}, "role"),
        ({"unit": ""}, "unit"),
        ({"unit": "999999"}, "unit"),
        ({"role": "inspector"}, "unit"),
        ({"role": "county_leader", "side": "gov"}, "unit"),
        ({"role": "county_leader", "unit": ""}, "side"),
        ({"role": "liaison", "acting": True}, "acting"),
    ],
)
def test_a_post_that_cannot_be_is_refused_beside_its_field(
    county: County, given: dict[str, object], field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        put(county, newcomer(county), **given)
    assert list(refused.value.fields) == [field]


def test_nobody_who_is_unknown_is_appointed(county: County, other_county: County) -> None:
    for person in ("999999", "nobody", other_county.person("secretary")):
        with pytest.raises(Invalid, match="人员.*没有这一选项"):
            put(county, person)


def test_a_post_after_the_units_last_day_is_refused(county: County) -> None:
    from duban.organisations.actions.units import close_unit

    close_unit(actor=county.registrar, ref=county.bureau_a.unit.ref, closed_on=date(2026, 3, 1))
    person = newcomer(county)
    with pytest.raises(Invalid, match="此后没有这个单位"):
        put(county, person, starts_on=date(2026, 3, 2))
    with pytest.raises(Invalid) as refused:
        put(county, person, starts_on=date(2026, 2, 1))
    assert list(refused.value.fields) == ["ends_on"]


def test_the_same_post_is_not_held_twice_at_a_time(county: County) -> None:
    person = newcomer(county)
    put(county, person, ends_on=date(2026, 6, 30))
    with pytest.raises(Invalid, match="时间重叠"):
        put(county, person, starts_on=date(2026, 6, 30))
    put(county, person, starts_on=date(2026, 7, 1))


@pytest.mark.clause("3.3.2")
def test_the_county_has_one_secretary_at_a_time(county: County) -> None:
    person = newcomer(county)
    values = {"role": "secretary", "title": "县委书记", "unit": "", "side": "party"}
    with pytest.raises(Invalid, match=county.secretary.name):
        put(county, person, **values)
    end_post(
        actor=county.registrar,
        ref=post_of(county, "secretary", PostRole.SECRETARY).ref,
        ends_on=date(2026, 3, 1),
    )
    put(county, person, **{**values, "starts_on": date(2026, 3, 2)})
    assert [h.name for h in directory(county.jurisdiction_id).main_leaders(TODAY)] == [
        county.magistrate.name,
        "钱某新",
    ]


def test_a_post_does_not_end_before_it_began(county: County) -> None:
    with pytest.raises(Invalid) as refused:
        end_post(
            actor=county.registrar,
            ref=post_of(county, "vice", PostRole.COUNTY_LEADER).ref,
            ends_on=date(2023, 12, 31),
        )
    assert "2024年1月1日" in refused.value.fields["ends_on"]


def test_a_wrong_entry_counts_on_no_day_but_stays_visible(county: County) -> None:
    person = newcomer(county)
    ref = put(county, person)
    void_post(actor=county.registrar, ref=ref, reason="人员选错")
    assert "钱某新" not in [h.name for h in directory(county.jurisdiction_id).holders(TODAY)]
    assert Post.objects.get(ref=ref).basis == "误录：人员选错"
    put(county, person)


@pytest.mark.parametrize("who", ["registrar", "org_dept.liaison"])
def test_posts_are_entered_by_the_administrator_and_the_organisation_department(
    county: County, who: str
) -> None:
    appoint(
        actor=county.actor(who), person=newcomer(county), role="staff", title="干部", unit=county.town_a.id,
        starts_on=TODAY,
    )  # fmt: skip


@pytest.mark.parametrize("who", ["inspector", "cdi.principal", "magistrate", "town_a.principal"])
def test_nobody_else_enters_posts(county: County, who: str) -> None:
    person = newcomer(county)
    with pytest.raises(NotPermitted):
        appoint(
            actor=county.actor(who),
            person=person,
            role="county_head",
            title="县长",
            side="gov",
            starts_on=TODAY,
        )


@pytest.mark.clause("3.1.2")
def test_the_list_of_leaders_follows_the_dated_posts(county: County) -> None:
    known = directory(county.jurisdiction_id)
    assert [h.person_id for h in known.leaders(TODAY)] == [
        county.persons[key] for key in ("secretary", "magistrate", "vice", "standing", "vice2")
    ]
    assert known.leaders(date(2023, 12, 31)) == []


@pytest.mark.clause("3.1.2")
def test_who_heads_discipline_or_organisation_approves_nothing_until_the_post_ends(county: County) -> None:
    end_post(
        actor=county.registrar,
        ref=post_of(county, "org_dept.principal", PostRole.PRINCIPAL).ref,
        ends_on=date(2026, 3, 1),
    )
    leaders = {h.person_id for h in directory(county.jurisdiction_id).leaders(TODAY)}
    assert county.persons["org_dept.principal"] in leaders
    assert county.persons["cdi.principal"] not in leaders


def test_posts_read_for_an_act_are_those_of_that_moment(county: County) -> None:
    looked = county.inspector
    end_post(
        actor=county.registrar,
        ref=post_of(county, "inspector", PostRole.INSPECTOR).ref,
        ends_on=date(2026, 3, 1),
    )
    from duban.acts.kinds import locked_posts

    assert looked.posts
    assert locked_posts(looked) == ()
    assert actor_by_id(county.jurisdiction_id, county.persons["inspector"]).posts == ()
