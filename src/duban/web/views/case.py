"""卷宗."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from duban.insight.selectors.case_file.case import case_view, dossier
from duban.insight.selectors.case_places import place_of
from duban.shared.errors import NotFound
from duban.web.claims import page
from duban.web.presenting.case import brief_page, case_page, dossier_page
from duban.web.signed import actor_of

_SHOWN = (
    "1.2", "3.0", "3.1.1", "3.1.3", "3.1.4", "3.1.6", "3.1.7", "3.1.8", "3.2.2", "3.2.3", "3.2.6", "3.2.7",
    "3.2.8", "3.2.9", "3.3.1", "3.3.4", "3.3.5", "3.3.6", "3.3.7", "3.3.8", "4.3", "4.4",
)  # fmt: skip


@page(*_SHOWN, says="一件重点工作的全部情况：进展、措施、反馈、公文和历史，以及现在该谁办什么。")
def case(request: HttpRequest, ref: str) -> HttpResponse:
    """One case: where it stands, who owes what by when, and one tab of what is known."""
    actor = actor_of(request)
    try:
        view = case_view(actor=actor, ref=ref, tab=request.GET.get("tab", "facts"))
    except NotFound:
        place = place_of(actor=actor, ref=ref)
        return redirect(place.kind, ref=place.ref)
    return render(request, "pages/case.html", case_page(view, whole="all" in request.GET))


@page("4.1", "4.2", "4.3", "4.4", says="一件重点工作的要点：做到哪一步、现在等谁，不离开列表也能看。")
def brief(request: HttpRequest, ref: str) -> HttpResponse:
    """One case in brief: beside its list, or where no script puts it there as a page of its own."""
    view = case_view(actor=actor_of(request), ref=ref)
    beside = bool(getattr(request, "htmx", False))
    return render(request, "partials/drawer.html" if beside else "pages/brief.html", brief_page(view))


@page("4.3", says="一件重点工作的全卷，供打印、归档和会议使用。")
def on_paper(request: HttpRequest, ref: str) -> HttpResponse:
    """One case from its first to its last entry, on paper."""
    actor = actor_of(request)
    view, content = dossier(actor=actor, ref=ref)
    return render(request, "pages/dossier.html", dossier_page(view, content, actor.name))
