"""The year's end as people go through it: who has the say on a result, when a year may be confirmed and closed (七).

What follows from the events is judged elsewhere (`consequences`); here people confirm, object, settle and close.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from duban.mechanism.clauses import clause
from duban.mechanism.decision import Decision, Outcome, Reason, Remedy, decide, holds
from duban.mechanism.people.standing import Function

ORGANS = (Function.APPRAISAL, Function.ORG_DEPT)
ELSEWHERE = {
    "unit": "所在单位（按干部管理权限）",
    "city": "管理该干部的市级机关",
    "vertical": "管理该干部的上级主管部门",
}
"""Who decides on a cadre whom the county does not manage, by who manages him (A93)."""
CONFLICT = "ERROR_OVERRIDE_CONFLICT"
TASK = "TASK_REASSESS"
_NOTE = "NOTE_"
_APPRAISAL = Remedy("考核主管部门", "year.confirm", "确认年度结果")
_ORG_DEPT = Remedy("县委组织部", "year.confirm", "确认年度结果")


class Word(Enum):
    """What an organ says to a result."""

    WAITING = "待确认"
    AGREED = "同意"
    OBJECTED = "不同意"


@dataclass(frozen=True)
class Said:
    """A result with what each organ that has the say on it says; `conflict` asks a person to choose, until settled."""

    ref: str
    name: str
    code: str
    label: str
    words: tuple[tuple[Function, Word], ...]
    conflict: bool = False
    settled: bool = False
    recommend: bool = False
    advised: bool = False
    decides: Function = Function.NONE
    of_unit: bool = False
    minuted: bool = False

    @property
    def divided(self) -> bool:
        """Whether one organ agrees and another one does not."""
        return {Word.AGREED, Word.OBJECTED} <= {word for _, word in self.words}

    @property
    def unresolved(self) -> bool:
        """Whether it is a divided result of a unit on which the county's leading group has not been heard."""
        return self.of_unit and self.divided and not self.minuted

    @property
    def stands(self) -> bool:
        """Whether every organ asked has spoken, and the one that decides agrees; the other's word stands beside it."""
        said = dict(self.words)
        return said.get(self.decides) is Word.AGREED and Word.WAITING not in said.values()


@clause("7.1.3", "7.2.1", "7.2.3")
def organs_for(subject_kind: str, code: str, clause_id: str) -> tuple[Function, ...]:
    """Who has the say on a result: the appraisal office on units, both on leaders, 县委组织部 alone on 7.1.

    Notes and tasks are for information: nobody confirms them. A conflict is settled, not confirmed.
    """
    if code.startswith(_NOTE) or code in (TASK, CONFLICT):
        return ()
    if clause_id.startswith("7.1"):
        return (Function.ORG_DEPT,)
    return (Function.APPRAISAL,) if subject_kind == "unit" else ORGANS


@clause("7.1.3", "7.2.1", "7.2.3")
def decided_by(subject_kind: str, clause_id: str) -> Function:
    """The one organ whose word decides a result: the appraisal office on a unit, 县委组织部 on a cadre and on 7.1."""
    if clause_id.startswith("7.1"):
        return Function.ORG_DEPT
    return Function.APPRAISAL if subject_kind == "unit" else Function.ORG_DEPT


@clause("7.1.3", "7.2.1", "7.2.3")
def deciding(subject_kind: str, clause_id: str, managed: str = "") -> str:
    """Who decides, in Chinese: of a cadre whom the county does not manage it is whoever manages him (A93)."""
    if decided_elsewhere(subject_kind, clause_id, managed):
        return ELSEWHERE[managed]
    return decided_by(subject_kind, clause_id).label


@clause("7.1.3", "7.2.3")
def decided_elsewhere(subject_kind: str, clause_id: str, managed: str) -> bool:
    """Whether no organ of the mechanism decides a result: 县委组织部 writes to whoever manages the cadre (A93)."""
    return subject_kind == "person" and managed in ELSEWHERE and not clause_id.startswith("7.1")


@clause("7.2.3", "8")
def recommended(subject_kind: str, managed: str) -> bool:
    """Whether the county only recommends the result of a cadre, by a letter to the superior who manages him (A44, A93)."""
    return subject_kind == "person" and managed in ("city", "vertical")


