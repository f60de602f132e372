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
    Element("opinion_text", "约谈初步意见", "3.2.3", "提出约谈初步意见"),
    Element("planned_at", "约谈时间", "3.2.1", "召集"),
    Element("place", "约谈地点", "3.2.1", "召集"),
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


@clause("3.1.6", "3.3.4", "3.2.3")
def content_complete(kind: str, content: Mapping[str, Any], on: date) -> Decision:
    """Does a draft state everything that the notice asks for, with a deadline after `on`."""
    reasons = [_stated(element, content.get(element.field)) for element in ELEMENTS[kind]]
    deadline = content.get("deadline")
    if isinstance(deadline, date):
        reasons.append(_later(ELEMENTS[kind], deadline, on))
    return decide("必备内容", reasons)


def _stated(element: Element, value: Any) -> Reason:
    there = bool(value) if not isinstance(value, str) else bool(value.strip())
    return Reason(
        element.clause,
        f"载明{element.heading}",
        holds(there),
        "已载明。" if there else f"缺“{element.heading}”。",
        words=element.words,
        remedies=(Remedy("起草人", "", "改稿补上"),),
        field=element.field,
    )


def _later(elements: tuple[Element, ...], deadline: date, on: date) -> Reason:
    element = next(element for element in elements if element.field == "deadline")
    return Reason(
        element.clause,
        f"{element.heading}是发出日以后的一天",
        holds(deadline > on),
        f"{element.heading} {deadline:%Y-%m-%d}，今天 {on:%Y-%m-%d}。",
        field="deadline",
    )
