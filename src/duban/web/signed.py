"""Who is signed in, as views ask for it."""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest

from duban.shared.actor import Actor


def actor_of(request: HttpRequest) -> Actor:
    """The actor of a request; pages are reached only by those who are signed in."""
    return cast(Actor, request.actor)  # type: ignore[attr-defined]


def kept_as(request: HttpRequest) -> str:
    """The name under which the browser keeps what was typed into the form that was sent; told back, it lets go."""
    return str(request.POST.get("kept", ""))[:200]
