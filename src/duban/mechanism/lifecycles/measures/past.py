"""Measures taken before the system was in use (以往督办措施): on record with number and date, without any duty (四)."""

from __future__ import annotations

from duban.mechanism.lifecycles.types import Act, Field, Lifecycle, State, Widget
from duban.mechanism.standing import Role

_SOURCES = "2.1=上级部署批示|2.2=约束性指标和上级考核|2.3=县委县政府会议文件批示|2.4=主要领导交办"

PAST = Lifecycle(
    "past",
    "以往督办措施",
    (State("recorded", "已补录", final=True), State("void", "误录已更正", final=True)),
    (
        Act(
            "past.record",
            "补录以往督办措施",
            (),
            ("recorded",),
            (Role.INSPECTOR,),
            "4.1",
            "{who}补录{kind}{number}：{unit}“{object}”，{issued}印发，{result}；不产生待办和时限。",
            (
                Field(
                    "kind",
                    "措施",
                    Widget.CHOICE,
                    choices="letter=督办函|interview=联席约谈|listing=挂牌督办",
                    clause="4.1",
                ),
                Field("number", "文号", required=False, limit=60, hint="照原件"),
                Field("issued_on", "印发日期", Widget.DATE, hint="照原件"),
                Field("title", "事项名称", limit=120, clause="4.3"),
                Field("unit", "责任单位", Widget.CHOICE, choices="all_units", clause="4.3"),
                Field(
                    "principals", "主要领导", required=False, limit=120, clause="4.3", hint="当时的任职者姓名"
                ),
                Field("deputies", "分管领导", required=False, limit=120, clause="4.3"),
                Field("handlers", "经办负责人", required=False, limit=120, clause="4.3"),
                Field("basis", "督办事由", Widget.LONG, required=False),
                Field("deadline", "整改时限", Widget.DATE, required=False),
                Field("approver", "批准领导", required=False, limit=60),
                Field("office", "发文办公室", Widget.CHOICE, choices="issuers"),
                Field(
                    "result",
                    "办理结果",
                    Widget.CHOICE,
                    choices="closed=已销号|released=已解除|voided=已作废",
                    clause="4.1",
                ),
                Field("ended_on", "办结日期", Widget.DATE, required=False),
                Field(
                    "source_class", "来源类别", Widget.CHOICE, required=False, choices=_SOURCES, clause="2.0"
                ),
                Field("code", "系统里的事项编号", required=False, limit=24, hint="事项已经登记的，写明编号"),
            ),
            guard="文号没有用过；日期在今天以前",
            hint="只补录已经了结的。补录的不算进三级递进的条件，也不产生任何待办和时限。",
        ),
        Act(
            "past.void",
            "更正误录",
            ("recorded",),
            ("void",),
            (Role.OFFICE_HEAD,),
            "4.1",
            "{who}更正误录的{kind}{number}“{object}”：{reason}",
            (Field("reason", "误录的原因", limit=200),),
            grave=True,
        ),
    ),
)
