"""What an installation adds to each request before anything else sees it."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from ipaddress import ip_address

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponseBase, HttpResponseNotAllowed

Answer = Callable[[HttpRequest], HttpResponseBase]
METHODS = ("GET", "HEAD", "POST")
PERMISSIONS = "camera=(self), microphone=(), geolocation=(), payment=(), usb=(), display-capture=(), browsing-topics=()"


class ProxyAddressMiddleware:
    """Behind proxies of one's own, take the browser's address from the entry that the outermost of them appended.

    Only an address from `settings.PROXIES` is believed to be one: whoever reaches the server past them names nobody.
    """

    def __init__(self, get_response: Answer) -> None:
        if not settings.PROXIES:
            raise MiddlewareNotUsed("no proxy in front")
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        passed = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()]
        while passed and _is_proxy(request.META.get("REMOTE_ADDR", "")):
            request.META["REMOTE_ADDR"] = passed.pop()
        return self.get_response(request)


def _is_proxy(address: str) -> bool:
    """Whether an address is one of the proxies; a Unix socket has none and leads to a proxy of this machine."""
    if not address:
        return True
    try:
        known = ip_address(address)
    except ValueError:
        return False
    return any(known in network for network in settings.PROXIES)


class FrameMiddleware:
    """What holds for every request: a reference by which log and page name it, and methods that a browser needs."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request.reference = secrets.token_hex(4)  # type: ignore[attr-defined]
        known = request.method in METHODS
        response = self.get_response(request) if known else HttpResponseNotAllowed(METHODS)
        response.headers["Permissions-Policy"] = PERMISSIONS
        return response
