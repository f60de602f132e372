"""The spine from the draft to issue."""

from __future__ import annotations

from duban.mechanism.lifecycles.proceedings.spine import OPINION, REASON, Spine
from duban.mechanism.lifecycles.types import Act, Duty, Field, State, Widget
from duban.mechanism.standing import Role


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
    drafted = (f"{s.kind}.propose", f"{s.kind}.redraft", f"{s.kind}.upload_final", f"{s.kind}.check")
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
            on="matter",
            on_states=("underway", "applied"),
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
            opens_with=tuple(field.name for field in s.content),
        ),
        *_final_text_acts(s),
        Act(
            f"{s.kind}.submit",
            "送核稿",
            ("draft",),
            ("checking",),
            (Role.INSPECTOR,),
            s.trigger,
            f"{{who}}将{s.label}稿送核，拟请{{approver}}审批。",
            (
                _leader(s, "拟请审批的领导", "approver"),
            ),
            guard="必备内容齐全；不同意过的，送原领导或者按规则送其上",
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
            f"{s.kind}.refer",
            "转请审批",
            ("approving",),
            (),
            (s.approver,),
            s.approval,
            f"{{post}}{{who}}将{s.label}转请{{leader}}审批。{{opinion}}",
            (_leader(s, "转请审批的领导"), OPINION),
            guard="由送请审批的领导本人转请；不同意过的，按不同意以后的规则",
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
                _leader(s, "批示领导"),
                Field("decided_on", "批示日期", Widget.DATE),
                Field("verdict", "批示", Widget.CHOICE, choices="agree=同意|disagree=不同意"),
                Field("opinion", "批示原文", Widget.LONG, limit=400),
                Field("scan", "批示件扫描件", Widget.FILE),
            ),
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
            (Role.OFFICE_HEAD, Role.SIGNATORY),
            s.issue,
            f"{{who}}签发{s.label}。{{opinion}}",
            (OPINION,),
            apart=(*drafted, f"{s.kind}.approve"),
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
                    choices="own=本序列自动编号|entered=文书室编号",
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
                Field("copies_printed", "印制份数", Widget.NUMBER, whole=True, least=1, most=9999),
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


def _leader(s: Spine, label: str, name: str = "leader") -> Field:
    """The choice of a leader who may approve this measure."""
    leaders = "main_leaders" if s.approver is Role.MAIN_LEADER else "leaders"
    return Field(name, label, Widget.CHOICE, choices=leaders, clause=s.approval)


def _final_text_acts(s: Spine) -> tuple[Act, ...]:
    """A text edited in Word or WPS takes the place of the draft, or gives way to it again."""
    return (
        Act(
            f"{s.kind}.upload_final",
            "上传定稿",
            ("draft", "checking"),
            (),
            (Role.INSPECTOR, Role.CHECKER),
            s.trigger,
            f"{{who}}上传{s.label}定稿，与拟稿相比：{{changes}}。",
            (
                Field(
                    "file",
                    "改好的 Word 文件",
                    Widget.FILE,
                    accept=".docx",
                    hint="从下载的拟稿改起；文号和日期留空，印发时由系统填写",
                ),
            ),
            guard="必备内容仍然齐全，时限与登记的一致",
            hint="同意以后印发的就是这一稿。",
        ),
        Act(
            f"{s.kind}.drop_final",
            "不用定稿",
            ("draft", "checking"),
            (),
            (Role.INSPECTOR, Role.CHECKER),
            s.trigger,
            f"{{who}}不用上传的{s.label}定稿，仍按拟稿办理。",
            guard="有上传的定稿",
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
