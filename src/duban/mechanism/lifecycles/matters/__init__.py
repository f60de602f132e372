"""Key work (二): from registration to 销号."""

from __future__ import annotations

from duban.mechanism.lifecycles.matters import completion, handling, undertaking
from duban.mechanism.lifecycles.types import Act, Column, Duty, Field, Lifecycle, State, Widget
from duban.mechanism.standing import Role

MATTER = Lifecycle(
    "matter",
    "重点工作事项",
    (
        State(
            "registered",
            "待拟办",
            (Duty("matter.propose", Role.INSPECTOR, "拟办：定单位、要求、时限和节点", "2.0", "3"),),
            open_to_unit=False,
        ),
        State(
            "proposed",
            "待审批",
            (Duty("matter.approve", Role.OFFICE_HEAD, "审批立项", "3.0", "2"),),
            open_to_unit=False,
        ),
        State(
            "approved",
            "待交办",
            (Duty("matter.assign", Role.INSPECTOR, "交办", "3.0", "2"),),
            open_to_unit=False,
        ),
        State(
            "assigned",
            "待签收",
            (Duty("matter.receive", Role.LIAISON, "签收交办事项", "3.0", "receipt_workdays", counts=True),),
        ),
        State("returned", "退回待裁定", (Duty("matter.rule", Role.OFFICE_HEAD, "裁定退回", "3.0", "3"),)),
        State("underway", "办理中"),
        State(
            "applied",
            "已申请销号",
            (Duty("matter.verify", Role.INSPECTOR, "核查办理结果", "3.0", "verify_workdays"),),
        ),
        State(
            "verifying",
            "待核查确认",
            (Duty("matter.confirm_verification", Role.INSPECTOR, "确认核查结果（另一人）", "3.0", "3"),),
        ),
        State("verified", "待销号", (Duty("matter.close", Role.OFFICE_HEAD, "销号", "3.0", "3"),)),
        State("suspended", "中止"),
        State("closed", "已销号", final=True),
        State("cancelled", "已撤销", final=True, open_to_unit=False),
    ),
    (*handling.ACTS, *undertaking.ACTS, *completion.ACTS),
)

SOURCE = Lifecycle(
    "source",
    "来源",
    (State("active", "已登记"),),
    (
        Act(
            "source.split",
            "会议议定事项分解",
            (),
            ("active",),
            (Role.INSPECTOR,),
            "2.3",
            "{who}将“{object}”议定事项分解为{count}件，一事一单。",
            (
                Field("office", "督办办公室", Widget.CHOICE, choices="offices", clause="3.0"),
                Field("source_title", "会议名称", limit=200, clause="2.3"),
                Field("source_number", "届次或纪要期号", limit=60),
                Field("source_date", "会议日期", Widget.DATE, clause="2.3"),
                Field(
                    "rows",
                    "议定事项",
                    Widget.TABLE,
                    columns=(
                        Column("title", "事项名称", limit=120),
                        Column("words", "议定原文", Widget.LONG, required=False, limit=4000),
                        Column("due_on", "办理时限", Widget.DATE),
                    ),
                ),
            ),
            milestone=True,
        ),
    ),
)

FLOW = Lifecycle(
    "flow",
    "单位内部流程",
    (State("active", "在用"),),
    (
        Act(
            "flow.set",
            "设定内部流程",
            (),
            ("active",),
            (Role.LIAISON, Role.DEPUTY, Role.PRINCIPAL),
            "1.2",
            "{who}设定本单位报送流程：{steps}。",
            (
                Field(
                    "steps",
                    "报送前的环节",
                    Widget.CHOICES,
                    required=False,
                    choices="review=分管审核|confirm=主要领导确认",
                    hint="只设必要的环节；不设则经办人报送即到办公室",
                ),
            ),
        ),
        Act(
            "flow.change",
            "修改内部流程",
            ("active",),
            (),
            (Role.LIAISON, Role.DEPUTY, Role.PRINCIPAL),
            "1.2",
            "{who}修改本单位报送流程：{steps}。",
            (
                Field(
                    "steps",
                    "报送前的环节",
                    Widget.CHOICES,
                    required=False,
                    choices="review=分管审核|confirm=主要领导确认",
                ),
            ),
            opens_with=("steps",),
        ),
    ),
)

LIFECYCLES = (MATTER, SOURCE, FLOW)
