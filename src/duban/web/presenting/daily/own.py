"""Saved views, phrases for opinions, and whether the first day is over, as their templates show them."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, QueryDict
from django.urls import reverse

from duban.organisations.selectors import directory
from duban.organisations.selectors.own import Own, first_day_is_over, own_things
from duban.shared import clock
from duban.shared.actor import Actor
from duban.web.signed import actor_of

_PASSING = ("page", "csrfmiddlewaretoken")


def saved(request: HttpRequest) -> dict[str, Any]:
    """The saved views of this list, and what the present one would be saved as."""
    actor, query = actor_of(request), _lasting(request.GET)
    views = [
        _view(actor, one, query) for one in own_things(actor, "view") if one.value.get("path") == request.path
    ]
    known = any(view["current"] for view in views)
    return {"views": views, "known": known, "path": request.path, "query": query}


def _lasting(query: QueryDict) -> str:
    """The address without what only this moment asks for; what is not narrowed is nothing to keep."""
    kept = {name: value for name, value in query.dict().items() if value and name not in _PASSING}
    return urlencode(sorted(kept.items()))


def _view(actor: Actor, one: Own, query: str) -> dict[str, Any]:
    kept = str(one.value.get("query", ""))
    return {
        "one": one,
        "url": f"{one.value['path']}?{kept}",
        "current": kept == query,
        "gone": _gone(actor, QueryDict(kept)),
    }


def _gone(actor: Actor, query: QueryDict) -> str:
    """What a view narrows to and is no more: a unit that ended."""
    given = query.get("unit", "")
    unit = directory(actor.jurisdiction_id).find(given) if given else None
    if not given or (unit is not None and unit.active_on(clock.today())):
        return ""
    return f"{unit.short_name}已不存在" if unit else "所选单位已不存在"


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
    if not path.startswith("/") or path.startswith("//"):
        return reverse("desk")
    return f"{path}?{query}" if query else path
