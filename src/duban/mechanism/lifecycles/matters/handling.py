"""What the office does with a matter."""

from __future__ import annotations

from duban.mechanism.key_work.forewarning import ANSWERS
from duban.mechanism.lifecycles import ask
from duban.mechanism.lifecycles.matters.fields import EXPLANATION, SOURCE_FIELDS, TARGET_FIELDS
from duban.mechanism.lifecycles.rows import act
from duban.mechanism.lifecycles.types import Column, Widget
from duban.mechanism.people.standing import Role

_REGISTERED = (
    ask.text("title", "事项名称", limit=120, hint="一事一单", likened=True),
    ask.choice("office", "督办办公室", choices="offices", clause="3.0"),
    ask.text("own_code", "本办公室编号", required=False, limit=24, hint="自己台账里的编号，当年不重复"),
    *SOURCE_FIELDS, *TARGET_FIELDS,
)
_ANSWERS = "|".join(f"{key}={words}" for key, words in ANSWERS.items())
OUTCOMES = "done=已完成|missed=未完成"
_DUE = ask.date("due_on", "办理时限")
_DISTINCT = ask.long("distinct_reason", "与相近事项的不同之处", required=False, limit=400,
    hint="查到相近事项的，可以写明有什么不同；随登记一并留存")
_IN_HAND = ("registered", "proposed", "approved", "assigned", "returned", "underway", "applied", "verifying",
    "verified", "suspended")
_RUNNING = ("assigned", "underway")
_REMINDING = (Role.INSPECTOR, Role.CHECKER, Role.OFFICE_HEAD)
_URGED = ask.choice("duty", "催哪一件事", choices="owed_by_unit", required=False, hint="不选的，催最早到期的一件")
_HANDLED = (
    ask.choice("lead_unit", "责任单位（牵头）", choices="responsible_units", clause="1.1"),
    ask.choices("assist_units", "协办单位", choices="responsible_units", required=False, clause="1.1"),
    ask.long("requirement", "办理要求"),
    ask.long("opinion", "拟办意见", required=False, limit=600),
    ask.number("cycle_days", "报告周期（天）", integer=True, least=1, most=366, hint="无督办措施时的定期报告周期"),
)
_PLANNED = (
    ask.table("milestones", "分解节点", required=False,
        hint="今天以前的节点只作经过记入，写明当时完成情况，不作为待办；其余的不填",
        columns=(
            Column("title", "节点", limit=120),
            Column("due_on", "应于", widget=Widget.DATE),
            Column("target", "累计目标值", widget=Widget.NUMBER, required=False, positive=True),
            Column("outcome", "当时完成情况", widget=Widget.CHOICE, choices=OUTCOMES, required=False),
        )),
    ask.table("tasks", "任务分解", required=False,
        columns=(
            Column("unit", "承担单位", widget=Widget.CHOICE, choices="units"),
            Column("title", "任务"),
            Column("due_on", "时限", widget=Widget.DATE),
        )),
)

