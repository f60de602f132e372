"""What is to be read before the forms of the year's end."""

from __future__ import annotations

from duban.accountability.models import Consequence, Correction, Withdrawal, Year, YearResult
from duban.accountability.selectors.year.corrections import correction
from duban.accountability.selectors.year.pages.results import exceptions_in_hand, lines_to_confirm
from duban.accountability.selectors.year.scope import visible_results
from duban.acts.beside import ToRead, reads
from duban.mechanism.clauses import cite
from duban.mechanism.lifecycles.types import Act
from duban.shared.actor import Actor


@reads
def _exceptions(actor: Actor, act: Act, year: Year) -> ToRead:
    rows = exceptions_in_hand(actor, year)
    told = tuple((one["name"], f"{one['label']}：{one['reason']}") for one in rows)
    return ToRead("本机关不同意的各项，其余一并确认", told or (("没有", "全部确认"),))


@reads
def _lines(actor: Actor, act: Act, year: Year) -> ToRead:
    """Every result on which the actor's organ is asked, one line each."""
    return ToRead(
        "请逐项核对", tuple(lines_to_confirm(actor, year)) or (("没有", "这一年度没有须确认的结果"),)
    )


@reads
def _result_sent(actor: Actor, act: Act, row: Consequence | Withdrawal) -> ToRead:
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
    return ToRead("结果运用通知" if isinstance(row, Consequence) else "撤回结果通知", tuple(told))


@reads
def _result_of_year(actor: Actor, act: Act, row: YearResult) -> ToRead:
    """What a unit or a person has in a year, and for what."""
    rows = [
        (item["label"], f"{cite(item['clause'])}。{item['ground']} {'、'.join(item['documents'])}".strip())
        for item in visible_results(actor, row)
    ]
    return ToRead(f"{row.year}年度：{row.name}", tuple(rows))


@reads
def _the_correction(actor: Actor, act: Act, row: Correction) -> ToRead:
    """What a correction changes, and who said what of it."""
    seen = correction(actor=actor, ref=row.ref)
    return ToRead(
        f"{seen.year}年度：{seen.name}",
        (
            ("起因", f"{seen.why}（{seen.ruling_number}）"),
            ("原来", "；".join(item["label"] for item in seen.before) or "没有结果"),
            ("按现在的决定", "；".join(item["label"] for item in seen.after) or "没有结果"),
            *((f"{organ}意见", f"{word}：{text}") for organ, word, text, _, _ in seen.verdicts),
        ),
    )
