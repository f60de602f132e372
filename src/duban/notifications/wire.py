"""What every channel shares: how a try can fail, what is sent, and one request to a gateway that may lie or be slow."""

from __future__ import annotations

import json
from collections.abc import Mapping
from http.client import HTTPException
from typing import Any, NamedTuple
from urllib.error import HTTPError
from urllib.request import HTTPRedirectHandler, ProxyHandler, Request, build_opener

SECONDS = 10
_MOST = 1_000_000


class NotSent(Exception):
    """It certainly did not go out; it may be tried again. The message says why."""


class Unsure(Exception):
    """It may have gone out: it is not tried again, so that nobody gets it twice."""


class Letter(NamedTuple):
    """What goes out: to which address, a subject and a text without names, and a number by which the other side knows it."""

    to: str
    subject: str
    text: str
    number: str


class _NoRedirect(HTTPRedirectHandler):
    def redirect_request(self, *args: Any, **kwargs: Any) -> None:
        """Follow nobody elsewhere: the administrator named the address."""


_opener = build_opener(_NoRedirect, ProxyHandler({}))


def asked(method: str, url: str, body: Any = None, headers: Mapping[str, str] | None = None) -> Any:
    """What the other side answers to a request, as JSON; NotSent where it refused, Unsure where nothing can be told."""
    data = None if body is None else json.dumps(body, ensure_ascii=False).encode()
    kind = {"Content-Type": "application/json; charset=utf-8"}
    request = Request(url, data, {**kind, **(headers or {})}, method=method)  # noqa: S310 - settings_sound: http(s) only
    try:
        with _opener.open(request, timeout=SECONDS) as answer:
            told = answer.read(_MOST)
    except HTTPError as error:
        raise NotSent(f"对方答复 {error.code}。") from error
    except ConnectionRefusedError as error:
        raise NotSent("连不上对方。") from error
    except OSError as error:
        reason = getattr(error, "reason", error)
        if isinstance(reason, TimeoutError | ConnectionResetError):
            raise Unsure("对方没有答复。") from error
        raise NotSent(f"连不上对方：{reason}") from error
    except HTTPException as error:
        raise Unsure("对方的答复不完整。") from error
    return _read(told)


def _read(told: bytes) -> Any:
    try:
        return json.loads(told.decode() or "{}")
    except ValueError as error:
        raise Unsure("对方的答复看不懂。") from error


def accepted(answer: Any, *names: str) -> None:
    """NotSent where a gateway says by a code that it did not take the message; Unsure where it says neither."""
    code = next((answer[name] for name in names if isinstance(answer, dict) and name in answer), None)
    if code is None:
        raise Unsure("对方的答复看不懂。")
    if code not in (0, "0"):
        raise NotSent(f"对方不接受，代码 {str(code)[:20]}。")
