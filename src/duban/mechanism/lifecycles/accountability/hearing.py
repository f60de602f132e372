"""The hearing: notice, statement, waiver, and what was made of the statement (五, A24)."""

from __future__ import annotations

from duban.mechanism.lifecycles.accountability.fields import RECUSAL
from duban.mechanism.lifecycles.types import Act, Duty, Field, Lifecycle, State, Widget
from duban.mechanism.standing import Role

ADDRESSEE = (Role.PRINCIPAL, Role.DEPUTY, Role.LIAISON, Role.HANDLER, Role.HOLDER)

HEARING = Lifecycle(
    "hearing",
    "听取说明",
    (
        State("served", "待说明"),
        State(
            "paper",
            "代录待比对",
            (Duty("hearing.compare_paper", Role.CLERK, "比对代录的书面说明", "5.0", "2"),),
        ),
        State(
            "stated",
            "已说明，待答复",
            (Duty("hearing.answer", Role.INSPECTOR, "答复说明：采纳与否及理由", "5.0", "3"),),
        ),
        State("answered", "已答复"),
        State("waived", "书面放弃说明"),
    ),
    (
        Act(
            "hearing.receive",
            "签收告知书",
            ("served",),
            (),
            ADDRESSEE,
            "5.0",
            "{recipient}签收告知书，说明期到{due}（当日有效）。",
            keeps_version=True,
            hint="说明期自签收之日次日起计算",
        ),
        Act(
            "hearing.serve_paper",
            "登记书面送达",
            ("served",),
            (),
            (Role.INSPECTOR, Role.CLERK),
            "5.0",
            "{who}登记{delivered_on}向{addressee}书面送达告知书（{how}），说明期到{due}（当日有效）。",
            (
                Field("how", "送达情况", Widget.CHOICE, choices="returned=已签收送达回证|refused=拒绝签收，由两人在场记明"),
                Field("delivered_on", "送达日期", Widget.DATE, clause="5.0"),
                Field(
                    "witness",
                    "在场的另一人",
                    Widget.CHOICE,
                    choices="office_staff",
                    show_when="how=refused",
                    hint="拒绝签收的，由登记人和另一人在场记明",
                ),
                Field("scan", "送达回证或者两人签名的送达记录", Widget.FILE),
                RECUSAL,
            ),
            guard="尚未签收；拒绝签收的由两人在场记明",
            milestone=True,
        ),
        Act(
            "hearing.state",
            "提交说明",
            ("served", "stated", "answered", "waived"),
            ("stated",),
            ADDRESSEE,
            "5.0",
            "{addressee}提交说明{late}。",
            (
                Field("text", "说明", Widget.LONG, limit=6000, hint="可以陈述理由、提出异议、提供证据"),
                Field("file", "附件", Widget.FILE, required=False),
            ),
            guard="移交意见提交以前；期满以后提交的仍然接收，标明逾期",
            milestone=True,
            hint="说明不会使处理加重：告知以外的更重内容须重新告知",
            soft=True,
        ),
        Act(
            "hearing.waive",
            "书面放弃说明",
            ("served",),
            ("waived",),
            (Role.PRINCIPAL, Role.HOLDER),
            "5.0",
            "{addressee}书面放弃说明。",
            (Field("file", "签名的放弃书", Widget.FILE),),
            in_person=True,
            milestone=True,
        ),
        Act(
            "hearing.request_recusal",
            "申请回避",
            ("served", "stated", "answered", "waived"),
            (),
            ADDRESSEE,
            "5.0",
            "{addressee}申请有关人员回避。",
            (
                Field("person", "申请回避的人员", Widget.CHOICE, choices="office_staff"),
                Field("reason", "理由", Widget.LONG, limit=600),
            ),
            guard="移交意见提交以前；未作决定的，不得移交",
            keeps_version=True,
        ),
        Act(
            "hearing.enter_paper",
            "代录书面说明",
            ("served", "stated", "answered"),
            ("paper",),
            (Role.INSPECTOR, Role.CLERK),
            "5.0",
            "{who}代录{addressee}{received_on}送交的书面{what}，待第二人比对。",
            (
                Field("what", "送交的是", Widget.CHOICE, choices="statement=书面说明|waiver=书面放弃说明"),
                Field("received_on", "收到日期", Widget.DATE),
                Field("text", "内容摘录", Widget.LONG, limit=6000, show_when="what=statement"),
                Field("scan", "原件扫描件", Widget.FILE),
                RECUSAL,
            ),
        ),
        Act(
            "hearing.compare_paper",
            "比对代录",
            ("paper",),
            ("stated", "waived", "served", "answered"),
            (Role.INSPECTOR, Role.CLERK, Role.CHECKER),
            "5.0",
            "{who}比对代录与原件：{outcome}。",
            (
                Field("same", "比对结果", Widget.CHOICE, choices="same=与原件相符|differs=不相符，代录作废"),
                RECUSAL,
            ),
            apart=("hearing.enter_paper",),
        ),
        Act(
            "hearing.answer",
            "答复说明",
            ("stated",),
            ("answered",),
            (Role.INSPECTOR,),
            "5.0",
            "{who}答复{addressee}的说明：{adopted}。{reasons}",
            (
                Field("adopted", "采纳情况", Widget.CHOICE, choices="yes=采纳|partly=部分采纳|no=不采纳"),
                Field("reasons", "理由", Widget.LONG, limit=1000),
                RECUSAL,
            ),
            milestone=True,
        ),
    ),
    born_of=("inquiry.serve",),
)
