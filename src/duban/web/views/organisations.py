"""单位与干部: units in 组织序列, a unit, a person."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from duban.accountability.selectors.kept_records import kept_outages
from duban.acts.gate.permits import may_start
from duban.documents.ledgers.selectors import importable
from duban.insight.selectors.taken_out.extract import may_extract
from duban.matters.selectors import own_flow
from duban.organisations.policies import sees_people
from duban.organisations.selectors import person_page, reset_owner, unit_lines, unit_page
from duban.web.claims import page
from duban.web.presenting.organisations import outage_lines, person_view, unit_view, units_page
from duban.web.signed import actor_of

_KEPT = (
    ("handovers", "交接", "handover.draw"),
    ("postlists", "任职名单", "postlist.propose"), ("slips", "登录单", "slip.give"), ("clock", "校时", "clockcheck.propose"),
)  # fmt: skip


@page("1.1", "1.2", says="县里的单位和干部名册：组织序列、在任职务和联络员。")
def units(request: HttpRequest) -> HttpResponse:
    """The units of article 一 and the county's leaders."""
    closed = request.GET.get("closed") == "1"
    view = unit_lines(actor=actor_of(request), closed=closed)
    context = units_page(view, request.GET.get("kind", ""), request.GET.get("text", "").strip())
    more: dict[str, Any] = {"closed": closed, "may_import": bool(importable(actor_of(request)))}
    more["may_see_people"] = sees_people(actor_of(request))
    more["kept"] = [
        {"url": reverse(name), "label": label}
        for name, label, key in _KEPT
        if may_start(actor_of(request), key)
    ]
    more["outages"] = outage_lines(kept_outages(actor=actor_of(request)))
    return render(request, "pages/units.html", {**context, **more})


@page("1.1", "1.2", says="一个单位：名称变化、在任人员和承办的重点工作。")
def unit(request: HttpRequest, ref: str) -> HttpResponse:
    """A unit with its dated posts."""
    actor = actor_of(request)
    view = unit_page(actor=actor, ref=ref)
    unit_id, flow = own_flow(actor)
    own = unit_id == view.unit.id
    extract = may_extract(actor) or view.unit.id in actor.unit_ids
    more = {"own": own, "flow": flow if own else None, "extract": extract}
    return render(request, "pages/unit.html", {**unit_view(view), **more})


@page("1.2", says="一名干部：任职经历、代理和委托、账号。")
def person(request: HttpRequest, ref: str) -> HttpResponse:
    """A person with posts and delegations."""
    actor = actor_of(request)
    view = person_page(actor=actor, ref=ref)
    own = view.person.id == actor.person_id
    more = {"own": own, "extract": own or may_extract(actor)}
    return render(request, "pages/person.html", {**person_view(view), **more})


@page("1.2", says="重置密码的申请在本人页面上办理。")
def reset(request: HttpRequest, ref: str) -> HttpResponse:
    """A proposal to reset a password stands on the page of its person."""
    return redirect("person", reset_owner(actor=actor_of(request), ref=ref))
