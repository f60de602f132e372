"""Who can do what is owed and what is offered: the open duties of a county against its desks, its buttons against their acts.

As a program: the same for the demo of DUBAN_DATA on a day; or that demo with small offices is built as of the day in its
empty database, and looked at after every act. Says what does not hold.

    python -m tests.borne 2026-11-30T06:30
    python -m tests.borne 2026-11-30T06:30 --build-small-offices
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import redirect_stdout
from typing import Any
from unittest.mock import patch

if __name__ == "__main__":
    from duban.jobs.app_loader import load

    load()

from django_scopes import scope

from duban.acts.gate import entry
from duban.acts.gate.permits import roles_toward
from duban.acts.kinds import kinds
from duban.acts.models import Obligation
from duban.acts.owing.bearing import bearing
from duban.acts.sight.around import borne_by
from duban.acts.sight.visibility import visible_rows
from duban.acts.work import Done
from duban.demo.world import World
from duban.jobs.commands import demo
from duban.jobs.moments import moment
from duban.mechanism.lifecycles import LIFECYCLES, act_named
from duban.mechanism.people.standing import OFFICE_ROLES, PostRole, Role
from duban.organisations.models import Leave
from duban.organisations.selectors import directory, everybody, jurisdictions
from duban.shared import clock
from duban.shared.actor import Actor, system_actor
from duban.shared.database import memo
from duban.shared.errors import ActError, NotFound, NotPermitted, Unmet

_OF_THE_PERSON = ("不由同一人办理", "不在回避之列", "不是当事单位", "由送请审批的领导本人", "由同意本函的领导")


def powerless(error: ActError | None) -> bool:
    """Whether a refusal is for lack of power, or for being this natural person."""
    if isinstance(error, Unmet):
        return any(any(words in reason.condition for words in _OF_THE_PERSON) for reason in error.decision.missing)
    return isinstance(error, NotPermitted | NotFound)


def everyone(jurisdiction_id: int) -> dict[int, Actor]:
    """All persons of a county as the actors that they are today, those without any post too."""
    on, held = clock.today(), everybody(jurisdiction_id)
    people = directory(jurisdiction_id).people
    return {one.id: held.get(one.id) or Actor(one.id, one.name, jurisdiction_id, (), on) for one in people}


def open_duties(jurisdiction_id: int, case_ref: str = "") -> list[Obligation]:
    """Everything that is owed, in the county or in one case."""
    rows = Obligation.objects.filter(jurisdiction_id=jurisdiction_id, outcome=Obligation.Outcome.OPEN)
    return list((rows.filter(case__ref=case_ref) if case_ref else rows).order_by("pk"))


def astray(jurisdiction_id: int, case_ref: str = "") -> Iterator[str]:
    """The duties that stand on nobody's desk, on the desk of somebody who may not do them, or wrongly as 无人可办."""
    duties = open_duties(jurisdiction_id, case_ref)
    people = everyone(jurisdiction_id) if duties else {}
    desks = [(actor, borne_by(actor)) for actor in people.values()]
    nobody, leaves = bearing(jurisdiction_id).nobody, away_today() if duties else set()
    for duty in duties:
        act = act_named(duty.act)
        there = [actor for actor, own in desks if own.holds(duty)]
        away = leaves if by_role_of_an_office(duty) else set()
        named = f"{duty.act} {duty.object_ref} {duty.role}"
        if not_now := out_of_state(duty):
            yield f"{named}: impossible while {not_now}"
        may = {one.person_id for one in there if not powerless(entry.refusal(one, act, duty.object_ref))}
        if duty.pk in nobody:
            taking = [one for one in people.values() if may_take(one, duty) and one.person_id not in away]
            able = [one.name for one in taking if not powerless(entry.refusal(one, act, duty.object_ref))]
            heads = [one for one in there if any(post.role is PostRole.OFFICE_HEAD for post in one.posts)]
            if able or heads != there:
                yield f"{named}: wrongly nobody's, {able} may, {len(there)} have it"
        elif not there or len(may) < len(there) or away & may:
            yield f"{named}: on {len(there)} desks, {sorted(one.name for one in there if one.person_id not in may)} may not"


