"""What the units do with a matter."""

from __future__ import annotations

from duban.mechanism.lifecycles.matters.fields import EXPLANATION
from duban.mechanism.lifecycles.types import Act, Field, Widget
from duban.mechanism.standing import Role

NO_CHANGE = Field(
    "no_change",
    "本期无新进展",
    Widget.YES,
    required=False,
    hint="和上次一样，也算按期报送",
    one_tap=True,
)
REPORTED = (
    Field("value", "累计完成", Widget.NUMBER, required=False),
    EXPLANATION,
    Field("progress", "进展", Widget.LONG, required=False, hint="没有变化的，报“本期无新进展”即可"),
    Field("problems", "存在问题", Widget.LONG, required=False),
    Field("needs", "请求协调事项", Widget.LONG, required=False, hint="可不填"),
    Field("reached", "本期完成的节点", Widget.CHOICES, required=False, choices="milestones"),
    Field("file", "佐证材料", Widget.FILE, required=False, many=True, camera=True),
)

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
        (NO_CHANGE, *REPORTED),
    ),
    Act(
        "matter.supplement",
        "补报",
        ("underway", "applied"),
        (),
        (Role.LIAISON, Role.HANDLER),
        "3.1.8",
        "{unit}补报第{period}期进展（{who}）。{progress}",
        REPORTED,
        guard="有退回补报的报告",
        hint="按退回时写明的缺项补齐；原来按期报的仍算按期。",
    ),
    Act(
        "matter.attach",
        "上传材料",
        ("assigned", "returned", "underway", "applied", "verifying", "verified", "suspended"),
        (),
        (Role.LIAISON, Role.HANDLER, Role.ASSIST, Role.INSPECTOR, Role.CLERK),
        "3.1.8",
        "{unit}上传材料（{label}）{count}个：{names}。",
        (
            Field("file", "文件", Widget.FILE, many=True, camera=True),
            Field(
                "label",
                "是什么材料",
                Widget.CHOICE,
                choices="佐证材料=佐证材料|现场照片=现场照片|会议材料=会议材料|其他材料=其他材料",
            ),
        ),
        keeps_version=True,
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
