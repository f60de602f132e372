"""Papers of which a measure may have several: what was answered, put off, or agreed on by two persons."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import QuerySet

from duban.documents.official.kinds import write
from duban.documents.official.kinds.base import Facts
from duban.documents.official.kinds.interview import InterviewChange
from duban.documents.official.kinds.letter import Conclusion, ExtensionReply, PauseNotice
from duban.documents.papers.model import Paper
from duban.measures.models import Measure, Pause, Rescheduling
from duban.measures.papers.common import common, day_of, keyed, principals_of
from duban.proceedings.models import Extension, Verification


def replies(measure: Measure, name: str) -> QuerySet[Any]:
    """What was answered, agreed on by two persons, or put off with a 补充通知, the earliest first."""
    if name == "change":
        return Rescheduling.objects.filter(measure=measure, means=Rescheduling.Means.PAPER).order_by("pk")
    if name == "pause_notice":
        return Pause.objects.filter(measure=measure, began_on__isnull=False).order_by("pk")
    if name == "extension":
        return Extension.objects.filter(**keyed(measure)).filter(state__in=Extension.ANSWERED).order_by("pk")
    return Verification.objects.filter(**keyed(measure), agreed=True).order_by("pk")


def reply_paper(measure: Measure, name: str, row: Any) -> Paper:
    """The paper of one reply: 延期复函, 督查结论, 补充通知 or 暂缓通知."""
    kind, gather = REPLIES[name]
    return write(kind, gather(measure, row), draft=True)


def _extension(measure: Measure, row: Extension) -> Facts:
    return ExtensionReply(
        **common(measure),
        dated=day_of(row.decided_at),
        measure=measure.number,
        old_limit=row.old_due,
        new_limit=row.new_due,
        granted=row.state == Extension.State.GRANTED,
        reason=row.reason,
        approver=f"{row.decided_post}{row.decided_by}",
    )


def _pause(measure: Measure, row: Pause) -> Facts:
    return PauseNotice(
        **common(measure),
        dated=day_of(row.decided_at),
        principals=principals_of(measure),
        measure=measure.number,
        limit=measure.deadline,
        until=row.until,
        reason=row.reason,
        approver=f"{row.decided_post}{row.decided_by}",
    )


def _change(measure: Measure, row: Rescheduling) -> Facts:
    return InterviewChange(
        **common(measure),
        dated=day_of(row.at),
        principals=principals_of(measure),
        notice_number=measure.number,
        old_at=row.old_at,
        new_at=row.new_at,
        place=row.place,
        convener=row.convener,
        reason=row.reason,
    )


def _conclusion(measure: Measure, row: Verification) -> Facts:
    return Conclusion(
        **common(measure),
        dated=day_of(row.confirmed_at),
        on=day_of(row.at),
        method=row.method,
        found=row.text,
        passed=row.passed,
        inspectors=tuple(name for name in (row.by, row.confirmed_by) if name),
    )


REPLIES: Mapping[str, tuple[str, Callable[[Measure, Any], Facts]]] = {
    "extension": ("extension_reply", _extension),
    "pause_notice": ("pause_notice", _pause),
    "conclusion": ("conclusion", _conclusion),
    "change": ("interview_change", _change),
}
