"""Versions and drafts as their templates show them."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from django.urls import reverse

from duban.mechanism.clauses import CLAUSES
from duban.mechanism.consequences.codes import CODES
from duban.mechanism.lifecycles import states_of
from duban.mechanism.parameters import PARAMETERS, Parameter
from duban.mechanism.versions.changing import FIXED
from duban.rulebook.selectors.versions import (
    ChangeLine,
    Comparison,
    DraftLine,
    DraftView,
    VersionLine,
    values_in_draft,
)
from duban.shared.actor import Actor
from duban.web.links import act_url

ARTICLES = {"前言": "前言", "一": "适用范围", "二": "重点工作", "三": "跟踪督办", "四": "项目库", "五": "追责情形",
            "六": "移交", "七": "结果运用", "八": "从其规定", "九": "试行"}  # fmt: skip
_EDITING = ("packdraft.set", "packdraft.answer", "packdraft.drop", "packdraft.redate")
_MAIN = ("packdraft.check", "packdraft.submit", "packdraft.agree", "packdraft.confirm")


def versions_page(
    found: tuple[VersionLine, ...], drafts: tuple[DraftLine, ...], *, may_draft: bool
) -> dict[str, Any]:
    """The versions, the latest first, each with the address of its comparison with the one before."""
    return {
        "versions": [_version(line, found) for line in reversed(found)],
        "open": [line for line in drafts if line.state in states_of("packdraft", "open")],
        "closed": [line for line in drafts if line.state not in states_of("packdraft", "open")],
        "act": {"label": "起草参数新版本", "url": act_url("packdraft.open"), "primary": True}
        if may_draft
        else None,
    }


def _version(line: VersionLine, found: tuple[VersionLine, ...]) -> dict[str, Any]:
    known = {each.hash for each in found}
    before = (
        line.base_hash if line.base_hash in known else found[line.place - 2].hash if line.place > 1 else ""
    )
    query = f"?before={before[:12]}&after={line.hash[:12]}"
    return {"line": line, "compare": reverse("versions_compare") + query if before else ""}


def compare_page(found: Comparison | None, lines: tuple[VersionLine, ...]) -> dict[str, Any]:
    """Two versions side by side, and the choice of others."""
    return {
        "found": found,
        "articles": by_article(found.changes) if found else [],
        "options": [
            (line.hash, f"第{line.place}版，{line.since:%Y-%m-%d}起，{line.source}")
            for line in reversed(lines)
        ],
    }


def by_article(changes: Iterable[ChangeLine]) -> list[dict[str, Any]]:
    """Changes under the articles of the notice, in its order."""
    order = list(ARTICLES)
    rows = sorted(
        changes, key=lambda line: order.index(line.changed.article) if line.changed.article in order else 99
    )
    return [
        {"number": number, "title": ARTICLES.get(number, ""), "rows": list(group)}
        for number, group in groupby(rows, key=lambda line: line.changed.article)
    ]


def draft_page(view: DraftView) -> dict[str, Any]:
    """A draft: its comparison, its trial, and what may be done next."""
    keys = {act.key for act in view.acts}
    check = view.check
    running = check is not None and check.finished_at is None and not check.fault
    return {
        "view": view,
        "articles": by_article(view.changes),
        "editing": "packdraft.set" in keys,
        "main": [
            _action(act, view.ref, primary=n == 0)
            for n, act in enumerate(_next(view, [act for act in view.acts if act.key in _MAIN], running))
        ],
        "more": [
            _action(act, view.ref) for act in view.acts if act.key in _EDITING and act.key != "packdraft.set"
        ],
        "last": [_action(act, view.ref) for act in view.acts if act.key not in (*_EDITING, *_MAIN)],
        "running": running,
        "check": check,
        "unchanged": [each for each in check.scenarios if not each["because"]] if check else [],
        "years": [_year(each) for each in check.years] if check else [],
    }


def _next(view: DraftView, acts: list[Any], running: bool) -> list[Any]:
    """The acts that make sense now: checking before submitting, submitting what was checked."""
    checked = (
        view.check is not None and view.check.current and view.check.finished_at and not view.check.fault
    )
    if view.state not in states_of("packdraft", "draft"):
        return acts
    wanted = () if running or not view.changes else ("packdraft.submit",) if checked else ("packdraft.check",)
    return [act for act in acts if act.key in wanted]


def _action(act: Any, ref: str, *, primary: bool = False) -> dict[str, Any]:
    return {"label": act.label, "url": act_url(act.key, ref), "primary": primary}


def _year(each: Any) -> dict[str, Any]:
    rows = [
        {
            **row,
            "what": CODES[row["code"]].label if row["code"] in CODES else row["code"],
            "reasons": [PARAMETERS[key].title for key in row["because"] if key in PARAMETERS],
            "clauses": [clause for clause in row["clauses"] if clause in CLAUSES],
        }
        for row in each.differences
    ]
    return {"year": each, "rows": rows}


def parameters_page(actor: Actor, view: DraftView, query: str) -> dict[str, Any]:
    """Every parameter by article, with its value in the draft; narrowed by words."""
    changed = {line.changed.key for line in view.changes}
    values = values_in_draft(actor=actor, ref=view.ref)
    rows = [
        {
            "parameter": known,
            "text": known.text(values[key]) if key in values else "",
            "changed": key in changed,
            "fixed": FIXED.get(key, ""),
            "article": CLAUSES[known.clauses[0]].article,
            "url": reverse("packdraft_parameter", args=[view.ref, key]),
        }
        for key, known in PARAMETERS.items()
        if _fits(known, query)
    ]
    rows.sort(key=lambda row: list(ARTICLES).index(str(row["article"])))
    groups = [
        {"number": number, "title": ARTICLES[str(number)], "rows": list(group)}
        for number, group in groupby(rows, key=lambda row: row["article"])
    ]
    field = {
        "name": "q",
        "label": "找参数",
        "type": "search",
        "placeholder": "参数、条款、问题编号",
        "value": query,
    }
    return {"view": view, "groups": groups, "count": len(rows), "fields": [field]}


def _fits(known: Parameter, query: str) -> bool:
    cites = (CLAUSES[each].cite for each in known.clauses)
    return not query or any(
        query in text for text in (known.title, known.key, known.question, known.words, *cites)
    )


def parameter_page(ref: str, known: dict[str, Any], form: Any) -> dict[str, Any]:
    """One parameter to change, beside what it is and where it stands."""
    parameter: Parameter = known["parameter"]
    return {
        "known": known,
        "parameter": parameter,
        "form": form,
        "ref": ref,
        "clauses": " ".join(parameter.clauses),
        "url": reverse("packdraft_parameter", args=[ref, parameter.key]),
        "back": reverse("packdraft", args=[ref]),
        "keep": f"packdraft.set.{ref}.{parameter.key}",
    }
