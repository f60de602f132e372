"""The face of a matter: what lists, lights and the registry read, refreshed at the end of each act on its case."""

from __future__ import annotations

from duban.acts.gate.asked import Asked
from duban.acts.models import Obligation
from duban.acts.owing.bearing import colours
from duban.acts.owing.owed import duties_of_case
from duban.acts.work import Work
from duban.matters.facts import Basis, caught_up, next_due, progress_of
from duban.matters.models import Matter, Milestone
from duban.rulebook.selectors import pack_for


def matter_of(work: Work) -> Matter | None:
    """The matter of the case in hand, read once per act."""
    if isinstance(work.object, Matter):
        return work.object
    if work.case is not None and not work.case.is_matter:
        return None
    if "matter" not in work.memo:
        held = getattr(work.object, "matter", None)
        work.memo["matter"] = held or Matter.objects.filter(case=work.case).first()
    matter = work.memo["matter"]
    return matter if isinstance(matter, Matter) else None


def refresh_face(work: Work) -> None:
    """Recompute the columns that follow from duties, points and ratings."""
    matter = matter_of(work)
    if matter is None or matter.assigned_on is None or not _touches_face(work):
        return
    basis = Basis(milestones_of(work), (), (), tuple(row for row in duties_of_case(work) if colours(row)))
    pack = pack_for(work)
    gap = progress_of(matter, basis.milestones, work.today).gap
    work.refresh(
        matter,
        next_due_on=next_due(matter, basis),
        behind=gap is not None and gap >= pack.get("slow_gap", work.today),
        caught_up=caught_up(matter, basis),
    )


def _touches_face(work: Work) -> bool:
    """Whether the act wrote anything that the face follows from; the sweep looks anew, as posts may have changed."""
    return work.spec.key == "matter.sweep" or any(
        isinstance(row, Matter | Milestone) or (isinstance(row, Obligation) and row.counts)
        for row in work.written()
    )


def milestones_of(work: Asked) -> tuple[Milestone, ...]:
    """The points of the plan that hold, read once per act, with those that the act has just set."""
    if "milestones" not in work.memo:
        work.memo["milestones"] = list(
            Milestone.objects.filter(case=work.case, dropped_at=None).order_by("due_on", "pk")
        )
    rows = [*work.memo["milestones"], *work.waiting(Milestone)]
    return tuple(row for row in rows if row.dropped_at is None)
