"""单位与干部 as its templates show it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from duban.accountability.selectors.kept_records import OutageRow
from duban.mechanism.lifecycles import act_named
from duban.mechanism.lifecycles.types import Act
from duban.organisations.selectors.handover_list import ListedLine
from duban.organisations.selectors.handovers import HandoverPage
from duban.organisations.selectors.pages import PersonPage, PostLine, UnitList, UnitPage
from duban.web.links import act_url, place_url


def units_page(view: UnitList, kind: str, text: str) -> dict[str, Any]:
    """The units by kind, in 组织序列, narrowed by kind and name."""
    lines = [
        line
        for line in view.lines
        if (not kind or line.unit.kind == kind)
        and (not text or text in line.unit.name or text in line.unit.short_name)
    ]
    return {
        "view": view,
        "lines": lines,
        "fields": [
            {"name": "text", "label": "查找", "type": "search", "placeholder": "单位名称", "value": text},
            {"name": "kind", "label": "种类", "options": [(one, one) for one in view.kinds], "value": kind},
        ],
        "may": [{"label": act_named(key).label, "url": act_url(key)} for key in view.acts],
    }


def unit_view(view: UnitPage) -> dict[str, Any]:
    """A unit with what may be done to it and to its posts."""
    return {
        "view": view,
        "may": _actions(view.acts, view.unit.ref),
        "now": [_post(line) for line in view.now],
        "past": [_post(line) for line in view.past],
    }


def person_view(view: PersonPage) -> dict[str, Any]:
    """A person with posts, delegations and account."""
    return {
        "view": view,
        "may": [*_actions(view.acts, view.person.ref), *_by_two(view), *_begun(view)],
        "resets": [{"line": line, "acts": _actions(line.acts, line.ref)} for line in view.resets],
        "now": [_post(line) for line in view.now],
        "past": [_post(line) for line in view.past],
        "delegations": [{"line": line, "acts": _actions(line.acts, line.ref)} for line in view.delegations],
        "leaves": [{"line": line, "acts": _actions(line.acts, line.ref)} for line in view.leaves],
    }


def _begun(view: PersonPage) -> list[dict[str, str]]:
    return [
        {"label": act_named(key).label, "url": f"{act_url(key)}?person={view.person.id}"} for key in view.may_begin
    ]


def _by_two(view: PersonPage) -> list[dict[str, str]]:
    url = f"{act_url('reset.propose')}?person={view.person.id}"
    return [{"label": "提请重置密码", "url": url}] if view.by_two else []


def outage_lines(rows: Iterable[OutageRow]) -> list[dict[str, Any]]:
    """The outages with what may be done to each."""
    return [
        {"row": row, "acts": [{"label": label, "url": act_url(key, row.ref)} for key, label in row.acts]}
        for row in rows
    ]


def _post(line: PostLine) -> dict[str, Any]:
    return {"line": line, "acts": _actions(line.acts, line.ref)}


def _actions(acts: Iterable[Act], ref: str) -> list[dict[str, str]]:
    return [{"label": act.label, "url": act_url(act.key, ref)} for act in acts]


def handover_parts(view: HandoverPage) -> list[dict[str, Any]]:
    """The list of a handover in its parts, those that hold anything, each line with the address of what it is about."""
    receiver, director = view.line.receiver, view.line.director
    parts = (
        ("移交", f"由{receiver}经办", view.passing),
        ("另行安排", f"{receiver}不能办，由{director}另行安排", view.left),
        ("不移交", "须由本人办理的，或者由别人另行决定", view.staying),
    )
    return [
        {"title": title, "note": note, "lines": [{"line": one, "url": _url(one)} for one in lines]}
        for title, note, lines in parts
        if lines
    ]


def _url(line: ListedLine) -> str:
    return place_url(line.kind, line.ref, line.case_ref) if line.ref else ""


def signature_cells(view: HandoverPage) -> list[dict[str, Any]]:
    """Who signs, with the moment or as still to sign."""
    return [
        {"title": one.part, "opinion": "已签字" if one.at else "", "name": one.name, "at": one.at, "note": one.note,
         "waiting": one.at is None}
        for one in view.signatures
    ]  # fmt: skip
