"""待代录: what lies with a leader and may have been decided on paper, for whoever enters such decisions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from duban.acts.gate import entry
from duban.acts.kinds import object_of
from duban.acts.models import Obligation
from duban.acts.owing import duties
from duban.acts.sight.visibility import visible_rows
from duban.mechanism.lifecycles import act_named
from duban.mechanism.lifecycles.measures import SPINES
from duban.mechanism.people.standing import PostRole
from duban.organisations.selectors import directory
from duban.shared.actor import Actor

_ENTERED_BY = {f"{kind}.approve": f"{kind}.enter_paper" for kind in (*SPINES, "inquiry")}


@dataclass(frozen=True)
class PaperOpinion:
    """A paper that lies with a leader: what it is, with whom, since when, and the act that enters what was written."""

    title: str
    label: str
    leader: str
    since: datetime
    act: str
    ref: str


def paper_opinions(actor: Actor) -> tuple[PaperOpinion, ...]:
    """For clerks: everything that a county leader has before him and that they may enter, the oldest first."""
    if not any(post.role is PostRole.CLERK for post in actor.posts):
        return ()
    waiting = duties.still_open(visible_rows(actor, "duty", (*SPINES, "inquiry")), act=_ENTERED_BY)
    rows = waiting.select_related("case").order_by("created_at", "pk")
    return tuple(_row(actor, row) for row in rows if _may_enter(actor, row, object_of(row)))


def _may_enter(actor: Actor, duty: Obligation, obj: Any) -> bool:
    act = act_named(_ENTERED_BY[duty.act])
    return obj is not None and entry.powerless(actor, act, obj, entry.earlier_of(act, obj)) is None


def _row(actor: Actor, duty: Obligation) -> PaperOpinion:
    leader = directory(actor.jurisdiction_id).person(duty.person_id).name if duty.person_id else "县领导"
    title = duty.case.title if duty.case else duty.label
    return PaperOpinion(title, duty.label, leader, duty.created_at, _ENTERED_BY[duty.act], duty.object_ref)
