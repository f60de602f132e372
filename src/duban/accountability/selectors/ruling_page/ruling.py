"""A ruling as the bodies, its subject, the offices and those who apply it see it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from duban.accountability import policies
from duban.accountability.facts import ruling_kinds
from duban.accountability.models import (
    AUTHORITIES,
    Appeal,
    Consequence,
    Inquiry,
    Revision,
    Ruling,
    RulingKind,
    Withdrawal,
)
from duban.accountability.policies import sight
from duban.accountability.selectors import history
from duban.accountability.selectors.inquiry_page.rows import InquiryButton
from duban.accountability.selectors.lists import APPEALING, KindRow, kind_row
from duban.accountability.selectors.ruling_page.remedies import AppealRow, RemedyRow, appeal_row, remedies_of
from duban.accountability.selectors.ruling_page.revision import WITHHELD, RevisionRow, revision_row
from duban.acts.gate.entry import open_acts
from duban.acts.gate.permits import roles_from
from duban.acts.sight.visibility import ABSENT, may_see, seen_row, visible_rows
from duban.audit.selectors import HistoryLine
from duban.matters.models import Matter
from duban.mechanism.clauses import clause
from duban.mechanism.findings import missing_steps
from duban.mechanism.lifecycles import state_label, states_of
from duban.mechanism.people.standing import Function, Role
from duban.organisations.selectors import directory
from duban.shared import clock
from duban.shared.actor import Actor
from duban.shared.errors import NotFound

_DEFENCES = {"heard": "已听取陈述申辩", "waived": "对象书面放弃", "superior": "由上级机关按其程序办理"}
PROPOSED = "拟变更"


@dataclass(frozen=True)
class HolderRow:
    """Where a result went, and whether it was taken back."""

    ref: str
    holder: str
    what: str
    sent_at: datetime
    received_at: datetime | None
    withdrawal_ref: str
    withdrawn_at: datetime | None
    withdrawing: bool
    done: str


@dataclass(frozen=True)
class RulingView:
    """A ruling on its page. What stands in the decision itself is empty for the offices (`in_full` is False)."""

    ref: str
    case_ref: str
    version: int
    number: str
    issuer: str
    level: str
    superior: bool
    subject_kind: str
    subject: str
    title: str
    unit: str
    category: str
    authority: str
    leading: bool
    decided_on: date
    effective_on: date
    served_on: date | None
    conduct_year: int
    kinds: tuple[KindRow, ...]
    decided: tuple[str, ...]
    effect_until: date | None
    state: str
    state_label: str
    flag: str
    missing: tuple[str, ...]
    ended_on: date | None
    revoked_on: date | None
    matter_title: str
    inquiry_ref: str
    same_as: str
    in_full: bool
    own: bool
    body: bool
    buttons: tuple[InquiryButton, ...]
    facts: str = ""
    basis: str = ""
    defence: str = ""
    attachment_ref: str = ""
    revisions: tuple[RevisionRow, ...] = ()
    corrections: tuple[str, ...] = ()
    remedies: tuple[RemedyRow, ...] = ()
    appeals: tuple[AppealRow, ...] = ()
    history: tuple[HistoryLine, ...] = ()
    withheld: str = ""
    original: str = ""
    warnings: tuple[str, ...] = ()
    recorded_by: str = ""
    confirmed_by: str = ""
    holders: tuple[HolderRow, ...] = ()


def ruling_ref(*, actor: Actor, kind: str, ref: str) -> str:
    """The address of the ruling to which an appeal or a proposed change belongs; NotFound where the actor sees none."""
    return str(seen_row(actor, kind, "ruling", ref=ref).ruling.ref)


@clause("6.4", "6.5")
def ruling_view(*, actor: Actor, ref: str) -> RulingView:
    """The ruling of this address; NotFound where it is absent or not the actor's to see."""
    ruling = (
        sight.with_kept_out(Ruling.objects.filter(jurisdiction_id=actor.jurisdiction_id, ref=ref), actor)
        .select_related("case", "inquiry", "concerning", "same_as")
        .first()
    )
    roles = roles_from(actor, actor.posts, policies.of_ruling(ruling)) if ruling else frozenset()
    if ruling is None or not may_see(actor, "ruling", ruling):
        raise NotFound(ABSENT)
    body = policies.ruling_bodies(actor).holds(ruling)
    own = bool(roles & {Role.HOLDER, Role.PRINCIPAL, Role.DEPUTY, Role.LIAISON, Role.HANDLER})
    return _view(actor, ruling, body=body, own=own)


