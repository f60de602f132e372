"""Mandatory content of the documents of article 三: every missing element is named with its clause."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from duban.mechanism.clauses import clause
from duban.mechanism.decision import Decision, Reason, Remedy, decide, holds

PERSONAL_PLAN = "请你单位主要领导亲自研究制定整改方案，部署推动整改工作"


@dataclass(frozen=True)
class Element:
    """One element that a document must state: field, heading in the document, clause, words of the notice."""

    field: str
    heading: str
    clause: str
    words: str


LETTER = (
    Element("matters", "责令整改事项", "3.1.6", "责令整改事项"),
    Element("deadline", "整改时限", "3.1.6", "整改时限"),
    Element("goals", "整改目标", "3.1.6", "整改目标"),
    Element("feedback_days", "定期反馈周期", "3.1.8", "按要求定期"),
)
INTERVIEW = (
    Element("opinion_text", "‹约谈›初步意见", "3.2.3", "提出‹约谈›初步意见"),
    Element("planned_at", "‹约谈›时间", "3.2.1", "召集"),
    Element("place", "‹约谈›地点", "3.2.1", "召集"),
    Element("materials", "需提交材料", "3.2.8", "提交书面报告"),
    Element("deadline", "整改时限", "3.2.7", "对整治期限作出承诺"),
    Element("feedback_days", "定期反馈周期", "3.2.9", "按要求定期"),
)
LISTING = (
    Element("name", "事项名称", "3.3.4", "事项名称"),
    Element("responsible", "责任主体", "3.3.4", "责任主体"),
    Element("main_facts", "推进落实不力主要事实", "3.3.4", "推进落实不力主要事实"),
    Element("requirements", "整改要求", "3.3.4", "整改要求"),
    Element("deadline", "办理时限", "3.3.4", "办理时限"),
    Element("release_method", "申请解除的方式", "3.3.4", "申请解除的方式"),
    Element("release_procedure", "申请解除的程序", "3.3.4", "申请解除的方式及程序"),
)
ELEMENTS: Mapping[str, tuple[Element, ...]] = {"letter": LETTER, "interview": INTERVIEW, "listing": LISTING}

CHANGE = (
    Element("notice_number", "原通知文号", "3.2.1", "召集"),
    Element("old_at", "原定时间", "3.2.1", "召集"),
    Element("new_at", "调整后的时间", "3.2.1", "召集"),
    Element("place", "‹约谈›地点", "3.2.1", "召集"),
    Element("convener", "召集人", "3.2.1", "由县委或县政府领导召集"),
    Element("reason", "改期原因", "3.2.1", "召集"),
)
MINUTES = (
    Element("held_at", "‹约谈›时间", "3.2.1", "召集"),
    Element("convener", "召集人", "3.2.1", "由县委或县政府领导召集"),
    Element("attended", "出席人员", "3.2.2", "参加"),
    Element("words", "‹约谈›情况", "3.2.3", "对责任单位实施‹约谈›"),
    Element("report_handed", "书面报告是否提交", "3.2.8", "提交书面报告"),
)
RELEASE = (
    Element("name", "事项名称", "3.3.8", "事项名称"),
    Element("listing_number", "‹挂牌›文号", "3.3.8", "‹立项挂牌督办通知书›"),
    Element("listed_on", "‹挂牌›日期", "3.3.8", "‹立项挂牌督办通知书›"),
    Element("verified", "核查情况", "3.3.8", "申请解除的方式及程序"),
)
EXTENSION = (
    Element("old_limit", "原时限", "3.1.6", "整改时限"),
    Element("reason", "申请理由", "3.1.6", "整改时限"),
    Element("granted", "答复意见", "3.1.6", "整改时限"),
)
CIRCULAR = (
    Element("period", "通报期间", "3.0", "跟踪督办"),
    Element("overview", "总体情况", "3.0", "跟踪督办"),
    Element("rows", "责任单位和评价", "4.4", "工作进展及评价"),
    Element("problems", "存在问题", "4.3", "存在问题"),
    Element("requirements", "下一步要求", "4.3", "工作建议"),
)
SPECIAL_REPORT = (
    Element("subject", "专报题目", "4.3", "工作进展及评价"),
    Element("summary", "综述", "4.3", "工作进展及评价"),
)
TRANSFER = (
    Element("found", "基本情况", "6.1", "根据督查结论或者整改核查结果"),
    Element("items", "对照的责任追究情形", "6.1", "对照上述责任追究情形"),
    Element("conclusion", "督查结论或整改核查结果", "6.1", "根据督查结论或者整改核查结果"),
    Element("route", "移交依据", "6.2", "或经报县委或县政府主要领导同意后"),
    Element("evidence", "材料目录", "6.3", "移交县纪委监委、县委组织部"),
)
PLAN = (
    Element("plan", "整改措施", "3.1.7", "研究制定整改方案"),
    Element("committed_on", "承诺时限", "3.2.7", "对整治期限作出承诺"),
    Element("confirmed_by", "主要领导本人", "3.1.7", "由责任单位主要领导亲自研究制定"),
)
RECTIFICATION = (
    Element("progress", "整改进展", "3.1.8", "反馈整改情况"),
    Element("confirmed_by", "主要领导本人", "3.1.8", "反馈整改情况"),
)
WRITTEN_REPORT = (
    Element("facts", "有关情况", "3.2.8", "提交书面报告"),
    Element("measures", "整改措施", "3.2.6", "亲自制定整改方案"),
    Element("committed_on", "承诺时限", "3.2.7", "对整治期限作出承诺"),
    Element("confirmed_by", "主要领导本人", "3.2.6", "责任单位主要领导在‹约谈›前要亲自制定整改方案"),
)
APPLICATION = (
    Element("document", "‹挂牌›文号", "3.3.4", "‹立项挂牌督办通知书›"),
    Element("done", "整改完成情况", "3.3.8", "申请解除的方式及程序"),
    Element("confirmed_by", "主要领导本人", "3.3.8", "申请解除的方式及程序"),
)
PAUSE = (
    Element("reason", "理由", "3.1.2", "同意"),
    Element("limit", "整改时限", "3.1.6", "整改时限"),
    Element("until", "自行恢复的日期", "3.1.6", "整改时限"),
    Element("approver", "决定的领导", "3.1.2", "同意"),
)
CONCLUSION = (
    Element("method", "核查方式", "6.1", "根据督查结论或者整改核查结果"),
    Element("found", "核查情况", "6.1", "根据督查结论或者整改核查结果"),
    Element("passed", "结论", "6.1", "根据督查结论或者整改核查结果"),
)
SHEET = (
    Element("document", "文种", "3.1.2", "同意"),
    Element("subject", "标题", "3.1.2", "同意"),
    Element("steps", "签署意见", "3.1.2", "同意"),
)
RESULT = (
    Element("to", "运用结果的单位", "7.3.1", "取消其在当年度综合考评中参评先进集体的资格"),
    Element("subject", "对象", "7.3.1", "取消其在当年度综合考评中参评先进集体的资格"),
    Element("document", "处理决定", "7.3.1", "取消其在当年度综合考评中参评先进集体的资格"),
    Element("what", "运用的结果", "7.3.1", "取消其在当年度综合考评中参评先进集体的资格"),
)
DOCUMENTS: Mapping[str, tuple[Element, ...]] = {
    "supervision_letter": (
        Element("facts", "引用的事实", "3.1.1", "进展缓慢、落实不力"),
        Element("orders", "责令整改事项", "3.1.6", "责令整改事项"),
        *LETTER[1:],
    ),
    "interview_notice": (Element("opinion", "‹约谈›初步意见", "3.2.3", "提出‹约谈›初步意见"), *INTERVIEW[1:]),
    "interview_change": CHANGE,
    "interview_minutes": MINUTES,
    "listing_notice": LISTING,
    "listing_circular": (LISTING[0], LISTING[4]),
    "release_notice": RELEASE,
    "pause_notice": PAUSE,
    "extension_reply": EXTENSION,
    "circular": CIRCULAR,
    "special_report": SPECIAL_REPORT,
    "instruction_report": (
        Element("words", "批示内容", "3.0", "跟踪督办"),
        Element("written_on", "批示日期", "3.0", "跟踪督办"),
        Element("outcome", "办理结果", "3.0", "跟踪督办"),
        Element("report", "办理情况", "3.0", "跟踪督办"),
    ),
    "transfer_letter": TRANSFER,
    "result_notice": RESULT,
    "result_withdrawal": (*RESULT, Element("why", "撤回的缘由", "6.4", "处理")),
    "rectification_plan": PLAN,
    "rectification_report": RECTIFICATION,
    "written_report": WRITTEN_REPORT,
    "release_application": APPLICATION,
    "conclusion": CONCLUSION,
    "sign_off_sheet": SHEET,
}
"""What each kind of official document must state, by the names of its facts."""


_DRAFTER = Remedy("起草人", "", "改稿补上")


@clause("3.1.6", "3.2.8", "3.3.4", "6.1", "6.2")
def stated(elements: tuple[Element, ...], facts: Mapping[str, Any]) -> Decision:
    """Do the facts of a document state every element; a plan may be a text or a table of steps."""
    values = dict(facts)
    values["plan"] = values.get("plan") or values.get("steps")
    wanted = (*elements, *_following(values))
    return decide("必备内容", [_stated(element, values.get(element.field)) for element in wanted])


def _following(values: Mapping[str, Any]) -> tuple[Element, ...]:
    """What else must be stated because of what is stated: the new limit, the basis of the route."""
    if values.get("granted") is True:
        return (Element("new_limit", "新时限", "3.1.6", "整改时限"),)
    if values.get("route") == "A":
        return (Element("route_basis", "有关规定条款", "6.2", "有关规定"),)
    if values.get("route") == "B":
        return (
            Element("approver", "同意的主要领导", "6.2", "经报县委或县政府主要领导同意后"),
            Element("approved_on", "同意日期", "6.2", "经报县委或县政府主要领导同意后"),
        )
    return ()


@clause("3.1.6", "3.3.4", "3.2.3")
def content_complete(kind: str, content: Mapping[str, Any], on: date) -> Decision:
    """Does a draft state everything that the notice asks for, with a limit after `on`."""
    drafter = Remedy("起草人", f"{kind}.redraft", "改稿补上")
    reasons = [_stated(element, content.get(element.field), drafter) for element in ELEMENTS[kind]]
    return decide("必备内容", reasons).and_also(days_ahead(kind, content, on))


@clause("3.1.6", "3.3.4")
def days_ahead(kind: str, content: Mapping[str, Any], on: date) -> Decision:
    """Does the limit that a document sets lie after `on`; one that is not stated yet is not asked here."""
    deadline = content.get("deadline")
    if not isinstance(deadline, date):
        return decide("文中的日期", [])
    return decide("文中的日期", [_later(ELEMENTS[kind], deadline, on, Remedy("起草人", f"{kind}.redraft", "改时限"))])


@clause("3.2.1", "3.2.6")
def meeting_ahead(ahead: bool, when: str) -> Reason:
    """A meeting lies ahead until it is held: what must be ready before it could not be made any more."""
    return Reason(
        "3.2.1",
        "‹约谈›时间在现在以后",
        holds(ahead),
        f"拟于 {when} ‹约谈›{'' if ahead else '，已经过去'}。",
        words="在‹约谈›前要亲自制定整改方案",
        remedies=(Remedy("起草人", "interview.redraft", "改‹约谈›时间"),),
        field="planned_at",
    )


def _stated(element: Element, value: Any, drafter: Remedy = _DRAFTER) -> Reason:
    there = bool(value.strip()) if isinstance(value, str) else isinstance(value, bool) or bool(value)
    return Reason(
        element.clause,
        f"载明{element.heading}",
        holds(there),
        "已载明。" if there else f"缺“{element.heading}”。",
        words=element.words,
        remedies=(drafter,),
        field=element.field,
    )


def _later(elements: tuple[Element, ...], deadline: date, on: date, drafter: Remedy) -> Reason:
    element = next(element for element in elements if element.field == "deadline")
    return Reason(
        element.clause,
        f"{element.heading}在今天以后",
        holds(deadline > on),
        f"{element.heading} {deadline:%Y-%m-%d}，今天 {on:%Y-%m-%d}。",
        words=element.words,
        remedies=(drafter,),
        field="deadline",
    )
