"""重点工作: the list."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from duban.acts.batches.chosen import in_bulk
from duban.acts.gate.entry import refusal
from duban.acts.gate.permits import may_start
from duban.documents.ledgers.selectors import importable
from duban.documents.official.for_meetings import ForMeeting, hand_over
from duban.insight.selectors.cockpit.on_its_way import Lying
from duban.insight.selectors.cockpit.on_its_way import on_its_way as papers_on_their_way
from duban.insight.selectors.over_time.stretches import matters_over_time
from duban.insight.selectors.taken_out.for_meetings import matter_ledger, matter_on_a_page
from duban.matters.alike import Like, similar_matters
from duban.matters.selectors import figure_said, list_matters, responsible_units
from duban.mechanism.lifecycles import act_named, state_label
from duban.rulebook.selectors import pack_in_force
from duban.shared import clock
from duban.shared.actor import Actor
from duban.shared.errors import ActError, NotFound
from duban.web.claims import page
from duban.web.links import act_url, case_url, place_url
from duban.web.paperfiles import as_file
from duban.web.presenting import exporting, lists
from duban.web.presenting.daily.columns import MATTERS
from duban.web.presenting.daily.own import saved
from duban.web.presenting.daily.stretches import stretches_shown
from duban.web.signed import actor_of

_LONGEST = 120
"""As long as the title of a matter may be."""


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


@page("3.0", says="登记以前查重：看看两办有没有已经登记的相近事项，是不是同一件。")
def alike(request: HttpRequest) -> HttpResponse:
    """Open matters that are like a title, with what they share; a form shows them beside the title while it is typed."""
    actor, title = actor_of(request), request.GET.get("title", "").replace("\0", "")[:_LONGEST].strip()
    found = similar_matters(actor, title) if title else []
    context = {
        "title": title,
        "longest": _LONGEST,
        "found": [
            {"like": one, "url": case_url(one.code), "of": _of(one), "into": _breakdown(actor, one)} for one in found
        ],
    }
    return render(request, "pages/alike.html", context)


def _of(one: Like) -> str:
    return "，".join(filter(None, (one.office_name, one.unit, state_label("matter", one.state), one.asked)))


def _breakdown(actor: Actor, one: Like) -> str:
    """Where what is a part of a like matter is entered into its breakdown, for whoever may do so now."""
    act = act_named("matter.reschedule")
    return "" if refusal(actor, act, one.ref) else act_url(act.key, one.ref)


@page("3.1.2", "3.1.3", says="在途文稿：正在起草、审核、审批、印发的，在谁手里、从哪天起。")
def on_its_way(request: HttpRequest) -> HttpResponse:
    """The papers that have not gone out yet, by the hand in which each lies."""
    view = papers_on_their_way(actor=actor_of(request))
    hands = [{"hand": one, "rows": [_lying(paper) for paper in one.papers]} for one in view.hands]
    return render(request, "pages/on_its_way.html", {"view": view, "hands": hands})


def _lying(one: Lying) -> dict[str, Any]:
    todo = one.todo
    return {"lying": one, "url": place_url(todo.object_kind, todo.object_ref, todo.case_ref), "due": todo.term}


@page("4.3", "4.4", says="把列表做成督查台账，Word 可以修改，供会议使用。")
def ledger(request: HttpRequest) -> HttpResponse:
    """The list as it is narrowed, as a paper for a meeting."""
    actor, query = actor_of(request), lists.query_of(request.GET)
    where, said = exporting.matters_told(actor, query)
    return _taken(request, actor, lambda: matter_ledger(actor=actor, where=where, filters=said))


@page("4.3", says="把一件重点工作做成一页纸，Word 可以修改，供会议使用。")
def one_page(request: HttpRequest, ref: str) -> HttpResponse:
    """A matter on one page, as the reader sees it."""
    actor = actor_of(request)
    return _taken(request, actor, lambda: matter_on_a_page(actor=actor, ref=ref))


def _taken(request: HttpRequest, actor: Actor, make: Callable[[], ForMeeting]) -> HttpResponse:
    """The file, on record; where it cannot be one, a page says why."""
    try:
        return as_file(request, lambda: hand_over(actor, make()))
    except NotFound:
        raise
    except ActError as error:
        return render(request, "pages/refusal.html", {"refusal": {"title": "没有做成", "message": error.message}}, status=422)
