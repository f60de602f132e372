"""One inquiry as somebody may see it, one tab at a time: facts, hearing, transfer, results, history."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef

from duban.accountability import policies
from duban.accountability.facts import Dossier, dossier_of
from duban.accountability.facts.dossier import RELATIONS
from duban.accountability.models import Declaration, Inquiry, Named
from duban.accountability.policies import sight
from duban.accountability.selectors import history
from duban.accountability.selectors.inquiry_page.hearing import steps_on
from duban.accountability.selectors.inquiry_page.rows import DutyRow, InquiryButton, Tab, TransferTab
from duban.accountability.selectors.inquiry_page.steps import NEXT, InquiryStep, Next, steps_of
from duban.accountability.selectors.inquiry_page.tabs import facts_tab, hearing_tab, results_tab, transfer_tab
from duban.acts.gate.entry import open_acts
from duban.acts.gate.permits import DID, did_before, roles_from
from duban.acts.models import Obligation
from duban.acts.owing import duties
from duban.acts.sight.visibility import ABSENT, visible_rows
from duban.mechanism.clauses import clause
from duban.mechanism.decision import Decision
from duban.mechanism.lifecycles import act_named, state_label, states_of
from duban.mechanism.lifecycles.accountability.fields import BODIES
from duban.mechanism.lifecycles.types import Act
from duban.mechanism.people.standing import Function, Role
from duban.organisations.selectors import directory
from duban.proceedings.actions import deliver
from duban.proceedings.models import Receipt
from duban.rulebook.selectors import words_of
from duban.shared import clock
from duban.shared.actor import Actor
from duban.shared.errors import NotFound

TABS = (
    ("facts", "事实与证据"),
    ("hearing", "告知与说明"),
    ("transfer", "移交"),
    ("results", "办理与结果"),
    ("history", "经过"),
)
CLUE_NOTE = (
    "办理中发现职务犯罪线索的，立即线下依法移交，不在本系统录入任何内容，不等待说明，不通知任何人。"
    "本系统只标记“已立即线下移交”。"
)


@dataclass(frozen=True)
class InquiryView:
    """An inquiry with one tab. `body` tells that the actor belongs to one of the two bodies, `leader` a main leader."""

    ref: str
    case_ref: str
    code: str
    title: str
    state: str
    state_label: str
    version: int
    office: str
    inspector: str
    unit: str
    unit_ref: str
    matter_title: str
    matter_case_ref: str
    listing_ref: str
    since: date
    opened_on: date
    procedure: str
    closed_on: date | None
    closed_how: str
    returned: str
    body: bool
    leader: bool
    duties: tuple[DutyRow, ...]
    buttons: tuple[InquiryButton, ...]
    tab: str
    content: Tab
    clue_note: str
    has_letter: bool
    transferred: bool
    steps: tuple[InquiryStep, ...]
    next: Next
    words_clause: str
    words: str
    gate: Decision | None


@clause("5.0", "6.4")
def inquiry_view(*, actor: Actor, ref: str, tab: str = "facts") -> InquiryView:
    """The inquiry of this address with one tab; NotFound where it is absent or not the actor's to see."""
    inquiry, roles = found_inquiry(actor, ref)
    known = directory(actor.jurisdiction_id)
    unit = known.unit(inquiry.unit_id)
    matter = inquiry.concerning
    tab = tab if tab in dict(TABS) else "facts"
    dossier = dossier_of(inquiry)
    duties = _duties(actor, inquiry, roles)
    content = _content(actor, inquiry, dossier, roles, tab)
    cited = "5.0" if inquiry.state in states_of("inquiry", "before_transfer") else "6.1"
    return InquiryView(
        ref=inquiry.ref,
        case_ref=inquiry.case.ref,
        code=inquiry.case.code,
        title=inquiry.title,
        state=inquiry.state,
        state_label=state_label("inquiry", inquiry.state),
        version=inquiry.version,
        office=Function(inquiry.office).label,
        inspector=known.person(inquiry.inspector_id).name if inquiry.inspector_id else "",
        unit=unit.short_name,
        unit_ref=unit.ref,
        matter_title=matter.title if matter else "",
        matter_case_ref=matter.case.ref if matter else "",
        listing_ref=inquiry.listing.ref if inquiry.listing else "",
        since=inquiry.since,
        opened_on=inquiry.opened_on,
        procedure=inquiry.procedure,
        closed_on=inquiry.closed_on,
        closed_how=inquiry.closed_how,
        returned=inquiry.returned,
        body=_body(roles),
        leader=Role.MAIN_LEADER in roles,
        duties=duties,
        buttons=tuple(_buttons(actor, inquiry, dossier, tab, {row.act for row in duties if row.mine})),
        tab=tab,
        content=content,
        clue_note=CLUE_NOTE,
        has_letter=has_letter(inquiry),
        transferred=inquiry.transferred_at is not None,
        steps=steps_of(inquiry),
        next=NEXT[inquiry.state],
        words_clause=cited,
        words=words_of(actor.jurisdiction_id, cited, inquiry.case.pack_hash),
        gate=content.gate if isinstance(content, TransferTab) else None,
    )


