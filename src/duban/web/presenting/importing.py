"""Imports as their pages show them: columns to confirm, questions, and the fate of each row."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import QueryDict

from duban.acts.ledgers import Fate, Planned, Question
from duban.documents.ledgers.incoming.header import LedgerColumn, Recognised
from duban.documents.ledgers.kinds import FieldSpec
from duban.documents.ledgers.selectors import ImportView
from duban.mechanism.lifecycles import states_of
from duban.organisations.selectors import Directory, directory
from duban.shared.actor import Actor
from duban.shared.pages import Page, bounds
from duban.web.links import case_url, object_url

_MOST_COLUMNS = "c"
_LOOKS = {
    Fate.CREATE: "ok",
    Fate.UPDATE: "ok",
    Fate.SAME: "idle",
    Fate.SKIP: "idle",
    Fate.ASK: "warn",
    Fate.ERROR: "bad",
}


def import_page(
    actor: Actor, view: ImportView, query: Mapping[str, str], given: Mapping[str, Any]
) -> dict[str, Any]:
    """An import with its columns, questions and rows; `given` is what a refused form held."""
    editable = view.state in states_of("import", "open")
    return {
        "view": view,
        "editable": editable,
        "sheets": [_sheet(view, n, one) for n, one in enumerate(view.sheets)] if editable else [],
        "options": _field_options(view),
        "year": given.get("year") or view.year or (view.years[0] if len(view.years) == 1 else ""),
        "suggested": view.year is None and bool(view.years),
        "for_all": [_for_all(view, spec) for spec in _whole_ledger(view)] if editable else [],
        "questions": [_question(view, one) for one in view.questions if not one.key.startswith("fixed:")],
        "fates": [
            {
                "fate": fate,
                "count": view.tallies[fate.value],
                "look": _LOOKS[fate],
                "on": query.get("fate") == fate.value,
            }
            for fate in Fate
            if view.tallies.get(fate.value)
        ],
        "rows": _rows(actor, view, query),
        "faults": given.get("faults", ()),
    }


def _field_options(view: ImportView) -> list[tuple[str, str]]:
    return [(one.name, one.label + ("" if one.imported else "（不导入）")) for one in view.kind.fields]


def _sheet(view: ImportView, number: int, one: Recognised) -> dict[str, Any]:
    chosen = view.columns.get(one.sheet, {})
    return {
        "n": number,
        "one": one,
        "imported": any(chosen.values()),
        "header": f"第 {one.top + 1} 行"
        if one.top == one.bottom
        else f"第 {one.top + 1}～{one.bottom + 1} 行",
        "columns": [_column(number, column, chosen.get(column.letters, "")) for column in one.columns],
    }


def _column(sheet: int, column: LedgerColumn, field: str) -> dict[str, Any]:
    return {
        "column": column,
        "name": f"{_MOST_COLUMNS}:{sheet}:{column.letters}",
        "field": field,
        "look": "ok" if field and column.confidence >= 1 else "warn" if field or column.twice else "idle",
        "word": column.how or ("没有认出" if not field else ""),
    }


def _whole_ledger(view: ImportView) -> list[FieldSpec]:
    """What no column holds and every row needs, or what was given for the whole ledger before."""
    taken = view.kind.filled(name for columns in view.columns.values() for name in columns.values())
    asked = {one.key.removeprefix("fixed:") for one in view.questions if one.key.startswith("fixed:")}
    wanted = {spec.name for spec in view.kind.required} | asked | set(view.fixed)
    return [spec for spec in view.kind.imported if spec.name in wanted and spec.name not in taken]


def _for_all(view: ImportView, spec: FieldSpec) -> dict[str, Any]:
    value = view.fixed.get(spec.name, "")
    title = next((one.title for one in view.sheets if one.title), "")
    asked = next((one for one in view.questions if one.key == f"fixed:{spec.name}"), None)
    options = asked.options if asked is not None and asked.options else view.choices.get(spec.name, ())
    return {
        "spec": spec,
        "name": f"f:{spec.name}",
        "value": value,
        "options": [one for one in options if one[1]],
        "hint": f"台账标题是“{title}”" if spec.name == "source_title" and title else "",
    }


def _question(view: ImportView, one: Question) -> dict[str, Any]:
    count = sum(1 for row in view.rows if any(each.key == one.key for each in row.questions))
    return {"one": one, "name": f"d:{one.key}", "value": view.decisions.get(one.key, ""), "count": count}


def _rows(actor: Actor, view: ImportView, query: Mapping[str, str]) -> Page[dict[str, Any]]:
    wanted = query.get("fate", "")
    rows = [one for one in view.rows if not wanted or one.fate.value == wanted]
    page, size = query.get("page", "1"), query.get("size", "50")
    number, size_, start = bounds(int(page) if page.isdecimal() else 1, int(size) if size.isdecimal() else 50)
    known = directory(actor.jurisdiction_id)
    shown = tuple(_row(known, view, one) for one in rows[start : start + size_])
    return Page(shown, number, size_, len(rows))


def _row(known: Directory, view: ImportView, one: Planned) -> dict[str, Any]:
    done = view.state in states_of("import", "done") and bool(one.ref)
    own = {"units": "unit", "people": "person", "rankings": "inquiry"}.get(view.kind.key, "")
    url = (object_url(own, one.ref) if own else case_url(one.ref)) if done else ""
    said = [("bad", each.address, each.text) for each in one.faults]
    own_questions = [each for each in one.questions if not each.key.startswith("fixed:")]
    said += [("warn", each.address, each.text) for each in own_questions]
    if len(own_questions) < len(one.questions):
        said.append(("warn", "", "先把“整份台账统一填”的填好"))
    said += [("muted", each.address, each.text) for each in one.notes]
    return {"one": one, "look": _LOOKS[one.fate], "said": said, "url": url}


def confirmed(view: ImportView, data: QueryDict) -> dict[str, Any]:
    """What the form says of columns, year, the whole ledger and the questions, as the act takes it."""
    columns: dict[str, dict[str, str]] = {}
    for number, one in enumerate(view.sheets):
        if not one.found or not data.get(f"sheet:{number}"):
            continue
        columns[one.sheet] = {
            column.letters: str(data.get(f"{_MOST_COLUMNS}:{number}:{column.letters}", ""))
            for column in one.columns
        }
    year = str(data.get("year", "")).strip()
    return {
        "columns": columns,
        "year": int(year) if year.isdecimal() and len(year) == 4 else None,
        "fixed": {
            name[2:]: str(value).strip()
            for name, value in data.items()
            if name.startswith("f:") and str(value).strip()
        },
        "decisions": {
            **({} if data.get("forget") else view.decisions),
            **{
                name[2:]: str(value).strip()
                for name, value in data.items()
                if name.startswith("d:") and str(value).strip()
            },
        },
    }
