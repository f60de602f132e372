"""机制 as its templates show it: each paragraph of the county beside what is done by it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from duban.documents.claims import document_claims
from duban.documents.files.selectors import KeptFile
from duban.mechanism.clauses import CLAUSES, rule_claims
from duban.mechanism.consequences.codes import CODES
from duban.mechanism.lifecycles import act_named, states_of
from duban.mechanism.parameters import Question, Use
from duban.rulebook.selectors.page import (
    ClauseView,
    NoticeLine,
    NoticeView,
    ParagraphView,
    SectionView,
    YearLine,
)
from duban.rulebook.selectors.superiors import SuperiorLine
from duban.rulebook.selectors.versions import HistoryLine
from duban.web.claims import page_claims
from duban.web.display import Mark, own
from duban.web.links import act_url
from duban.web.presenting.versions import ARTICLES

RECENT = 3
_GAP = "……"
_ONLY = (
    ("county", "县里定过的值"),
    ("question", "有未决问题"),
    ("superior", "上级另有规定"),
    ("missing", "没有找到原文"),
)

Filed = Mapping[str, tuple[KeptFile, ...]]
"""The documents filed with notices, versions and superior documents, by reference."""


@dataclass(frozen=True)
class Where:
    """What the reader looks for: words anywhere in a paragraph or beside it, and one kind of paragraphs only."""

    text: str = ""
    only: str = ""

    @property
    def anything(self) -> bool:
        """Whether nothing is looked for."""
        return not self.text and not self.only


def mechanism_filter(query: Mapping[str, str]) -> Where:
    """The filter as the address bar gives it."""
    only = query.get("only", "")
    return Where(query.get("q", "").strip()[:40], only if only in dict(_ONLY) else "")


def mechanism_page(view: NoticeView, years: list[YearLine], where: Where, filed: Filed) -> dict[str, Any]:
    """The page of the words and the parameters."""
    found = sum(1 for section in view.sections for clause in section.clauses if clause.found)
    questions = {question.id: question for question in view.questions}
    articles = [_section(section, view, questions, where) for section in view.sections]
    shown = [article for article in articles if article["rows"]]
    return {
        "view": view,
        "articles": shown,
        "matches": sum(len(article["rows"]) for article in shown),
        "where": where,
        "fields": [
            {
                "name": "q",
                "label": "找",
                "type": "search",
                "placeholder": "条文、参数、问题",
                "value": where.text,
            },
            {"name": "only", "label": "只看", "type": "select", "options": list(_ONLY), "value": where.only},
        ],
        "found": found,
        "missing": len(CLAUSES) - found,
        "county_values": sum(1 for rows in view.histories.values() if _own_value(rows)),
        "clashes": any(line.clashes for line in view.superiors),
        "notices": [_notice(line, filed) for line in view.notices],
        "years": [{"line": line, "acts": _actions(line.acts, line.ref)} for line in years[:RECENT]],
        "earlier": [line.year for line in years[RECENT:]],
        "may": [{"label": act_named(key).label, "url": act_url(key)} for key in view.acts],
    }


def _section(
    section: SectionView, view: NoticeView, questions: Mapping[str, Question], where: Where
) -> dict[str, Any]:
    rows = [_paragraph(paragraph, section.clauses, view, questions) for paragraph in section.paragraphs]
    shown = {one["clause"].id for row in rows for one in row["clauses"]}
    left = [clause for clause in section.clauses if clause.id not in shown]
    if left:
        rows.append(_row("", left, "", view, questions))
    title = ARTICLES.get(section.number, "") if _as_numbered(section) else ""
    return {
        "number": section.number,
        "id": f"a-{section.number}",
        "title": title if title != section.number else "",
        "rows": [row for row in rows if _fits(row, where)],
    }


def _as_numbered(section: SectionView) -> bool:
    """Whether an article has what the article of this number has in the clause table; another county's may not."""
    return all(CLAUSES[clause.id].article == section.number for clause in section.clauses)


def _paragraph(
    paragraph: ParagraphView,
    clauses: Iterable[ClauseView],
    view: NoticeView,
    questions: Mapping[str, Question],
) -> dict[str, Any]:
    standing = {clause for segment in paragraph.segments for clause in segment.clauses}
    here = [clause for clause in clauses if clause.id in standing]
    return _row("".join(paragraph.text.split()), here, paragraph.number, view, questions)


def _row(
    text: str,
    here: list[ClauseView],
    number: str,
    view: NoticeView,
    questions: Mapping[str, Question],
) -> dict[str, Any]:
    """A paragraph: its words, its clauses with what is done with each, parameters, questions, superior documents."""
    parameters = _parameters(here, text, view)
    marks = [Mark(_words(one["use"]), "passage", one["number"]) for one in parameters if one["number"]]
    asked = dict.fromkeys(question for clause in here for question in clause.questions)
    superiors = [line for line in view.superiors if {*line.clauses} & {clause.id for clause in here}]
    return {
        "text": text,
        "own": own(text, marks) if text else "",
        "number": number,
        "clauses": [
            {
                "clause": clause,
                "superiors": [one for one in superiors if clause.id in one.clauses and one.holds],
            }
            for clause in here
        ],
        "parameters": parameters,
        "questions": [questions[question] for question in asked if question in questions],
        "superiors": superiors,
    }


