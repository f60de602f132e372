"""One act on many chosen rows: what it asks once, what will become of each row, then confirmed once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from duban.acts.batches.chosen import chosen_objects, done_each, faults_of_all, judged, may_begin
from duban.acts.sight.visibility import ABSENT
from duban.mechanism.lifecycles import ACTS, act_named
from duban.mechanism.lifecycles.types import Act
from duban.shared.actor import Actor
from duban.shared.errors import NotFound
from duban.web.claims import page
from duban.web.forms.actforms import SentForm, sent
from duban.web.presenting.daily import bulk as presenting
from duban.web.presenting.daily.own import back
from duban.web.signed import actor_of, kept_as


@page("3.0", says="把选中的多件一次办完：先看每件会怎样，再确认，每件各自留痕。")
def bulk(request: HttpRequest, key: str) -> HttpResponse:
    """GET asks what the act needs, POST shows what would become of each row, POST with `confirm` does it."""
    actor = actor_of(request)
    act = _act(actor, key)
    if request.method == "POST":
        return _previewed(request, actor, act)
    wanted = request.GET.getlist("row")
    ones = [judged(actor, act, obj, None) for obj in chosen_objects(actor, act, wanted)]
    form = presenting.form_of(actor, act, ones, {"once": uuid4().hex}, None)
    shown = presenting.bulk_page(actor, act, ones, wanted, form)
    return _page(request, shown, wanted, 200)


def _act(actor: Actor, key: str) -> Act:
    act = act_named(key) if key in ACTS else None
    if act is None or not act.in_bulk or not may_begin(actor, act):
        raise NotFound(ABSENT)
    return act


def _previewed(request: HttpRequest, actor: Actor, act: Act) -> HttpResponse:
    came = sent(presenting.asked_once(act), actor, request.POST, request.FILES)
    if "confirm" in request.POST and isinstance(came.once, str):
        return _confirmed(request, actor, act, came)
    wanted = request.POST.getlist("row")
    ones = [judged(actor, act, obj, came.values) for obj in chosen_objects(actor, act, wanted)]
    common = faults_of_all(ones)
    form = presenting.form_of(actor, act, ones, request.POST, came)
    presenting.tell(form, common)
    shown = presenting.bulk_page(actor, act, ones, wanted, form)
    sent_on = [] if common else presenting.sent_on(request.POST)
    return _page(request, {**shown, "sent_on": sent_on}, wanted, 422 if common else 200)


def _confirmed(request: HttpRequest, actor: Actor, act: Act, came: SentForm) -> HttpResponse:
    """Done row by row; back to the list, or where something was refused after all to what is left and why."""
    seen = presenting.seen_in(request.POST)
    ones = [judged(actor, act, obj, came.values) for obj in chosen_objects(actor, act, list(seen))]
    done, left = done_each(actor, act, ones, seen, str(came.once))
    if done:
        messages.success(request, f"“{act.label}”已办{len(done)}件。", extra_tags=kept_as(request))
    if not left and done:
        return redirect(_back(request))
    refs = [one.object.ref for one in left]
    form = presenting.form_of(actor, act, left, {"once": uuid4().hex}, None)
    return _page(request, {**presenting.bulk_page(actor, act, left, refs, form), "left": True}, refs, 422)


def _back(request: HttpRequest) -> str:
    return back(request.POST.get("back") or request.GET.get("back", ""), "")


def _page(request: HttpRequest, shown: dict[str, Any], wanted: Sequence[str], status: int) -> HttpResponse:
    refs = [row["ref"] for row in shown["rows"]]
    context = {**shown, "refs": refs, "chosen": bool(wanted), "back": _back(request)}
    return render(request, "pages/bulk.html", context, status=status)
