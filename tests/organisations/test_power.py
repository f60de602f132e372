"""Nobody makes himself, or anybody else, powerful alone: not by any act of the table, nor by any sequence of them."""

from __future__ import annotations

import ast
import random
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

import duban
from duban.acts.registry import action_for
from duban.mechanism.lifecycles import ACTS, LIFECYCLES
from duban.mechanism.lifecycles.types import Field, Widget
from duban.mechanism.people.appointments import powerful
from duban.mechanism.people.standing import Function, PostRole
from duban.organisations.actions.people import create_person
from duban.organisations.models import Delegation, Person, Post, PostList
from duban.shared import clock
from duban.shared.actor import Actor
from duban.shared.errors import ActError, Invalid, NotPermitted, Unmet
from tests.personas import BASIS, County, appoint, confirmer, paper
from tests.story import do, unmet
from tests.syntax import tree_of

TODAY = date(2026, 3, 2)
KINDS = ("unit", "person", "post", "delegation", "slip", "postlist")
Power = dict[tuple[int, str, str], date]


def newcomer(county: County, name: str = "友某某") -> str:
    ref = create_person(actor=county.registrar, name=name, rank=900, personnel_category="公务员").ref
    return str(Person.objects.get(ref=ref).pk)


def powers() -> Power:
    """Who holds what power, and until when; the last day of those that have none is that of all days."""
    found: Power = {}
    for post in Post.objects.exclude(state="void").select_related("unit"):
        function = Function(post.unit.function) if post.unit else Function.NONE
        last = post.ends_on or date.max
        if powerful(PostRole(post.role), function) and last >= TODAY:
            # Whoever works in an organ gains nothing by being its 联络员.
            role = "staff" if post.role == "liaison" else post.role
            key = (post.person_id, role, function.value)
            found[key] = max(last, found.get(key, date.min))
    return found


def gained(before: Power, after: Power) -> list[tuple[int, str, str]]:
    return [key for key, last in after.items() if last > before.get(key, date.min)]


# the whole table


def made_in() -> set[str]:
    """The files in which a row of the table of posts is made."""
    root = Path(duban.__file__).parent
    return {
        str(path.relative_to(root))
        for path in root.glob("**/*.py")
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Post"
    }


def test_posts_are_made_where_the_rule_is_and_nowhere_else() -> None:
    actions = ("authorities", "liaisons", "postlists", "posts")
    assert made_in() == {f"organisations/actions/posts_held/{name}.py" for name in actions} | {
        "organisations/actions/lists/importing_people.py", "organisations/models/__init__.py"
    }  # fmt: skip


WALKERS = {
    "an administrator": ["registrar"], "two administrators": ["registrar", "registrar2"],
    "the head of an office": ["office_head"],
    "县委组织部": ["org_dept.deputy"], "its principal leader": ["org_dept.principal"], "县纪委监委": ["cdi.principal"],
    "县委书记": ["secretary"], "the principal leader of a unit": ["town_a.principal"], "an inspector": ["inspector"],
}  # fmt: skip


@pytest.mark.parametrize("walker", WALKERS)
def test_no_sequence_of_acts_of_one_person_gives_anybody_power(county: County, walker: str) -> None:
    if "registrar2" in WALKERS[walker]:
        county.persons["registrar2"] = int(newcomer(county, "管某二"))
        appoint(actor=county.registrar, person=county.person("registrar2"), role="registrar", title="系统管理员",
                starts_on=TODAY)  # fmt: skip
    friend = newcomer(county)
    walk = Walk(county, random.Random(walker), WALKERS[walker], friend)
    before = powers()
    for _ in range(80):
        said = walk.step()
        assert gained(before, powers()) == [], said
    if "administrator" in walker:
        assert walk.done > 5
        assert not [one for one in Delegation.objects.select_related("post__unit") if _powerful(one.post)]


def _powerful(post: Post) -> bool:
    return powerful(PostRole(post.role), Function(post.unit.function) if post.unit else Function.NONE)