def _fits(row: Mapping[str, Any], where: Where) -> bool:
    kinds = {
        "": True,
        "county": any(one["county"] for one in row["parameters"]),
        "question": bool(row["questions"]),
        "superior": bool(row["superiors"]),
        "missing": any(not one["clause"].found for one in row["clauses"]),
    }
    return kinds[where.only] and (not where.text or any(where.text in text for text in _texts(row)))


def _texts(row: Mapping[str, Any]) -> Iterator[str]:
    yield row["text"]
    for one in row["clauses"]:
        clause = one["clause"]
        yield from (clause.id, clause.cite, clause.title, *clause.done)
    for one in row["parameters"]:
        yield from (one["use"].title, one["use"].text, one["use"].source, one["use"].key)
    for question in row["questions"]:
        yield from (question.id, question.question, question.answer, question.reason)
    for line in row["superiors"]:
        yield from (line.title, line.number)


def _words(use: Use) -> str:
    return use.words.split(_GAP)[0]


def _parameters(clauses: Iterable[ClauseView], text: str, view: NoticeView) -> list[dict[str, Any]]:
    uses = {use.key: use for clause in clauses for use in clause.parameters}
    rows: list[dict[str, Any]] = []
    seen: set[str] = set()
    for use in uses.values():
        words = _words(use)
        there = bool(words) and words in text and words not in seen
        seen |= {words} if there else set()
        number = 1 + sum(1 for row in rows if row["number"]) if there else 0
        history = view.histories.get(use.key, ())
        rows.append(
            {
                "use": use,
                "number": number,
                "source": _source(use),
                "history": history if len(history) > 1 else (),
                "county": _own_value(history),
            }
        )
    return rows


def _own_value(history: Iterable[HistoryLine]) -> bool:
    """Whether the county has decided a value itself: by its notice, a version of its own or a superior document."""
    return any(not line.source.startswith(_DELIVERED) for line in history if line.current)


_DELIVERED = ("默认", "通知")


def _source(use: Use) -> str:
    """Where a value comes from; the question beside it is not repeated."""
    return use.source.replace(f"（{use.question}）", "") if use.question else use.source


def _actions(acts: Iterable[Any], ref: str) -> list[dict[str, Any]]:
    return [{"label": act.label, "url": act_url(act.key, ref)} for act in acts]


def questions_page(view: NoticeView, asked: str) -> dict[str, Any]:
    """The open questions, narrowed by words, each with its clauses and whether the county has answered it itself."""
    text = asked.strip()[:40]
    rows = [
        {
            "question": one,
            "clauses": " ".join(each.id for each in CLAUSES.values() if one.id in each.questions),
            "county": any(_own_value(view.histories.get(key, ())) for key in one.keys),
        }
        for one in view.questions
        if not text or any(text in part for part in (one.id, one.cite, one.question, one.answer, one.reason))
    ]
    field = {"name": "q", "label": "找", "type": "search", "placeholder": "编号、问题、答案", "value": text}
    return {"view": view, "rows": rows, "fields": [field]}


def _pairs(lines: tuple[SuperiorLine, ...]) -> Iterator[dict[str, str]]:
    """Each contradiction once."""
    seen: set[frozenset[str]] = set()
    for line in lines:
        own_name = f"《{line.title}》（{line.number}）"
        for other in line.clashes:
            if frozenset((own_name, other)) not in seen:
                seen.add(frozenset((own_name, other)))
                yield {"one": own_name, "other": other, "target": line.target}


def superior_page(lines: tuple[SuperiorLine, ...], view: NoticeView, filed: Filed) -> dict[str, Any]:
    """Superior documents with what may be done, and the samples that hold nothing."""
    samples = next((use for use in view.parameters if use.key == "override_samples"), None)
    return {
        "lines": [
            {"line": line, "acts": _actions(line.acts, line.ref), "files": filed.get(line.ref, ())} for line in lines
        ],
        "clashes": list(_pairs(lines)),
        "samples": [{"row": row, "label": CODES[row["target"]].label} for row in samples.value]
        if samples
        else [],
        "act": {"label": "登记上级另有规定", "url": act_url("override.register"), "primary": True}
        if "override.register" in view.acts
        else None,
    }


def _notice(line: NoticeLine, filed: Filed) -> dict[str, Any]:
    actions = _actions(line.acts, line.ref)
    if line.state in states_of("notice", "to_confirm") and actions:
        actions[0]["primary"] = True
    return {
        "line": line,
        "acts": actions,
        "files": filed.get(line.ref, ()),
        "bound": len(line.binding.get("passages", ())),
        "not_found": line.binding.get("not_found", ()),
        "superfluous": line.binding.get("superfluous", ()),
        "differing": line.comparison.get("differing", ()),
        "names": line.comparison.get("names", ()),
        "asked": [
            {**row, "answer": line.answers.get(row["key"], "")} for row in line.comparison.get("asked", ())
        ],
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
