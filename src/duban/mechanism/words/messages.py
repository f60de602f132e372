"""Every message of the system: its kind, what may be said of it outside, and its sentence.

A message is kept as its kind, its recipient and its named values. The sentence is made where it is shown, so that a
channel can word it, shorten it, or say the label alone, which names nobody and nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from string import Formatter

from duban.mechanism.clauses import clause

Value = str | int


@dataclass(frozen=True)
class MessageKind:
    """A kind of message: `label` is short and names nobody, `sentence` says all, with the values in braces.

    One that `asks` goes with something that its reader owes and stands on the desk as that (待办); all others are to be
    read (待阅).
    """

    key: str
    label: str
    sentence: str
    asks: bool = False

    @cached_property
    def names(self) -> frozenset[str]:
        """The values that a message of this kind has."""
        return frozenset(name for _, name, _, _ in Formatter().parse(self.sentence) if name)


_MATTERS = (
    MessageKind("assigned", "事项交办", "交办：{title}，{due} 前办结。", asks=True),
    MessageKind("assisting_assigned", "协办事项交办", "请协办：{title}，{due} 前办结。"),
    MessageKind("inherited", "事项承继", "承继：{title}由{unit}转来。"),
    MessageKind("handed_over", "变更经办人", "由您经办：{title}"),
    MessageKind("office_changed", "变更督办单位", "{title}改由{office}督办。"),
    MessageKind("return_ruled", "退回裁定", "退回裁定：{ruling}。{reason}"),
    MessageKind("urged", "催办", "催办（第{nth}次）：{title}。{text}"),
    MessageKind("phoned", "电话催办", "电话催办（第{nth}次）：{title}。{text}"),
    MessageKind("pressed", "紧急催办", "紧急催办（{ground}）：{title}。{text}"),
    MessageKind("passed_inside", "内部流转", "转您{step}：{title}。"),
    MessageKind("assisting_reported", "协办情况报送", "{unit}报送协办情况：{title}。"),
    MessageKind("report_returned_inside", "进展退回修改", "第{period}期进展退回修改：{opinion}", asks=True),
    MessageKind("report_returned", "进展退回补报", "第{period}期进展退回补报：{missing}", asks=True),
    MessageKind("extension_answered", "延期答复", "{answer}延期至 {day}：{title}。"),
    MessageKind("reported_for", "代报进展", "{said}报来的第{period}期进展已代录：{title}。有异议的，{day}以前提出。"),
    MessageKind("report_objected", "代报有异议", "{unit}对代报的第{period}期进展有异议：{title}。{text}"),
    MessageKind("forewarned", "预计不能按期", "{unit}预计不能按期（{limit}）：{title}。{why}"),
    MessageKind("forewarning_answered", "预计不能按期答复", "{answer}：{title}。{opinion}"),
    MessageKind("matter_not_verified", "核查未通过", "核查未通过，请继续办理：{title}。"),
    MessageKind("instruction_given", "批示交办", "请办理{leader}的批示：{title}。{note}", asks=True),
    MessageKind("instruction_reported", "批示办理情况报告", "“{title}”的批示办理情况已报告（{number}）：{outcome}。", asks=True),
    MessageKind("instruction_withdrawn", "批示已撤回", "{leader}撤回了对“{title}”的批示：{reason}"),
    MessageKind("result_presented", "呈领导阅", "办理结果呈领导阅：{title}。{text}"),
)

_DUE = (
    MessageKind("duty_near", "待办将到期", "“{duty}”将于{day}到期：{title}", asks=True),
    MessageKind("duty_due", "待办今天到期", "“{duty}”今天到期：{title}", asks=True),
    MessageKind("duty_late", "待办逾期", "“{duty}”已逾期（应于{day}）：{title}", asks=True),
    MessageKind("unit_late", "责任单位逾期", "“{duty}”已逾期（应于{day}），责任单位未办：{title}"),
    MessageKind("step_near", "待办将到期", "“{duty}”将于{day}到期", asks=True),
    MessageKind("step_due", "待办今天到期", "“{duty}”今天到期", asks=True),
    MessageKind("step_late", "待办逾期", "“{duty}”已过期限（{day}）", asks=True),
    MessageKind("period_over", "说明期满", "一个说明期已满，没有收到说明。"),
)

_BURDEN = (
    MessageKind("complaint_answered", "投诉建议已答复", "您的投诉建议（{sort}）已经答复，请在“投诉建议”页上看。"),
    MessageKind("looked_back", "回头看结果", "对你单位已销号的{count}件事项作了回头看：{found}。看到什么，在“回头看”页上。"),
    MessageKind("reopening_proposed", "拟重新启动", "拟重新启动：{title}。{reason}请陈述意见。", asks=True),
    MessageKind("reopened", "重新启动", "重新启动：{title}，{due} 前办结。以前的时限不变，不算逾期。"),
    MessageKind("not_reopened", "不重新启动", "不重新启动：{title}。{reason}"),
)

_MEASURES = (
    MessageKind("draft_returned", "文稿退回修改", "{paper}稿退回修改：{reason}", asks=True),
    MessageKind("draft_withdrawn", "文稿撤回", "{paper}稿已随{why}撤回：{title}"),
    MessageKind("referred", "转请审批", "有一件送审文稿转请您审批。", asks=True),
    MessageKind(
        "sent_elsewhere", "转送审批", "您{day}不同意的建议，因有新的事实或者职务调整，现送{post}审批。"
    ),
    MessageKind("paper_approval_entered", "纸面审批代录", "您{day}的纸面审批已代录，待第二人比对。"),
    MessageKind("paper_approval_compared", "纸面审批比对", "代录的您{day}的纸面审批，第二人{outcome}。"),
    MessageKind("measure_voided", "文书作废", "{paper}{number}作废：{reason}"),
    MessageKind("measure_extension_answered", "延期答复", "{paper}{answer}延期至 {day}（{number}）。"),
    MessageKind(
        "letter_paused", "暂缓", "‹督办函›{number}暂缓至 {day}（{paper}），到期自行恢复，原时限不变。"
    ),
    MessageKind("letter_resumed", "恢复", "‹督办函›{number}自今日起恢复，暂缓{days}天，时限仍为 {day}。"),
    MessageKind("measure_not_verified", "核查未通过", "{paper}核查未通过，原时限继续计算。"),
    MessageKind("measure_closed", "销号", "{paper}{number}已销号。"),
    MessageKind("plan_returned", "整改方案退回", "{paper}整改方案退回：{reason}", asks=True),
    MessageKind("interview_put_off", "改期", "‹联席约谈›改到 {moment}，地点{place}：{title}"),
    MessageKind("minutes_issued", "纪要印发", "‹约谈›纪要第{number}期已印发：{title}。"),
    MessageKind("self_criticism_owed", "须作出检查", "须在{meeting}上作出检查：{title}。"),
    MessageKind("release_refused", "解除申请答复", "解除申请未获同意，原时限继续计算：{reason}"),
    MessageKind("listing_expired", "到期未完成整改", "‹挂牌督办›{number}到期未完成整改：{unit}，{title}"),
)

_CASES = (
    MessageKind("clue_opened", "待核情形", "待核情形待研判：{title}", asks=True),
    MessageKind("taken_over", "由您接办", "由您接办：{title}"),
    MessageKind("recusal_asked", "回避申请", "有人申请您回避一件追责案件，请答复。", asks=True),
    MessageKind("recusal_waits", "回避事项", "有一项回避事项待决定。", asks=True),
    MessageKind(
        "notice_served",
        "告知书",
        "有一份{whose}的{paper}，请签收。可以就告知的事实、证据和情形提交说明，自收到之日次日起{days}个工作日内。",
        asks=True,
    ),
    MessageKind(
        "term_runs",
        "说明期限",
        "可以就告知的事实、证据和情形提交说明，最后一天是{day}（当日有效）。",
        asks=True,
    ),
    MessageKind("statement_returned", "说明退回", "主要领导退回说明：{reason}", asks=True),
    MessageKind("statement_answered", "说明已答复", "提交的说明已答复。"),
    MessageKind("papers_received", "材料已收到", "书面材料已收到并登记。"),
    MessageKind("person_cleared", "事项已研究", "告知的事项已经研究，不再追究您本人的责任。"),
    MessageKind("cleared", "事项已研究", "告知的事项已经研究，不予追究责任。"),
    MessageKind("statement_received", "收到说明", "{title}：收到一份说明，待答复采纳与否。", asks=True),
    MessageKind("statement_waived", "放弃说明", "{title}：一个被告知对象书面放弃说明。"),
    MessageKind("proposal_returned", "移交意见退回修改", "移交意见退回修改。", asks=True),
    MessageKind(
        "proposal_taken_back", "移交意见退回修改", "您同意的移交意见在移交前退回修改，改后重新报批。"
    ),
    MessageKind("transfer_arrived", "收到移交函", "收到移交函{number}，待签收。", asks=True),
    MessageKind("transfer_accepted", "移交受理", "移交{number}已受理。"),
    MessageKind("transfer_returned", "移交退回", "移交{number}被退回，请按退回的理由重新办理。", asks=True),
    MessageKind("transfer_finished", "移交办结", "移交{number}已办结：{outcome}。"),
)

_RULINGS = (
    MessageKind("entry_waits", "登记待核对", "有一件处理决定的登记待核对。", asks=True),
    MessageKind("entry_returned", "登记退回", "一件处理决定的登记被退回，理由见系统内。", asks=True),
    MessageKind("change_waits", "变动待核对", "有一件处理决定的变动待核对。", asks=True),
    MessageKind("change_returned", "变动退回", "一件处理决定的变动被退回，理由见系统内。"),
    MessageKind("decision_served", "处理决定", "一份处理决定已送达并登记，可以查看救济途径和期限。"),
    MessageKind("revision_corrected", "登记更正", "一份处理决定的登记已更正，更正前后请在系统内查看。"),
    MessageKind("revision_void", "登记注销", "一份处理决定的登记有误，已注销，不作为处理决定。"),
    MessageKind("revision_changed", "处理决定变更", "处理决定已变更。"),
    MessageKind("revision_revoked", "处理决定撤销", "处理决定已撤销。"),
    MessageKind("appeal_waits", "申诉待受理", "有一件申诉待受理。", asks=True),
    MessageKind("appeal_accepted", "申诉受理", "申诉已受理。"),
    MessageKind("appeal_refused", "申诉不予受理", "申诉不予受理，理由见系统内。"),
    MessageKind("appeal_answered", "申诉答复", "申诉已答复。"),
)

_RESULTS = (
    MessageKind("result_sent", "结果运用通知", "收到一份结果运用通知，请签收。", asks=True),
    MessageKind("result_recalled", "结果运用通知收回", "处理决定已{why}，此前的结果运用通知收回，不须签收。"),
    MessageKind(
        "result_withdrawn",
        "结果运用撤回",
        "处理决定已{why}，请撤回按原来的内容运用的结果（{what}），并回告。",
        asks=True,
    ),
    MessageKind(
        "result_changed",
        "结果运用变更",
        "处理决定已{why}，请撤回按原来的内容运用的结果（{what}），按{why}后的内容办理，并回告。",
        asks=True,
    ),
    MessageKind("year_closed", "年度结果", "{year}年度结果已结账，可以查看与您或本单位有关的结果和依据。"),
    MessageKind("correction_waits", "年度结果待处理", "一个已结年度的结果须处理。", asks=True),
    MessageKind(
        "year_may_change",
        "年度结果",
        "{year}年度结账后有处理决定生效，该年度的结果可能变更，请查看并可提出意见。",
    ),
    MessageKind("year_settled", "年度结果", "{year}年度的结果已有处理意见，请查看。"),
    MessageKind("year_reassessed", "年度结果", "{year}年度的结果已重新评定，请查看。"),
    MessageKind("year_referred", "年度结果", "{year}年度的结果由{addressee}决定，县里已函告，请查看。"),
    MessageKind(
        "year_relieved",
        "年度结果",
        "{year}年度的结果，因处理决定变更或者撤销，有关限制自始不再适用，请查看。",
    ),
    MessageKind(
        "extract_recalled", "摘录收回", "{year}年度结果有更正，此前导出的摘录须收回，请换用现在的摘录。"
    ),
    MessageKind(
        "answer_recalled",
        "查询答复收回",
        "{day}对“{requester}”的问责记录查询答复须收回：所列的处理决定有变更或者撤销。",
    ),
)

_POSTS = (
    MessageKind("appointed", "任职", "您自{day}起任{post}。"),
    MessageKind("delegated", "委托代行职务", "{post}一职自{first}至{last}委托您代行。"),
    MessageKind("delegation_ended", "委托结束", "{post}一职不再委托您代行。"),
    MessageKind("leave_recorded", "请假登记", "{who}办理了您的“{what}”。"),
    MessageKind("stands_in", "代办", "{name}自{first}至{last}不在岗，指名由其经办的事由您代办。"),
    MessageKind("handed_on", "交接", "{giver}交接的{count}件由您经办。"),
    MessageKind("delegate_leaves", "委托", "{name}离岗，您委托其代行的{post}不随之交接，请收回后另行委托。"),
    MessageKind(
        "reset_proposed",
        "密码重置",
        "系统管理员提请重置您的密码，待第二人确认。不是您要求的，请立即告诉县委组织部。",
    ),
    MessageKind(
        "reset_done", "密码重置", "您的密码已由两人办理重置。不是您要求的，请立即告诉您的单位负责人。"
    ),
    MessageKind("reset_of_yours", "密码重置", "您负责的单位有一位同志的密码经两人办理重置，请向本人核实。"),
    MessageKind("reset_refused", "密码重置", "提请重置您的密码的，没有同意，密码没有变动。"),
    MessageKind(
        "password_ended", "重新登录", "您有了新的职务，原来的密码不再有效，请凭登录单登录，另设密码。"
    ),
)

MESSAGES: Mapping[str, MessageKind] = {
    kind.key: kind for kind in (*_MATTERS, *_DUE, *_MEASURES, *_CASES, *_RULINGS, *_RESULTS, *_POSTS, *_BURDEN)
}
"""Every kind of message."""

TO_READ = tuple(key for key, kind in MESSAGES.items() if not kind.asks)
"""The kinds that ask for no act: whoever has read one is done with it."""


@clause("3.1.7", "3.1.8")
def sentence(kind: str, values: Mapping[str, Value]) -> str:
    """What a message says, whole; measures are named in marks where the values do not already say the county's word.

    Raises ValueError where a value is missing or too many, and KeyError for a kind that there is not.
    """
    told = MESSAGES[kind]
    if told.names != values.keys():
        raise ValueError(f"{kind} is told with {sorted(told.names)}, not {sorted(values)}")
    return told.sentence.format_map(values)
