"""What follows from a ruling at those who apply it: the notice of a result, and its withdrawal (七)."""

from __future__ import annotations

from duban.mechanism.lifecycles.types import Act, Duty, Field, Lifecycle, State, Widget
from duban.mechanism.standing import Role

HOLDERS = (Role.PRINCIPAL, Role.LIAISON, Role.HANDLER, Role.APPRAISAL, Role.ORG_DEPT, Role.CDI)
REPLY_DAYS = 1
"""Working days within which a result is taken back and this is reported."""

CONSEQUENCE = Lifecycle(
    "consequence",
    "结果运用通知",
    (
        State(
            "sent",
            "待签收",
            (Duty("consequence.receive", Role.LIAISON, "签收结果运用通知", "7.3.1", "receipt_workdays"),),
        ),
        State("received", "已签收"),
        State("recalled", "已收回，不须签收", final=True),
    ),
    (
        Act(
            "consequence.receive",
            "签收结果运用通知",
            ("sent",),
            ("received",),
            HOLDERS,
            "7.3.1",
            "{holder}签收结果运用通知。",
        ),
    ),
    born_of=("ruling.confirm", "ruling.send"),
    moved_by=(("recalled", "revision.confirm"),),
)

WITHDRAWAL = Lifecycle(
    "withdrawal",
    "撤回结果",
    (
        State(
            "sent",
            "待撤回",
            (Duty("withdrawal.acknowledge", Role.LIAISON, "撤回已运用的结果并回告", "7.3.1", str(REPLY_DAYS)),),
        ),
        State("acknowledged", "已撤回", final=True),
    ),
    (
        Act(
            "withdrawal.acknowledge",
            "回告已撤回",
            ("sent",),
            ("acknowledged",),
            HOLDERS,
            "7.3.1",
            "{holder}回告：{text}",
            (Field("text", "怎样撤回、恢复", Widget.LONG, limit=600),),
            milestone=True,
        ),
    ),
    born_of=("revision.confirm",),
)
