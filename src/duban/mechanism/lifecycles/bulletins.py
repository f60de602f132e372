"""督查通报 and 督查专报: written from what changed since the last issue, edited, checked, agreed to, numbered, issued."""

from __future__ import annotations

from duban.mechanism.lifecycles import ask
from duban.mechanism.lifecycles.rows import act, of_kind, owes, state
from duban.mechanism.lifecycles.types import Act, Field, Lifecycle, State
from duban.mechanism.people.standing import Role

_OFFICE = (Role.INSPECTOR, Role.CHECKER, Role.OFFICE_HEAD)
_REASON = ask.long("reason", "理由", limit=400)
_OPINION = ask.text("opinion", "意见", required=False, limit=300)
_TEXT_MOST = 30_000
_FIELDS = "=全部领域|2.1=上级决策部署|2.2=约束性指标和硬任务|2.3=县委县政府决定|2.4=主要领导交办"
_FOLLOWED = "=全部|party_office=县委办公室跟踪的|gov_office=县政府办公室跟踪的"
_HOW_TO_WRITE = "一行一段；“一、”“（一）”开头的是标题；| 开头的行是表，第一行是表头；【图1】放图，后面可写图题"


def _states(kind: str, label: str, approver: Role) -> tuple[State, ...]:
    return of_kind(kind, label, (
        state("draft", "拟稿中", owes("<kind>.submit", "<label>拟稿送核", by=Role.INSPECTOR, clause="3.0"),
            open_to_unit=False),
        state("checking", "待核稿", owes("<kind>.check", "核稿：<label>", by=Role.CHECKER, clause="3.0", days="2"),
            open_to_unit=False),
        state("approving", "待同意", owes("<kind>.approve", "审批<label>", by=approver, clause="3.0", days="2"),
            open_to_unit=False),
        state("numbering", "待编号印发",
            owes("<kind>.issue", "<label>编号、印发", by=Role.CLERK, clause="3.0", days="1"),
            means="agreed", open_to_unit=False),
        state("issued", "已印发", means="agreed"),
        state("withdrawn", "已撤回", means="annulled", final=True, open_to_unit=False),
    ))


def _drafting(kind: str, label: str) -> tuple[Act, ...]:
    return of_kind(kind, label, (
        act(key="<kind>.draft", label="起草<label>", clause="3.0", by=Role.INSPECTOR,
            to="draft", says="{who}起草<label>：{title}。{summary}", guard="measures.bulletins.year_there",
            hint="只写上期以来变了的；上期已写过、没有变化的，只计数。",
            asks=(
                ask.choice("office", "发文办公室", choices="offices"),
                ask.choice("span", "写什么", choices="since=上期以来的变化|year=全年综述",
                    hint="没有上期的，从本年年初写起"),
                ask.number("year", "年度", required=False, show_when="span=year", integer=True, least=2000, most=2100),
                ask.choice("of_office", "按办公室", choices=_FOLLOWED, required=False),
                ask.choice("source_class", "按领域", choices=_FIELDS, required=False),
                ask.text("period", "时段的写法", required=False, limit=20, hint="如 2026年3月；不写则按日期拟"),
                ask.text("subject", "主题", required=False, limit=40, hint="不写则为“重点工作推进情况”"),
            )),
        act(key="<kind>.edit", label="修改", clause="3.0", by=(Role.INSPECTOR, Role.CHECKER),
            at=("draft", "checking"), says="{who}修改<label>稿。", opens_with=("title", "to", "text"),
            guard="measures.bulletins.text_sound",
            asks=(
                ask.text("title", "标题", limit=120),
                ask.text("to", "主送（通报）或呈送（专报）", limit=200),
                ask.long("text", "正文", limit=_TEXT_MOST, hint=_HOW_TO_WRITE),
            )),
        act(key="<kind>.submit", label="送核稿", clause="3.0", by=Role.INSPECTOR,
            at="draft", to="checking", says="{who}将<label>稿送核。", desk="待修改送核", desk_note="改好后送核稿",
            guard="measures.bulletins.text_written", duty="on_paper", does="shows_paper"),
        act(key="<kind>.check", label="核稿通过", clause="3.0", by=(Role.CHECKER, Role.OFFICE_HEAD),
            at="checking", to="approving", says="{who}核稿：{opinion}",
            apart="<kind>.draft", desk="待核稿", desk_note="与拟稿人不是同一人", instead="<kind>.send_back", duty="on_paper",
            does="shows_paper", asks=(ask.text("opinion", "核稿意见", limit=200),)),
        act(key="<kind>.send_back", label="退回修改", clause="3.0", by=_OFFICE,
            at=("checking", "approving"), to="draft", says="{who}退回<label>稿修改：{reason}", does="shows_paper",
            asks=(_REASON,)),
        act(key="<kind>.withdraw", label="撤回", clause="3.0", by=(Role.INSPECTOR, Role.OFFICE_HEAD),
            at=("draft", "checking", "approving", "numbering"), to="withdrawn", says="{who}撤回<label>稿：{reason}",
            asks=(_REASON,)),
    ))


def _issuing(kind: str, label: str, approver: Role, number: tuple[Field, ...]) -> tuple[Act, ...]:
    return of_kind(kind, label, (
        act(key="<kind>.approve", label="同意", clause="3.0", by=approver,
            whether="是否同意印发这份<label>？",
            at="approving", to="numbering", says="{post}{who}同意<label>。{opinion}", milestone=True,
            guard="measures.bulletins.unchanged", effects="approving_bulletin",
            apart=("<kind>.draft", "<kind>.edit", "<kind>.check"), hint="同意的文字不再改动，印发的就是这一稿。",
            desk="待审批", duty="on_paper", instead=("<kind>.disapprove", "<kind>.send_back"), reads="whose_hands",
            does=("shows_paper", "signs_out"), asks=(_OPINION,)),
        act(key="<kind>.disapprove", label="不同意", clause="3.0", by=approver,
            at="approving", to="draft", says="{post}{who}不同意<label>：{reason}",
            apart=("<kind>.draft", "<kind>.edit", "<kind>.check"), does="shows_paper", asks=(_REASON,)),
        act(key="<kind>.issue", label="编号、印发", clause="3.0", by=Role.CLERK,
            at="numbering", to="issued", says="{who}印发<label>{number}。", milestone=True, effects="issuing_<kind>",
            desk="待编号印发", duty="on_paper",
            does="shows_paper", asks=(*number, ask.number("copies_printed", "印制份数", integer=True, least=1, most=9999))),
    ))


_NUMBER = (
    ask.choice("number_by", "编号方式", choices="own=本序列自动编号|entered=文书室编号"),
    ask.text("given_number", "文书室给的文号", required=False, show_when="number_by=entered", limit=60,
        hint="如 X委办通〔2026〕4号"),
)


def _lifecycle(kind: str, label: str, approver: Role, number: tuple[Field, ...]) -> Lifecycle:
    acts = (*_drafting(kind, label), *_issuing(kind, label, approver, number))
    return Lifecycle(kind=kind, label=label, states=_states(kind, label, approver), acts=acts)


CIRCULAR = _lifecycle("circular", "督查通报", Role.LEADER, _NUMBER)
SPECIAL_REPORT = _lifecycle("special_report", "督查专报", Role.OFFICE_HEAD, ())
LIFECYCLES = (CIRCULAR, SPECIAL_REPORT)
BULLETINS = tuple(each.kind for each in LIFECYCLES)
"""The kinds of bulletins, which are kept together."""
