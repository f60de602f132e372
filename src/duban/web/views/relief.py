"""本系统与减负规定: what is forbidden, how it is kept, what shows it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse

from duban.mechanism.burden.relief import relief_rules
from duban.rulebook.selectors import filing_number
from duban.web.claims import page
from duban.web.signed import actor_of


@page("3.0", says="防治“指尖上的形式主义”的规定禁止什么，本系统怎样做到。")
def relief(request: HttpRequest) -> HttpResponse:
    """Every rule with its tests."""
    return render(request, "pages/relief.html", {"rules": relief_rules()})


def manifest(request: HttpRequest) -> HttpResponse:
    """The list by which a browser may put the site on a phone: none before the county has a 备案编号."""
    actor = actor_of(request)
    if not filing_number(actor.jurisdiction_id):
        raise Http404
    told = {"name": "重点工作督查联动", "start_url": reverse("desk"), "display": "browser"}
    return JsonResponse(told, content_type="application/manifest+json")
