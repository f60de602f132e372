"""督办函 (三（一）): what it adds to the spine."""

from __future__ import annotations

from duban.mechanism.lifecycles import ask
from duban.mechanism.lifecycles.measures.fields import AGAIN, APPLY, BASIS, DEADLINE, FACTS, FEEDBACK
from duban.mechanism.lifecycles.proceedings import (
    ENDED,
    OPINION,
    Spine,
    drafting_acts,
    drafting_states,
    rectifying_acts,
    verifying_acts,
    verifying_states,
)
from duban.mechanism.lifecycles.rows import act, owes, state
from duban.mechanism.lifecycles.types import Lifecycle
from duban.mechanism.standing import Role

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
    receive_states=("issued", "rectifying", "applied", "verifying", "verified", "closed"),
    working_states=("issued", "rectifying"),
    receive_targets=("rectifying",),
)

LETTER = Lifecycle(kind="letter", label="‹督办函›",
    states=(
        *drafting_states(SPINE),
        state("issued", "待签收"),
        state("rectifying", "整改中"),
        *verifying_states(SPINE),
        state("verified", "待销号", owes("letter.close", "‹督办函›销号", by=Role.OFFICE_HEAD, clause="3.1.8", days="3")),
        state("closed", "已销号", final=True),
        *ENDED,
    ),
    acts=(
        *drafting_acts(SPINE),
        *rectifying_acts(SPINE),
        act(key="letter.apply", label="报告整改完毕", clause="3.1.8", by=(Role.LIAISON, Role.HANDLER),
            at="rectifying", to="applied", says="{unit}报告整改完毕（{who}）。", milestone=True,
            guard="measures.rectifying.apply_letter", foreseen="unconfirmed_plan", reads="plan", asks=APPLY),
        *verifying_acts(SPINE),
        act(key="letter.close", label="销号", clause="3.1.8", by=Role.OFFICE_HEAD,
            at="verified", to="closed", says="{who}同意‹督办函›{number}销号。{opinion}", milestone=True,
            effects="closing_measure",
            apart="letter.verify", reads=("verification", "application"), asks=(OPINION,)),
    ),
)
