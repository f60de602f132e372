"""The steps that a unit sets for its own reports, and what a merger passes on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from duban.acts.beside import Answer, guards, lacking
from duban.acts.gate.asked import Asked
from duban.acts.owing import duties
from duban.acts.registry import performs
from duban.acts.work import Done, To, Work, act, permit_creation
from duban.matters.actions.shared import done, functions_of, name_units, units_of
from duban.matters.models import Matter, UnitFlow
from duban.mechanism.clauses import clause
from duban.mechanism.lifecycles import states_of
from duban.mechanism.people.standing import Function, PostRole, Subject
from duban.organisations.selectors import UnitRow, directory
from duban.proceedings.models import Receipt
from duban.shared.actor import Actor
from duban.shared.database import memo

_WORDS = {"review": "分管审核", "confirm": "主要领导确认"}
_SETTERS = {PostRole.LIAISON, PostRole.DEPUTY, PostRole.PRINCIPAL}


def _text(steps: Sequence[str]) -> str:
    return " → ".join(
        ("经办填报", *(_WORDS[step] for step in ("review", "confirm") if step in steps), "报送")
    )


def _own_unit(actor: Actor) -> int | None:
    return next((post.unit_id for post in actor.posts if post.role in _SETTERS and post.unit_id), None)


@guards("本单位没有设定过")
def _flow_unset(asked: Asked) -> Iterator[Answer]:
    if UnitFlow.objects.filter(unit_id=_own_unit(asked.actor) or 0).exists():
        yield lacking(asked.spec, "本单位没有设定过流程", "本单位已设定流程，请在原设定上修改。")


@clause("1.2")
@performs("flow.set")
def set_flow(*, actor: Actor, steps: Sequence[str] = (), once: str | None = None) -> Done:
    """Set the steps of the actor's own unit; the fewer, the less to fill."""
    with act(actor, "flow.set", once=once) as a:
        unit_id = _own_unit(a.actor)
        permit_creation(a, Subject(office=Function.PARTY_OFFICE, lead_unit=unit_id))
        a.found(UnitFlow(unit_id=unit_id or 0, review="review" in steps, confirm="confirm" in steps))
        memo.renew_directory(a.jurisdiction_id)
        a.say(steps=_text(steps))
    return done(a)


@clause("1.2")
@performs("flow.change")
def change_flow(
    *, actor: Actor, ref: str, expect: int | None = None, steps: Sequence[str] = (), once: str | None = None
) -> Done:
    """Change the steps of the unit; reports already on their way go on as they are."""
    with act(actor, "flow.change", ref, expect=expect, once=once) as a:
        a.change(a.object, review="review" in steps, confirm="confirm" in steps)
        memo.renew_directory(a.jurisdiction_id)
        a.say(steps=_text(steps))
    return done(a)


@clause("1.2")
def pass_on(work: Work, from_unit: UnitRow, into_unit: UnitRow) -> None:
    """承继: the open matters and duties of a merged unit pass on; who was responsible stays on record."""
    open_matters = Matter.objects.exclude(state__in=states_of("matter", "over"))
    concerned = list(open_matters.filter(units__unit=from_unit.id, units__until=None))
    led = [matter for matter in concerned if matter.lead_unit_id == from_unit.id]
    standing, known = units_of(concerned), directory(work.jurisdiction_id)
    work.change_all(led, lead_unit_id=into_unit.id, unit_rank=into_unit.sequence, handler_id=None)
    for matter in concerned:
        rows = standing[matter.pk]
        named = {into_unit.id if row.unit_id == from_unit.id else row.unit_id for row in rows}
        name_units(work, matter, matter.lead_unit_id, named - {matter.lead_unit_id}, rows)
        work.refresh(matter, responsible_functions=functions_of(known.unit(unit) for unit in named))
    work.change_all(list(duties.standing_so(duties.HELD, unit=from_unit.id)), unit_id=into_unit.id)
    undelivered = Receipt.objects.filter(
        unit_id=from_unit.id, received_at=None, what=Receipt.What.ORIGINAL, case__in=[m.case_id for m in led]
    )
    work.change_all(list(undelivered), unit_id=into_unit.id)
    for matter in led:
        work.tell("inherited", To(unit_id=into_unit.id), title=matter.title, unit=from_unit.short_name)
