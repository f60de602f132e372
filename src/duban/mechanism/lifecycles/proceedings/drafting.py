"""The spine from the draft to issue."""

from __future__ import annotations

from duban.mechanism.lifecycles import ask
from duban.mechanism.lifecycles.proceedings.spine import OPINION, REASON, Spine
from duban.mechanism.lifecycles.rows import act, of_kind, owes, state
from duban.mechanism.lifecycles.types import Act, Field, State
from duban.mechanism.people.standing import Role


def drafting_states(s: Spine) -> tuple[State, ...]:
    """From the draft to the moment before issue; none of them is open to the unit."""
    countersign = (
        (
            state("countersigning", "待会签",
                owes("<kind>.countersign", "会签<label>", by=Role.CO_HEAD, clause=s.trigger, days="2"),
                open_to_unit=False),
        )
        if s.countersigned else ()
    )
    return of_kind(s.kind, s.label, (
        state("draft", "拟稿中", owes("<kind>.submit", "<label>拟稿送核", by=Role.INSPECTOR, clause=s.trigger),
            open_to_unit=False),
        state("checking", "待核稿", owes("<kind>.check", "核稿：<label>", by=Role.CHECKER, clause=s.trigger, days="2"),
            open_to_unit=False),
        *countersign,
        state("approving", "待县领导同意",
            owes("<kind>.approve", "审批<label>", by=s.approver, clause=s.approval, days="2"), open_to_unit=False),
        state("signing", "待签发",
            owes("<kind>.sign_out", "签发<label>", by=Role.OFFICE_HEAD, clause=s.issue, days="2"), open_to_unit=False),
        state("numbering", "待编号印发",
            owes("<kind>.issue", "<label>编号、用印、印发", by=Role.CLERK, clause=s.issue, days="1"),
            open_to_unit=False),
    ))


def drafting_acts(s: Spine) -> tuple[Act, ...]:
    """From proposing to issue."""
    return (*_writing(s), *_deciding(s), *_issuing(s))


def _writing(s: Spine) -> tuple[Act, ...]:
    after_check = ("countersigning",) if s.countersigned else ("approving",)
    return of_kind(s.kind, s.label, (
        act(key="<kind>.propose", label="起草<label>", clause=s.trigger, by=Role.INSPECTOR,
            to="draft", says="{who}起草<label>：{basis}",
            on="matter", on_states=("underway", "applied"), guard="measures.drafting.founded",
            ready="measure_gate", opens="proposed_measure", notes="like_matters", asks=s.content),
        act(key="<kind>.redraft", label="改稿", clause=s.trigger, by=Role.INSPECTOR,
            at="draft", says="{who}修改<label>稿。", guard="measures.drafting.redraftable",
            opens_with=tuple(field.name for field in s.content), opens="draft_as_it_stands", asks=s.content),
        *_final_text_acts(s),
        act(key="<kind>.submit", label="送核稿", clause=s.trigger, by=Role.INSPECTOR,
            at="draft", to="checking", says="{who}将<label>稿送核，拟请{approver}审批。",
            guard="measures.drafting.complete", desk="待修改送核", desk_note="改好后送核稿",
            duty="on_paper", instead="<kind>.redraft", opens="leader_before", reads=("refusals", "draft"),
            does="shows_paper", asks=(_leader(s, "拟请审批的领导", "approver"),)),
        act(key="<kind>.check", label="核稿通过", clause=s.trigger, by=(Role.CHECKER, Role.OFFICE_HEAD),
            at="checking", to=after_check, says="{who}核稿：{opinion}",
            apart=("<kind>.propose", "<kind>.redraft"), desk="待核稿", desk_note="与拟稿人不是同一人",
            guard="measures.approving.checkable", duty="on_paper", instead="<kind>.send_back", reads=("refusals", "draft"),
            does=("shows_paper", "shows_reasons"), asks=(ask.text("opinion", "核稿意见", limit=200),)),
        *_countersigning_acts(s),
        act(key="<kind>.send_back", label="退回修改", clause=s.trigger,
            by=(Role.CHECKER, Role.OFFICE_HEAD, Role.CO_HEAD),
            at=("checking", *(("countersigning",) if s.countersigned else ()), "signing"), to="draft",
            says="{who}退回<label>稿修改：{reason}", rare=True, reads=("refusals", "draft"), does="shows_paper",
            asks=(REASON,)),
    ))


