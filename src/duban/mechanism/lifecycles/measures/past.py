"""Measures taken before the system was in use (以往督办措施): on record with number and date, without any duty (四)."""

from __future__ import annotations

from duban.mechanism.lifecycles import ask
from duban.mechanism.lifecycles.rows import act, state
from duban.mechanism.lifecycles.types import Lifecycle
from duban.mechanism.people.standing import Role

_SOURCES = "2.1=上级部署批示|2.2=约束性指标和上级考核|2.3=县委县政府会议文件批示|2.4=主要领导交办"

PAST = Lifecycle(kind="past", label="以往督办措施",
    states=(
        state("recorded", "已补录", final=True),
        state("void", "误录已更正", final=True),
    ),
    acts=(
        act(key="past.record", label="补录以往督办措施", clause="4.1", by=Role.INSPECTOR,
            to="recorded", says="{who}补录{kind}{number}：{unit}“{object}”，{issued}印发，{result}；不产生待办和时限。",
            guard="measures.past.past_sound", hint="只补录已经了结的。补录的不算进三级递进的条件，也不产生任何待办和时限。",
            asks=(
                ask.choice("kind", "措施", choices="letter=‹督办函›|interview=‹联席约谈›|listing=‹挂牌督办›", clause="4.1"),
                ask.text("number", "文号", required=False, limit=60, hint="照原件"),
                ask.date("issued_on", "印发日期", hint="照原件"),
                ask.text("title", "事项名称", limit=120, clause="4.3"),
                ask.choice("unit", "责任单位", choices="all_units", clause="4.3"),
                ask.text("principals", "主要领导", required=False, limit=120, clause="4.3", hint="当时的任职者姓名"),
                ask.text("deputies", "分管领导", required=False, limit=120, clause="4.3"),
                ask.text("handlers", "经办负责人", required=False, limit=120, clause="4.3"),
                ask.long("basis", "督办事由", required=False),
                ask.date("deadline", "整改时限", required=False),
                ask.text("approver", "批准领导", required=False, limit=60),
                ask.choice("office", "发文办公室", choices="issuers"),
                ask.choice("result", "办理结果", choices="closed=已销号|released=已解除|voided=已作废", clause="4.1"),
                ask.date("ended_on", "办结日期", required=False),
                ask.choice("source_class", "来源类别", choices=_SOURCES, required=False, clause="2.0"),
                ask.text("code", "系统里的事项编号", required=False, limit=24, hint="事项已经登记的，写明编号"),
            )),
        act(key="past.void", label="更正误录", clause="4.1", by=Role.OFFICE_HEAD,
            at="recorded", to="void", says="{who}更正误录的{kind}{number}“{object}”：{reason}", effects="voiding_past",
            asks=(ask.text("reason", "误录的原因", limit=200),)),
    ),
)
