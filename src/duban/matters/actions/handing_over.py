"""变更经办人: another inspector goes on with a case, in the office that follows it or in the other one (A65)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from duban.acts.beside import Answer, Wrong, guards
from duban.acts.gate.asked import Asked
from duban.acts.owing import owed
from duban.acts.registry import performs
from duban.acts.work import Done, To, Work, act
from duban.matters.actions.instructions import pass_on as pass_on_instructions
from duban.matters.actions.narrowing import hands_left
from duban.matters.actions.shared import done
from duban.mechanism.clauses import clause
from duban.mechanism.decision import Reason, Remedy, decide, holds
from duban.mechanism.lifecycles import lifecycle_of
from duban.mechanism.people.standing import Function, PostRole, Role, other_office
from duban.organisations.selectors import directory
from duban.shared.actor import Actor


@guards("改由另一办公室的，没有在拟、在审的文稿，另一办公室不是责任单位；缩小范围的，接办人可以看")
def _may_take_over(asked: Asked) -> Iterator[Answer]:
    if asked.given is None:
        return
    matter, inspector = asked.object, int(asked.given["inspector"])
    if Role.CO_HEAD in asked.roles and _office_of(asked, inspector).value == matter.office:
        yield Wrong({"inspector": "另一办公室主任只能变更给本办公室的督查员。"})
    yield from office_may_go_on(asked, inspector)
    if matter.narrowed:
        opened = lifecycle_of("matter").state(matter.state).open_to_unit
        yield hands_left(asked, matter.reader_ids, opened, inspector)


@clause("3.0")
@performs("matter.hand_over")
def hand_over(
    *, actor: Actor, ref: str, expect: int | None = None, inspector: str, reason: str, once: str | None = None
) -> Done:
    """Another inspector goes on with a matter; one of the other office takes it there, with all that is owed."""
    with act(actor, "matter.hand_over", ref, expect=expect, once=once) as a:
        before = a.object.office
        pass_to(a, int(inspector), reason)
        pass_on_instructions(a, a.object)
        if a.object.office != before and a.object.assigned_on:
            office = Function(a.object.office).label
            a.tell("office_changed", To(unit_id=a.object.lead_unit_id), title=a.object.title, office=office)
    return done(a)


def office_may_go_on(asked: Asked, person_id: int) -> Iterator[Answer]:
    """Whether a case may go to an inspector: into the other office only with no paper in hand, and not to a party."""
    case, after = asked.object, _office_of(asked, person_id)
    if after is not Function(case.office):
        yield decide("变更经办人", [_no_papers(asked), _not_responsible(case, after)])


def pass_to(work: Work, person_id: int, reason: str, *, told: bool = True) -> None:
    """Case, charge and everything that the office still owes go to an inspector, in the one office or the other.

    The inspector is told of each, but where whoever passes many tells of all at once.
    """
    case: Any = work.object
    known, before, after = directory(work.jurisdiction_id), Function(case.office), _office_of(work, person_id)
    owed.pass_on(work, (known.office(before).id, known.office(after).id), (case.inspector_id, person_id))
    work.change(case, office=after.value, inspector_id=person_id)
    if told:
        work.tell("handed_over", To(person_id=person_id), title=case.title)
    work.say(before=before.label, office=after.label, inspector=known.person(person_id).name, reason=reason)


def _office_of(work: Asked, person_id: int) -> Function:
    """The office in which somebody inspects: the acting one, where it can be either."""
    acting, known = Function(work.object.office), directory(work.jurisdiction_id)
    held = known.holders(work.today, role=PostRole.INSPECTOR, unit_id=known.office(acting).id)
    return acting if person_id in {row.person_id for row in held} else other_office(acting)


def _no_papers(work: Asked) -> Reason:
    waiting = [row.label for row in owed.open_of_case(work, that="on_paper")]
    return Reason(
        "3.0",
        "没有在拟、在审的文稿",
        holds(not waiting),
        f"还有：{'、'.join(waiting)}。" if waiting else "没有。",
        remedies=(Remedy("承办督查员", label="办完或者撤回文稿"),) if waiting else (),
        field="inspector",
    )


def _not_responsible(case: Any, office: Function) -> Reason:
    own = office.value in case.responsible_functions.split(",")
    return Reason(
        "3.0",
        "接办的办公室不是责任单位",
        holds(not own),
        f"{office.label}{'是' if own else '不是'}本件的责任单位。",
        remedies=(Remedy("办公室主任", "post.lend", "由另一办公室借人"),) if own else (),
        field="inspector",
    )
