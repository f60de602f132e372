"""What its principal leader sees of a unit on the desk: what is late there and in whose hands, and what is red."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from duban.acts.kinds import kinds
from duban.acts.models import Obligation
from duban.acts.sight.around import borne_by
from duban.acts.sight.visibility import seen, visibility_of, visible_rows
from duban.insight.selectors.work_desk import asked as desk_asked
from duban.matters.models import Matter
from duban.matters.selectors import by_light
from duban.mechanism.clauses import clause
from duban.mechanism.key_work.lights import Light, LightRule
from duban.mechanism.lifecycles import soft_acts
from duban.mechanism.people.standing import PostRole
from duban.shared.actor import Actor
from duban.shared.conditions import Is, one_of


@dataclass(frozen=True)
class Concern:
    """A late duty of a unit, or a matter of it whose light is red; `day` is the one that has passed, where there is one."""

    title: str
    what: str
    case_ref: str
    duty: Obligation | None = None
    day: date | None = None


@clause("1.2", "4.2")
def concerns(actor: Actor, today: date) -> tuple[Concern, ...]:
    """The red and late things of the units that the actor leads, but for what the actor must do in person.

    Results of a year, which take more than a statement to be seen, are owed by the two organs, who see them by one.
    """
    own = (post for post in actor.posts if post.role is PostRole.PRINCIPAL and post.behalf_id is None)
    led = {post.unit_id for post in own if post.unit_id is not None}
    if not led:
        return ()
    late = Is("due_on", today, "lt") & ~one_of("act", sorted(soft_acts()))
    on = [spec.kind for spec in kinds().values() if seen(spec, actor).lasting]
    told = visibility_of("duty").condition(actor, on) & one_of("object_kind", on)
    asked = desk_asked.asked(desk_asked.late_in, one_of("unit_id", sorted(led)), late, told, borne_by(actor))
    rows = asked.rows(actor.jurisdiction_id)
    red = by_light(visible_rows(actor, "matter").filter(lead_unit_id__in=led), Light.RED.value, actor, today)
    return (
        *(_of_duty(row) for row in rows),
        *(_of_matter(row, today) for row in red.select_related("case").order_by("next_due_on", "pk")),
    )


def _of_duty(row: Obligation) -> Concern:
    case = row.case
    return Concern(case.title if case else row.label, row.label, case.ref if case else "", row, row.due_on)


def _of_matter(row: Matter, today: date) -> Concern:
    missed = row.next_due_on if row.next_due_on is not None and row.next_due_on < today else None
    why = [LightRule.RATING.words] if row.rating_index == 2 else []
    why += ["有应办的事项、节点或时限已过"] if missed else []
    return Concern(row.title, "；".join(why), row.case.ref, None, missed)
