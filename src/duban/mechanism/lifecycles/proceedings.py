"""What every floor of the story does: the spine of the three measures, written once.

propose → draft → check → countersign → approve → sign out → number, seal and issue → receive → plan → feedback
→ verify → close. A measure states its own parts in a `Spine`.
"""

from __future__ import annotations

from dataclasses import dataclass

from duban.mechanism.lifecycles.types import Act, Duty, Field, Lifecycle, State, Widget
from duban.mechanism.standing import Role

LIFECYCLES: tuple[Lifecycle, ...] = ()

OPINION = Field("opinion", "意见", required=False, limit=300)
REASON = Field("reason", "理由", Widget.LONG, limit=400)


@dataclass(frozen=True)
class Spine:
    """What one measure adds to the spine: its words, clauses, content fields and who approves."""

    kind: str
    label: str
    content: tuple[Field, ...]
    approver: Role
    countersigned: bool
    trigger: str
    approval: str
    issue: str
    plan: str
    feedback: str
    issue_fields: tuple[Field, ...]
    issued_label: str
    receive_states: tuple[str, ...]
    working_states: tuple[str, ...]
    receive_targets: tuple[str, ...] = ()


def drafting_states(s: Spine) -> tuple[State, ...]:
    """From the draft to the moment before issue; none of them is open to the unit."""
    countersign = (
        (
            State(
                "countersigning",
                "待会签",
                (Duty(f"{s.kind}.countersign", Role.CO_HEAD, f"会签{s.label}", s.trigger, "2"),),
                open_to_unit=False,
            ),
        )
        if s.countersigned
        else ()
    )
    return (
        State(
            "draft",
            "拟稿中",
            (Duty(f"{s.kind}.submit", Role.INSPECTOR, f"{s.label}拟稿送核", s.trigger),),
            open_to_unit=False,
        ),
        State(
            "checking",
            "待核稿",
            (Duty(f"{s.kind}.check", Role.CHECKER, f"核稿：{s.label}", s.trigger, "2"),),
            open_to_unit=False,
        ),
        *countersign,
        State(
            "approving",
            "待县领导同意",
            (Duty(f"{s.kind}.approve", s.approver, f"审批{s.label}", s.approval, "2"),),
            open_to_unit=False,
        ),
        State(
            "signing",
            "待签发",
            (Duty(f"{s.kind}.sign_out", Role.OFFICE_HEAD, f"签发{s.label}", s.issue, "2"),),
            open_to_unit=False,
        ),
        State(
            "numbering",
            "待编号印发",
            (Duty(f"{s.kind}.issue", Role.CLERK, f"{s.label}编号、用印、印发", s.issue, "1"),),
            open_to_unit=False,
        ),
    )


