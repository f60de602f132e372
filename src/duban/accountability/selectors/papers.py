"""The papers of accountability as somebody may read them."""

from __future__ import annotations

from dataclasses import dataclass

from duban.accountability.facts import Dossier
from duban.accountability.papers import (
    PART,
    issued_letter,
    letter_of,
    paper_of_hearing,
    result_paper_of,
)
from duban.accountability.selectors.inquiry_page.hearing import found_hearing
from duban.accountability.selectors.inquiry_page.inquiry import found_inquiry, has_letter
from duban.accountability.selectors.lists import RulingFilter, RulingRow, rulings
from duban.acts.sight.visibility import seen_row
from duban.documents.accountability import StatusSource, status_slip
from duban.documents.official import in_hand
from duban.documents.official.copies import of_object, paper_of
from duban.documents.official.in_hand import PaperFile
from duban.documents.official.models import IssuedCopy
from duban.documents.papers.model import Imprint, Paper
from duban.mechanism.clauses import clause
from duban.mechanism.lifecycles import states_of
from duban.mechanism.lifecycles.accountability.fields import BODIES, OFFICE
from duban.mechanism.people.standing import Role
from duban.organisations.selectors import directory
from duban.shared import clock
from duban.shared.actor import Actor
from duban.shared.errors import NotFound

_MENTIONED = 100


@dataclass(frozen=True)
class AccountabilityPaper:
    """A paper as it reads; `copy` is the issued copy once its files are kept, `stamp` what the page bears."""

    paper: Paper
    copy: IssuedCopy | None
    stamp: str


@clause("5.0")
def hearing_paper(*, actor: Actor, ref: str) -> Paper:
    """情况说明通知 as the addressee, the office and, after transfer, the bodies read it."""
    return paper_of_hearing(found_hearing(actor, ref))


@clause("6.1", "6.2", "6.3")
def transfer_view(*, actor: Actor, ref: str) -> AccountabilityPaper:
    """移交函 with its index of evidence: for the office, the approving leader, and the two bodies.

    There is none before the findings: a letter on a mere candidate would say what nobody found. Before it is issued
    it has neither number nor day.
    """
    inquiry, roles = found_inquiry(actor, ref)
    if not has_letter(inquiry) or not roles & {*OFFICE, *BODIES, Role.MAIN_LEADER}:
        raise NotFound("没有找到，或不在您的范围内。")
    copy = issued_letter(inquiry)
    if copy is None:
        return AccountabilityPaper(letter_of(Dossier(inquiry)), None, "草稿")
    return AccountabilityPaper(paper_of(copy), copy if copy.state in states_of("paper", "kept") else None, "")


def transfer_file(*, actor: Actor, ref: str, form: str) -> PaperFile:
    """移交函 as a file: the issued copy where there is one, else made now. Raises NoPdf."""
    view = transfer_view(actor=actor, ref=ref)
    if view.copy is not None:
        return in_hand.kept(view.copy, form)
    return in_hand.made(view.paper, form, Imprint(stamp=view.stamp))


@clause("6.4", "7.3.1")
def result_paper(*, actor: Actor, kind: str, ref: str) -> AccountabilityPaper:
    """结果运用通知, or the notice that takes a result back, for whoever sees that row.

    Until its copy is kept, and where it was sent before notices had a number, it is read as its row stands.
    """
    row = seen_row(actor, kind, "case", "ruling", ref=ref)
    copy = of_object(kind, row.pk).get(PART)
    stamp = "已收回" if row.state in states_of(("consequence", "withdrawal"), "recalled") else ""
    if copy is None:
        return AccountabilityPaper(result_paper_of(row), None, stamp)
    return AccountabilityPaper(
        paper_of(copy), copy if copy.state in states_of("paper", "kept") else None, stamp
    )


def result_file(*, actor: Actor, kind: str, ref: str, form: str) -> PaperFile:
    """The notice as a file: the issued copy where there is one, else made now. Raises NoPdf."""
    view = result_paper(actor=actor, kind=kind, ref=ref)
    if view.copy is not None and not view.stamp:
        return in_hand.kept(view.copy, form)
    return in_hand.made(view.paper, form, Imprint(stamp=view.stamp))


@clause("6.4")
def status_paper(*, actor: Actor, ref: str) -> Paper:
    """办理状态单: status and result only, of what was transferred."""
    inquiry, _ = found_inquiry(actor, ref)
    if inquiry.transferred_at is None:
        raise NotFound("没有找到，或不在您的范围内。")
    listed = rulings(actor=actor, where=RulingFilter(inquiry=inquiry.ref), size=_MENTIONED).page.rows
    return status_slip(
        StatusSource(
            unit=directory(actor.jurisdiction_id).unit(inquiry.unit_id).name,
            number=inquiry.number,
            transferred_on=clock.day_of(inquiry.transferred_at) if inquiry.transferred_at else None,
            accepted_on=inquiry.accepted_on,
            procedure=inquiry.procedure,
            results=tuple(_result(row) for row in listed),
            on=clock.today(),
        )
    )


def _result(row: RulingRow) -> tuple[str, str]:
    kinds = "、".join(kind.label for kind in row.kinds)
    flag = f"，{row.flag}" if row.flag else ""
    return (
        f"对{row.subject}",
        f"{row.issuer}{row.number}，{kinds}，{row.effective_on:%Y-%m-%d}起（{row.state_label}{flag}）",
    )
