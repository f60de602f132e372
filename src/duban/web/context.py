"""What every page shows around its content: county, navigation, clock, and who is signed in."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from duban.insight.selectors.desk import count_duties
from duban.organisations.selectors import directory, jurisdictions
from duban.rulebook.selectors import calendar
from duban.shared import clock, installation
from duban.shared.actor import Actor

_NAV = (
    ("desk", "工作台", "home", "工作"),
    ("matters", "重点工作", "list", "工作"),
    ("registry", "项目库", "stack", "工作"),
    ("units", "单位与干部", "people", "底册"),
    ("mechanism", "机制", "book", "底册"),
)
_PLACES = {"/cases/": "matters", "/documents/": "registry", "/organisations/": "units"}


def shell(request: HttpRequest) -> dict[str, Any]:
    """The frame of a page. One statement: how many duties stand beside 工作台."""
    actor: Actor | None = getattr(request, "actor", None)
    if actor is None:
        return {"installation": _installation(None), "nav": [], "me": None}
    return {
        "installation": _installation(actor),
        "nav": _nav(request, actor),
        "clock": _clock(actor),
        "me": _me(actor),
    }
