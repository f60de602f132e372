"""A small county for tests, built once through the real acts, and its people under speaking names."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from importlib import resources
from typing import Any

from django.db.models import QuerySet
from django_scopes import scope

from duban.acts.work import Done
from duban.documents.files.uploads import Upload
from duban.documents.models import Attachment
from duban.mechanism.people.appointments import by_principal, by_two
from duban.mechanism.people.standing import Function, PostRole
from duban.organisations.actions.founding import found_jurisdiction
from duban.organisations.actions.people import create_person
from duban.organisations.actions.posts_held.liaisons import name_liaison
from duban.organisations.actions.posts_held.postlists import confirm_list, nominate, propose_list
from duban.organisations.actions.posts_held.posts import appoint as appoint_alone
from duban.organisations.actions.signing_in.accounts import choose_password, open_account
from duban.organisations.actions.signing_in.slips import confirm_slips, give_slips, use_slip
from duban.organisations.actions.units import create_unit
from duban.organisations.models import Account, ListedPost, OneTimeLink, Person, Post, PostList, Unit
from duban.organisations.selectors import UnitRow, actor_by_id, directory
from duban.rulebook.actions.calendars import seed_calendar
from duban.rulebook.actions.notices import adopt_notice, confirm_notice
from duban.shared import clock
from duban.shared.actor import Actor, system_actor
from duban.shared.database import memo
from duban.shared.machine import installation
from duban.shared.models import Installation
from tests import files, hours

PASSWORD = "a-County-for-tests"
FIRST_PASSWORD = "set-by-Somebody-else"
FOUNDED = datetime(2026, 1, 5, 9, 0, tzinfo=clock.BEIJING)
TODAY = date(2026, 3, 2)
SINCE = date(2024, 1, 1)
BASIS = "关于张某甲等任职的通知（X委干〔2024〕1号）"
YEARS = (2025, 2026)

TOWN = "镇（街道）人民政府（办事处）"
BUREAU = "县直副科以上单位"
P = PostRole

# key, full name, short name, kind, function, side
UNITS = (
    ("party_office", "中共XX县委办公室", "县委办", BUREAU, Function.PARTY_OFFICE, "party"),
    ("gov_office", "XX县人民政府办公室", "县政府办", BUREAU, Function.GOV_OFFICE, "gov"),
    ("cdi", "中共XX县纪律检查委员会、XX县监察委员会", "县纪委监委", BUREAU, Function.CDI, "party"),
    ("org_dept", "中共XX县委组织部", "县委组织部", BUREAU, Function.ORG_DEPT, "party"),
    ("appraisal", "XX县绩效考核委员会办公室", "县绩效办", BUREAU, Function.APPRAISAL, "gov"),
    ("congress_body", "XX县人民代表大会常务委员会", "县人大常委会", "领导机构", Function.NONE, ""),
    ("town_a", "甲镇人民政府", "甲镇", TOWN, Function.NONE, "gov"),
    ("town_b", "乙镇人民政府", "乙镇", TOWN, Function.NONE, "gov"),
    ("town_c", "丙镇人民政府", "丙镇", TOWN, Function.NONE, "gov"),
    ("bureau_a", "XX县自然资源局", "自然资源局", BUREAU, Function.NONE, "gov"),
    ("bureau_b", "XX县农业农村局", "农业农村局", BUREAU, Function.NONE, "gov"),
    ("bureau_c", "XX县水务局", "水务局", BUREAU, Function.NONE, "gov"),
)

# key, name, posts: (role, title, unit, side)
LEADERS = (
    ("secretary", "张某甲", ((P.SECRETARY, "县委书记", "", "party"),)),
    ("magistrate", "李某乙", ((P.COUNTY_HEAD, "县长", "", "gov"),)),
    ("vice", "王某丙", ((P.COUNTY_LEADER, "县委常委、常务副县长", "", "gov"),)),
    ("standing", "赵某丁", ((P.COUNTY_LEADER, "县委常委", "", "party"),)),
    ("vice2", "陈某戊", ((P.COUNTY_LEADER, "副县长", "", "gov"),)),
    ("congress", "刘某己", ((P.PRINCIPAL, "县人大常委会主任", "congress_body", ""),)),
)
OFFICE_STAFF = (
    ("office_head", P.OFFICE_HEAD, "主任"),
    ("inspector", P.INSPECTOR, "督查室主任"),
    ("inspector2", P.INSPECTOR, "督查室干部"),
    ("checker", P.CHECKER, "副主任"),
    ("clerk", P.CLERK, "文书"),
)
UNIT_STAFF = (
    ("principal", P.PRINCIPAL, "党组书记、局长"),
    ("deputy", P.DEPUTY, "副局长"),
    ("handler", P.HANDLER, "综合股股长"),
    ("liaison", P.LIAISON, "督查联络员"),
)
TOWN_STAFF = (
    ("principal", P.PRINCIPAL, "党委书记"),
    ("mayor", P.PRINCIPAL, "镇长"),
    ("deputy", P.DEPUTY, "副镇长"),
    ("handler", P.HANDLER, "党政办主任"),
    ("liaison", P.LIAISON, "督查联络员"),
)
_ORGAN_LEADER = {"cdi": "县委常委、县纪委书记", "org_dept": "县委常委、组织部部长"}
_FAMILY = "黄周吴徐孙马朱胡郭何林罗高郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石"


@dataclass
class Place:
    """A unit of the county; its people are attributes: `county.town_a.principal` is an actor."""

    county: County
    key: str
    unit_id: int

    @property
    def unit(self) -> UnitRow:
        """The unit as it stands now."""
        return directory(self.county.jurisdiction_id).unit(self.unit_id)

    @property
    def id(self) -> str:
        """The id as forms send it."""
        return str(self.unit_id)

    def __getattr__(self, name: str) -> Actor:
        return self.county.actor(f"{self.key}.{name}")


@dataclass
class County:
    """A county with its people: `county.inspector`, `county.secretary`, `county.town_a.liaison` …"""

    jurisdiction_id: int
    code: str
    persons: dict[str, int] = field(default_factory=dict)
    units: dict[str, int] = field(default_factory=dict)

    def copy(self) -> County:
        """The same county, whose people and units may be added to."""
        return replace(self, persons=dict(self.persons), units=dict(self.units))

    def actor(self, key: str, via: str = "web") -> Actor:
        """The person of this key with the posts of the present day."""
        if key not in self.persons:
            raise AttributeError(key)
        return actor_by_id(self.jurisdiction_id, self.persons[key], via)

    def account(self, key: str) -> Account:
        """The account of the person, for `client.force_login`; its name is the key, prefixed in the other county."""
        return Account.objects.get(person_id=self.persons[key])

    def person(self, key: str) -> str:
        """The id of a person as forms send it."""
        return str(self.persons[key])

    def on(self, day: str | date, hour: int | None = None, minute: int = 0) -> AbstractContextManager[None]:
        """The block in which it is this day, at the hour of the test where none is named: `with county.on("2026-04-01"):`."""
        known = date.fromisoformat(day) if isinstance(day, str) else day
        return clock.moved_to(clock.at(known, hours.current() if hour is None else time(hour, minute)))

    def __getattr__(self, name: str) -> Any:
        if name in self.__dict__.get("units", {}):
            return Place(self, name, self.units[name])
        return self.actor(name)


def build_counties() -> tuple[County, County]:
    """Build the county and a smaller neighbour in an empty database that may move its clock."""
    installation.mark(Installation.Kind.REHEARSAL)
    with clock.moved_to(FOUNDED):
        county = _build("xx", "XX县", "X", UNITS)
        other = _build(
            "yy",
            "YY县",
            "Y",
            [row for row in UNITS if row[0] not in ("town_b", "town_c", "bureau_b", "bureau_c")],
        )
    memo.forget()
    return county, other


def _build(code: str, name: str, short: str, units: Any) -> County:
    founded = found_jurisdiction(code=code, name=name, short_name=short, registrar="管某")
    county = County(founded.jurisdiction_id, code, {"registrar": founded.registrar_id})
    with scope(jurisdiction=county.jurisdiction_id):
        registrar = county.registrar
        for sequence, row in enumerate(units, 1):
            _found_unit(county, registrar, sequence, row)
        _people(county)
        seed_calendar(actor=county.registrar, years=YEARS)
        _adopt(county, name)
    return county


def _found_unit(county: County, registrar: Actor, sequence: int, row: Any) -> None:
    key, name, short_name, kind, function, side = row
    ref = create_unit(
        actor=registrar, name=name, short_name=short_name, kind=kind, sequence=sequence * 10,
        active_from=date(2020, 1, 1), side=side, function=function.value,
    ).ref  # fmt: skip
    county.units[key] = Unit.objects.get(ref=ref).pk


def _people(county: County) -> None:
    names = (f"{family}某{given}" for given in "子丑寅卯" for family in _FAMILY)
    plans = [(key, name, posts) for key, name, posts in LEADERS]
    for unit in county.units:
        plans += [(key, next(names), posts) for key, posts in _unit_posts(unit)]
    registrar = county.registrar
    for rank, (key, name, _) in enumerate(plans, 1):
        ref = create_person(actor=registrar, name=name, rank=rank, personnel_category="公务员").ref
        county.persons[key] = Person.objects.get(ref=ref).pk
    prefix = "" if county.code == "xx" else f"{county.code}."
    names_of = {county.persons[key]: prefix + key for key, _, _ in plans}
    _let_in(county, names_of, _posts(county, [(key, post) for key, _, posts in plans for post in posts], names_of))


def _let_in(county: County, names: dict[int, str], second: int) -> None:
    """Everybody gets an account: by slips that the administrator gives and 县委组织部 confirms, on one sheet."""
    people = [Person.objects.get(pk=key) for key in names if key != second]
    for person in people:
        open_account(actor=county.registrar, ref=person.ref, username=names[person.pk])
    ref = give_slips(actor=county.registrar, people=[str(person.pk) for person in people]).ref
    confirm_slips(actor=actor_by_id(county.jurisdiction_id, second), ref=ref)
    system = system_actor(county.jurisdiction_id, clock.today())
    for link in OneTimeLink.objects.filter(slip__ref=ref):
        use_slip(actor=system, ref=ref, link=link.ref)
    for person in people:
        choose_password(actor=system, ref=person.ref, password=PASSWORD)


def account_by_one(county: County, ref: str, username: str, password: str = FIRST_PASSWORD) -> Account:
    """The account of a person as one administrator opens it, with a password of its owner's choice."""
    open_account(actor=county.registrar, ref=ref, username=username)
    choose_password(actor=system_actor(county.jurisdiction_id, clock.today()), ref=ref, password=password)
    return Account.objects.get(person__ref=ref)


