"""How an installation answers: sessions with an end, headers, the address behind a proxy."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.utils import timezone

from duban.config.middleware import ProxyAddressMiddleware
from duban.config.sessions import BORN, SessionStore


def stored(key: str | None) -> SessionStore:
    return SessionStore(session_key=key)


@pytest.mark.django_db
def test_a_session_ends_eight_hours_after_it_began_however_busy_it_was() -> None:
    session = SessionStore()
    session.create()
    session[BORN] = (timezone.now() - timedelta(hours=7)).isoformat()
    session["page"] = "desk"
    session.save()
    again = stored(session.session_key)
    assert again["page"] == "desk"
    assert 3590 <= again.get_expiry_age() <= 3600


@pytest.mark.django_db
def test_an_old_session_is_gone() -> None:
    session = SessionStore()
    session.create()
    session[BORN] = (timezone.now() - timedelta(hours=8, seconds=1)).isoformat()
    session["page"] = "desk"
    session.save()
    assert "page" not in stored(session.session_key)


@pytest.mark.django_db
def test_signing_in_starts_the_eight_hours_anew() -> None:
    session = SessionStore()
    session.create()
    session[BORN] = (timezone.now() - timedelta(hours=7)).isoformat()
    session.save()
    before = session.session_key
    session.cycle_key()
    assert session.session_key != before
    assert timezone.now() - datetime.fromisoformat(session[BORN]) < timedelta(minutes=1)


def address_seen(request: HttpRequest) -> str:
    seen: list[str] = []

    def answer(request: HttpRequest) -> HttpResponse:
        seen.append(request.META["REMOTE_ADDR"])
        return HttpResponse()

    ProxyAddressMiddleware(answer)(request)
    return seen[0]


def test_behind_the_proxy_the_address_is_the_one_the_proxy_appended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "HTTPS", True)
    request = RequestFactory().get("/", headers={"x-forwarded-for": "1.1.1.1, 10.20.30.40"})
    assert address_seen(request) == "10.20.30.40"


def test_without_a_proxy_a_claimed_address_is_not_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "HTTPS", False)
    with pytest.raises(MiddlewareNotUsed):
        ProxyAddressMiddleware(lambda request: HttpResponse())


def test_nothing_from_elsewhere_and_nothing_inline_is_allowed_on_a_page() -> None:
    directives = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    assert directives["default-src"] == directives["frame-ancestors"] == directives["base-uri"] == ["'none'"]
    sources = {source for values in directives.values() for source in values}
    assert sources == {"'none'", "'self'", "data:"}
