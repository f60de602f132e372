"""日历 as its template shows it: days with the addresses of their lists, the spans before and after, and the filter line."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from urllib.parse import urlencode

from duban.insight.selectors.over_time.days import SPANS, Days, Listed, Span, Square, span_of
from duban.insight.selectors.over_time.sorts import SORTS, WhoseDays
from duban.matters.selectors import MatterFilter
from duban.organisations.selectors import UnitRow
from duban.shared.actor import Actor
from duban.web.presenting import lists

_NAMES = {"month": "月", "week": "周", "day": "日"}
_OWN = "own"


def asked_for(actor: Actor, query: Mapping[str, str]) -> tuple[WhoseDays, dict[str, str]]:
    """Whose days the address bar names, and what of it every link takes along."""
    address = {name: query[name] for name in ("whose", "office", "source", "unit", "inspector") if query.get(name)}
    own = address.get("whose") == _OWN
    scope = {name: value for name, value in address.items() if name != "whose"}
    return WhoseDays(actor, MatterFilter() if own else lists.matter_filter(scope), own), address


def span_asked(query: Mapping[str, str], today: date) -> Span:
    """The span that the address bar names; this month where it names none that there is."""
    name = query.get("view", "")
    on = lists.matter_filter(query).on
    return span_of(name if name in SPANS else SPANS[0], on if on is not None and 2000 <= on.year <= 2100 else today)


def only(query: Mapping[str, str]) -> str:
    """The sort to which a list is narrowed; empty for all."""
    return query["sort"] if query.get("sort") in {sort.key for sort in SORTS} else ""


def days_page(found: Days, address: Mapping[str, str], rows: tuple[Listed, ...], sort: str, today: date) -> dict[str, Any]:
    """The squares with their links, the lists, and the ways on."""
    span = found.span

    def to(view: str, on: date, **more: str) -> str:
        return f"?{urlencode({**address, 'view': view, 'on': on.isoformat(), **more})}"

    return {
        "found": found,
        "title": _title(span),
        "weeks": [[_square(one, to) for one in week] for week in found.weeks],
        "lists": [{"of": one, "url": to(span.name, span.on, sort=one.sort.key)} for one in rows],
        "only": sort,
        "whole": to(span.name, span.on),
        "spans": [(_NAMES[name], to(name, span.on), name == span.name) for name in SPANS],
        "before": to(span.name, span.moved(-1)),
        "after": to(span.name, span.moved(1)),
        "now": to(span.name, today),
    }


def _square(one: Square, to: Any) -> dict[str, Any]:
    looks = {
        "closed": one.worked is False,
        "outside": not one.inside,
        "now": one.today,
        "nothing": not (one.total or one.holiday or one.today),
    }
    return {
        "day": one,
        "look": " ".join(name for name, on in looks.items() if on),
        "url": to("day", one.on),
        "numbers": [(sort, count, to("day", one.on, sort=sort.key)) for sort, count in one.counts],
    }


def _title(span: Span) -> str:
    if span.name == "month":
        return f"{span.on.year}年{span.on.month}月"
    if span.name == "week":
        return f"{span.first:%Y-%m-%d} 至 {span.last:%m-%d}"
    return f"{span.on:%Y-%m-%d}"


def days_fields(asked: WhoseDays, address: Mapping[str, str], units: list[UnitRow], inspector: str) -> list[dict[str, Any]]:
    """The filter line: whose days, and of which matters."""
    whose = lists.choice("whose", "范围", [(_OWN, "我要办的")], address.get("whose", ""), "我看得到的")
    if asked.own:
        return [whose]
    own = [lists.choice("inspector", "经办", [(inspector, "我督办的")], asked.where.inspector, "不限")] if inspector else []
    return [whose, *own, *lists.scope_fields(asked.where, units)]