def _posts(county: County, given: list[tuple[str, Any]], names: dict[int, str]) -> int:
    """First what another organ confirms, as the one list of the beginning; then the rest, and 联络员 by their principals.

    Returns who confirmed the list.
    """
    rows = []
    for key, (role, title, unit, side) in given:
        if by_two(role, function_at(unit)):
            name = Person.objects.get(pk=county.persons[key]).name
            rows.append({"name": name, "unit": str(county.units[unit]) if unit else "", "role": role.value, "title": title,
                         "side": side, "starts_on": SINCE, "username": ""})  # fmt: skip
    first = next(row for row in rows if row["unit"] == str(county.units["org_dept"]))
    first["username"] = names[Person.objects.get(name=first["name"], jurisdiction=county.jurisdiction_id).pk]
    proposed = propose_list(actor=county.registrar, rows=rows, basis=BASIS, file=paper())
    chosen = PostList.objects.get(ref=proposed.ref).first_named_id or 0
    system = system_actor(county.jurisdiction_id, clock.today())
    choose_password(actor=system, ref=Person.objects.get(pk=chosen).ref, password=PASSWORD)
    confirm_list(actor=actor_by_id(county.jurisdiction_id, chosen), ref=proposed.ref)
    for key, (role, title, unit, _) in given:
        if by_principal(role, function_at(unit)):
            name_liaison(
                actor=county.actor(f"{unit}.principal"), unit=str(county.units[unit]), person=county.person(key), title=title
            )
        elif not by_two(role, function_at(unit)):
            appoint_alone(actor=county.registrar, person=county.person(key), role=role.value, title=title,
                          starts_on=SINCE, unit=str(county.units[unit]))  # fmt: skip
    return chosen


