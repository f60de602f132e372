"""机制: the county's words, the parameters, the open questions, and what carries out each clause."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from duban.rulebook.selectors import calendar_years, notice_view
from duban.web.claims import page
from duban.web.presenting.mechanism import clause_table, mechanism_page
from duban.web.signed import actor_of


@page("0.1", "0.2", "1.1", "1.2", "2.0", "2.1", "2.2", "2.3", "2.4", "3.0", "4.6", "8", "9")
def mechanism(request: HttpRequest, ref: str = "") -> HttpResponse:
    """The notice whole and in order, each paragraph beside its parameters."""
    actor = actor_of(request)
    context = mechanism_page(notice_view(actor=actor, ref=ref), calendar_years(actor=actor))
    return render(request, "pages/mechanism.html", context)


def questions(request: HttpRequest) -> HttpResponse:
    """What the notice leaves open, with the answers in force."""
    return render(request, "pages/questions.html", {"view": notice_view(actor=actor_of(request))})


def clauses(request: HttpRequest) -> HttpResponse:
    """Which rule, page and document carries out each clause."""
    return render(request, "pages/clauses.html", {"rows": clause_table()})
