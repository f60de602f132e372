"""批示: what leaders wrote on matters, with whom it lies, and the reports of what came of it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from duban.insight.selectors.work_desk.instructions import InstructionLine
from duban.insight.selectors.work_desk.instructions import instruction_file as file_of
from duban.insight.selectors.work_desk.instructions import instructions as lines_of
from duban.web.claims import page
from duban.web.links import act_url
from duban.web.paperfiles import as_file
from duban.web.presenting.lists import page_of
from duban.web.signed import actor_of


@page("3.0", says="县领导对督办事项的批示：在谁手里、办到哪一步、报告了什么。")
def instructions(request: HttpRequest) -> HttpResponse:
    """The 批示 that the reader may know of, with what he may do about them."""
    found = lines_of(actor=actor_of(request), **page_of(request.GET.dict()))
    return render(request, "pages/instructions.html", {"page": found, "rows": [_shown(one) for one in found.rows]})


def _shown(line: InstructionLine) -> dict[str, Any]:
    may = [{"label": act.label, "url": act_url(act.key, line.ref), "primary": not act.rare} for act in line.acts]
    return {"line": line, "may": may}


@page("3.0", says="下载一份批示办理情况报告。")
def instruction_file(request: HttpRequest, ref: str, form: str) -> HttpResponse:
    """A report as .docx or PDF."""
    return as_file(request, lambda: file_of(actor=actor_of(request), ref=ref, form=form))
