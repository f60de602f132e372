"""校时: how the machine's clock stands to the record."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from duban.mechanism.lifecycles import act_named
from duban.organisations.selectors import clock_page
from duban.web.claims import page
from duban.web.links import act_url
from duban.web.signed import actor_of


@page("3.1.6", says="服务器时间是否可信：期限按它计算，偏差由管理员核对。")
def clockchecks(request: HttpRequest) -> HttpResponse:
    """The machine's time, the last entry's, the last sweep's, and what was put right."""
    view = clock_page(actor=actor_of(request))
    propose = [{"label": act_named("clockcheck.propose").label, "url": act_url("clockcheck.propose")}]
    lines = [
        {"line": one, "may": [{"label": may.label, "url": act_url(may.key, one.ref)} for may in one.acts]} for one in view.lines
    ]
    return render(request, "pages/clock.html", {"view": view, "lines": lines, "may": propose if view.may_propose else []})
