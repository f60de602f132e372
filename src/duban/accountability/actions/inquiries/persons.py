"""回避 before a step begins: whom a relation, or what he did before, keeps from it whatever posts he holds (五, 六)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import replace
from typing import Any

from duban.accountability.facts import dossier_of
from duban.accountability.models import Appeal, Declaration, Hearing, Inquiry, Named, Revision, Ruling
from duban.accountability.policies import in_body
from duban.acts.beside import bars, worded
from duban.mechanism.clauses import clause
from duban.mechanism.decision import Decision, Reason, Remedy, decide, holds
from duban.mechanism.findings import Hands, by_the_other, may_handle, own_body_gate, withdraw_gate
from duban.mechanism.lifecycles.types import Act
from duban.mechanism.people.standing import Function
from duban.organisations.selectors import directory
from duban.shared import clock
from duban.shared.actor import Actor
from duban.shared.errors import Unmet


def inquiry_of(row: Any) -> Inquiry | None:
    """The inquiry to which a row of accountability belongs; None for a decision that stands alone."""
    if isinstance(row, Appeal | Revision):
        return row.ruling.inquiry
    return row if isinstance(row, Inquiry) else row.inquiry


@clause("5.0", "6.4")
def refuse_related(actor: Actor, act: Act, row: Any, behalf_id: int | None) -> None:
    """Raise Unmet where a relation to the inquiry keeps the actor, or whoever delegated the power, from a step."""
    inquiry = inquiry_of(row)
    if inquiry is None or not act.impartial or actor.is_system:
        return
    in_unit = inquiry.unit_id in actor.unit_ids
    if getattr(inquiry, "actor_related", True) is False and not in_unit:
        return
    brief = dossier_of(inquiry).brief()
    for person in {actor.person_id, behalf_id} - {None}:
        _require(may_handle(brief, person or 0, in_unit, "none", act.clause))


def _require(decision: Decision) -> None:
    if not decision.allowed:
        raise Unmet(decision)


@clause("6.4")
def refuse_who_took_part(actor: Actor, act: Act, appeal: Appeal, behalf_id: int | None) -> None:
    """Raise Unmet where the actor recorded or confirmed the ruling against which an appeal goes, or is related."""
    refuse_related(actor, act, appeal, behalf_id)
    if act.impartial:
        took_part = actor.person_id in (appeal.ruling.recorder_id, appeal.ruling.confirmer_id)
        _require(decide("办理申诉", [_untouched(took_part)]))


@clause("6.4")
def refuse_hands(actor: Actor, act: Act, row: Ruling | Revision, behalf_id: int | None) -> None:
    """Raise Unmet where the other body does it and the actor is of the first, or is related to the case."""
    refuse_related(actor, act, row, behalf_id)
    if act.other_body:
        organ, person_id = first_hand(row)
        same = person_id in {actor.person_id, behalf_id} - {None}
        _require(by_the_other(act.label, Hands(organ, in_body(actor), same)))


@clause("6.4")
@bars
def _own_body(actor: Actor, act: Act, ruling: Ruling, behalf_id: int | None) -> None:
    """Raise Unmet where an entry waits for the body that made it, and the actor is not of it."""
    _require(own_body_gate(first_hand(ruling)[0], in_body(actor)))


@clause("6.4")
@bars
@worded("未经核对的，由登记人本人撤回")
def _own_entry(actor: Actor, act: Act, ruling: Ruling, behalf_id: int | None) -> None:
    """Raise Unmet where an entry waits for who made it, and the actor is not that."""
    _require(_taken_back(actor, ruling))


@clause("6.4")
@bars
@worded("未经核对的，由提出的人本人撤回")
def _own_change(actor: Actor, act: Act, row: Revision, behalf_id: int | None) -> None:
    """The same for a change of a ruling."""
    _require(_taken_back(actor, row))


def _taken_back(actor: Actor, row: Ruling | Revision) -> Decision:
    organ, person_id = first_hand(row)
    known = directory(actor.jurisdiction_id)
    unit = known.office(organ).id
    there = any(post.unit_id == unit and post.held_on(actor.on) for post in known.posts_of(person_id or 0))
    return withdraw_gate(own=person_id == actor.person_id, body=in_body(actor) is organ, there=there)


def first_hand(row: Ruling | Revision) -> tuple[Function, int | None]:
    """The body and the person that made an entry or proposed a change."""
    if isinstance(row, Ruling):
        return Function(row.recorded_organ), row.recorder_id
    return Function(row.proposed_organ), row.proposer_id


def _untouched(took_part: bool) -> Reason:
    return Reason(
        "6.4",
        "没有参与原决定的登记和确认",
        holds(not took_part),
        "没有参与。" if not took_part else "参与过原决定，须回避。",
        remedies=(Remedy("两家机关中没有参与原决定的人员"),),
    )


def kept_out_of_inquiries(act: Act, keys: Collection[int]) -> dict[int, frozenset[int]]:
    """Who is related to each of some inquiries: declared, named, or with a post in the unit concerned."""
    if not act.impartial:
        return {}
    found: dict[int, set[int]] = defaultdict(set)
    related = Declaration.objects.filter(inquiry_id__in=keys, related=True).exclude(verdict="continues")
    named = Named.objects.filter(inquiry_id__in=keys, dropped_at=None)
    pairs = related.order_by().values_list("inquiry_id", "person_id")
    for key, person_id in pairs.union(named.order_by().values_list("inquiry_id", "person_id")):
        found[key].add(person_id)
    for key, unit_id, county in Inquiry.objects.filter(pk__in=keys).values_list("pk", "unit_id", "jurisdiction_id"):
        if unit_id is not None:
            found[key] |= {one.person_id for one in directory(county).people_of(unit_id, clock.today())}
    return {key: frozenset(persons) for key, persons in found.items()}


def kept_out_of_hearings(act: Act, keys: Collection[int]) -> dict[int, frozenset[int]]:
    """The same for notices: those of their inquiries."""
    of = dict(Hearing.objects.filter(pk__in=keys).values_list("pk", "inquiry_id"))
    related = kept_out_of_inquiries(act, set(of.values()))
    return {key: related.get(inquiry_id, frozenset()) for key, inquiry_id in of.items()}


def kept_out_of_rulings(act: Act, keys: Collection[int]) -> dict[int, frozenset[int]]:
    """The same for rulings."""
    rows = Ruling.objects.filter(pk__in=keys).values_list("pk", "inquiry_id", "recorder_id")
    of = {key: (inquiry_id, recorder_id) for key, inquiry_id, recorder_id in rows}
    related = kept_out_of_inquiries(act, {one for one, _ in of.values() if one is not None})
    return {key: related.get(one or 0, frozenset()) | _first(act, who) for key, (one, who) in of.items()}


def kept_out_of_revisions(act: Act, keys: Collection[int]) -> dict[int, frozenset[int]]:
    """The same for changes of rulings, and whoever proposed them."""
    rows = list(Revision.objects.filter(pk__in=keys).values_list("pk", "ruling_id", "proposer_id"))
    related = kept_out_of_rulings(replace(act, other_body=False), {ruling_id for _, ruling_id, _ in rows})
    return {key: related.get(ruling_id, frozenset()) | _first(act, who) for key, ruling_id, who in rows}


def _first(act: Act, person_id: int | None) -> frozenset[int]:
    return frozenset({person_id}) if act.other_body and person_id is not None else frozenset()


def kept_out_of_appeals(act: Act, keys: Collection[int]) -> dict[int, frozenset[int]]:
    """The same for appeals, and whoever recorded or confirmed the ruling."""
    if not act.impartial:
        return {}
    rows = list(Appeal.objects.filter(pk__in=keys).select_related("ruling"))
    related = kept_out_of_rulings(act, {row.ruling_id for row in rows})
    return {
        row.pk: related.get(row.ruling_id, frozenset())
        | {one for one in (row.ruling.recorder_id, row.ruling.confirmer_id) if one is not None}
        for row in rows
    }
