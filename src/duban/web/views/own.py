"""What is one person's alone: kept and let go by one small door."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from duban.insight.selectors.act_page.before_form import already_done
from duban.mechanism.lifecycles import ACTS
from duban.organisations.actions import own
from duban.shared import clock
from duban.web.presenting.daily.columns import to_remember
from duban.web.presenting.daily.drafts import draft_value, keeps_drafts
from duban.web.presenting.daily.own import back, put_away
from duban.web.signed import actor_of


@require_POST
def keep(request: HttpRequest, sort: str) -> HttpResponse:
    """Keep a view of a list, its columns, or a phrase; what does not fit is said where it was typed."""
    if sort not in own.Sort.values:
        raise Http404
    path, query = request.POST.get("path", ""), request.POST.get("query", "")
    name, shared = request.POST.get("name", ""), sort == own.Sort.VIEW and bool(request.POST.get("shared"))
    try:
        value = _value(sort, name, request.POST)
        own.keep(actor=actor_of(request), sort=sort, name=name, value=value, shared=shared)
        if sort == own.Sort.TOUR:
            put_away(request)
    except own.NotKept as wrong:
        messages.error(request, str(wrong))
    return HttpResponse(status=204) if getattr(request, "htmx", False) else redirect(back(path, query))


def _value(sort: str, name: str, sent: QueryDict) -> dict[str, Any]:
    if sort == own.Sort.COLUMNS:
        return to_remember(name, sent)
    return {"path": sent.get("path", ""), "query": sent.get("query", "")} if sort == own.Sort.VIEW else {}


@require_POST
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Let go of it."""
    own.drop(actor=actor_of(request), pk=pk)
    return redirect(back(request.POST.get("path", ""), request.POST.get("query", "")))


@require_POST
def keep_draft(request: HttpRequest, key: str, ref: str = "") -> HttpResponse:
    """Keep what is typed in the form of an act, while it is typed; what was sent meanwhile is no draft any more."""
    act = ACTS.get(key)
    if act is None or not keeps_drafts(act):
        raise Http404
    actor = actor_of(request)
    if already_done(actor=actor, key=key, once=request.POST.get("once", "")):
        return HttpResponse("")
    try:
        own.keep_draft(actor=actor, act=key, ref=ref, value=draft_value(act, request.POST))
    except own.NotKept as wrong:
        return render(request, "partials/draft_kept.html", {"wrong": wrong})
    return render(request, "partials/draft_kept.html", {"at": clock.now()})


@require_POST
def drop_draft(request: HttpRequest, key: str, ref: str = "") -> HttpResponse:
    """Let go of a draft, back to where one was."""
    own.drop_draft(actor=actor_of(request), act=key, ref=ref)
    return redirect(back(request.POST.get("path", ""), ""))
