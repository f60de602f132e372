"""What each tab of an inquiry shows."""

from __future__ import annotations

from typing import Any

from duban.accountability.facts import EVERYBODY, Dossier
from duban.accountability.facts.materials import ADOPTED, voice
from duban.accountability.models import (
    AUTHORITIES,
    Evidence,
    FileNote,
    Hearing,
    Inquiry,
    Recommendation,
)
from duban.accountability.papers import new_in
from duban.accountability.selectors.inquiry_page.rows import (
    EvidenceRow,
    FactRow,
    FactsTab,
    FindingRow,
    GroundRow,
    HearingRow,
    NamedRow,
    NoteRow,
    ReceiptRow,
    RecommendationRow,
    RelationRow,
    ResultsTab,
    SignatureRow,
    StatementRow,
    TransferTab,
)
from duban.accountability.selectors.lists import ruling_rows
from duban.accountability.selectors.scope import decided, in_hand
from duban.acts.sight.visibility import visible_rows
from duban.mechanism.clauses import cite
from duban.mechanism.decision import Decision
from duban.mechanism.findings import UNIT, conclude_gate, route_gone, transfer_gate
from duban.mechanism.lifecycles import state_label, states_of
from duban.mechanism.lifecycles.accountability.fields import BODIES, OFFICE
from duban.mechanism.people.standing import Function, Role
from duban.proceedings.models import Receipt, Signature
from duban.rulebook.selectors import pack_by_hash, pack_in_force
from duban.shared import clock
from duban.shared.actor import Actor

_ROLES = {"principal": "主要领导", "deputy": "分管领导", "handler": "事项经办负责人", "other": "其他"}
_BEARINGS = {"handed_in": "提交", "favourable": "有利"}
_ROUTES = {"a": "按协同督查工作机制", "b": "报经县委或县政府主要领导同意"}
_CONCLUSIONS = {"conclusion": "督查结论", "verification": "整改核查结果"}
VERDICTS = {"recused": "回避", "continues": "不必回避", "": "待决定"}


def facts_tab(dossier: Dossier) -> FactsTab:
    """Items, facts, evidence and persons; who was notified matters while findings are to come, these afterwards."""
    numbers = {row.pk: no for no, row in enumerate(dossier.evidence, 1)}
    working = dossier.inquiry.state in states_of("inquiry", "before_findings")
    notices = dossier.latest.values() if working else ()
    notified = {fact["id"] for row in notices for fact in row.facts}
    found = {} if dossier.inquiry.state in states_of("inquiry", "candidate") else dossier.findings
    return FactsTab(
        grounds=tuple(
            GroundRow(
                row.pk, row.clause, cite(row.clause), row.text, dict(row.data), tuple(row.warnings), row.document,
                row.document_on, row.by, row.at,
            )
            for row in dossier.grounds
        ),
        facts=tuple(FactRow(row.pk, row.text, not working or row.pk in notified, row.by, row.at) for row in dossier.facts),
        evidence=tuple(
            EvidenceRow(
                row.pk, numbers[row.pk], row.title, row.number, row.dated_on, row.attachment_ref,
                _bearing(dossier, row), _told(dossier, row) if working else (), row.excluded_at is not None, row.exclude_reason,
            )
            for row in dossier.evidence
        ),
        named=tuple(
            NamedRow(
                row.pk, row.person_id, row.name, row.title, _ROLES[row.role], row.leading, AUTHORITIES[row.authority],
                row.authority in ("city", "vertical"), tuple(cite(item) for item in row.items),
            )
            for row in dossier.named
        ),
        findings=tuple(
            FindingRow(
                row.limb, dossier.label_of(row), row.met, row.behaviour, row.text,
                tuple(numbers[one] for one in row.evidence if one in numbers), row.by, row.at,
            )
            for row in found.values()
        ),
        relations=tuple(
            RelationRow(
                row.pk, row.name, row.relation, row.text, row.raised_by, row.at,
                row.answer, VERDICTS[row.verdict], row.decided_by, row.opinion,
            )
            for row in dossier.relations
        ),
    )  # fmt: skip


def _bearing(dossier: Dossier, row: Evidence) -> str:
    """How a piece of evidence speaks, and why an addressee need not be told of it."""
    if row.party in ("", EVERYBODY):
        return row.bearing_reason or "不利"
    name = next((one.name for one in dossier.named if f"person:{one.person_id}" == row.party), "责任单位")
    return f"{name}{_BEARINGS[row.bearing]}：{row.bearing_reason}"


def _told(dossier: Dossier, row: Evidence) -> tuple[str, ...]:
    """To whom it is still to be told, while there was a notice and it counts."""
    if row.excluded_at is not None or not dossier.hearings:
        return ()
    names = {UNIT: "责任单位", **{f"person:{one.person_id}": one.name for one in dossier.named}}
    listed = {key: {one["id"] for one in notice.evidence} for key, notice in dossier.latest.items()}
    return tuple(
        name
        for key, name in names.items()
        if row.party not in (key, EVERYBODY) and row.pk not in listed.get(key, set())
    )


def receipt_words(row: Hearing) -> str:
    """When and how a notice was received."""
    if row.received_on is None:
        return ""
    how = {"returned": "送达回证", "refused": f"拒绝签收，{row.witnesses}在场记明"}.get(row.receipt, "签收")
    return f"{row.received_on:%Y-%m-%d} {how}"


