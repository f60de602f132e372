"""Who keeps the 回头看 of a year, who looks, and who may know of it."""

from __future__ import annotations

from duban.acts.kinds import Bearer
from duban.acts.sight.toward import Relations, column, holding
from duban.burden.models import LookbackPlan, Visit
from duban.mechanism.clauses import clause
from duban.mechanism.lifecycles import states_of
from duban.mechanism.people.standing import OFFICES, Function, Role, Subject
from duban.organisations.selectors import directory
from duban.shared.actor import Actor
from duban.shared.conditions import EVERYTHING, NOTHING, Condition, one_of


def of_plan(row: LookbackPlan) -> Subject:
    """A plan concerns the office that keeps it."""
    return Subject(office=Function(row.office))


def bears_plan(row: LookbackPlan, role: Role) -> Bearer:
    """Somebody of that office."""
    return Bearer(role, directory(row.jurisdiction_id).office(Function(row.office)).id)


@clause("3.0")
def sees_plan(actor: Actor) -> Condition:
    """Whoever serves in one of the two offices, and the leaders of the county."""
    serves = any(post.function in OFFICES for post in actor.posts)
    return EVERYTHING if serves else holding(actor, (Role.LEADER,), Relations())


def of_visit(row: Visit) -> Subject:
    """A visit concerns the office that looks, and the second person by name; an office that is visited never looks."""
    function = directory(row.jurisdiction_id).unit(row.unit_id).function
    responsible = frozenset({function}) if function in OFFICES else frozenset[Function]()
    return Subject(office=Function(row.office), responsible=responsible, holder_id=row.second_id)


def bears_visit(row: Visit, role: Role) -> Bearer:
    """The second person confirms, somebody of the office does the rest."""
    if role is Role.HOLDER:
        return Bearer(role, None, row.second_id)
    return Bearer(role, directory(row.jurisdiction_id).office(Function(row.office)).id)


@clause("3.0")
def sees_visit(actor: Actor) -> Condition:
    """The offices that are not visited themselves, leaders, the second person; the unit once two persons have found it so."""
    own = sorted(actor.unit_ids)
    known = one_of("unit_id", own) & one_of("state", states_of("visit", "done")) if own else NOTHING
    others = ~one_of("unit_id", own) if own else EVERYTHING
    second = column("second_id")(actor.person_id) & others
    return (sees_plan(actor) & others) | second | known