def out_of_state(duty: Obligation) -> str:
    """The state of the object of a duty in which its act cannot be done; empty where it can, or once another owes his part.

    It may wait for a known event: what somebody owes on the same object leads to a state in which it can be done.
    """
    obj = entry.load(system_actor(duty.jurisdiction_id, clock.today()), duty.object_kind, duty.object_ref)
    allowed, state = possible_in(duty.act), str(obj.state)
    others = Obligation.objects.filter(
        outcome=Obligation.Outcome.OPEN, object_kind=duty.object_kind, object_id=duty.object_id
    )
    acts = [act_named(one.act) for one in others.exclude(act=duty.act)]
    leads = {target for act in acts if state in possible_in(act.key) for target in act.targets}
    return "" if {"*", state} & allowed or leads & allowed else state


def possible_in(key: str) -> set[str]:
    """The states of an object in which an act on it can be done."""
    act = act_named(key)
    return set(act.on_states if act.creates else act.sources)


def away_today() -> set[int]:
    """Who is on leave, told from the rows."""
    rows = Leave.objects.filter(state="recorded", starts_on__lte=clock.today(), ends_on__gte=clock.today())
    return set(rows.values_list("person_id", flat=True))


def by_role_of_an_office(duty: Obligation) -> bool:
    """Whether whoever holds a post of an office owes it, and nobody by name: those on leave do not."""
    return duty.person_id is None and Role[duty.role] in OFFICE_ROLES.values()


def may_take(actor: Actor, duty: Obligation) -> bool:
    """Whether a duty is for somebody of these posts: of its unit, where it is owed in person of its role."""
    if duty.unit_id is not None and duty.unit_id not in actor.unit_ids:
        return False
    obj = entry.load(actor, duty.object_kind, duty.object_ref)
    return not duty.in_person or Role[duty.role] in roles_toward(actor, duty.object_kind, obj)


def dead_buttons(people: Iterable[Actor]) -> Iterator[str]:
    """The acts that are offered on an object to somebody who is refused for want of power or as this person."""
    for actor in people:
        for kind, spec in kinds().items():
            rows: Any = visible_rows(actor, kind)
            for row in rows.select_related(*spec.related).order_by("-pk")[:5] if kind in LIFECYCLES else ():
                for act in entry.open_acts(actor, kind, row):
                    if powerless(error := entry.refusal(actor, act, row.ref)):
                        yield f"{act.key} for {actor.name} on {row.ref}: {error}"


def told(at: str) -> list[str]:
    """What does not hold in the first county on a day."""
    with clock.moved_to(moment(at)):
        memo.forget()
        county = jurisdictions()[0].id
        with scope(jurisdiction=county):
            return list(astray(county))


def built(at: str) -> list[str]:
    """What does not hold after any of the acts by which the demo with small offices comes about."""
    wrong, looked, do = list[str](), [0], World.do

    def watched(world: World, actor: Actor, key: str, **values: Any) -> Done:
        done = do(world, actor, key, **values)
        looked[0] += 1
        memo.forget()
        wrong.extend(f"after {key}: {line}" for line in astray(world.jurisdiction_id, done.case_ref) if done.case_ref)
        return done

    parser = argparse.ArgumentParser()
    demo.configure(parser)
    with patch.object(World, "do", watched), redirect_stdout(sys.stderr):
        demo.run(parser.parse_args(["--offices", "small", "--as-of", at]))
    return wrong if looked[0] > 120 else [f"only {looked[0]} acts"]


if __name__ == "__main__":
    print(json.dumps((built if sys.argv[2:] else told)(sys.argv[1]), ensure_ascii=False, indent=0))
