"""The hearing: notice, statement, waiver, and what was made of the statement (五, A24)."""

from __future__ import annotations

from duban.mechanism.lifecycles import ask
from duban.mechanism.lifecycles.accountability.fields import RECUSAL
from duban.mechanism.lifecycles.rows import act, owes, state
from duban.mechanism.lifecycles.types import Lifecycle
from duban.mechanism.people.standing import Role

ADDRESSEE = (Role.PRINCIPAL, Role.DEPUTY, Role.LIAISON, Role.HANDLER, Role.HOLDER)

MEETING = ask.text("meeting", "同意说明的党委（党组）会议", required=False, limit=100, clause="5.0",
    hint="单位主要领导本人都被列明的，写明会议名称和日期；其他情况不填")

HEARING = Lifecycle(kind="hearing", label="听取说明", reads=("notified",),
    states=(
        state("served", "待说明", means="awaited"),
        state("unconfirmed", "待主要领导确认",
            owes("hearing.confirm", "确认本单位提交的说明", by=Role.PRINCIPAL, clause="5.0", in_person=True), means="awaited"),
        state("paper", "代录待比对",
            owes("hearing.compare_paper", "比对代录的书面说明", by=Role.CLERK, clause="5.0", days="2")),
        state("stated", "已说明，待答复",
            owes("hearing.answer", "答复说明：采纳与否及理由", by=Role.INSPECTOR, clause="5.0", days="3")),
        state("answered", "已答复"),
        state("waived", "书面放弃说明",
            owes("hearing.check_waiver", "查看放弃说明的原件", by=Role.INSPECTOR, clause="5.0", days="2")),
    ),
    acts=(
        act(key="hearing.receive", label="签收告知书", clause="5.0", by=ADDRESSEE,
            at="served", says="{recipient}签收告知书，说明期到{due}（当日有效）。", keeps_version=True,
            hint="说明期自签收之日次日起计算", desk="待签收", desk_note="以签收时间为准", duty="holds_up", does="delivers"),
        act(key="hearing.serve_paper", label="登记书面送达", clause="5.0", by=(Role.INSPECTOR, Role.CLERK),
            at="served",
            says="{who}登记{delivered_on}向{addressee}书面送达告知书（{how}），说明期到{due}（当日有效）。",
            milestone=True, guard="accountability.serving.serve_paper", duty="holds_up",
            does="delivers", asks=(
                ask.choice("how", "送达情况", choices="returned=已签收送达回证|refused=拒绝签收，由两人在场记明"),
                ask.date("delivered_on", "送达日期", clause="5.0"),
                ask.choice("witness", "在场的另一人", choices="office_staff", show_when="how=refused",
                    hint="拒绝签收的，由登记人和另一人在场记明"),
                ask.file("scan", "送达回证或者两人签名的送达记录"),
                RECUSAL,
            )),
        act(key="hearing.state", label="提交说明", clause="5.0", by=ADDRESSEE,
            at=("served", "stated", "answered", "waived"), to=("stated", "unconfirmed"),
            says="{addressee}提交说明{late}。", milestone=True, soft=True, duty="holds_up",
            guard="accountability.hearing.state",
            hint="说明不会使处理加重：告知以外的更重内容须重新告知。单位的说明由主要领导本人确认后算数",
            does="hands_in", asks=(
                ask.long("text", "说明", limit=6000, hint="可以陈述理由、提出异议、提供证据"),
                ask.file("file", "附件", required=False),
                MEETING,
            )),
        act(key="hearing.confirm", label="确认单位的说明", clause="5.0", by=Role.PRINCIPAL,
            whether="是否确认为本单位的说明？",
            at="unconfirmed", to=("stated", "served", "answered", "waived"),
            says="{addressee}主要领导{who}{outcome}。", milestone=True, in_person=True, duty="holds_up",
            guard="accountability.hearing.confirm",
            reads="statements", asks=(
                ask.choice("verdict", "本人意见", choices="confirm=确认，代表本单位|back=退回重写", clause="5.0"),
                ask.text("reason", "退回的理由", show_when="verdict=back", limit=200),
            )),
        act(key="hearing.check_waiver", label="查看放弃说明的原件", clause="5.0",
            by=(Role.INSPECTOR, Role.CLERK, Role.CHECKER),
            at="waived", to=("waived", "served", "answered"), says="{who}查看{addressee}放弃说明的原件：{outcome}。",
            guard="accountability.hearing.check_waiver",
            reads="statements", asks=(
                ask.choice("valid", "原件",
                    choices="yes=系本人（单位主要领导）签名的书面放弃|no=不是有效的书面放弃，作废"),
                RECUSAL,
            )),
        act(key="hearing.waive", label="书面放弃说明", clause="5.0", by=(Role.PRINCIPAL, Role.HOLDER),
            at="served", to="waived", says="{addressee}书面放弃说明。", milestone=True, in_person=True, rare=True,
            does="hands_in", asks=(ask.file("file", "签名的声明"), MEETING)),
        act(key="hearing.request_recusal", label="申请回避", clause="5.0", by=ADDRESSEE,
            at=("served", "stated", "answered", "waived"), says="{addressee}申请有关人员回避。", keeps_version=True,
            rare=True, guard="accountability.hearing.request_recusal",
            does="hands_in", asks=(
                ask.choice("person", "申请回避的人员", choices="office_staff"),
                ask.long("reason", "理由", limit=600),
            )),
        act(key="hearing.enter_paper", label="代录书面说明", clause="5.0", by=(Role.INSPECTOR, Role.CLERK),
            at=("served", "stated", "answered"), to="paper",
            says="{who}代录{addressee}{received_on}送交的书面{what}，待第二人比对。", rare=True,
            guard="accountability.hearing.enter_paper",
            reads="statements", does="hands_in", asks=(
                ask.choice("what", "送交的是", choices="statement=书面说明|waiver=书面放弃说明"),
                ask.date("received_on", "收到日期"),
                ask.long("text", "内容摘录", show_when="what=statement", limit=6000),
                ask.file("scan", "原件扫描件"),
                ask.yes("signed", "原件有本人签名；单位的，有主要领导签名和单位公章", clause="5.0"),
                MEETING, RECUSAL,
            )),
        act(key="hearing.compare_paper", label="比对代录", clause="5.0",
            by=(Role.INSPECTOR, Role.CLERK, Role.CHECKER),
            at="paper", to=("stated", "waived", "served", "answered"), says="{who}比对代录与原件：{outcome}。",
            apart="hearing.enter_paper", desk="待比对", reads="statements",
            asks=(ask.choice("same", "比对结果", choices="same=与原件相符|differs=不相符，代录作废"), RECUSAL)),
        act(key="hearing.answer", label="答复说明", clause="5.0", by=Role.INSPECTOR,
            at=("stated", "unconfirmed"), to=("answered", "unconfirmed"),
            says="{who}答复{addressee}的说明：{adopted}。{reasons}", milestone=True,
            reads="statements", asks=(
                ask.choice("adopted", "采纳情况", choices="yes=采纳|partly=部分采纳|no=不采纳"),
                ask.long("reasons", "理由", limit=1000),
                RECUSAL,
            )),
    ),
    born_of=("inquiry.serve",),
)
