"""Building the demo county: its directory, its notice, and most of a year of life, all through acts."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django_scopes import scope

from duban.acts.registry import action_for
from duban.demo import roster
from duban.demo.episodes import begin_episodes
from duban.demo.lives.appointments import Planned, let_in, take_office
from duban.demo.lives.bulletins import bulletins_life
from duban.demo.lives.inquiries import accountability_life
from duban.demo.lives.rules import NUMBER, notice_file, rules_life
from duban.demo.lives.stories import STAGES, Story, matter_life
from duban.demo.small_offices import begin_small_offices
from duban.demo.works import PlannedWork, works
from duban.demo.world import Life, World
from duban.mechanism.people.standing import Function, PostRole
from duban.organisations.actions.founding import found_county
from duban.organisations.actions.people import create_person
from duban.organisations.actions.signing_in.accounts import choose_password, open_account
from duban.organisations.actions.signing_in.slips import confirm_slips, give_slips, use_link
from duban.organisations.actions.units import create_unit
from duban.organisations.models import Account
from duban.organisations.selectors import DEMO_PASSWORD, actor_by_id, actor_named, directory
from duban.shared import clock
from duban.shared.actor import Actor, system_actor
from duban.shared.database import memo
from duban.shared.machine import installation
from duban.shared.models import Installation

ADMINISTRATOR = "管某甲"
DAYS = 322
_INQUIRIES_FROM = 180
_NOTICE_BEFORE = 240
"""The notice is older than the system, so that there are measures to enter afterwards and a year that the notice knows."""
_SHARES = {
    "smooth": 60, "late": 12, "letter": 16, "letters": 9, "interview": 7, "listing": 5, "expired": 2, "overdue": 1,
    "released": 6, "letter_now": 2, "interview_now": 2, "listing_now": 2, "young": 24, "draft": 6,
}  # fmt: skip
_CROWDED = {
    "smooth": 3, "late": 3, "letter": 2, "letters": 2, "interview": 1, "listing": 1, "expired": 2, "overdue": 8,
    "released": 1, "letter_now": 24, "interview_now": 8, "listing_now": 7, "young": 2, "draft": 2,
}  # fmt: skip
"""A county in which most of what runs is red, to try the pages with."""
Told = Callable[[str, float], None]


@dataclass(frozen=True)
class Called:
    """What a county is called; `ending` ends the names of its accounts, for one that stands beside others."""

    code: str = "xx"
    name: str = "XX县"
    short: str = "X"
    ending: str = ""


DEMO = Called()


def build(
    told: Told,
    seed: int = 20260105,
    *,
    small: bool = False,
    crowded: bool = False,
    small_offices: bool = False,
    as_of: datetime | None = None,
) -> World:
    """Build the demo in an empty database as of a moment, else now; `told` hears what is done and how far it is.

    A small one has every kind of story in it, and few of the matters; in a crowded one most of them are red. What a
    story must have reached in the end is counted back in working days, so that it is there whatever the day and hour.
    With small offices it is another county, in which each office has three people: few matters, one of them to its 移交.
    """
    world, start = _founded(told, seed, DEMO, small_offices=small_offices, as_of=as_of)
    with scope(jurisdiction=world.jurisdiction_id):
        if small_offices:
            with clock.moved_to(start):
                begin_small_offices(world, clock.day_of(start))
                world.start(sweeping(world))
        else:
            _begin(world, start, _CROWDED if crowded else _small() if small else _SHARES)
        _live(world, start, world.until, told)
    return world


def founded(told: Told, seed: int = 20260105, called: Called = DEMO) -> World:
    """A county with the directory, the calendar and the notice of the demo, and without its life."""
    return _founded(told, seed, called)[0]


def _founded(
    told: Told, seed: int, called: Called, *, small_offices: bool = False, as_of: datetime | None = None
) -> tuple[World, datetime]:
    installation.mark(Installation.Kind.DEMO)
    until = as_of or clock.now()
    start = clock.at(clock.day_of(until) - timedelta(days=DAYS), time(9))
    with clock.moved_to(start):
        county = _found(called)
    with scope(jurisdiction=county):
        with clock.moved_to(start):
            registrar = actor_named(county, ADMINISTRATOR)
            _directory(registrar, told, called, small_offices=small_offices)
            _rulebook(county, registrar, clock.day_of(start))
        by_short = {unit.short_name: unit for unit in directory(county).units}
        units = {plan.key: by_short[plan.short] for plan in roster.units()}
    return World(county, random.Random(seed), units, until), start


def _found(called: Called) -> int:
    """Found the county as `duban found` does; its administrator comes in by the link and chooses a password."""
    link = found_county(
        code=called.code, name=called.name, short_name=called.short, administrator=ADMINISTRATOR,
        account=f"admin{called.ending}",
    )  # fmt: skip
    account = use_link(link.rstrip("/").rsplit("/", 1)[-1])
    with scope(jurisdiction=account.jurisdiction_id):
        system = system_actor(account.jurisdiction_id, clock.today())
        choose_password(actor=system, ref=account.person.ref, password=DEMO_PASSWORD)
    return account.jurisdiction_id


def _directory(registrar: Actor, told: Told, called: Called, *, small_offices: bool) -> None:
    founded_on = date(2019, 3, 1)
    there = {unit.short_name for unit in directory(registrar.jurisdiction_id).units}
    for sequence, plan in enumerate(roster.units(), 1):
        if plan.short in there:
            continue
        memo.forget()
        create_unit(
            actor=registrar, name=plan.name, short_name=plan.short, kind=plan.kind, sequence=sequence * 10,
            active_from=founded_on, level=plan.level, side=plan.side, function=plan.function.value,
        )  # fmt: skip
    known = directory(registrar.jurisdiction_id)
    by_short = {unit.short_name: str(unit.id) for unit in known.units}
    units = {plan.key: by_short[plan.short] for plan in roster.units()}
    told("登记单位", 0.02)
    names, plans, accounts = roster.names(), list[Planned](), dict[str, str]()
    for rank, posts in enumerate(roster.posts(small_offices=small_offices), 1):
        memo.forget()
        name = next(names)
        ref = create_person(actor=registrar, name=name, rank=rank, personnel_category="公务员").ref
        plans += [(ref, name, post, units.get(post.unit, "")) for post in posts]
        account = next((post.account for post in posts if post.account), "")
        if account:
            accounts[ref] = account + called.ending
    confirming = take_office(registrar, plans, called.ending)
    let_in(registrar, accounts, confirming)
    _accounts_in_every_unit(registrar, called.ending)
    told("登记人员和任职", 0.08)


def _accounts_in_every_unit(registrar: Actor, ending: str) -> None:
    """Where nobody of a unit has an account its 联络员 gets one; the slips of all of them are given at once."""
    memo.forget()
    known, accounts = directory(registrar.jurisdiction_id), set(Account.objects.values_list("person_id", flat=True))
    for unit in known.active_units(registrar.on):
        liaisons = known.liaisons(unit.id, registrar.on)
        if liaisons and not accounts & {one.person_id for one in known.people_of(unit.id, registrar.on)}:
            ref = known.person(liaisons[0].person_id).ref
            open_account(actor=registrar, ref=ref, username=f"lian{unit.sequence}{ending}")
    sheet = give_slips(actor=registrar, everybody=True).ref
    second = known.holders(registrar.on, role=PostRole.STAFF, unit_id=known.office(Function.ORG_DEPT).id)[0]
    confirm_slips(actor=actor_by_id(registrar.jurisdiction_id, second.person_id), ref=sheet)


def _rulebook(jurisdiction_id: int, registrar: Actor, day: date) -> None:
    """The calendar, and the county's own notice: entered by an inspector, confirmed by the head of the office."""
    memo.forget()
    from duban.rulebook.actions.calendars import seed_calendar

    seed_calendar(actor=registrar)
    known, issued = directory(jurisdiction_id), day - timedelta(days=_NOTICE_BEFORE)
    office = known.office(Function.PARTY_OFFICE)
    inspector = actor_by_id(
        jurisdiction_id, known.holders(day, role=PostRole.INSPECTOR, unit_id=office.id)[0].person_id
    )
    head = actor_by_id(
        jurisdiction_id, known.holders(day, role=PostRole.OFFICE_HEAD, unit_id=office.id)[0].person_id
    )
    number = NUMBER.format(year=issued.year, n=3)
    adopted = action_for("notice.adopt")(
        actor=inspector,
        file=notice_file(issued, number),
        issued_on=issued,
        number=number,
        issuer="中共XX县委办公室、XX县人民政府办公室",
    )
    action_for("notice.confirm")(actor=head, ref=adopted.ref)
    memo.forget()


