"""The spine from receipt to the end: plan, extension, verification by two persons."""

from __future__ import annotations

from duban.mechanism.lifecycles.matters.fields import FOUND_VALUE
from duban.mechanism.lifecycles.proceedings.spine import REASON, Spine
from duban.mechanism.lifecycles.types import Act, Duty, Field, State, Widget
from duban.mechanism.standing import Role


def rectifying_acts(s: Spine) -> tuple[Act, ...]:
    """From receipt to verification: what the unit does, and how the office checks it."""
    work = s.working_states
    return (
        Act(
            f"{s.kind}.receive",
            "签收",
            s.receive_states,
            s.receive_targets,
            (Role.LIAISON, Role.PRINCIPAL, Role.CDI, Role.ORG_DEPT, Role.NOTIFIED),
            "3.1.4",
            f"{{recipient}}签收{s.label}{{number}}。",
            keeps_version=True,
            guard="有送达而未签收的件",
        ),
        Act(
            f"{s.kind}.plan",
            "拟订整改方案",
            work,
            (),
            (Role.LIAISON, Role.HANDLER, Role.DEPUTY, Role.PRINCIPAL),
            s.plan,
            "{unit}拟订整改方案，承诺{committed_on}前完成（{who}）。",
            (
                Field("text", "整改措施", Widget.LONG, limit=4000),
                Field("committed_on", "承诺完成日期", Widget.DATE, clause=s.plan, hint="不晚于办理时限"),
                Field("file", "方案附件", Widget.FILE, required=False, many=True, camera=True),
            ),
            guard="承诺日期不超过措施时限",
            opens_with=("text", "committed_on"),
        ),
        Act(
            f"{s.kind}.confirm_plan",
            "确认整改方案",
            work,
            (),
            (Role.PRINCIPAL,),
            s.plan,
            "{post}{who}本人确认整改方案，承诺{committed_on}前完成。",
            in_person=True,
            milestone=True,
            guard="有待确认的方案，须主要领导本人",
        ),
        Act(
            f"{s.kind}.return_plan",
            "退回整改方案",
            work,
            (),
            (Role.INSPECTOR,),
            s.plan,
            "{who}退回整改方案：{reason}",
            (REASON,),
            guard="有已确认的方案",
        ),
        Act(
            f"{s.kind}.request_extension",
            "申请延期",
            work,
            (),
            (Role.LIAISON, Role.HANDLER),
            s.feedback,
            "{unit}申请延期至{new_due}：{reason}",
            (Field("new_due", "延期至", Widget.DATE), REASON),
            guard="期满前提出，不超过规定次数",
        ),
        Act(
            f"{s.kind}.decide_extension",
            "答复延期",
            work,
            (),
            (s.approver,),
            s.approval,
            "{post}{who}{verdict}延期申请{new_due}：{opinion}",
            (
                Field("verdict", "答复", Widget.CHOICE, choices="grant=同意|refuse=不同意"),
                Field("opinion", "意见", Widget.LONG, limit=300),
            ),
            guard="有待答复的延期申请，同级审批",
            milestone=True,
        ),
    )


VERIFY_FIELDS = (
    Field(
        "method", "核查方式", Widget.CHOICE, choices="材料=材料核查|现场=现场核查|暗访=暗访|第三方=第三方核查"
    ),
    Field("result", "核查结果", Widget.CHOICE, choices="pass=整改到位|fail=整改不到位"),
    FOUND_VALUE,
    Field("text", "核查情况", Widget.LONG),
)


def verifying_acts(s: Spine) -> tuple[Act, ...]:
    """Verification by two persons: one finds, another confirms."""
    return (
        Act(
            f"{s.kind}.verify",
            "核查",
            ("applied",),
            ("verifying",),
            (Role.INSPECTOR,),
            s.feedback,
            "{who}核查（{method}）：{result}。",
            VERIFY_FIELDS,
        ),
        Act(
            f"{s.kind}.confirm_verification",
            "确认核查结果",
            ("verifying",),
            ("verified", s.at_work, "applied"),
            (Role.INSPECTOR, Role.CHECKER, Role.OFFICE_HEAD),
            s.feedback,
            "{who}确认核查结果：{outcome}。",
            (
                Field(
                    "agree", "核查确认意见", Widget.CHOICE, choices="agree=与核查结果一致|again=不一致，重新核查"
                ),
                Field("text", "说明", required=False, limit=300),
            ),
            apart=(f"{s.kind}.verify",),
            milestone=True,
        ),
    )


def verifying_states(s: Spine) -> tuple[State, ...]:
    """Application received, first finding, second person."""
    return (
        State(
            "applied",
            "已申请",
            (
                Duty(
                    f"{s.kind}.verify",
                    Role.INSPECTOR,
                    f"核查{s.label}整改情况",
                    s.feedback,
                    "verify_workdays",
                ),
            ),
        ),
        State(
            "verifying",
            "待核查确认",
            (
                Duty(
                    f"{s.kind}.confirm_verification",
                    Role.INSPECTOR,
                    "确认核查结果（另一人）",
                    s.feedback,
                    "3",
                ),
            ),
        ),
    )


ENDED = (State("withdrawn", "已撤回", final=True, open_to_unit=False), State("voided", "已作废", final=True))
