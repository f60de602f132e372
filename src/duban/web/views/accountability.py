"""追责与移交: inquiries, notices, rulings with their remedies, and their papers."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from duban.accountability.selectors.inquiry_page.brief import inquiry_brief
from duban.accountability.selectors.inquiry_page.bundle import transfer_bundle as bundle_of
from duban.accountability.selectors.inquiry_page.hearing import hearing_view
from duban.accountability.selectors.inquiry_page.inquiry import CLUE_NOTE, InquiryView, inquiry_view
from duban.accountability.selectors.inquiry_page.like_cases import LikeCase, like_cases
from duban.accountability.selectors.lists import hearings_to, inquiries, rulings, waiting_entries
from duban.accountability.selectors.papers import (
    hearing_paper,
    result_file,
    result_paper,
    status_paper,
    transfer_file,
    transfer_view,
)
from duban.accountability.selectors.ruling_page.ruling import ruling_ref, ruling_view
from duban.accountability.selectors.year.sent import results_for
from duban.acts.gate.permits import may_start
from duban.documents.official.in_hand import PaperFile
from duban.matters.selectors import responsible_units
from duban.mechanism.lifecycles import states_of
from duban.shared.actor import Actor
from duban.shared.errors import NotFound
from duban.web.access import personal
from duban.web.claims import page, paper
from duban.web.paperfiles import as_file, page_or_file
from duban.web.presenting import accountability as presenting
from duban.web.presenting.daily.columns import INQUIRIES, RULINGS
from duban.web.presenting.daily.own import saved
from duban.web.presenting.lists import page_of
from duban.web.signed import actor_of


@page("5.0", "5.1", "5.2", "5.3", "5.4", "5.5", "6.4", says="问责情形的核查、告知、移交和处理决定，按办理阶段列出。")
def all_inquiries(request: HttpRequest) -> HttpResponse:
    """The inquiries that the actor may see, and what has come to the actor or the actor's unit."""
    actor, query = actor_of(request), request.GET.dict()
    where = presenting.inquiry_filter(query)
    view = inquiries(actor=actor, where=where, **page_of(query))
    opening = [key for key in presenting.opening_acts() if may_start(actor, key)]
    context = presenting.inquiries_page(view, where, responsible_units(actor), opening)
    own = {"notices": hearings_to(actor=actor), "results": results_for(actor=actor)}
    clue = may_start(actor, "clue.leave")
    more = {"clue": clue, "clue_note": CLUE_NOTE, "saved": saved(request, INQUIRIES)}
    return render(request, "pages/inquiries.html", {**context, **own, **more})


@page(
    "5.0", "5.1", "5.2", "5.3", "5.4", "5.5", "6.1", "6.2", "6.3", "6.4", "6.5",
    says="一件问责情形从发现到办结的全过程：事实、责任人、听取意见、移交和决定。",
)
@personal("追责案件")
def one_inquiry(request: HttpRequest, ref: str) -> HttpResponse:
    """One inquiry: who owes what by when, and one tab of what is known; in brief for whoever only knows of it."""
    actor = actor_of(request)
    try:
        view = inquiry_view(actor=actor, ref=ref, tab=request.GET.get("tab", "facts"))
    except NotFound:
        brief = inquiry_brief(actor=actor, ref=ref)
        return render(request, "pages/inquiry_brief.html", presenting.brief_page(brief))
    return render(
        request, "pages/inquiry.html", {**presenting.inquiry_page(view), "likes": _likes(actor, view)}
    )


def _likes(actor: Actor, view: InquiryView) -> tuple[LikeCase, ...]:
    """Like cases without action, where the actor is the approver of this very case."""
    if view.tab != "transfer" or view.state not in states_of("inquiry", "with_leader"):
        return ()
    try:
        return like_cases(actor=actor, ref=view.ref)
    except NotFound:
        return ()


@page("5.0", says="一份情况说明通知：问了什么、何时答复、答复了什么。")
@personal("情况说明通知")
def one_hearing(request: HttpRequest, ref: str) -> HttpResponse:
    """One notice: the facts and items, the rights, what was said and what was made of it."""
    view = hearing_view(actor=actor_of(request), ref=ref)
    return render(request, "pages/hearing.html", presenting.hearing_page(view))


