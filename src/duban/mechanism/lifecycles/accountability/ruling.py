"""The ruling of the competent organ, its remedies, its consequences and their withdrawal (六)."""

from __future__ import annotations

from duban.mechanism.lifecycles.accountability.fields import (
    AUTHORITY,
    BODIES,
    DECISION,
    KINDS,
    REASON,
    RECUSAL,
    sweeping,
)
from duban.mechanism.lifecycles.types import Act, Duty, Field, Lifecycle, State, Widget
from duban.mechanism.standing import Role

IN_FORCE = ("effective", "changed")
HOLDERS = (Role.PRINCIPAL, Role.LIAISON, Role.HANDLER, Role.APPRAISAL, Role.ORG_DEPT, Role.CDI)
OUTCOME = Field(
    "outcome",
    "结果",
    Widget.CHOICE,
    choices="upheld=维持|changed=变更|revoked=撤销",
    clause="6.4",
)
NEW_KINDS = Field(
    "kinds",
    "变更后的处理方式",
    Widget.TABLE,
    show_when="outcome=changed",
    clause="6.5",
    hint="自原生效之日起按变更后的方式计算",
    columns=KINDS.columns,
)
ANSWER = (
    Field("answered_on", "作出日期", Widget.DATE),
    Field("number", "文号", limit=60),
    Field("text", "理由", Widget.LONG),
    Field("file", "文书扫描件", Widget.FILE),
)
APPEAL_FIELDS = (
    Field("stage", "申诉的种类", Widget.CHOICE, choices="remedy_stages", clause="6.4"),
    Field("organ", "受理机关", limit=80, hint="不填的，按种类默认", required=False),
    Field("filed_on", "提出日期", Widget.DATE),
    Field("text", "请求和理由", Widget.LONG, required=False),
    Field("file", "申诉材料", Widget.FILE, required=False),
)

RULING = Lifecycle(
    "ruling",
    "处理决定",
    (
        State("recorded", "已登记，待另一家确认", open_to_unit=False),
        State("rejected", "未予确认", final=True, open_to_unit=False),
        State("effective", "有效"),
        State("changed", "已变更"),
        State("revoked", "已撤销", final=True),
    ),
    (
        Act(
            "ruling.enter_superior",
            "登记上级机关的决定",
            (),
            ("recorded",),
            BODIES,
            "6.4",
            "{organ}登记{issuer}对{subject}的处理决定{number}：{kinds}，待另一家确认。",
            (
                Field("subject_kind", "处理对象", Widget.CHOICE, choices="person=人员|unit=单位"),
                Field("person", "人员", Widget.CHOICE, choices="people", show_when="subject_kind=person"),
                Field("unit", "单位", Widget.CHOICE, choices="units", show_when="subject_kind=unit"),
                Field("level", "决定机关的层级", Widget.CHOICE, choices="superior_levels", clause="6.4"),
                Field("issuer", "作出决定的机关", limit=80, clause="6.4"),
                AUTHORITY,
                Field(
                    "matter", "所涉重点工作编号", required=False, limit=24, hint="与重点工作有关的才计入次数"
                ),
                Field("leading", "是否领导干部", Widget.CHOICE, choices="yes=是|no=不是|unit=对象是单位"),
                *DECISION,
                RECUSAL,
            ),
            guard="附上级决定书；不经本县移交",
            milestone=True,
        ),
        Act(
            "ruling.confirm",
            "确认处理决定",
            ("recorded",),
            ("effective",),
            BODIES,
            "6.4",
            "{organ}确认处理决定{number}（{who}）。",
            (RECUSAL,),
            apart=("ruling.enter_superior",),
            guard="由另一家机关的人员确认",
            grave=True,
            milestone=True,
        ),
        Act(
            "ruling.reject",
            "不予确认",
            ("recorded",),
            ("rejected",),
            BODIES,
            "6.4",
            "{organ}不予确认处理决定{number}：{reason}",
            (REASON,),
        ),
        Act(
            "ruling.serve",
            "登记送达",
            IN_FORCE,
            (),
            BODIES,
            "6.4",
            "{organ}登记处理决定{number}于{served_on}送达。",
            (Field("served_on", "送达日期", Widget.DATE, clause="6.4"),),
            opens_with=("served_on",),
            guard="救济期限自送达之日起算",
            milestone=True,
        ),
        Act(
            "ruling.send",
            "送有关单位运用",
            IN_FORCE,
            (),
            BODIES,
            "7.3.1",
            "{organ}将处理决定{number}送{holder}：{what}。",
            (
                Field("holder", "运用结果的单位", Widget.CHOICE, choices="all_units"),
                Field("what", "用于", limit=120, hint="如：先进集体评选"),
                Field("year", "年度", Widget.NUMBER, required=False, whole=True, least=2000, most=2100),
            ),
        ),
        Act(
            "ruling.appeal",
            "提出申诉",
            IN_FORCE,
            (),
            (Role.HOLDER, Role.PRINCIPAL),
            "6.4",
            "{subject}对处理决定{number}提出{stage}{late}。",
            APPEAL_FIELDS,
            in_person=True,
            milestone=True,
            hint="申诉不停止执行，也不因申诉加重处理",
        ),
        Act(
            "ruling.enter_appeal",
            "登记申诉",
            IN_FORCE,
            (),
            BODIES,
            "6.4",
            "{organ}登记{subject}对处理决定{number}的{stage}{late}。",
            APPEAL_FIELDS,
            milestone=True,
        ),
        Act(
            "ruling.correct",
            "纠正处理决定",
            IN_FORCE,
            ("changed", "revoked"),
            BODIES,
            "6.4",
            "{organ}登记处理决定{number}的纠正：{outcome}。",
            (
                Field("outcome", "结果", Widget.CHOICE, choices="changed=变更|revoked=撤销", clause="6.4"),
                NEW_KINDS,
                *ANSWER,
                RECUSAL,
            ),
            guard="有权机关自行纠正的文书",
            grave=True,
            milestone=True,
        ),
        Act(
            "ruling.end_effect",
            "影响期满",
            IN_FORCE,
            (),
            (Role.SYSTEM,),
            "6.5",
            "处理决定{number}的影响期于{until}届满。",
            keeps_version=True,
        ),
        sweeping("ruling"),
    ),
    born_of=("inquiry.record_decision",),
)