def function_at(unit: str) -> Function:
    """The function of a unit of the county by its key."""
    return next((function for key, _, _, _, function, _ in UNITS if key == unit), Function.NONE)


def paper() -> Upload:
    """The scan of an appointing document."""
    return Upload("任职文件.pdf", files.SCAN)


def attached() -> QuerySet[Attachment]:
    """The files that were handed in since the county was founded on its appointing documents."""
    return Attachment.objects.exclude(object_kind="postlist")


def appoint(*, actor: Actor, person: str, role: str, unit: str = "", acting: bool = False, **given: Any) -> Done:
    """Give somebody a post the way it is given: alone, or proposed and confirmed by the organ that is asked."""
    found = Unit.objects.filter(pk=int(unit or 0)).first()
    function = Function(found.function) if found else Function.NONE
    if role not in {one.value for one in P} or not by_two(P(role), function, acting=acting):
        return appoint_alone(actor=actor, person=person, role=role, unit=unit, acting=acting, **given)
    given = {"basis": BASIS, **given}
    done = nominate(actor=actor, person=person, role=role, unit=unit, acting=acting, file=paper(), **given)
    confirm_list(actor=confirmer(done.ref), ref=done.ref)
    row = ListedPost.objects.get(postlist__ref=done.ref)
    made = Post.objects.filter(person_id=row.person_id, role=row.role, title=row.title).latest("pk")
    return Done(done.act, done.sentence, made.ref, "post", "")


