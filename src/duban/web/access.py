"""What requests leave on the record beside acts: at the door, out of sight, and at what is held against a person."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.cache import caches
from django.http import HttpRequest, HttpResponseBase

from duban.audit.access import EACH, Access, Seen, record
from duban.mechanism.lifecycles import ACTS
from duban.organisations.selectors import account_named, jurisdictions
from duban.shared.actor import Actor

View = Callable[..., HttpResponseBase]
RECORDED: dict[View, str] = {}
"""The views whose reading is recorded, with what they show."""


def source_of(request: HttpRequest) -> str:
    """The address from which a request came, as the middleware for proxies left it."""
    return str(request.META.get("REMOTE_ADDR", ""))[:45]


def personal(what: str) -> Callable[[View], View]:
    """Record who reads this page, which shows what is held against a person; it is handed out only when it is on record.

    The page itself, and every sheet of it that is printed, names the reader and the hour.
    """

    def reading(view: View) -> View:
        @wraps(view)
        def read(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            request.personal = what  # type: ignore[attr-defined]
            try:  # the page that refuses shows nothing of it
                response = view(request, *args, **kwargs)
            except Exception:
                request.personal = ""  # type: ignore[attr-defined]
                raise
            if response.status_code == 200:
                _read(request, what)
            return response

        RECORDED[read] = what
        return read

    return reading


def _read(request: HttpRequest, what: str) -> None:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    path = request.path[:100]
    seen = _by(actor, Access.READ, request, f"{actor.person_id}|{path}", f"{actor.name}查阅{what} {path}")
    remembered = f"read:{seen.jurisdiction_id}:{seen.key}"
    if not caches["process"].get(remembered):  # a page that is read again within the minute costs no statement
        record(seen)
        caches["process"].set(remembered, True, EACH.total_seconds())


def out_of_sight(request: HttpRequest) -> None:
    """Somebody asked for, or did something to, what is not there for them."""
    actor: Actor | None = getattr(request, "actor", None)
    if actor is None or actor.person_id is None:
        return
    match = request.resolver_match
    act = ACTS.get(str(match.kwargs.get("key", ""))) if match else None
    did = f"办理“{act.label}”" if act and request.method == "POST" else "打开"
    sentence = f"{actor.name}{did}不在其可见范围内的 {request.path[:100]}，未受理"
    record(_by(actor, Access.REFUSED, request, str(actor.person_id), sentence))


def signed_in(request: HttpRequest, account: Any, how: str) -> None:
    """Somebody is in."""
    _of(account, Access.SIGN_IN, request, f"{account.person.name}{how}登录，账号 {account.username}")


def signed_out(request: HttpRequest, account: Any) -> None:
    """Somebody is out."""
    _of(account, Access.SIGN_OUT, request, f"{account.person.name}退出，账号 {account.username}")


def failed(request: HttpRequest, typed: str) -> None:
    """A try that failed. A name that no account has is not kept: it may be a password in the wrong place."""
    account = account_named(typed)
    named = f"账号 {account.username} " if account else "不存在的账号"
    counties = [account.jurisdiction_id] if account else [county.id for county in jurisdictions()[:1]]
    source = source_of(request)
    for county in counties:
        record(Seen(Access.FAILED, county, source, f"{named}登录失败，来自 {source}", source=source))


def _of(account: Any, access: Access, request: HttpRequest, sentence: str) -> None:
    source = source_of(request)
    record(
        Seen(
            access, account.jurisdiction_id, f"{account.person_id}|{source}", f"{sentence}，来自 {source}",
            account.person_id, account.person.name, source,
        )
    )  # fmt: skip


def _by(actor: Actor, access: Access, request: HttpRequest, key: str, sentence: str) -> Seen:
    return Seen(access, actor.jurisdiction_id, key, sentence, actor.person_id, actor.name, source_of(request))

