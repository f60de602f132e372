"""What is said once, on the next page: in a cookie named like the others, or in the session where it is too long."""

from __future__ import annotations

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.messages.storage.session import SessionStorage


class NamedCookie(CookieStorage):
    """Django's, but that the cookie belongs to this host alone."""

    @property
    def cookie_name(self) -> str:  # type: ignore[override]
        """The name, which tells the browser so."""
        return f"{settings.COOKIE_PREFIX}messages"


class Messages(FallbackStorage):
    """Django's, with that cookie."""

    storage_classes = (NamedCookie, SessionStorage)
