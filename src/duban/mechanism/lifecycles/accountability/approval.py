"""A main leader's word on a transfer (六（二）): given in person or on paper, or handed on by whoever was asked."""

from __future__ import annotations

from duban.mechanism.lifecycles import ask
from duban.mechanism.lifecycles.accountability.fields import OPINION, REASON, RECUSAL
from duban.mechanism.lifecycles.rows import act
from duban.mechanism.people.standing import Role

DRAFTED = ("inquiry.propose_transfer", "inquiry.conclude", "inquiry.check")
APPROVING = (
    act(key="inquiry.approve", label="同意", clause="6.2", by=Role.MAIN_LEADER,
        whether="是否同意移交？",
        at="approving", to="signing", says="{post}{who}同意移交。{opinion}", milestone=True, effects="approving_transfer",
        in_person=True,
        apart=DRAFTED, discharges="inquiry.compare_paper", guard="accountability.approving.approvable", desk="待审批",
        desk_note="同意后文稿冻结，由办公室签发", instead=("inquiry.disapprove", "inquiry.refer"),
        reads=("transfer_refusals", "held", "like_without_action", "whose_hands"), does=("shows_paper", "leaders_word"),
        asks=(OPINION, RECUSAL)),
    act(key="inquiry.disapprove", label="不同意", clause="6.2", by=Role.MAIN_LEADER,
        at="approving", to="concluded", says="{post}{who}不同意移交：{reason}", milestone=True, in_person=True,
        guard="accountability.approving.addressee_apart",
        apart=DRAFTED, reads=("transfer_refusals", "held", "like_without_action"), does=("shows_paper", "leaders_word"),
        asks=(REASON, RECUSAL)),
    act(key="inquiry.refer", label="转请审批", clause="6.2", by=Role.MAIN_LEADER,
        at="approving", says="{post}{who}将移交意见转请{leader}审批。{opinion}", in_person=True, rare=True,
        guard="accountability.approving.referable", reads=("transfer_refusals", "held", "like_without_action"),
        does="leaders_word",
        asks=(ask.choice("leader", "转请审批的领导", choices="main_leaders", clause="6.2"), OPINION, RECUSAL)),
    act(key="inquiry.enter_paper", label="代录纸面审批", clause="6.2", by=(Role.CLERK, Role.INSPECTOR),
        at="approving", says="{who}代录{leader}{decided_on}的纸面审批（{verdict}），待第二人比对。", rare=True,
        guard="accountability.approving.enterable", opens="leader_asked", asks=(
            ask.choice("leader", "批示领导", choices="main_leaders", clause="6.2"),
            ask.date("decided_on", "批示日期"),
            ask.choice("verdict", "批示", choices="agree=同意|disagree=不同意"),
            ask.long("opinion", "批示原文", limit=400),
            ask.file("scan", "批示件扫描件"),
            RECUSAL,
        )),
    act(key="inquiry.compare_paper", label="比对代录", clause="6.2", by=(Role.CLERK, Role.INSPECTOR, Role.CHECKER),
        at="approving", to=("signing", "concluded", "approving"), says="{who}比对代录与扫描件：{outcome}。",
        milestone=True,
        apart="inquiry.enter_paper", discharges="inquiry.approve", guard="accountability.approving.comparable", desk="待比对",
        desk_note="代录的纸面审批须第二人比对",
        reads="paper_approval", asks=(
            ask.choice("same", "比对结果", choices="same=与扫描件相符|differs=不相符，代录作废"),
            ask.text("text", "说明", required=False, limit=200),
            RECUSAL,
        )),
)
