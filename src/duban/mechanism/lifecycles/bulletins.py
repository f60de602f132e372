"""督查通报 and 督查专报: written from what changed since the last issue, edited, checked, agreed to, numbered, issued."""

from __future__ import annotations

from duban.mechanism.lifecycles.types import Act, Duty, Field, Lifecycle, State, Widget
from duban.mechanism.standing import Role

_OFFICE = (Role.INSPECTOR, Role.CHECKER, Role.OFFICE_HEAD)
_REASON = Field("reason", "理由", Widget.LONG, limit=400)
_OPINION = Field("opinion", "意见", required=False, limit=300)
_TEXT_MOST = 30_000
_FIELDS = "=全部领域|2.1=上级决策部署|2.2=约束性指标和硬任务|2.3=县委县政府决定|2.4=主要领导交办"
_FOLLOWED = "=全部|party_office=县委办公室跟踪的|gov_office=县政府办公室跟踪的"
_HOW_TO_WRITE = (
    "一行一段；“一、”“（一）”开头的是标题；| 开头的行是表，第一行是表头；【图1】放图，后面可写图题"
)


def _states(kind: str, label: str, approver: Role) -> tuple[State, ...]:
    return (
        State(
            "draft",
            "拟稿中",
            (Duty(f"{kind}.submit", Role.INSPECTOR, f"{label}拟稿送核", "3.0"),),
            open_to_unit=False,
        ),
        State(
            "checking",
            "待核稿",
            (Duty(f"{kind}.check", Role.CHECKER, f"核稿：{label}", "3.0", "2"),),
            open_to_unit=False,
        ),
        State(
            "approving",
            "待同意",
            (Duty(f"{kind}.approve", approver, f"审批{label}", "3.0", "2"),),
            open_to_unit=False,
        ),
        State(
            "numbering",
            "待编号印发",
            (Duty(f"{kind}.issue", Role.CLERK, f"{label}编号、印发", "3.0", "1"),),
            open_to_unit=False,
        ),
        State("issued", "已印发"),
        State("withdrawn", "已撤回", final=True, open_to_unit=False),
    )


def _drafting(kind: str, label: str) -> tuple[Act, ...]:
    return (
        Act(
            f"{kind}.draft",
            f"起草{label}",
            (),
            ("draft",),
            (Role.INSPECTOR,),
            "3.0",
            f"{{who}}起草{label}：{{title}}。{{summary}}",
            (
                Field("office", "发文办公室", Widget.CHOICE, choices="offices"),
                Field(
                    "span",
                    "写什么",
                    Widget.CHOICE,
                    choices="since=上期以来的变化|year=全年综述",
                    hint="没有上期的，从本年年初写起",
                ),
                Field(
                    "year",
                    "年度",
                    Widget.NUMBER,
                    required=False,
                    show_when="span=year",
                    whole=True,
                    least=2000,
                    most=2100,
                ),
                Field("of_office", "按办公室", Widget.CHOICE, choices=_FOLLOWED, required=False),
                Field("source_class", "按领域", Widget.CHOICE, choices=_FIELDS, required=False),
                Field("period", "时段的写法", required=False, limit=20, hint="如 2026年3月；不写则按日期拟"),
                Field("subject", "主题", required=False, limit=40, hint="不写则为“重点工作推进情况”"),
            ),
            hint="只写上期以来变了的；上期已写过、没有变化的，只计数。",
        ),
        Act(
            f"{kind}.edit",
            "修改",
            ("draft", "checking"),
            (),
            (Role.INSPECTOR, Role.CHECKER),
            "3.0",
            f"{{who}}修改{label}稿。",
            (
                Field("title", "标题", limit=120),
                Field("to", "主送（通报）或呈送（专报）", limit=200),
                Field("text", "正文", Widget.LONG, limit=_TEXT_MOST, hint=_HOW_TO_WRITE),
            ),
            opens_with=("title", "to", "text"),
        ),
        Act(
            f"{kind}.submit",
            "送核稿",
            ("draft",),
            ("checking",),
            (Role.INSPECTOR,),
            "3.0",
            f"{{who}}将{label}稿送核。",
        ),
        Act(
            f"{kind}.check",
            "核稿通过",
            ("checking",),
            ("approving",),
            (Role.CHECKER, Role.OFFICE_HEAD),
            "3.0",
            "{who}核稿：{opinion}",
            (Field("opinion", "核稿意见", limit=200),),
            apart=(f"{kind}.draft",),
        ),
        Act(
            f"{kind}.send_back",
            "退回修改",
            ("checking", "approving"),
            ("draft",),
            _OFFICE,
            "3.0",
            f"{{who}}退回{label}稿修改：{{reason}}",
            (_REASON,),
        ),
        Act(
            f"{kind}.withdraw",
            "撤回",
            ("draft", "checking", "approving", "numbering"),
            ("withdrawn",),
            (Role.INSPECTOR, Role.OFFICE_HEAD),
            "3.0",
            f"{{who}}撤回{label}稿：{{reason}}",
            (_REASON,),
        ),
    )


def _issuing(kind: str, label: str, approver: Role, number: tuple[Field, ...]) -> tuple[Act, ...]:
    return (
        Act(
            f"{kind}.approve",
            "同意",
            ("approving",),
            ("numbering",),
            (approver,),
            "3.0",
            f"{{post}}{{who}}同意{label}。{{opinion}}",
            (_OPINION,),
            apart=(f"{kind}.draft", f"{kind}.edit", f"{kind}.check"),
            grave=True,
            milestone=True,
            hint="同意的文字不再改动，印发的就是这一稿。",
        ),
        Act(
            f"{kind}.disapprove",
            "不同意",
            ("approving",),
            ("draft",),
            (approver,),
            "3.0",
            f"{{post}}{{who}}不同意{label}：{{reason}}",
            (_REASON,),
            apart=(f"{kind}.draft", f"{kind}.edit", f"{kind}.check"),
        ),
        Act(
            f"{kind}.issue",
            "编号、印发",
            ("numbering",),
            ("issued",),
            (Role.CLERK,),
            "3.0",
            f"{{who}}印发{label}{{number}}。",
            (*number, Field("copies_printed", "印制份数", Widget.NUMBER, whole=True, least=1, most=9999)),
            grave=True,
            milestone=True,
        ),
    )


_NUMBER = (
    Field("number_by", "编号方式", Widget.CHOICE, choices="own=本序列自动编号|entered=文书室编号"),
    Field(
        "given_number",
        "文书室给的文号",
        required=False,
        show_when="number_by=entered",
        limit=60,
        hint="如 X委办通〔2026〕4号",
    ),
)


def _lifecycle(kind: str, label: str, approver: Role, number: tuple[Field, ...]) -> Lifecycle:
    acts = (*_drafting(kind, label), *_issuing(kind, label, approver, number))
    return Lifecycle(kind, label, _states(kind, label, approver), acts)


CIRCULAR = _lifecycle("circular", "督查通报", Role.LEADER, _NUMBER)
SPECIAL_REPORT = _lifecycle("special_report", "督查专报", Role.OFFICE_HEAD, ())
LIFECYCLES = (CIRCULAR, SPECIAL_REPORT)
