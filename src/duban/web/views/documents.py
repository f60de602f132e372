"""Documents as HTML that prints, the 发文稿纸, and attachments."""

from __future__ import annotations

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render

from duban.insight.selectors.files import attachment as selected_file
from duban.insight.selectors.papers import paper, sheet
from duban.web.claims import page
from duban.web.signed import actor_of


@page(
    "3.1.1", "3.1.2", "3.1.3", "3.1.4", "3.1.5", "3.1.6", "3.1.7", "3.1.8",
    "3.2.1", "3.2.2", "3.2.3", "3.2.4", "3.2.6", "3.2.7", "3.2.8", "3.2.9",
    "3.3.1", "3.3.2", "3.3.3", "3.3.4", "3.3.5", "3.3.7",
)  # fmt: skip
def document(request: HttpRequest, ref: str) -> HttpResponse:
    """督办函, 联席约谈通知书 or 立项挂牌督办通知书; for units that are only notified, the circulated version."""
    return render(request, "pages/document.html", {"view": paper(actor=actor_of(request), ref=ref)})


@page("3.2.1", "3.2.2", "3.2.5", "3.2.8")
def minutes(request: HttpRequest, ref: str) -> HttpResponse:
    """约谈纪要."""
    return render(
        request, "pages/document.html", {"view": paper(actor=actor_of(request), ref=ref, part="minutes")}
    )


@page("3.3.8")
def release(request: HttpRequest, ref: str) -> HttpResponse:
    """解除挂牌督办通知."""
    return render(
        request, "pages/document.html", {"view": paper(actor=actor_of(request), ref=ref, part="release")}
    )


@page("3.1.2", "3.2.4", "3.3.2")
def sign_off(request: HttpRequest, ref: str) -> HttpResponse:
    """发文稿纸: every name, opinion and time."""
    return render(request, "pages/sheet.html", {"view": sheet(actor=actor_of(request), ref=ref)})


def attachment(request: HttpRequest, ref: str) -> FileResponse:
    """A file of a case, to be saved and never to be run by the browser."""
    kept = selected_file(actor=actor_of(request), ref=ref)
    response = FileResponse(
        kept.path.open("rb"), as_attachment=True, filename=kept.name, content_type=kept.media_type
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox"
    return response
