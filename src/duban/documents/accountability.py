"""The papers of accountability that stand in no register: notice of hearing and status slip (五, 六)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from duban.documents.claims import document_block
from duban.documents.official.bundled import Placed
from duban.documents.official.kinds.base import (
    day,
    full_stop,
    in_words,
    numbered,
    quoted,
    register,
    section,
    text,
)
from duban.documents.papers.model import Block, Form, Heading, Paper, Seal


@dataclass(frozen=True)
class HearingSource:
    """What a notice of hearing says. `items` are citations with the county's words, `whose` 单位 or 本人.

    `evidence` is as the notice lists it, `new` what of facts and evidence no earlier notice named. `supplementary`
    tells that only evidence was added. The period is printed in working days: its last day hangs on receipt.
    """

    office: str
    to: str
    whose: str
    matter: str
    facts: tuple[str, ...]
    items: tuple[tuple[str, str], ...]
    evidence: tuple[str, ...]
    new: frozenset[str]
    supplementary: bool
    served_on: date
    workdays: int
    receipt_workdays: int
    round: int
    rights: tuple[str, ...]


def hearing_notice(source: HearingSource) -> Paper:
    """情况说明通知: facts, intended items, the period, and the rights of whoever is notified."""
    turn = f"（第{source.round}次）" if source.round > 1 else ""
    return Paper(
        kind="hearing_notice",
        form=Form.LETTER,
        issuers=(source.office,),
        title=(f"情况说明{'补充' if source.supplementary else ''}通知{turn}",),
        to=source.to,
        blocks=(*_facts(source), *_evidence(source), *_items(source), *_period(source)),
        dated=source.served_on,
    )


@document_block("5.0")
def _facts(source: HearingSource) -> tuple[Block, ...]:
    you = "单位" if source.whose == "单位" else ""
    what = "以下事实和证据" if not source.supplementary else "以下证据（新增的已标明），作补充告知，事实和情形没有增加"
    work = f"就重点工作{quoted(source.matter)}，" if source.matter else ""
    return (
        text(f"{work}我办掌握{what}，现向你{you}告知。"),
        section(1, "事实"),
        *numbered(_marked(source, source.facts)),
    )


def _marked(source: HearingSource, lines: tuple[str, ...]) -> tuple[str, ...]:
    """The lines with a mark on what an earlier notice did not name."""
    return tuple(f"（新增）{line}" if line in source.new else line for line in lines)


@document_block("5.0")
def _evidence(source: HearingSource) -> tuple[Block, ...]:
    """What the facts rest on, by title; by kind only where an informant would be known."""
    listed = _marked(source, source.evidence)
    return (section(2, "证据"), *(numbered(listed) if listed else (text("没有另外的证据。"),)))


@document_block("5.1", "5.2", "5.3", "5.4", "5.5")
def _items(source: HearingSource) -> tuple[Block, ...]:
    return (
        section(3, "拟认定的情形"),
        *(_item(cited, full_stop(_unnumbered(words) or "见通知原文")) for cited, words in source.items),
    )


@document_block("5.0")
def _period(source: HearingSource) -> tuple[Block, ...]:
    return (
        section(4, "说明的期限和权利"),
        text(
            f"请在{source.receipt_workdays}个工作日内签收；自收到之日次日起{source.workdays}个工作日内可以提交说明，"
            "系统中断的顺延。最后一天在签收时告知，当日有效。"
        ),
        *(text(right) for right in source.rights),
    )


def _item(name: str, words: str) -> Heading:
    return Heading(level=3, text=f"{name}：", run_in=in_words(words))


def _unnumbered(words: str) -> str:
    """The words of an item without its number, which the citation has."""
    return re.sub(r"^（[一二三四五六七八九十]+）", "", words.strip())


@dataclass(frozen=True)
class StatusSource:
    """What the status slip says: state and result, nothing of the files of the two bodies."""

    unit: str
    number: str
    transferred_on: date | None
    accepted_on: date | None
    procedure: str
    results: tuple[tuple[str, str], ...]
    on: date


@document_block("6.4", "6.5")
def status_slip(source: StatusSource) -> Paper:
    """办理状态单, as the offices may print it."""
    rows = (
        ("移交函", source.number),
        ("移交日期", day(source.transferred_on) if source.transferred_on else "尚未移交"),
        ("受理日期", day(source.accepted_on) if source.accepted_on else "尚未受理"),
        ("办理状态", source.procedure or "—"),
        *source.results,
    )
    return Paper(
        kind="status_slip",
        form=Form.PLAIN,
        issuers=(),
        title=(f"移交{source.unit}有关问题办理状态单",),
        blocks=(
            *(_item(name, words) for name, words in rows),
            text(f"以上为{day(source.on)}的状态。本单只载状态和结果，案卷由县纪委监委、县委组织部掌握。"),
        ),
        seal=Seal.UNSEALED,
        dated=source.on,
    )


@dataclass(frozen=True)
class ReplySource:
    """What the reply to a 问责记录查询 says; `answers` is one line for each name that was asked."""

    office: str
    to: str
    subject: str
    purpose: str
    asked: int
    on: date
    answers: tuple[str, ...]
    limits: tuple[str, ...]


@document_block("7.1.1", "7.3.1", "7.3.2")
def review_reply(source: ReplySource) -> Paper:
    """The letter of reply to whoever asked, marked 内部, to be sealed and signed for."""
    return Paper(
        kind="review_reply",
        form=Form.LETTER,
        issuers=(source.office,),
        marking="内部",
        title=(f"关于{source.subject}问责记录查询的复函",),
        to=source.to,
        blocks=(
            text(
                f"你单位提出的{source.purpose or '查询'}名单共{source.asked}个，截至{day(source.on)}，"
                "在重点工作督查联动机制内查询如下。"
            ),
            *numbered(source.answers),
            *(text(words) for words in source.limits),
        ),
        dated=source.on,
    )


@dataclass(frozen=True)
class BundleSource:
    """Whose bundle it is: the title of the letter, its number, and when it was put together."""

    title: str
    number: str
    on: date


@document_block("6.3")
def bundle_catalogue(source: BundleSource, placed: tuple[Placed, ...]) -> Paper:
    """移交卷目录: every material with its pages in the bundle."""
    rows = [(one.name, one.source, f"{one.first}" if one.first == one.last else f"{one.first}-{one.last}") for one in placed]
    return Paper(
        kind="transfer_catalogue",
        form=Form.PLAIN,
        issuers=(),
        title=("移交卷目录",),
        blocks=(
            text(f"{source.title}{f'（{source.number}）' if source.number else '（草稿）'}"),
            register(("材料名称", "文号或日期", "页码"), rows, (8.4, 3.9, 1.9)),
            text(f"共{len(placed)}件，{placed[-1].last if placed else 0}页。编成于{day(source.on)}。"),
        ),
        seal=Seal.NONE,
    )


@document_block("6.3")
def bundle_sheet(name: str) -> Paper:
    """The sheet in place of a file that cannot be printed in the bundle."""
    return Paper(
        kind="transfer_sheet",
        form=Form.PLAIN,
        issuers=(),
        title=("材料存放说明",),
        blocks=(text(f"{quoted(name)}不能编入本卷（格式不能打印、已损坏或者已停止流转），原件另附。"),),
        seal=Seal.NONE,
    )


@document_block("5.0")
def written_material(name: str, source: str, lines: tuple[str, ...]) -> Paper:
    """What was written in the system, a statement, an answer or the findings, as a sheet of the bundle."""
    return Paper(
        kind="transfer_written",
        form=Form.PLAIN,
        issuers=(),
        title=(name,),
        blocks=(*(text(line) for line in lines), *((text(f"日期：{source}"),) if source else ())),
        seal=Seal.NONE,
    )