def has_letter(inquiry: Inquiry) -> bool:
    """Whether a letter of transfer stands or is being prepared: from the findings on."""
    return inquiry.transferred_at is not None or inquiry.state in states_of("inquiry", "transfer_in_hand")


def found_inquiry(actor: Actor, ref: str) -> tuple[Inquiry, frozenset[Role]]:
    """The inquiry of this address with the roles of the actor toward it; NotFound where it is not the actor's to read.

    `actor_related` on the row tells that relations of the actor, or of whoever delegated a post to the actor, or being
    named keep from handling it; `RELATIONS` whether there are any relations; `WAITS` that a letter waits for the actor's
    receipt: pages then ask for none of these again.
    """
    persons = {actor.person_id or 0, *(post.behalf_id for post in actor.posts if post.behalf_id is not None)}
    about = {"inquiry": OuterRef("pk"), "person_id__in": persons}
    own = Declaration.objects.filter(related=True, **about).exclude(verdict="continues")
    relations = Declaration.objects.filter(related=True, inquiry=OuterRef("pk"))
    named = Named.objects.filter(dropped_at=None, **about)
    letter = {"object_kind": "inquiry", "object_id": OuterRef("pk")}
    inquiry = (
        Inquiry.objects.filter(jurisdiction_id=actor.jurisdiction_id, ref=ref)
        .annotate(**{"actor_related": Exists(own) | Exists(named), RELATIONS: Exists(relations)})
        .annotate(**{DID: did_before("inquiry", persons)})
        .annotate(**{deliver.WAITS: deliver.waits_for(actor, Receipt.What.ORIGINAL, **letter)})
        .select_related("case", "concerning", "concerning__case", "listing")
        .first()
    )
    if inquiry is not None and sight.reads_inquiry(actor).holds(inquiry):
        return inquiry, roles_from(actor, actor.posts, policies.of_inquiry(inquiry))
    raise NotFound(ABSENT)


def _body(roles: frozenset[Role]) -> bool:
    return bool(roles & set(BODIES))


def _duties(actor: Actor, inquiry: Inquiry, roles: frozenset[Role]) -> tuple[DutyRow, ...]:
    """What is owed: to the office what the office owes and waits for, to the bodies also their own terms (A30)."""
    today = clock.today()
    rows = duties.still_open(visible_rows(actor, "duty", history.CASE), case=inquiry.case_id)
    return tuple(
        DutyRow(
            act=row.act,
            label=row.label,
            who=_bearer(actor, row),
            due_on=row.due_on,
            late=row.due_on is not None and row.due_on < today and not act_named(row.act).soft,
            provisional=row.provisional,
            ref=row.object_ref,
            mine=row.unit_id in actor.unit_ids,
        )
        for row in rows.order_by("due_on", "pk")
    )


def _bearer(actor: Actor, row: Obligation) -> str:
    known = directory(actor.jurisdiction_id)
    if row.person_id:
        return known.person(row.person_id).name
    return known.unit(row.unit_id).short_name if row.unit_id else Role[row.role].value


def _buttons(actor: Actor, inquiry: Inquiry, dossier: Dossier, tab: str, owed: set[str]) -> list[InquiryButton]:
    """What the actor may do here; a receipt and an answer only while they are owed."""
    buttons = [
        _button(one, inquiry.ref, "")
        for one in open_acts(actor, "inquiry", inquiry)
        if not one.answers or one.key in owed
    ]
    if tab == "hearing":
        for row in dossier.latest.values():
            row.inquiry = inquiry
            buttons += [_button(one, row.ref, row.name) for one in steps_on(actor, row)]
    return buttons


def _button(act: Act, ref: str, about: str) -> InquiryButton:
    return InquiryButton(act.key, act.label, ref, about, act.grave)


def _content(actor: Actor, inquiry: Inquiry, dossier: Dossier, roles: frozenset[Role], tab: str) -> Tab:
    if tab == "hearing":
        return hearing_tab(dossier)
    if tab == "transfer":
        return transfer_tab(actor, inquiry, dossier, roles)
    if tab == "results":
        return results_tab(actor, inquiry, roles)
    if tab == "history":
        return history.of_inquiry(actor, inquiry)
    return facts_tab(dossier)
