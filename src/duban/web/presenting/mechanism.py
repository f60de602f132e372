"""机制 as its templates show it: each paragraph of the county beside what is done by it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from duban.documents.claims import document_claims
from duban.mechanism.clauses import CLAUSES, rule_claims
from duban.mechanism.parameters import Use
from duban.rulebook.selectors.page import (
    ClauseView,
    NoticeLine,
    NoticeView,
    ParagraphView,
    SectionView,
    YearLine,
)
from duban.web.claims import page_claims
from duban.web.display import Mark, own
from duban.web.links import act_url

RECENT = 3
_GAP = "……"
_TITLES = {"前言": "前言", "一": "适用范围", "二": "重点工作", "三": "跟踪督办", "四": "项目库", "五": "追责情形",
           "六": "移交", "七": "结果运用", "八": "从其规定", "九": "试行"}  # fmt: skip


def mechanism_page(view: NoticeView, years: list[YearLine]) -> dict[str, Any]:
    """The page of the words and the parameters."""
    found = sum(1 for section in view.sections for clause in section.clauses if clause.found)
    return {
        "view": view,
        "articles": [_section(section) for section in view.sections],
        "found": found,
        "missing": len(CLAUSES) - found,
        "own_values": sum(1 for use in view.parameters if use.source.startswith("《")),
        "notices": [_notice(line) for line in view.notices],
        "years": [{"line": line, "acts": _actions(line.acts, line.ref)} for line in years[:RECENT]],
        "earlier": [line.year for line in years[RECENT:]],
        "may": [{"label": label, "url": act_url(key)} for key, label in _MAY.items() if key in view.acts],
    }


_MAY = {"notice.adopt": "导入通知", "calendar.publish": "录入年度节假日安排"}


def _section(section: SectionView) -> dict[str, Any]:
    rows = [_paragraph(paragraph, section.clauses) for paragraph in section.paragraphs]
    shown = {clause.id for row in rows for clause in row["clauses"]}
    left = [clause for clause in section.clauses if clause.id not in shown]
    if left:
        rows.append({"own": "", "clauses": left, "parameters": _parameters(left, "")})
    return {
        "number": section.number,
        "id": f"a-{section.number}",
        "title": _TITLES.get(section.number, ""),
        "rows": rows,
    }


def _paragraph(paragraph: ParagraphView, clauses: Iterable[ClauseView]) -> dict[str, Any]:
    standing = {clause for segment in paragraph.segments for clause in segment.clauses}
    here = [clause for clause in clauses if clause.id in standing]
    text = "".join(paragraph.text.split())
    parameters = _parameters(here, text)
    marks = [Mark(_words(one["use"]), "p", one["number"]) for one in parameters if one["number"]]
    return {"own": own(text, marks), "clauses": here, "parameters": parameters}


def _words(use: Use) -> str:
    return use.words.split(_GAP)[0]


def _parameters(clauses: Iterable[ClauseView], text: str) -> list[dict[str, Any]]:
    uses = {use.key: use for clause in clauses for use in clause.parameters}
    rows: list[dict[str, Any]] = []
    seen: set[str] = set()
    for use in uses.values():
        words = _words(use)
        there = bool(words) and words in text and words not in seen
        seen |= {words} if there else set()
        number = 1 + sum(1 for row in rows if row["number"]) if there else 0
        rows.append({"use": use, "number": number, "source": _source(use)})
    return rows


def _source(use: Use) -> str:
    """Where a value comes from; the question beside it is not repeated."""
    return use.source.replace(f"（{use.question}）", "") if use.question else use.source


def _actions(acts: Iterable[Any], ref: str) -> list[dict[str, Any]]:
    return [{"label": act.label, "url": act_url(act.key, ref)} for act in acts]


def _notice(line: NoticeLine) -> dict[str, Any]:
    actions = _actions(line.acts, line.ref)
    if line.state == "draft" and actions:
        actions[0]["primary"] = True
    return {
        "line": line,
        "acts": actions,
        "bound": len(line.binding.get("passages", ())),
        "not_found": line.binding.get("not_found", ()),
        "superfluous": line.binding.get("superfluous", ()),
        "differing": line.comparison.get("differing", ()),
        "numbers_missing": line.comparison.get("numbers_missing", ()),
    }


def clause_table() -> list[dict[str, Any]]:
    """Each clause with what claims it: rule, page, document; or why no program can carry it out."""
    rules, pages, documents = rule_claims(), page_claims(), document_claims()
    return [
        {
            "clause": clause,
            "facets": [
                ("规则", _short(rules.get(clause.id, ()))),
                ("页面", _short(pages.get(clause.id, ()))),
                ("文书", _short(documents.get(clause.id, ()))),
            ],
        }
        for clause in CLAUSES.values()
    ]


def _short(names: Iterable[str]) -> list[str]:
    return [name.removeprefix("duban.") for name in names]
