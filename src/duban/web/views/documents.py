"""Documents on a page, as .docx and as PDF, the 发文稿纸, and whether a paper in hand is genuine."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from duban.documents.official.genuine import genuine
from duban.insight.selectors.case_file.finals import finals
from duban.insight.selectors.case_file.papers import paper, paper_file, sheet
from duban.web.claims import page
from duban.web.paperfiles import as_file
from duban.web.signed import actor_of
from duban.web.throttle import too_many


@page(
    "3.1.1", "3.1.2", "3.1.3", "3.1.4", "3.1.5", "3.1.6", "3.1.7", "3.1.8",
    "3.2.1", "3.2.2", "3.2.3", "3.2.4", "3.2.6", "3.2.7", "3.2.8", "3.2.9",
    "3.3.1", "3.3.2", "3.3.3", "3.3.4", "3.3.5", "3.3.7",
    says="一份公文：正文、版本、审签过程和办理去向。",
)  # fmt: skip
def document(request: HttpRequest, ref: str) -> HttpResponse:
    """督办函, 联席约谈通知书 or 立项挂牌督办通知书; for units that are only notified, the circulated version."""
    return render(request, "pages/document.html", {"view": paper(actor=actor_of(request), ref=ref)})


@page("3.2.1", "3.2.2", "3.2.5", "3.2.8", says="‹约谈›的记录，可以打印、签字。")
def minutes(request: HttpRequest, ref: str) -> HttpResponse:
    """约谈纪要."""
    return render(
        request, "pages/document.html", {"view": paper(actor=actor_of(request), ref=ref, part="minutes")}
    )


@page("3.3.8", says="对外公布的内容，与各单位看到的一致。")
def release(request: HttpRequest, ref: str) -> HttpResponse:
    """解除挂牌督办通知."""
    return render(
        request, "pages/document.html", {"view": paper(actor=actor_of(request), ref=ref, part="release")}
    )


@page("3.1.2", "3.1.6", "3.3.4", says="上传定稿，与系统中的文稿逐字核对。")
def final(request: HttpRequest, ref: str) -> HttpResponse:
    """What the final texts that were handed in changed against the draft."""
    return render(request, "pages/final.html", {"view": finals(actor=actor_of(request), ref=ref)})


@page("3.1.2", "3.2.4", "3.3.2", says="发文的审签单，可以打印，领导签字后代录。")
def sign_off(request: HttpRequest, ref: str) -> HttpResponse:
    """发文稿纸: every name, opinion and time."""
    return render(request, "pages/sheet.html", {"view": sheet(actor=actor_of(request), ref=ref)})


@page("3.1.7", "3.1.8", "3.2.6", "3.2.7", "3.2.8", "3.2.9", "3.3.7", "3.3.8", says="这项措施的一份附属文书，可以打印。")
def part(request: HttpRequest, ref: str, part: str) -> HttpResponse:
    """What unit and office wrote on a measure: 整改方案, 整改情况报告, 书面报告, 解除申请, 延期复函, 督查结论."""
    return render(
        request, "pages/document.html", {"view": paper(actor=actor_of(request), ref=ref, part=part)}
    )


def file(request: HttpRequest, ref: str, part: str, form: str) -> HttpResponse:
    """A document as .docx or PDF."""
    return as_file(request, lambda: paper_file(actor=actor_of(request), ref=ref, part=part, form=form))


@page(says="核对手中的文件是不是本系统印发的、有没有改动。")
@login_not_required
def verify(request: HttpRequest, code: str) -> HttpResponse:
    """Whether a paper with this code is genuine and in force, for whoever holds it; nothing of what it says."""
    if too_many(request, "verify", per_minute=20):
        return render(request, "pages/verify.html", {"busy": True}, status=429)
    found = genuine(code)
    return render(request, "pages/verify.html", {"found": found, "code": code}, status=200 if found else 404)
