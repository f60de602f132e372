"""Who has to do with what, and who may see it: the offices their cases, the bodies what was transferred to them.

A unit and a named person see the notice to them, what they said, and a ruling once it was served; other units
nothing; a leader what is before that leader, and in brief what was moved on (A45, A63).
"""

from __future__ import annotations

from typing import Any

from duban.accountability.models import (
    Appeal,
    Consequence,
    Hearing,
    Inquiry,
    Revision,
    Ruling,
    Withdrawal,
)
from duban.accountability.policies.sight import (
    NAMES_BODY,
    OF_INQUIRY,
    inquiry_bodies,
    inquiry_office,
    kept_out,
    reads_inquiry,
)
from duban.acts.kinds import Bearer
from duban.acts.sight.around import told_steps
from duban.acts.sight.toward import Relation, Relations, column, holding
from duban.acts.sight.visibility import DONE, MILESTONE, on_object
from duban.documents.files.owners import filed_on
from duban.mechanism.clauses import clause
from duban.mechanism.lifecycles import LIFECYCLES, acts_that, states_of
from duban.mechanism.lifecycles.accountability.fields import BODIES, OFFICE
from duban.mechanism.lifecycles.accountability.hearing import ADDRESSEE
from duban.mechanism.people.standing import (
    ORGAN_ROLES,
    Function,
    PostHeld,
    PostRole,
    Role,
    Subject,
)
from duban.organisations.selectors import directory
from duban.shared.actor import Actor
from duban.shared.conditions import Blank, Condition, Is, one_of, some, through

_FUNCTIONS = {Role.CDI: Function.CDI, Role.ORG_DEPT: Function.ORG_DEPT, Role.APPRAISAL: Function.APPRAISAL}
_UNIT = frozenset({Role.PRINCIPAL, Role.DEPUTY, Role.LIAISON, Role.HANDLER})
RECOMMENDED = "建议函"
_OF_BODIES = [act.key for act in LIFECYCLES["inquiry"].acts if {*act.roles} <= {Role.CDI, Role.ORG_DEPT}]
_BY_BODIES = one_of("act", sorted(_OF_BODIES)) | one_of(
    "object_kind", ("ruling", "revision", "appeal", "consequence", "withdrawal")
)
_TOLD = one_of("act", sorted(acts_that("tells_offices")))


def responsible_of(jurisdiction_id: int, unit_id: int | None) -> frozenset[Function]:
    """The function of a unit that is itself concerned: its staff do not handle the case."""
    function = directory(jurisdiction_id).unit(unit_id).function if unit_id else Function.NONE
    return frozenset({function} - {Function.NONE})


def of_inquiry(inquiry: Inquiry) -> Subject:
    """The relations of an inquiry. The unit has none to it: it has them to the notice."""
    return Subject(
        office=Function(inquiry.office),
        responsible=frozenset(Function(part) for part in inquiry.responsible_functions.split(",") if part),
    )


def of_hearing(hearing: Hearing) -> Subject:
    """The relations of a notice: the office that served it, and the unit or the person to whom it went."""
    subject = of_inquiry(hearing.inquiry)
    if hearing.person_id is not None:
        return Subject(subject.office, responsible=subject.responsible, holder_id=hearing.person_id)
    return Subject(subject.office, lead_unit=hearing.answering_unit_id, responsible=subject.responsible)


def of_ruling(ruling: Ruling) -> Subject:
    """The relations of a ruling: the person or the unit that it is about."""
    return _about(ruling.jurisdiction_id, ruling.office, ruling.person_id, ruling.answering_unit_id)


def of_ruled(row: Appeal | Revision) -> Subject:
    """The relations of an appeal or of a proposed change: those of its ruling."""
    return of_ruling(row.ruling)


def _about(jurisdiction_id: int, office: str, person_id: int | None, unit_id: int | None) -> Subject:
    if person_id is not None:
        return Subject(Function(office), holder_id=person_id)
    return Subject(Function(office), lead_unit=unit_id, responsible=responsible_of(jurisdiction_id, unit_id))


def of_holder(row: Consequence | Withdrawal) -> Subject:
    """The relations of a notice to whoever applies a result: that unit."""
    return Subject(Function(row.office), lead_unit=row.holder_id)


def body(jurisdiction_id: int, function: Function) -> Bearer:
    """One of the organs as the bearer of a duty: whoever works there finds it on the desk."""
    return Bearer(ORGAN_ROLES[function], directory(jurisdiction_id).office(function).id)


def bearer_of(inquiry: Inquiry, role: Role) -> Bearer:
    """Whoever bears a role for an inquiry: the inspector in charge, the office, the leader asked, one of the bodies."""
    if role in BODIES:
        return body(inquiry.jurisdiction_id, _FUNCTIONS[role])
    if role is Role.MAIN_LEADER:
        return Bearer(role, None, inquiry.approver_id)
    office = directory(inquiry.jurisdiction_id).office(Function(inquiry.office)).id
    return Bearer(role, office, inquiry.inspector_id if role is Role.INSPECTOR else None)


