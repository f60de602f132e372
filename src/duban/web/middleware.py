"""Each request has an actor and sees one county: the scope stays open while the page is rendered."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.http import content_disposition_header, parse_header_parameters
from django_scopes import scope

from duban.mechanism.words.named import USUAL_WORDS, Vocabulary, names_in
from duban.organisations.selectors import actor_of, jurisdictions
from duban.rulebook.selectors import vocabulary_on_page, vocabulary_today
from duban.shared.database import memo
from duban.shared.machine import installation

_TEXTS = ("text/", "application/json")


class ActorMiddleware:
    """Sets `request.actor` from the signed-in account, None for nobody, and opens the scope of the account's county.

    No answer to somebody signed in is kept by a browser or a proxy: what it shows is for that person, now.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        memo.forget()
        request.actor = None  # type: ignore[attr-defined]
        if not request.user.is_authenticated or _ended(request):
            return self.get_response(request)
        request.actor = actor_of(request.user, "web")  # type: ignore[attr-defined]
        with scope(jurisdiction=request.user.jurisdiction_id):
            response = self.get_response(request)
            if hasattr(response, "render") and not getattr(response, "is_rendered", True):
                response = response.render()
        response.headers["Cache-Control"] = "private, no-store"
        return response


class WordsMiddleware:
    """Puts the county's names of measures and papers into every page, where our sentences name them in marks.

    The page of a case that keeps an earlier version of the rules speaks that version's names.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if not isinstance(response, HttpResponse) or not response["Content-Type"].startswith(_TEXTS):
            return response
        if names_in(response.content):
            response.content = _vocabulary(request).say_bytes(response.content)
        return response


class DrillMiddleware:
    """In a copy of the county for practice every file that is handed out says so in its name, whatever it is."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if "Content-Disposition" in response.headers and installation.drilled():
            how, given = parse_header_parameters(response.headers["Content-Disposition"])
            named = content_disposition_header(how == "attachment", f"演练_{given.get('filename', '')}")
            response.headers["Content-Disposition"] = named or how
        return response


def _vocabulary(request: HttpRequest) -> Vocabulary:
    """The words of the county of whoever is signed in, on the page of a case its own; of the only county else."""
    actor = getattr(request, "actor", None)
    if actor is not None:
        shown = request.resolver_match.kwargs if request.resolver_match else {}
        return vocabulary_on_page(actor.jurisdiction_id, shown.get("ref", ""))
    counties = jurisdictions()
    return vocabulary_today(counties[0].id) if len(counties) == 1 else USUAL_WORDS


def _ended(request: HttpRequest) -> bool:
    """End a session that nobody used for longer than the idle time."""
    if request.session.still_used():  # type: ignore[attr-defined]
        return False
    logout(request)
    messages.info(request, f"超过 {settings.SESSION_IDLE_SECONDS // 60} 分钟没有操作，已自动退出，请重新登录。")
    return True