class Walk:
    """Acts on the directory by chance, with values that lean toward power."""

    def __init__(self, county: County, chance: random.Random, who: list[str], friend: str) -> None:
        self.county, self.chance, self.who, self.done = county, chance, who, 0
        self.people = [friend, *(county.person(key) for key in who), county.person("checker"), county.person("town_b.liaison")]
        self.units = [str(county.units[key]) for key in ("party_office", "org_dept", "cdi", "town_a", "bureau_a")] + [""]
        self.acts = [act for kind in KINDS for act in LIFECYCLES[kind].acts]

    def step(self) -> str:
        """Try one act; what was tried, for whoever reads a failure."""
        act, actor = self.chance.choice(self.acts), self.county.actor(self.chance.choice(self.who))
        given = {field.name: self.value(field) for field in act.fields if field.required or self.chance.random() < 0.7}
        if not act.creates:
            refs = list(_model(act.kind).objects.order_by("-pk").values_list("ref", flat=True)[:12])
            if not refs:
                return ""
            given["ref"] = self.chance.choice(refs)
        try:
            with transaction.atomic():
                action_for(act.key)(actor=actor, **given)
        except (ActError, TypeError, KeyError, ValueError):
            return f"refused: {act.key} {given}"
        self.done += 1
        return f"{actor.name} {act.key} {given}"

    def value(self, field: Field) -> Any:
        chance = self.chance
        if field.widget is Widget.FILE:
            return paper()
        if field.widget is Widget.TABLE:
            return [self.row() for _ in range(chance.randrange(1, 3))]
        if field.widget is Widget.DATE:
            return TODAY + timedelta(days=chance.choice((-400, 0, 0, 1, 30, 400)))
        if field.widget is Widget.YES:
            return chance.random() < 0.5
        if field.widget is Widget.NUMBER:
            return chance.randrange(1, 900)
        return self.word(field)

    def word(self, field: Field) -> Any:
        chance = self.chance
        named = {"person": self.people, "to_person": self.people, "unit": self.units, "into": self.units}
        if field.name in named:
            return chance.choice(named[field.name])
        if field.name == "people":
            return [chance.choice(self.people)]
        if field.name == "post":
            return str(chance.choice(list(Post.objects.values_list("pk", flat=True)[:40])))
        if field.name == "kind":
            return "县直副科以上单位"
        if "=" in field.choices:
            return chance.choice([part.split("=")[0] for part in field.choices.split("|")])
        return {"username": f"u{chance.randrange(99)}", "password": "a-good-long-secret-7"}.get(
            field.name, f"甲{chance.randrange(99)}"
        )

    def row(self) -> dict[str, Any]:
        named = Person.objects.get(pk=self.chance.choice(self.people)).name
        role = self.chance.choice(list(PostRole)).value
        return {"name": named, "unit": self.chance.choice(self.units), "role": role, "title": "主任",
                "side": self.chance.choice(("", "party")), "starts_on": TODAY, "username": ""}  # fmt: skip


def _model(kind: str) -> Any:
    from duban.acts.kinds import kind_of

    return kind_of(kind).model


# one organ proposes, another confirms


def nominated(county: County, by: Actor, person: str, **given: Any) -> str:
    values = {"role": "county_leader", "title": "副县长", "side": "gov", "starts_on": TODAY, "basis": BASIS}
    return do(by, "postlist.nominate", person=person, file=paper(), **{**values, **given}).ref


OFFICE: dict[str, Any] = {"role": "inspector", "title": "督查员", "side": ""}


def office(county: County, unit: str = "party_office") -> dict[str, Any]:
    return {**OFFICE, "unit": str(county.units[unit])}


def test_a_post_of_power_is_not_entered_by_one(county: County) -> None:
    person = newcomer(county)
    for role, unit in (
        ("county_leader", ""), ("registrar", ""), ("inspector", "party_office"), ("staff", "cdi"), ("staff", "org_dept"),
        ("principal", "town_a"), ("liaison", "town_a"),
    ):  # fmt: skip
        with pytest.raises(Unmet):
            do(county.registrar, "post.appoint", person=person, role=role, title="某职", starts_on=TODAY,
               unit=str(county.units[unit]) if unit else "", side="gov" if role == "county_leader" else "")  # fmt: skip


