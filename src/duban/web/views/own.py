"""What is one person's alone: kept and let go by one small door."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from duban.organisations.actions import own
from duban.web.presenting.daily.own import back, put_away
from duban.web.signed import actor_of


@require_POST
def keep(request: HttpRequest, sort: str) -> HttpResponse:
    """Keep a view of a list, or a phrase; what does not fit is said where it was typed."""
    if sort not in own.Sort.values:
        raise Http404
    path, query = request.POST.get("path", ""), request.POST.get("query", "")
    value = {"path": path, "query": query} if sort == own.Sort.VIEW else {}
    shared = bool(request.POST.get("shared"))
    try:
        own.keep(actor=actor_of(request), sort=sort, name=request.POST.get("name", ""), value=value, shared=shared)
        if sort == own.Sort.TOUR:
            put_away(request)
    except own.NotKept as wrong:
        messages.error(request, str(wrong))
    return HttpResponse(status=204) if getattr(request, "htmx", False) else redirect(back(path, query))


@require_POST
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Let go of it."""
    own.drop(actor=actor_of(request), pk=pk)
    return redirect(back(request.POST.get("path", ""), request.POST.get("query", "")))
