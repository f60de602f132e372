"""驾驶舱: the overview, its figures by unit and by month, the view for a meeting room, and the list of duties."""

from __future__ import annotations

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from duban.insight.selectors.cockpit import breakdown
from duban.insight.selectors.cockpit import owed as duties
from duban.insight.selectors.cockpit import then as past
from duban.insight.selectors.cockpit.overview import cockpit as overview
from duban.insight.selectors.cockpit.overview import compares_units, inspects
from duban.insight.selectors.cockpit.overview import wall as totals
from duban.insight.selectors.cockpit.then import month_before
from duban.matters.selectors import frame_of, responsible_units
from duban.mechanism.key_work.figures import DUTY_FIGURES, period_words
from duban.shared import clock
from duban.web.claims import page
from duban.web.presenting import lists
from duban.web.presenting.daily import cockpit as presenting
from duban.web.presenting.daily.columns import OWED
from duban.web.presenting.daily.own import saved
from duban.web.signed import actor_of


@page("4.2", "4.3", "4.4", says="全局情况：哪些滞后、在谁手里、措施是否见效；每个数字都可以点到它的清单。")
def cockpit(request: HttpRequest) -> HttpResponse:
    """Where things stand, of what the actor sees."""
    actor = actor_of(request)
    where, address = presenting.scope_of(request.GET.dict())
    view = overview(actor=actor, where=where, address=address)
    fields = presenting.scope_fields(inspects(actor), where, responsible_units(actor), clock.today().year)
    return render(request, "pages/cockpit.html", {**presenting.cockpit_page(view), "fields": fields, "address": address})


@page("4.2", "4.4", says="各单位、各领域、各来源的办理情况分布，不排名、不打分。")
def cockpit_lines(request: HttpRequest) -> HttpResponse:
    """Rates by unit in 组织序列, by source or by office."""
    actor, query = actor_of(request), request.GET.dict()
    where, address = presenting.scope_of(query)
    by = next((way for way in breakdown.WAYS if way.name == query.get("by")), breakdown.WAYS[0])
    found = breakdown.lines(actor=actor, where=where, by=by, address=address)
    fields = presenting.scope_fields(inspects(actor), where, responsible_units(actor), clock.today().year)
    context = {**presenting.lines_page(found, by), "fields": fields, "own": not compares_units(actor)}
    return render(request, "pages/cockpit_lines.html", context)


@page("4.2", "4.3", says="近几个月交办、办结、反馈和措施的变化。")
def cockpit_months(request: HttpRequest) -> HttpResponse:
    """The last twelve months."""
    where, address = presenting.scope_of(request.GET.dict())
    found = breakdown.months(actor=actor_of(request), where=where, address=address)
    return render(request, "pages/cockpit_months.html", presenting.months_page(found))


@page("4.2", "4.4", says="一年四个季度的登记、完成、督办和各项比率，每个数都能点开。")
def cockpit_quarters(request: HttpRequest) -> HttpResponse:
    """A year by its quarters."""
    actor = actor_of(request)
    where, address = presenting.scope_of({name: value for name, value in request.GET.dict().items() if name != "quarter"})
    found = breakdown.quarters(actor=actor, where=where, address=address)
    fields = presenting.scope_fields(inspects(actor), where, responsible_units(actor), clock.today().year)
    context = {
        **presenting.quarters_page(found, where.year or clock.today().year),
        "fields": [one for one in fields if one["name"] != "quarter"],
        "address": address,
    }
    return render(request, "pages/cockpit_quarters.html", context)


@page("4.2", "4.4", says="过去某一天和今天比，按记录里的日期推算。")
def cockpit_then(request: HttpRequest) -> HttpResponse:
    """How it stood on a past day, a month ago without one, beside today."""
    query = request.GET.dict()
    where, address = presenting.scope_of(query)
    asked = presenting.day_of(query, month_before(clock.today()))
    found = past.then(actor=actor_of(request), where=replace(where, on=asked), address=address)
    return render(request, "pages/cockpit_then.html", {**presenting.then_page(found), "address": address})


@page("4.2", says="会议室大屏：只显示各单位都可以看的数字。")
def wall(request: HttpRequest) -> HttpResponse:
    """The totals for a meeting room, as every unit may read them."""
    return render(request, "pages/wall.html", presenting.wall_page(totals(actor_of(request))))


@page("3.1.6", "4.2", says="正在等人办的事：由谁办、从哪天起、哪天到期。")
def owed(request: HttpRequest) -> HttpResponse:
    """The duties behind a number, one a row."""
    actor, query = actor_of(request), request.GET.dict()
    where = presenting.owed_filter(query)
    frame = frame_of(actor, where.of)
    context = {
        "found": duties.owed(actor=actor, where=where, frame=frame, **lists.page_of(query)),
        "counted": DUTY_FIGURES[where.figure].said(frame.bands, frame.quarter),
        "saved": saved(request, OWED),
        "period": period_words(frame.year, frame.quarter),
        "fields": presenting.owed_fields(where, responsible_units(actor)),
    }
    return render(request, "pages/owed.html", context)
