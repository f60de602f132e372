"""Candidates (五): listed by the sweep where a listing expired, else entered with the facts that each item asks for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any

from duban.accountability.actions.shared import (
    done,
    handle,
    integer,
    keep_evidence,
    matter_of_code,
    new_case,
    pack_of,
    unit_name,
)
from duban.accountability.models import CaseFact, Ground, Inquiry
from duban.accountability.policies import responsible_of
from duban.acts.beside import worded
from duban.acts.registry import performs, performs_each
from duban.acts.work import Done, To, Work, act, permit_creation
from duban.documents.files.uploads import Upload
from duban.matters.models import Matter
from duban.measures.models import Measure
from duban.mechanism.clauses import clause
from duban.mechanism.findings import (
    Grounded,
    consequences,
    expired_listing,
    other_circumstance,
    ranking,
    superior_action,
)
from duban.mechanism.lifecycles.accountability.fields import ITEMS
from duban.mechanism.parameters import Pack
from duban.mechanism.people.standing import Function, Subject, acting_office
from duban.rulebook.selectors import in_force
from duban.shared.actor import Actor
from duban.shared.errors import Invalid

LABELS = {clause_id: label for _, clause_id, label, _ in ITEMS} | {"5.1": "‹挂牌督办›期满仍未完成整改"}


@dataclass(frozen=True)
class GivenGround:
    """An item of article 五 as it was filled in: how it is judged, what is kept of it, and its document."""

    clause: str
    judge: Callable[[Pack, date], Grounded]
    data: dict[str, Any]
    document: str
    document_on: date
    file: Upload


@clause("5.2")
def _superior(
    work: Work,
    *,
    target: str,
    organ: str,
    document: str,
    document_on: date,
    causation: str,
    file: Upload,
    county_kind: str = "",
    leader_kind: str = "",
) -> GivenGround:
    kind = leader_kind if target == "leader" else county_kind
    judge = partial(_judged_superior, target, kind, organ, causation, document, bool(file))
    data = {"target": target, "kind": kind, "organ": organ, "causation": causation}
    return GivenGround("5.2", judge, data, document, document_on, file)


def _judged_superior(
    target: str, kind: str, organ: str, causation: str, document: str, has_file: bool, pack: Pack, on: date
) -> Grounded:
    return superior_action(
        target=target,
        kind=kind,
        organ=organ,
        causation=causation,
        document=document,
        has_file=has_file,
        pack=pack,
        on=on,
    )


@clause("5.3")
def _ranking(
    work: Work,
    *,
    assessor: str,
    subject: str,
    year: Any,
    period: str,
    rank: Any,
    total: Any,
    tied: Any,
    lead: str,
    document: str,
    document_on: date,
    file: Upload,
) -> GivenGround:
    numbers = {
        name: integer(work, name, value)
        for name, value in (("year", year), ("rank", rank), ("total", total), ("tied", tied))
    }

    def judge(pack: Pack, on: date) -> Grounded:
        return ranking(
            assessor=assessor,
            subject=subject,
            period=period,
            leads=lead == "lead",
            document=document,
            has_file=bool(file),
            pack=pack,
            on=on,
            **numbers,
        )

    data = {"assessor": assessor, "subject": subject, "period": period, "lead": lead, **numbers}
    return GivenGround("5.3", judge, data, document, document_on, file)


@clause("5.4")
def _consequences(
    work: Work,
    *,
    behaviour: str,
    consequence: str,
    severity: str,
    document: str,
    document_on: date,
    file: Upload,
) -> GivenGround:
    def judge(pack: Pack, on: date) -> Grounded:
        return consequences(
            behaviour=behaviour,
            consequence=consequence,
            severity=severity,
            document=document,
            has_file=bool(file),
            pack=pack,
            on=on,
        )

    data = {"behaviour": behaviour, "consequence": consequence, "severity": severity}
    return GivenGround("5.4", judge, data, document, document_on, file)


@clause("5.5")
def _other(
    work: Work, *, circumstance: str, basis: str, document: str, document_on: date, file: Upload
) -> GivenGround:
    def judge(pack: Pack, on: date) -> Grounded:
        return other_circumstance(
            circumstance=circumstance, basis=basis, document=document, has_file=bool(file)
        )

    return GivenGround("5.5", judge, {"circumstance": circumstance, "basis": basis}, document, document_on, file)


_ITEMS: dict[str, Callable[..., GivenGround]] = {
    "superior": _superior,
    "ranking": _ranking,
    "consequences": _consequences,
    "other": _other,
}


@clause("5.0", "5.2", "5.3", "5.4", "5.5")
@performs_each("verb", {verb: f"inquiry.open_{verb}" for verb in _ITEMS})
@worded("写全本情形要求的事实，附文件")
def open_with(
    *,
    actor: Actor,
    verb: str,
    office: str,
    unit: str,
    facts: Sequence[str],
    recusal: str = "",
    matter: str = "",
    once: str | None = None,
    **given: Any,
) -> Done:
    """Enter a candidate with one item of 五（二） to 五（五）; it is never a penalty."""
    with act(actor, f"inquiry.open_{verb}", once=once) as a:
        enter_candidate(
            a,
            verb=verb,
            office=office,
            unit=int(unit),
            facts=facts,
            recusal=recusal,
            matter=matter,
            given=given,
        )
    return done(a)


def enter_candidate(
    work: Work,
    *,
    verb: str,
    office: str,
    unit: int,
    facts: Sequence[str],
    recusal: str,
    given: Mapping[str, Any],
    matter: str = "",
    trial: bool = False,
) -> Inquiry:
    """What entering a candidate is, in the act that does it; a `trial` decides all and keeps no file."""
    concerned = responsible_of(work.jurisdiction_id, unit)
    acting = acting_office(Function(office), concerned)
    permit_creation(work, Subject(office=acting, responsible=concerned))
    work.require(in_force(work.jurisdiction_id, work.today))
    item = _ITEMS[verb](work, **given)
    judged = item.judge(pack_of(work), work.today)
    work.require(judged.decision)
    if item.document_on > work.today:
        work.refuse_input(document_on="文件日期不能在今天以后。")
    if not [text for text in facts if text.strip()]:
        work.refuse_input(facts="至少写明一条事实。")
    inquiry = found(work, acting, unit, matter_of_code(work, matter), item.clause, item.document_on)
    inquiry.inspector_id = work.actor.person_id
    work.found(inquiry, inquiry.case)
    handle(work, inquiry, recusal, fresh=True)
    if not trial:
        _keep(work, inquiry, item, judged)
    keep_facts(work, inquiry, facts)
    work.enter()
    work.internal = True
    work.say(item=LABELS[item.clause])
    return inquiry


@clause("5.0")
@performs_each("verb", {verb: f"inquiry.add_{verb}" for verb in _ITEMS})
@worded("告知以后增列的，须重新告知、重新听取说明")
def add_with(
    *,
    actor: Actor,
    verb: str,
    ref: str,
    expect: int | None = None,
    recusal: str = "",
    once: str | None = None,
    **given: Any,
) -> Done:
    """Add an item to an inquiry; after a notice it asks for a new notice and a new period."""
    with act(actor, f"inquiry.add_{verb}", ref, expect=expect, once=once) as a:
        inquiry: Inquiry = a.object
        handle(a, inquiry, recusal)
        item = _ITEMS[verb](a, **given)
        judged = item.judge(pack_of(a), a.today)
        a.require(judged.decision)
        _keep(a, inquiry, item, judged)
        a.internal = True
        a.say(item=LABELS[item.clause])
    return done(a)


def found(
    work: Work, office: Function, unit_id: int, matter: Matter | None, item: str, since: date
) -> Inquiry:
    """A new inquiry in a case of its own; its title names the work and the unit, never a person."""
    work_title = matter.title if matter is not None else LABELS[item]
    title = f"{unit_name(work, unit_id)}：{work_title}"[:120]
    return Inquiry(
        case=new_case(work, title),
        state="candidate",
        title=title,
        office=office.value,
        unit_id=unit_id,
        responsible_functions=",".join(
            sorted(function.value for function in responsible_of(work.jurisdiction_id, unit_id))
        ),
        concerning=matter,
        opened_on=work.today,
        since=since,
    )


@clause("5.3")
def _again(inquiry: Inquiry, item: GivenGround) -> tuple[str, ...]:
    """The question whether a ranking was entered before: the same unit, assessment, subject and year."""
    if item.clause != "5.3":
        return ()
    same = {f"data__{name}": item.data[name] for name in ("assessor", "subject", "year")}
    rows = Ground.objects.filter(clause="5.3", inquiry__unit_id=inquiry.unit_id, **same).exclude(inquiry=inquiry)
    first = rows.select_related("inquiry").order_by("pk").first()
    if first is None:
        return ()
    return (f"同一单位、同一年度的这项考核已于{first.inquiry.opened_on:%Y-%m-%d}列过一件，请核对是否重复。",)


def _keep(work: Work, inquiry: Inquiry, item: GivenGround, judged: Grounded) -> None:
    keep_evidence(work, inquiry, title=item.document, number="", dated_on=item.document_on, file=item.file)
    keep_ground(
        work,
        inquiry,
        item.clause,
        replace(judged, warnings=(*judged.warnings, *_again(inquiry, item))),
        data=item.data,
        document=item.document,
        document_on=item.document_on,
    )


def keep_ground(work: Work, inquiry: Inquiry, clause_id: str, judged: Grounded, **columns: Any) -> None:
    """Write an item with its text and warnings."""
    work.create_all(
        [
            Ground(
                case=work.case,
                inquiry=inquiry,
                clause=clause_id,
                text=judged.text,
                warnings=list(judged.warnings),
                by=work.actor.name,
                at=work.at,
                **columns,
            )
        ]
    )


def keep_facts(work: Work, inquiry: Inquiry, facts: Sequence[str]) -> int:
    """Write facts, one a row; returns how many."""
    rows = [
        CaseFact(case=work.case, inquiry=inquiry, text=text.strip(), by=work.actor.name, at=work.at)
        for text in facts
        if text.strip()
    ]
    work.create_all(rows)
    return len(rows)


@clause("5.1")
@performs("inquiry.open_expired")
@worded("‹挂牌›已过时限，没有经核查通过的完成")
def open_expired(*, actor: Actor, listing: str, once: str | None = None) -> Done:
    """List an expired listing as a candidate, once; refused as input where it is listed already or has not expired."""
    with act(actor, "inquiry.open_expired", once=once) as a:
        measure = (
            Measure.objects.filter(ref=listing, kind="listing")
            .select_related("matter", "matter__case")
            .first()
        )
        if measure is None or measure.expired_on is None or measure.deadline is None:
            raise Invalid({"": "没有到期的‹挂牌›。"})
        if Inquiry.objects.filter(listing=measure).exists():
            raise Invalid({"": "已经列出。"})
        unit_id = measure.answering_unit_id
        concerned = responsible_of(a.jurisdiction_id, unit_id)
        office = acting_office(Function(measure.matter.office), concerned)
        permit_creation(a, Subject(office=office, responsible=concerned))
        judged = expired_listing(measure.number, measure.deadline, None, False, measure.expired_on)
        a.require(judged.decision)
        inquiry = found(a, office, unit_id, measure.matter, "5.1", measure.expired_on)
        inquiry.listing, inquiry.inspector_id = measure, measure.matter.inspector_id
        a.found(inquiry, inquiry.case)
        a.refresh(inquiry.case, pack_hash=measure.matter.case.pack_hash)
        keep_ground(
            a,
            inquiry,
            "5.1",
            judged,
            data={"listing": measure.ref, "number": measure.number, "since": f"{measure.expired_on}"},
            document=f"‹立项挂牌督办通知书›{measure.number}",
            document_on=measure.deadline,
        )
        keep_facts(a, inquiry, [f"{judged.text}，自{measure.expired_on:%Y-%m-%d}起。"])
        a.enter()
        a.internal = True
        if inquiry.inspector_id:
            a.tell("clue_opened", To(person_id=inquiry.inspector_id), title=inquiry.title)
        a.say(number=measure.number, since=f"{measure.expired_on:%Y-%m-%d}")
    return done(a)
