"""Each request has an actor and sees one county: the scope stays open while the page is rendered."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase
from django_scopes import scope

from duban.organisations.selectors import actor_of
from duban.shared import memo


class ActorMiddleware:
    """Sets `request.actor` from the signed-in account, None for nobody, and opens the scope of the account's county."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        memo.forget()
        request.actor = None  # type: ignore[attr-defined]
        if not request.user.is_authenticated:
            return self.get_response(request)
        request.actor = actor_of(request.user, "web")  # type: ignore[attr-defined]
        with scope(jurisdiction=request.user.jurisdiction_id):
            response = self.get_response(request)
            if hasattr(response, "render") and not getattr(response, "is_rendered", True):
                response = response.render()
            return response
