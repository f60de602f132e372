"""重新启动: what was closed and does not stand is taken up again, by whoever could end it (A113)."""

from __future__ import annotations

from datetime import date

from duban.mechanism.clauses import clause
from duban.mechanism.decision import Decision, Reason, Remedy, decide, holds
from duban.mechanism.people.standing import Role

LEVELS = (Role.OFFICE_HEAD, Role.LEADER, Role.MAIN_LEADER)
"""Who may end a matter, the highest last: 销号 by the head of the office or a leader, 解除挂牌 by 书记 or 县长."""
SILENT = "none"
HEARD = {"spoken": "当面听取", "phone": "电话听取", "written": "书面意见", SILENT: "期限内没有提出意见"}
"""How the office heard a unit, in words."""
HOW_HEARD = {"system": "在系统里陈述", **HEARD}
"""The same, with what a unit says here itself."""


@clause("3.0")
def reopened_by(ended_by: tuple[Role, ...]) -> Role:
    """The level that decides: the highest that had its word in ending it (A113)."""
    return max(ended_by, key=LEVELS.index, default=Role.OFFICE_HEAD)


@clause("3.0")
def high_enough(held: frozenset[Role], level: Role) -> bool:
    """Whether somebody with these roles stands as high as the level, or higher."""
    return bool(held & set(LEVELS[LEVELS.index(level) :]))


@clause("3.0")
def new_limit(limit: date, today: date) -> str:
    """What is wrong with the limit of a matter that is taken up again; empty where it lies ahead."""
    return "" if limit > today else "新的时限应在今天以后；以前的时限不变，也不算逾期。"


@clause("3.0")
def silence_told(how: str, due_on: date | None, today: date) -> Decision:
    """A unit that said nothing has been heard only once its days are over."""
    over = how != SILENT or (due_on is not None and due_on < today)
    finding = f"陈述意见到{due_on:%Y-%m-%d}为止。" if due_on is not None else "没有设期限。"
    remedy = Remedy("责任单位", "reopening.state", "陈述意见")
    return decide("听取单位意见", [Reason("3.0", "说明期限已过，或者单位已经提出意见", holds(over), finding, remedies=(remedy,))])
