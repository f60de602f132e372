"""Who knows of an inquiry, who reads it, and who sees nothing of it: said once for all that hangs on it (五, 六).

The acting office and, once it was transferred, the two bodies read it; the main leader who is asked reads it meanwhile. In
brief the main leaders know of what was moved on, and whoever is asked about a relation knows of that alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from duban.accountability.facts import dossier_of
from duban.accountability.models import Considered, Declaration, Named
from duban.acts.sight.toward import Relations, column, holding, named
from duban.mechanism.clauses import clause
from duban.mechanism.lifecycles import states_of
from duban.mechanism.lifecycles.accountability.fields import BODIES, OFFICE
from duban.mechanism.people.standing import OFFICES, Function, PostRole, Role, leader_roles
from duban.organisations.selectors import directory
from duban.organisations.selectors.directory import MAIN_ROLES
from duban.proceedings.actions.routing import addressee_of
from duban.shared.actor import Actor
from duban.shared.conditions import NOTHING, Blank, Condition, Is, Mark, one_of, some, through

CONTINUES = "continues"
_KEPT_OUT = "kept_out_of_inquiry"
NAMES_BODY = named("responsible_functions")
OF_INQUIRY = Relations(responsible=NAMES_BODY)


@dataclass(frozen=True)
class _KeptOut(Condition):
    """Somebody is named in an inquiry, or has a relation to it that is not cleared; of a row in hand read once with it."""

    person: int
    key: str

    def opened(self, mark: Mark) -> Condition:
        """With a mark for the person."""
        return _KeptOut(mark(self.person), self.key)

    def holds(self, row: Any) -> bool:
        inquiry = row if self.key == "pk" else row.inquiry
        known = row.__dict__.get(_KEPT_OUT)
        if known is not None and inquiry is not None:
            inquiry.__dict__[_KEPT_OUT] = known
            return bool(known)
        if inquiry is None or getattr(inquiry, "actor_related", None) is False:
            return False
        brief = dossier_of(inquiry).brief()
        return self.person in brief.named or any(
            one.person == self.person and one.verdict != CONTINUES for one in brief.declared
        )

    def query(self, at: str = "") -> Q:
        mine: dict[str, Any] = {"inquiry_id": OuterRef(f"{at}{self.key}"), "person_id": self.person}
        named_there = Named._base_manager.filter(dropped_at=None, **mine)
        related = Declaration._base_manager.filter(related=True, **mine).exclude(verdict=CONTINUES)
        return Q(Exists(named_there)) | Q(Exists(related))


@clause("5.0", "6.4")
def kept_out(actor: Actor, key: str = "pk") -> Condition:
    """The inquiries of which the actor sees nothing as an official: named there, or with a relation that is not cleared.

    Rows of an inquiry are asked by its `key` on them.
    """
    return NOTHING if actor.person_id is None else _KeptOut(actor.person_id, key)


def with_kept_out(rows: QuerySet[Any], actor: Actor) -> QuerySet[Any]:
    """Rulings that carry, for themselves and their inquiry, whether the actor is kept out of it: asked for once a page."""
    if actor.person_id is None:
        return rows
    carrying: QuerySet[Any] = rows.annotate(**{_KEPT_OUT: kept_out(actor, "inquiry_id").query()})
    return carrying


def inquiry_office(actor: Actor) -> Condition:
    """The inquiries that the actor handles in the acting office."""
    return holding(actor, OFFICE, OF_INQUIRY) & ~kept_out(actor)


def inquiry_bodies(actor: Actor) -> Condition:
    """The inquiries that were transferred to the body of the actor."""
    return holding(actor, BODIES, OF_INQUIRY) & ~Blank("transferred_at") & ~kept_out(actor)


@clause("6.2", "6.4")
def reads_inquiry(actor: Actor) -> Condition:
    """The inquiries of which the actor reads everything but the other side's inner steps: the acting office always,

    the bodies once it was transferred, the main leader to whom it was sent while it waits for that leader's word.
    """
    sent = one_of("state", states_of("inquiry", "approving")) & one_of(
        "approver_id", sorted(_in_place(actor))
    )
    before = holding(actor, (Role.MAIN_LEADER,), OF_INQUIRY) & sent & ~kept_out(actor)
    return inquiry_office(actor) | inquiry_bodies(actor) | before


def _in_place(actor: Actor) -> set[int]:
    """The persons whose papers the actor decides today: the own ones, and those of whom the actor is the successor."""
    if Role.MAIN_LEADER not in leader_roles(actor.posts):
        return set()
    known = directory(actor.jurisdiction_id)
    leading = {post.person_id for post in known.posts if post.role in MAIN_ROLES}
    return {
        person
        for person in leading
        if (leader := addressee_of(actor.jurisdiction_id, "inquiry", person, actor.on)) is not None
        and leader.person == actor.person_id
    }


@clause("5.0", "6.4")
def sees_inquiry(actor: Actor) -> Condition:
    """The inquiries of which the actor knows: those read, for a main leader in brief those moved on and those decided,

    and in the part that is asked about for whoever decides on a relation, or is asked about the own one.
    """
    considered = some(Considered, "inquiry_id", column("person_id")(actor.person_id))
    known = (considered | some(Declaration, "inquiry_id", decides_on(actor))) & ~kept_out(actor)
    asked = some(Declaration, "inquiry_id", asked_about(actor))
    return reads_inquiry(actor) | leads(actor) | known | asked


@clause("6.4")
def leads(actor: Actor) -> Condition:
    """The inquiries moved on, of which a main leader knows number, unit, article, stage and result (A63)."""
    return holding(actor, (Role.MAIN_LEADER,), OF_INQUIRY) & ~Blank("transferred_at") & ~kept_out(actor)


@clause("5.0")
def decides_on(actor: Actor) -> Condition:
    """The relations that wait for the main leader's word of the actor, and those on which the actor has decided."""
    decided = column("decider_id")(actor.person_id)
    if Role.MAIN_LEADER not in leader_roles(actor.posts):
        return decided
    heads = one_of("person_id", sorted(_without_head(actor)))
    return decided | (Is("related", True) & Is("verdict", "") & heads)


def _without_head(actor: Actor) -> set[int]:
    """Those above whom there is only a main leader: the heads of offices and bodies, and the main leaders themselves."""
    known = directory(actor.jurisdiction_id)
    organs = {unit.id for unit in known.units if unit.function in (*OFFICES, Function.CDI, Function.ORG_DEPT)}
    heads = known.holders(actor.on, role=(PostRole.PRINCIPAL, PostRole.OFFICE_HEAD))
    found = {holder.person_id for holder in heads if holder.unit_id in organs}
    return found | {holder.person_id for holder in known.main_leaders(actor.on)}


def asked_about(actor: Actor) -> Condition:
    """The own relations that somebody holds against the actor and nobody has decided on."""
    return Is("related", True) & Is("verdict", "") & column("person_id")(actor.person_id)


@clause("5.0")
def sees_relation(actor: Actor) -> Condition:
    """Whose relation to a case is asked about: who reads the case, who decides on it, and whom it concerns meanwhile."""
    read = through("inquiry", reads_inquiry(actor))
    deciding = decides_on(actor) & ~kept_out(actor, "inquiry_id")
    return Is("related", True) & (read | deciding | asked_about(actor))


@clause("6.4")
def sees_considered(actor: Actor) -> Condition:
    """The papers that a leader had before the eyes: that leader, unless since named or recused."""
    return column("person_id")(actor.person_id) & ~kept_out(actor, "inquiry_id")