@clause("7.1.3", "7.2.1", "7.2.3")
def may_speak(subject_kind: str, code: str, clause_id: str) -> tuple[Function, ...]:
    """Whose word is written down beside a result: the organs that have the say, on a unit also 县委组织部."""
    own = organs_for(subject_kind, code, clause_id)
    return ORGANS if own == (Function.APPRAISAL,) else own


@clause("7.1.3", "7.1.4")
def only_for_org_dept(clause_id: str) -> bool:
    """Whether a result is for the eyes of 县委组织部 alone."""
    return clause_id.startswith("7.1")


@clause("7.2.1", "7.2.3", "8")
def confirm_gate(finished: bool, own_share: bool, conflicts: Iterable[Said], organ: Function) -> Decision:
    """May an organ confirm its part: the run is complete, and no conflict of superior documents lies in it."""
    open_ones = [row for row in conflicts if row.conflict and not row.settled]
    named = "、".join(dict.fromkeys(row.name for row in open_ones[:8]))
    return decide(
        "确认年度结果",
        [
            Reason(
                "7.2.1",
                "测算已经完成",
                holds(finished),
                "已完成。" if finished else "还没有完成的测算。",
                remedies=(Remedy("考核主管部门", "yearrun.start", "测算年度结果"),),
            ),
            Reason(
                "7.2.1",
                "属于本机关确认的范围",
                holds(own_share),
                organ.label if own_share else "不是考核主管部门或县委组织部的人员。",
            ),
            Reason(
                "8",
                "上级规定的冲突已由人处理",
                holds(not open_ones),
                "没有未处理的冲突。" if not open_ones else f"{len(open_ones)}项未处理：{named}。",
                remedies=(Remedy("考核主管部门、县委组织部", "yearresult.settle", "处理规定冲突"),),
                params=("overrides",),
            ),
        ],
    )


@clause("7.2.1", "7.2.3", "8")
def close_gate(confirmed: Iterable[Function], rows: Iterable[Said], changed_since: Iterable[str]) -> Decision:
    """May the year be closed: both confirmed, nothing left open between them, nothing decided since the run."""
    done, said, later = set(confirmed), list(rows), list(changed_since)
    divided = [row for row in said if row.unresolved]
    conflicts = [row for row in said if row.conflict and not row.settled]
    unsent = [row for row in said if row.recommend and row.stands and not row.advised]
    return decide(
        "年度结账",
        [
            _confirmed(Function.APPRAISAL, done, _APPRAISAL),
            _confirmed(Function.ORG_DEPT, done, _ORG_DEPT),
            _none_left(
                "7.2.1",
                "意见不一致的单位结果，已由县绩效考核领导小组议定",
                divided,
                "yearresult.agree",
                "写明领导小组会议纪要，同意或不同意这一项",
            ),
            _none_left("8", "上级规定的冲突已由人处理", conflicts, "yearresult.settle", "处理规定冲突"),
            _none_left("8", "由上级考核的单位、上级管理的干部已发建议函", unsent, "yearresult.recommend", "登记考核建议函"),
            Reason(
                "7.2.1",
                "测算以后没有新的变化",
                holds(not later),
                "没有变化。" if not later else f"{len(later)}项变化：{'；'.join(later[:5])}。须重新测算。",
                remedies=(Remedy("考核主管部门", "yearrun.start", "测算年度结果"),),
            ),
        ],
    )


def _confirmed(organ: Function, done: set[Function], remedy: Remedy) -> Reason:
    return Reason(
        "7.2.1" if organ is Function.APPRAISAL else "7.2.3",
        f"{organ.label}已确认",
        Outcome.MET if organ in done else Outcome.NOT_MET,
        "已确认。" if organ in done else "还没有确认。",
        remedies=(remedy,),
    )


def _none_left(clause_id: str, condition: str, rows: list[Said], act: str, label: str) -> Reason:
    named = "；".join(f"{row.name}“{row.label}”" for row in rows[:5])
    return Reason(
        clause_id,
        condition,
        holds(not rows),
        "没有。" if not rows else f"{len(rows)}项：{named}。",
        remedies=(Remedy("考核主管部门、县委组织部", act, label),),
    )