def test_nobody_gives_himself_a_post(county: County) -> None:
    member = county.actor("org_dept.deputy")
    with unmet("不给自己任职"):
        do(member, "post.appoint", person=county.person("org_dept.deputy"), role="staff", title="干部",
           starts_on=TODAY, unit=str(county.units["town_a"]))  # fmt: skip
    with unmet("不给自己任职"):
        nominated(county, member, county.person("org_dept.deputy"))


def test_what_is_proposed_counts_for_nothing_until_the_other_organ_has_confirmed(county: County) -> None:
    person = newcomer(county)
    before = powers()
    ref = nominated(county, county.registrar, person)
    assert gained(before, powers()) == []
    do(county.actor("org_dept.deputy"), "postlist.confirm", ref=ref)
    assert gained(before, powers()) == [(int(person), "county_leader", "")]
    assert Post.objects.get(person_id=int(person)).basis == BASIS


@pytest.mark.parametrize(
    ("proposer", "unit", "confirms"),
    [
        ("registrar", "", "org_dept"), ("registrar", "party_office", "gov_office"), ("office_head", "party_office", "gov_office"),
        ("org_dept.deputy", "", "party_office"), ("org_dept.deputy", "gov_office", "party_office"),
    ],
)  # fmt: skip
def test_the_other_organ_confirms_and_nobody_else(county: County, proposer: str, unit: str, confirms: str) -> None:
    given = office(county, unit) if unit else {}
    ref = nominated(county, county.actor(proposer), newcomer(county), **given)
    assert PostList.objects.get(ref=ref).confirming == confirms
    right = confirmer(ref)
    for who in ("registrar", "office_head", "gov_head", "org_dept.deputy", "cdi.deputy", "secretary", "inspector"):
        actor = county.actor(who)
        if PostList.objects.get(ref=ref).confirming in {post.function.value for post in actor.posts}:
            continue
        with pytest.raises((NotPermitted, Unmet, ActError)):
            do(actor, "postlist.confirm", ref=ref)
    do(right, "postlist.confirm", ref=ref)


def test_nobody_confirms_himself(county: County) -> None:
    ref = nominated(county, county.registrar, county.person("org_dept.deputy"))
    with unmet("不确认自己"):
        do(county.actor("org_dept.deputy"), "postlist.confirm", ref=ref)


def test_an_office_proposes_its_own_people_and_not_its_head(county: County) -> None:
    person = newcomer(county)
    for given in ({}, office(county, "gov_office"), {**office(county), "role": "office_head"}):
        with unmet("提名的机关"):
            nominated(county, county.office_head, person, **given)


def test_a_list_is_confirmed_or_sent_back_whole(county: County) -> None:
    rows = [
        {"name": name, "unit": "", "role": "county_leader", "title": "副县长", "side": "gov", "starts_on": TODAY, "username": ""}
        for name in ("许新一", "许新二")
    ]
    first = do(county.registrar, "postlist.propose", rows=rows, basis=BASIS, file=paper()).ref
    do(county.actor("org_dept.deputy"), "postlist.reject", ref=first, reason="与文件不符")
    assert not Post.objects.filter(person__name__startswith="许新").exists()
    second = do(county.registrar, "postlist.propose", rows=rows, basis=BASIS, file=paper()).ref
    do(county.actor("org_dept.deputy"), "postlist.confirm", ref=second)
    assert Post.objects.filter(person__name__startswith="许新").count() == 2


