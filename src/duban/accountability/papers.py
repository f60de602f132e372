"""What the notices and the letter of an inquiry say, gathered from its rows (五, 六)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from duban.accountability.facts import Dossier, ruling_kinds
from duban.accountability.facts.materials import materials, what_was_said
from duban.accountability.models import (
    AUTHORITIES,
    Consequence,
    Hearing,
    Inquiry,
    Ruling,
    RulingKind,
    Withdrawal,
)
from duban.acts.models import Number
from duban.documents.accountability import HearingSource, hearing_notice
from duban.documents.official.copies import of_object
from duban.documents.official.kinds import write
from duban.documents.official.kinds.base import NOTICE
from duban.documents.official.kinds.result import ResultNotice, ResultWithdrawal
from duban.documents.official.kinds.transfer import EvidenceLine, TransferLetter
from duban.documents.official.models import IssuedCopy
from duban.documents.papers.model import Paper
from duban.mechanism.clauses import cite, clause
from duban.mechanism.consequences.history import Event, YearSubject
from duban.mechanism.consequences.reasoning.touching import Touched, touched
from duban.mechanism.consequences.rules import rules_for
from duban.mechanism.findings import statement_days
from duban.mechanism.lifecycles import states_of
from duban.mechanism.lifecycles.accountability.results import REPLY_DAYS
from duban.mechanism.people.standing import Function
from duban.mechanism.rulings.sanctions import Target
from duban.organisations.selectors import directory
from duban.rulebook.selectors import (
    notice_of_case,
    pack_in_force,
    pack_of_case,
    vocabulary_of_case,
    words_of,
)
from duban.shared import clock

PART = "document"
WHY = {"changed": "变更", "revoked": "撤销", "corrected": "更正登记", "void": "注销登记"}
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
    notice = notice_of_case(inquiry.jurisdiction_id, inquiry.case.pack_hash, issued or clock.today())
    return TransferLetter(
        issuers=(known.office(Function(inquiry.office)).name,),
        number=inquiry.number if issued else "",
        dated=issued,
        notice=notice.title if notice else NOTICE,
        vocabulary=vocabulary_of_case(inquiry.jurisdiction_id, inquiry.case.pack_hash, issued or clock.today()),
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
        evidence=tuple(EvidenceLine(name=one.name, source=one.source) for one in materials(dossier)),
    )


@clause("5.0")
def paper_of_hearing(hearing: Hearing) -> Paper:
    """情况说明通知 as it was served: what it names was frozen then, the terms are those of the rules of its case."""
    inquiry, served = hearing.inquiry, hearing.served_on
    pack = pack_of_case(hearing.jurisdiction_id, hearing.case.pack_hash, served)
    kept = hearing.case.pack_hash
    items = tuple((cite(item), words_of(hearing.jurisdiction_id, item, kept)) for item in hearing.grounds)
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


@clause("6.4", "7.2.1", "7.2.4", "7.3.1")
def result_paper_of(row: Consequence | Withdrawal) -> Paper:
    """结果运用通知, or the notice that takes a result back, as its row stands."""
    if isinstance(row, Consequence):
        kinds = _kinds(row.ruling)
        lines = _touched(row, kinds)
        facts = ResultNotice(
            **_result(row, row), kinds=_means(kinds), follows=lines.follows, counted=lines.counted,
            days=_receipt_days(row),
        )  # fmt: skip
        return write("result_notice", facts, draft=True)
    back = ResultWithdrawal(
        **_result(row.consequence, row),
        kinds=() if row.why in states_of("ruling", "undone") else _means(_kinds(row.ruling)),
        days=REPLY_DAYS,
        notice_number=row.consequence.number,
        why=f"已{WHY[row.why]}",
    )
    return write("result_withdrawal", back, draft=True)


def _kinds(ruling: Ruling) -> list[str]:
    rows = RulingKind.objects.filter(ruling=ruling, replaced_on=None).order_by("pk")
    return list(rows.values_list("kind", flat=True))


def _means(kinds: Iterable[str]) -> tuple[str, ...]:
    return tuple(ruling_kinds.label(kind) for kind in kinds)


@clause("7.2.1", "7.2.3", "7.2.4", "7.3.1", "7.3.2")
def _touched(row: Consequence, kinds: Iterable[str]) -> Touched:
    """The grade, bonus or honour that the decision touches for its year, by the rules of the day of the notice."""
    ruling, on = row.ruling, clock.day_of(row.sent_at)
    rules = rules_for(pack_in_force(row.jurisdiction_id, on), row.year or ruling.effective_on.year, on)
    events = (
        Event(
            kind=kind,
            on=ruling.effective_on,
            subject=ruling.subject_key,
            decision=ruling.pk,
            decided_on=ruling.decided_on,
            conduct_year=ruling.conduct_year,
            level=ruling.level if ruling.superior else "",
            key_work=ruling.concerning_id is not None or not ruling.superior,
            leading=ruling.leading,
        )
        for kind in kinds
    )
    target = Target.UNIT if ruling.person_id is None else Target.PERSON
    return touched(rules, YearSubject(ruling.subject_key, target), events, row.clause or "7.3.1")


def _issuer(row: Consequence | Withdrawal) -> str:
    """The organ in whose series the number stands; without a number the body that recorded the decision."""
    given = Number.objects.filter(jurisdiction_id=row.jurisdiction_id, text=row.number).select_related("series").first()
    organ = given.series.issuer if given is not None and given.series is not None else row.ruling.recorded_organ
    return directory(row.jurisdiction_id).office(Function(organ)).name


def _result(row: Consequence, sent: Consequence | Withdrawal) -> dict[str, Any]:
    """What the notice of a row, or of its withdrawal (`sent`), says of the result."""
    ruling, on = row.ruling, clock.day_of(sent.sent_at)
    notice = notice_of_case(row.jurisdiction_id, row.case.pack_hash, on)
    return {
        "issuers": (_issuer(sent),),
        "number": sent.number,
        "dated": on,
        "notice": notice.title if notice else NOTICE,
        "vocabulary": vocabulary_of_case(row.jurisdiction_id, row.case.pack_hash, on),
        "to": directory(row.jurisdiction_id).unit(row.holder_id).name,
        "document": f"{ruling.issuer}{ruling.number}",
        "subject": f"{ruling.subject_name}（{ruling.subject_title}）" if ruling.subject_title else ruling.subject_name,
        "effective_on": ruling.effective_on,
        "what": row.what,
        "clause": row.clause or "7.3.1",
        "year": row.year,
    }


def _receipt_days(row: Consequence) -> int:
    on = clock.day_of(row.sent_at)
    return int(pack_of_case(row.jurisdiction_id, row.case.pack_hash, on).get("receipt_workdays", on))


@clause("6.2")
def _basis(inquiry: Inquiry) -> str:
    """The mechanism of the county by which it is handed over without a leader's word, with the clause quoted."""
    if inquiry.route != "a":
        return ""
    today = clock.today()
    pack = pack_of_case(inquiry.jurisdiction_id, inquiry.case.pack_hash, today)
    return f"{pack.get('cooperation_mechanism', today)}（“{inquiry.route_quote}”）"