def _deciding(s: Spine) -> tuple[Act, ...]:
    """The leader agrees or not, here or on paper."""
    drafted = ("<kind>.propose", "<kind>.redraft", "<kind>.upload_final", "<kind>.check")
    return of_kind(s.kind, s.label, (
        act(key="<kind>.approve", label="同意", clause=s.approval, by=s.approver,
            whether="是否同意<label>？",
            at="approving", to="signing", says="{post}{who}同意<label>。{opinion}", milestone=True,
            guard="measures.approving.approvable", effects="approving_measure",
            apart=drafted, discharges="<kind>.compare_paper", desk="待审批", desk_note="同意后文稿冻结，由办公室签发",
            duty="on_paper", instead=("<kind>.disapprove", "<kind>.refer"),
            reads=("refusals", "draft", "signatures"),
            does=("shows_paper", "shows_reasons", "leaders_word"), asks=(OPINION,)),
        act(key="<kind>.disapprove", label="不同意", clause=s.approval, by=s.approver,
            at="approving", to="draft", says="{post}{who}不同意<label>：{reason}", apart=drafted,
            guard="measures.approving.addressee_apart", reads=("refusals", "draft"),
            does=("shows_paper", "shows_reasons", "leaders_word"), asks=(REASON,)),
        act(key="<kind>.refer", label="转请审批", clause=s.approval, by=s.approver,
            at="approving", says="{post}{who}将<label>转请{leader}审批。{opinion}", rare=True,
            guard="measures.approving.referable", reads=("refusals", "draft"), does=("shows_reasons", "leaders_word"),
            asks=(_leader(s, "转请审批的领导"), OPINION)),
        act(key="<kind>.enter_paper", label="代录纸面审批", clause=s.approval, by=(Role.CLERK, Role.INSPECTOR),
            at="approving", says="{who}代录{leader}{decided_on}的纸面审批（{verdict}），待第二人比对。", rare=True,
            guard="measures.approving.enterable", opens="leader_asked", reads=("refusals", "draft"), does="shows_paper", asks=(
                _leader(s, "批示领导"),
                ask.date("decided_on", "批示日期"),
                ask.choice("verdict", "批示", choices="agree=同意|disagree=不同意"),
                ask.long("opinion", "批示原文", limit=400),
                ask.file("scan", "批示件扫描件"),
            )),
        act(key="<kind>.compare_paper", label="比对代录", clause=s.approval,
            by=(Role.CLERK, Role.INSPECTOR, Role.CHECKER),
            at="approving", to=("signing", "draft", "approving"), says="{who}比对代录与扫描件：{outcome}。",
            milestone=True, answers=True, duty="on_paper", apart="<kind>.enter_paper", discharges="<kind>.approve",
            guard="measures.approving.comparable", desk="待比对", desk_note="代录的纸面审批须第二人比对",
            reads=("paper_approval", "refusals", "draft"), does="shows_paper", asks=(
                ask.choice("same", "比对结果", choices="same=与扫描件相符|differs=不相符，代录作废"),
                ask.text("text", "说明", required=False, limit=200),
            )),
    ))


