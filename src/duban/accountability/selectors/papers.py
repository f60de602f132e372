"""The papers of accountability as somebody may read them."""

from __future__ import annotations

import re

from duban.accountability.facts import Dossier
from duban.accountability.models import Evidence as EvidenceRow
from duban.accountability.models import Inquiry
from duban.accountability.selectors.hearing import hearing_view
from duban.accountability.selectors.inquiry import found_inquiry, has_letter
from duban.accountability.selectors.lists import RulingFilter, RulingRow, rulings
from duban.documents.accountability import HearingSource, StatusSource, hearing_notice, status_slip
from duban.documents.official.kinds import write
from duban.documents.official.kinds.base import NOTICE
from duban.documents.official.kinds.transfer import Evidence, TransferLetter
from duban.documents.official.model import Paper
from duban.mechanism.clauses import clause
from duban.mechanism.findings import LIMBS
from duban.mechanism.lifecycles.accountability.fields import BODIES, OFFICE
from duban.mechanism.standing import Function, Role
from duban.organisations.selectors import directory
from duban.rulebook.selectors import notice_in_force, pack_by_hash, pack_in_force
from duban.shared import clock
from duban.shared.actor import Actor
from duban.shared.errors import NotFound

_ADOPTED = {"yes": "采纳", "partly": "部分采纳", "no": "不采纳", "": "待答复"}
_MENTIONED = 100


@clause("5.0")
def hearing_paper(*, actor: Actor, ref: str) -> Paper:
    """情况说明通知 as the addressee, the office and, after transfer, the bodies read it."""
    view = hearing_view(actor=actor, ref=ref)
    today = view.served_on
    pack = pack_in_force(actor.jurisdiction_id, today)
    return hearing_notice(
        HearingSource(
            office=view.office,
            to=view.name if view.whose == "单位" else f"{view.name}（{view.title}）",
            whose=view.whose,
            matter=view.matter,
            facts=view.facts,
            items=view.items,
            served_on=view.served_on,
            due_on=view.due_on,
            workdays=int(pack.get("statement_workdays", today)),
            round=view.round,
            rights=view.rights,
        )
    )


@clause("6.1", "6.2", "6.3")
def transfer_paper(*, actor: Actor, ref: str) -> Paper:
    """移送函 with its index of evidence: for the office, the approving leader, and the two bodies.

    There is none before the findings: a letter on a mere candidate would say what nobody found. Before it is issued
    it has neither number nor day.
    """
    inquiry, roles = found_inquiry(actor, ref)
    if not has_letter(inquiry) or not roles & {*OFFICE, *BODIES, Role.MAIN_LEADER}:
        raise NotFound("没有找到，或不在您的范围内。")
    return write("transfer_letter", _transferred(actor, inquiry), draft=True)


def _transferred(actor: Actor, inquiry: Inquiry) -> TransferLetter:
    dossier, known = Dossier(inquiry), directory(actor.jurisdiction_id)
    issued = inquiry.transferred_at.astimezone(clock.BEIJING).date() if inquiry.transferred_at else None
    notice = notice_in_force(actor.jurisdiction_id, issued or clock.today())
    return TransferLetter(
        issuers=(known.office(Function(inquiry.office)).name,),
        number=inquiry.number if issued else "",
        dated=issued,
        notice=notice.title if notice else NOTICE,
        matter=inquiry.concerning.title if inquiry.concerning else inquiry.title,
        unit=known.unit(inquiry.unit_id).name,
        found="\n".join(row.text for row in dossier.facts),
        items=tuple((row.clause, row.text) for row in dossier.grounds),
        findings=tuple(
            f"{LIMBS[limb]}：{dossier.findings[limb].text}" for limb in LIMBS if limb in dossier.findings
        ),
        persons=tuple(f"{row.name}（{row.title}）" for row in dossier.named),
        statements=_statements(dossier),
        opinion=inquiry.opinion,
        route=inquiry.route.upper(),
        route_basis=_basis(actor, inquiry),
        approver=re.sub(r"\s+", "", inquiry.approved_by),
        approved_on=inquiry.approved_on,
        conclusion=inquiry.conclusion_title,
        evidence=tuple(_evidence(row) for row in dossier.evidence if row.excluded_at is None),
    )


def _evidence(row: EvidenceRow) -> Evidence:
    dated = f"{row.dated_on:%Y-%m-%d}" if row.dated_on else ""
    digest = f"{row.sha256[:8]} {row.sha256[8:16]}".strip()  # a blank, so that a narrow column can break it
    return Evidence(name=row.title, source=" ".join(filter(None, [row.number, dated])), digest=digest)


def _statements(dossier: Dossier) -> tuple[str, ...]:
    lines = []
    for hearing in dossier.latest.values():
        said = [row for row in dossier.statements if row.hearing_id == hearing.pk and not row.waiver]
        if said:
            text = "；".join(
                f"{_ADOPTED[row.adopted]}，{row.reasons}" if row.adopted else "待答复" for row in said
            )
            lines.append(f"{hearing.name}已说明：{text}")
        elif hearing.waived_on:
            lines.append(f"{hearing.name}于{hearing.waived_on:%Y-%m-%d}书面放弃说明")
        else:
            lines.append(f"{hearing.name}已告知，说明期到{hearing.due_on:%Y-%m-%d}，没有提交说明")
    return tuple(lines)


@clause("6.2")
def _basis(actor: Actor, inquiry: Inquiry) -> str:
    """The mechanism of the county by which it is handed over without a leader's word, with the clause quoted."""
    if inquiry.route != "a":
        return ""
    kept, today = inquiry.case.pack_hash, clock.today()
    pack = pack_by_hash(actor.jurisdiction_id, kept) if kept else pack_in_force(actor.jurisdiction_id, today)
    return f"{pack.get('cooperation_mechanism', today)}（“{inquiry.route_quote}”）"


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
            transferred_on=inquiry.transferred_at.astimezone(clock.BEIJING).date()
            if inquiry.transferred_at
            else None,
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
