"""重点工作: the list."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from duban.acts.batches.chosen import in_bulk
from duban.acts.gate.permits import may_start
from duban.documents.ledgers.selectors import importable
from duban.insight.selectors.over_time.stretches import matters_over_time
from duban.matters.selectors import figure_said, list_matters, responsible_units
from duban.rulebook.selectors import pack_in_force
from duban.shared import clock
from duban.web.claims import page
from duban.web.presenting import lists
from duban.web.presenting.daily.columns import MATTERS
from duban.web.presenting.daily.own import saved
from duban.web.presenting.daily.stretches import stretches_shown
from duban.web.signed import actor_of


@page("1.1", "2.0", "2.1", "2.2", "2.3", "2.4", "4.4", says="全部重点工作的台账：按状态、单位、来源筛选，可以保存和导出。")
def matters(request: HttpRequest) -> HttpResponse:
    """Key work as far as the actor sees it: filtered, sorted, a page at a time."""
    actor, query = actor_of(request), lists.query_of(request.GET)
    where, today = lists.matter_filter(query), clock.today()
    counted = figure_said(actor, where)
    ratings = pack_in_force(actor.jurisdiction_id, today).get("evaluation_values", today)
    context = {
        "address": {name: value for name, value in query.items() if value and name != "page"},
        "found": list_matters(actor=actor, where=where, **lists.page_of(query)),
        "fields": lists.matter_fields(where, responsible_units(actor), list(ratings)),
        "also_on": lists.matter_told(where, counted),
        "saved": saved(request, MATTERS),
        "bulk": in_bulk(actor, "matter"),
        "counted": counted,
        "may_register": may_start(actor, "matter.register"),
        "may_take_in": may_start(actor, "matter.take_in"),
        "may_split": may_start(actor, "source.split"),
        "may_import": bool(importable(actor)),
    }
    return render(request, "pages/matters.html", context)


@page("2.0", "4.4", says="把重点工作画成时间图：从登记到时限，原定时限和现在的并列。")
def over_time(request: HttpRequest) -> HttpResponse:
    """The same list as bars over time, with the points of each plan and the measures taken."""
    actor, query = actor_of(request), request.GET.dict()
    where, today = lists.matter_filter(query), clock.today()
    counted = figure_said(actor, where)
    ratings = pack_in_force(actor.jurisdiction_id, today).get("evaluation_values", today)
    found = matters_over_time(actor=actor, where=where, **lists.page_of(query))
    context = {
        "found": found,
        "time": stretches_shown(found.rows, today),
        "fields": lists.matter_fields(where, responsible_units(actor), list(ratings)),
        "also_on": lists.matter_told(where, counted),
    }
    return render(request, "pages/matters_time.html", context)
