"""What its principal leader sees of a unit on the desk: what is late there and in whose hands, and what is red."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from duban.acts.models import Obligation
from duban.acts.owing import duties
from duban.acts.sight.around import borne_by
from duban.acts.sight.visibility import visible_rows
from duban.matters.models import Matter
from duban.matters.selectors import by_light
from duban.mechanism.clauses import clause
from duban.mechanism.key_work.lights import Light, Rule
from duban.mechanism.lifecycles import soft_acts
from duban.mechanism.people.standing import PostRole
from duban.shared.actor import Actor


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
    """The red and late things of the units that the actor leads, but for what the actor must do in person."""
    own = (post for post in actor.posts if post.role is PostRole.PRINCIPAL and post.behalf_id is None)
    led = {post.unit_id for post in own if post.unit_id is not None}
    if not led:
        return ()
    late = duties.still_open(visible_rows(actor, "duty"), unit=led, due_before=today)
    late = late.exclude(act__in=soft_acts())
    rows = late.exclude(borne_by(actor).query()).select_related("case").order_by("due_on", "pk")
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
    why = [Rule.RATING.words] if row.rating_index == 2 else []
    why += ["有应办的事项、节点或时限已过"] if missed else []
    return Concern(row.title, "；".join(why), row.case.ref, None, missed)
