"""交接: drawn up, signed by who leaves and by who goes on, and carried out in one act by who heads them (A98)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from duban.acts.beside import Answer, Wrong, guards
from duban.acts.gate.asked import Asked, found
from duban.acts.registry import performs
from duban.acts.work import Done, To, act, permit_creation
from duban.mechanism.clauses import clause
from duban.mechanism.decision import Reason, Remedy, decide, holds
from duban.mechanism.lifecycles import states_of
from duban.mechanism.people.standing import OFFICES, Function, PostRole, other_office
from duban.organisations.actions.own import pass_drafts
from duban.organisations.actions.posts_held.passing import carry_out, left_open
from duban.organisations.actions.shared import day, done, person_given, wrong
from duban.organisations.models import Handover, HandoverItem, Person
from duban.organisations.policies import of_person
from duban.organisations.selectors.directory import directory
from duban.organisations.selectors.handover_list import NamedLine, by_post, lines_of, listed
from duban.shared.actor import Actor


@guards("移交人、接收人同在一个单位，另有负责人监交；没有正在办的交接")
def _may_be_drawn(asked: Asked) -> Iterator[Answer]:
    given = asked.given
    if given is None:
        return
    giver, receiver = (person_given(asked, given[name], name) for name in ("person", "receiver"))
    on = min(given["leaves_on"], asked.today)
    place = of_person(giver, on)
    head = director(asked.jurisdiction_id, place.lead_unit, giver.pk, asked.today)
    yield from wrong({
        "person": _no_place(place.lead_unit, head) or _under_way(giver),
        "receiver": _cannot_receive(asked, giver, receiver, place.lead_unit, head),
        "leaves_on": day(given["leaves_on"], asked.today),
    })  # fmt: skip


def director(jurisdiction_id: int, unit_id: int | None, giver_id: int, on: date) -> int | None:
    """Who heads the unit of somebody and carries the handover out; where that is the giver, the head of the other office."""
    if unit_id is None:
        return None
    known = directory(jurisdiction_id)
    function = known.unit(unit_id).function
    if function not in OFFICES:
        heads = known.principals(unit_id, on)
    else:
        units = (unit_id, known.office(other_office(Function(function))).id)
        heads = [one for unit in units for one in known.holders(on, role=PostRole.OFFICE_HEAD, unit_id=unit)]
    return next((one.person_id for one in heads if one.person_id != giver_id), None)


def _no_place(unit_id: int | None, head: int | None) -> str:
    if unit_id is None:
        return "没有单位职务：县领导分工调整由县委、县政府另行明确，不在这里交接。"
    return "" if head else "本单位没有可以监交的负责人：主要领导离任的，职务上的事由接任或者主持工作的人办。"


def _under_way(giver: Person) -> str:
    other = Handover.objects.filter(giver_id=giver.pk, state__in=states_of("handover", "open")).first()
    return f"{giver.name}的交接正在办理，先办结或者撤回。" if other else ""


def _cannot_receive(asked: Asked, giver: Person, receiver: Person, unit_id: int | None, head: int | None) -> str:
    if receiver.pk == giver.pk:
        return "不能交接给本人。"
    if receiver.pk == head:
        return f"{receiver.name}是监交的负责人，请另选接收人。"
    held = directory(asked.jurisdiction_id).holders(asked.today, unit_id=unit_id) if unit_id else []
    return "" if any(one.person_id == receiver.pk for one in held) else f"{receiver.name}不在移交人的单位任职。"


@clause("3.0")
@performs("handover.draw")
def draw(
    *, actor: Actor, person: str, receiver: str, cause: str, leaves_on: date, once: str | None = None
) -> Done:
    """Begin a handover: who leaves when and why, and who goes on."""
    with act(actor, "handover.draw", once=once) as a:
        giver, other = person_given(a, person, "person"), person_given(a, receiver, "receiver")
        place = of_person(giver, min(leaves_on, a.today))
        permit_creation(a, place)
        head = found(director(a.jurisdiction_id, place.lead_unit, giver.pk, a.today))
        row = Handover(
            state="drawn", unit_id=found(place.lead_unit), office=place.office.value, giver=giver, receiver=other,
            director_id=head, cause=cause, leaves_on=leaves_on,
        )  # fmt: skip
        a.found(row)
        a.enter()
        a.say(giver=giver.name, receiver=other.name, cause=cause)
    return done(a)


@guards("负责人代签的写明原因")
def _may_be_given(asked: Asked) -> Iterator[Answer]:
    if asked.given is None:
        return
    own, why = asked.actor.person_id == asked.object.giver_id, asked.given["absent"].strip()
    if own and why:
        yield Wrong({"absent": "您是移交人本人，不填这一栏。"})
    if not own and not why:
        yield Wrong({"absent": "请写明移交人不能签字的原因，如：已到新单位报到。"})


@clause("3.0")
@performs("handover.give")
def give(
    *, actor: Actor, ref: str, expect: int | None = None, absent: str = "", once: str | None = None
) -> Done:
    """Draw up the list of what bears the giver's name, and sign it. Drafts are the giver's own to list."""
    with act(actor, "handover.give", ref, expect=expect, once=once) as a:
        row: Handover = a.object
        own = a.actor.person_id == row.giver_id
        lines = lines_of(row.giver_id, drafts=own)
        a.create_all([_item(row, place, line) for place, line in enumerate(lines, 1)])
        a.move(
            listed=row.listed + 1, given_by_id=a.actor.person_id, absent=absent.strip(), given_at=a.at, taken_at=None,
            by_post=by_post(a.jurisdiction_id, row.giver_id),
        )  # fmt: skip
        passes = sum(line.fate == HandoverItem.Fate.PASSES for line in lines)
        why = "" if own else f"（代{row.giver.name}：{absent.strip()}）"
        a.say(why=why, count=passes, kept=len(lines) - passes)
    return done(a)


def _item(row: Handover, place: int, line: NamedLine) -> HandoverItem:
    return HandoverItem(
        handover=row, listing=row.listed + 1, place=place, sort=line.sort, object_kind=line.kind, object_id=line.object_id,
        act=line.act, title=line.title, word=line.word, fate=line.fate, why=line.why,
    )  # fmt: skip


@guards("签字以后没有新的事")
def _list_still_holds(asked: Asked) -> Iterator[Answer]:
    row: Handover = asked.object
    signed = {(one.sort, one.object_kind, one.object_id, one.act) for one in listed(row)}
    now = [line for line in lines_of(row.giver_id, drafts=False) if line.fate == HandoverItem.Fate.PASSES]
    new = sum(line.key not in signed for line in now)
    finding = f"清单签字以后又有{new}件由{row.giver.name}经办。" if new else "没有。"
    remedy = Remedy(row.giver.name, "handover.give", "重新签字移交")
    yield decide(asked.spec.label, [Reason("3.0", "签字以后没有新的事", holds(not new), finding, remedies=(remedy,))])


@clause("3.0")
@performs("handover.take")
def take(*, actor: Actor, ref: str, expect: int | None = None, once: str | None = None) -> Done:
    """Sign that the list was gone through and is taken on."""
    with act(actor, "handover.take", ref, expect=expect, once=once) as a:
        a.say(count=sum(one.fate == HandoverItem.Fate.PASSES for one in listed(a.object)))
        a.move(taken_at=a.at)
    return done(a)


@clause("3.0")
@performs("handover.settle")
def settle(*, actor: Actor, ref: str, expect: int | None = None, once: str | None = None) -> Done:
    """Let everything on the list pass at once, each thing tried again; what the receiver may not do stays to be arranged."""
    with act(actor, "handover.settle", ref, expect=expect, once=once) as a:
        row: Handover = a.object
        passed, left = carry_out(a, row)
        drafts = [one for one in listed(row) if one.sort == "draft" and one.fate == HandoverItem.Fate.PASSES]
        moved = pass_drafts(row.giver_id, row.receiver_id, [one.object_id or 0 for one in drafts])
        for one in drafts:
            gone = one.object_id not in moved
            a.change(one, fate=HandoverItem.Fate.OVER if gone else HandoverItem.Fate.PASSED)
        a.move("arranging" if left else "settled", settled_at=a.at)
        a.tell("handed_on", To(person_id=row.receiver_id), giver=row.giver.name, count=passed + len(moved))
        words = f"；{left}件接收人不能办，由{row.director.name}另行安排" if left else ""
        a.say(giver=row.giver.name, receiver=row.receiver.name, count=passed + len(moved), left=words)
    return done(a)


@guards("接收人不能办的都另有人经办")
def _all_arranged(asked: Asked) -> Iterator[Answer]:
    left = left_open(asked.actor, asked.object)
    finding = f"还有：{'、'.join(left[:5])}{'等' if len(left) > 5 else ''}。" if left else "都已安排。"
    remedy = Remedy("单位负责人", label="逐件变更经办人")
    yield decide("办结另行安排", [Reason("3.0", "接收人不能办的都另有人经办", holds(not left), finding, remedies=(remedy,))])


@clause("3.0")
@performs("handover.close")
def close(*, actor: Actor, ref: str, expect: int | None = None, once: str | None = None) -> Done:
    """State that everything the receiver may not do has somebody else."""
    with act(actor, "handover.close", ref, expect=expect, once=once) as a:
        a.move()
    return done(a)


@performs("handover.withdraw")
def withdraw(
    *, actor: Actor, ref: str, expect: int | None = None, reason: str, once: str | None = None
) -> Done:
    """Take a handover back before it is carried out: everything stays where it is."""
    with act(actor, "handover.withdraw", ref, expect=expect, once=once) as a:
        a.say(giver=a.object.giver.name, reason=reason)
        a.move()
    return done(a)
