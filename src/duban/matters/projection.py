"""The face of a matter: what lists, lights and the registry read, refreshed at the end of each act on its case."""

from __future__ import annotations

from duban.acts.work import Work
from duban.matters.facts import caught_up, next_due, progress_of, read_basis
from duban.matters.models import Matter
from duban.rulebook.selectors import pack_in_force

_QUIET = {"matter.read", "matter.remind", "matter.inner_step", "matter.register"}


def matter_of(work: Work) -> Matter | None:
    """The matter of the case in hand, read once per act."""
    if isinstance(work.object, Matter):
        return work.object
    if "matter" not in work.memo:
        held = getattr(work.object, "matter", None)
        work.memo["matter"] = held or Matter.objects.filter(case=work.case).first()
    matter = work.memo["matter"]
    return matter if isinstance(matter, Matter) else None


def refresh_face(work: Work) -> None:
    """Recompute the columns that follow from duties, points and ratings."""
    matter = matter_of(work)
    if matter is None or work.spec.key in _QUIET or matter.assigned_on is None:
        return
    basis = read_basis(matter)
    pack = pack_in_force(work.jurisdiction_id, work.today)
    gap = progress_of(matter, basis.milestones, work.today).gap
    work.refresh(
        matter,
        next_due_on=next_due(matter, basis),
        behind=gap is not None and gap >= pack.get("slow_gap", work.today),
        caught_up=caught_up(matter, basis),
    )
