"""The materials of a transfer, one by one in the order of its index: what it rests on and all that was heard (六)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from duban.accountability.facts.dossier import Dossier, addressee_of
from duban.accountability.models import Evidence, Hearing, Statement
from duban.mechanism.clauses import clause
from duban.mechanism.findings import UNIT
from duban.shared import clock

ADOPTED = {"yes": "采纳", "partly": "部分采纳", "no": "不采纳", "": "待答复"}
_CONCLUSIONS = {"conclusion": "督查结论", "verification": "整改核查结果"}
_SHORT = 200
_END = "。；;，,"
_STOPS = re.compile(r"([。；，、：？！])[。；，、：]+")


@dataclass(frozen=True)
class Material:
    """One material: its name, its number or day, and what it is made of.

    `files` are references of attachments, `hearing` the notice that it is, `lines` what it says where it was written
    in the system.
    """

    name: str
    source: str = ""
    files: tuple[str, ...] = ()
    hearing: Hearing | None = None
    lines: tuple[str, ...] = ()


@clause("6.1", "6.3")
def materials(dossier: Dossier) -> tuple[Material, ...]:
    """Conclusion, evidence, every notice with its receipt, every statement with its file and answer, waivers, findings."""
    return (*_rested_on(dossier), *_heard(dossier), *_found(dossier))


def hearings(dossier: Dossier) -> list[Hearing]:
    """Every notice of every round to the unit and to whoever is still named."""
    held = {UNIT, *(f"person:{line.id}" for line in dossier.of("leader", "person"))}
    return [row for row in dossier.hearings if addressee_of(row) in held]


def _rested_on(dossier: Dossier) -> Iterator[Material]:
    inquiry = dossier.inquiry
    if inquiry.conclusion_title:
        kind = _CONCLUSIONS.get(inquiry.conclusion_kind, "")
        name = inquiry.conclusion_title if kind in inquiry.conclusion_title else f"{kind}：{inquiry.conclusion_title}"
        same = [row for row in dossier.evidence if row.attachment_ref and row.attachment_ref == inquiry.conclusion_ref]
        yield Material(name, _of(same[0]) if same else "", (inquiry.conclusion_ref,) if inquiry.conclusion_ref else ())
    for row in dossier.evidence:
        if row.excluded_at is None and not (row.attachment_ref and row.attachment_ref == inquiry.conclusion_ref):
            yield Material(row.title, _of(row), (row.attachment_ref,) if row.attachment_ref else ())


def _of(row: Evidence) -> str:
    return "，".join(filter(None, [row.number, _day(row.dated_on)]))


def _heard(dossier: Dossier) -> Iterator[Material]:
    for row in hearings(dossier):
        yield Material(_notice_name(row), _day(row.served_on), hearing=row)
        if row.receipt_ref:
            name = f"{row.name}的{'送达回证' if row.receipt == 'returned' else '拒收记录'}"
            yield Material(name, _day(row.received_on), (row.receipt_ref,))
        for said in _said(dossier, row):
            yield from _statement(row, said)
        if row.waived_on and not any(said.waiver for said in _said(dossier, row)):
            yield Material(f"{row.name}书面放弃说明", _day(row.waived_on), (row.waiver_ref,))


def _notice_name(row: Hearing) -> str:
    return f"情况说明{'补充' if row.supplementary else ''}通知（第{row.round}次，致{row.name}）"


def _said(dossier: Dossier, row: Hearing) -> list[Statement]:
    return [said for said in dossier.statements if said.hearing_id == row.pk]


def _statement(row: Hearing, said: Statement) -> Iterator[Material]:
    files = (said.attachment_ref,) if said.attachment_ref else ()
    if said.waiver:
        yield Material(f"{row.name}书面放弃说明", _day(said.received_on), files)
        return
    with_file = "及附件" if files else ""
    lines = tuple(filter(None, (*said.text.splitlines(), voice(said))))
    yield Material(f"{row.name}的情况说明{with_file}", _day(said.received_on), files, lines=lines)
    if said.adopted:
        lines = (f"{ADOPTED[said.adopted]}。", said.reasons)
        answered = clock.day_of(said.answered_at) if said.answered_at else None
        yield Material(f"对{row.name}情况说明的答复", _day(answered), lines=lines)


def _found(dossier: Dossier) -> Iterator[Material]:
    rows = dossier.against_named()
    if rows:
        last = max(clock.day_of(row.at) for row in rows)
        lines = tuple(f"{dossier.label_of(row)}：{'成立' if row.met else '不成立'}。{row.text}" for row in rows)
        yield Material("三项认定", _day(last), lines=lines)


def voice(said: Statement) -> str:
    """Who made a unit's statement the unit's own."""
    if said.awaiting:
        return "未经主要领导确认"
    if said.meeting:
        return f"经{said.meeting.removesuffix('同意')}同意"
    return f"{said.confirmed_by}（主要领导）确认" if said.confirmed_by else ""


@clause("5.0")
def what_was_said(dossier: Dossier) -> tuple[str, ...]:
    """What each addressee said in each round and what was made of it, one sentence each; long ones are cut short."""
    return tuple(f"{_head(row)}，{_outcome(dossier, row)}。" for row in hearings(dossier))


def _head(row: Hearing) -> str:
    return f"{row.name}，第{row.round}次{'补充' if row.supplementary else ''}告知（{_day(row.served_on)}）"


def _outcome(dossier: Dossier, row: Hearing) -> str:
    parts = [_in_short(said) for said in _said(dossier, row) if not said.waiver]
    if row.waived_on:
        parts.append(f"{_day(row.waived_on)}书面放弃说明")
    return "；".join(parts) or f"{period(row)}，没有提交说明"


def _in_short(said: Statement) -> str:
    made = f"{ADOPTED[said.adopted]}，理由是{plain(said.reasons)}" if said.adopted else "待答复"
    by = f"（{voice(said)}）" if voice(said) else ""
    return f"{_day(said.received_on)}说明{by}“{_cut(plain(said.text))}”，答复为{made}"


def _cut(words: str) -> str:
    return words if len(words) <= _SHORT else f"{words[:_SHORT].rstrip(_END)}……（全文见材料）"


def plain(words: str) -> str:
    """A text inside a sentence: in one line, no stop after a stop nor at its end; inner quotation marks single."""
    line = _STOPS.sub(r"\1", "".join(words.split("\n")).strip()).rstrip(_END)
    return line.replace("“", "‘").replace("”", "’")


def period(row: Hearing) -> str:
    """Until when a statement could be handed in."""
    return f"说明期到{_day(row.due_on)}" if row.due_on else "没有签收"


def _day(on: date | None) -> str:
    return f"{on:%Y-%m-%d}" if on else ""
