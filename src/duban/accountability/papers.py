"""What the letter of transfer says, gathered from the rows of an inquiry (六)."""

from __future__ import annotations

import re

from duban.accountability.facts import Dossier
from duban.accountability.models import Evidence as EvidenceRow
from duban.accountability.models import Hearing, Inquiry
from duban.documents.official.copies import of_object
from duban.documents.official.kinds import write
from duban.documents.official.kinds.base import NOTICE
from duban.documents.official.kinds.transfer import Evidence, TransferLetter
from duban.documents.official.model import Paper
from duban.documents.official.models import IssuedCopy
from duban.mechanism.clauses import clause
from duban.mechanism.standing import Function
from duban.organisations.selectors import directory
from duban.rulebook.selectors import notice_in_force, pack_by_hash, pack_in_force
from duban.shared import clock

PART = "document"
_ADOPTED = {"yes": "采纳", "partly": "部分采纳", "no": "不采纳", "": "待答复"}


@clause("6.1", "6.2", "6.3")
def letter_of(dossier: Dossier) -> Paper:
    """移送函 with its index of evidence as the rows stand; before it is issued it has neither number nor day."""
    return write("transfer_letter", _transferred(dossier), draft=True)


def issued_letter(inquiry: Inquiry) -> IssuedCopy | None:
    """The letter as it was issued; None before, and until it is kept."""
    copy = of_object("inquiry", inquiry.pk).get(PART)
    return copy if copy is not None and copy.issued_on is not None else None


def _transferred(dossier: Dossier) -> TransferLetter:
    inquiry = dossier.inquiry
    known = directory(inquiry.jurisdiction_id)
    issued = clock.day_of(inquiry.transferred_at) if inquiry.transferred_at else None
    notice = notice_in_force(inquiry.jurisdiction_id, issued or clock.today())
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
            f"{dossier.label_of(row)}：{row.text}" for row in dossier.against_named()
        ),
        persons=tuple(f"{row.name}（{row.title}）" for row in dossier.named),
        statements=_statements(dossier),
        opinion=inquiry.opinion,
        route=inquiry.route.upper(),
        route_basis=_basis(inquiry),
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
            lines.append(f"{hearing.name}已告知，{_period(hearing)}，没有提交说明")
    return tuple(lines)


def _period(hearing: Hearing) -> str:
    return f"说明期到{hearing.due_on:%Y-%m-%d}" if hearing.due_on else "没有签收"


@clause("6.2")
def _basis(inquiry: Inquiry) -> str:
    """The mechanism of the county by which it is handed over without a leader's word, with the clause quoted."""
    if inquiry.route != "a":
        return ""
    kept, today = inquiry.case.pack_hash, clock.today()
    pack = (
        pack_by_hash(inquiry.jurisdiction_id, kept) if kept else pack_in_force(inquiry.jurisdiction_id, today)
    )
    return f"{pack.get('cooperation_mechanism', today)}（“{inquiry.route_quote}”）"
