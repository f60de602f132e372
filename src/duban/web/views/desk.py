"""工作台."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from duban.insight.selectors.work_desk import desk as selectors
from duban.insight.selectors.work_desk import parts
from duban.organisations.actions.own import read
from duban.web.claims import page
from duban.web.presenting import lists
from duban.web.presenting.daily.desk import PARTS, desk_page, part_page
from duban.web.presenting.daily.own import back
from duban.web.signed import actor_of


@page("3.0", "3.1.4", "3.1.8", "3.2.9", "3.3.7")
def desk(request: HttpRequest) -> HttpResponse:
    """What the actor must do, waits for, and has been told."""
    due, group = request.GET.get("due", ""), request.GET.get("group", "")
    view = selectors.desk(actor=actor_of(request), due=due, group=group)
    return render(request, "pages/desk.html", desk_page(view, due, group))


@page("3.0", "3.1.8")
def desk_part(request: HttpRequest, part: str) -> HttpResponse:
    """待办, 待阅, 已办 or 已阅 of the actor: all of it, page by page, or what a text names."""
    if part not in PARTS:
        raise Http404
    query = request.GET.dict()
    text, since = query.get("text", "").strip()[:60], query.get("since", "")
    view = parts.parts(actor=actor_of(request), part=part, text=text, since=since, **lists.page_of(query))
    return render(request, "pages/desk_part.html", part_page(view, part, text, since))


@require_POST
def read_messages(request: HttpRequest) -> HttpResponse:
    """Note messages as read, and go to the case of one, or back to the list."""
    given = request.POST.getlist("message")
    if not given or not all(one.isascii() and one.isdigit() and len(one) < 19 for one in given):
        raise Http404
    read(actor=actor_of(request), messages=[int(one) for one in given])
    return redirect(back(request.POST.get("next", ""), ""))
