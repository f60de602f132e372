"""What the page of an act shows before its form: whether it may be done at all, what to read, what will follow."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from duban.acts.beside import Effect, ToRead, effects_of, foreseen, opens, passages_of, ready
from duban.acts.gate import entry
from duban.acts.gate.entry import open_acts
from duban.acts.gate.guarding import foretold, refusal
from duban.acts.gate.permits import roles_from
from duban.acts.models import UsedKey
from duban.acts.sight.visibility import ABSENT, may_see
from duban.acts.work import Done
from duban.insight.selectors.act_page.forms import FormCase, case_of
from duban.insight.selectors.act_page.put_before import Shown, put_before
from duban.insight.selectors.case_file.judged import AtProposal, why, with_proposals
from duban.insight.selectors.work_desk.brought import given_back
from duban.matters.models import Matter
from duban.matters.policies import subject_of
from duban.measures.briefs.reading import circulated_only
from duban.measures.models import Measure
from duban.mechanism.decision import Decision
from duban.mechanism.lifecycles import ACTS, LIFECYCLES, act_named
from duban.mechanism.lifecycles.measures import STORY
from duban.mechanism.lifecycles.types import Act
from duban.mechanism.people.standing import Role
from duban.shared.actor import Actor
from duban.shared.errors import ActError, NotFound, Unmet


@dataclass(frozen=True)
class Opening:
    """An act about to be done. `refused` says why its form is not shown; `gate` what is known of its conditions,
    `judged` why a measure that is being decided on was proposed.

    `may` are the acts for which the actor holds a role here; `others` the acts open on the same object; `in_full`
    tells whether the case itself is the actor's to see; `initial` is what the form of a new thing opens with.
    """

    act: Act
    case: FormCase | None
    refused: ActError | None = None
    gate: Decision | None = None
    judged: AtProposal | None = None
    passages: tuple[ToRead, ...] = ()
    paper: Shown | None = None
    effects: tuple[Effect, ...] = ()
    may: frozenset[str] = frozenset()
    others: tuple[Act, ...] = ()
    in_full: bool = True
    initial: Mapping[str, Any] = field(default_factory=dict)


def is_proposal(act: Act) -> bool:
    """Whether an act makes a measure on a matter, and so is addressed by the matter."""
    return act.creates and bool(act.on)


def act_at(*, key: str, ref: str = "") -> Act:
    """The act that has a page at this address; NotFound where there is none."""
    act = act_named(key) if key in ACTS else None
    if act is None or set(act.roles) == {Role.SYSTEM}:
        raise NotFound(ABSENT)
    if (bool(act.on) or not act.creates) is not bool(ref):
        raise NotFound(ABSENT)
    return act


def open_act(*, actor: Actor, key: str, ref: str = "") -> Opening:
    """The act on the object of this address, or the making of a new one; NotFound where the actor sees neither."""
    act = act_at(key=key, ref=ref)
    if not ref:
        return _new(actor, act, refusal(actor, act))
    obj = entry.load(actor, act.on or act.kind, ref)
    refused = _refused(actor, act, obj)
    case = case_of(actor, act, obj)
    if act.on:
        return _proposal(actor, act, case, obj, refused)
    return _on_object(actor, act, case, obj, refused or _unmet(_ready(actor, act, obj)))


def _new(actor: Actor, act: Act, refused: ActError | None) -> Opening:
    if refused:
        return Opening(act, None, refused=refused)
    initial = opens.known[act.opens](actor, act, None) if act.opens else {}
    return Opening(act, None, effects=effects_of(actor, act, None), initial=initial)


def already_done(*, actor: Actor, key: str, once: str) -> Done | None:
    """The result of a form that was sent before: a second click gets the first answer."""
    if not once:
        return None
    used = UsedKey.objects.filter(
        jurisdiction_id=actor.jurisdiction_id, person_id=actor.person_id, key=once, act=key
    ).first()
    return Done(**{**used.result, "repeated": True}) if used else None


def _refused(actor: Actor, act: Act, obj: Any) -> ActError | None:
    """What the actor would be refused; an object that is not the actor's to see has no page at all."""
    try:
        return foretold(actor, act, obj, entry.enter(actor, act, obj))
    except NotFound:
        raise
    except ActError as error:
        return error


def _unmet(gate: Decision | None) -> Unmet | None:
    """What is known beforehand to keep a form from being of any use: nobody fills it in for nothing."""
    return Unmet(gate) if gate is not None and not gate.allowed else None


def _ready(actor: Actor, act: Act, obj: Any) -> Decision | None:
    return ready.known[act.ready](actor, act, obj) if act.ready else None


def _proposal(actor: Actor, act: Act, case: FormCase, matter: Matter, refused: ActError | None) -> Opening:
    gate = None if refused else _ready(actor, act, matter)
    return Opening(act, case, refused=refused or _unmet(gate), gate=gate, may=_may(actor, matter))


def _on_object(actor: Actor, act: Act, case: FormCase, obj: Any, refused: ActError | None) -> Opening:
    matter = obj if isinstance(obj, Matter) else getattr(obj, "matter", None)
    in_full = matter is None or may_see(actor, "matter", matter)
    return Opening(
        act,
        case,
        refused=refused,
        gate=foreseen.known[act.foreseen](actor, act, obj) if act.foreseen and refused is None else None,
        judged=_judged(act, obj) if refused is None and in_full else None,
        passages=_passages(actor, act, obj, in_full) if refused is None else (),
        paper=put_before(actor, act, obj) if refused is None else None,
        effects=effects_of(actor, act, obj) if refused is None else (),
        may=_may(actor, matter) if matter is not None else frozenset(),
        others=tuple(other for other in open_acts(actor, act.kind, obj) if other.key != act.key),
        in_full=in_full,
    )


def _judged(act: Act, obj: Any) -> AtProposal | None:
    if "shows_reasons" not in act.does:
        return None
    return why(with_proposals(Measure.objects.filter(pk=obj.pk)).get())


def _passages(actor: Actor, act: Act, obj: Any, in_full: bool) -> tuple[ToRead, ...]:
    if not in_full:
        return (circulated_only(obj),) if isinstance(obj, Measure) else ()
    return (*given_back(actor, act, obj), *passages_of(actor, act, obj))


def _may(actor: Actor, matter: Matter) -> frozenset[str]:
    roles = roles_from(actor, actor.posts, subject_of(matter))
    return frozenset(act.key for kind in STORY for act in LIFECYCLES[kind].acts if set(act.roles) & roles)
