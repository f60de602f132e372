"""A 通报 or 专报 that is being written goes on with a colleague when its drafter leaves (A98)."""

from __future__ import annotations

from functools import partial
from typing import Any

from duban.acts.batches.batch import Batch
from duban.acts.gate import entry
from duban.acts.kinds import people
from duban.acts.owing import duties
from duban.acts.owing.charges import Charge
from duban.measures.models import Bulletin
from duban.mechanism.clauses import clause
from duban.mechanism.lifecycles import act_named, states_of
from duban.mechanism.lifecycles.bulletins import BULLETINS
from duban.shared.errors import NotPermitted


def drafted(kind: str, person_id: int) -> list[Bulletin]:
    """The bulletins of a kind that somebody drafts and that are not agreed to."""
    rows = Bulletin.objects.filter(kind=kind, drafter_id=person_id, issued_at=None)
    return list(rows.exclude(state__in=[*states_of(kind, "agreed"), *states_of(kind, "over")]).order_by("pk"))


@clause("3.0")
def pass_drafted(batch: Batch, row: Any, person_id: int, reason: str) -> None:
    """Another inspector of the office goes on with the text; whoever drafted it before still neither checks nor agrees."""
    act = act_named(f"{row.kind}.submit")
    receiver = people(row.jurisdiction_id).get(person_id)
    if receiver is None:
        raise NotPermitted("接收人没有在任职务。", act.clause)
    if (refused := entry.powerless(receiver, act, row, entry.earlier_of(act, row))) is not None:
        raise refused
    if batch.outer is not None:
        batch.outer.change(row, drafter_id=person_id)
        owed = duties.standing_so(duties.HELD, of=(row.kind, row)).filter(person_id__isnull=False)
        batch.outer.change_all(list(owed.filter(act=act.key)), person_id=person_id)


CHARGES = tuple(Charge(kind, "拟稿人", partial(drafted, kind), pass_drafted) for kind in BULLETINS)
