"""An inquiry up to the findings: candidate, verification of facts, notice, three findings (五)."""

from __future__ import annotations

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
from duban.mechanism.lifecycles.types import Act, Duty, Field, State, Widget
from duban.mechanism.standing import Role

IN_OFFICE = (
    "candidate",
    "examining",
    "hearing",
    "concluded",
    "checking",
    "approving",
    "signing",
    "numbering",
)
ABOUT = (
    Field("office", "承办办公室", Widget.CHOICE, choices="offices", clause="5.0"),
    Field("unit", "责任单位", Widget.CHOICE, choices="units", clause="5.0"),
    Field("matter", "所涉重点工作编号", required=False, limit=24, hint="如 2026-031；没有立项的可不填"),
    Field("facts", "事实", Widget.LINES, clause="5.0", hint="一行一条，写明时间和出处"),
)

STATES = (
    State(
        "candidate",
        "待核情形待研判",
        (Duty("inquiry.take_up", Role.INSPECTOR, "研判待核情形", "5.0", "5"),),
        open_to_unit=False,
    ),
    State(
        "examining",
        "核实中",
        (Duty("inquiry.serve", Role.INSPECTOR, "核实事实，告知并听取说明", "5.0"),),
        open_to_unit=False,
    ),
    State(
        "hearing",
        "听取说明",
        (Duty("inquiry.conclude", Role.INSPECTOR, "汇总说明，作出三项认定", "5.0"),),
        open_to_unit=False,
    ),
    State(
        "concluded",
        "已认定，待提出移交意见",
        (Duty("inquiry.propose_transfer", Role.INSPECTOR, "提出移交意见", "6.1", "5"),),
        open_to_unit=False,
    ),
    State("unfounded", "不予追究", final=True, open_to_unit=False),
)


def _opening(verb: str, clause: str, label: str, fields: tuple[Field, ...]) -> Act:
    return Act(
        f"inquiry.open_{verb}",
        f"登记待核情形：{label}",
        (),
        ("candidate",),
        (Role.INSPECTOR,),
        clause,
        "{who}登记待核情形“{object}”：{item}",
        (*ABOUT, *fields, RECUSAL),
        guard="写全本情形要求的事实，附文件",
        milestone=True,
        hint="待核情形不是处理。职务犯罪线索不得录入，请立即线下依法移交",
    )


def _adding(verb: str, clause: str, label: str, fields: tuple[Field, ...]) -> Act:
    return Act(
        f"inquiry.add_{verb}",
        f"增列情形：{label}",
        WORKING,
        (),
        (Role.INSPECTOR,),
        clause,
        "{who}增列情形：{item}",
        (*fields, RECUSAL),
        guard="告知以后增列的，须重新告知、重新听取说明",
    )


