"""缩小范围: the head of the office keeps a matter to named readers, and opens it again."""

from __future__ import annotations

from collections.abc import Sequence

from duban.acts.beside import guards
from duban.acts.kinds import kinds
from duban.acts.owing import duties
from duban.acts.registry import performs
from duban.acts.work import Done, Work, act
from duban.matters.actions.shared import done, name_readers
from duban.matters.models import Matter
from duban.mechanism.clauses import clause
from duban.mechanism.lifecycles import lifecycle_of
from duban.mechanism.people.narrowing import narrow_gate
from duban.mechanism.people.standing import Function, PostRole
from duban.organisations.selectors import directory
from duban.shared.actor import Actor


@clause("4.3")
@performs("matter.narrow")
def narrow(
    *,
    actor: Actor,
    ref: str,
    expect: int | None = None,
    readers: Sequence[str],
    reason: str,
    once: str | None = None,
) -> Done:
    """Keep a matter to named readers: for others it is in no list, count, search or export."""
    with act(actor, "matter.narrow", ref, expect=expect, once=once) as a:
        named = {int(person) for person in readers} | {a.actor.person_id or 0}
        require_hands(a, named, lifecycle_of("matter").state(a.object.state).open_to_unit)
        a.internal = True
        name_readers(a, a.object, named)
        a.change(a.object, narrowed=True)
        known = directory(a.jurisdiction_id)
        a.say(readers="、".join(known.person(person).name for person in sorted(named)), reason=reason)
    return done(a)


@guards("须办理的人在所列人员中")
def require_hands(work: Work, named: frozenset[int] | set[int], opened: bool) -> None:
    """Unmet where the readers of the matter could not handle it; `opened` tells whether it lies with the unit."""
    matter: Matter = work.object
    known, on = directory(work.jurisdiction_id), work.today
    if matter.inspector_id:
        office = matter.inspector_id in named
    else:
        unit = known.office(Function(matter.office)).id
        office = bool(named & {row.person_id for row in known.holders(on, role=PostRole.INSPECTOR, unit_id=unit)})
    unit_left = _unit_left(matter, named, work) if opened else None
    asked = _leaders_asked(work)
    work.require(narrow_gate(office=office, unit=unit_left, leader=asked <= named if asked else None))


def _unit_left(matter: Matter, named: frozenset[int] | set[int], work: Work) -> bool:
    known, on, unit = directory(work.jurisdiction_id), work.today, matter.lead_unit_id or 0
    reporting = {row.person_id for row in (*known.liaisons(unit, on), *known.handlers(unit, on))}
    reporting |= {matter.handler_id or 0}
    return bool(named & {row.person_id for row in known.principals(unit, on)}) and bool(named & reporting)


def _leaders_asked(work: Work) -> set[int]:
    """The leaders before whom something of the case waits for approval."""
    asked = [f"{kind}.approve" for kind in kinds()]
    rows = duties.still_open(case=work.object.case_id, act=asked, personal=True)
    return {person for person in rows.values_list("person_id", flat=True) if person is not None}


@clause("4.3")
@performs("matter.widen")
@guards("已缩小范围")
def widen(
    *, actor: Actor, ref: str, expect: int | None = None, reason: str, once: str | None = None
) -> Done:
    """Open a narrowed matter again to everybody who sees it by the mechanism."""
    with act(actor, "matter.widen", ref, expect=expect, once=once) as a:
        if not a.object.narrowed:
            a.refuse_input(form="本事项没有缩小范围。")
        a.internal = True
        name_readers(a, a.object, ())
        a.change(a.object, narrowed=False)
        a.say(reason=reason)
    return done(a)
