"""回头看: the year's plan, a draw that anybody can compute again, a visit."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from duban.burden.selectors.lookback import PlanView, draw_page, lookback_page, reopening_page, visit_page
from duban.mechanism.lifecycles import act_named
from duban.web.claims import page
from duban.web.links import act_url
from duban.web.signed import actor_of


@page("3.0", says="已经销号的事项每季度抽一成再看一次，抽谁由随机数定；单位在这里看对自己看过什么。")
def plans(request: HttpRequest) -> HttpResponse:
    """The plans of the years with their draws, and the visits."""
    view = lookback_page(actor=actor_of(request))
    begin = {"label": act_named("lookback.plan").label, "url": act_url("lookback.plan"), "primary": not view.plans}
    shown = {"view": view, "plans": [_shown(one) for one in view.plans], "begin": begin if view.may_plan else None}
    return render(request, "pages/lookback.html", shown)


def _shown(plan: PlanView) -> dict[str, Any]:
    return {"plan": plan, "may": [{"label": one.label, "url": act_url(one.key, plan.ref)} for one in plan.acts]}


@page("3.0", says="一个季度怎样抽的：随机数、销号清单和算法都在这里，谁都可以重算。")
def one_draw(request: HttpRequest, ref: str, quarter: int) -> HttpResponse:
    """A draw with all that it was computed from."""
    return render(request, "pages/draw.html", {"view": draw_page(actor=actor_of(request), ref=ref, quarter=quarter)})


@page("3.0", says="对一个单位的一次回头看：看了哪几件、看到什么。")
def one_visit(request: HttpRequest, ref: str) -> HttpResponse:
    """A visit with what was found."""
    view = visit_page(actor=actor_of(request), ref=ref)
    may = [{"label": one.label, "url": act_url(one.key, ref), "primary": True} for one in view.acts]
    asking = act_named("reopening.propose")
    matters = [
        {"row": one, "ask": {"label": asking.label, "url": act_url(asking.key, one.may_propose)} if one.may_propose else None}
        for one in view.matters
    ]
    return render(request, "pages/visit.html", {"view": view, "may": may, "matters": matters})


@page("3.0", says="销号以后没有办成或者反弹的一件要不要重新启动：看到什么、单位怎么说、谁决定。")
def one_reopening(request: HttpRequest, ref: str) -> HttpResponse:
    """A request to take a closed matter up again."""
    view = reopening_page(actor=actor_of(request), ref=ref)
    may = [{"label": one.label, "url": act_url(one.key, ref), "primary": not at} for at, one in enumerate(view.acts)]
    return render(request, "pages/reopening.html", {"view": view, "may": may})
