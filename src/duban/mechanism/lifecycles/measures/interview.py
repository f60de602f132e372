"""联席约谈 (三（二）): what it adds to the spine."""

from __future__ import annotations

from dataclasses import replace

from duban.mechanism.lifecycles import ask
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
from duban.mechanism.lifecycles.rows import act, owes, state
from duban.mechanism.lifecycles.types import Lifecycle
from duban.mechanism.people.standing import Role

SPINE = Spine(
    kind="interview", label="‹联席约谈›",
    content=(
        ask.choice("issuer", "承办办公室", choices="issuers", clause="3.1.3"),
        BASIS,
        replace(FACTS, required=False, hint="‹督办函›逾期未改到位的，可以不再引用事实"),
        ask.long("opinion_text", "‹约谈›初步意见", clause="3.2.3"),
        ask.time("planned_at", "拟‹约谈›时间", clause="3.2.1"),
        ask.text("place", "‹约谈›地点", limit=80),
        ask.lines("materials", "需提交材料", clause="3.2.8", hint="书面报告必交"),
        DEADLINE, FEEDBACK,
    ),
    approver=Role.LEADER, countersigned=True, trigger="3.2.3", approval="3.2.4", issue="3.2.4", plan="3.2.6",
    feedback="3.2.9", addressed="3.2.4", limited="3.2.7", reports="报送‹约谈›整改反馈", why="为什么‹约谈›",
    paper="interview_notice", held_to=("opinion_text",), own_words="opinion_text",
    issue_fields=(ask.time("held_plan", "‹约谈›时间（通知载明）", clause="3.2.1"),),
    receive_states=("issued", "rectifying", "applied", "verifying", "verified", "closed"),
    working_states=("issued", "rectifying"),
    plan_duty=("before_meeting",),
)

_HELD = ("rectifying", "applied", "verifying", "verified", "closed")

