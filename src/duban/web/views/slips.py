"""登录单: the sheet to print, and the page to which a link leads."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from duban.acts.gate.permits import may_start
from duban.organisations.actions.signing_in.slips import use_link
from duban.organisations.selectors import given_slips, link_at, list_to_confirm, slip_sheet
from duban.shared.errors import WrongState
from duban.web.claims import page
from duban.web.links import act_url
from duban.web.signed import actor_of
from duban.web.throttle import too_many
from duban.web.views.signing_in import let_in


@page(says="第一次登录：核对是不是您本人，然后设自己的密码。")
@never_cache
@login_not_required
def one_time(request: HttpRequest, code: str) -> HttpResponse:
    """First sign-in by a link: nothing is spent by looking, only by going on."""
    if too_many(request, "slip", per_minute=20):
        return render(request, "pages/one_time.html", {"busy": True}, status=429)
    link = link_at(code)
    if link is None:
        return render(request, "pages/one_time.html", {}, status=404)
    if request.method == "POST":
        return _through(request, code)
    return render(request, "pages/one_time.html", {"name": link.account.person.name, "account": link.account.username})


def _through(request: HttpRequest, code: str) -> HttpResponse:
    """Spend the link and go the way of every sign-in; of two at once one is late."""
    try:
        account = use_link(code)
    except WrongState:
        return render(request, "pages/one_time.html", {}, status=404)
    waiting = list_to_confirm(account)
    return let_in(request, account, "one_time_link", reverse("postlist", args=[waiting]) if waiting else "")


@page(says="开通账号的纸条：发给谁、领了没有、用了没有。")
@never_cache
def slips(request: HttpRequest) -> HttpResponse:
    """The sheets that were given."""
    actor = actor_of(request)
    give = act_url("slip.give") if may_start(actor, "slip.give") else ""
    return render(request, "pages/slips.html", {"sheets": given_slips(actor=actor), "give": give})


@page(says="一批开通账号的纸条，打印后当面发给本人。")
@never_cache
def slip(request: HttpRequest, ref: str) -> HttpResponse:
    """A sheet to print and cut up: one slip for each person."""
    view = slip_sheet(actor=actor_of(request), ref=ref)
    site = request.build_absolute_uri("/").rstrip("/")
    may = [{"label": one.label, "url": act_url(one.key, ref)} for one in view.acts]
    return render(request, "pages/slip.html", {"view": view, "site": site, "may": may})
