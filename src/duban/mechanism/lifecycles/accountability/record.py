"""Small records: clues that left offline, outages, commendations and the judgements of 县委组织部."""

from __future__ import annotations

from duban.mechanism.lifecycles.accountability.fields import BRIEF, OFFICE, REASON
from duban.mechanism.lifecycles.types import Act, Field, Lifecycle, State, Widget
from duban.mechanism.standing import Role

WHO = (
    Field("person", "人员", Widget.CHOICE, choices="people"),
    Field("on", "日期", Widget.DATE),
    Field("text", "内容", Widget.LONG),
    Field("document", "依据的文件", limit=200),
)

CLUE = Lifecycle(
    "clue",
    "职务犯罪线索",
    (State("left", "已线下移交", final=True, open_to_unit=False),),
    (
        Act(
            "clue.leave",
            "标记已立即线下移交",
            (),
            ("left",),
            OFFICE,
            "5.0",
            "{who}标记：一件职务犯罪线索已立即线下依法移交。",
            hint="本系统不录入任何内容，不等待说明，不通知任何人。请按监察法和政府督查工作条例第二十三条立即线下移交有权机关",
        ),
    ),
)
OUTAGE = Lifecycle(
    "outage",
    "系统中断",
    (State("active", "已登记"), State("void", "已作废", final=True)),
    (
        Act(
            "outage.register",
            "登记系统中断",
            (),
            ("active",),
            (Role.REGISTRAR,),
            "5.0",
            "{who}登记系统中断：{from}至{to}（{scope}）。",
            (
                Field("starts_at", "开始", Widget.TIME),
                Field("ends_at", "恢复", Widget.TIME),
                Field(
                    "unit",
                    "只涉及的单位",
                    Widget.CHOICE,
                    required=False,
                    choices="all_units",
                    hint="不选表示全系统",
                ),
                Field("reason", "原因", limit=200),
            ),
            hint="说明期按受影响的工作日顺延",
        ),
        Act(
            "outage.void",
            "作废登记",
            ("active",),
            ("void",),
            (Role.REGISTRAR,),
            "5.0",
            "{who}作废系统中断登记：{reason}",
            (REASON,),
            hint="已经顺延的说明期不缩短",
        ),
    ),
)
COMMENDATION = Lifecycle(
    "commendation",
    "表彰",
    (State("active", "有效"), State("withdrawn", "已撤销", final=True)),
    (
        Act(
            "commendation.record",
            "登记表彰",
            (),
            ("active",),
            (Role.ORG_DEPT,),
            "7.1.2",
            "{who}登记对{subject}的表彰（{document}）。",
            (
                Field("subject_kind", "表彰对象", Widget.CHOICE, choices="person=人员|unit=单位"),
                Field("person", "人员", Widget.CHOICE, choices="people", show_when="subject_kind=person"),
                Field("unit", "单位", Widget.CHOICE, choices="units", show_when="subject_kind=unit"),
                Field("issuer", "表彰机关", limit=80),
                *WHO[1:],
            ),
        ),
        Act(
            "commendation.withdraw",
            "撤销登记",
            ("active",),
            ("withdrawn",),
            (Role.ORG_DEPT,),
            "7.1.2",
            "{who}撤销表彰登记：{reason}",
            (BRIEF,),
        ),
    ),
)
JUDGEMENT = Lifecycle(
    "judgement",
    "研判",
    (
        State("active", "有效", open_to_unit=False),
        State("withdrawn", "已撤销", final=True, open_to_unit=False),
    ),
    (
        Act(
            "judgement.record",
            "登记研判",
            (),
            ("active",),
            (Role.ORG_DEPT,),
            "7.1.4",
            "{who}登记对{subject}的研判：{kind}。",
            (
                Field(
                    "kind",
                    "研判的内容",
                    Widget.CHOICE,
                    choices="unsuitable=不适宜担任现职|major_error=重大失误|adverse_effect=产生不良影响",
                    clause="7.1.4",
                ),
                *WHO,
            ),
            hint="只有县委组织部能看到",
        ),
        Act(
            "judgement.withdraw",
            "撤销研判",
            ("active",),
            ("withdrawn",),
            (Role.ORG_DEPT,),
            "7.1.4",
            "{who}撤销研判：{reason}",
            (BRIEF,),
        ),
    ),
)
