"""批示: what a leader writes on a matter goes to the director, and what came of it comes back (A100)."""

from __future__ import annotations

from duban.mechanism.lifecycles import ask
from duban.mechanism.lifecycles.rows import act, owes, state
from duban.mechanism.lifecycles.types import Lifecycle
from duban.mechanism.people.standing import Role

WAYS = "ask=请责任单位报告|measure=研究督办措施|follow=督查员跟进、核实"
OUTCOMES = "done=已经办结|under=正在办理|none=无需另行办理"
_OPEN = ("written", "taken", "drafted")

INSTRUCTION = Lifecycle(kind="instruction", label="县领导批示",
    states=(
        state("written", "待主任批办",
            owes("instruction.take", "研究县领导批示，定怎么办", by=Role.OFFICE_HEAD, clause="3.0", days="2"),
            means="in_office", open_to_unit=False),
        state("taken", "督查员办理中", means="in_office", open_to_unit=False),
        state("drafted", "待主任报告",
            owes("instruction.report", "审定并报告批示办理情况", by=Role.OFFICE_HEAD, clause="3.0", days="1"),
            means="in_office", open_to_unit=False),
        state("reported", "已报告，待阅",
            owes("instruction.read", "阅批示办理情况报告", by=Role.HOLDER, clause="3.0"), open_to_unit=False),
        state("read", "已阅", final=True, open_to_unit=False),
        state("withdrawn", "已撤回", final=True, open_to_unit=False),
    ),
    acts=(
        act(key="instruction.write", label="写批示", clause="3.0", by=Role.LEADER,
            to="written", says="{who}对“{title}”作出批示，请在{due}前报告。",
            on="matter", on_states=(
                "registered", "proposed", "approved", "assigned", "returned", "underway", "applied", "verifying", "verified",
                "suspended", "closed",
            ),
            guard="matters.instructions.day_ahead",
            hint="交督办该事项的办公室主任，由主任定怎么办；责任单位看不到，也不会直接收到",
            asks=(
                ask.long("words", "批示", limit=600),
                ask.date("due_on", "何时报告", required=False, hint="不填的，按县里定的工作日"),
            )),
        act(key="instruction.withdraw", label="撤回批示", clause="3.0", by=Role.HOLDER, rare=True,
            at=_OPEN, to="withdrawn", says="{who}撤回对“{title}”的批示：{reason}",
            asks=(ask.text("reason", "理由", limit=200),)),
        act(key="instruction.take", label="批办", clause="3.0", by=Role.OFFICE_HEAD,
            at="written", to="taken", says="{who}批办：{way}，由{inspector}办理。{note}",
            desk="待批办", desk_note="交给督查员，或者直接报告", instead="instruction.report", reads="instruction",
            opens="inspector_in_charge",
            asks=(
                ask.choice("way", "怎么办", choices=WAYS, hint="请单位报告、采取措施，都在该事项的卷宗里另办"),
                ask.choice("inspector", "由谁办", choices="instruction_inspectors"),
                ask.text("note", "批办意见", required=False, limit=200),
            )),
        act(key="instruction.draft", label="送办理情况", clause="3.0", by=Role.INSPECTOR,
            at=("taken", "drafted"), to="drafted", says="{who}送来批示办理情况。",
            desk="待送办理情况", duty="on_paper", desk_note="写成报告稿，送主任审定", reads="instruction", opens_with="text",
            asks=(ask.long("text", "办理情况", limit=2000, hint="一行一段；办了什么、进展到哪里、下一步怎么办"),)),
        act(key="instruction.report", label="报告办理情况", clause="3.0", by=Role.OFFICE_HEAD,
            at=_OPEN, to="reported", says="{who}报告批示办理情况（{number}）：{outcome}。", milestone=True,
            desk="待报告", desk_note="审定后报作出批示的领导，领导已阅即可", reads="instruction", opens_with="text",
            duty="on_paper", discharges=("instruction.take", "instruction.draft"),
            asks=(
                ask.choice("outcome", "结果", choices=OUTCOMES),
                ask.long("text", "办理情况", limit=2000, hint="一行一段；督查员的稿可以直接改"),
            )),
        act(key="instruction.read", label="已阅", clause="3.0", by=Role.HOLDER,
            at="reported", to="read", says="{who}已阅批示办理情况报告。{opinion}", soft=True,
            desk="待阅批示办理情况", desk_note="已阅即可，需要再办的另写批示", reads="instruction", does="shows_paper",
            asks=(ask.text("opinion", "意见", required=False, limit=200, hint="可不填"),)),
    ),
)