ACTS = (
    act(key="matter.register", label="登记重点工作", clause="2.0", by=Role.INSPECTOR,
        to="registered", says="{who}登记重点工作“{object}”，来源：{source}。", milestone=True,
        guard="matters.registration.source_sound", quotes=("2.0", "2.1", "2.2", "2.3", "2.4"),
        asks=(*_REGISTERED, _DUE, _DISTINCT)),
    act(key="matter.take_in", label="登记并拟办", clause="2.0", by=Role.INSPECTOR,
        to="proposed", says="{who}登记重点工作“{object}”，来源：{source}；拟由{lead}牵头，{due}前完成。",
        milestone=True, guard="matters.taking_in.both_sound",
        hint="责任单位和要求已经明确的，登记和拟办一次办完；从台账导入的也是这样办。",
        asks=(*_REGISTERED, *_HANDLED, _DUE, *_PLANNED, _DISTINCT)),
    act(key="matter.propose", label="拟办", clause="3.0", by=Role.INSPECTOR,
        at="registered", to="proposed", says="{who}提出拟办意见：由{lead}牵头，{due}前完成。",
        guard="matters.planning.plan_sound", desk_note="定单位、要求、时限和节点",
        opens_with=tuple(field.name for field in (*_HANDLED, _DUE, *_PLANNED)), opens="undertaking", reads="whole_matter",
        notes="like_matters", asks=(*_HANDLED, _DUE, *_PLANNED)),
    act(key="matter.send_back", label="退回修改", clause="3.0", by=(Role.OFFICE_HEAD, Role.LEADER),
        at="proposed", to="registered", says="{who}退回拟办意见：{reason}。", rare=True,
        reads="whole_matter", asks=(ask.long("reason", "退回理由", limit=400),)),
    act(key="matter.approve", label="同意立项", clause="3.0", by=(Role.OFFICE_HEAD, Role.LEADER),
        whether="是否同意立项督办？",
        at="proposed", to="approved", says="{who}同意立项督办。{opinion}", milestone=True,
        apart=("matter.propose", "matter.take_in"), desk="待审批", instead="matter.send_back",
        notes="like_matters", reads=("whole_matter", "whose_hands"),
        asks=(ask.text("opinion", "意见", required=False, limit=200),)),
    act(key="matter.assign", label="交办", clause="3.0", by=(Role.INSPECTOR, Role.CLERK),
        at="approved", to="assigned", says="{who}将事项交办{lead}，三名责任人按当日任职记入。", milestone=True,
        guard="matters.handling.assignable", effects="assigning", reads="whole_matter"),
    act(key="matter.rule", label="裁定退回", clause="3.0", by=Role.OFFICE_HEAD,
        at="returned", to=("assigned", "registered"), says="{who}裁定：{ruling}。{reason}", desk="待裁定",
        reads="whole_matter", asks=(
            ask.choice("ruling", "裁定", choices="uphold=维持交办（不得再退回）|reassign=退回成立，重新拟办"),
            ask.long("reason", "理由", limit=400),
        )),
    act(key="matter.rate", label="评价", clause="4.4", by=Role.INSPECTOR,
        at=("underway", "applied", "verifying", "verified"), says="{who}把进展评价为“{value}”{differs}。",
        milestone=True, desk_note="单位已反馈，等办公室评价",
        guard="matters.stating.rating_founded", opens="rating", notes="suggested", reads="submitted_report", asks=(
            ask.choice("value", "评价", choices="evaluations", clause="4.4"),
            ask.long("problems", "存在问题", required=False, clause="4.3"),
            ask.long("suggestions", "工作建议（内部）", required=False, clause="4.3"),
            ask.text("reason", "与建议不同的理由", required=False, limit=300),
        )),
    act(key="matter.return_report", label="退回补报", clause="4.3", by=Role.INSPECTOR,
        at=("underway", "applied"), says="{who}退回{unit}第{period}期进展，请于{due}前补报：{missing}", rare=True,
        guard="matters.stating.report_returnable", hint="原来按期报的仍算按期。",
        notes="like_matters", reads="submitted_report",
        asks=(ask.long("missing", "缺什么", limit=400, hint="逐项写明，责任单位照此补报"),)),
    act(key="matter.record_fact", label="认定事实", clause="3.1.1", by=Role.INSPECTOR,
        at=("underway", "applied"), says="{who}认定{fact}：{reason}", rare=True, quotes=("3.1.1", "3.3.1"),
        guard="matters.finding.fact_founded", reads="submitted_report", asks=(
            ask.choice("fact", "认定",
                choices="slow=进展缓慢、落实不力|serious=进度严重滞后|unclear=整改成效仍不明显|seen=整改已见成效"),
            ask.choice("behaviour", "表现", choices="behaviour_kinds", required=False, clause="0.2",
                hint="属于哪种表现，可不选"),
            ask.long("reason", "理由和依据", limit=600),
        )),
    act(key="matter.report_for", label="代报进展", clause="3.1.8", by=(Role.INSPECTOR, Role.CLERK),
        at=("underway", "applied"),
        says="{unit}{how}报送第{period}期进展，{said_by} {given}报来（{timely}），{who}代录。{progress}", rare=True,
        guard="matters.given_for.givable", opens="last_figures", reads="owed_report", does="reports",
        hint="按报来的那天算是否按期；单位会收到提示，可以提出异议。",
        asks=(
            ask.choice("how", "怎样报来", choices="电话=电话|纸质=纸质"),
            ask.text("said_by", "谁报的", limit=60, hint="姓名和职务"),
            ask.date("given_on", "报来日期", clause="3.1.8"),
            ask.number("value", "累计完成", required=False),
            EXPLANATION,
            ask.long("progress", "进展"),
            ask.long("problems", "存在问题", required=False),
            ask.file("file", "纸质报告的扫描件", required=False, many=True, camera=True),
        )),
    act(key="matter.answer_forewarning", label="答复预计不能按期", clause="3.1.8", by=(Role.INSPECTOR, Role.OFFICE_HEAD),
        at=("underway", "applied", "verifying", "verified", "suspended"), says="{who}答复预计不能按期：{answer}。{opinion}",
        keeps_version=True, answers=True, guard="matters.forewarning.forewarning_waits", desk="待答复",
        desk_note="协调、按期，或者请单位申请延期", reads="forewarned", asks=(
            ask.choice("answer", "答复", choices=_ANSWERS),
            ask.text("opinion", "说明", required=False, limit=200, hint="协调什么、由谁协调"),
        )),
    act(key="matter.remind", label="催办", clause="3.0", by=_REMINDING, at=_RUNNING, keeps_version=True, rare=True,
        says="{who}第{nth}次催办{duty}：{text}", guard="matters.by_hand.may_remind", opens="first_owed",
        does=("reminds", "urges"), in_bulk="text",
        hint="发一条消息，不要求回执；系统已按临期、到期、逾期各提示一次",
        asks=(_URGED, ask.text("text", "催办内容", required=False, limit=200, hint="不填的，用现成的一句话"))),
    act(key="matter.phone", label="电话催办", clause="3.0", by=_REMINDING, at=_RUNNING, keeps_version=True, rare=True,
        says="{who}第{nth}次催办{duty}（电话）：{text}", guard="matters.by_hand.may_remind", opens="first_owed",
        hint="打过电话的，一句话记下，算一次催办", does="urges",
        asks=(_URGED, ask.text("text", "谁接的电话、怎么答复", limit=100))),
    act(key="matter.press", label="紧急催办", clause="3.0", by=(Role.LEADER, Role.OFFICE_HEAD), at=_RUNNING,
        says="{who}紧急催办{duty}（{ground}）：{text}", keeps_version=True, rare=True, opens="first_owed",
        guard=("matters.by_hand.owed_by_unit", "matters.by_hand.urgent"),
        hint="马上通知，不等工作时间；列入减负情况，让大家看得到", does="urges",
        asks=(_URGED,
            ask.choice("ground", "为什么紧急", choices="instruction=县领导要求马上办|express=特急件|emergency=突发事件"),
            ask.text("text", "理由和要求", limit=200))),
    act(key="matter.reschedule", label="调整节点", clause="3.0", by=Role.INSPECTOR,
        at=("proposed", "approved", "assigned", "underway"), says="{who}调整分解节点：{reason}", rare=True,
        guard="matters.planning.points_ahead",
        asks=(
            ask.table("milestones", "分解节点", hint="已到期的节点保留，不得改期",
                columns=(
                    Column("title", "节点", limit=120),
                    Column("due_on", "应于", widget=Widget.DATE),
                    Column("target", "累计目标值", widget=Widget.NUMBER, required=False, positive=True),
                )),
            ask.text("reason", "理由", limit=300),
        )),
    act(key="matter.suspend", label="中止", clause="3.0", by=Role.OFFICE_HEAD,
        at="underway", to="suspended", says="{who}中止督办：{reason}。", rare=True, guard="matters.completion.no_measure_runs",
        asks=(ask.long("reason", "理由", limit=300),)),
    act(key="matter.resume", label="恢复", clause="3.0", by=Role.OFFICE_HEAD,
        at="suspended", to="underway", says="{who}恢复督办：{reason}。", rare=True,
        asks=(ask.long("reason", "理由", limit=300),)),
    act(key="matter.cancel", label="撤销登记", clause="3.0", by=Role.OFFICE_HEAD,
        at=("registered", "proposed", "approved"), to="cancelled", says="{who}撤销登记：{reason}。", effects="cancelling",
        rare=True, asks=(ask.long("reason", "理由", limit=300),)),
    act(key="matter.hand_over", label="变更经办人", clause="3.0", by=(Role.OFFICE_HEAD, Role.CO_HEAD),
        at=_IN_HAND, says="{who}将事项由{before}改由{office}{inspector}经办：{reason}", milestone=True,
        effects="handing_over_matter", rare=True, guard="matters.handing_over.may_take_over", in_bulk=("inspector", "reason"),
        hint="另一办公室主任可以办给自己的督查员；未办的事一并转过去（A65）",
        asks=(
            ask.choice("inspector", "接办的督查员", choices="case_inspectors", clause="3.0"),
            ask.long("reason", "事由", limit=300, hint="如：本办公室人员休假、回避后人手不够"),
        )),
    act(key="matter.narrow", label="缩小范围", clause="4.3", by=Role.OFFICE_HEAD,
        at=_IN_HAND, says="{who}将事项缩小范围，只有{readers}可以看：{reason}", effects="narrowing", keeps_version=True,
        rare=True, guard="matters.narrowing.hands_left",
        hint="其他人在列表、统计、检索和导出中都看不到；已印发的措施，项目库和抄送不缩小",
        asks=(
            ask.choices("readers", "可以看的人员", choices="matter_readers", clause="4.3", hint="您本人总在其中"),
            ask.long("reason", "理由", limit=300),
        )),
    act(key="matter.widen", label="恢复范围", clause="4.3", by=Role.OFFICE_HEAD,
        at=_IN_HAND, says="{who}恢复事项的共享范围：{reason}", keeps_version=True, rare=True, guard="matters.narrowing.narrowed",
        asks=(ask.long("reason", "理由", limit=300),)),
    act(key="matter.sweep", label="到期提示", clause="3.1.8", by=Role.SYSTEM,
        at="*", says="{text}", keeps_version=True),
)
