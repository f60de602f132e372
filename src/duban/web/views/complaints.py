"""投诉建议: what the reader wrote with its answer, and what he has to answer."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from duban.burden.selectors.complaints import ComplaintLine, complaint_page
from duban.mechanism.lifecycles import act_named
from duban.web.claims import page
from duban.web.links import act_url
from duban.web.signed import actor_of


@page("3.0", says="对督查办理的投诉和建议在这里写，由办公室主任答复；投诉主任的，由另一办公室的主任答复。")
def complaints(request: HttpRequest) -> HttpResponse:
    """The way to write one, the own ones, and those that wait for the reader."""
    view = complaint_page(actor=actor_of(request))
    shown = {
        "write": {"label": act_named("complaint.submit").label, "url": act_url("complaint.submit"), "primary": True},
        "own": [_shown(line) for line in view.own],
        "received": [_shown(line) for line in view.received],
    }
    return render(request, "pages/complaints.html", shown)


def _shown(line: ComplaintLine) -> dict[str, Any]:
    return {"line": line, "may": [{"label": one.label, "url": act_url(one.key, line.ref)} for one in line.acts]}
