"""An inquiry in brief: for a main leader of a case moved on, and for whoever is asked about a relation (回避) alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from duban.accountability.facts import Dossier
from duban.accountability.models import Declaration, Inquiry
from duban.accountability.policies import sight
from duban.accountability.selectors.inquiry_page.rows import InquiryButton
from duban.accountability.selectors.inquiry_page.tabs import VERDICTS
from duban.accountability.selectors.lists import RulingRow, ruling_rows
from duban.accountability.selectors.scope import decided
from duban.acts.sight.visibility import seen_row, visible_rows
from duban.mechanism.clauses import cite, clause
from duban.mechanism.lifecycles import act_named, state_label
from duban.mechanism.people.standing import Function
from duban.organisations.selectors import directory
from duban.shared import clock
from duban.shared.actor import Actor


@dataclass(frozen=True)
class RelationBrief:
    """A relation as whoever decides on it reads it: whose it is, in which part of the case, who asked, why, the answer."""

    id: int
    name: str
    part: str
    relation: str
    raised_by: str
    at: datetime
    text: str
    answer: str
    verdict: str
    decided_by: str
    opinion: str
    waiting: bool


@dataclass(frozen=True)
class ConsideredRow:
    """The papers as they stood when the leader decided."""

    at: datetime
    agreed: bool
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class InquiryBrief:
    """What is known of an inquiry that is not read: its stage and result to a main leader, the relations to who is asked.

    `title` and `named` are empty where no relation is asked about.
    """

    ref: str
    code: str
    unit: str
    title: str
    named: tuple[str, ...]
    items: tuple[str, ...]
    state_label: str
    number: str
    transferred_on: date | None
    rulings: tuple[RulingRow, ...]
    relations: tuple[RelationBrief, ...]
    considered: tuple[ConsideredRow, ...]
    buttons: tuple[InquiryButton, ...]


@clause("5.0", "6.4")
def inquiry_brief(*, actor: Actor, ref: str) -> InquiryBrief:
    """The inquiry of this address in brief; NotFound where the actor knows nothing of it."""
    inquiry: Inquiry = seen_row(actor, "inquiry", "case", ref=ref)
    dossier, relations = Dossier(inquiry), relations_of(actor, inquiry)
    considered = tuple(
        ConsideredRow(row.at, row.agreed, tuple((name, text) for name, text in row.rows))
        for row in visible_rows(actor, "considered").filter(inquiry=inquiry).order_by("pk")
    )
    staged = bool(considered) or sight.leads(actor).holds(inquiry)
    rulings = decided(visible_rows(actor, "ruling")).filter(inquiry=inquiry).select_related("inquiry")
    return InquiryBrief(
        ref=inquiry.ref,
        code=inquiry.case.code,
        unit=directory(actor.jurisdiction_id).unit(inquiry.unit_id).short_name,
        title=inquiry.title if relations or considered else "",
        named=tuple(f"{row.name}（{row.title}）" for row in dossier.named) if relations else (),
        items=tuple(dict.fromkeys(cite(row.clause) for row in dossier.grounds)) if staged else (),
        state_label=state_label("inquiry", inquiry.state) if staged else "",
        number=inquiry.number if staged else "",
        transferred_on=clock.day_of(inquiry.transferred_at) if staged and inquiry.transferred_at else None,
        rulings=tuple(ruling_rows(actor, list(rulings.order_by("pk")))),
        relations=relations,
        considered=considered,
        buttons=_buttons(actor, inquiry),
    )


@clause("5.0")
def relations_of(actor: Actor, inquiry: Inquiry) -> tuple[RelationBrief, ...]:
    """The relations to an inquiry that the actor may know of, in the order in which they came up."""
    rows = visible_rows(actor, "relation").filter(inquiry=inquiry).order_by("pk")
    return tuple(
        RelationBrief(
            row.pk, row.name, part_of(inquiry, row), row.relation, row.raised_by, row.at, row.text, row.answer,
            VERDICTS[row.verdict], row.decided_by, row.opinion, not row.verdict,
        )
        for row in rows
    )  # fmt: skip


def part_of(inquiry: Inquiry, row: Declaration) -> str:
    """What somebody is to do in an inquiry: in charge of it, asked for approval, or by the post held in the organ."""
    if inquiry.inspector_id == row.person_id:
        return "承办督查员"
    if inquiry.approver_id == row.person_id:
        return "送请审批的领导"
    known, on = directory(inquiry.jurisdiction_id), clock.day_of(row.at)
    organs = {Function(inquiry.office), Function.CDI, Function.ORG_DEPT}
    posts = [post for post in known.posts_of(row.person_id) if post.held_on(on)]
    inside = [post for post in posts if post.unit_id and known.unit(post.unit_id).function in organs]
    return "、".join(post.title for post in inside or posts)


def _buttons(actor: Actor, inquiry: Inquiry) -> tuple[InquiryButton, ...]:
    """What may be done by whoever does not read the inquiry: answer to the own relation, decide on another's."""
    waiting = Declaration.objects.filter(inquiry=inquiry, related=True, verdict="")
    keys = []
    if waiting.filter(sight.asked_about(actor).query(), answered_at=None).exists():
        keys.append("inquiry.answer_relation")
    if waiting.filter(sight.decides_on(actor).query()).exists():
        keys.append("inquiry.decide_recusal")
    return tuple(InquiryButton(key, act_named(key).label, inquiry.ref, "", False) for key in keys)
