"""Files of a case: sent ahead of a form, shown in a page, handed out."""

from __future__ import annotations

from pathlib import Path

from csp.constants import SELF
from csp.decorators import csp_update
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_POST

from duban.acts.gate.permits import refuse_unless_holding_toward_anything
from duban.archive.selectors import package
from duban.insight.selectors.case_file.files import SHOWN_IN_PAGE, attachment, file_view
from duban.mechanism.lifecycles import ACTS
from duban.mechanism.lifecycles.types import Field, Widget
from duban.web.claims import page
from duban.web.forms.uploads import Sent, take_in
from duban.web.links import act_url
from duban.web.signed import actor_of

_INLINE = "default-src 'none'; object-src 'self'; plugin-types application/pdf; frame-ancestors 'self'"
_PICTURE = "sandbox; default-src 'none'; frame-ancestors 'none'"


@require_POST
def receive(request: HttpRequest) -> HttpResponse:
    """One file, ahead of its form: its line for the form, or in plain words why it is not taken."""
    key, name = request.POST.get("act", ""), request.POST.get("field", "")
    spec = _field(key, name)
    files = request.FILES.getlist("file")
    if spec is None or len(files) != 1:
        raise Http404
    refuse_unless_holding_toward_anything(actor_of(request), ACTS[key])
    taken = take_in(actor_of(request), spec, key, Sent(files=tuple(files)))
    if taken.faults:
        return HttpResponse("；".join(taken.faults), content_type="text/plain; charset=utf-8", status=422)
    context = {"name": name, "held": taken.ready[0].held, "token": taken.ready[0].token}
    return render(request, "components/upload_item.html", context)


def _field(key: str, name: str) -> Field | None:
    fields = ACTS[key].fields if key in ACTS else ()
    return next(
        (one for one in fields if one.name == name and one.widget is Widget.FILE and not one.passing), None
    )


@page("3.1.8", "3.3.8", says="查看一个附件：是什么、谁传的、密级声明和校验值。")
@csp_update({"frame-src": [SELF], "object-src": [SELF]})  # type: ignore[arg-type]
def show(request: HttpRequest, ref: str) -> HttpResponse:
    """A file in its page, with its versions and what may be done with it."""
    view = file_view(actor=actor_of(request), ref=ref)
    acts = [{"label": act.label, "url": act_url(act.key, ref), "grave": act.grave} for act in view.acts]
    return render(request, "pages/file.html", {"view": view, "acts": acts})


@xframe_options_sameorigin
def inline(request: HttpRequest, ref: str) -> FileResponse:
    """The bytes of a PDF or picture for the page of the file, and for nothing else."""
    kept = attachment(actor=actor_of(request), ref=ref)
    shown = SHOWN_IN_PAGE.get(kept.media_type)
    if shown is None:
        raise Http404
    response = FileResponse(kept.path.open("rb"), filename=kept.name, content_type=kept.media_type)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = _INLINE if shown == "pdf" else _PICTURE
    return response


def download(request: HttpRequest, ref: str) -> FileResponse:
    """A file, to be saved and never to be run by the browser."""
    kept = attachment(actor=actor_of(request), ref=ref)
    return _saved(kept.path, kept.name, kept.media_type)


@page("3.3.8", says="下载一件重点工作的归档包。")
def archive_package(request: HttpRequest, ref: str) -> FileResponse:
    """The archive package of a case, for the office."""
    kept = package(actor=actor_of(request), ref=ref)
    return _saved(kept.path, kept.name, "application/zip")


def _saved(path: Path, name: str, media_type: str) -> FileResponse:
    response = FileResponse(path.open("rb"), as_attachment=True, filename=name, content_type=media_type)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox"
    return response
