"""Pages for measuring and watching, and the pages of errors."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string


def empty(request: HttpRequest) -> HttpResponse:
    """The frame of a page without content: what every page costs at least."""
    return render(request, "pages/empty.html")


@login_not_required
def health(request: HttpRequest) -> HttpResponse:
    """Whether the system answers and reaches its database; open to everyone, says nothing else."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return HttpResponse("database unreachable\n", content_type="text/plain", status=503)
    return HttpResponse("ok\n", content_type="text/plain")


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """A request that no browser sends."""
    return render(request, "pages/errors/404.html", status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """What the posts of today do not allow."""
    return render(request, "pages/errors/403.html", status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Absent, or not the actor's to see."""
    return render(request, "pages/errors/404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Something broke; nothing was written. The page asks the database for nothing."""
    reference = getattr(request, "reference", "")
    return HttpResponse(render_to_string("pages/errors/500.html", {"reference": reference}), status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The proof that the form is our own has run out."""
    return render(request, "pages/errors/csrf.html", status=403)
