"""登录和查阅记录."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from duban.audit.access import Access
from duban.insight.selectors.county.access_record import access_page
from duban.web.claims import page
from duban.web.signed import actor_of


@page(says="谁在什么时候看过含个人信息的页面，供本人和管理部门查对。")
def access_record(request: HttpRequest) -> HttpResponse:
    """What the door and the reading room left on the record, as far as the actor answers for it."""
    before = request.GET.get("before", "")
    view = access_page(
        actor=actor_of(request),
        which=request.GET.get("which", ""),
        before=int(before) if before.isdecimal() and len(before) < 16 else None,
    )
    return render(request, "pages/access_record.html", {"view": view, "sorts": [(one.key, one.label) for one in Access]})