def hearing_bearer(hearing: Hearing, role: Role) -> Bearer:
    """Whoever bears a role for a notice: its own principal for the unit, the office for all others."""
    if role is Role.PRINCIPAL:
        return Bearer(role, hearing.answering_unit_id)
    return bearer_of(hearing.inquiry, role)


def addressee(hearing: Hearing) -> Bearer:
    """The unit or the person who owes nothing but may be waited for: where the notice appears on a desk."""
    if hearing.person_id is not None:
        return Bearer(Role.HOLDER, None, hearing.person_id)
    return Bearer(Role.LIAISON, hearing.answering_unit_id)


def holder_bearer(row: Consequence | Withdrawal, role: Role) -> Bearer:
    """The holder of a result: through its liaison, an organ through whoever works there."""
    function = directory(row.jurisdiction_id).unit(row.holder_id).function
    return Bearer(ORGAN_ROLES.get(function, role), row.holder_id)


def county_bearer(row: Ruling | Appeal | Revision, role: Role) -> Bearer:
    """Whoever bears a role for a ruling, its change or its appeal; what an office would bear, 县纪委监委 does."""
    return body(row.jurisdiction_id, _FUNCTIONS.get(role, Function.CDI))


def _in_inquiry(relation: Relation) -> Relation:
    return lambda value: through("inquiry", relation(value))


def _of_person(value: Any) -> Condition:
    return column("person_id")(value)


def _of_unit(value: Any) -> Condition:
    return Blank("person_id") & column("answering_unit_id")(value)


OF_HEARING = Relations(
    office=_in_inquiry(OF_INQUIRY.office),
    responsible=_in_inquiry(NAMES_BODY),
    lead=_of_unit,
    holder=_of_person,
)


def of_ruling_toward(actor: Actor) -> Relations:
    return Relations(
        lead=_of_unit, holder=_of_person, responsible=lambda function: _of_unit(_office(actor, function))
    )


def _office(actor: Actor, function: Function) -> int | None:
    found = (unit.id for unit in directory(actor.jurisdiction_id).units if unit.function is function)
    return next(found, None) if function is not Function.NONE else None


def addressed(actor: Actor) -> Condition:
    """The notices to the actor, or to a unit for which the actor answers."""
    return holding(actor, ADDRESSEE, OF_HEARING)


def sees_hearing(actor: Actor) -> Condition:
    """Its addressee, and whoever may read the inquiry itself."""
    return addressed(actor) | through("inquiry", reads_inquiry(actor))


def hearing_inside(actor: Actor) -> Condition:
    """The notices whose inner steps the actor may read: those of the office that served them."""
    return through("inquiry", inquiry_office(actor))


def ruling_in_full(actor: Actor) -> Condition:
    """The rulings of which the actor may read facts, basis and papers: the bodies, and the subject once it was served."""
    subject = holding(actor, (*_UNIT, Role.HOLDER), of_ruling_toward(actor)) & ~Blank("served_on")
    return ruling_bodies(actor) | (one_of("state", states_of("ruling", "decided")) & subject)


def ruling_bodies(actor: Actor) -> Condition:
    """The rulings whose inner steps the actor may read in one of the two bodies."""
    return holding(actor, BODIES, of_ruling_toward(actor)) & ~_concerns(actor)


def sees_ruling(actor: Actor) -> Condition:
    """The bodies; its subject once served; once confirmed who applies it, and in brief the office and main leaders.

    Of the office and the leaders nobody sees it who is named in its inquiry, or recused.
    """
    to = of_ruling_toward(actor)
    official = holding(actor, (*OFFICE, Role.MAIN_LEADER), to) & ~Blank("inquiry_id") & ~_concerns(actor)
    status = holding(actor, (Role.APPRAISAL,), to) | official
    return ruling_in_full(actor) | (one_of("state", states_of("ruling", "decided")) & status)


def sees_appeal(actor: Actor) -> Condition:
    """The bodies and the subject of the ruling."""
    subject = holding(actor, (*_UNIT, Role.HOLDER), of_ruling_toward(actor))
    return through("ruling", ruling_bodies(actor) | subject)


def appeal_inside(actor: Actor) -> Condition:
    """The appeals whose inner steps the actor may read."""
    return through("ruling", ruling_bodies(actor))


def sees_revision(actor: Actor) -> Condition:
    """The bodies; whoever reads the ruling whole once the other body has confirmed the change."""
    return revision_inside(actor) | (
        one_of("state", states_of("revision", "applied")) & through("ruling", ruling_in_full(actor))
    )


def revision_inside(actor: Actor) -> Condition:
    """The changes whose inner steps the actor may read."""
    return through("ruling", ruling_bodies(actor))


