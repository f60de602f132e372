"""What the units do with a matter."""

from __future__ import annotations

from duban.mechanism.lifecycles.types import Act, Field, Widget
from duban.mechanism.standing import Role

ACTS = (
    Act(
        "matter.receive",
        "签收",
        ("assigned",),
        ("underway",),
        (Role.LIAISON, Role.HANDLER, Role.DEPUTY, Role.PRINCIPAL),
        "3.0",
        "{unit}签收交办事项（{who}）。",
        (
            Field(
                "handler",
                "本事项经办负责人",
                Widget.CHOICE,
                required=False,
                choices="unit_people",
                clause="1.2",
            ),
        ),
    ),
    Act(
        "matter.return",
        "退回",
        ("assigned",),
        ("returned",),
        (Role.LIAISON, Role.DEPUTY, Role.PRINCIPAL),
        "3.0",
        "{unit}退回交办事项：{reason}。",
        (Field("reason", "退回理由", Widget.LONG, hint="只限明显不属于本单位职责的事项", limit=600),),
        guard="在退回期限内，且未经裁定维持",
    ),
    Act(
        "matter.inner_step",
        "内部办理",
        ("assigned", "underway", "applied"),
        (),
        (Role.LIAISON, Role.HANDLER, Role.DEPUTY, Role.PRINCIPAL),
        "1.2",
        "{unit}内部{step}：{opinion}（{who}）。",
        (
            Field(
                "step",
                "环节",
                Widget.CHOICE,
                choices="收文=收文|拟办=拟办|批示=批示|承办=承办",
            ),
            Field("opinion", "意见", Widget.LONG, limit=400),
            Field("to_person", "转交给", Widget.CHOICE, required=False, choices="unit_people"),
        ),
        keeps_version=True,
    ),
    Act(
        "matter.contribute",
        "报送协办情况",
        ("assigned", "underway", "applied"),
        (),
        (Role.ASSIST,),
        "3.0",
        "{unit}向牵头单位报送协办情况。{disputed}",
        (
            Field("text", "协办进展", Widget.LONG),
            Field("disputed", "对分工或进展有不同意见", Widget.YES, required=False),
            Field("dispute", "不同意见", Widget.LONG, required=False, show_when="disputed=on", limit=600),
        ),
        keeps_version=True,
    ),
    Act(
        "matter.report",
        "报送进展",
        ("underway", "applied"),
        (),
        (Role.LIAISON, Role.HANDLER),
        "3.1.8",
        "{unit}{timely}报送第{period}期进展{nochange}（{who}）。{progress}",
        (
            Field("no_change", "无变化", Widget.YES, required=False, hint="和上次一样，也算按期报送"),
            Field("value", "累计完成", Widget.NUMBER, required=False),
            Field("progress", "进展", Widget.LONG),
            Field("problems", "存在问题", Widget.LONG, required=False),
            Field("needs", "请求协调事项", Widget.LONG, required=False, hint="可不填"),
            Field("reached", "本期完成的节点", Widget.CHOICES, required=False, choices="milestones"),
        ),
    ),
    Act(
        "matter.review_report",
        "分管审核",
        ("underway", "applied"),
        (),
        (Role.DEPUTY,),
        "1.2",
        "{who}审核本单位第{period}期进展：{verdict}。",
        (
            Field("verdict", "意见", Widget.CHOICE, choices="pass=同意报送|back=退回修改"),
            Field("opinion", "说明", required=False, limit=200),
        ),
        guard="本单位设有分管审核环节，且有待审的报告",
    ),
    Act(
        "matter.confirm_report",
        "主要领导确认",
        ("underway", "applied"),
        (),
        (Role.PRINCIPAL,),
        "1.2",
        "{who}确认本单位第{period}期进展：{verdict}。",
        (
            Field("verdict", "意见", Widget.CHOICE, choices="pass=同意报送|back=退回修改"),
            Field("opinion", "说明", required=False, limit=200),
        ),
        guard="本单位设有主要领导确认环节，且有待确认的报告",
    ),
    Act(
        "matter.request_extension",
        "申请延期",
        ("underway",),
        (),
        (Role.LIAISON, Role.HANDLER),
        "3.0",
        "{unit}申请延期至{new_due}：{reason}。",
        (
            Field("new_due", "延期至", Widget.DATE),
            Field("reason", "理由和当前进展", Widget.LONG, limit=600),
        ),
        guard="期满前提出，不超过规定次数",
    ),
)
