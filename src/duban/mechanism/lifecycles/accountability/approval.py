"""A main leader's word on a transfer (六（二）): given in person or on paper, or handed on by whoever was asked."""

from __future__ import annotations

from duban.mechanism.lifecycles.accountability.fields import OPINION, REASON, RECUSAL
from duban.mechanism.lifecycles.types import Act, Field, Widget
from duban.mechanism.standing import Role

DRAFTED = ("inquiry.propose_transfer", "inquiry.conclude", "inquiry.check")
APPROVING = (
    Act(
        "inquiry.approve",
        "同意",
        ("approving",),
        ("signing",),
        (Role.MAIN_LEADER,),
        "6.2",
        "{post}{who}同意移交。{opinion}",
        (OPINION, RECUSAL),
        apart=DRAFTED,
        in_person=True,
        grave=True,
        milestone=True,
        also=("inquiry.compare_paper",),
        guard="县委书记或县长本人",
    ),
    Act(
        "inquiry.disapprove",
        "不同意",
        ("approving",),
        ("concluded",),
        (Role.MAIN_LEADER,),
        "6.2",
        "{post}{who}不同意移交：{reason}",
        (REASON, RECUSAL),
        apart=DRAFTED,
        in_person=True,
        milestone=True,
    ),
    Act(
        "inquiry.refer",
        "转请审批",
        ("approving",),
        (),
        (Role.MAIN_LEADER,),
        "6.2",
        "{post}{who}将移交意见转请{leader}审批。{opinion}",
        (
            Field("leader", "转请审批的领导", Widget.CHOICE, choices="main_leaders", clause="6.2"),
            OPINION,
            RECUSAL,
        ),
        in_person=True,
        guard="由送请审批的领导本人转请；不同意过的，按不同意以后的规则",
    ),
    Act(
        "inquiry.enter_paper",
        "代录纸面审批",
        ("approving",),
        (),
        (Role.CLERK, Role.INSPECTOR),
        "6.2",
        "{who}代录{leader}{decided_on}的纸面审批（{verdict}），待第二人比对。",
        (
            Field("leader", "批示领导", Widget.CHOICE, choices="main_leaders", clause="6.2"),
            Field("decided_on", "批示日期", Widget.DATE),
            Field("verdict", "批示", Widget.CHOICE, choices="agree=同意|disagree=不同意"),
            Field("opinion", "批示原文", Widget.LONG, limit=400),
            Field("scan", "批示件扫描件", Widget.FILE),
            RECUSAL,
        ),
    ),
    Act(
        "inquiry.compare_paper",
        "比对代录",
        ("approving",),
        ("signing", "concluded", "approving"),
        (Role.CLERK, Role.INSPECTOR, Role.CHECKER),
        "6.2",
        "{who}比对代录与扫描件：{outcome}。",
        (
            Field("same", "比对结果", Widget.CHOICE, choices="same=与扫描件相符|differs=不相符，代录作废"),
            Field("text", "说明", required=False, limit=200),
            RECUSAL,
        ),
        apart=("inquiry.enter_paper",),
        milestone=True,
        guard="有待比对的代录",
        also=("inquiry.approve",),
    ),
)
