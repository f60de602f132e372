"""检索: one box for everything that the reader may see, and for wherever he may go."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from duban.insight.selectors.search.query import query_of
from duban.insight.selectors.search.results import GROUPS, search, search_one
from duban.organisations.selectors.own import own_things
from duban.rulebook.selectors import vocabulary_today
from duban.web import hits
from duban.web.claims import page
from duban.web.presenting.daily.palette import places
from duban.web.presenting.lists import page_of
from duban.web.signed import actor_of


@page("4.5", says="只查您看得到的事项、文件、单位和人员；几个词用空格隔开，先后不限。")
def find(request: HttpRequest) -> HttpResponse:
    """What the words of the address mean, by heading; with `kind` all under one of them, a page at a time."""
    actor, query = actor_of(request), request.GET.dict()
    wanted, key = query_of(query.get("q", "")), query.get("kind", "")
    if key in GROUPS and wanted.words:
        group, shown = search_one(actor=actor, wanted=wanted, key=key, **page_of(query))
        return render(request, "pages/search.html", hits.results(actor, wanted, [group], shown))
    context = hits.results(actor, wanted, () if key == hits.HANDBOOKS else search(actor=actor, wanted=wanted))
    if help_says := hits.of_handbooks(actor, wanted):
        whole = {**help_says, "hits": help_says["every"], "all": ""} if key == hits.HANDBOOKS else help_says
        context["groups"].append(whole)
    return render(request, "pages/search.html", context)


_FEW = 3


def suggest(request: HttpRequest) -> HttpResponse:
    """What the words mean while they are typed: pages and acts by name, the first hits; before, what was looked for lately."""
    actor, typed = actor_of(request), request.GET.get("q", "")
    wanted = query_of(typed)
    groups = hits.results(actor, wanted, search(actor=actor, wanted=wanted))["groups"]
    named = places(actor, wanted.text.split(), vocabulary_today(actor.jurisdiction_id))
    context = {
        "typed": wanted.text,
        "places": named,
        "recent": [] if wanted.text else own_things(actor, "recent"),
        "groups": [{**group, "hits": group["hits"][:_FEW]} for group in groups],
    }
    return render(request, "partials/suggestions.html", context)
