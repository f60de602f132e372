"""Small records: clues that left offline, outages, commendations and the judgements of 县委组织部."""

from __future__ import annotations

from duban.mechanism.lifecycles import ask
from duban.mechanism.lifecycles.accountability.fields import BRIEF, OFFICE, REASON
from duban.mechanism.lifecycles.rows import act, state
from duban.mechanism.lifecycles.types import Lifecycle
from duban.mechanism.people.standing import Role

WHO = (
    ask.choice("person", "人员", choices="people"),
    ask.date("on", "日期"),
    ask.long("text", "内容"),
    ask.text("document", "依据的文件", limit=200),
)

CLUE = Lifecycle(kind="clue", label="职务犯罪线索",
    states=(state("left", "已线下移交", final=True, open_to_unit=False),),
    acts=(
        act(key="clue.leave", label="标记已立即线下移交", clause="5.0", by=OFFICE,
            to="left", says="{who}标记：一件职务犯罪线索已立即线下依法移交。",
            hint="本系统不录入任何内容，不等待说明，不通知任何人。请按监察法和政府督查工作条例第二十三条立即线下移交有"
            "权机关"),
    ),
)
OUTAGE = Lifecycle(kind="outage", label="系统中断",
    states=(
        state("active", "已登记"),
        state("void", "已作废", final=True),
    ),
    acts=(
        act(key="outage.register", label="登记系统中断", clause="5.0", by=Role.REGISTRAR,
            to="active", says="{who}登记系统中断：{from}至{to}（{scope}）。", hint="说明期按受影响的工作日顺延",
            asks=(
                ask.time("starts_at", "开始"),
                ask.time("ends_at", "恢复"),
                ask.choice("unit", "只涉及的单位", choices="all_units", required=False, hint="不选表示全系统"),
                ask.text("reason", "原因", limit=200),
            )),
        act(key="outage.void", label="作废登记", clause="5.0", by=Role.REGISTRAR,
            at="active", to="void", says="{who}作废系统中断登记：{reason}", hint="已经顺延的说明期不缩短",
            asks=(REASON,)),
    ),
)
COMMENDATION = Lifecycle(kind="commendation", label="表彰",
    states=(
        state("active", "有效"),
        state("withdrawn", "已撤销", final=True),
    ),
    acts=(
        act(key="commendation.record", label="登记表彰", clause="7.1.2", by=Role.ORG_DEPT,
            to="active", says="{who}登记对{subject}的表彰（{document}）。", bears_on_year=True,
            asks=(
                ask.choice("subject_kind", "表彰对象", choices="person=人员|unit=单位"),
                ask.choice("person", "人员", choices="people", show_when="subject_kind=person"),
                ask.choice("unit", "单位", choices="units", show_when="subject_kind=unit"),
                ask.text("issuer", "表彰机关", limit=80),
                *WHO[1:],
            )),
        act(key="commendation.withdraw", label="撤销登记", clause="7.1.2", by=Role.ORG_DEPT,
            at="active", to="withdrawn", says="{who}撤销表彰登记：{reason}", bears_on_year=True, asks=(BRIEF,)),
    ),
)
JUDGEMENT = Lifecycle(kind="judgement", label="研判",
    states=(
        state("active", "有效", open_to_unit=False),
        state("withdrawn", "已撤销", final=True, open_to_unit=False),
    ),
    acts=(
        act(key="judgement.record", label="登记研判", clause="7.1.4", by=Role.ORG_DEPT,
            to="active", says="{who}登记对{subject}的研判：{kind}。", bears_on_year=True, hint="只有县委组织部能看到",
            asks=(
                ask.choice("kind", "研判的内容",
                    choices="unsuitable=不适宜担任现职|major_error=重大失误|adverse_effect=产生不良影响",
                    clause="7.1.4"),
                *WHO,
            )),
        act(key="judgement.withdraw", label="撤销研判", clause="7.1.4", by=Role.ORG_DEPT,
            at="active", to="withdrawn", says="{who}撤销研判：{reason}", bears_on_year=True, asks=(BRIEF,)),
    ),
)
