"""What a browser and a network are told where TLS is spoken, by the settings and the command line of an installation."""

from __future__ import annotations

import runpy
import sys
from argparse import Namespace
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client, override_settings
from django.urls import reverse
from gunicorn.app.wsgiapp import WSGIApplication
from gunicorn.http import wsgi

from duban.config import env
from duban.jobs.commands.serve import gunicorn
from tests.personas import PASSWORD, County

NEW = "tower-Lamp-rice-hill"


@pytest.fixture
def over_tls(monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> Any:
    """The settings of an installation with DUBAN_HTTPS=1, as far as they speak of cookies and TLS."""
    monkeypatch.setenv("DUBAN_HTTPS", "1")
    monkeypatch.setenv("DUBAN_DATA", str(tmp_path))
    monkeypatch.setattr("os.umask", lambda mask: mask)
    read = runpy.run_path(env.__file__.replace("env.py", "settings.py"))
    told = ("COOKIE", "HTTPS", "SECURE_", "SESSION_", "CSRF_", "MESSAGE")
    with override_settings(**{name: value for name, value in read.items() if name.startswith(told)}):
        yield


def cookies_of(*answers: Any) -> dict[str, Any]:
    return {name: morsel for answer in answers for name, morsel in answer.cookies.items()}


def test_every_cookie_over_tls_belongs_to_this_host_alone(over_tls: None, county: County) -> None:
    client = Client(HTTP_X_FORWARDED_PROTO="https", enforce_csrf_checks=False)
    door = client.get(reverse("account_login"))
    came = client.post(reverse("account_login"), {"username": "inspector", "password": PASSWORD})
    url = reverse("account_change_password")
    changed = client.post(url, {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW})
    assert (came.status_code, changed.status_code) == (302, 302)
    cookies = cookies_of(door, came, changed)
    assert set(cookies) == {"__Host-csrftoken", "__Host-sessionid", "__Host-known", "__Host-messages"}
    for name, morsel in cookies.items():
        told = {key: morsel[key] for key in ("secure", "path", "domain", "httponly", "samesite")}
        assert told == {"secure": True, "path": "/", "domain": "", "httponly": True, "samesite": "Lax"}, name
    assert "密码已修改" in client.get(url).content.decode(), "and they come back"


def test_without_tls_a_browser_would_take_no_such_cookie(county: County) -> None:
    client = Client()
    answers = (
        client.get(reverse("account_login")),
        client.post(reverse("account_login"), {"username": "inspector", "password": PASSWORD}),
    )
    assert set(cookies_of(*answers)) == {"csrftoken", "sessionid", "known"}


def test_no_answer_names_the_software(monkeypatch: pytest.MonkeyPatch) -> None:
    """The command line of `duban serve`, as the web server reads it."""
    monkeypatch.setattr(wsgi, "SERVER", "gunicorn")
    command = gunicorn(Namespace(host="127.0.0.1", port=8000, workers=1, threads=1))
    assert command[1:3] == ["-m", "gunicorn"]
    monkeypatch.setattr(sys, "argv", command[2:])
    monkeypatch.delitem(sys.modules, "duban.config.web_server", raising=False)
    settings = WSGIApplication().cfg
    request = SimpleNamespace(version=(1, 1), method="GET", should_close=lambda: True)
    answer = wsgi.Response(request, None, settings)
    answer.start_response("200 OK", [])
    assert "Server: web\r\n" in answer.default_headers()
    assert "gunicorn" not in "".join(answer.default_headers()).lower()