def result_bodies(actor: Actor) -> Condition:
    """The two bodies, which send results and take them back."""
    return holding(actor, BODIES, Relations()) & ~through("ruling", _concerns(actor))


@clause("7.2.4", "7.3.1")
def sees_result(actor: Actor) -> Condition:
    """The bodies; the organ that applies it; of a person's result the principal and the officer of the paying unit.

    Whoever is named in the same case sees no colleague's result, only the own one once the ruling was served.
    """
    held = [(post, post.unit_id) for post in actor.posts if post.unit_id is not None]
    organs = one_of("holder_id", [unit for post, unit in held if post.function in ORGAN_ROLES])
    of_unit = one_of("holder_id", sorted(actor.unit_ids)) & through("ruling", Blank("person_id"))
    carried = one_of("holder_id", [unit for post, unit in held if _carries(actor, post, unit)])
    own = through(
        "ruling",
        _of_person(actor.person_id) & ~Blank("served_on") & one_of("state", states_of("ruling", "decided")),
    )
    others = carried & ~through("ruling", _concerns(actor))
    return result_bodies(actor) | organs | of_unit | others | own


def _carries(actor: Actor, post: PostHeld, unit_id: int) -> bool:
    """The principal, and the one officer who carries results out: the liaison, a handler only where there is none."""
    if post.role is PostRole.HANDLER:
        return not directory(actor.jurisdiction_id).liaisons(unit_id, actor.on)
    return post.role in (PostRole.PRINCIPAL, PostRole.LIAISON)


def _concerns(actor: Actor) -> Condition:
    """The rulings on the actor, and those of inquiries in which the actor is named or recused."""
    return _of_person(actor.person_id) | kept_out(actor, "inquiry_id")


def sees_clue(actor: Actor) -> Condition:
    """Nobody but the person who marked it."""
    return column("by_id")(actor.person_id)


@clause("7.1.3")
def sees_record(actor: Actor) -> Condition:
    """县委组织部 only."""
    return holding(actor, (Role.ORG_DEPT,), Relations())


# what hangs on these objects


@clause("6.4")
def inquiry_files(actor: Actor) -> Condition:
    """Whoever sees the inquiry reads its files, letters of recommendation only the two bodies."""
    office = inquiry_office(actor)
    known = filed_on("inquiry", reads_inquiry(actor), office, actor)
    return known & (~Is("label", RECOMMENDED) | on_object("inquiry", inquiry_bodies(actor)))


def hearing_files(actor: Actor) -> Condition:
    """Statements are read by whoever sees the notice."""
    return filed_on("hearing", sees_hearing(actor), hearing_inside(actor), actor)


@clause("6.4")
def ruling_files(actor: Actor) -> Condition:
    """Decisions are read by the two bodies and by the subject, not by the offices."""
    return filed_on("ruling", ruling_in_full(actor), ruling_bodies(actor), actor)


@clause("6.4")
def appeal_files(actor: Actor) -> Condition:
    """Appeals and their answers are read by the two bodies and by the subject."""
    return filed_on("appeal", sees_appeal(actor), appeal_inside(actor), actor)


@clause("6.4")
def revision_files(actor: Actor) -> Condition:
    """The documents of a change are read like the change itself."""
    return filed_on("revision", sees_revision(actor), revision_inside(actor), actor)


@clause("6.4")
def inquiry_steps(actor: Actor) -> Condition:
    """Each side its own: the offices never the steps of the two bodies, the bodies not the drafts of the offices."""
    bodies = some(Inquiry, "case_id", inquiry_bodies(actor), key="case_id")
    others = some(Inquiry, "case_id", reads_inquiry(actor) & ~inquiry_bodies(actor), key="case_id")
    return (bodies & (_BY_BODIES | (MILESTONE & DONE))) | (others & (~_BY_BODIES | (_TOLD & DONE)))


@clause("6.4")
def ruling_steps(actor: Actor) -> Condition:
    """Whoever reads a ruling whole; its subject does not read the inner steps of the bodies."""
    return (on_object("ruling", ruling_in_full(actor)) & told_steps()) | on_object(
        "ruling", ruling_bodies(actor)
    )


@clause("6.4")
def inquiry_duties(actor: Actor) -> Condition:
    """The bodies what is owed in the case, also by the offices (A30); the offices never the terms of the bodies."""
    known = directory(actor.jurisdiction_id)
    own = [unit.id for unit in known.units if unit.function in (Function.CDI, Function.ORG_DEPT)]
    office = on_object("inquiry", reads_inquiry(actor)) & ~one_of("unit_id", own)
    return office | on_object("inquiry", inquiry_bodies(actor))


def in_body(actor: Actor) -> Function | None:
    """The body of the two for which the actor acts today."""
    return next(
        (post.function for post in actor.posts if post.function in (Function.CDI, Function.ORG_DEPT)), None
    )
