"""The paper itself, before whoever checks, countersigns, agrees, signs out, issues or confirms: read where one decides."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from duban.accountability.models import Consequence, Inquiry, Withdrawal
from duban.accountability.selectors.papers import result_paper, transfer_view
from duban.documents.papers.onscreen import OnScreen, on_screen
from duban.insight.selectors.case_file.papers import paper
from duban.insight.selectors.taken_out.bulletins import bulletin
from duban.insight.selectors.work_desk.instructions import instruction_report
from duban.matters.models import Instruction
from duban.measures.models import Bulletin, Measure
from duban.mechanism.lifecycles.types import Act
from duban.shared.actor import Actor
from duban.shared.errors import NotFound


@dataclass(frozen=True)
class Shown:
    """A paper as it reads, with the stamp that it bears on the page."""

    screen: OnScreen
    stamp: str


def put_before(actor: Actor, act: Act, obj: Any) -> Shown | None:
    """The paper that an act decides on; None where the act is not about one, or the actor may not read it."""
    if "shows_paper" not in act.does:
        return None
    try:
        return _paper(actor, obj)
    except NotFound:
        return None


def _paper(actor: Actor, obj: Any) -> Shown | None:
    if isinstance(obj, Measure):
        view = paper(actor=actor, ref=obj.ref)
        return Shown(view.screen, view.stamp)
    if isinstance(obj, Bulletin):
        read = bulletin(actor=actor, ref=obj.ref)
        return Shown(read.screen, read.stamp) if read.screen else None
    if isinstance(obj, Instruction):
        return Shown(on_screen(instruction_report(actor=actor, ref=obj.ref)), "")
    if isinstance(obj, Inquiry):
        letter = transfer_view(actor=actor, ref=obj.ref)
        return Shown(on_screen(letter.paper), letter.stamp)
    if isinstance(obj, Consequence | Withdrawal):
        kind = "withdrawal" if isinstance(obj, Withdrawal) else "consequence"
        notice = result_paper(actor=actor, kind=kind, ref=obj.ref)
        return Shown(on_screen(notice.paper), notice.stamp)
    return None
