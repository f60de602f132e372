"""机制, its versions: those kept, two of them compared, a draft with what it would do, one parameter to change."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import uuid4

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from duban.acts.gate.choices import Asking
from duban.acts.gate.permits import may_start
from duban.acts.registry import action_for
from duban.insight.selectors.county.rule_files import rule_files
from duban.mechanism.lifecycles import act_named
from duban.mechanism.lifecycles.types import Act
from duban.mechanism.parameters import Parameter
from duban.rulebook.selectors import comparison, draft_view, drafts, versions, vocabulary_today
from duban.rulebook.selectors.versions import editable, pack_text
from duban.shared.errors import ActError, Invalid, NotFound, NotPermitted, Stale, Unmet
from duban.web.claims import page
from duban.web.forms.actforms import ActForm, sent
from duban.web.forms.parameterforms import opened_with, value_field
from duban.web.presenting import versions as presenting
from duban.web.signed import actor_of


@page("9", says="规则的各个版本：从哪天起施行、改了什么、谁确认的。")
def all_versions(request: HttpRequest) -> HttpResponse:
    """Every version of the parameters, and the drafts of further ones."""
    actor = actor_of(request)
    found = presenting.versions_page(
        versions(actor=actor), drafts(actor=actor), may_draft=may_start(actor, "packdraft.open")
    )
    return render(request, "pages/versions.html", found)


@page("9", says="两个版本的规则逐项对照。")
def compare(request: HttpRequest) -> HttpResponse:
    """Two versions, article by article."""
    actor = actor_of(request)
    asked = {name: request.GET.get(name, "")[:64] for name in ("before", "after")}
    found = comparison(actor=actor, **asked)
    return render(
        request, "pages/versions_compare.html", presenting.compare_page(found, versions(actor=actor))
    )


def as_text(request: HttpRequest, version: str) -> HttpResponse:
    """A version as the file that is hashed."""
    name, text = pack_text(actor=actor_of(request), version=version)
    return HttpResponse(
        text,
        content_type="text/plain; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}.toml"'},
    )


@page("9", says="起草规则的新版本：改什么、依据什么、对已办的事有什么影响。")
def draft(request: HttpRequest, ref: str) -> HttpResponse:
    """A drafted version: what it changes, what it would do, who confirms it."""
    actor = actor_of(request)
    context = presenting.draft_page(draft_view(actor=actor, ref=ref))
    context["files"] = rule_files(actor=actor).get(ref, ())
    return render(request, "pages/packdraft.html", context)


@page("9", says="起草新版本时可以改的全部参数。")
def parameters(request: HttpRequest, ref: str) -> HttpResponse:
    """Every parameter of a draft, to choose the one to change."""
    actor = actor_of(request)
    view = vocabulary_today(actor.jurisdiction_id).say_all(draft_view(actor=actor, ref=ref))
    query = request.GET.get("q", "").strip()[:40]
    return render(request, "pages/packdraft_parameters.html", presenting.parameters_page(actor, view, query))


@page("9", says="改一个参数：现值、依据、改后的影响。")
def parameter(request: HttpRequest, ref: str, key: str) -> HttpResponse:
    """One parameter of a draft, with a form of its own kind: GET shows it, POST changes it."""
    actor = actor_of(request)
    known = editable(actor=actor, ref=ref, key=key)
    if known["fixed"] or not known["open"]:
        return render(request, "pages/packdraft_parameter.html", presenting.parameter_page(ref, known, None))
    act = _typed_act(known["parameter"])
    asking = Asking(actor, act, ref)
    if request.method != "POST":
        form = ActForm(act, asking, initial=_opened(known))
        return render(request, "pages/packdraft_parameter.html", presenting.parameter_page(ref, known, form))
    came = sent(act, actor, request.POST, request.FILES)
    try:
        done = action_for("packdraft.set")(
            actor=actor, ref=ref, parameter=key, expect=came.expect, once=came.once, **came.values
        )
    except (NotFound, NotPermitted):
        raise
    except ActError as error:
        form = ActForm(act, asking, request.POST, came=came)
        form.tell(_told(error))
    else:
        return HttpResponseRedirect(f"{reverse('packdraft', args=[done.ref])}#c-{key}", status=303)
    context = presenting.parameter_page(ref, known, form)
    return render(request, "pages/packdraft_parameter.html", context, status=422)


def _opened(known: dict[str, Any]) -> dict[str, Any]:
    return {
        "value": opened_with(known["parameter"], known["value"]),
        "source": known["source"],
        "reason": known["reason"],
        "expect": known["version"],
        "once": uuid4().hex,
    }


def _typed_act(known: Parameter) -> Act:
    """The act with the field of the value as the parameter's kind asks for it, and without the choice of the key."""
    act = act_named("packdraft.set")
    fields = (
        value_field(known) if field.name == "value" else field
        for field in act.fields
        if field.name != "parameter"
    )
    return replace(act, fields=tuple(fields))


def _told(error: ActError) -> dict[str, str]:
    if isinstance(error, Invalid):
        return error.fields
    if isinstance(error, Stale):
        return {"": "您打开以后，别人改过这一版本。请回到版本页看过再改；您填的还在下面。"}
    if isinstance(error, Unmet):
        return {"": "；".join(reason.finding for reason in error.decision.missing)}
    return {"": error.message}
