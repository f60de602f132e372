"""日历: the days of an office or a unit."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from duban.insight.selectors.cockpit.overview import inspects
from duban.insight.selectors.over_time.days import days_of, listed
from duban.matters.selectors import responsible_units
from duban.shared import clock
from duban.web.claims import page
from duban.web.presenting import lists
from duban.web.presenting.daily import days as presenting
from duban.web.signed import actor_of


@page("3.1.6", "3.1.7", "3.2.1", says="哪天有什么到期、哪天要开会，哪天放假；每个数点开就是当天的清单。")
def days(request: HttpRequest) -> HttpResponse:
    """A month, a week or a day: what falls due, what is held, and the county's holidays."""
    actor, query, today = actor_of(request), request.GET.dict(), clock.today()
    asked, address = presenting.asked_for(actor, query)
    sort, span = presenting.only(query), presenting.span_asked(query, today)
    found = days_of(asked, span)
    rows = () if span.name == "month" and not sort else listed(asked, found, sort, **lists.page_of(query))
    context = presenting.days_page(found, address, rows, sort, today)
    fields = presenting.days_fields(asked, address, responsible_units(actor), inspects(actor))
    return render(request, "pages/calendar.html", {**context, "fields": fields})
