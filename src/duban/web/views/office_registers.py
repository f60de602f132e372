"""发文登记簿 and 用印登记簿, by month, to be printed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from duban.insight.selectors.taken_out.office_registers import Register, seal_register, sent_register
from duban.mechanism.dates.months import months_after
from duban.mechanism.lifecycles.types import EARLIEST, LATEST
from duban.shared import clock
from duban.web.claims import page
from duban.web.signed import actor_of


@page("3.1.3", says="发文登记簿：文号、去向、份数和印发日期。")
def sent(request: HttpRequest) -> HttpResponse:
    """发文登记簿 of a month."""
    return _register(request, "sent", "发文登记簿", sent_register)


@page("3.1.3", says="用印登记簿：哪份文件、何时、由谁用印。")
def seals(request: HttpRequest) -> HttpResponse:
    """用印登记簿 of a month."""
    return _register(request, "seals", "用印登记簿", seal_register)


def _register(request: HttpRequest, which: str, title: str, read: Callable[..., Register]) -> HttpResponse:
    month = _month(request.GET.get("month", ""))
    view = read(actor=actor_of(request), month=month)
    context = {
        "view": view,
        "which": which,
        "title": title,
        "month": f"{month:%Y-%m}",
        "before": f"{months_after(month, -1):%Y-%m}",
        "after": f"{months_after(month, 1):%Y-%m}" if month < clock.today().replace(day=1) else "",
    }
    return render(request, "pages/office_register.html", context)


def _month(asked: str) -> date:
    """The first day of the month that is asked for, 2026-11; of the present one where nothing fit is asked."""
    try:
        month = date.fromisoformat(f"{asked}-01")
    except ValueError:
        month = EARLIEST
    return month if EARLIEST < month < LATEST else clock.today().replace(day=1)
