"""How an installation answers: sessions with an end, headers, the address behind a proxy."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from ipaddress import ip_network

import pytest
from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.utils import timezone

from duban.config.logs import RequestFilter
from duban.config.middleware import FrameMiddleware, ProxyAddressMiddleware
from duban.config.sessions import BORN, SEEN, SessionStore


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


NEAR, FAR = "127.0.0.1", "10.1.2.3"


@pytest.mark.parametrize(
    ("peer", "forwarded", "seen"),
    [
        (NEAR, "1.1.1.1, 192.0.2.7", "192.0.2.7"),
        (NEAR, f"1.1.1.1, 192.0.2.7, {FAR}", "192.0.2.7"),
        (NEAR, "", NEAR),
        ("", "192.0.2.7", "192.0.2.7"),
        ("198.51.100.9", "192.0.2.7", "198.51.100.9"),
        (NEAR, "192.0.2.7, nonsense", "nonsense"),
    ],
)
def test_behind_ones_own_proxies_the_address_is_the_one_that_the_outermost_appended(
    monkeypatch: pytest.MonkeyPatch, peer: str, forwarded: str, seen: str
) -> None:
    monkeypatch.setattr(settings, "PROXIES", [ip_network("127.0.0.1"), ip_network("10.1.0.0/16")])
    request = RequestFactory(REMOTE_ADDR=peer).get("/", headers={"x-forwarded-for": forwarded})
    assert address_seen(request) == seen


def test_without_a_proxy_a_claimed_address_is_not_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "PROXIES", [])
    with pytest.raises(MiddlewareNotUsed):
        ProxyAddressMiddleware(lambda request: HttpResponse())


@pytest.mark.parametrize("method", ["OPTIONS", "TRACE", "PUT", "DELETE", "PATCH"])
def test_a_method_that_no_browser_needs_gets_no_page(method: str) -> None:
    answer = FrameMiddleware(lambda request: HttpResponse("page"))(RequestFactory().generic(method, "/"))
    assert (answer.status_code, answer.headers["Allow"]) == (405, "GET, HEAD, POST")


def test_a_page_may_use_nothing_of_the_machine_but_the_camera_for_evidence() -> None:
    answer = FrameMiddleware(lambda request: HttpResponse())(RequestFactory().get("/"))
    assert "geolocation=()" in answer.headers["Permissions-Policy"]


def test_a_session_that_nobody_uses_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    session = SessionStore()
    now = timezone.now()
    session[BORN] = (now - timedelta(minutes=2)).isoformat()
    assert session.still_used()
    assert datetime.fromisoformat(session[SEEN]) >= now
    session[SEEN] = (now - timedelta(seconds=settings.SESSION_IDLE_SECONDS + 1)).isoformat()
    assert not session.still_used()


def test_a_session_is_written_once_a_minute_at_most() -> None:
    session = SessionStore()
    session[BORN] = timezone.now().isoformat()
    session.modified = False
    assert session.still_used()
    assert not session.modified


def test_a_foreign_host_gets_a_line_in_the_log_and_no_traceback() -> None:
    record = logging.makeLogRecord(
        {"name": "django.security.DisallowedHost", "msg": "Invalid HTTP_HOST header", "exc_info": (None, None, None)}
    )
    assert RequestFilter().filter(record)
    assert record.exc_info is None
    fault = logging.makeLogRecord({"name": "django.request", "exc_info": (ValueError, ValueError(), None)})
    fault.request = FakeRequest()
    RequestFilter().filter(fault)
    assert (fault.exc_info is not None, fault.__dict__["reference"]) == (True, "1a2b3c4d")


class FakeRequest:
    """A request as the log sees it."""

    reference = "1a2b3c4d"


def test_nothing_from_elsewhere_and_nothing_inline_is_allowed_on_a_page() -> None:
    directives = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    assert directives["default-src"] == directives["frame-ancestors"] == directives["base-uri"] == ["'none'"]
    sources = {source for values in directives.values() for source in values}
    assert sources == {"'none'", "'self'", "data:"}
