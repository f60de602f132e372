"""交接: who hands over to whom, and the list that both sign."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from duban.mechanism.lifecycles import act_named
from duban.organisations.selectors.handovers import handover_page
from duban.organisations.selectors.handovers import handovers as handovers_of
from duban.web.claims import page
from duban.web.links import act_url
from duban.web.presenting.organisations import handover_parts, signature_cells
from duban.web.signed import actor_of

_DRAW = "handover.draw"


@page("3.0", says="交接：离岗的人把本人经办的事交给同事，双方签字，负责人监交。")
def handovers(request: HttpRequest) -> HttpResponse:
    """The handovers that the reader has to do with."""
    lines, may_draw = handovers_of(actor=actor_of(request))
    draw = {"label": act_named(_DRAW).label, "url": act_url(_DRAW), "primary": True} if may_draw else None
    return render(request, "pages/handovers.html", {"lines": lines, "draw": draw})


@page("3.0", says="一份交接清单：移交什么、不移交什么，双方签字后一次办结。")
def handover(request: HttpRequest, ref: str) -> HttpResponse:
    """One handover with its list."""
    view = handover_page(actor=actor_of(request), ref=ref)
    may = [{"label": one.label, "url": act_url(one.key, ref), "primary": not one.rare} for one in view.acts]
    shown = {"view": view, "may": may, "parts": handover_parts(view), "cells": signature_cells(view)}
    return render(request, "pages/handover.html", shown)