def hearing_tab(dossier: Dossier) -> tuple[HearingRow, ...]:
    """Every notice with what was said to it, the newest round first."""
    latest, today = {row.pk for row in dossier.latest.values()}, clock.today()
    said: dict[int, list[StatementRow]] = {}
    for row in dossier.statements:
        said.setdefault(row.hearing_id, []).append(statement_row(row))
    return tuple(
        HearingRow(
            ref=row.ref,
            round=row.round,
            name=row.name,
            title=row.title,
            is_unit=row.person_id is None,
            grounds=tuple(cite(item) for item in row.grounds),
            facts=tuple(fact["text"] for fact in row.facts),
            evidence=tuple(one["text"] for one in row.evidence),
            new=new_in(row),
            new_grounds=tuple(cite(item) for item in row.added.get("grounds", ())),
            supplementary=row.supplementary,
            receipt=receipt_words(row),
            receipt_ref=row.receipt_ref,
            served_on=row.served_on,
            due_on=row.due_on,
            provisional=row.provisional,
            over=row.due_on is not None and today > row.due_on,
            state=row.state,
            state_label=state_label("hearing", row.state),
            waived_on=row.waived_on,
            waiver_ref=row.waiver_ref,
            latest=row.pk in latest,
            statements=tuple(said.get(row.pk, ())),
        )
        for row in sorted(dossier.hearings, key=lambda row: (-row.round, row.pk))
    )


def statement_row(row: Any) -> StatementRow:
    """A statement as a page shows it."""
    return StatementRow(
        row.pk, row.text, row.attachment_ref, row.by, row.at, row.received_on, row.late, row.paper,
        row.compared_at is not None, row.waiver, "待主要领导确认" if row.awaiting else ADOPTED[row.adopted], row.reasons,
        row.answered_by, voice(row),
    )  # fmt: skip


def transfer_tab(actor: Actor, inquiry: Inquiry, dossier: Dossier, roles: frozenset[Role]) -> TransferTab:
    """Route, conclusion and receipts; the sheet and what is still missing for the office and the leader only."""
    receipts = Receipt.objects.filter(object_kind="inquiry", object_id=inquiry.pk).order_by("pk")
    sheet = Signature.objects.filter(object_kind="inquiry", object_id=inquiry.pk).order_by("pk")
    inside = bool(roles & set(OFFICE)) or Role.MAIN_LEADER in roles
    return TransferTab(
        route=_ROUTES.get(inquiry.route, ""),
        route_quote=inquiry.route_quote,
        conclusion_kind=_CONCLUSIONS.get(inquiry.conclusion_kind, ""),
        conclusion_title=inquiry.conclusion_title,
        conclusion_ref=inquiry.conclusion_ref,
        opinion=inquiry.opinion,
        approved_by=inquiry.approved_by,
        approved_on=inquiry.approved_on,
        number=inquiry.number,
        transferred_at=inquiry.transferred_at,
        returned=inquiry.returned,
        receipts=tuple(
            ReceiptRow(row.name, row.sent_at, row.received_at, row.received_by) for row in receipts
        ),
        sheet=tuple(
            SignatureRow(
                row.label, row.name, row.post, row.opinion, row.verdict, row.means, row.note, row.signed_at
            )
            for row in sheet
        )
        if inside
        else (),
        gate=_gate(actor, inquiry, dossier) if inside else None,
    )


def _gate(actor: Actor, inquiry: Inquiry, dossier: Dossier) -> Decision | None:
    """What still keeps the next step from being taken; read only while there is one."""
    if inquiry.state not in (*states_of("inquiry", "examined"), *states_of("inquiry", "transfer_in_hand")):
        return None
    today, docket = clock.today(), dossier.docket()
    kept = inquiry.case.pack_hash
    pack = pack_by_hash(actor.jurisdiction_id, kept) if kept else pack_in_force(actor.jurisdiction_id, today)
    if inquiry.state in states_of("inquiry", "examined"):
        return conclude_gate(docket, docket.findings, pack, today)
    gate = transfer_gate(docket, pack, today)
    return (
        gate
        if inquiry.state in states_of("inquiry", "concluded")
        else Decision("移交", (*gate.reasons, route_gone(docket)))
    )


def results_tab(actor: Actor, inquiry: Inquiry, roles: frozenset[Role]) -> ResultsTab:
    """Status and result; what the two bodies wrote for themselves only for them."""
    body = bool(roles & set(BODIES))
    found = decided(visible_rows(actor, "ruling")) | in_hand(visible_rows(actor, "ruling"))
    rows = ruling_rows(actor, list(found.filter(inquiry=inquiry).select_related("inquiry").order_by("pk")))
    recommended = Recommendation.objects.filter(inquiry=inquiry).order_by("pk") if body else ()
    notes = FileNote.objects.filter(inquiry=inquiry).order_by("-pk") if body else ()
    return ResultsTab(
        procedure=inquiry.procedure,
        accepted_on=inquiry.accepted_on,
        rulings=tuple(row for row in rows if row.state in states_of("ruling", "decided")),
        waiting=tuple(row for row in rows if row.state not in states_of("ruling", "decided")),
        recommendations=tuple(
            RecommendationRow(row.name, row.organ, row.number, row.dated_on, row.text, row.attachment_ref)
            for row in recommended
        ),
        notes=tuple(
            NoteRow(Function(row.organ).label if row.organ else "", row.text, row.by, row.at) for row in notes
        ),
    )
