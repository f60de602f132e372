"""发送渠道 of the administrator, and how everybody is reached."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST
from django_scopes import scope

from duban.mechanism.lifecycles import act_named
from duban.notifications.actions.own import drop_feed, keep_reach, make_feed
from duban.notifications.feed import feed_of, whose
from duban.notifications.selectors import channel_page, channels, own_reach
from duban.shared.errors import Invalid
from duban.web.claims import page
from duban.web.forms.reach import ReachForm
from duban.web.links import act_url
from duban.web.signed import actor_of
from duban.web.throttle import too_many


@page("3.0", says="消息从哪些渠道发到系统外，今天发出多少。")
def all_channels(request: HttpRequest) -> HttpResponse:
    """The channels that are set up."""
    rows, may = channels(actor=actor_of(request))
    add = [{"label": act_named("channel.add").label, "url": act_url("channel.add")}] if may else []
    return render(request, "pages/channels.html", {"rows": rows, "manages": may, "may": add})


@page("3.0", says="一个渠道的设置，和每一条消息的下落。")
def one_channel(request: HttpRequest, ref: str) -> HttpResponse:
    """A channel: settings, what may be done, and what became of each message."""
    number, size = (request.GET.get(name, "") for name in ("page", "size"))
    view = channel_page(
        actor=actor_of(request),
        ref=ref,
        number=int(number) if number.isdecimal() and len(number) < 7 else 1,
        size=int(size) if size.isdecimal() and len(size) < 4 else 25,
    )
    may = [{"label": one.label, "url": act_url(one.key, ref)} for one in view.acts]
    return render(request, "pages/channel.html", {"view": view, "may": may})


@page("4.3", says="在系统外怎样找到我，要不要打扰。")
@never_cache
def reach(request: HttpRequest) -> HttpResponse:
    """How one is reached outside the system."""
    known = own_reach(actor=actor_of(request))
    form = ReachForm(request.POST or None, known=known)
    if request.method == "POST" and form.is_valid():
        try:
            keep_reach(actor=actor_of(request), wish=form.wish)
        except Invalid as wrong:
            for name, fault in wrong.fields.items():
                form.add_error(name, fault)
        else:
            messages.success(request, "已保存。")
            return redirect("reach")
    return render(request, "pages/reach.html", {"form": form, "known": known}, status=422 if form.errors else 200)


@require_POST
@never_cache
def own_feed(request: HttpRequest) -> HttpResponse:
    """Make the address of one's calendar, or revoke it; the address is shown this once."""
    actor = actor_of(request)
    if request.POST.get("revoke"):
        drop_feed(actor=actor)
        messages.success(request, "日历地址已作废。")
        return redirect("reach")
    address = request.build_absolute_uri(reverse("feed", args=[make_feed(actor=actor)]))
    known = own_reach(actor=actor)
    return render(request, "pages/reach.html", {"form": ReachForm(known=known), "known": known, "address": address})


@require_GET
@never_cache
@login_not_required
def feed(request: HttpRequest, code: str) -> HttpResponse:
    """Somebody's calendar, for whoever has its address: numbers, kinds and links."""
    if too_many(request, "feed", per_minute=60):
        return HttpResponse(status=429)
    owner = whose(code)
    if owner is None:
        raise Http404
    with scope(jurisdiction=owner.jurisdiction_id):
        return HttpResponse(feed_of(owner), content_type="text/calendar; charset=utf-8")
