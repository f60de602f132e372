"""Saved views and columns of lists, phrases for opinions, whether the first day is over, as their templates show them."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from duban.organisations.selectors import directory
from duban.organisations.selectors.own import Own, first_day_is_over, own_things
from duban.shared import clock
from duban.shared.actor import Actor
from duban.web.presenting.daily.columns import LAYOUT, ChosenColumns, ListLayout, chosen, lost
from duban.web.signed import actor_of

_PASSING = ("page", "csrfmiddlewaretoken", "row")


def saved(request: HttpRequest, layout: ListLayout | None = None) -> dict[str, Any]:
    """The saved views of this list, its columns where these can be chosen, and what the present view would be saved as."""
    actor, query = actor_of(request), _lasting(request.GET)
    kept = own_things(actor, "view", "columns")
    columns = chosen(layout, request.GET, _remembered(kept, layout)) if layout else None
    present = columns.address if columns else ""
    views = [
        _view(actor, one, query, columns)
        for one in kept
        if one.sort == "view" and one.value.get("path") == request.path
    ]
    return {
        "views": views,
        "known": any(view["current"] for view in views),
        "path": request.path,
        "query": query,
        "whole": "&".join(part for part in (query, present) if part),
        "columns": columns,
        "worth_keeping": bool(query) or (columns is not None and columns.own),
    }


def _remembered(kept: list[Own], layout: ListLayout) -> Own | None:
    return next((one for one in kept if one.sort == "columns" and one.name == layout.name), None)


def _lasting(query: QueryDict) -> str:
    """The address without what only this moment asks for, and without how the list looks; nothing narrowed, nothing to keep."""
    passing = (*_PASSING, *LAYOUT)
    return urlencode(sorted((name, value) for name, value in query.dict().items() if value and name not in passing))


def _view(actor: Actor, one: Own, query: str, columns: ChosenColumns | None) -> dict[str, Any]:
    address = str(one.value.get("query", ""))
    kept = QueryDict(address)
    looks = {name: kept[name] for name in LAYOUT if name in kept}
    alike = not looks or columns is None or urlencode(looks) == columns.address
    return {
        "one": one,
        "url": f"{one.value['path']}?{address}",
        "current": _lasting(kept) == query and alike,
        "gone": _gone(actor, kept, columns),
    }


def _gone(actor: Actor, query: QueryDict, columns: ChosenColumns | None) -> str:
    """What a view asks for and is no more: a unit that ended, a column that the list has no longer."""
    given = query.get("unit", "")
    unit = directory(actor.jurisdiction_id).find(given) if given else None
    said = []
    if given and unit is None:
        said.append("所选单位已不存在")
    elif unit is not None and not unit.active_on(clock.today()):
        said.append(f"{unit.short_name}已不存在")
    if columns is not None and (number := lost(columns.layout, query)):
        said.append(f"有{number}栏已不存在")
    return "，".join(said)


def phrases(actor: Actor) -> list[str]:
    """常用意见, for the field of an opinion."""
    return [one.name for one in own_things(actor, "phrase")]


_TOURED = "toured"


def note_first_day(sender: Any, request: HttpRequest, user: Any, **others: Any) -> None:
    """At the sign-in: keep in the session whether the first day is over, so that the desk asks for nothing more."""
    request.session[_TOURED] = first_day_is_over(user.person_id)


def toured(request: HttpRequest) -> bool:
    """Whether the reader has put the steps of the first day away."""
    return bool(request.session.get(_TOURED, True))


def put_away(request: HttpRequest) -> None:
    """The steps of the first day are shown no more, from now on."""
    request.session[_TOURED] = True


def back(path: str, query: str) -> str:
    """To the list from which something was kept; to the desk where the address is none of ours."""
    if not path.startswith("/") or not url_has_allowed_host_and_scheme(path, None):
        return reverse("desk")
    return f"{path}?{query}" if query else path
