"""Every act has one page, made from the act table: what is known, the form, and what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django_htmx.http import HttpResponseClientRedirect

from duban.acts.gate.choices import Asking
from duban.acts.registry import action_for
from duban.acts.work import Done
from duban.audit.timekeeping import WrongClock
from duban.insight.selectors.act_page.before_form import Opening, act_at, already_done, is_proposal, open_act
from duban.insight.selectors.work_desk.turns import onward, turn
from duban.mechanism.dates.deadlines import day_told
from duban.mechanism.former import ACT_NAMES
from duban.mechanism.lifecycles.types import EARLIEST, LATEST, Act
from duban.organisations.actions import own
from duban.organisations.selectors.own import Own, draft_of
from duban.rulebook.selectors import calendar
from duban.shared import clock
from duban.shared.actor import Actor
from duban.shared.errors import ActError, Invalid, NotFound, NotPermitted, Stale, Unmet, WrongState
from duban.shared.machine.room import NoRoom
from duban.web.claims import page
from duban.web.forms.actforms import ActForm, SentForm, in_words, sent, typed_in
from duban.web.forms.fill_times import note_filled, opened_now
from duban.web.links import back_url, turn_url
from duban.web.presenting import acts as presenting
from duban.web.presenting.daily import drafts
from duban.web.presenting.daily.own import phrases
from duban.web.signed import actor_of, kept_as

_STATUS = {Unmet: 422, Invalid: 422, WrongState: 409, Stale: 409, NotPermitted: 403, WrongClock: 503}


@page(
    "2.0", "2.1", "2.2", "2.3", "2.4", "3.1.1", "3.1.2", "3.1.3", "3.1.4", "3.1.5", "3.1.6", "3.1.7", "3.2.1", "3.2.2",
    "3.2.3", "3.2.4", "3.2.5", "3.2.6", "3.2.7", "3.2.8", "3.3.1", "3.3.2", "3.3.3", "3.3.4", "3.3.5", "3.3.6", "3.3.8",
    "4.4",
    says="填写并办理一件事；送出前可以核对，送出后立即生效并留下记录。",
)  # fmt: skip
def act(request: HttpRequest, key: str, ref: str = "") -> HttpResponse:
    """The page of an act: GET shows it, POST does it. An address of before leads to what the act is called now."""
    actor = actor_of(request)
    if key in ACT_NAMES.former:
        now = request.get_full_path().replace(f"/{key}/", f"/{ACT_NAMES.present(key)}/", 1)
        return HttpResponsePermanentRedirect(now, preserve_request=True)
    if request.method == "POST":
        return _done(request, actor, key, ref)
    opening = open_act(actor=actor, key=key, ref=ref)
    draft = draft_of(actor, key, ref) if drafts.keeps_drafts(opening.act) else None
    told = drafts.shown(opening.act, ref, draft, opening.case.version if opening.case else None)
    if opening.refused:
        return _refused(request, actor, opening, ref, opening.refused, tried=False, written=told["written"] if told else None)
    return _page(request, actor, opening, ref, _fresh(request, actor, opening, ref, draft), 200, draft=told)


def _fresh(request: HttpRequest, actor: Actor, opening: Opening, ref: str, draft: Own | None) -> ActForm:
    case = opening.case
    known = presenting.opened_with(case.initial if case else opening.initial)
    known |= draft.value.get("typed", {}) if draft else {}
    known |= {"expect": case.version} if case else {}
    known |= presenting.chosen(opening.act, request.GET)
    return ActForm(opening.act, Asking(actor, opening.act, ref), initial={**known, "once": uuid4().hex})


def _done(request: HttpRequest, actor: Actor, key: str, ref: str) -> HttpResponse:
    """Do the act with what was sent. Only a form that goes back asks for what its page shows."""
    if done := already_done(actor=actor, key=key, once=request.POST.get("once", "")):
        return _gone_on(request, actor, done, key, ref)
    spec = act_at(key=key, ref=ref)
    came = sent(spec, actor, request.POST, request.FILES)
    try:
        done = action_for(key)(actor=actor, **_addressed(spec, ref, came), **came.values)
    except (NotFound, NoRoom):
        raise
    except ActError as error:
        form = ActForm(spec, Asking(actor, spec, ref), request.POST, request.FILES, came=came)
        _keep(request, actor, spec, ref)
        return _answered(request, actor, open_act(actor=actor, key=key, ref=ref), ref, form, error)
    note_filled(actor, spec, request.POST)
    if drafts.keeps_drafts(spec):
        own.drop_draft(actor=actor, act=key, ref=ref)
    return _gone_on(request, actor, done, key, ref)


def _keep(request: HttpRequest, actor: Actor, spec: Act, ref: str) -> None:
    """What was refused stays with whoever typed it, whatever the browser keeps."""
    if drafts.keeps_drafts(spec):
        with suppress(own.NotKept):
            own.keep_draft(actor=actor, act=spec.key, ref=ref, value=drafts.draft_value(spec, request.POST))


def _addressed(spec: Act, ref: str, came: SentForm) -> dict[str, Any]:
    if is_proposal(spec):
        return {"matter": ref, "once": came.once}
    return {"once": came.once} if spec.creates else {"ref": ref, "expect": came.expect, "once": came.once}


def _answered(
    request: HttpRequest, actor: Actor, opening: Opening, ref: str, form: ActForm, error: ActError
) -> HttpResponse:
    beside = error.fields if isinstance(error, Invalid) else {}
    if isinstance(error, Unmet):
        beside = presenting.beside_fields(error, form)
    if beside:
        form.tell(beside)
        return _page(request, actor, opening, ref, form, 422)
    if isinstance(error, Stale):
        conflict = presenting.conflict(actor, opening, ref, error, form)
        return _rendered(request, "conflict", {"conflict": conflict}, 409)
    return _refused(request, actor, opening, ref, error, tried=True, form=form)


def _refused(
    request: HttpRequest,
    actor: Actor,
    opening: Opening,
    ref: str,
    error: ActError,
    *,
    tried: bool,
    form: ActForm | None = None,
    written: Sequence[tuple[str, str]] | None = None,
) -> HttpResponse:
    if written is None and tried:
        written = in_words(opening.act, typed_in(opening.act, request.POST))
    refusal = {**presenting.refusal(actor, opening, ref, error, tried), "written": written or ()}
    status = _STATUS.get(type(error), 422)
    if form is None or not isinstance(error, (Unmet, WrongClock)):
        return _rendered(request, "refusal", {"refusal": refusal}, status)
    return _page(request, actor, opening, ref, form, status, refusal=refusal)


def _page(
    request: HttpRequest, actor: Actor, opening: Opening, ref: str, form: ActForm, status: int, **more: Any
) -> HttpResponse:
    usual = phrases(actor) if "opinion" in form.fields else []
    opened = request.POST.get("opened") or opened_now()
    keeping = drafts.keeping(opening.act, ref)
    heading = request.GET.get("turn", "")
    here = turn(actor, heading, opening.act.key, ref) if heading and ref else None
    shown = {**presenting.act_page(actor, opening, ref, form, here), "phrases": usual, "keeping": keeping, "opened": opened}
    return _rendered(request, "act", {**shown, **more}, status)


_PAGES = {"act": "pages/act.html", "refusal": "pages/refusal.html", "conflict": "pages/errors/409.html"}


def _rendered(request: HttpRequest, name: str, context: dict[str, Any], status: int) -> HttpResponse:
    """A whole page, or for a form that was opened inside another page the part that goes there."""
    inside = bool(getattr(request, "htmx", False))
    template = f"partials/{name}.html" if inside else _PAGES[name]
    return render(request, template, {**context, "inside": inside}, status=status)


def _gone_on(request: HttpRequest, actor: Actor, done: Done, key: str, ref: str) -> HttpResponse:
    """On to the next thing of a line that one is going through, else to the case: a second click gets there like the first."""
    said = f"已经办过，没有重复办理：{done.sentence}" if done.repeated else done.sentence
    messages.success(request, said, extra_tags=kept_as(request))
    htmx = getattr(request, "htmx", None)
    if htmx and htmx.current_url_abs_path == reverse("desk"):
        return HttpResponseClientRedirect(reverse("desk"))
    url = _next(request, actor, key, ref) or back_url(done.kind, done.ref, done.case_ref)
    return HttpResponseClientRedirect(url) if htmx else HttpResponseRedirect(url, status=303)


def day(request: HttpRequest) -> HttpResponse:
    """What is to be known of a day while it is being chosen: weekday, whether it is worked, how far away."""
    typed = str(next(iter(request.GET.values()), ""))
    try:
        chosen = date.fromisoformat(typed)
    except ValueError:
        return HttpResponse("")
    known = calendar(actor_of(request).jurisdiction_id)
    told = day_told(chosen, clock.today(), known) if EARLIEST <= chosen <= LATEST else ""
    return HttpResponse(told, content_type="text/plain; charset=utf-8")


def _next(request: HttpRequest, actor: Actor, key: str, ref: str) -> str:
    """The next thing under the heading of the desk that one is going through, the desk after the last; empty elsewhere."""
    heading, place = request.GET.get("turn", ""), request.GET.get("place", "")
    if not heading or not (place.isascii() and place.isdigit() and len(place) < 6):
        return ""
    following = onward(actor, heading, int(place), (key, ref))
    return turn_url(heading, following.act, following.ref) if following else reverse("desk")
