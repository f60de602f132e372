"""What the forms of the year's end offer, and what is to be read before them."""

from __future__ import annotations

from typing import Any

from duban.accountability.models import Consequence, Correction, Withdrawal, Year, YearResult
from duban.accountability.selectors.year_corrections import correction
from duban.accountability.selectors.year_results import exceptions_in_hand, lines_to_confirm
from duban.accountability.selectors.year_scope import visible_results
from duban.insight.selectors.report_reading import Passage
from duban.mechanism.clauses import cite
from duban.mechanism.lifecycles.types import Act
from duban.shared.actor import Actor


def year_passages(actor: Actor, act: Act, obj: Any) -> tuple[Passage, ...]:
    """The texts that belong to an act of the year's end."""
    if isinstance(obj, YearResult):
        return (_result(actor, obj),)
    if isinstance(obj, Correction):
        return (_correction(actor, obj),)
    if isinstance(obj, Consequence | Withdrawal):
        return (_applied(obj),)
    if isinstance(obj, Year) and act.key == "year.confirm":
        return _exceptions(actor, obj), _lines(actor, obj)
    return ()


def _lines(actor: Actor, year: Year) -> Passage:
    """Every result on which the actor's organ is asked, one line each."""
    return Passage(
        "请逐项核对", tuple(lines_to_confirm(actor, year)) or (("没有", "这一年度没有须确认的结果"),)
    )


def _applied(row: Consequence | Withdrawal) -> Passage:
    """Whom a notice of a result concerns, by which decision, and what is to be applied or taken back."""
    sent = row if isinstance(row, Consequence) else row.consequence
    ruling = row.ruling
    told = [
        ("对象", f"{ruling.subject_name}{f'（{ruling.subject_title}）' if ruling.subject_title else ''}"),
        ("处理决定", f"{ruling.issuer}{ruling.number}，{ruling.effective_on:%Y-%m-%d}生效"),
        ("运用于", f"{sent.what}{f'（{sent.year}年度）' if sent.year else ''}"),
    ]
    if isinstance(row, Withdrawal):
        told.append(("撤回", row.text))
    return Passage("结果运用通知" if isinstance(row, Consequence) else "撤回结果通知", tuple(told))


def _result(actor: Actor, row: YearResult) -> Passage:
    rows = [
        (item["label"], f"{cite(item['clause'])}。{item['ground']} {'、'.join(item['documents'])}".strip())
        for item in visible_results(actor, row)
    ]
    return Passage(f"{row.year}年度：{row.name}", tuple(rows))


def _correction(actor: Actor, row: Correction) -> Passage:
    seen = correction(actor=actor, ref=row.ref)
    return Passage(
        f"{seen.year}年度：{seen.name}",
        (
            ("起因", f"{seen.why}（{seen.ruling_number}）"),
            ("原来", "；".join(item["label"] for item in seen.before) or "没有结果"),
            ("按现在的决定", "；".join(item["label"] for item in seen.after) or "没有结果"),
            *((f"{organ}意见", f"{word}：{text}") for organ, word, text, _, _ in seen.verdicts),
        ),
    )


def _exceptions(actor: Actor, year: Year) -> Passage:
    rows = exceptions_in_hand(actor, year)
    told = tuple((one["name"], f"{one['label']}：{one['reason']}") for one in rows)
    return Passage("本机关不同意的各项，其余一并确认", told or (("没有", "全部确认"),))
