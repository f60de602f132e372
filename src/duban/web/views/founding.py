"""开办: what a county still needs, step by step, and where it is done."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from duban.documents.ledgers.selectors import importable
from duban.insight.selectors.county.founding import StepTaken, founding
from duban.mechanism.lifecycles import act_named
from duban.mechanism.people.founding import FoundingStep
from duban.shared.actor import Actor
from duban.web.claims import page
from duban.web.links import act_url, list_url, object_url
from duban.web.signed import actor_of

_LEDGERS = {FoundingStep.UNITS: "units", FoundingStep.PEOPLE: "people", FoundingStep.MATTER: "matters"}
_LISTS = {
    FoundingStep.UNITS: ("units", "单位与干部"),
    FoundingStep.POSTS: ("postlists", "任职名单"),
    FoundingStep.PEOPLE: ("units", "单位与干部"),
    FoundingStep.SIGN_IN: ("slips", "登录单"),
    FoundingStep.CALENDAR: ("mechanism", "机制"),
    FoundingStep.NOTICE: ("mechanism", "机制"),
    FoundingStep.MATTER: ("matters", "重点工作"),
}


@page("1.1", "1.2", "9", says="新县开办的每一步：由谁做、做到哪里、还差什么。")
def road(request: HttpRequest) -> HttpResponse:
    """Every step with what is there, what is missing and what waits; the acts are those of the reader."""
    actor = actor_of(request)
    steps = [_step(actor, taken) for taken in founding(actor=actor)]
    left = [one for one in steps if one["missing"]]
    for one in [one for one in left if one["may"]][:1]:
        one["may"][0]["primary"] = True
    return render(request, "pages/founding.html", {"steps": steps, "left": len(left)})


def _step(actor: Actor, taken: StepTaken) -> dict[str, Any]:
    may: list[dict[str, Any]] = [{"label": act_named(key).label, "url": act_url(key)} for key in taken.acts]
    if may and _LEDGERS.get(taken.step) in {kind.key for kind in importable(actor)}:
        may.append({"label": "从台账导入", "url": reverse("imports")})
    listed, label = _LISTS.get(taken.step, ("", ""))
    return {
        "label": taken.step.label,
        "who": taken.step.who,
        "there": taken.there,
        "missing": taken.missing,
        "waiting": [{"text": one.text, "url": object_url(one.kind, one.ref) or list_url(one.kind)} for one in taken.waiting],
        "may": may,
        "listed": {"label": label, "url": reverse(listed)} if listed else None,
    }
