"""手册: the handbook of the reader's role, to be read here or printed."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from duban.shared.errors import NotFound
from duban.web.claims import page
from duban.web.presenting.daily.handbook import handbooks_of, own_acts
from duban.web.signed import actor_of


@page(says="您这个岗位怎样用本系统：第一天、每天、常办的事，可以打印。")
def handbook(request: HttpRequest, key: str = "") -> HttpResponse:
    """The handbook of one's first post, or another that one may read; NotFound for that of a role one has nothing to do with."""
    known = handbooks_of(actor_of(request))
    shown = next((one for one in known if one.key == key), None) if key else known[0]
    if shown is None:
        raise NotFound("没有这本手册，或者不是您岗位的。")
    return render(request, "pages/handbook.html", {"shown": shown, "known": known, "acts": own_acts(shown.key)})
