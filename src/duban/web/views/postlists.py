"""任职名单: what was proposed, by whom, with which paper, and who confirms it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from duban.acts.gate.permits import may_start
from duban.insight.selectors.county.rule_files import rule_files
from duban.mechanism.lifecycles import act_named, starting
from duban.organisations.selectors import postlist_page
from duban.organisations.selectors import postlists as lists_of
from duban.web.claims import page
from duban.web.links import act_url
from duban.web.signed import actor_of

_CONFIRMING = "postlist.confirm"
_MAKING = starting("postlist")


@page("1.2", "3.0", says="任职名单：由组织部门提出、办公室确认后生效。")
def postlists(request: HttpRequest) -> HttpResponse:
    """The lists that wait, and those that came before."""
    actor = actor_of(request)
    may = [{"label": act_named(key).label, "url": act_url(key)} for key in _MAKING if may_start(actor, key)]
    return render(request, "pages/postlists.html", {"lists": lists_of(actor=actor), "may": may})


@page("1.2", "3.0", says="一份任职名单的逐行核对和确认。")
def postlist(request: HttpRequest, ref: str) -> HttpResponse:
    """One list with the document on which it rests."""
    actor = actor_of(request)
    view = postlist_page(actor=actor, ref=ref)
    may = [{"label": one.label, "url": act_url(one.key, ref), "primary": one.key == _CONFIRMING} for one in view.acts]
    files = rule_files(actor=actor).get(ref, ())
    give = act_url("slip.give") if view.first_named and may_start(actor, "slip.give") else ""
    return render(request, "pages/postlist.html", {"view": view, "may": may, "files": files, "give": give})
