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
from duban.web.presenting.daily.handbook import handbooks_of
from duban.web.presenting.daily.own import back, toured
from duban.web.signed import actor_of


@page("3.0", "3.1.4", "3.1.8", "3.2.9", "3.3.7", says="只列须由您办的事，按事由分组，急的在前。")
def desk(request: HttpRequest) -> HttpResponse:
    """What the actor must do, waits for, and has been told."""
    due, group = request.GET.get("due", ""), request.GET.get("group", "")
    actor = actor_of(request)
    view = selectors.desk(actor=actor, due=due, group=group)
    tour = None if toured(request) else handbooks_of(actor)[0]
    return render(request, "pages/desk.html", {**desk_page(view, due, group), "tour": tour})


@page("3.0", "3.1.8", says="待办、待阅、已办、已阅分开列出，可以查找，已阅的随时再看。")
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