def confirmer(ref: str) -> Actor:
    """Somebody of the organ that confirms a list, who neither proposed it nor stands on it."""
    row = PostList.objects.get(ref=ref)
    named = set(ListedPost.objects.filter(postlist=row).values_list("person_id", flat=True)) | {row.proposed_by_id}
    wanted = {P.OFFICE_HEAD} if row.confirming in ("party_office", "gov_office") else set(P)
    known = directory(row.jurisdiction_id)
    held = known.holders(clock.today(), unit_id=known.office(Function(row.confirming)).id)
    return actor_by_id(
        row.jurisdiction_id, next(one.person_id for one in held if one.role in wanted and one.person_id not in named)
    )



def _unit_posts(unit: str) -> list[tuple[str, Any]]:
    if unit == "congress_body":
        return []
    people: list[tuple[str, Any]] = []
    if unit in ("party_office", "gov_office"):
        prefix = {"party_office": "", "gov_office": "gov_"}[unit]
        for key, role, title in OFFICE_STAFF:
            posts = [(role, title, unit, "")]
            if role is P.OFFICE_HEAD:
                posts.append((P.PRINCIPAL, title, unit, ""))
            people.append((f"{prefix}{key}".replace("gov_office_head", "gov_head"), posts))
    staff = TOWN_STAFF if unit.startswith("town") else UNIT_STAFF
    for key, role, title in staff:
        if role is P.PRINCIPAL and unit in ("party_office", "gov_office"):
            continue
        posts = [(role, title, unit, "")]
        if role is P.PRINCIPAL and unit in _ORGAN_LEADER:
            posts.append((P.COUNTY_LEADER, _ORGAN_LEADER[unit], "", "party"))
        people.append((f"{unit}.{key}", posts))
    return people


def notice_text() -> bytes:
    """The notice that the system brings along for demos: the same clauses in words of its own."""
    return resources.files("duban.mechanism").joinpath("data/demo_notice.txt").read_bytes()


def _adopt(county: County, name: str) -> None:
    done = adopt_notice(
        actor=county.inspector,
        file=Upload("通知.txt", notice_text().decode().replace("XX县", name).encode()),
        issued_on=FOUNDED.date(),
        number="X委办字〔2026〕3号",
        issuer=f"中共{name}委办公室、{name}人民政府办公室",
    )
    confirm_notice(actor=county.office_head, ref=done.ref)
