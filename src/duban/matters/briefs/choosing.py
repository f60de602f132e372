"""What the forms of 催办 and 批办 offer: what the unit still owes by a day, and who inspects in the office."""

from __future__ import annotations

from duban.acts.gate.choices import Asking, Options
from duban.acts.models import Obligation
from duban.acts.owing import duties
from duban.acts.sight.visibility import visible_rows
from duban.matters.models import Instruction, Matter
from duban.matters.selectors import matter_asked_about
from duban.mechanism.lifecycles.measures import STORY
from duban.mechanism.people.standing import Function, PostRole
from duban.organisations.selectors import directory
from duban.shared import clock
from duban.shared.actor import Actor


def unit_owes(actor: Actor, matter: Matter) -> list[Obligation]:
    """What the units of a matter owe by a day, the earliest first."""
    rows = visible_rows(actor, "duty", STORY)
    owed = duties.still_open(rows, case=matter.case_id, counting=True, dated=True)
    return list(owed.order_by("due_on", "pk"))


def owed_by_unit(asking: Asking) -> Options:
    """The same, for the field of what is urged."""
    matter = matter_asked_about(asking)
    if matter is None:
        return ()
    return [(str(row.pk), f"{row.label}（应于 {row.due_on:%m-%d}）") for row in unit_owes(asking.actor, matter)]


def instruction_inspectors(asking: Asking) -> Options:
    """The inspectors of the office that follows the matter of an instruction."""
    row: Instruction | None = asking.object
    if row is None:
        return ()
    known = directory(row.jurisdiction_id)
    unit = known.office(Function(row.matter.office)).id
    held = known.holders(clock.today(), role=PostRole.INSPECTOR, unit_id=unit)
    return [(str(one.person_id), one.name) for one in held]
