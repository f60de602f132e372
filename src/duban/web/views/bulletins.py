"""通报专报: the list of 督查通报 and 督查专报, one as it reads with what may be done, and its files."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from duban.insight.selectors.taken_out.bulletins import bulletin, bulletins
from duban.insight.selectors.taken_out.bulletins import bulletin_file as file_of
from duban.mechanism.lifecycles import act_named
from duban.web.claims import page
from duban.web.links import act_url
from duban.web.paperfiles import as_file
from duban.web.presenting.lists import page_of
from duban.web.signed import actor_of

_TABS = (("", "全部"), ("circular", "督查通报"), ("special_report", "督查专报"))


@page("3.0", "4.2", "4.4", says="通报和督查专报的起草、审签和印发，按期列出。")
def all_bulletins(request: HttpRequest) -> HttpResponse:
    """What there is, and where new ones begin."""
    query = request.GET.dict()
    kind = query.get("kind", "")
    view = bulletins(actor=actor_of(request), kind=kind, **page_of(query))
    acts = [{"label": act_named(key).label, "url": act_url(key), "primary": False} for key in view.may]
    return render(request, "pages/bulletins.html", {"view": view, "acts": acts, "tabs": _TABS, "kind": kind})


@page("3.0", "4.2", "4.4", says="一期通报或督查专报：内容、数据来源和办理状态。")
def one_bulletin(request: HttpRequest, ref: str) -> HttpResponse:
    """A bulletin as it will be printed, with the acts that are open on it."""
    view = bulletin(actor=actor_of(request), ref=ref)
    acts = [
        {"label": act_named(key).label, "url": act_url(key, ref), "primary": not at}
        for at, key in enumerate(view.acts)
    ]
    return render(request, "pages/bulletin.html", {"view": view, "acts": acts})


@page("3.0", says="下载一期通报或督查专报。")
def bulletin_file(request: HttpRequest, ref: str, form: str) -> HttpResponse:
    """A bulletin as .docx or PDF."""
    return as_file(request, lambda: file_of(actor=actor_of(request), ref=ref, form=form))