def _small() -> dict[str, int]:
    """A twentieth of each share; of the expired ones all, since what follows from them is told once each."""
    return {
        stage: share if stage in ("expired", "overdue") else max(1, share // 20)
        for stage, share in _SHARES.items()
    }


def _begin(world: World, start: datetime, shares: dict[str, int]) -> None:
    stages = [stage for stage in STAGES for _ in range(shares[stage])]
    plans = works(len(stages), world.chance)
    world.chance.shuffle(plans)
    with clock.moved_to(start):
        for stage, work in zip(stages, plans, strict=True):
            world.start(matter_life(_story(world, stage, work, clock.day_of(start))))
        begin_episodes(world)
        world.start(sweeping(world))
        world.start(rules_life(world, clock.day_of(start)))
        world.start(bulletins_life(world, clock.day_of(start)))
        world.start(accountability_life(world, clock.day_of(start) + timedelta(days=_INQUIRIES_FROM)))


def _live(world: World, start: datetime, until: datetime, told: Told) -> None:
    whole = (until - start).total_seconds()

    def said(moment: datetime) -> None:
        told(
            f"演到 {clock.text(moment, '%Y-%m-%d')}，已办 {world.acts} 件",
            0.08 + 0.92 * (moment - start).total_seconds() / whole,
        )

    world.run(until, said)


_PACE = {"smooth": 1.12, "late": 1.08, "letter": 0.6, "letters": 0.55, "interview": 0.5, "listing": 0.45, "expired": 0.4,
         "overdue": 0.4, "released": 0.5, "letter_now": 0.6, "interview_now": 0.5, "listing_now": 0.45, "young": 1.12,
         "draft": 1.0}  # fmt: skip


def _story(world: World, stage: str, work: PlannedWork, first: date) -> Story:
    chance = world.chance
    if stage == "young":
        start, length = world.back(chance.randrange(8, 28)), chance.randrange(90, 240)
    elif stage == "draft":
        start, length = world.back(chance.randrange(1, 4)), 120
    elif stage in ("expired", "overdue"):
        # What follows from an expired listing takes two months of working days more.
        start, length = first + timedelta(days=chance.randrange(8, 20)), chance.randrange(210, 230)
    elif stage in ("listing", "released", "listing_now"):
        start, length = first + timedelta(days=chance.randrange(8, 40)), chance.randrange(250, 290)
    else:
        start, length = first + timedelta(days=chance.randrange(8, 150)), chance.randrange(120, 330)
    office = Function.PARTY_OFFICE if chance.random() < 0.5 else Function.GOV_OFFICE
    pace = _PACE[stage] * chance.uniform(0.94, 1.05)
    due = world.before(start + timedelta(days=length), 0)
    return Story(world, work, office, stage, start, due, pace)


def sweeping(world: World) -> Life:
    """The sweep of every fifth working morning, of those after the limit of a listing, and of the last.

    Enough for a demo, where the worker sweeps each minute.
    """
    from duban.demo.sweeping import morning_after_limit, sweep_county

    last = world.at(world.back(0), 8)
    while True:
        after = world.after(5, 8)
        then = last if clock.now() < last < after else after
        while (early := morning_after_limit(then)) is not None:
            yield early
            world.acts += sweep_county(world.jurisdiction_id)
        yield then
        world.acts += sweep_county(world.jurisdiction_id)
