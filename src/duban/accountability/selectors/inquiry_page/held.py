"""What is held in an inquiry, how it was answered and what was found: as it is read before a decision, and kept after it."""

from __future__ import annotations

from duban.accountability.facts import Dossier
from duban.accountability.facts.dossier import Line
from duban.accountability.facts.materials import hearings
from duban.accountability.models import Hearing
from duban.accountability.selectors.inquiry_page.tabs import statement_row
from duban.mechanism.clauses import cite
from duban.organisations.selectors import directory
from duban.proceedings.briefs import forewarned
from duban.proceedings.models import Forewarning

_OUTCOME = {True: "成立", False: "不成立"}


def held_rows(dossier: Dossier) -> tuple[tuple[str, str], ...]:
    """Headings with their texts, those without a text left out."""
    inquiry, known = dossier.inquiry, directory(dossier.inquiry.jurisdiction_id)
    heard = [line for hearing in hearings(dossier) for line in _heard(dossier, hearing)]
    rows = (
        ("责任单位", known.unit(inquiry.unit_id).name),
        ("情形", "\n".join(f"{cite(line.key)}　{line.text}" for line in dossier.of("ground"))),
        ("事实", "\n".join(f"{no}. {line.text}" for no, line in enumerate(dossier.of("fact"), 1))),
        ("证据", "；".join(line.text for line in dossier.of("evidence"))),
        ("列明人员", "、".join(f"{known.person(line.id).name}（{line.text}）" for line in _named(dossier))),
        ("说明和答复", "\n".join(heard)),
        ("时限以前说过的（只作事实，不等于有无正当理由）", "\n".join(map(_forewarned, dossier.forewarnings))),
        *((dossier.label_of(row), f"{_OUTCOME[row.met]}。{row.text}") for row in dossier.findings.values()),
        ("结论或核查结果", inquiry.conclusion_title),
        ("移交意见", inquiry.opinion),
        ("同意", inquiry.approved_by),
    )
    return tuple((name, text) for name, text in rows if text)


def _forewarned(row: Forewarning) -> str:
    limit, said = forewarned(row)
    return f"预计不能按期（{limit}）：{said}"


def _named(dossier: Dossier) -> list[Line]:
    return dossier.of("leader", "person")


def _heard(dossier: Dossier, hearing: Hearing) -> list[str]:
    """Everything that was said to a notice, each with its answer; what was said in earlier rounds too."""
    whose = f"{hearing.name}（第{hearing.round}次告知）"
    said = [statement_row(row) for row in dossier.statements if row.hearing_id == hearing.pk and not row.waiver]
    lines = [
        f"{whose}：{row.text}（{'，'.join(filter(None, [row.voice, row.adopted]))}{'：' + row.reasons if row.reasons else ''}）"
        for row in said
    ]
    if hearing.waived_on:
        lines.append(f"{whose}：书面放弃说明")
    return lines or [f"{whose}：{period_of(hearing)}，还没有说明"]


def period_of(hearing: Hearing) -> str:
    """The term of a notice in words."""
    return f"说明期到 {hearing.due_on:%Y-%m-%d}（当日有效）" if hearing.due_on else "还没有签收，说明期自收到之日次日起算"
