"""A sample of random walks through the real acts: whatever people try, no ruling stands without due process."""

from __future__ import annotations

import json
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest

from duban.accountability.facts import Dossier
from duban.accountability.models import Hearing, Inquiry, Ruling
from duban.acts.gate.entry import open_acts
from duban.audit.models import Entry
from duban.audit.verify import verify
from duban.mechanism import findings
from duban.mechanism.parameters import default_pack
from duban.mechanism.people.standing import Function
from duban.organisations.selectors import directory
from duban.shared.errors import ActError
from tests.accountability.steps import (
    CHECKED,
    PAPER,
    PERSONAL,
    Trial,
    accepted,
    answer,
    candidate,
    consequence,
    decision,
    evidence,
    other,
    proposal,
    served,
)
from tests.accountability.steps import findings as three_findings
from tests.personas import County
from tests.story import do

PEOPLE = (
    "inspector", "inspector2", "checker", "clerk", "office_head", "secretary", "magistrate", "vice", "cdi.deputy",
    "cdi.handler", "cdi.liaison", "org_dept.deputy", "org_dept.liaison", "bureau_a.principal", "bureau_a.liaison",
    "town_b.principal", "registrar",
)  # fmt: skip
STEPS, FEW = 90, 5
START = date(2026, 3, 2)


def inputs(trial: Trial, random: Random, key: str, obj: Any) -> dict[str, Any]:
    """What somebody fills in: mostly right, sometimes not."""
    county = trial.county
    right = random.random() < 0.9
    dossier = Dossier(trial.row)
    person = county.person("bureau_a.principal")
    leader = county.person(random.choice(("secretary", "magistrate")))
    common: dict[str, dict[str, Any]] = {
        "inquiry.add_consequences": consequence(),
        "inquiry.add_other": other(),
        "inquiry.add_facts": {"facts": ["又一事实。"]},
        "inquiry.add_evidence": evidence(**({} if right else FOR_THE_UNIT)),
        "hearing.serve_paper": {"how": "returned", "delivered_on": row_day(obj), "scan": PAPER},
        "inquiry.name_person": {"person": person, "role": "principal", "leading": "yes", "authority": "county",
                                "grounds": sorted({row.clause for row in dossier.grounds})},
        "inquiry.find_person": on_person(trial, random),
        "inquiry.conclude": three_findings(trial, **({} if right else {"justified": "yes"})),
        "inquiry.propose_transfer": proposal(approver=leader) if right else proposal(route="a"),
        "inquiry.refer": {"leader": leader},
        "inquiry.check": {"opinion": "属实"},
        "inquiry.issue": {"number_by": "own", "seal_keeper": "文书", "copies_printed": 4},
        "inquiry.record_decision": decision(county, subject_kind="person", person=person, number=f"{random.randrange(10**6)}号",
                                            **({} if right else {"defence": ""})),
        "hearing.state": {"text": "说明。", "meeting": "局党组第5次会议"},
        "hearing.confirm": {"verdict": "confirm" if right else "back", "reason": "" if right else "不准"},
        "hearing.waive": {"file": PAPER if right else None, "meeting": "局党组第5次会议"},
        "hearing.check_waiver": {"valid": "yes" if right else "no"},
        "hearing.answer": {"adopted": "no", "reasons": "无新事实。"},
        "ruling.appeal": {"stage": "accountability"},
        "ruling.correct": answer(by="decider"),
        "ruling.confirm": {"agrees": CHECKED["agrees"]},
    }  # fmt: skip
    return common.get(key, {})


FOR_THE_UNIT = {"bearing": "favourable", "party": "unit", "bearing_reason": "证明困难"}


def on_person(trial: Trial, random: Random) -> dict[str, Any]:
    """A finding on one of the persons named, if there is any."""
    rows = Dossier(trial.row).named
    made = {key: value for key, value in three_findings(trial).items() if key in PERSONAL}
    return {"named": str(random.choice(rows).pk) if rows else "", **made}


def row_day(obj: Any) -> date:
    """The day on which a notice went out."""
    return obj.served_on if isinstance(obj, Hearing) else START


OFTEN = {
    "inquiry.take_up", "inquiry.name_person", "inquiry.serve", "inquiry.conclude", "inquiry.propose_transfer",
    "inquiry.check", "inquiry.approve", "inquiry.sign_out", "inquiry.issue", "inquiry.receive", "inquiry.accept",
    "inquiry.record_decision", "ruling.confirm", "hearing.receive", "hearing.serve_paper", "hearing.state",
    "hearing.answer", "hearing.waive", "hearing.confirm", "hearing.check_waiver", "inquiry.find_person",
}  # fmt: skip
SELDOM = {
    "inquiry.add_consequences", "inquiry.add_other", "inquiry.add_facts", "inquiry.add_evidence", "inquiry.send_back",
    "inquiry.disapprove", "inquiry.return", "inquiry.reconsider", "inquiry.refer", "ruling.appeal",
}  # fmt: skip
_WITH_REASON = {"inquiry.send_back", "inquiry.disapprove", "inquiry.return", "inquiry.reconsider"}
_NO_RECUSAL = {"hearing.state", "hearing.waive", "hearing.confirm", "hearing.receive", "inquiry.receive", "ruling.appeal"}


