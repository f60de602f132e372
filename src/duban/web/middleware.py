"""Each request has an actor and sees one county: the scope stays open while the page is rendered."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponseBase
from django_scopes import scope

from duban.organisations.selectors import actor_of
from duban.shared import memo


class ActorMiddleware:
    """Sets `request.actor` from the signed-in account, None for nobody, and opens the scope of the account's county.

    No answer to somebody signed in is kept by a browser or a proxy: what it shows is for that person, now.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        memo.forget()
        request.actor = None  # type: ignore[attr-defined]
        if not request.user.is_authenticated or _ended(request):
            return self.get_response(request)
        request.actor = actor_of(request.user, "web")  # type: ignore[attr-defined]
        with scope(jurisdiction=request.user.jurisdiction_id):
            response = self.get_response(request)
            if hasattr(response, "render") and not getattr(response, "is_rendered", True):
                response = response.render()
        response.headers["Cache-Control"] = "private, no-store"
        return response


def _ended(request: HttpRequest) -> bool:
    """End a session that nobody used for longer than the idle time."""
    if request.session.still_used():  # type: ignore[attr-defined]
        return False
    logout(request)
    messages.info(request, f"超过 {settings.SESSION_IDLE_SECONDS // 60} 分钟没有操作，已自动退出，请重新登录。")
    return True
