"""系统管理: the page of whoever keeps the system."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from duban.insight.selectors.county.system import system_page
from duban.mechanism.lifecycles import act_named
from duban.web.claims import page
from duban.web.links import act_url
from duban.web.signed import actor_of


@page("1.2", "3.1.7", says="账号、工作日历和后台工作，系统管理员自己的一页。")
def keeping(request: HttpRequest) -> HttpResponse:
    """Accounts, calendar and what runs by itself, with the places where each is kept."""
    view = system_page(actor=actor_of(request))
    label, wanted = act_named("calendar.publish").label, view.asked_for is not None
    publish = {"label": label, "url": act_url("calendar.publish"), "primary": wanted}
    return render(request, "pages/keeping.html", {"view": view, "publish": publish})