INTERVIEW = Lifecycle(kind="interview", label="‹联席约谈›",
    states=(
        *drafting_states(SPINE),
        state("issued", "待‹约谈›", owes("interview.hold", "记录‹约谈›", by=Role.INSPECTOR, clause="3.2.1")),
        state("rectifying", "整改中"),
        *verifying_states(SPINE),
        state("verified", "待销号",
            owes("interview.close", "‹约谈›事项销号", by=Role.OFFICE_HEAD, clause="3.2.9", days="3")),
        state("closed", "已销号", final=True),
        *ENDED,
    ),
    acts=(
        *drafting_acts(SPINE),
        *rectifying_acts(SPINE),
        act(key="interview.draft_report", label="拟书面报告", clause="3.2.8",
            by=(Role.LIAISON, Role.HANDLER, Role.DEPUTY, Role.PRINCIPAL),
            at=("issued", "rectifying"), says="{unit}拟订书面报告（{who}），待主要领导本人提交。",
            opens="drafted_report", asks=(
                ask.long("text", "书面报告", limit=8000),
                ask.file("file", "报告附件", required=False, many=True, camera=True),
            )),
        act(key="interview.hand_report", label="提交书面报告", clause="3.2.8", by=Role.PRINCIPAL,
            at=("issued", "rectifying"), says="{post}{who}本人提交书面报告。", milestone=True, in_person=True,
            desk="待交书面报告", duty="before_meeting", opens="drafted_report", reads="issued",
            asks=(ask.long("text", "书面报告", limit=8000, hint="单位拟好的稿子已带出，可以改"),)),
        act(key="interview.excuse", label="准许缺席", clause="3.2.2", by=Role.CONVENER,
            at="issued", says="召集人{who}准许{organ}缺席：{reason}", rare=True,
            reads="issued", asks=(
                ask.choice("organ", "缺席单位", choices="cdi=县纪委监委|org_dept=县委组织部"),
                ask.long("reason", "理由", limit=300),
            )),
        act(key="interview.reschedule", label="‹约谈›改期", clause="3.2.1", by=Role.INSPECTOR,
            at="issued", says="{who}按召集人{convener}的意见，将‹约谈›由{before}改到{after}（{means}）：{reason}",
            milestone=True, rare=True, series="interview", guard="measures.rescheduling.may_be_put_off",
            hint="方案、书面报告的期限随‹约谈›时间移动。",
            opens="meeting_as_planned", asks=(
                ask.time("planned_at", "新的‹约谈›时间", clause="3.2.1"),
                ask.text("place", "‹约谈›地点", limit=80, hint="没有变动的照原样"),
                ask.choice("convener", "召集人", choices="leaders", clause="3.2.1", hint="改期由召集人决定"),
                ask.long("reason", "改期原因", limit=300),
                ask.choice("means", "怎样通知", choices="paper=印发补充通知|phone=电话通知，记录在案"),
                ask.text("told", "电话通知记录", show_when="means=phone", limit=200,
                    hint="何时、由谁、通知了哪些单位的谁"),
            )),
        act(key="interview.hold", label="记录‹约谈›", clause="3.2.2", by=Role.INSPECTOR,
            at="issued", to="rectifying", says="{convener}召集‹联席约谈›，{attended}到场；{report}。", milestone=True,
            guard="measures.interview.held_as_asked", desk="待‹约谈›",
            opens="meeting_planned", reads="issued", asks=(
                ask.time("held_at", "‹约谈›时间", clause="3.2.1"),
                ask.choice("convener", "召集人", choices="leaders", clause="3.2.1"),
                ask.choices("cdi_people", "县纪委监委到场领导", choices="cdi_leaders", required=False, clause="3.2.2"),
                ask.choices("org_people", "县委组织部到场领导", choices="org_leaders", required=False, clause="3.2.2"),
                ask.choices("unit_people", "责任单位到场人员", choices="unit_people", clause="3.2.1"),
                ask.choice("report_handed", "书面报告", choices="yes=‹约谈›时已提交|no=未提交", clause="3.2.8"),
            )),
        act(key="interview.write_minutes", label="印发‹约谈›纪要", clause="3.2.8", by=Role.INSPECTOR,
            at=_HELD, says="{who}印发‹约谈›纪要第{issue_no}期。", hint="写明书面报告是否当场提交", desk="待印发纪要",
            duty="outlasts",
            opens="minutes", asks=(ask.long("text", "纪要内容", limit=8000),)),
        act(key="interview.decide_party_meeting", label="决定是否在县委常委会会议上检查", clause="3.2.5",
            whether="是否须在县委常委会会议上检查？",
            by=Role.SECRETARY, at=("approving", "signing", "numbering", "issued", "rectifying"), reads="draft",
            says="县委书记{who}决定：{decision}在县委常委会会议上作出检查。{opinion}", in_person=True, rare=True,
            guard="measures.interview.party_undecided",
            asks=(ask.choice("decision", "决定", choices="yes=须作出检查|no=不作检查"), OPINION)),
        act(key="interview.decide_gov_meeting", label="决定是否在县政府常务会议上检查", clause="3.2.5",
            whether="是否须在县政府常务会议上检查？",
            by=Role.COUNTY_HEAD, at=("approving", "signing", "numbering", "issued", "rectifying"), reads="draft",
            says="县长{who}决定：{decision}在县政府常务会议上作出检查。{opinion}", in_person=True, rare=True,
            guard="measures.interview.gov_undecided",
            asks=(ask.choice("decision", "决定", choices="yes=须作出检查|no=不作检查"), OPINION)),
        act(key="interview.record_self_criticism", label="记录检查", clause="3.2.5", by=Role.INSPECTOR,
            at=("issued", *_HELD), says="{persons}于{held_on}在{meeting}上作出检查。", rare=True,
            guard="measures.interview.self_criticism_required", duty="outlasts",
            asks=(
                ask.choice("meeting", "会议", choices="party=县委常委会会议|gov=县政府常务会议"),
                ask.date("held_on", "会议日期"),
                ask.choices("persons", "作出检查的人", choices="unit_people", clause="3.2.5"),
                ask.long("text", "检查内容摘要", limit=2000),
            )),
        act(key="interview.apply", label="报告整改完毕", clause="3.2.9", by=(Role.LIAISON, Role.HANDLER),
            at="rectifying", to="applied", says="{unit}报告‹约谈›事项整改完毕（{who}）。", milestone=True,
            guard="measures.rectifying.rectified_by_plan", reads="plan", asks=APPLY),
        *verifying_acts(SPINE),
        act(key="interview.close", label="销号", clause="3.2.9", by=Role.OFFICE_HEAD,
            at="verified", to="closed", says="{who}同意‹约谈›事项销号。{opinion}", milestone=True, effects="closing_measure",
            apart="interview.verify", reads=("verification", "application"), asks=(OPINION,)),
    ),
)
