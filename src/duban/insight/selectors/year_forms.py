"""What the forms of the year's end offer, and what is to be read before them."""

from __future__ import annotations

from datetime import date
from typing import Any

from duban.accountability.models import Correction, Year, YearResult
from duban.accountability.selectors.year_corrections import correction
from duban.accountability.selectors.year_results import exceptions_in_hand
from duban.accountability.selectors.year_scope import visible_results
from duban.insight.selectors.report_reading import Passage
from duban.mechanism.clauses import cite
from duban.mechanism.lifecycles.types import Act
from duban.shared import clock
from duban.shared.actor import Actor


def year_passages(actor: Actor, act: Act, obj: Any) -> tuple[Passage, ...]:
    """The texts that belong to an act of the year's end."""
    if isinstance(obj, YearResult):
        return (_result(actor, obj),)
    if isinstance(obj, Correction):
        return (_correction(actor, obj),)
    if isinstance(obj, Year) and act.key == "year.confirm":
        return (_exceptions(actor, obj),)
    if isinstance(obj, Year) and act.key == "year.close":
        return _closing(obj)
    return ()


def _closing(year: Year) -> tuple[Passage, ...]:
    """A warning while decisions of the year may still come."""
    if clock.today() > date(year.year, 12, 31):
        return ()
    early = f"{year.year}年度还没有结束；{year.year}-12-31以前再生效的决定，结账后只能另作更正。"
    return (Passage("请注意", (("还没有结束", early),)),)


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
            ("结账时", "；".join(item["label"] for item in seen.before) or "没有结果"),
            ("按现在的决定", "；".join(item["label"] for item in seen.after) or "没有结果"),
            *((f"{organ}意见", f"{word}：{text}") for organ, word, text, _, _ in seen.verdicts),
        ),
    )


def _exceptions(actor: Actor, year: Year) -> Passage:
    rows = exceptions_in_hand(actor, year)
    told = tuple((one["name"], f"{one['label']}：{one['reason']}") for one in rows)
    return Passage("本机关不同意的各项，其余一并确认", told or (("没有", "全部确认"),))