def wander(trial: Trial, random: Random, steps: int) -> int:
    """Try so many acts; returns how many were done."""
    day, done = START, 0
    for _ in range(steps):
        day = min(day + timedelta(days=random.choice((0, 0, 1, 3))), date(2026, 6, 1))
        with trial.county.on(day):
            done += attempt(trial, random)
    return done


def attempt(trial: Trial, random: Random) -> bool:
    """One act that the table opens to a person by chance; the gates decide."""
    rows: list[tuple[str, Any]] = [("inquiry", trial.row)]
    rows += [
        ("hearing", row) for row in Hearing.objects.filter(inquiry__ref=trial.ref).select_related("inquiry")
    ]
    rows += [
        ("ruling", row) for row in Ruling.objects.filter(inquiry__ref=trial.ref).select_related("inquiry")
    ]
    for who in random.sample(PEOPLE, 5):
        actor = trial.county.actor(who)
        may = [(act.key, row) for kind, row in rows for act in open_acts(actor, kind, row)]
        often = [one for one in may if one[0] in OFTEN]
        seldom = [one for one in may if one[0] in SELDOM]
        if often or seldom:
            break
    else:
        return False
    key, row = random.choice(often if often and (random.random() < 0.85 or not seldom) else seldom)
    declared = {} if key in _NO_RECUSAL else {"recusal": "none" if random.random() < 0.97 else "related"}
    needed = {"reason": "理由"} if key in _WITH_REASON else {}
    try:
        do(actor, key, ref=row.ref, **{**inputs(trial, random, key, row), **declared, **needed})
    except ActError:
        return False
    return True


def judge_leaders(inquiry: Inquiry) -> None:
    """Hold each leader's word against the record: given by the one who was asked last, and after a refusal by no other."""
    asked, refused = None, None
    for entry in Entry.objects.filter(object_kind="inquiry", object_id=inquiry.pk, outcome="done").order_by("n"):
        if entry.act in ("inquiry.approve", "inquiry.disapprove"):
            assert entry.actor_id == asked
        changed = json.loads(entry.payload.text)["changes"].get(f"accountability_inquiry:{inquiry.pk}", {})
        asked = changed.get("approver_id", (None, asked))[1]
        if entry.act in ("inquiry.propose_transfer", "inquiry.refer") and refused is not None:
            assert asked in refused
        if entry.act in ("inquiry.approve", "inquiry.disapprove"):
            above = {holder.person_id for holder in directory(inquiry.jurisdiction_id).main_leaders(START)[:1]}
            refused = {entry.actor_id, *above} if entry.act == "inquiry.disapprove" else None


def judge(county: County) -> int:
    """Hold every ruling against the rows and the record; returns how many there are."""
    for inquiry in Inquiry.objects.all():
        judge_leaders(inquiry)
    bodies = {county.persons[key] for key in county.persons if key.startswith(("cdi.", "org_dept."))}
    rulings = list(Ruling.objects.select_related("inquiry"))
    for ruling in rulings:
        assert ruling.inquiry is not None
        docket = Dossier(ruling.inquiry).docket()
        assert docket.grounds and docket.evidence
        for claim in docket.claims:
            for limb in findings.LIMBS:
                made = docket.findings[findings.about(limb, claim.addressee)]
                assert made.met and made.evidence & docket.evidence
        for claim in docket.claims:
            notice = docket.hearing_of(claim.addressee)
            assert notice is not None
            assert claim.grounds <= notice.grounds and docket.facts <= notice.facts
            assert claim.evidence <= notice.evidence
            lapsed = notice.due_on is not None and notice.due_on < ruling.created_at.date()
            assert notice.waived or notice.stated or lapsed
            assert not notice.unanswered
        assert ruling.inquiry.approved_by and ruling.inquiry.accepted_on
        assert ruling.basis and ruling.attachment_ref and ruling.defence
        recorded = Entry.objects.get(
            act="inquiry.record_decision", outcome="done", occurred_at=ruling.created_at
        )
        assert recorded.actor_id in bodies
        if ruling.state != "recorded":
            assert {ruling.recorded_organ, ruling.confirmed_organ} == {
                Function.CDI.value,
                Function.ORG_DEPT.value,
            }
            assert ruling.recorder_id != ruling.confirmer_id
    return len(rulings)


@pytest.mark.clause("5.0", "6.1", "6.2", "6.4")
@pytest.mark.parametrize("seed", range(3))
def test_a_walk_from_the_candidate_leaves_no_ruling_without_due_process(county: County, seed: int) -> None:
    trial = candidate(county)
    assert wander(trial, Random(seed), STEPS) > FEW
    judge(county)
    assert not verify(county.jurisdiction_id).faults


@pytest.mark.clause("6.4")
@pytest.mark.parametrize("seed", range(2))
def test_a_walk_from_acceptance_reaches_rulings_and_each_stands_on_due_process(
    county: County, seed: int
) -> None:
    trial = accepted(county)
    with county.on("2026-04-15"):
        for _ in range(STEPS):
            attempt(trial, Random(seed * 1000 + _))
    assert judge(county) > 0


@pytest.mark.clause("5.0")
def test_a_walk_from_the_notice_never_finds_against_somebody_unheard(county: County) -> None:
    trial = served(county)
    wander(trial, Random(7), STEPS)
    inquiry = Inquiry.objects.get(ref=trial.ref)
    if inquiry.approved_on:
        assert findings.transfer_gate(Dossier(inquiry).docket(), default_pack(), date(2026, 6, 1)).allowed
