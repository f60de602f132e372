"""The tables of a package: what people read of the rows, as .csv with Chinese headings."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from duban.archive.packing.contents import Gathered, PackedFile
from duban.archive.packing.due import Spoken
from duban.archive.packing.layout import TOLD
from duban.audit.models import Entry
from duban.documents.ledgers.incoming.words import could_be_formula
from duban.matters.models import Milestone
from duban.measures.models import Pause
from duban.mechanism.clauses import CLAUSES, cite
from duban.mechanism.lifecycles import ACTS
from duban.proceedings.models import (
    Application,
    Extension,
    Forewarning,
    JudgedFact,
    Plan,
    Rating,
    Receipt,
    Report,
    ResponsiblePerson,
    Signature,
    Verification,
)
from duban.shared import clock

TABLES: tuple[tuple[str, str, type[Any], tuple[tuple[str, str], ...]], ...] = (
    (
        "milestones",
        "节点",
        Milestone,
        (
            ("节点", "title"),
            ("时限", "due_on"),
            ("原时限", "original_due_on"),
            ("目标", "target"),
            ("完成", "reached_on"),
        ),
    ),
    (
        "people",
        "责任人",
        ResponsiblePerson,
        (("身份", "role"), ("姓名", "name"), ("职务", "title"), ("定格于", "frozen_on")),
    ),
    (
        "signatures",
        "发文稿纸",
        Signature,
        (
            ("环节", "label"),
            ("意见", "opinion"),
            ("姓名", "name"),
            ("职务", "post"),
            ("委托人", "behalf_name"),
            ("方式", "means"),
            ("时间", "signed_at"),
            ("备注", "note"),
        ),
    ),
    (
        "receipts",
        "送达签收",
        Receipt,
        (
            ("种类", "what"),
            ("文件", "label"),
            ("送给", "name"),
            ("送达", "sent_at"),
            ("签收", "received_at"),
            ("签收人", "received_by"),
            ("阅批意见", "opinion"),
        ),
    ),
    (
        "plans",
        "整改方案",
        Plan,
        (
            ("状态", "state"),
            ("措施", "text"),
            ("承诺完成", "committed_on"),
            ("拟订", "drafted_by"),
            ("拟订时间", "drafted_at"),
            ("本人确认", "confirmed_by"),
            ("职务", "confirmed_post"),
            ("确认时间", "confirmed_at"),
            ("退回理由", "return_reason"),
        ),
    ),
    (
        "reports",
        "进展报告",
        Report,
        (
            ("期次", "period"),
            ("反馈", "serves"),
            ("应报", "due_on"),
            ("本期无新进展", "no_change"),
            ("累计完成", "value"),
            ("进展", "progress"),
            ("存在问题", "problems"),
            ("请求协调", "needs"),
            ("报送人", "submitted_by"),
            ("报送时间", "submitted_at"),
            ("逾期", "late"),
        ),
    ),
    (
        "ratings",
        "推进评价",
        Rating,
        (
            ("次序", "index"),
            ("评价", "value"),
            ("问题", "problems"),
            ("建议", "suggestions"),
            ("理由", "reason"),
            ("系统建议", "suggested"),
            ("评价人", "by"),
            ("时间", "at"),
        ),
    ),
    (
        "facts",
        "认定的事实",
        JudgedFact,
        (
            ("事实", "fact"),
            ("行为", "behaviour"),
            ("理由", "reason"),
            ("认定人", "by"),
            ("日期", "on"),
        ),
    ),
    (
        "extensions",
        "延期",
        Extension,
        (
            ("状态", "state"),
            ("原时限", "old_due"),
            ("新时限", "new_due"),
            ("理由", "reason"),
            ("申请人", "asked_by"),
            ("申请时间", "asked_at"),
            ("决定人", "decided_by"),
            ("职务", "decided_post"),
            ("决定时间", "decided_at"),
            ("意见", "opinion"),
        ),
    ),
    (
        "forewarnings",
        "预计不能按期",
        Forewarning,
        (
            ("时限", "limit_label"),
            ("时限日期", "limit_on"),
            ("预计完成", "expected_on"),
            ("原因", "why"),
            ("报告人", "told_by"),
            ("报告时间", "told_at"),
            ("答复", "answer"),
            ("说明", "opinion"),
            ("答复人", "answered_by"),
            ("职务", "answered_post"),
            ("答复时间", "answered_at"),
        ),
    ),
    (
        "pauses",
        "暂缓",
        Pause,
        (
            ("状态", "state"),
            ("理由", "reason"),
            ("自行恢复的日期", "until"),
            ("提请人", "asked_by"),
            ("提请时间", "asked_at"),
            ("决定人", "decided_by"),
            ("职务", "decided_post"),
            ("决定时间", "decided_at"),
            ("意见", "opinion"),
            ("暂缓自", "began_on"),
            ("恢复日期", "ended_on"),
            ("恢复的理由", "ended_why"),
        ),
    ),
    (
        "applications",
        "申请",
        Application,
        (
            ("内容", "text"),
            ("申请人", "by"),
            ("时间", "at"),
            ("本人确认", "confirmed_by"),
            ("职务", "confirmed_post"),
            ("确认时间", "confirmed_at"),
        ),
    ),
    (
        "verifications",
        "核查",
        Verification,
        (
            ("方式", "method"),
            ("通过", "passed"),
            ("结论", "text"),
            ("核查人", "by"),
            ("时间", "at"),
            ("核查确认人", "confirmed_by"),
            ("核查确认时间", "confirmed_at"),
            ("一致", "agreed"),
            ("说明", "note"),
        ),
    ),
)
_HISTORY = ("时间", "办理人", "职务", "行为", "结果", "经过", "依据")


@dataclass(frozen=True)
class Derived:
    """A table as it follows from the data: where it lies, what it is, its headings and its lines."""

    path: str
    type: str
    title: str
    head: tuple[str, ...]
    body: tuple[tuple[str, ...], ...]


def table_parts(gathered: Gathered) -> Iterator[PackedFile]:
    """Each table that has rows, and the history as people read it."""
    for table in (*tables_of(gathered.rows), history_of(gathered.spoken)):
        yield PackedFile(table.path, "table", table.type, table.title, written(table.head, table.body))


def tables_of(rows: Sequence[Any]) -> Iterator[Derived]:
    """The tables that follow from rows; asked by who builds a package and by who checks one."""
    for key, title, model, columns in TABLES:
        body = tuple(tuple(_said(row, name) for _, name in columns) for row in rows if isinstance(row, model))
        if body:
            yield Derived(f"tables/{title}.csv", key, title, tuple(head for head, _ in columns), body)


def history_of(spoken: Sequence[Spoken]) -> Derived:
    """The history as it follows from the entries."""
    return Derived(TOLD, "told", "办理经过", _HISTORY, tuple(_told(one) for one in spoken))


def written(head: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    """A table as .csv in UTF-8, with the mark by which spreadsheets know it; what could be a formula stays text."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows([[plain(cell) for cell in row] for row in rows])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def plain(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if could_be_formula(cell) else cell


def _said(row: Any, name: str) -> str:
    shown = getattr(row, f"get_{name}_display", None)
    value = shown() if callable(shown) else getattr(row, name, "")
    return said(value)


def said(value: Any) -> str:
    """A value as people write it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime):
        return clock.text(value, "%Y-%m-%d %H:%M")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    return str(value)


def _told(one: Spoken) -> tuple[str, ...]:
    data = one.payload
    return (
        said(one.at),
        str(data.get("who", "")),
        str(data.get("post", "")),
        str(data.get("label") or (ACTS[one.act].label if one.act in ACTS else one.act)),
        str(Entry.Outcome(one.outcome).label) if one.outcome in Entry.Outcome.values else one.outcome,
        str(data.get("sentence", "（正文不在）")),
        "、".join(cite(clause) for clause in data.get("clauses", ()) if clause in CLAUSES),
    )
