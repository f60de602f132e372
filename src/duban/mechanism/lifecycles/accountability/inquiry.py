"""An inquiry up to the findings: candidate, verification of facts, notice, three findings (五)."""

from __future__ import annotations

from duban.mechanism.lifecycles import ask
from duban.mechanism.lifecycles.accountability.concluding import CONCLUDING
from duban.mechanism.lifecycles.accountability.evidence import EVIDENCE, WORKING
from duban.mechanism.lifecycles.accountability.fields import (
    AUTHORITY,
    BODIES,
    BRIEF,
    ITEMS,
    OFFICE,
    REASON,
    RECUSAL,
)
from duban.mechanism.lifecycles.rows import act, owes, state
from duban.mechanism.lifecycles.types import Act, Field
from duban.mechanism.people.standing import Role

IN_OFFICE = ("candidate", "examining", "hearing", "concluded", "checking", "approving", "signing", "numbering")
ABOUT = (
    ask.choice("office", "承办办公室", choices="offices", clause="5.0"),
    ask.choice("unit", "责任单位", choices="units", clause="5.0"),
    ask.text("matter", "所涉重点工作编号", required=False, limit=24, hint="如 2026-031；没有立项的可不填"),
    ask.lines("facts", "事实", clause="5.0", hint="一行一条，写明时间和出处"),
)

STATES = (
    state("candidate", "待核情形待研判",
        owes("inquiry.take_up", "研判待核情形", by=Role.INSPECTOR, clause="5.0", days="5"),
        means=("before_findings", "before_transfer", "not_pursued"), open_to_unit=False),
    state("examining", "核实中", owes("inquiry.serve", "核实事实，告知并听取说明", by=Role.INSPECTOR, clause="5.0"),
        means=("examined", "before_findings", "before_transfer", "answerable"), open_to_unit=False),
    state("hearing", "听取说明", owes("inquiry.conclude", "汇总说明，作出三项认定", by=Role.INSPECTOR, clause="5.0"),
        means=("examined", "before_findings", "before_transfer", "answerable"), open_to_unit=False),
    state("concluded", "已认定，待提出移交意见",
        owes("inquiry.propose_transfer", "提出移交意见", by=Role.INSPECTOR, clause="6.1", days="5"),
        means=("transfer_in_hand", "answerable"), open_to_unit=False),
    state("unfounded", "不予追究", means=("before_transfer", "not_pursued"), final=True, open_to_unit=False),
)


def _opening(verb: str, clause: str, label: str, fields: tuple[Field, ...]) -> Act:
    return act(key=f"inquiry.open_{verb}", label=f"登记待核情形：{label}", clause=clause, by=Role.INSPECTOR,
        to="candidate", says="{who}登记待核情形“{object}”：{item}", milestone=True,
        guard="accountability.opening.open_with", hint="待核情形不是处理。职务犯罪线索不得录入，请立即线下依法移交",
        asks=(*ABOUT, *fields, RECUSAL))


def _adding(verb: str, clause: str, label: str, fields: tuple[Field, ...]) -> Act:
    return act(key=f"inquiry.add_{verb}", label=f"增列情形：{label}", clause=clause, by=Role.INSPECTOR,
        at=WORKING, says="{who}增列情形：{item}", rare=True, guard="accountability.opening.add_with",
        asks=(*fields, RECUSAL))


