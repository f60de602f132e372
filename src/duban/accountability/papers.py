"""What the notices and the letter of an inquiry say, gathered from its rows (五, 六)."""

from __future__ import annotations

import re

from duban.accountability.facts import Dossier
from duban.accountability.facts.materials import materials, what_was_said
from duban.accountability.models import AUTHORITIES, Hearing, Inquiry
from duban.documents.accountability import HearingSource, hearing_notice
from duban.documents.official.copies import of_object
from duban.documents.official.kinds import write
from duban.documents.official.kinds.base import NOTICE
from duban.documents.official.kinds.transfer import Evidence, TransferLetter
from duban.documents.official.model import Paper
from duban.documents.official.models import IssuedCopy
from duban.mechanism.clauses import cite, clause
from duban.mechanism.findings import statement_days
from duban.mechanism.standing import Function
from duban.organisations.selectors import directory
from duban.rulebook.selectors import notice_in_force, pack_of_case, words_of
from duban.shared import clock

PART = "document"
RIGHTS = (
    "说明是权利，不是义务：可以陈述理由、提出异议、提供证据，也可以书面放弃。期满以后、移交意见提交以前提交的仍然接收。",
    "认为办理人员应当回避的，可以申请回避。",
    "不因说明情况加重；告知以外的更重内容须重新告知、重新计算期限。",
)


@clause("6.1", "6.2", "6.3")
def letter_of(dossier: Dossier) -> Paper:
    """移交函 with its index of evidence as the rows stand; before it is issued it has neither number nor day."""
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
        matter=inquiry.concerning.title if inquiry.concerning else "",
        unit=known.unit(inquiry.unit_id).name,
        found="\n".join(row.text for row in dossier.facts),
        items=tuple((row.clause, row.text) for row in dossier.grounds),
        findings=tuple(
            f"{dossier.label_of(row)}：{row.text}" for row in dossier.against_named()
        ),
        persons=tuple(f"{row.name}（{row.title}，{AUTHORITIES[row.authority]}）" for row in dossier.named),
        statements=what_was_said(dossier),
        opinion=inquiry.opinion,
        route=inquiry.route.upper(),
        route_basis=_basis(inquiry),
        approver=re.sub(r"\s+", "", inquiry.approved_by),
        approved_on=inquiry.approved_on,
        conclusion=inquiry.conclusion_title,
        evidence=tuple(Evidence(name=one.name, source=one.source) for one in materials(dossier)),
    )


@clause("5.0")
def notice_of(hearing: Hearing) -> Paper:
    """情况说明通知 as it was served: what it names was frozen then, the terms are those of the rules of its case."""
    inquiry, served = hearing.inquiry, hearing.served_on
    pack = pack_of_case(hearing.jurisdiction_id, hearing.case.pack_hash, served)
    items = tuple((cite(item), words_of(hearing.jurisdiction_id, item)) for item in hearing.grounds)
    return hearing_notice(
        HearingSource(
            office=directory(hearing.jurisdiction_id).office(Function(inquiry.office)).name,
            to=f"{hearing.name}（{hearing.title}）" if hearing.person_id else _unit(hearing),
            whose=hearing.whose,
            matter=inquiry.concerning.title if inquiry.concerning else "",
            facts=tuple(one["text"] for one in hearing.facts),
            evidence=tuple(one["text"] for one in hearing.evidence),
            new=new_in(hearing),
            supplementary=hearing.supplementary,
            items=items,
            served_on=served,
            workdays=statement_days(pack, hearing.supplementary, served),
            receipt_workdays=int(pack.get("receipt_workdays", served)),
            round=hearing.round,
            rights=RIGHTS,
        )
    )


def _unit(hearing: Hearing) -> str:
    return directory(hearing.jurisdiction_id).unit(hearing.answering_unit_id).name


def new_in(row: Hearing) -> frozenset[str]:
    """The facts and pieces of evidence of a notice, in its words, that no earlier one to the addressee named."""
    added = row.added
    facts = {one["text"] for one in row.facts if one["id"] in added.get("facts", ())}
    return frozenset(facts | {one["text"] for one in row.evidence if one["id"] in added.get("evidence", ())})


@clause("6.2")
def _basis(inquiry: Inquiry) -> str:
    """The mechanism of the county by which it is handed over without a leader's word, with the clause quoted."""
    if inquiry.route != "a":
        return ""
    today = clock.today()
    pack = pack_of_case(inquiry.jurisdiction_id, inquiry.case.pack_hash, today)
    return f"{pack.get('cooperation_mechanism', today)}（“{inquiry.route_quote}”）"
