"""移交函: what the offices hand over to the county commission for discipline inspection and the organisation department (六)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from duban.documents.claims import document_block
from duban.documents.official.kinds.base import (
    OPEN,
    OfUnit,
    by,
    day,
    filled,
    full_stop,
    numbered,
    paragraphs,
    quoted,
    register,
    section,
    text,
)
from duban.documents.papers.model import Attachment, Block, Form, Paper
from duban.mechanism.clauses import cite


@dataclass(frozen=True, kw_only=True)
class EvidenceLine:
    """One row of the index: what it is, its number, day or origin, how many pages."""

    name: str
    source: str = ""
    pages: int | None = None


@dataclass(frozen=True, kw_only=True)
class TransferLetter(OfUnit):
    """移交函 (六). `items` are clause ids of article five with what was found under each.

    `persons` are names with posts, `statements` what became of the hearing of each addressee, `opinion` what the
    office asks for. `route` is A (by the county's procedure, `route_basis` names its place) or B (`approver`, a main leader, on
    `approved_on`). `conclusion` is the 督查结论 or the verification that the transfer rests on; `matter` is empty where the
    case did not come from a matter.
    """

    found: str = ""
    items: tuple[tuple[str, str], ...] = ()
    findings: tuple[str, ...] = ()
    persons: tuple[str, ...] = ()
    statements: tuple[str, ...] = ()
    opinion: str = ""
    route: str = ""
    route_basis: str = ""
    approver: str = ""
    approved_on: date | None = None
    conclusion: str = ""
    evidence: tuple[EvidenceLine, ...] = ()
    contact: str = ""


def transfer_letter(facts: TransferLetter) -> Paper:
    """The letter to both bodies, marked 内部; it carries no copies and never a verification code."""
    return Paper(
        kind="transfer_letter",
        form=Form.LETTER,
        issuers=facts.issuers,
        number=facts.number,
        urgency=facts.urgency,
        marking="内部",
        title=(_title(facts),),
        to=_to(),
        blocks=(*_facts(facts), *_ground(facts), *_heard(facts), *_route(facts)),
        attachments=_evidence(facts),
        dated=facts.dated,
        note=f"联系人：{facts.contact}" if facts.contact else "",
    )


def _title(facts: TransferLetter) -> str:
    what = f"落实{quoted(facts.matter)}有关事项" if facts.matter else "有关问题"
    return f"关于移交{facts.unit}{what}的函"


@document_block("6.3")
def _to() -> str:
    """Both recipients, always."""
    return "县纪委监委、县委组织部"


@document_block("6.1")
def _facts(facts: TransferLetter) -> tuple[Block, ...]:
    work = f"跟踪督办重点工作{quoted(facts.matter)}" if facts.matter else "督促检查"
    return (
        text(
            f"县委办公室、县政府办公室在{work}中发现，{facts.unit}存在应当追究责任的情形。"
            f"{by(facts, '6.3')}，现将有关事项移交，请按规定程序办理。"
        ),
        section(1, "基本情况"),
        *paragraphs(facts.found),
        text(f"以上情况见{filled(facts.conclusion)}。"),
    )


@document_block("5.0", "5.1", "5.2", "5.3", "5.4", "5.5")
def _ground(facts: TransferLetter) -> tuple[Block, ...]:
    """Each item of article five with its finding, the three findings of its opening words, and whom they concern."""
    rows = tuple(
        text(f"{n}. 对照第五条第（{cite(item).partition('（')[2]}项：{full_stop(found or '见通知原文')}")
        for n, (item, found) in enumerate(facts.items, 1)
    )
    findings = tuple(text(full_stop(words)) for words in facts.findings)
    persons = (text(f"所涉人员：{'、'.join(facts.persons)}。"),) if facts.persons else ()
    return (section(2, "对照责任追究情形"), *(rows or (text(OPEN),)), *findings, *persons)


@document_block("5.0")
def _heard(facts: TransferLetter) -> tuple[Block, ...]:
    """What whoever is named has said, and whether it was adopted."""
    return (section(3, "听取说明的情况"), *numbered(facts.statements)) if facts.statements else ()


@document_block("6.2")
def _route(facts: TransferLetter) -> tuple[Block, ...]:
    if facts.route == "A":
        words = f"按照{filled(facts.route_basis)}有关规定移交。"
    elif facts.route == "B":
        words = _agreed(facts)
    else:
        words = OPEN
    return (
        section(4 if facts.statements else 3, "移交依据和意见"),
        text(words),
        *(paragraphs(facts.opinion) if facts.opinion.strip() else ()),
        text("办理结果请函告我办。移交材料仅供办理使用，请妥善保管。"),
    )


def _agreed(facts: TransferLetter) -> str:
    """Who agreed and when; a draft says whose word is waited for."""
    if facts.approved_on is None:
        return "报县委或县政府主要领导同意后移交（待同意）。"
    return f"经{filled(facts.approver)}于{day(facts.approved_on)}同意移交。"


@document_block("6.3")
def _evidence(facts: TransferLetter) -> tuple[Attachment, ...]:
    """The index, with the columns of which there is anything to say."""
    columns = [("材料名称", 6.0, [one.name for one in facts.evidence])]
    for head, width, values in (
        ("文号或来源", 4.0, [one.source for one in facts.evidence]),
        ("页数", 1.6, [str(one.pages or "") for one in facts.evidence]),
    ):
        if any(values):
            columns.append((head, width, values))
    heads, widths, values_by_column = zip(*columns, strict=True)
    rows = list(zip(*values_by_column, strict=True))
    blocks: tuple[Block, ...] = (register(heads, rows, widths),) if facts.evidence else (text(OPEN),)
    return (Attachment(title="移交材料目录", blocks=blocks),)
