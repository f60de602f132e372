"""暂缓 and 恢复 of a letter: no act of the notice, but an open question with a default (A96)."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, timedelta

from duban.mechanism.clauses import clause
from duban.mechanism.decision import Decision, Reason, Remedy, decide, holds
from duban.mechanism.parameters import Pack
from duban.mechanism.people.routing import RANKS, Leader, rank, ranks_of


@clause("3.1.2", "3.1.6")
def pausable(limit_on: date, waiting: bool, as_of: date) -> Decision:
    """May a letter be paused at all: before its limit has passed, with nothing that still waits for an answer (A96)."""
    return decide(
        "暂缓",
        [
            Reason(
                "3.1.6",
                "整改时限未过",
                holds(as_of <= limit_on),
                f"时限 {limit_on:%Y-%m-%d}，今天 {as_of:%Y-%m-%d}。",
                words="整改时限",
                remedies=(Remedy("责任单位", "", "时限已过的不再暂缓，完成的报告整改完毕"),),
            ),
            Reason(
                "3.1.2",
                "没有待决定的暂缓",
                holds(not waiting),
                "有一件待县领导答复。" if waiting else "没有。",
                remedies=(Remedy("县领导", "", "先答复前一件"),) if waiting else (),
            ),
        ],
    )


@clause("3.1.2", "3.1.6")
def pause_gate(limit_on: date, until: date, waiting: bool, pack: Pack, as_of: date) -> Decision:
    """May a letter be paused to a day: where it may be paused, to a day that lies ahead and not too far (A96)."""
    longest = pack.get("pause_most_days", as_of)
    last = as_of + timedelta(days=longest)
    return decide(
        "暂缓",
        [
            *pausable(limit_on, waiting, as_of).reasons,
            Reason(
                "3.1.6",
                "自行恢复的日期在今天以后",
                holds(until > as_of),
                f"拟至 {until:%Y-%m-%d}。",
                field="until",
            ),
            Reason(
                "3.1.6",
                f"一次暂缓不超过 {longest} 天",
                holds(until <= last),
                f"拟至 {until:%Y-%m-%d}，最迟可至 {last:%Y-%m-%d}。",
                field="until",
                params=("pause_most_days",),
            ),
        ],
    )


@clause("3.1.2")
def may_pause(agreed: Leader | None, leaders: Iterable[Leader], pack: Pack, on: date) -> tuple[Leader, ...]:
    """Who may decide: the leader who agreed to the letter (or the successor in the post), and those ranked above (A96)."""
    if agreed is None:
        return ()
    ranks = ranks_of(pack, on)
    own = rank(agreed.posts, ranks)
    return tuple(one for one in leaders if one.person == agreed.person or rank(one.posts, ranks) < own)


@clause("3.1.2")
def pause_decided_by(may: Collection[Leader], persons: Collection[int]) -> Decision:
    """Whether one of those who may decide decides, in person or by delegation."""
    return decide(
        "决定暂缓",
        [
            Reason(
                "3.1.2",
                "由同意本函的领导或者职务在其上的领导决定",
                holds(any(one.person in persons for one in may)),
                f"可以由{'、'.join(one.called for one in may)}决定。" if may else "没有在任的人可以决定。",
                words="经县委或县政府领导同意",
                params=(RANKS,),
                remedies=tuple(Remedy(one.called) for one in may),
            )
        ],
    )
