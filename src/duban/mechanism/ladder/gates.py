"""The ladder of article 三: when a measure may be taken, from stored facts, as of a day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from duban.mechanism.clauses import clause
from duban.mechanism.decision import Decision, Outcome, Reason, Remedy, decide, either, holds
from duban.mechanism.lifecycles import states_of
from duban.mechanism.parameters import Pack


@dataclass(frozen=True)
class Fact:
    """A stored fact about a matter.

    `kind` is milestone, limit, lagging, feedback, slow, serious, unclear or seen; the last four are recorded by a
    person with a reason, the others follow from dates and ratings. `order` tells what came first within a day.
    """

    key: str
    kind: str
    on: date
    text: str
    by: str = ""
    order: float = 0.0


@dataclass(frozen=True)
class PriorMeasure:
    """A measure on the same matter: letter, interview or listing, with its present state.

    `order` tells what came first within the day on which it was taken; `facts` are the words of what it quotes.
    """

    kind: str
    issued_on: date | None
    held_on: date | None = None
    state: str = ""
    deadline: date | None = None
    number: str = ""
    ended_on: date | None = None
    order: float = 0.0
    facts: tuple[str, ...] = ()

    @property
    def taken_on(self) -> date | None:
        """The day on which it was taken: an interview is held, others are issued; None while it is prepared."""
        return self.held_on if self.kind == "interview" else self.issued_on

    @property
    def term(self) -> date | None:
        """The day that its success waits for: that of the interview, else the limit that it set or its earlier end."""
        if self.kind == "interview":
            return self.held_on
        return min((day for day in (self.deadline, self.ended_on) if day is not None), default=self.issued_on)

    def was_over_for(self, fact: Fact) -> bool:
        """Whether a fact was found after its term, or after the interview was held."""
        if self.term is None or fact.on != self.term:
            return self.term is not None and fact.on > self.term
        return self.kind == "interview" and fact.order >= self.order


@dataclass(frozen=True)
class MatterFacts:
    """What the ladder looks at."""

    facts: tuple[Fact, ...]
    measures: tuple[PriorMeasure, ...]
    gap: float | None = None
    overdue_days: int = 0
    expected: float | None = None
    actual: float | None = None


OFFICE_CAN = "县委办公室、县政府办公室督查员"
TRIGGERS = {"milestone", "limit", "lagging", "feedback", "slow", "serious"}


@clause("3.1.1")
def slow_progress(matter: MatterFacts, pack: Pack, as_of: date) -> Reason:
    """Trigger of 督办函: at least one stored fact, found since a listing was last released; A13 only indicates."""
    settled = max(
        (m.ended_on for m in matter.measures if m.state in states_of("listing", "released") and m.ended_on),
        default=date.min,
    )
    stored = [fact for fact in matter.facts if fact.kind in TRIGGERS and settled < fact.on <= as_of]
    finding = (
        "；".join(fact.text for fact in stored[:3])
        or "没有到期未完成的节点、进展滞后的评价或写明理由的认定。"
    )
    return Reason(
        "3.1.1",
        "工作进展缓慢、落实不力",
        holds(bool(stored)),
        f"{finding}{_indicator(matter, pack, as_of)}",
        words="进展缓慢、落实不力",
        remedies=(Remedy(OFFICE_CAN, "matter.record_fact", "认定事实", "fact=slow"),),
        params=("slow_gap", "slow_days"),
    )


def _indicator(matter: MatterFacts, pack: Pack, as_of: date) -> str:
    if matter.gap is None:
        return ""
    return f"（序时差 {matter.gap:.1f} 个百分点，提示线 {pack.get('slow_gap', as_of)}）"


@clause("3.1.1")
def letter_gate(
    matter: MatterFacts, quoted: Iterable[str], basis: str, pack: Pack, as_of: date, again: str = ""
) -> Decision:
    """May a 督办函 be drafted: a stored fact, quoted in it, a reason; a second one on the same fact says why `again`."""
    keys = set(quoted)
    chosen = [fact.text for fact in matter.facts if fact.key in keys]
    return decide(
        "起草‹督办函›",
        [
            slow_progress(matter, pack, as_of),
            Reason(
                "3.1.1",
                "文中引用已存的事实",
                holds(bool(chosen)),
                f"已引用 {len(chosen)} 条。" if chosen else "尚未引用任何一条事实。",
                words="进展缓慢",
                remedies=(Remedy("起草人"),),
                field="facts",
            ),
            _basis_given(basis, "3.1.1"),
            said_once(matter, chosen, again),
        ],
    )


@clause("3.1.1")
def said_once(matter: MatterFacts, chosen: Iterable[str], again: str) -> Reason:
    """No other letter is on its way or runs on the same fact, or the draft says why it is said again."""
    others = [m for m in matter.measures if m.kind == "letter" and m.state not in states_of("letter", "over")]
    texts = set(chosen)
    drafts = [m for m in others if m.issued_on is None]
    same = [m.number for m in others if m.issued_on is not None and texts & set(m.facts)]
    found = (["另有一件‹督办函›正在办理"] if drafts else []) + [f"{number}已引用同一事实" for number in same]
    return Reason(
        "3.1.1",
        "同一事实没有另一件‹督办函›，或写明再次下达的理由",
        holds(not found or bool(again.strip())),
        "；".join(found) + "。" if found else "没有。",
        words="下达‹督办函›",
        remedies=(Remedy("起草人", "", "写明再次下达的理由，或先办完前一件"),) if found else (),
        field="again",
    )


def _basis_given(basis: str, clause_id: str) -> Reason:
    return Reason(
        clause_id,
        "写明理由",
        holds(bool(basis.strip())),
        "已写明。" if basis.strip() else "理由为空。",
        remedies=(Remedy("起草人"),),
        field="basis",
    )


@clause("3.2.3")
def interview_gate(matter: MatterFacts, opinion: str, basis: str, pack: Pack, as_of: date) -> Decision:
    """May a 联席约谈 be proposed: facts as for a letter or an overdue letter, and a preliminary opinion (A16, A17)."""
    overdue = [
        m
        for m in matter.measures
        if m.kind == "letter"
        and m.issued_on
        and m.deadline
        and m.deadline < as_of
        and m.state not in (*states_of("letter", "over"), *states_of("letter", "resting"))
    ]
    slow = slow_progress(matter, pack, as_of)
    trigger = Reason(
        "3.2.3",
        "收集到相关情况：进展缓慢，或‹督办函›到期未整改完毕",
        either(slow.outcome, holds(bool(overdue))),
        f"‹督办函›{overdue[0].number}已到期未销。" if overdue else slow.finding,
        words="收集相关情况",
        remedies=slow.remedies,
        params=slow.params,
    )
    reasons = [trigger]
    if pack.get("interview_requires_letter", as_of):
        letters = _issued(matter, "letter", as_of)
        reasons.append(
            Reason(
                "3.2.3",
                "此前发过‹督办函›",
                holds(letters > 0),
                f"‹督办函› {letters} 次。",
                remedies=(Remedy(OFFICE_CAN, "letter.propose", "起草‹督办函›"),),
                params=("interview_requires_letter",),
            )
        )
    reasons.append(
        Reason(
            "3.2.3",
            "有‹约谈›初步意见",
            holds(bool(opinion.strip())),
            "已写明。" if opinion.strip() else "初步意见为空。",
            words="提出‹约谈›初步意见",
            remedies=(Remedy("起草人"),),
            field="opinion_text",
        )
    )
    reasons.append(_basis_given(basis, "3.2.3"))
    return decide("提出‹联席约谈›", reasons)


def _issued(matter: MatterFacts, kind: str, as_of: date) -> int:
    return sum(
        1
        for m in matter.measures
        if m.kind == kind and m.issued_on is not None and m.issued_on <= as_of and m.state not in states_of(kind, "voided")
    )


def _held(matter: MatterFacts, as_of: date) -> int:
    return sum(
        1
        for m in matter.measures
        if m.kind == "interview"
        and m.held_on is not None
        and m.held_on <= as_of
        and m.state not in states_of("interview", "voided")
    )


@clause("3.3.1")
def serious_lag(matter: MatterFacts, pack: Pack, as_of: date) -> Reason:
    """进度严重滞后: a person has recorded it with a reason; the numbers of A13 indicate."""
    judged = [fact for fact in matter.facts if fact.kind == "serious" and fact.on <= as_of]
    gap, days = pack.get("serious_gap", as_of), pack.get("serious_days", as_of)
    hint = "；".join(
        [
            *(
                [
                    f"序时应完成 {matter.expected:.0f}%，实际 {matter.actual:.0f}%，差 {matter.gap:.1f} 个百分点（提示线 {gap}）"
                ]
                if matter.gap is not None and matter.expected is not None and matter.actual is not None
                else []
            ),
            *([f"逾期 {matter.overdue_days} 天（提示线 {days}）"] if matter.overdue_days else []),
        ]
    )
    last = judged[-1] if judged else None
    finding = f"{last.by}{last.on:%m-%d} 认定：{last.text}" if last else "尚无人认定进度严重滞后。"
    return Reason(
        "3.3.1",
        "进度严重滞后",
        holds(True if judged else None),
        f"{finding}{'（' + hint + '）' if hint else ''}",
        words="进度严重滞后",
        remedies=(Remedy("经办督查员", "matter.record_fact", "认定进度严重滞后", "fact=serious"),),
        params=("serious_gap", "serious_days"),
    )


@clause("3.3.1")
def many_times_supervised(matter: MatterFacts, pack: Pack, as_of: date) -> Reason:
    """经多次督办或联席约谈: letters on the same matter ≥ `many_times`, or one held interview (A14)."""
    letters, interviews = _issued(matter, "letter", as_of), _held(matter, as_of)
    needed = pack.get("many_times", as_of)
    return Reason(
        "3.3.1",
        "经多次督办或‹联席约谈›",
        either(holds(letters >= needed), holds(interviews >= 1)),
        f"‹督办函› {letters} 次，须 {needed} 次；已举行的‹联席约谈› {interviews} 次，须 1 次。两者有其一即可。",
        words="多次督办",
        remedies=(
            Remedy("县委办公室、县政府办公室发函", "letter.propose", "起草‹督办函›"),
            Remedy("县领导召集‹约谈›", "interview.propose", "提出‹约谈›初步意见"),
        ),
        params=("many_times",),
    )


def _last_taken(measures: Iterable[PriorMeasure]) -> PriorMeasure | None:
    """The letter or interview that was taken last."""
    taken = [
        measure
        for measure in measures
        if measure.kind != "listing" and measure.taken_on is not None and measure.state not in states_of(measure.kind, "voided")
    ]
    return max(taken, key=lambda one: (one.taken_on or date.min, one.order, one.kind == "interview"), default=None)


@clause("3.3.1")
def effect_judgeable(measures: Iterable[PriorMeasure], as_of: date) -> Decision:
    """May the success of the last measure be judged: after the term that it set, or after the interview was held."""
    last = _last_taken(measures)
    term = last.term if last is not None else None
    if last is None or term is None:
        over, finding = False, "还没有下达过‹督办函›，也没有举行过‹约谈›。"
    elif last.state in states_of("letter", "resting"):
        over, finding = False, f"{last.number}已暂缓，成效在恢复以后、时限过后判断。"
    elif last.kind == "interview":
        over, finding = term <= as_of, f"‹约谈›已于 {term:%Y-%m-%d} 举行。"
    else:
        over, finding = term < as_of, f"{last.number}的整改时限为 {term:%Y-%m-%d}，成效在时限过后判断。"
    return decide(
        "认定整改成效",
        [
            Reason(
                "3.3.1",
                "最近一次措施的时限已过，或‹约谈›已举行",
                holds(over),
                finding,
                words="经多次督办或‹联席约谈›后整改成效仍不明显",
                field="fact",
            )
        ],
    )


@clause("3.3.1")
def effect_unclear(matter: MatterFacts, as_of: date) -> Reason:
    """整改成效仍不明显: the last judgement recorded after the term of the last measure says so."""
    last = _last_taken(matter.measures)
    judged = [
        fact
        for fact in matter.facts
        if fact.kind in ("unclear", "seen") and fact.on <= as_of and (last is None or last.was_over_for(fact))
    ]
    if not judged:
        outcome, finding = Outcome.UNKNOWN, "最近一次措施的时限或‹约谈›以后，尚无成效判断。"
    else:
        latest = judged[-1]
        outcome = holds(latest.kind == "unclear")
        finding = f"{latest.by}{latest.on:%m-%d} 认定：{latest.text}"
    return Reason(
        "3.3.1",
        "整改成效仍不明显",
        outcome,
        finding,
        words="整改成效仍不明显",
        remedies=(Remedy("经办督查员", "matter.record_fact", "记录成效判断", "fact=unclear"),),
    )


@clause("3.3.1")
def listing_gate(matter: MatterFacts, pack: Pack, as_of: date) -> Decision:
    """May a 挂牌督办 be proposed: three conditions together; there is no bypass (A15)."""
    return decide(
        "提请‹挂牌督办›",
        [
            serious_lag(matter, pack, as_of),
            many_times_supervised(matter, pack, as_of),
            effect_unclear(matter, as_of),
            _not_listed_twice(matter),
        ],
    )


def _not_listed_twice(matter: MatterFacts) -> Reason:
    running = [m for m in matter.measures if m.kind == "listing" and m.state not in states_of("listing", "over")]
    return Reason(
        "3.3.3",
        "本事项没有进行中的‹挂牌督办›",
        holds(not running),
        "没有。" if not running else f"已有一件进行中（{running[0].number or '未印发'}）。",
        remedies=(Remedy("责任单位", "", "进行中的一件解除以后才能再提请；其间的新情况在那一件上办理"),),
    )
