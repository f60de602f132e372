"""Before a page: somebody is signed in. After it: what an act or a selector refused becomes a page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django_htmx.http import HttpResponseClientRedirect

from duban.shared.errors import ActError, NotFound, NotPermitted
from duban.shared.machine.room import NoRoom
from duban.web import access
from duban.web.views.system import no_room


class SignedInMiddleware(LoginRequiredMiddleware):
    """Every page asks for somebody signed in unless it says otherwise; a part of a page sends the whole page there."""

    def handle_no_permission(self, request: HttpRequest, view_func: Callable[..., HttpResponseBase]) -> Any:
        """To the sign-in page, and from there back."""
        htmx = getattr(request, "htmx", None)
        if htmx:
            back = urlencode({"next": htmx.current_url_abs_path or "/"})
            return HttpResponseClientRedirect(f"{reverse('account_login')}?{back}")
        return super().handle_no_permission(request, view_func)


class RefusalMiddleware:
    """The pages for what is absent, not the actor's to see, or not the actor's to do."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponseBase | None:
        """A page for an error of an act that a view lets pass; anything else is a fault."""
        if isinstance(exception, NotFound):
            access.out_of_sight(request)
            return render(request, "pages/errors/404.html", status=404)
        if isinstance(exception, NotPermitted):
            denied = {"message": exception.message, "clause": exception.clause}
            return render(request, "pages/errors/403.html", {"denied": denied}, status=403)
        if isinstance(exception, NoRoom):
            return no_room()
        if isinstance(exception, ActError):
            return render(
                request,
                "pages/refusal.html",
                {"refusal": {"title": "没有受理", "message": exception.message}},
                status=409,
            )
        return None
