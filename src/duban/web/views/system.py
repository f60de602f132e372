"""Pages for measuring and watching, and the pages of errors."""

from __future__ import annotations

import ipaddress
import logging
import sys
import time
from contextlib import suppress

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from duban.audit import timekeeping
from duban.mechanism.people.standing import PostRole
from duban.organisations.selectors import jurisdictions
from duban.shared.machine import condition, room
from duban.web.claims import page

log = logging.getLogger("duban.room")


@page(says="没有内容的页面，用来测量速度。")
def empty(request: HttpRequest) -> HttpResponse:
    """The frame of a page without content: what every page costs at least."""
    return render(request, "pages/empty.html")


@login_not_required
def health(request: HttpRequest) -> HttpResponse:
    """Whether the system can work; open to everyone. What is wrong is told on this machine and to the administrator."""
    wrong = [fault.words for fault in condition.faults()]
    held = [] if wrong else _held_by_the_clock()
    beside = [words for words in (*held, room.scarce()) if words]
    lines = ["not able to work" if wrong else "acts are held" if held else "ok"]
    if _may_know(request):
        lines += wrong + beside
    plain = "text/plain; charset=utf-8"
    answer = HttpResponse("\n".join((*lines, "")), content_type=plain, status=503 if wrong else 200)
    answer._has_been_logged = True  # type: ignore[attr-defined]  # asked every few seconds
    return answer


def _held_by_the_clock() -> list[str]:
    """Why nothing can be done at present though everything can be read: the clock, county by county."""
    return list(dict.fromkeys(words for one in jurisdictions() if (words := timekeeping.reading(one.id).words)))


def _may_know(request: HttpRequest) -> bool:
    """Whether somebody asks from this machine, or is the administrator."""
    with suppress(ValueError):
        if ipaddress.ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback:
            return True
    actor = getattr(request, "actor", None)
    return actor is not None and any(post.role is PostRole.REGISTRAR for post in actor.posts)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """A request that no browser sends."""
    return render(request, "pages/errors/404.html", status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """What the posts of today do not allow."""
    return render(request, "pages/errors/403.html", status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Absent, or not the actor's to see."""
    return render(request, "pages/errors/404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Something broke; nothing was written. The page asks the database for nothing."""
    if room.is_full(sys.exc_info()[1]):
        return no_room()
    reference = getattr(request, "reference", "")
    return HttpResponse(render_to_string("pages/errors/500.html", {"reference": reference}), status=500)


_MINUTE = 60.0
_said = {"at": -_MINUTE}


def no_room() -> HttpResponse:
    """The disk is full or read-only: nothing was written. The log, which needs space too, hears of it once a minute."""
    if time.monotonic() - _said["at"] >= _MINUTE:
        _said["at"] = time.monotonic()
        log.warning("不能写入：磁盘已满或只读，办理一律答复 503，查看不受影响。")
    response = HttpResponse(
        render_to_string("pages/errors/503.html"), status=503, headers={"Retry-After": "60"}
    )
    response._has_been_logged = True  # type: ignore[attr-defined]
    return response


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The proof that the form is our own has run out."""
    return render(request, "pages/errors/csrf.html", status=403)