@page("6.4", "6.5", says="已经作出的处理决定清单，连同影响期和申诉情况。")
@personal("处理决定清单")
def all_rulings(request: HttpRequest) -> HttpResponse:
    """The rulings that the actor may see."""
    actor, query = actor_of(request), request.GET.dict()
    where = presenting.ruling_filter(query)
    view = rulings(actor=actor, where=where, **page_of(query))
    context = presenting.rulings_page(actor, view, where, responsible_units(actor))
    entering = [key for key in presenting.ENTERING if may_start(actor, key)]
    more = {"entering": presenting.entering(entering), "waiting": waiting_entries(actor=actor) if entering else ()}
    return render(request, "pages/rulings.html", {**context, **more, "saved": saved(request, RULINGS)})


@page("6.4", "6.5", says="一份处理决定：依据、送达、申诉、影响期和变更。")
@personal("处理决定")
def one_ruling(request: HttpRequest, ref: str) -> HttpResponse:
    """One ruling: kinds with their effect, remedies with their terms, appeals, where it went."""
    view = ruling_view(actor=actor_of(request), ref=ref)
    return render(request, "pages/ruling.html", presenting.ruling_page(view))


@page("6.4", says="申诉或变更在它所对的处理决定页上办理。")
def on_its_ruling(request: HttpRequest, kind: str, ref: str) -> HttpResponse:
    """An appeal or a proposed change stands on the page of its ruling."""
    return redirect("ruling", ruling_ref(actor=actor_of(request), kind=kind, ref=ref))


@page("5.0", says="可以打印、签字的情况说明通知。")
@personal("情况说明通知")
def hearing_notice(request: HttpRequest, ref: str) -> HttpResponse:
    """情况说明通知."""
    actor = actor_of(request)
    back = hearing_view(actor=actor, ref=ref)
    doc = hearing_paper(actor=actor, ref=ref)
    return page_or_file(request, doc, kind="hearing", ref=ref, back=back.name)


@page("6.1", "6.2", "6.3", says="可以打印、盖章的移交函，列明移交的事实和证据。")
@personal("移交函")
def transfer_letter(request: HttpRequest, ref: str) -> HttpResponse:
    """移交函 with its index of evidence."""
    actor = actor_of(request)
    view = transfer_view(actor=actor, ref=ref)

    def kept(form: str) -> PaperFile:
        return transfer_file(actor=actor, ref=ref, form=form)

    return page_or_file(
        request, view.paper, make=kept, stamp=view.stamp, kind="inquiry", ref=ref, back="追责案件"
    )


@paper("7.2.1", "7.2.3", "7.2.4", "7.2.5", "7.3.1", "7.3.2")
@page("7.3.1", says="告知单位或个人结果运用的通知，可以打印。")
@personal("结果运用通知")
def result_notice(request: HttpRequest, ref: str) -> HttpResponse:
    """结果运用通知: which result of which decision the unit applies."""
    return _result_paper(request, "consequence", ref)


@paper("6.4", "7.3.1")
@page("6.4", "7.3.1", says="撤回结果运用的通知，可以打印。")
@personal("撤回结果运用的通知")
def result_withdrawal(request: HttpRequest, ref: str) -> HttpResponse:
    """The notice that takes a result back."""
    return _result_paper(request, "withdrawal", ref)


def _result_paper(request: HttpRequest, kind: str, ref: str) -> HttpResponse:
    actor = actor_of(request)
    view = result_paper(actor=actor, kind=kind, ref=ref)

    def kept(form: str) -> PaperFile:
        return result_file(actor=actor, kind=kind, ref=ref, form=form)

    return page_or_file(request, view.paper, make=kept, stamp=view.stamp, kind="inquiries", back="追责与移交")


@page("6.3", says="下载一件移交的全部材料。")
@personal("移交卷")
def transfer_bundle(request: HttpRequest, ref: str) -> HttpResponse:
    """移交卷: the letter and every material for print, with a catalogue by page."""
    actor = actor_of(request)
    return as_file(request, lambda: bundle_of(actor=actor, ref=ref))


@page("6.4", says="告知移交机关办理到哪一步的状态单，可以打印。")
@personal("办理状态单")
def status_slip(request: HttpRequest, ref: str) -> HttpResponse:
    """办理状态单: status and result, nothing of the case files."""
    doc = status_paper(actor=actor_of(request), ref=ref)
    return page_or_file(request, doc, kind="inquiry", ref=ref, back="追责案件")
