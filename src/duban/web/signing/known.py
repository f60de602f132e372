"""Which browsers an account knows: those in which its owner signed in before.

Tries to sign in are counted apart for each of them, so that whoever does not know the password of an account can keep
other strangers from it, never its owner. The mark opens nothing; it lies in a cookie of the browser, signed.
"""

from __future__ import annotations

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import get_random_string

_SALT = "duban.known"
_SECONDS = 180 * 24 * 3600


def mark_of(request: HttpRequest, account: str) -> str:
    """The mark that this browser bears for an account; empty for a stranger."""
    marks = _marks(request)
    return marks.get(account, "")


def remember(request: HttpRequest, response: HttpResponse, account: str) -> None:
    """Let the browser know that the owner of an account signed in with it."""
    marks = _marks(request)
    marks[account] = marks.get(account) or get_random_string(16)
    kept = dict(list(marks.items())[-5:])
    response.set_cookie(
        _cookie(), signing.dumps(kept, salt=_SALT), max_age=_SECONDS, httponly=True, samesite="Lax",
        secure=bool(settings.HTTPS),
    )  # fmt: skip


def _cookie() -> str:
    return f"{settings.COOKIE_PREFIX}known"


def _marks(request: HttpRequest) -> dict[str, str]:
    try:
        found = signing.loads(request.COOKIES.get(_cookie(), ""), salt=_SALT, max_age=_SECONDS)
    except signing.BadSignature:
        return {}
    return dict(found)
