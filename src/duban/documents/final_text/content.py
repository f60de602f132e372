"""Whether an edited text still states what the notice asks for, and the limits that the system reckons with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from duban.documents.checking.kinds import KINDS, MeasuredKind
from duban.documents.checking.words import squeezed
from duban.documents.papers.typeset import long_date
from duban.mechanism.clauses import clause
from duban.mechanism.decision import Decision, Reason, Remedy, decide, holds
from duban.mechanism.words.named import Vocabulary

if TYPE_CHECKING:
    from duban.documents.final_text.edited_paper import Reading

_REMEDY = (Remedy("上传定稿的人", "", "在稿中补上后重新上传"),)


@dataclass(frozen=True)
class Reckoned:
    """What the system reckons with, so that the text has to say the same: unit, limit, days between two reports.

    `clauses` are those of unit, limit and reports in this order.
    """

    unit: str
    deadline: date | None
    feedback_days: int
    clauses: tuple[str, str, str]


@clause("3.1.5", "3.1.6", "3.1.7", "3.1.8", "3.3.4")
def stated(reading: Reading, reckoned: Reckoned, vocabulary: Vocabulary) -> Decision:
    """Does an edited text state its mandatory content, and the same unit and limits as the draft."""
    kind = vocabulary.say_all(KINDS[reading.paper.kind])
    return decide("定稿的必备内容", (*_parts(reading, kind), *_agreements(reading, reckoned)))


def _parts(reading: Reading, kind: MeasuredKind) -> Iterator[Reason]:
    text = squeezed(reading.text)
    for part in kind.parts:
        there = bool(re.search(part.pattern, text, re.DOTALL))
        yield _reason(part.clause, f"载明{part.name}", there, f"定稿里没有找到“{part.name}”。")
    for body in kind.copies:
        there = body in squeezed(reading.copies)
        yield _reason("3.1.5", f"抄送{body}", there, f"定稿的抄送里没有{body}。")


def _agreements(reading: Reading, reckoned: Reckoned) -> Iterator[Reason]:
    text, (unit, deadline, feedback) = squeezed(reading.text), reckoned.clauses
    named = squeezed(reckoned.unit) in squeezed(reading.paper.to)
    yield _reason(unit, "主送责任单位", named, f"定稿的主送不是{reckoned.unit}。")
    if reckoned.deadline is not None:
        day = long_date(reckoned.deadline)
        yield _reason(
            deadline,
            "时限与登记的一致",
            day in text,
            f"登记的时限是{day}，定稿里没有这一天；要改时限，请先改稿。",
        )
    days = f"每{reckoned.feedback_days}天"
    yield _reason(
        feedback,
        "反馈周期与登记的一致",
        days in text,
        f"登记的是{days}反馈一次，定稿里不是；要改周期，请先改稿。",
    )


def _reason(clause_id: str, condition: str, there: bool, otherwise: str) -> Reason:
    return Reason(
        clause_id, condition, holds(there), "已载明。" if there else otherwise, remedies=_REMEDY, field="file"
    )