OPENING = (
    act(key="inquiry.open_expired", label="列出到期未完成的‹挂牌›", clause="5.1", by=Role.SYSTEM,
        to="candidate", says="{number}‹挂牌›到期仍未完成整改，自{since}起列为待核情形，由人判断。", milestone=True,
        guard="accountability.opening.open_expired"),
    *(_opening(*item) for item in ITEMS),
)
EXAMINING = (
    act(key="inquiry.take_up", label="受理待核情形", clause="5.0", by=Role.INSPECTOR,
        at="candidate", to="examining", says="{who}受理待核情形，开始核实。", milestone=True, asks=(RECUSAL,)),
    *(_adding(*item) for item in ITEMS),
    act(key="inquiry.drop_ground", label="撤除情形", clause="5.0", by=Role.INSPECTOR,
        at=WORKING, says="{who}撤除情形“{item}”：{reason}", rare=True,
        asks=(ask.choice("ground", "情形", choices="inquiry_grounds"), BRIEF, RECUSAL)),
    act(key="inquiry.add_facts", label="增列事实", clause="5.0", by=Role.INSPECTOR,
        at=WORKING, says="{who}增列事实{count}条。", guard="accountability.examining.add_facts",
        asks=(ask.lines("facts", "事实", clause="5.0", hint="一行一条，写明时间和出处"), RECUSAL)),
    act(key="inquiry.drop_fact", label="撤除事实", clause="5.0", by=Role.INSPECTOR,
        at=WORKING, says="{who}撤除一条事实：{reason}", rare=True,
        asks=(ask.choice("fact", "事实", choices="inquiry_facts"), BRIEF, RECUSAL)),
    *EVIDENCE,
    act(key="inquiry.name_person", label="列明人员", clause="5.0", by=Role.INSPECTOR,
        at=WORKING, says="{who}列明{name}（{title}）。", guard="accountability.examining.name_person",
        asks=(
            ask.choice("person", "人员", choices="inquiry_people", clause="1.2"),
            ask.choice("role", "在该项工作中的责任",
                choices="principal=主要领导|deputy=分管领导|handler=事项经办负责人|other=其他", clause="1.2"),
            ask.choice("leading", "是否领导干部", choices="yes=是|no=不是"),
            AUTHORITY,
            ask.choices("grounds", "涉及的情形", choices="inquiry_ground_clauses", clause="5.0"),
            RECUSAL,
        )),
    act(key="inquiry.drop_person", label="不再列明人员", clause="5.0", by=Role.INSPECTOR,
        at=(*WORKING, "concluded"), says="{who}不再列明{name}：{reason}", rare=True,
        asks=(ask.choice("named", "人员", choices="inquiry_named"), BRIEF, RECUSAL)),
    act(key="inquiry.serve", label="告知并听取说明", clause="5.0", by=Role.INSPECTOR,
        at=WORKING, to="hearing",
        says="{who}向责任单位和被列明人员发出第{round}次告知，{count}份，说明期自收到之日次日起{days}个工作日。",
        milestone=True, effects="serving", guard="accountability.serving.serve",
        hint="告知书写明事实、证据和拟认定的情形；告知以后只增列证据的，发补充告知", reads=("transfer_refusals", "held"),
        asks=(RECUSAL,)),
    *CONCLUDING,
    act(key="inquiry.close", label="不予追究", clause="5.0", by=Role.OFFICE_HEAD,
        at=("candidate", "examining", "hearing", "concluded"), to="unfounded",
        says="{who}决定不予追究（{ground}）：{reason}", milestone=True, effects="closing_inquiry", rare=True,
        reads=("transfer_refusals", "held"), asks=(
            ask.choice("ground", "不予追究的原因",
                choices="justified=有正当理由|no_breach=没有不履行或不正确履行职责|no_impact=没有影响工作大局|"
                "repeated=同一事实已经办理|mistaken=事实不成立", clause="5.0"),
            REASON, RECUSAL,
        )),
    act(key="inquiry.reopen", label="重新办理", clause="5.0", by=Role.OFFICE_HEAD,
        at="unfounded", to="examining", says="{who}决定重新办理：{reason}", milestone=True, rare=True,
        asks=(REASON, RECUSAL)),
)
RECUSING = (
    act(key="inquiry.declare_relation", label="申报回避", clause="5.0", by=(*OFFICE, Role.MAIN_LEADER, *BODIES),
        at=(*IN_OFFICE, "transferred", "accepted"), says="{who}申报与当事单位或人员有应当回避的关系（{relation}）。",
        keeps_version=True, rare=True, hint="申报以后不得再办理本件，由负责人决定接办的人",
        asks=(
            ask.choice("relation", "关系",
                choices="近亲属=近亲属|利害关系=与本案有利害关系|曾共事=曾任当事单位职务或有直接上下级关系|"
                "其他=其他可能影响公正的关系"),
            ask.long("text", "说明", required=False, limit=400),
        )),
    act(key="inquiry.hand_over", label="变更经办人", clause="5.0", by=Role.OFFICE_HEAD,
        at=("candidate", "examining", "hearing", "concluded"),
        says="{who}将本件由{before}改由{office}{inspector}经办：{reason}", milestone=True,
        effects="handing_over_inquiry", rare=True, guard="accountability.recusing.unrelated",
        hint="移交意见提出以前可以改由另一办公室办理，未办的事一并转过去（A65）；以后人手不够的，请另一办公室借人",
        asks=(
            ask.choice("inspector", "接办的督查员", choices="case_inspectors", clause="5.0"),
            ask.long("reason", "事由", limit=300, hint="如：回避以后人手不够"),
        )),
    act(key="inquiry.answer_relation", label="答复回避申请", clause="5.0", by=(*OFFICE, Role.MAIN_LEADER, *BODIES),
        at=(*IN_OFFICE, "transferred", "accepted"), says="{who}答复对本人的回避申请。", in_person=True,
        keeps_version=True, rare=True,
        guard="accountability.recusing.answer_relation", hint="由负责人决定，决定以前不办理本件",
        reads="recusals", answers=True, asks=(ask.long("text", "答复", limit=400),)),
    act(key="inquiry.decide_recusal", label="决定回避", clause="5.0",
        whether="是否须回避？",
        by=(Role.OFFICE_HEAD, Role.MAIN_LEADER, *BODIES),
        at=(*IN_OFFICE, "transferred", "accepted"), says="{who}决定：{verdict}。{opinion}", rare=True,
        guard="accountability.recusing.decide_recusal",
        reads="recusals", asks=(
            ask.choice("declaration", "回避事项", choices="inquiry_declarations"),
            ask.choice("verdict", "决定", choices="recused=回避|continues=不必回避"),
            ask.choice("replacement", "接办人", choices="office_inspectors", required=False,
                show_when="verdict=recused"),
            ask.long("opinion", "理由", limit=400),
        )),
)
