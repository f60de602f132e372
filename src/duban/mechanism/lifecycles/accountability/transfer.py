"""An inquiry from the proposal to transfer until the two bodies have handled it (六)."""

from __future__ import annotations

from duban.mechanism.lifecycles import ask
from duban.mechanism.lifecycles.accountability.approval import APPROVING
from duban.mechanism.lifecycles.accountability.fields import (
    BODIES,
    DECISION,
    DEFENCE,
    ON_A_PERSON,
    OPINION,
    REASON,
    RECUSAL,
    SUBJECT_KIND,
    sweeping,
)
from duban.mechanism.lifecycles.accountability.inquiry import EXAMINING, OPENING, RECUSING
from duban.mechanism.lifecycles.accountability.inquiry import STATES as BEFORE
from duban.mechanism.lifecycles.rows import act, owes, state
from duban.mechanism.lifecycles.types import Lifecycle
from duban.mechanism.standing import Role

AFTER_TRANSFER = ("transferred", "accepted", "finished")
_TO_DECIDE = "登记处理决定；不作决定的，登记处理建议或者以不予处理办结"

STATES = (
    state("checking", "移交意见待核稿",
        owes("inquiry.check", "核稿：移交意见", by=Role.CHECKER, clause="6.1", days="2"),
        means="transfer_in_hand", open_to_unit=False),
    state("approving", "待主要领导同意",
        owes("inquiry.approve", "审批移交意见", by=Role.MAIN_LEADER, clause="6.2", days="2", in_person=True),
        means=("transfer_in_hand", "with_leader"), open_to_unit=False),
    state("signing", "移交函待签发",
        owes("inquiry.sign_out", "签发移交函", by=Role.OFFICE_HEAD, clause="6.3", days="2"),
        means=("transfer_in_hand", "with_leader"), open_to_unit=False),
    state("numbering", "移交函待编号用印", means="transfer_in_hand", open_to_unit=False),
    state("transferred", "已移交，待受理", owes("inquiry.accept", "受理或退回移交", by=Role.CDI, clause="6.4"),
        open_to_unit=False),
    state("accepted", "两家办理中", owes("inquiry.record_decision", _TO_DECIDE, by=Role.CDI, clause="6.4"),
        owes("inquiry.record_decision", _TO_DECIDE, by=Role.ORG_DEPT, clause="6.4"), open_to_unit=False),
    state("finished", "办结", final=True, open_to_unit=False),
)
PROPOSING = (
    act(key="inquiry.propose_transfer", label="提出移交意见", clause="6.1", by=Role.INSPECTOR,
        at="concluded", to="checking", says="{who}提出移交意见，途径：{route}。", milestone=True,
        guard="至少一项情形；附结论或核查结果；途径只选一条；五（五）须主要领导同意；说明已听取并答复；不同意过的，"
        "送原领导或者按规则送其上",
        opens_with=("conclusion_kind", "conclusion_title", "verification", "route", "route_quote", "approver",
            "opinion"),
        reads=("transfer_refusals", "held"), asks=(
            ask.choice("conclusion_kind", "依据", choices="conclusion=督查结论|verification=整改核查结果",
                clause="6.1"),
            ask.text("conclusion_title", "督查结论的名称、文号", show_when="conclusion_kind=conclusion", limit=200,
                clause="6.1"),
            ask.file("conclusion_file", "督查结论文件", show_when="conclusion_kind=conclusion", clause="6.1"),
            ask.choice("verification", "整改核查结果", choices="inquiry_evidence",
                show_when="conclusion_kind=verification", clause="6.1",
                hint="从已告知当事人的证据中选；没有的，先“增列证据”并补充告知"),
            ask.choice("route", "移交途径", choices="a=按协同督查工作机制|b=报经主要领导同意", clause="6.2",
                hint="五（五）一律报经主要领导同意"),
            ask.long("route_quote", "协同督查工作机制的条款原文", show_when="route=a", limit=800, clause="6.2"),
            ask.choice("approver", "拟请审批的领导", choices="main_leaders", show_when="route=b", clause="6.2"),
            ask.long("opinion", "移交意见", clause="6.1"),
            RECUSAL,
        )),
    act(key="inquiry.check", label="核稿通过", clause="6.1", by=(Role.CHECKER, Role.OFFICE_HEAD),
        at="checking", to=("approving", "signing"), says="{who}核稿：{opinion}",
        apart=("inquiry.propose_transfer", "inquiry.conclude"), desk="待核稿", desk_note="与拟稿人不是同一人",
        instead="inquiry.send_back", reads=("transfer_refusals", "held"),
        asks=(ask.text("opinion", "核稿意见", limit=200), RECUSAL)),
    act(key="inquiry.send_back", label="退回修改", clause="6.1", by=(Role.CHECKER, Role.OFFICE_HEAD),
        at=("checking", "signing"), to="concluded", says="{who}退回移交意见：{reason}", rare=True,
        asks=(REASON, RECUSAL)),
    *APPROVING,
    act(key="inquiry.sign_out", label="签发移交函", clause="6.3", by=(Role.OFFICE_HEAD, Role.SIGNATORY),
        at="signing", to="numbering", says="{who}签发移交函。{opinion}", effects="signing_out_transfer",
        apart=("inquiry.propose_transfer", "inquiry.conclude", "inquiry.check", "inquiry.approve"),
        guard="签发的就是核定的文稿，移交的条件现在仍然具备", desk="待签发", instead="inquiry.send_back",
        reads=("transfer_refusals", "held", "like_without_action"), asks=(OPINION, RECUSAL)),
    act(key="inquiry.take_back", label="移交前退回修改", clause="6.3", by=Role.OFFICE_HEAD,
        at=("approving", "numbering"), to="concluded", says="{who}在移交前退回移交意见：{reason}",
        guard="待编号的随时可以；送领导审批中的，文稿与核稿时不一致才退回",
        hint="退回以后重新提出移交意见、核稿和报批，原来的同意不再使用", asks=(REASON, RECUSAL)),
    act(key="inquiry.issue", label="编号、用印、移交", clause="6.3", by=Role.CLERK,
        at="numbering", to="transferred", says="{issuer}以{number}移交县纪委监委、县委组织部，附证据目录{count}件。",
        milestone=True, effects="issuing_transfer", guard="文稿与同意的一致，移交的条件现在仍然具备；同时送两家",
        reads=("transfer_refusals", "held"), asks=(
            ask.choice("number_by", "编号方式", choices="own=本序列自动编号|entered=文书室编号", clause="6.3"),
            ask.text("given_number", "文书室给的文号", required=False, show_when="number_by=entered", limit=60,
                hint="如 X委办移〔2026〕7号"),
            ask.text("seal_keeper", "用印人", limit=40),
            ask.number("copies_printed", "印制份数", whole=True, least=1, most=9999),
            RECUSAL,
        )),
)
HANDLING = (
    act(key="inquiry.receive", label="签收移交函", clause="6.3", by=BODIES,
        at=AFTER_TRANSFER, says="{recipient}签收移交函{number}。", keeps_version=True,
        guard="两家各自签收", desk="待签收", desk_note="以签收时间为准", instead="inquiry.return"),
    act(key="inquiry.accept", label="受理移交", clause="6.4", by=Role.CDI,
        at="transferred", to="accepted", says="县纪委监委受理移交{number}，会同县委组织部办理（{who}）。",
        milestone=True, effects="accepting", guard="已签收移交函", reads=("transfer_refusals", "held"), asks=(RECUSAL,)),
    act(key="inquiry.return", label="退回移交", clause="6.4", by=BODIES,
        at="transferred", to="examining", says="{organ}退回移交{number}：{reason}", milestone=True,
        reads=("transfer_refusals", "held"), asks=(REASON, RECUSAL)),
    act(key="inquiry.set_status", label="更新办理状态", clause="6.4", by=BODIES,
        at="accepted", says="{organ}更新办理状态：{status}。", soft=True,
        asks=(
            ask.choice("status", "办理状态", choices="核实=核实|立案=立案|审理=审理|待作决定=待作决定", clause="6.4",
                hint="办公室只能看到状态和结果"),
        )),
    act(key="inquiry.note", label="记入办案记录", clause="6.4", by=BODIES,
        at=AFTER_TRANSFER, says="{organ}记入办案记录。", keeps_version=True, rare=True,
        asks=(ask.long("text", "记录", limit=4000, hint="只有县纪委监委、县委组织部能看到"),)),
    act(key="inquiry.record_decision", label="登记处理决定", clause="6.4", by=BODIES,
        at="accepted", says="{organ}登记{issuer}对{subject}的处理决定{number}：{kinds}，待另一家核对。",
        milestone=True, effects="recording_decision",
        guard="移交前已告知并听取说明；方式与对象、机关、人员类别相符；决定书在案或者看过原件；日期先后相符；"
        "由另一家核对才生效",
        reads=("transfer_refusals", "held"), asks=(
            SUBJECT_KIND,
            ask.choice("person", "移交函列明的人员", choices="ruling_people", show_when=ON_A_PERSON, clause="6.5",
                hint="干部管理权限按移交函列明的办理"),
            ask.choice("issuer", "作出决定的机关", choices="county_issuers", clause="6.4"),
            *DECISION, DEFENCE, RECUSAL,
        )),
    act(key="inquiry.recommend", label="登记处理建议", clause="6.4", by=BODIES,
        at="accepted", says="{organ}登记向{addressee}提出的处理建议{number}。", milestone=True, rare=True,
        guard="市管和垂直管理的，县里只能提出建议",
        asks=(
            ask.choice("subject", "建议处理的对象", choices="ruling_subjects", clause="6.4"),
            ask.text("addressee", "有管理权限的机关", limit=80, clause="6.4"),
            ask.text("number", "建议函文号", limit=60),
            ask.date("dated_on", "日期"),
            ask.long("text", "建议内容", clause="6.4"),
            ask.file("file", "建议函扫描件"),
            RECUSAL,
        )),
    act(key="inquiry.finish", label="办结", clause="6.4", by=BODIES,
        at="accepted", to="finished", says="{organ}办结：{outcome}。", milestone=True, effects="finishing",
        guard="登记的决定都已核对",
        asks=(
            ask.choice("outcome", "办理结果", choices="decided=已作出处理决定|recommended=已提出处理建议|none=不予处理",
                clause="6.4"),
            RECUSAL,
        )),
    act(key="inquiry.resume", label="继续办理", clause="6.4", by=BODIES,
        at="finished", to="accepted", says="{organ}决定继续办理：{reason}", milestone=True, rare=True,
        asks=(REASON, RECUSAL)),
)
INQUIRY = Lifecycle(kind="inquiry", label="追责案件",
    states=(*BEFORE[:-1], *STATES, BEFORE[-1]),
    acts=(*OPENING, *EXAMINING, *RECUSING, *PROPOSING, *HANDLING, sweeping("inquiry")),
)
