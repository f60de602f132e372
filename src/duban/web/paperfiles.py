"""Answering with a document as a file: named in Chinese, saved and never run by the browser."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header

from duban.documents.official.in_hand import MEDIA, PaperFile, made
from duban.documents.papers.fonts import NoPdf
from duban.documents.papers.model import Imprint, Paper
from duban.documents.papers.onscreen import on_screen


def as_file(request: HttpRequest, make: Callable[[], PaperFile]) -> HttpResponse:
    """The file that `make` gives; where no PDF can be made, a page says what is missing."""
    try:
        file = make()
    except NoPdf as error:
        refusal = {"title": "没有出具 PDF", "message": str(error)}
        return render(request, "pages/refusal.html", {"refusal": refusal}, status=503)
    response = HttpResponse(file.content, content_type=file.media_type)
    response["Content-Disposition"] = content_disposition_header(True, file.name)
    response["X-Content-Type-Options"] = "nosniff"
    return response


def page_or_file(
    request: HttpRequest,
    paper: Paper,
    *,
    stamp: str = "",
    make: Callable[[str], PaperFile] | None = None,
    **around: str,
) -> HttpResponse:
    """The page of a document as it is in print; with `?as=docx` or `?as=pdf` the file, that of `make` where it is kept."""
    form = request.GET.get("as", "")
    if form in MEDIA:
        return as_file(request, lambda: make(form) if make else made(paper, form, Imprint(stamp=stamp)))
    return render(request, "pages/official.html", {"doc": on_screen(paper), "stamp": stamp, **around})
