"""Key work (二): from registration to 销号."""

from __future__ import annotations

from duban.mechanism.lifecycles import ask
from duban.mechanism.lifecycles.matters import completion, handling, undertaking
from duban.mechanism.lifecycles.matters.instructions import INSTRUCTION
from duban.mechanism.lifecycles.rows import act, owes, state
from duban.mechanism.lifecycles.types import Column, Lifecycle, Widget
from duban.mechanism.people.standing import Role

MATTER = Lifecycle(kind="matter", label="重点工作事项",
    states=(
        state("registered", "待拟办",
            owes("matter.propose", "拟办：定单位、要求、时限和节点", by=Role.INSPECTOR, clause="2.0", days="3"),
            means="before", open_to_unit=False),
        state("proposed", "待审批", owes("matter.approve", "审批立项", by=Role.OFFICE_HEAD, clause="3.0", days="2"),
            means="before", open_to_unit=False),
        state("approved", "待交办", owes("matter.assign", "交办", by=Role.INSPECTOR, clause="3.0", days="2"),
            means="before", open_to_unit=False),
        state("assigned", "待签收",
            owes("matter.receive", "签收交办事项", by=Role.LIAISON, clause="3.0", days="receipt_workdays",
                counts=True), means=("running", "with_unit")),
        state("returned", "退回待裁定", owes("matter.rule", "裁定退回", by=Role.OFFICE_HEAD, clause="3.0", days="3"),
            means=("running", "with_unit")),
        state("underway", "办理中", means=("running", "with_unit", "received", "measurable")),
        state("applied", "已申请销号",
            owes("matter.verify", "核查办理结果", by=Role.INSPECTOR, clause="3.0", days="verify_workdays"),
            means=("running", "received", "measurable")),
        state("verifying", "待核查确认",
            owes("matter.confirm_verification", "确认核查结果（另一人）", by=Role.INSPECTOR, clause="3.0", days="3"),
            means=("running", "received")),
        state("verified", "待销号", owes("matter.close", "销号", by=Role.OFFICE_HEAD, clause="3.0", days="3"),
            means=("running", "received")),
        state("suspended", "中止"),
        state("closed", "已销号", final=True),
        state("cancelled", "已撤销", final=True, open_to_unit=False),
    ),
    acts=(*handling.ACTS, *undertaking.ACTS, *completion.ACTS),
    moved_by=(("underway", "reopening.approve"),),
)

SOURCE = Lifecycle(kind="source", label="来源",
    states=(state("active", "已登记"),),
    acts=(
        act(key="source.split", label="会议议定事项分解", clause="2.3", by=Role.INSPECTOR,
            to="active", says="{who}将“{object}”议定事项分解为{count}件，一事一单。", milestone=True,
            guard="matters.registration.days_in_order",
            asks=(
                ask.choice("office", "督办办公室", choices="offices", clause="3.0"),
                ask.text("source_title", "会议名称", limit=200, clause="2.3"),
                ask.text("source_number", "届次或纪要期号", limit=60),
                ask.date("source_date", "会议日期", clause="2.3"),
                ask.table("rows", "议定事项",
                    columns=(
                        Column("title", "事项名称", limit=120),
                        Column("words", "议定原文", widget=Widget.LONG, required=False, limit=4000),
                        Column("due_on", "办理时限", widget=Widget.DATE),
                    )),
            )),
    ),
)

FLOW = Lifecycle(kind="flow", label="单位内部流程",
    states=(state("active", "在用"),),
    acts=(
        act(key="flow.set", label="设定内部流程", clause="1.2", by=(Role.LIAISON, Role.DEPUTY, Role.PRINCIPAL),
            to="active", says="{who}设定本单位报送流程：{steps}。", guard="matters.flow.flow_unset",
            asks=(
                ask.choices("steps", "报送前的环节", choices="review=分管审核|confirm=主要领导确认", required=False,
                    hint="只设必要的环节；不设则经办人报送即到办公室"),
            )),
        act(key="flow.change", label="修改内部流程", clause="1.2", by=(Role.LIAISON, Role.DEPUTY, Role.PRINCIPAL),
            at="active", says="{who}修改本单位报送流程：{steps}。", opens_with="steps",
            asks=(
                ask.choices("steps", "报送前的环节", choices="review=分管审核|confirm=主要领导确认", required=False),
            )),
    ),
)

LIFECYCLES = (MATTER, SOURCE, FLOW, INSTRUCTION)
