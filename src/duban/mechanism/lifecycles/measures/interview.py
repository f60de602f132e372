"""联席约谈 (三（二）): what it adds to the spine."""

from __future__ import annotations

from dataclasses import replace

from duban.mechanism.lifecycles.measures.fields import APPLY, BASIS, DEADLINE, FACTS, FEEDBACK
from duban.mechanism.lifecycles.proceedings import (
    ENDED,
    OPINION,
    Spine,
    drafting_acts,
    drafting_states,
    rectifying_acts,
    verifying_acts,
    verifying_states,
)
from duban.mechanism.lifecycles.types import Act, Duty, Field, Lifecycle, State, Widget
from duban.mechanism.standing import Role

SPINE = Spine(
    kind="interview",
    label="联席约谈",
    content=(
        Field("issuer", "承办办公室", Widget.CHOICE, choices="issuers", clause="3.1.3"),
        BASIS,
        replace(FACTS, required=False, hint="督办函逾期未改到位的，可以不再引用事实"),
        Field("opinion_text", "约谈初步意见", Widget.LONG, clause="3.2.3"),
        Field("planned_at", "拟约谈时间", Widget.TIME, clause="3.2.1"),
        Field("place", "约谈地点", limit=80),
        Field("materials", "需提交材料", Widget.LINES, clause="3.2.8", hint="书面报告必交"),
        DEADLINE,
        FEEDBACK,
    ),
    approver=Role.LEADER,
    countersigned=True,
    trigger="3.2.3",
    approval="3.2.4",
    issue="3.2.4",
    plan="3.2.6",
    feedback="3.2.9",
    issue_fields=(Field("held_plan", "约谈时间（通知载明）", Widget.TIME, clause="3.2.1"),),
    issued_label="待约谈",
    receive_states=("issued", "rectifying", "applied", "verifying", "verified", "closed"),
    working_states=("issued", "rectifying"),
)

INTERVIEW = Lifecycle(
    "interview",
    "联席约谈",
    (
        *drafting_states(SPINE),
        State(
            "issued",
            "待约谈",
            (Duty("interview.hold", Role.INSPECTOR, "记录约谈", "3.2.1"),),
        ),
        State("rectifying", "整改中"),
        *verifying_states(SPINE),
        State(
            "verified", "待销号", (Duty("interview.close", Role.OFFICE_HEAD, "约谈事项销号", "3.2.9", "3"),)
        ),
        State("closed", "已销号", final=True),
        *ENDED,
    ),
    (
        *drafting_acts(SPINE),
        *rectifying_acts(SPINE),
        Act(
            "interview.hand_report",
            "提交书面报告",
            ("issued", "rectifying"),
            (),
            (Role.LIAISON, Role.HANDLER, Role.PRINCIPAL),
            "3.2.8",
            "{unit}提交书面报告。",
            (
                Field("text", "书面报告", Widget.LONG, limit=8000),
                Field("file", "报告附件", Widget.FILE, required=False, many=True, camera=True),
            ),
        ),
        Act(
            "interview.excuse",
            "准许缺席",
            ("issued",),
            (),
            (Role.CONVENER,),
            "3.2.2",
            "召集人{who}准许{organ}缺席：{reason}",
            (
                Field("organ", "缺席单位", Widget.CHOICE, choices="cdi=县纪委监委|org_dept=县委组织部"),
                Field("reason", "理由", Widget.LONG, limit=300),
            ),
        ),
        Act(
            "interview.hold",
            "记录约谈",
            ("issued",),
            ("rectifying",),
            (Role.INSPECTOR,),
            "3.2.2",
            "{convener}召集联席约谈，{attended}到场；{report}。",
            (
                Field("held_at", "约谈时间", Widget.TIME, clause="3.2.1"),
                Field("convener", "召集人", Widget.CHOICE, choices="leaders", clause="3.2.1"),
                Field(
                    "cdi_people",
                    "县纪委监委到场领导",
                    Widget.CHOICES,
                    required=False,
                    choices="cdi_leaders",
                    clause="3.2.2",
                ),
                Field(
                    "org_people",
                    "县委组织部到场领导",
                    Widget.CHOICES,
                    required=False,
                    choices="org_leaders",
                    clause="3.2.2",
                ),
                Field(
                    "unit_people", "责任单位到场人员", Widget.CHOICES, choices="unit_people", clause="3.2.1"
                ),
                Field(
                    "report_handed",
                    "书面报告",
                    Widget.CHOICE,
                    choices="yes=约谈时已提交|no=未提交",
                    clause="3.2.8",
                ),
            ),
            guard="召集人为县领导；两家各有一名领导到场，或召集人准许缺席",
            milestone=True,
        ),
        Act(
            "interview.write_minutes",
            "印发约谈纪要",
            ("rectifying", "applied"),
            (),
            (Role.INSPECTOR,),
            "3.2.8",
            "{who}印发约谈纪要第{issue_no}期。",
            (Field("text", "纪要内容", Widget.LONG, limit=8000),),
            hint="写明书面报告是否当场提交",
        ),
        Act(
            "interview.decide_party_meeting",
            "决定是否在县委常委会会议上检查",
            ("approving", "signing", "numbering", "issued", "rectifying"),
            (),
            (Role.SECRETARY,),
            "3.2.5",
            "县委书记{who}决定：{decision}在县委常委会会议上作出检查。{opinion}",
            (
                Field("decision", "决定", Widget.CHOICE, choices="yes=须作出检查|no=不作检查"),
                OPINION,
            ),
            in_person=True,
        ),
        Act(
            "interview.decide_gov_meeting",
            "决定是否在县政府常务会议上检查",
            ("approving", "signing", "numbering", "issued", "rectifying"),
            (),
            (Role.COUNTY_HEAD,),
            "3.2.5",
            "县长{who}决定：{decision}在县政府常务会议上作出检查。{opinion}",
            (
                Field("decision", "决定", Widget.CHOICE, choices="yes=须作出检查|no=不作检查"),
                OPINION,
            ),
            in_person=True,
        ),
        Act(
            "interview.record_self_criticism",
            "记录检查",
            ("issued", "rectifying", "applied"),
            (),
            (Role.INSPECTOR,),
            "3.2.5",
            "{persons}于{held_on}在{meeting}上作出检查。",
            (
                Field(
                    "meeting",
                    "会议",
                    Widget.CHOICE,
                    choices="party=县委常委会会议|gov=县政府常务会议",
                ),
                Field("held_on", "会议日期", Widget.DATE),
                Field("persons", "作出检查的人", Widget.CHOICES, choices="unit_people", clause="3.2.5"),
                Field("text", "检查内容摘要", Widget.LONG, limit=2000),
            ),
            guard="书记或县长已决定须作出检查",
        ),
        Act(
            "interview.apply",
            "报告整改完毕",
            ("rectifying",),
            ("applied",),
            (Role.LIAISON, Role.HANDLER),
            "3.2.9",
            "{unit}报告约谈事项整改完毕（{who}）。",
            APPLY,
            guard="整改方案已由主要领导确认",
            milestone=True,
        ),
        *verifying_acts(SPINE, "rectifying", "verified"),
        Act(
            "interview.close",
            "销号",
            ("verified",),
            ("closed",),
            (Role.OFFICE_HEAD,),
            "3.2.9",
            "{who}同意约谈事项销号。{opinion}",
            (OPINION,),
            apart=("interview.verify",),
            milestone=True,
            grave=True,
        ),
    ),
)