OPENING = (
    Act(
        "inquiry.open_expired",
        "列出到期未完成的挂牌",
        (),
        ("candidate",),
        (Role.SYSTEM,),
        "5.1",
        "{number}挂牌到期仍未完成整改，自{since}起列为待核情形，由人判断。",
        milestone=True,
        guard="挂牌已过时限，没有经核查通过的完成",
    ),
    *(_opening(*item) for item in ITEMS),
)
EXAMINING = (
    Act(
        "inquiry.take_up",
        "受理待核情形",
        ("candidate",),
        ("examining",),
        (Role.INSPECTOR,),
        "5.0",
        "{who}受理待核情形，开始核实。",
        (RECUSAL,),
        milestone=True,
    ),
    *(_adding(*item) for item in ITEMS),
    Act(
        "inquiry.drop_ground",
        "撤除情形",
        WORKING,
        (),
        (Role.INSPECTOR,),
        "5.0",
        "{who}撤除情形“{item}”：{reason}",
        (Field("ground", "情形", Widget.CHOICE, choices="inquiry_grounds"), BRIEF, RECUSAL),
    ),
    Act(
        "inquiry.add_facts",
        "增列事实",
        WORKING,
        (),
        (Role.INSPECTOR,),
        "5.0",
        "{who}增列事实{count}条。",
        (
            Field("facts", "事实", Widget.LINES, clause="5.0", hint="一行一条，写明时间和出处"),
            RECUSAL,
        ),
        guard="告知以后增列的，须重新告知、重新听取说明",
    ),
    Act(
        "inquiry.drop_fact",
        "撤除事实",
        WORKING,
        (),
        (Role.INSPECTOR,),
        "5.0",
        "{who}撤除一条事实：{reason}",
        (Field("fact", "事实", Widget.CHOICE, choices="inquiry_facts"), BRIEF, RECUSAL),
    ),
    *EVIDENCE,
    Act(
        "inquiry.name_person",
        "列明人员",
        WORKING,
        (),
        (Role.INSPECTOR,),
        "5.0",
        "{who}列明{name}（{title}）。",
        (
            Field("person", "人员", Widget.CHOICE, choices="inquiry_people", clause="1.2"),
            Field(
                "role",
                "在该项工作中的责任",
                Widget.CHOICE,
                choices="principal=主要领导|deputy=分管领导|handler=事项经办负责人|other=其他",
                clause="1.2",
            ),
            Field("leading", "是否领导干部", Widget.CHOICE, choices="yes=是|no=不是"),
            AUTHORITY,
            Field("grounds", "涉及的情形", Widget.CHOICES, choices="inquiry_ground_clauses", clause="5.0"),
            RECUSAL,
        ),
        guard="被列明的人员须另行告知、另行听取说明",
    ),
    Act(
        "inquiry.drop_person",
        "不再列明人员",
        (*WORKING, "concluded"),
        (),
        (Role.INSPECTOR,),
        "5.0",
        "{who}不再列明{name}：{reason}",
        (Field("named", "人员", Widget.CHOICE, choices="inquiry_named"), BRIEF, RECUSAL),
    ),
    Act(
        "inquiry.serve",
        "告知并听取说明",
        WORKING,
        ("hearing",),
        (Role.INSPECTOR,),
        "5.0",
        "{who}向责任单位和被列明人员发出第{round}次告知，{count}份，说明期自收到之日次日起{days}个工作日。",
        (RECUSAL,),
        guard="有情形、有事实；单位和每一被列明人员分别告知",
        grave=True,
        milestone=True,
        hint="告知书写明事实、证据和拟认定的情形；告知以后只增列证据的，发补充告知",
    ),
    *CONCLUDING,
    Act(
        "inquiry.close",
        "不予追究",
        ("candidate", "examining", "hearing", "concluded"),
        ("unfounded",),
        (Role.OFFICE_HEAD,),
        "5.0",
        "{who}决定不予追究（{ground}）：{reason}",
        (
            Field(
                "ground",
                "不予追究的原因",
                Widget.CHOICE,
                choices="justified=有正当理由|no_breach=没有不履行或不正确履行职责|no_impact=没有影响工作大局|repeated=同一事实已经办理|mistaken=事实不成立",
                clause="5.0",
            ),
            REASON,
            RECUSAL,
        ),
        grave=True,
        milestone=True,
    ),
    Act(
        "inquiry.reopen",
        "重新办理",
        ("unfounded",),
        ("examining",),
        (Role.OFFICE_HEAD,),
        "5.0",
        "{who}决定重新办理：{reason}",
        (REASON, RECUSAL),
        milestone=True,
    ),
)
RECUSING = (
    Act(
        "inquiry.declare_relation",
        "申报回避",
        (*IN_OFFICE, "transferred", "accepted"),
        (),
        (*OFFICE, Role.MAIN_LEADER, *BODIES),
        "5.0",
        "{who}申报与当事单位或人员有应当回避的关系（{relation}）。",
        (
            Field(
                "relation",
                "关系",
                Widget.CHOICE,
                choices="近亲属=近亲属|利害关系=与本案有利害关系|曾共事=曾任当事单位职务或有直接上下级关系|其他=其他可能影响公正的关系",
            ),
            Field("text", "说明", Widget.LONG, required=False, limit=400),
        ),
        keeps_version=True,
        hint="申报以后不得再办理本件，由负责人决定接办的人",
    ),
    Act(
        "inquiry.hand_over",
        "变更经办人",
        ("candidate", "examining", "hearing", "concluded"),
        (),
        (Role.OFFICE_HEAD,),
        "5.0",
        "{who}将本件由{before}改由{office}{inspector}经办：{reason}",
        (
            Field("inspector", "接办的督查员", Widget.CHOICE, choices="case_inspectors", clause="5.0"),
            Field("reason", "事由", Widget.LONG, limit=300, hint="如：回避以后人手不够"),
        ),
        guard="接办人没有应当回避的关系；另一办公室不是当事单位",
        milestone=True,
        hint="移交意见提出以前可以改由另一办公室办理，未办的事一并转过去（A65）；以后人手不够的，请另一办公室借人",
        grave=True,
    ),
    Act(
        "inquiry.answer_relation",
        "答复回避申请",
        (*IN_OFFICE, "transferred", "accepted"),
        (),
        (*OFFICE, Role.MAIN_LEADER, *BODIES),
        "5.0",
        "{who}答复对本人的回避申请。",
        (Field("text", "答复", Widget.LONG, limit=400),),
        in_person=True,
        keeps_version=True,
        guard="由被申请回避的本人答复",
        hint="由负责人决定，决定以前不办理本件",
    ),
    Act(
        "inquiry.decide_recusal",
        "决定回避",
        (*IN_OFFICE, "transferred", "accepted"),
        (),
        (Role.OFFICE_HEAD, Role.MAIN_LEADER, *BODIES),
        "5.0",
        "{who}决定：{verdict}。{opinion}",
        (
            Field("declaration", "回避事项", Widget.CHOICE, choices="inquiry_declarations"),
            Field("verdict", "决定", Widget.CHOICE, choices="recused=回避|continues=不必回避"),
            Field(
                "replacement",
                "接办人",
                Widget.CHOICE,
                required=False,
                choices="office_inspectors",
                show_when="verdict=recused",
            ),
            Field("opinion", "理由", Widget.LONG, limit=400),
        ),
        guard="由申报人所在机关的负责人决定；负责人自己的由县委或县政府主要领导决定",
    ),
)
