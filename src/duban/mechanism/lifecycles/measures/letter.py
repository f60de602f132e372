"""督办函 (三（一）): what it adds to the spine."""

from __future__ import annotations

from duban.mechanism.lifecycles import ask
from duban.mechanism.lifecycles.measures.fields import AGAIN, APPLY, BASIS, DEADLINE, FACTS, FEEDBACK
from duban.mechanism.lifecycles.proceedings import (
    ENDED,
    OPINION,
    REASON,
    Spine,
    drafting_acts,
    drafting_states,
    rectifying_acts,
    verifying_acts,
    verifying_states,
)
from duban.mechanism.lifecycles.rows import act, owes, state
from duban.mechanism.lifecycles.types import Lifecycle
from duban.mechanism.people.standing import Role

SPINE = Spine(
    kind="letter", label="‹督办函›",
    content=(
        ask.choice("issuer", "发函办公室", choices="issuers", clause="3.1.3"),
        BASIS, FACTS, AGAIN,
        ask.lines("matters", "责令整改事项", clause="3.1.6", hint="一行一项"),
        DEADLINE,
        ask.lines("goals", "整改目标", clause="3.1.6", hint="一行一项"),
        FEEDBACK,
    ),
    approver=Role.LEADER, countersigned=False, trigger="3.1.1", approval="3.1.2", issue="3.1.3", plan="3.1.7",
    feedback="3.1.8", addressed="3.1.4", limited="3.1.6", reports="报送‹督办函›整改反馈", why="为什么督办",
    paper="supervision_letter", held_to=("facts", "matters", "goals"), own_words="again", inner=("again",),
    issue_fields=(),
    receive_states=("issued", "rectifying", "paused", "applied", "verifying", "verified", "closed"),
    working_states=("issued", "rectifying"),
    receive_targets=("rectifying",),
    resting_states=("paused",),
    plan_duty=("pauses",),
)

LETTER = Lifecycle(kind="letter", label="‹督办函›",
    states=(
        *drafting_states(SPINE),
        state("issued", "待签收"),
        state("rectifying", "整改中"),
        state("paused", "已暂缓", means="resting"),
        *verifying_states(SPINE),
        state("verified", "待销号", owes("letter.close", "‹督办函›销号", by=Role.OFFICE_HEAD, clause="3.1.8", days="3")),
        state("closed", "已销号", final=True),
        *ENDED,
    ),
    acts=(
        *drafting_acts(SPINE),
        *rectifying_acts(SPINE),
        act(key="letter.propose_pause", label="提请暂缓", clause="3.1.2", by=Role.INSPECTOR,
            at="rectifying", says="{who}提请暂缓‹督办函›{number}至{until}：{reason}", rare=True,
            guard="measures.pausing.pausable", reads="issued",
            hint="通知没有规定，按待定问题 A96 的默认答案办：原时限不变，需要更晚的时限，另行申请延期。",
            asks=(ask.date("until", "自行恢复的日期", hint="到这一天自行恢复，不必再办"), REASON)),
        act(key="letter.pause", label="决定暂缓", clause="3.1.2", by=Role.LEADER,
            whether="是否同意暂缓？",
            at="rectifying", to=("paused", "rectifying"), says="{post}{who}{verdict}暂缓‹督办函›{number}{until}。{opinion}",
            milestone=True, effects="pausing", answers=True, apart="letter.propose_pause", series="extension",
            guard=("measures.pausing.agreed_or_above", "measures.pausing.pause_in_time"), bars="agreed_or_above",
            desk="待决定", reads=("pause", "issued"),
            asks=(
                ask.choice("verdict", "决定", choices="agree=同意暂缓|refuse=不同意暂缓"),
                ask.long("opinion", "意见", required=False, limit=300),
            )),
        act(key="letter.resume", label="恢复", clause="3.1.2", by=(Role.INSPECTOR, Role.OFFICE_HEAD, Role.SYSTEM),
            at="paused", to="rectifying", says="‹督办函›{number}{how}，暂缓{days}天。{reason}", milestone=True,
            guard="measures.pausing.pause_over", reads="pause", asks=(REASON,)),
        act(key="letter.apply", label="报告整改完毕", clause="3.1.8", by=(Role.LIAISON, Role.HANDLER),
            at="rectifying", to="applied", says="{unit}报告整改完毕（{who}）。", milestone=True,
            guard="measures.rectifying.rectified_by_plan", reads="plan", asks=APPLY),
        *verifying_acts(SPINE),
        act(key="letter.close", label="销号", clause="3.1.8", by=Role.OFFICE_HEAD,
            at="verified", to="closed", says="{who}同意‹督办函›{number}销号。{opinion}", milestone=True,
            effects="closing_measure",
            apart="letter.verify", reads=("verification", "application"), asks=(OPINION,)),
    ),
)
