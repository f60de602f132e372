"""What an installation adds to each request before anything else sees it."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponseBase


class ProxyAddressMiddleware:
    """Behind the TLS proxy, take the browser's address from the entry that the proxy itself appended."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        if not settings.HTTPS:
            raise MiddlewareNotUsed("no proxy in front")
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "")
        if forwarded:
            request.META["REMOTE_ADDR"] = forwarded.rpartition(",")[2].strip()
        return self.get_response(request)
