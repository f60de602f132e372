"""Exports: the filter of a page as the filter of a table, and in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from duban.accountability.selectors.lists import RulingFilter
from duban.documents.ledgers.written.tables import Table
from duban.insight.selectors.burden.extract import QUARTERS, burden_table
from duban.insight.selectors.taken_out import exports
from duban.insight.selectors.taken_out.year_exports import results_table
from duban.matters.selectors import MatterFilter, figure_said, responsible_units
from duban.measures.selectors import register as register_page
from duban.mechanism.clauses import CLAUSES
from duban.mechanism.lifecycles import lifecycle_of, state_label
from duban.mechanism.people.standing import OFFICES, Function
from duban.organisations.selectors import directory
from duban.rulebook.selectors import pack_in_force
from duban.shared import clock
from duban.shared.actor import Actor
from duban.web.presenting import accountability, lists


def in_words(fields: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    """The filters that are on, as the page names them."""
    said = []
    for field in fields:
        value = str(field.get("value") or "")
        if value:
            options = {str(key): str(label) for key, label in field.get("options") or ()}
            said.append(f"{field['label']}：{options.get(value, value)}")
    return tuple(said)


def _ratings(actor: Actor) -> list[str]:
    today = clock.today()
    return list(pack_in_force(actor.jurisdiction_id, today).get("evaluation_values", today))


def matters(actor: Actor, what: str, query: Mapping[str, str]) -> Table:
    """Key work as its list is narrowed."""
    where, said = matters_told(actor, query)
    return exports.matters_table(actor=actor, where=where, filters=said)


def matters_told(actor: Actor, query: Mapping[str, str]) -> tuple[MatterFilter, tuple[str, ...]]:
    """The filter of a list of key work, and the same in words."""
    where = lists.matter_filter(query)
    fields = lists.matter_fields(where, responsible_units(actor), _ratings(actor))
    return where, in_words([*fields, *lists.matter_told(where, figure_said(actor, where))])


def register(actor: Actor, what: str, query: Mapping[str, str]) -> Table:
    """A register as its page is narrowed, now or as of a past moment."""
    where = lists.register_filter(query)
    view = register_page(actor=actor, kind=what, where=where)
    fields = lists.register_fields(view, where, responsible_units(actor), _ratings(actor))
    said = in_words([*fields, *lists.rows_told(where.rows)])
    at = (f"截至 {clock.text(where.at, '%Y-%m-%d %H:%M')} 的数据",) if where.at else ()
    return exports.register_table(actor=actor, kind=what, where=where, filters=(*said, *at))


def units(actor: Actor, what: str, query: Mapping[str, str]) -> Table:
    """The units, with `closed` also those that no longer exist."""
    closed = query.get("closed") == "1"
    return exports.units_table(actor=actor, closed=closed, filters=("连同已撤并的",) if closed else ())


def people(actor: Actor, what: str, query: Mapping[str, str]) -> Table:
    """The people with their posts."""
    return exports.people_table(actor=actor)


_LABELS = {
    "text": "查找", "unit": "单位", "state": "状态", "clause": "情形", "year": "年度", "office": "办公室", "person": "人员",
    "kind": "处理方式", "subject": "对象", "appealing": "申诉",
}  # fmt: skip
_SUBJECTS = {"unit": "单位", "person": "个人"}


def _said(actor: Actor, kind: str, where: Mapping[str, Any]) -> tuple[str, ...]:
    """The filters of a list of the two bodies in words; a person stands in them by name only if it was typed."""
    said = []
    for name, value in where.items():
        if not value:
            continue
        unit = directory(actor.jurisdiction_id).find(str(value)) if name == "unit" else None
        words = {
            "unit": unit.short_name if unit else str(value),
            "state": state_label(kind, str(value))
            if name == "state" and str(value) in _states(kind)
            else str(value),
            "office": Function(value).label if name == "office" and value in _OFFICES else str(value),
            "appealing": "申诉中",
            "clause": CLAUSES[str(value)].cite if str(value) in CLAUSES else str(value),
            "subject": _SUBJECTS.get(str(value), str(value)),
            "person": "一人",
        }
        said.append(f"{_LABELS.get(name, name)}：{words.get(name, str(value))}")
    return tuple(said)


def _states(kind: str) -> set[str]:
    return {state.name for state in lifecycle_of(kind).states}


_OFFICES = {office.value for office in OFFICES}


def inquiries(actor: Actor, what: str, query: Mapping[str, str]) -> Table:
    """The inquiries as their list is narrowed."""
    where = accountability.inquiry_filter(query)
    return exports.inquiries_table(actor=actor, where=where, filters=_said(actor, "inquiry", vars(where)))


def results(actor: Actor, what: str, query: Mapping[str, str]) -> Table:
    """The appraisal office's extract of a year."""
    year = query.get("year", "")
    return results_table(actor=actor, year=int(year) if year.isdecimal() and len(year) == 4 else 0)


def rulings(actor: Actor, what: str, query: Mapping[str, str]) -> Table:
    """The rulings as their list is narrowed."""
    where: RulingFilter = accountability.ruling_filter(query)
    return exports.rulings_table(actor=actor, where=where, filters=_said(actor, "ruling", vars(where)))


def burden(actor: Actor, what: str, query: Mapping[str, str]) -> Table:
    """A quarter of the burden: the one named, else this one."""
    today, year, quarter = clock.today(), query.get("year", ""), query.get("quarter", "")
    named = quarter in map(str, QUARTERS) and year.isascii() and year.isdecimal() and len(year) == 4
    of = (int(year), int(quarter)) if named else (today.year, (today.month + 2) // 3)
    return burden_table(actor=actor, year=of[0], quarter=of[1])
