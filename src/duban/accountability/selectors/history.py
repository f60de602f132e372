"""The history of an inquiry, each side its own: the offices never the steps of the two bodies, the bodies not the drafts."""

from __future__ import annotations

from duban.accountability.models import Appeal, Hearing, Inquiry, Ruling
from duban.audit.selectors import HistoryLine, history_of_case, history_of_object
from duban.mechanism.clauses import clause
from duban.shared.actor import Actor

_OF_BODIES = frozenset(
    {
        "inquiry.receive",
        "inquiry.accept",
        "inquiry.return",
        "inquiry.set_status",
        "inquiry.note",
        "inquiry.record_decision",
        "inquiry.recommend",
        "inquiry.finish",
        "inquiry.resume",
    }
)
_TOLD_TO_OFFICES = frozenset(
    {
        "inquiry.receive",
        "inquiry.accept",
        "inquiry.return",
        "inquiry.set_status",
        "inquiry.finish",
        "inquiry.resume",
        "ruling.confirm",
    }
)
_KINDS_OF_BODIES = ("ruling", "appeal", "consequence", "withdrawal")


@clause("6.4")
def of_inquiry(actor: Actor, inquiry: Inquiry, *, body: bool) -> tuple[HistoryLine, ...]:
    """The entries of the case that this side may read, the newest first."""
    lines = history_of_case(actor=actor, case_id=inquiry.case_id, internal=True)
    return tuple(line for line in lines if (_for_bodies(line) if body else _for_offices(line)))


def _by_bodies(line: HistoryLine) -> bool:
    return line.act in _OF_BODIES or line.object_kind in _KINDS_OF_BODIES


def _for_offices(line: HistoryLine) -> bool:
    return not _by_bodies(line) or (line.act in _TOLD_TO_OFFICES and not line.refused)


def _for_bodies(line: HistoryLine) -> bool:
    return _by_bodies(line) or (line.milestone and not line.refused)


def of_hearing(actor: Actor, hearing: Hearing) -> tuple[HistoryLine, ...]:
    """What happened to one notice, without the inner steps of the office."""
    lines = history_of_object(actor=actor, kind="hearing", object_id=hearing.pk)
    return tuple(line for line in lines if not line.internal)


def of_ruling(actor: Actor, ruling: Ruling, appeals: list[Appeal], *, body: bool) -> tuple[HistoryLine, ...]:
    """What happened to one ruling and its appeals; its subject does not read the inner steps of the bodies."""
    parts = {"appeal": [row.pk for row in appeals]}
    lines = history_of_object(actor=actor, kind="ruling", object_id=ruling.pk, parts=parts)
    return tuple(line for line in lines if body or not line.internal)
