"""工作台."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from duban.insight.selectors.work_desk import desk as selectors
from duban.web.claims import page
from duban.web.presenting.daily.desk import desk_page
from duban.web.signed import actor_of


@page("3.0", "3.1.4", "3.1.8", "3.2.9", "3.3.7")
def desk(request: HttpRequest) -> HttpResponse:
    """What the actor must do, waits for, and has been told."""
    due, group = request.GET.get("due", ""), request.GET.get("group", "")
    view = selectors.desk(actor=actor_of(request), due=due, group=group)
    return render(request, "pages/desk.html", desk_page(view, due, group))
