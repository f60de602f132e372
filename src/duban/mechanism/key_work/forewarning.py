"""预计不能按期完成: said before a limit, answered by the office, a fact and nothing more (A104)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from duban.mechanism.clauses import clause
from duban.mechanism.decision import Decision, Reason, Remedy, decide, holds

ANSWERS = {"coordinate": "由办公室协调", "on_time": "请按期完成", "extend": "请申请延期"}


@clause("3.1.8")
def forewarning_gate(limits: Iterable[date], waits: bool, as_of: date) -> Decision:
    """May a unit say today that it will not be in time: while a limit lies ahead, one word after the other."""
    ahead = sorted(limit for limit in limits if limit >= as_of)
    return decide(
        "预计不能按期",
        [
            Reason(
                "3.1.8",
                "时限未过",
                holds(bool(ahead)),
                f"最近的时限 {ahead[0]:%Y-%m-%d}。" if ahead else "时限都已过，过了时限不再报预计。",
                words="整改时限",
                remedies=(Remedy("责任单位", "matter.report", "报送进展，写明存在问题"),),
            ),
            Reason(
                "3.1.8",
                "没有待答复的预计不能按期",
                holds(not waits),
                "前一次还没有答复。" if waits else "没有。",
                remedies=(Remedy("督查员", "matter.answer_forewarning", "先答复前一次"),),
            ),
        ],
    )


def expected_fault(expected_on: date, limit: date) -> str:
    """What is wrong with the day on which a unit expects to be done, empty where nothing is: it lies after the limit."""
    if expected_on > limit:
        return ""
    return f"预计完成日期应在时限 {limit:%Y-%m-%d} 以后；能按期完成的不用报。"