def test_every_fault_of_a_list_is_told_with_its_row(county: County) -> None:
    wrong = [
        {"name": "许新一", "unit": "", "role": "inspector", "title": "督查员", "side": "", "starts_on": TODAY, "username": ""},
        {"name": "许新二", "unit": "", "role": "secretary", "title": "书记", "side": "party", "starts_on": TODAY, "username": ""},
    ]
    with pytest.raises(Invalid) as refused:
        do(county.registrar, "postlist.propose", rows=wrong, basis=BASIS, file=paper())
    assert "第1行（许新一）" in refused.value.fields["rows"]
    assert "第2行（许新二）" in refused.value.fields["rows"]
    assert not Person.objects.filter(name__startswith="许新").exists()


# an administrator holds no other post


def test_an_administrator_holds_no_other_post_by_the_gate(county: County) -> None:
    admin = county.person("registrar")
    with pytest.raises(Invalid, match="系统管理员不担任其他职务"):
        do(county.actor("org_dept.deputy"), "post.appoint", person=admin, role="staff", title="干部", starts_on=TODAY,
           unit=str(county.units["town_a"]))  # fmt: skip
    with pytest.raises(Invalid, match="系统管理员不担任其他职务"):
        nominated(county, county.actor("org_dept.deputy"), county.person("town_a.deputy"), role="registrar", side="")
    with pytest.raises(Invalid, match="系统管理员不担任其他职务"):
        do(county.town_a.principal, "post.name_liaison", unit=county.town_a.id, person=admin)


def test_an_administrator_holds_no_other_post_by_the_database(county: County) -> None:
    admin, other = county.persons["registrar"], Post.objects.get(person_id=county.persons["town_a.deputy"])
    new = Post(jurisdiction_id=county.jurisdiction_id, person_id=admin, unit_id=county.units["town_a"], role="staff",
               title="干部", starts_on=TODAY, created_at=clock.now())  # fmt: skip
    with pytest.raises(IntegrityError), transaction.atomic():
        new.save(force_insert=True)
    for change in (f"person_id = {admin}", "role = 'registrar'"):
        other_post = Post.objects.create(
            jurisdiction_id=county.jurisdiction_id, person_id=other.person_id, unit_id=None, role="staff", title="兼职",
            starts_on=TODAY, created_at=clock.now(),
        )  # fmt: skip
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"UPDATE organisations_post SET {change} WHERE id = %s", [other_post.pk])


# 联络员


def test_the_liaison_of_a_unit_is_named_and_changed_by_its_principal_alone(county: County) -> None:
    person = newcomer(county)
    for who in ("registrar", "org_dept.deputy", "town_b.principal", "town_a.deputy"):
        with pytest.raises(NotPermitted):
            do(county.actor(who), "post.name_liaison", unit=county.town_a.id, person=person)
    do(county.town_a.principal, "post.name_liaison", unit=county.town_a.id, person=person)
    held = Post.objects.filter(unit_id=county.units["town_a"], role="liaison").order_by("pk")
    assert [(one.state, one.ends_on) for one in held] == [("ended", date(2026, 3, 1)), ("active", None)]
    for who in ("registrar", "org_dept.deputy"):
        with unmet("主要领导"):
            do(county.actor(who), "post.end", ref=held[1].ref, ends_on=TODAY)
    do(county.town_a.principal, "post.end", ref=held[1].ref, ends_on=TODAY)


def test_a_post_is_not_made_longer_by_ending_it(county: County) -> None:
    post = Post.objects.get(person_id=county.persons["inspector"])
    do(county.registrar, "post.end", ref=post.ref, ends_on=TODAY)
    lent = do(county.gov_head, "postlist.lend", person=county.person("gov_clerk"), starts_on=TODAY,
              ends_on=TODAY + timedelta(days=7), reason="休假").ref  # fmt: skip
    do(county.office_head, "postlist.confirm", ref=lent)
    with pytest.raises(Invalid, match="延长须另行任职"):
        do(county.registrar, "post.end", ref=Post.objects.latest("pk").ref, ends_on=TODAY + timedelta(days=30))


def test_every_act_that_can_give_a_post_is_in_the_walk() -> None:
    giving = {key for key in ACTS if key.split(".")[0] in ("post", "postlist")}
    assert giving <= {act.key for kind in KINDS for act in LIFECYCLES[kind].acts}
