"""机制: the county's words, the parameters, the open questions, and what carries out each clause."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from duban.insight.selectors.county.rule_files import rule_files
from duban.rulebook.selectors import calendar_years, notice_view, superior_lines, vocabulary_today
from duban.rulebook.selectors.page import NoticeView
from duban.shared.actor import Actor
from duban.web.claims import page
from duban.web.presenting.mechanism import (
    clause_table,
    mechanism_filter,
    mechanism_page,
    questions_page,
    superior_page,
)
from duban.web.signed import actor_of


def _said(actor: Actor, ref: str = "") -> NoticeView:
    """The notice with what the rules say of it in the county's words, by which it is also searched."""
    return vocabulary_today(actor.jurisdiction_id).say_all(notice_view(actor=actor, ref=ref))


@page(
    "0.1", "0.2", "1.1", "1.2", "2.0", "2.1", "2.2", "2.3", "2.4", "3.0", "4.6", "8", "9",
    says="通知原文与系统规则逐条对照：每一条由什么参数、页面和文书执行。",
)
def mechanism(request: HttpRequest, ref: str = "") -> HttpResponse:
    """The notice whole and in order, each paragraph beside its parameters and what the rules do with it."""
    actor = actor_of(request)
    where = mechanism_filter(request.GET.dict())
    view, years = _said(actor, ref), calendar_years(actor=actor)
    context = mechanism_page(view, years, where, rule_files(actor=actor))
    return render(request, "pages/mechanism.html", context)


@page(says="通知没有写明的事项、现在怎样处理、依据和理由。")
def questions(request: HttpRequest) -> HttpResponse:
    """What the notice leaves open, with the answers in force."""
    view = _said(actor_of(request))
    return render(request, "pages/questions.html", questions_page(view, request.GET.get("q", "")))


@page(says="每一条款由哪条规则、哪个页面、哪份文书执行。")
def clauses(request: HttpRequest) -> HttpResponse:
    """Which rule, page and document carries out each clause."""
    return render(request, "pages/clauses.html", {"rows": clause_table()})


@page("8", says="上级文件与通知规定不同的地方，以及现在以哪一个为准。")
def superiors(request: HttpRequest) -> HttpResponse:
    """What superior documents provide otherwise, with the contradictions that a person has to settle."""
    actor = actor_of(request)
    view = notice_view(actor=actor)
    return render(request, "pages/superiors.html", superior_page(superior_lines(actor=actor), view, rule_files(actor=actor)))
