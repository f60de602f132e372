"""问责记录查询: what the organ has asked, an answer as it was given, and the answer as a file."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from duban.accountability.selectors.review.answers import reply_paper, review, reviews
from duban.web.claims import page, paper
from duban.web.paperfiles import page_or_file
from duban.web.presenting import reviews as presenting
from duban.web.presenting.lists import page_of
from duban.web.signed import actor_of


@page("7.1.1", says="各部门来函征求意见：谁问、问谁、何时答复。")
def all_reviews(request: HttpRequest) -> HttpResponse:
    """The queries of the actor's organ, and where new ones begin."""
    view = reviews(actor=actor_of(request), **page_of(request.GET.dict()))
    return render(request, "pages/reviews.html", presenting.list_page(view))


@page("7.1.1", "7.1.2", "7.3.1", "7.3.2", says="一件征求意见的办理：逐人逐单位的情况和答复。")
def one_review(request: HttpRequest, ref: str) -> HttpResponse:
    """An answer: 本机制内未见记录, or the records with their documents; never 合格."""
    view = review(actor=actor_of(request), ref=ref)
    return render(request, "pages/review.html", presenting.answer_page(view))


@paper("7.1.1")
@page("7.1.1", says="征求意见的复函，可以打印、盖章。")
def reply(request: HttpRequest, ref: str) -> HttpResponse:
    """The letter of reply to whoever asked, to be printed, sealed and signed for."""
    letter, stamp = reply_paper(actor=actor_of(request), ref=ref)
    return page_or_file(request, letter, stamp=stamp, kind="review", ref=ref, back="问责记录查询")


@page("7.1.1", says="下载征求意见的复函。")
def review_file(request: HttpRequest, ref: str, form: str) -> HttpResponse:
    """The answer as CSV or JSON, marked as internal."""
    if form not in presenting.FORMS:
        raise Http404
    view = review(actor=actor_of(request), ref=ref)
    media_type, content = presenting.FORMS[form](view)
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="{presenting.file_name(view, form)}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
