"""The permit engine: may this actor do this act to this object now, and why not."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from django.db.models import Exists, OuterRef, Q

from duban.acts.kinds import kind_of
from duban.audit.models import Entry
from duban.mechanism.clauses import clause
from duban.mechanism.decision import Outcome, Reason, Remedy, decide
from duban.mechanism.lifecycles import ACTS, act_named, lifecycle_of
from duban.mechanism.lifecycles.types import Act
from duban.mechanism.people.standing import OFFICES, Function, PostHeld, Role, Subject, standing
from duban.shared.actor import Actor
from duban.shared.errors import NotPermitted, Unmet, WrongState


def roles_from(actor: Actor, posts: tuple[PostHeld, ...], subject: Subject) -> frozenset[Role]:
    """Every role that these posts of the actor give toward a subject."""
    if actor.is_system:
        return frozenset({Role.SYSTEM})
    return standing(actor.person_id, posts, subject)


def roles_toward(actor: Actor, kind: str, obj: Any) -> frozenset[Role]:
    """Every role that the actor has toward an object."""
    return roles_from(actor, actor.posts, kind_of(kind).subject(obj))


def refuse_unless_holding(actor: Actor, act: Act, subject: Subject) -> int | None:
    """Raise NotPermitted unless a role of the act is held; returns whose power is exercised if not the own.

    What every reader may do needs no other role: nobody gets as far as here with an object out of sight.
    """
    if Role.READER in act.roles and not actor.is_system:
        return None
    own = tuple(post for post in actor.posts if post.behalf_id is None)
    if set(act.roles) & roles_from(actor, own, subject):
        return None
    for post in actor.posts:
        if post.behalf_id is None or act.in_person:
            continue
        if set(act.roles) & roles_from(actor, (post,), subject):
            return post.behalf_id
    may = "、".join(role.value for role in act.roles)
    person = "本人" if act.in_person and not may.endswith("本人") else ""
    raise NotPermitted(f"“{act.label}”须由{may}{person}办理，您在今天没有这一身份。", act.clause)


def refuse_unless_holding_somewhere(actor: Actor, act: Act) -> None:
    """Raise NotPermitted unless the actor's posts allow making an object by this act for some office, unit or person."""
    subjects = [Subject(office=office) for office in OFFICES]
    subjects += [Subject(office=Function.PARTY_OFFICE, lead_unit=unit) for unit in sorted(actor.unit_ids)]
    subjects.append(Subject(office=Function.PARTY_OFFICE, holder_id=actor.person_id))
    _refuse_unless_holding_any(actor, act, subjects)


def _refuse_unless_holding_any(actor: Actor, act: Act, subjects: list[Subject]) -> None:
    refused: list[NotPermitted] = []
    for subject in subjects:
        try:
            refuse_unless_holding(actor, act, subject)
        except NotPermitted as error:
            refused.append(error)
        else:
            return
    raise refused[0]


def refuse_unless_holding_toward_anything(actor: Actor, act: Act) -> None:
    """Raise NotPermitted where the actor's posts allow an act toward nothing in the county, whoever has it in hand."""
    person = actor.person_id
    subjects = [
        Subject(office=office, lead_unit=unit, handler_id=person, convener_id=person, holder_id=person)
        for office in OFFICES
        for unit in (None, *sorted(actor.unit_ids))
    ]
    own = frozenset(actor.unit_ids)
    subjects.append(Subject(office=Function.PARTY_OFFICE, assist_units=own, notified_units=own))
    _refuse_unless_holding_any(actor, act, subjects)


def refuse_unless_state(act: Act, kind: str, state: str) -> None:
    """Raise WrongState unless the act goes from this state of its object, or of the one on which it makes its own."""
    sources = act.sources or act.on_states
    if not sources or "*" in sources or state in sources:
        return
    lifecycle = lifecycle_of(kind)
    wanted = "、".join(lifecycle.state(name).label for name in sources)
    raise WrongState(
        f"现在的状态是“{lifecycle.state(state).label}”，“{act.label}”只能在“{wanted}”时办理。", act.clause
    )


Earlier = Iterable[tuple[str, int | None, int | None]]
"""What was done to an object: the act, by whom, and for whom where the power was delegated."""


def earlier_on(kind: str, obj: Any, acts: Iterable[str]) -> Earlier:
    """Who did some acts to an object."""
    rows = Entry.objects.filter(
        object_kind=kind, object_id=obj.pk, act__in=list(acts), outcome=Entry.Outcome.DONE
    )
    return list(rows.values_list("act", "actor_id", "behalf_id"))


_APART = frozenset(key for act in ACTS.values() for key in act.apart)
_IN_CASE = "earlier_in_case"
DID = "actor_did_what_keeps_apart"
"""What pages annotate an object with in the statement that reads it: where the actor did nothing, nothing is read."""


def did_before(kind: str, persons: Collection[int]) -> Exists:
    """Whether some persons did anything to a row from which another act must be apart."""
    mine = Q(actor_id__in=persons) | Q(behalf_id__in=persons)
    done = Entry.objects.filter(mine, object_kind=kind, act__in=_APART, outcome=Entry.Outcome.DONE)
    return Exists(done.filter(object_id=OuterRef("pk")))


def earlier_in_case(kind: str, obj: Any, acts: Iterable[str]) -> Earlier:
    """The same for pages, which ask of many objects of a case in hand: all of them are read once with the case."""
    case = getattr(obj, "case", None)
    if not getattr(obj, DID, True):
        return ()
    if case is None:
        return earlier_on(kind, obj, acts)
    if _IN_CASE not in case.__dict__:
        rows = Entry.objects.filter(case_id=case.pk, act__in=_APART, outcome=Entry.Outcome.DONE)
        case.__dict__[_IN_CASE] = list(
            rows.values_list("object_kind", "object_id", "act", "actor_id", "behalf_id")
        )
    return [line for of, key, *line in case.__dict__[_IN_CASE] if (of, key) == (kind, obj.pk)]


@clause("3.1.2")
def refuse_unless_apart(actor: Actor, act: Act, behalf_id: int | None, earlier: Earlier) -> None:
    """Raise Unmet where the same natural person, also through delegation, did an act that this one must be apart from."""
    persons = {actor.person_id, behalf_id} - {None}
    for key, actor_id, for_id in earlier:
        if key in act.apart and persons & {actor_id, for_id}:
            raise Unmet(decide(act.label, [_not_apart(act, key)]))


def _not_apart(act: Act, earlier: str) -> Reason:
    label = act_named(earlier).label
    return Reason(
        clause=act.clause,
        condition=f"“{act.label}”与“{label}”不由同一人办理",
        outcome=Outcome.NOT_MET,
        finding=f"您（或委托您的人）已办理本件的“{label}”，按自然人判断，委托同样受限。",
        remedies=(Remedy("、".join(role.value for role in act.roles) + "中的其他人", act.key, act.label),),
    )


def may_start(actor: Actor, key: str) -> bool:
    """Whether the actor may at all create an object by this act, judged by posts alone."""
    try:
        refuse_unless_holding_somewhere(actor, act_named(key))
    except NotPermitted:
        return False
    return True