def drafting_acts(s: Spine) -> tuple[Act, ...]:
    """From proposing to issue."""
    drafted = (f"{s.kind}.propose", f"{s.kind}.redraft", f"{s.kind}.check")
    after_check = ("countersigning",) if s.countersigned else ("approving",)
    return (
        Act(
            f"{s.kind}.propose",
            f"起草{s.label}",
            (),
            ("draft",),
            (Role.INSPECTOR,),
            s.trigger,
            f"{{who}}起草{s.label}：{{basis}}",
            s.content,
            guard="有已存的事实，条件见条款",
            milestone=False,
        ),
        Act(
            f"{s.kind}.redraft",
            "改稿",
            ("draft",),
            (),
            (Role.INSPECTOR,),
            s.trigger,
            f"{{who}}修改{s.label}稿。",
            s.content,
        ),
        Act(
            f"{s.kind}.submit",
            "送核稿",
            ("draft",),
            ("checking",),
            (Role.INSPECTOR,),
            s.trigger,
            f"{{who}}将{s.label}稿送核，拟请{{approver}}审批。",
            (
                Field(
                    "approver",
                    "拟请审批的领导",
                    Widget.CHOICE,
                    choices="main_leaders" if s.approver is Role.MAIN_LEADER else "leaders",
                    clause=s.approval,
                ),
            ),
            guard="必备内容齐全",
        ),
        Act(
            f"{s.kind}.check",
            "核稿通过",
            ("checking",),
            after_check,
            (Role.CHECKER, Role.OFFICE_HEAD),
            s.trigger,
            "{who}核稿：{opinion}",
            (Field("opinion", "核稿意见", limit=200),),
            apart=(f"{s.kind}.propose", f"{s.kind}.redraft"),
        ),
        *_countersigning_acts(s),
        Act(
            f"{s.kind}.send_back",
            "退回修改",
            ("checking", *(("countersigning",) if s.countersigned else ()), "signing"),
            ("draft",),
            (Role.CHECKER, Role.OFFICE_HEAD, Role.CO_HEAD),
            s.trigger,
            f"{{who}}退回{s.label}稿修改：{{reason}}",
            (REASON,),
        ),
        Act(
            f"{s.kind}.approve",
            "同意",
            ("approving",),
            ("signing",),
            (s.approver,),
            s.approval,
            f"{{post}}{{who}}同意{s.label}。{{opinion}}",
            (OPINION,),
            apart=drafted,
            milestone=True,
            grave=True,
            also=(f"{s.kind}.compare_paper",),
        ),
        Act(
            f"{s.kind}.disapprove",
            "不同意",
            ("approving",),
            ("draft",),
            (s.approver,),
            s.approval,
            f"{{post}}{{who}}不同意{s.label}：{{reason}}",
            (REASON,),
            apart=drafted,
        ),
        Act(
            f"{s.kind}.enter_paper",
            "代录纸面审批",
            ("approving",),
            (),
            (Role.CLERK, Role.INSPECTOR),
            s.approval,
            "{who}代录{leader}{decided_on}的纸面审批（{verdict}），待第二人比对。",
            (
                Field(
                    "leader",
                    "批示领导",
                    Widget.CHOICE,
                    choices="main_leaders" if s.approver is Role.MAIN_LEADER else "leaders",
                    clause=s.approval,
                ),
                Field("decided_on", "批示日期", Widget.DATE),
                Field("verdict", "批示", Widget.CHOICE, choices="agree=同意|disagree=不同意"),
                Field("opinion", "批示原文", Widget.LONG, limit=400),
                Field("scan", "批示件扫描件", Widget.FILE),
            ),
            apart=(f"{s.kind}.propose", f"{s.kind}.redraft"),
        ),
        Act(
            f"{s.kind}.compare_paper",
            "比对代录",
            ("approving",),
            ("signing", "draft", "approving"),
            (Role.CLERK, Role.INSPECTOR, Role.CHECKER),
            s.approval,
            "{who}比对代录与扫描件：{outcome}。",
            (
                Field(
                    "same", "比对结果", Widget.CHOICE, choices="same=与扫描件相符|differs=不相符，代录作废"
                ),
                Field("text", "说明", required=False, limit=200),
            ),
            apart=(f"{s.kind}.enter_paper",),
            milestone=True,
            guard="有待比对的代录",
            also=(f"{s.kind}.approve",),
        ),
        Act(
            f"{s.kind}.sign_out",
            "签发",
            ("signing",),
            ("numbering",),
            (Role.OFFICE_HEAD,),
            s.issue,
            f"{{who}}签发{s.label}。{{opinion}}",
            (OPINION,),
            apart=(f"{s.kind}.approve",),
            grave=True,
        ),
        Act(
            f"{s.kind}.issue",
            "编号、用印、印发",
            ("numbering",),
            ("issued",),
            (Role.CLERK,),
            s.issue,
            f"{{issuer}}印发{s.label}{{number}}，送{{unit}}及其主要领导，抄送{{copies}}。",
            (
                Field(
                    "number_by",
                    "编号方式",
                    Widget.CHOICE,
                    choices="own=本序列自动编号|entered=文书室给号",
                    clause="3.1.3",
                ),
                Field(
                    "given_number",
                    "文书室给的文号",
                    required=False,
                    show_when="number_by=entered",
                    limit=60,
                    hint="如 X委办〔2026〕47号",
                ),
                *s.issue_fields,
                Field("seal_keeper", "用印人", limit=40),
                Field("copies_printed", "印制份数", Widget.NUMBER),
            ),
            grave=True,
            milestone=True,
        ),
        Act(
            f"{s.kind}.withdraw",
            "撤回",
            tuple(state.name for state in drafting_states(s)),
            ("withdrawn",),
            (Role.INSPECTOR, Role.OFFICE_HEAD),
            s.trigger,
            f"{{who}}撤回{s.label}稿：{{reason}}",
            (REASON,),
        ),
        Act(
            f"{s.kind}.void",
            "作废",
            ("issued", *(state for state in s.working_states if state != "issued")),
            ("voided",),
            (Role.OFFICE_HEAD,),
            s.issue,
            f"{{who}}将{s.label}{{number}}作废：{{reason}}。号码保留，不再使用。",
            (REASON,),
            grave=True,
            milestone=True,
        ),
    )


def _countersigning_acts(s: Spine) -> tuple[Act, ...]:
    if not s.countersigned:
        return ()
    return (
        Act(
            f"{s.kind}.countersign",
            "会签",
            ("countersigning",),
            ("approving",),
            (Role.CO_HEAD,),
            s.trigger,
            "{who}会签：{opinion}",
            (Field("opinion", "会签意见", limit=200),),
        ),
    )


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
                Field("committed_on", "承诺完成日期", Widget.DATE, clause="3.2.7", hint="不晚于办理时限"),
                Field("file", "方案附件", Widget.FILE, required=False),
            ),
            guard="承诺日期不超过措施时限",
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
    Field("text", "核查情况", Widget.LONG),
)


def verifying_acts(s: Spine, back_to: str, passed: str) -> tuple[Act, ...]:
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
            "复核核查结果",
            ("verifying",),
            (passed, back_to, "applied"),
            (Role.INSPECTOR, Role.CHECKER, Role.OFFICE_HEAD),
            s.feedback,
            "{who}复核核查结果：{outcome}。",
            (
                Field(
                    "agree", "复核意见", Widget.CHOICE, choices="agree=与核查结果一致|again=不一致，重新核查"
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
            "待第二人复核",
            (
                Duty(
                    f"{s.kind}.confirm_verification",
                    Role.INSPECTOR,
                    "复核核查结果（另一人）",
                    s.feedback,
                    "3",
                ),
            ),
        ),
    )


ENDED = (State("withdrawn", "已撤回", final=True, open_to_unit=False), State("voided", "已作废", final=True))
