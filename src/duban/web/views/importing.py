"""导入台账: hand in, confirm the columns, look at every row's fate, carry out; templates and result files."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header

from duban.acts.registry import action_for
from duban.documents.ledgers.batches import Blocked
from duban.documents.ledgers.selectors import handed_in, import_view, importable, imports_of
from duban.documents.ledgers.written.workbooks import write_result, write_template
from duban.shared.actor import Actor
from duban.shared.errors import ActError, Invalid, NotFound, NotPermitted
from duban.web.claims import page
from duban.web.presenting.importing import confirmed, import_page
from duban.web.signed import actor_of, kept_as

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@page(says="从旧台账成批导入：上传、核对、确认，有疑问的逐行处理。")
def imports(request: HttpRequest) -> HttpResponse:
    """What the actor may import, with templates, and the imports so far."""
    actor = actor_of(request)
    kinds = importable(actor)
    if not kinds:
        raise NotFound("没有找到，或不在您的范围内。")
    return render(request, "pages/imports.html", {"kinds": kinds, "lines": imports_of(actor=actor)})


@page(says="一次导入的逐行核对：哪些能进、哪些有疑问、各怎样处理。")
def one_import(request: HttpRequest, ref: str) -> HttpResponse:
    """One import: GET shows how it stands, POST confirms its columns, carries it out or lets it go."""
    actor = actor_of(request)
    if request.method != "POST":
        return _page(request, actor, ref, {}, 200)
    try:
        done = _do(request, actor, ref)
    except (NotFound, NotPermitted):
        raise
    except Blocked as error:
        action_for("import.check")(actor=actor, ref=ref)
        return _page(request, actor, ref, {"faults": [error.message]}, 422)
    except Invalid as error:
        return _page(request, actor, ref, {"faults": list(error.fields.values())}, 422)
    except ActError as error:
        return _page(request, actor, ref, {"faults": [error.message]}, 409)
    messages.success(request, done.sentence, extra_tags=kept_as(request))
    return HttpResponseRedirect(reverse("import", args=[ref]), status=303)


def _do(request: HttpRequest, actor: Actor, ref: str) -> Any:
    sent = request.POST
    version = sent.get("expect", "")
    expect = int(version) if version.isdecimal() else None
    match sent.get("do"):
        case "check":
            view = import_view(actor=actor, ref=ref)
            return action_for("import.check")(actor=actor, ref=ref, expect=expect, **confirmed(view, sent))
        case "carry_out":
            return action_for("import.carry_out")(
                actor=actor, ref=ref, expect=expect, once=sent.get("once") or None
            )
        case "discard":
            return action_for("import.discard")(actor=actor, ref=ref, expect=expect)
    raise Http404


def _page(request: HttpRequest, actor: Actor, ref: str, given: dict[str, Any], status: int) -> HttpResponse:
    view = import_view(actor=actor, ref=ref)
    context = import_page(actor, view, request.GET.dict(), given)
    return render(request, "pages/import.html", context, status=status)


def result(request: HttpRequest, ref: str) -> HttpResponse:
    """The ledger as it came with its errors marked in place."""
    file, rows = handed_in(actor=actor_of(request), ref=ref)
    stem = file.name.rpartition(".")[0]
    return _file(write_result(file, rows), f"{stem}-导入结果.xlsx")


def template(request: HttpRequest, kind: str) -> HttpResponse:
    """An empty ledger of a kind with drop-downs and notes."""
    actor = actor_of(request)
    known = {one.key: one for one in importable(actor)}
    if kind not in known:
        raise NotFound("没有找到，或不在您的范围内。")
    return _file(write_template(actor.jurisdiction_id, kind), f"{known[kind].label}台账模板.xlsx")


def _file(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=XLSX)
    response["Content-Disposition"] = content_disposition_header(True, name) or ""
    response["X-Content-Type-Options"] = "nosniff"
    return response