APPEAL = Lifecycle(
    "appeal",
    "申诉",
    (
        State("entered", "申诉中，待受理"),
        State("accepted", "申诉中，办理中"),
        State("refused", "不予受理", final=True),
        State("answered", "已答复", final=True),
        State("withdrawn", "已撤回", final=True),
    ),
    (
        Act(
            "appeal.accept",
            "受理申诉",
            ("entered",),
            ("accepted",),
            BODIES,
            "6.4",
            "{organ}登记{accepted_on}受理{stage}。",
            (Field("accepted_on", "受理日期", Widget.DATE), RECUSAL),
            guard="参与原决定的人员不得办理",
            milestone=True,
        ),
        Act(
            "appeal.refuse",
            "不予受理申诉",
            ("entered",),
            ("refused",),
            BODIES,
            "6.4",
            "{organ}登记不予受理{stage}：{reason}",
            (REASON, RECUSAL),
            milestone=True,
        ),
        Act(
            "appeal.answer",
            "登记申诉答复",
            ("accepted",),
            ("answered",),
            BODIES,
            "6.4",
            "{organ}登记{stage}的答复：{outcome}。",
            (OUTCOME, NEW_KINDS, *ANSWER, RECUSAL),
            guard="不因申诉加重；变更或撤销的，逐家撤回结果",
            grave=True,
            milestone=True,
        ),
        Act(
            "appeal.withdraw",
            "撤回申诉",
            ("entered", "accepted"),
            ("withdrawn",),
            (Role.HOLDER, Role.PRINCIPAL, *BODIES),
            "6.4",
            "撤回{stage}：{reason}",
            (REASON,),
            milestone=True,
        ),
    ),
    born_of=("ruling.appeal", "ruling.enter_appeal"),
)

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
)

WITHDRAWAL = Lifecycle(
    "withdrawal",
    "撤回结果",
    (
        State(
            "sent",
            "待撤回",
            (Duty("withdrawal.acknowledge", Role.LIAISON, "撤回已运用的结果并回告", "7.3.1", "1"),),
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
    born_of=("appeal.answer", "ruling.correct"),
)