def _issuing(s: Spine) -> tuple[Act, ...]:
    """Signed, numbered, sealed and sent, or withdrawn."""
    drafted = ("<kind>.propose", "<kind>.redraft", "<kind>.upload_final", "<kind>.check")
    return of_kind(s.kind, s.label, (
        act(key="<kind>.sign_out", label="签发", clause=s.issue, by=(Role.OFFICE_HEAD, Role.SIGNATORY),
            at="signing", to="numbering", says="{who}签发<label>。{opinion}", effects="signing_out_measure",
            guard="measures.approving.days_ahead",
            apart=(*drafted, "<kind>.approve"), duty="on_paper", instead="<kind>.send_back", reads=("refusals", "draft"),
            does=("shows_paper", "shows_reasons", "signs_out"), asks=(OPINION,)),
        act(key="<kind>.issue", label="编号、用印、印发", clause=s.issue, by=Role.CLERK,
            at="numbering", to="issued", says="{issuer}印发<label>{number}，送{unit}及其主要领导，抄送{copies}。",
            milestone=True, effects="issuing_measure", news="已到", desk="待编号印发", desk_note="编号、用印、印发一次完成",
            duty="on_paper", guard="measures.issuing.issuable",
            opens="numbered_here", reads=("refusals", "draft"), does="shows_paper", asks=(
                ask.choice("number_by", "编号方式", choices="own=本序列自动编号|entered=文书室编号", clause="3.1.3"),
                ask.text("given_number", "文书室给的文号", required=False, show_when="number_by=entered", limit=60,
                    hint="如 X委办〔2026〕47号"),
                *s.issue_fields,
                ask.text("seal_keeper", "用印人", limit=40),
                ask.number("copies_printed", "印制份数", integer=True, least=1, most=9999),
            )),
        act(key="<kind>.withdraw", label="撤回", clause=s.trigger, by=(Role.INSPECTOR, Role.OFFICE_HEAD),
            at=tuple(state.name for state in drafting_states(s)), to="withdrawn", says="{who}撤回<label>稿：{reason}",
            rare=True, reads=("refusals", "draft"), asks=(REASON,)),
        act(key="<kind>.void", label="作废", clause=s.issue, by=Role.OFFICE_HEAD,
            at=("issued", *(state for state in (*s.working_states, *s.resting_states) if state != "issued")), to="voided",
            says="{who}将<label>{number}作废：{reason}。号码保留，不再使用。", milestone=True,
            effects="voiding_measure", rare=True,
            asks=(REASON,)),
    ))


def _leader(s: Spine, label: str, name: str = "leader") -> Field:
    """The choice of a leader who may approve this measure."""
    leaders = "main_leaders" if s.approver is Role.MAIN_LEADER else "leaders"
    return ask.choice(name, label, choices=leaders, clause=s.approval)


def _final_text_acts(s: Spine) -> tuple[Act, ...]:
    """A text edited in Word or WPS takes the place of the draft, or gives way to it again."""
    return (
        act(key="<kind>.upload_final", label="上传定稿", clause=s.trigger, by=(Role.INSPECTOR, Role.CHECKER),
            at=("draft", "checking"), says="{who}上传<label>定稿，与拟稿相比：{changes}。",
            guard="measures.final.upload_final", hint="同意以后印发的就是这一稿。",
            asks=(
                ask.file("file", "改好的 Word 文件", accept=".docx",
                    hint="从下载的拟稿改起；文号和日期留空，印发时由系统填写"),
            )),
        act(key="<kind>.drop_final", label="不用定稿", clause=s.trigger, by=(Role.INSPECTOR, Role.CHECKER),
            at=("draft", "checking"), says="{who}不用上传的<label>定稿，仍按拟稿办理。", guard="measures.final.final_there",
            does="drops_final"),
    )


def _countersigning_acts(s: Spine) -> tuple[Act, ...]:
    if not s.countersigned:
        return ()
    return (
        act(key="<kind>.countersign", label="会签", clause=s.trigger, by=Role.CO_HEAD,
            at="countersigning", to="approving", says="{who}会签：{opinion}", duty="on_paper",
            guard="measures.approving.days_ahead",
            instead="<kind>.send_back", reads=("refusals", "draft"), does=("shows_paper", "shows_reasons"),
            asks=(ask.text("opinion", "会签意见", limit=200),)),
    )