def _view(actor: Actor, ruling: Ruling, *, body: bool, own: bool) -> RulingView:
    kinds = list(RulingKind.objects.filter(ruling=ruling).order_by("pk"))
    if not (body or own):
        return _result(actor, ruling, kinds, [], appealing=_appealing(ruling))
    appeals = list(Appeal.objects.filter(ruling=ruling).order_by("pk"))
    revisions = list(visible_rows(actor, "revision").filter(ruling=ruling).order_by("pk"))
    appealing = any(row.state in states_of("appeal", "open") for row in appeals)
    view = _result(actor, ruling, kinds, revisions, appealing=appealing, body=body, own=own)
    view = _with_decision(view, actor, ruling, revisions)
    view = _with_remedies(view, actor, ruling, kinds, appeals)
    view = replace(view, history=history.of_ruling(actor, ruling, appeals, revisions))
    return _with_entry(view, ruling) if body else view


def _result(
    actor: Actor,
    ruling: Ruling,
    kinds: list[RulingKind],
    revisions: list[Revision],
    *,
    appealing: bool,
    body: bool = False,
    own: bool = False,
) -> RulingView:
    """What everybody reads who sees the ruling: who, what, by whom, from when on, and where it stands."""
    current = [one for one in kinds if one.replaced_on is None]
    waiting = any(row.state in states_of("revision", "proposed") for row in revisions)
    return RulingView(
        ref=ruling.ref,
        case_ref=ruling.case.ref,
        version=ruling.version,
        number=ruling.number,
        issuer=ruling.issuer,
        level=ruling.level,
        superior=ruling.superior,
        subject_kind="person" if ruling.person_id else "unit",
        subject=ruling.subject_name,
        title=ruling.subject_title,
        unit=_unit(ruling),
        category=ruling.category,
        authority=AUTHORITIES.get(ruling.authority, ""),
        leading=ruling.leading,
        decided_on=ruling.decided_on,
        effective_on=ruling.effective_on,
        served_on=ruling.served_on,
        conduct_year=ruling.conduct_year,
        kinds=tuple(kind_row(one, clock.today()) for one in current),
        decided=_decided(kinds, revisions),
        effect_until=max((one.effect_until for one in current if one.effect_until), default=None),
        state=ruling.state,
        state_label=state_label("ruling", ruling.state),
        flag=" · ".join(filter(None, (PROPOSED if waiting and body else "", APPEALING if appealing else ""))),
        missing=missing_steps(transferred=ruling.transferred, superior=ruling.superior),
        ended_on=ruling.ended_on,
        revoked_on=ruling.revoked_on,
        matter_title=_matter(actor, ruling.concerning, body or own),
        inquiry_ref="" if own else _inquiry(actor, ruling.inquiry),
        same_as=ruling.same_as.number if ruling.same_as else "",
        in_full=body or own,
        own=own,
        body=body,
        buttons=_buttons(actor, ruling, waiting),
    )


def _with_decision(view: RulingView, actor: Actor, ruling: Ruling, revisions: list[Revision]) -> RulingView:
    """What stands in the decision itself, and what was proposed to change of it."""
    return replace(
        view,
        facts=ruling.facts,
        basis=ruling.basis,
        defence=_DEFENCES.get(ruling.defence, ""),
        attachment_ref=ruling.attachment_ref,
        revisions=tuple(revision_row(actor, ruling, row) for row in revisions),
        corrections=_corrections(actor, ruling) if revisions else (),
    )


def _with_remedies(
    view: RulingView, actor: Actor, ruling: Ruling, kinds: list[RulingKind], appeals: list[Appeal]
) -> RulingView:
    """What can be done against it, and what was."""
    current = [one for one in kinds if one.replaced_on is None]
    open_ = (
        remedies_of(actor, ruling, current, appeals)
        if ruling.state in states_of("ruling", "in_force")
        else ()
    )
    rows = tuple(appeal_row(actor, ruling, row, clock.today()) for row in appeals)
    return replace(view, remedies=open_, appeals=rows)


