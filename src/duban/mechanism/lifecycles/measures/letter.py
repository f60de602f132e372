"""督办函 (三（一）): what it adds to the spine."""

from __future__ import annotations

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
from duban.mechanism.lifecycles.types import Act, Duty, Field, Lifecycle, State, Widget
from duban.mechanism.standing import Role

SPINE = Spine(
    kind="letter",
    label="督办函",
    content=(
        Field("issuer", "发函办公室", Widget.CHOICE, choices="issuers", clause="3.1.3"),
        BASIS,
        FACTS,
        AGAIN,
        Field("matters", "责令整改事项", Widget.LINES, clause="3.1.6", hint="一行一项"),
        DEADLINE,
        Field("goals", "整改目标", Widget.LINES, clause="3.1.6", hint="一行一项"),
        FEEDBACK,
    ),
    approver=Role.LEADER,
    countersigned=False,
    trigger="3.1.1",
    approval="3.1.2",
    issue="3.1.3",
    plan="3.1.7",
    feedback="3.1.8",
    addressed="3.1.4",
    limited="3.1.6",
    reports="报送督办函整改反馈",
    why="为什么督办",
    issue_fields=(),
    receive_states=("issued", "rectifying", "applied", "verifying", "verified", "closed"),
    working_states=("issued", "rectifying"),
    receive_targets=("rectifying",),
)

LETTER = Lifecycle(
    "letter",
    "督办函",
    (
        *drafting_states(SPINE),
        State("issued", "待签收"),
        State("rectifying", "整改中"),
        *verifying_states(SPINE),
        State("verified", "待销号", (Duty("letter.close", Role.OFFICE_HEAD, "督办函销号", "3.1.8", "3"),)),
        State("closed", "已销号", final=True),
        *ENDED,
    ),
    (
        *drafting_acts(SPINE),
        *rectifying_acts(SPINE),
        Act(
            "letter.apply",
            "报告整改完毕",
            ("rectifying",),
            ("applied",),
            (Role.LIAISON, Role.HANDLER),
            "3.1.8",
            "{unit}报告整改完毕（{who}）。",
            APPLY,
            guard="整改方案已由主要领导确认",
            milestone=True,
        ),
        *verifying_acts(SPINE),
        Act(
            "letter.close",
            "销号",
            ("verified",),
            ("closed",),
            (Role.OFFICE_HEAD,),
            "3.1.8",
            "{who}同意督办函{number}销号。{opinion}",
            (OPINION,),
            apart=("letter.verify",),
            milestone=True,
            grave=True,
        ),
    ),
)
