"""缩小范围: the head of the office keeps a matter to named readers, and opens it again."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from duban.acts.beside import Answer, guards, lacking
from duban.acts.gate.asked import Asked
from duban.acts.kinds import kinds
from duban.acts.owing import duties
from duban.acts.registry import performs
from duban.acts.work import Done, act
from duban.matters.actions.shared import done, name_readers
from duban.matters.models import Matter
from duban.mechanism.clauses import clause
from duban.mechanism.decision import Decision
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
        a.internal = True
        name_readers(a, a.object, named)
        a.change(a.object, narrowed=True)
        known = directory(a.jurisdiction_id)
        a.say(readers="、".join(known.person(person).name for person in sorted(named)), reason=reason)
    return done(a)


@guards("须办理的人在所列人员中")
def _hands_left(asked: Asked) -> Iterator[Answer]:
    if asked.given is not None:
        named = {int(person) for person in asked.given["readers"]} | {asked.actor.person_id or 0}
        yield hands_left(asked, named, lifecycle_of("matter").state(asked.object.state).open_to_unit)


def hands_left(asked: Asked, named: Collection[int], opened: bool, inspector: int | None = None) -> Decision:
    """Whether the readers of the matter can handle it; `opened` tells whether it lies with the unit.

    `inspector` is whoever has it in charge from now on, if that changes.
    """
    matter: Matter = asked.object
    known, on, in_charge = directory(asked.jurisdiction_id), asked.today, inspector or matter.inspector_id
    if in_charge:
        office = in_charge in named
    else:
        unit = known.office(Function(matter.office)).id
        office = any(row.person_id in named for row in known.holders(on, role=PostRole.INSPECTOR, unit_id=unit))
    unit_left = _unit_left(matter, set(named), asked) if opened else None
    waits = _leaders_asked(asked)
    return narrow_gate(office=office, unit=unit_left, leader=waits <= set(named) if waits else None)


def _unit_left(matter: Matter, named: set[int], work: Asked) -> bool:
    known, on, unit = directory(work.jurisdiction_id), work.today, matter.lead_unit_id or 0
    reporting = {row.person_id for row in (*known.liaisons(unit, on), *known.handlers(unit, on))}
    reporting |= {matter.handler_id or 0}
    return bool(named & {row.person_id for row in known.principals(unit, on)}) and bool(named & reporting)


def _leaders_asked(work: Asked) -> set[int]:
    """The leaders before whom something of the case waits for approval."""
    asked = [f"{kind}.approve" for kind in kinds()]
    rows = duties.still_open(case=work.object.case_id, act=asked, personal=True)
    return {person for person in rows.values_list("person_id", flat=True) if person is not None}


@guards("已缩小范围")
def _narrowed(asked: Asked) -> Iterator[Answer]:
    if not asked.object.narrowed:
        yield lacking(asked.spec, "已缩小范围", "本事项没有缩小范围。")


@clause("4.3")
@performs("matter.widen")
def widen(
    *, actor: Actor, ref: str, expect: int | None = None, reason: str, once: str | None = None
) -> Done:
    """Open a narrowed matter again to everybody who sees it by the mechanism."""
    with act(actor, "matter.widen", ref, expect=expect, once=once) as a:
        a.internal = True
        name_readers(a, a.object, ())
        a.change(a.object, narrowed=False)
        a.say(reason=reason)
    return done(a)