def _with_entry(view: RulingView, ruling: Ruling) -> RulingView:
    """What the two bodies know besides: how it was entered and confirmed, and who holds a result."""
    confirmed = (
        f"{Function(ruling.confirmed_organ).label}{ruling.confirmed_by}" if ruling.confirmed_organ else ""
    )
    return replace(
        view,
        withheld=_withheld(ruling),
        original=_original(ruling),
        warnings=tuple(ruling.warnings),
        recorded_by=f"{Function(ruling.recorded_organ).label}{ruling.recorded_by}",
        confirmed_by=confirmed,
        holders=_holders(ruling),
    )


def _unit(ruling: Ruling) -> str:
    known = directory(ruling.jurisdiction_id)
    return known.unit(ruling.answering_unit_id).short_name if ruling.answering_unit_id else ""


def _inquiry(actor: Actor, inquiry: Inquiry | None) -> str:
    return inquiry.ref if inquiry is not None and may_see(actor, "inquiry", inquiry) else ""


def _buttons(actor: Actor, ruling: Ruling, waiting: bool) -> tuple[InquiryButton, ...]:
    served = ruling.served_on is not None
    return tuple(
        InquiryButton(one.key, one.label, ruling.ref, "", one.grave)
        for one in open_acts(actor, "ruling", ruling)
        if not (served and "delivers" in one.does) and not (waiting and "amends" in one.does)
    )


@clause("6.5")
def _decided(kinds: list[RulingKind], revisions: list[Revision]) -> tuple[str, ...]:
    """The kinds of the decision as it was taken, where a change put others in their place; errors of an entry are none."""
    changes = [
        row for row in revisions if row.what == "changed" and row.state in states_of("revision", "applied")
    ]
    if changes:
        return tuple(ruling_kinds.label(one["kind"]) for one in changes[0].before["kinds"])
    gone = [one for one in kinds if one.replaced_on is not None and not one.corrected]
    first = min((one.replaced_on for one in gone if one.replaced_on), default=None)
    return tuple(ruling_kinds.label(one.kind) for one in gone if one.replaced_on == first)


def _withheld(ruling: Ruling) -> str:
    return (
        f"{WITHHELD.get(ruling.withheld, '')}：{ruling.note}"
        if ruling.state in states_of("ruling", "rejected")
        else ""
    )


def _original(ruling: Ruling) -> str:
    """Who held the signed document in hand."""
    seen = ((ruling.original_seen, ruling.recorded_organ), (ruling.original_checked, ruling.confirmed_organ))
    names = [Function(organ).label for held, organ in seen if held and organ]
    return f"{'、'.join(names)}原件已核" if names else ""


@clause("7.3.1")
def _corrections(actor: Actor, ruling: Ruling) -> tuple[str, ...]:
    """What became of closed years in which this decision was counted, for those who may see the corrections."""
    rows = (
        visible_rows(actor, "correction").filter(ruling=ruling).select_related("year").order_by("year__year")
    )
    return tuple(f"{row.year.year}年度已结账：{state_label('correction', row.state)}" for row in rows)


def _matter(actor: Actor, matter: Matter | None, in_full: bool) -> str:
    """The matter that it concerns, for whoever reads the ruling whole or sees the matter."""
    return matter.title if matter is not None and (in_full or may_see(actor, "matter", matter)) else ""


def _appealing(ruling: Ruling) -> bool:
    return Appeal.objects.filter(ruling=ruling, state__in=states_of("appeal", "open")).exists()


def _holders(ruling: Ruling) -> tuple[HolderRow, ...]:
    taken = {row.consequence_id: row for row in Withdrawal.objects.filter(ruling=ruling).order_by("pk")}
    rows = []
    for row in Consequence.objects.filter(ruling=ruling).order_by("pk"):
        back = taken.get(row.pk)
        rows.append(
            HolderRow(
                ref=row.ref,
                holder=row.holder,
                what=row.what,
                sent_at=row.sent_at,
                received_at=row.received_at,
                withdrawal_ref=back.ref if back else "",
                withdrawn_at=back.acknowledged_at if back else None,
                withdrawing=back is not None and back.acknowledged_at is None,
                done=back.done if back else "",
            )
        )
    return tuple(rows)
