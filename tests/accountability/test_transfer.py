"""The transfer (六): conclusion, item, exactly one route, other hands, both bodies, two receipts, acceptance or return."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import Any

import pytest

from duban.accountability.actions.transfer import transferring
from duban.accountability.actions.transfer.letters import issue_letter, letters_left
from duban.accountability.facts import materials
from duban.accountability.models import CaseFact, Ground, Inquiry
from duban.accountability.selectors.inquiry_page.inquiry import inquiry_view
from duban.accountability.selectors.papers import transfer_file, transfer_view
from duban.acts.models import Message
from duban.documents.checking.checker import check_bytes
from duban.documents.official.in_hand import made
from duban.documents.official.models import IssuedCopy
from duban.insight.selectors.act_page.before_form import open_act
from duban.insight.selectors.work_desk.desk import desk, open_duties
from duban.mechanism.decision import Outcome, Reason, decide
from duban.mechanism.key_work.lights import Light
from duban.mechanism.lifecycles import act_named
from duban.mechanism.people.standing import Role
from duban.organisations.actions.posts_held.delegations import give_delegation
from duban.organisations.models import Person, Post
from duban.proceedings.models import PaperApproval, Receipt, Signature
from duban.shared.errors import Invalid, NotFound, NotPermitted, Unmet, WrongState
from tests.accountability.steps import (
    CHECKED,
    FREE,
    PAPER,
    SERVED_OUT,
    Trial,
    accepted,
    approving,
    conclude,
    concluded,
    evidence,
    notified,
    numbering,
    proposal,
    proposed,
    recorded,
    said,
    sent,
    served,
    transferred,
)
from tests.apart import undone
from tests.indexed import faults, rows_of
from tests.personas import County
from tests.story import do, missing

STEPS = {"inquiry.record_decision", "inquiry.set_status", "inquiry.finish", "ruling.confirm", "ruling.reenter"}
ROUTE_A = {"route": "a", "route_quote": "第三条：整改不到位的，移送处理。", "approver": ""}


def proposing(trial: Trial, **given: Any) -> None:
    """A proposal is submitted."""
    with trial.county.on(SERVED_OUT):
        trial.by("propose_transfer", **proposal(**{"approver": trial.county.person("secretary"), **given}))


@pytest.mark.clause("6.1")
@pytest.mark.parametrize(
    "gap", [{"conclusion_title": ""}, {"conclusion_file": None}, {"conclusion_kind": ""}]
)
def test_no_transfer_without_a_conclusion_or_verification(county: County, gap: dict[str, Any]) -> None:
    trial = concluded(county)
    with pytest.raises(Invalid) as refused:
        proposing(trial, **gap)
    assert list(refused.value.fields) == list(gap)


@pytest.mark.clause("6.1")
def test_no_transfer_without_an_item_of_article_five(county: County) -> None:
    trial = concluded(county)
    with county.on(SERVED_OUT):
        trial.by("reconsider", reason="再议")
        trial.by("drop_ground", ground=str(Ground.objects.get(inquiry__ref=trial.ref).pk), reason="依据不足")
        trial.by("drop_person", named=_named(trial), reason="不再列明")
        conclude(trial)
    with pytest.raises(Unmet) as refused:
        proposing(trial)
    assert "对照第五条，至少一项情形" in missing(refused.value)


@pytest.mark.clause("5.0", "6.1")
def test_a_verification_is_a_piece_of_the_evidence_that_the_parties_were_told_of(county: County) -> None:
    trial = concluded(county)
    on_it = {"conclusion_kind": "verification", "conclusion_title": "", "conclusion_file": None}
    with pytest.raises(Invalid) as refused:
        proposing(trial, **on_it, verification="")
    assert list(refused.value.fields) == ["verification"]
    with county.on(SERVED_OUT):
        trial.by("add_evidence", **evidence(title="整改核查结果"))
    with pytest.raises(Unmet) as unmet:
        proposing(trial, **on_it, verification=trial.evidence[-1])
    assert "没有告知以外的更重内容" in missing(unmet.value)
    with county.on(SERVED_OUT):
        trial.by("exclude_evidence", evidence=trial.evidence[-1], reason="另作告知")
    proposing(trial, **on_it, verification=trial.evidence[0])
    assert trial.row.conclusion_title == "《灾情报告》（X应急〔2026〕2号）"
    assert list(faults(trial.row)) == []


def _named(trial: Trial) -> str:
    from duban.accountability.models import Named

    return str(Named.objects.get(inquiry__ref=trial.ref).pk)


@pytest.mark.clause("6.2")
@pytest.mark.parametrize(
    ("given", "field"), [({"route": "", "approver": ""}, "route"), ({**ROUTE_A, "route_quote": " "}, "route_quote")]
)
def test_exactly_one_route_is_gone_and_route_a_quotes_its_clause(
    county: County, given: dict[str, Any], field: str
) -> None:
    trial = concluded(county)
    with pytest.raises(Invalid) as refused:
        proposing(trial, **given)
    assert list(refused.value.fields) == [field]


@pytest.mark.clause("6.2")
def test_route_b_needs_a_main_leader_and_nobody_else(county: County) -> None:
    trial = concluded(county)
    with pytest.raises(Invalid) as refused:
        proposing(trial, approver=county.person("vice"))
    assert "approver" in refused.value.fields


@pytest.mark.clause("5.5", "6.2")
def test_the_catch_all_always_goes_to_a_main_leader(county: County) -> None:
    trial = concluded(county, "other")
    with pytest.raises(Unmet) as refused:
        proposing(trial, **ROUTE_A)
    assert "五（五）报经县委或县政府主要领导同意" in missing(refused.value)
    proposing(trial)
    assert trial.row.state == "checking"


@pytest.mark.clause("6.2")
def test_route_a_is_signed_out_without_a_leader_and_the_letter_quotes_the_clause(county: County) -> None:
    trial = proposed(county, way=ROUTE_A)
    with county.on(SERVED_OUT):
        trial.by("check", "checker", opinion="属实")
        assert trial.row.state == "signing"
        trial.by("sign_out", "office_head")
        sent(trial)
    text = str(transfer_view(actor=county.inspector, ref=trial.ref).paper.blocks)
    assert "第三条：整改不到位的，移送处理。" in text
    assert "X办字〔2023〕27号" in text


@pytest.mark.clause("6.2")
@pytest.mark.parametrize("who", ["vice", "standing", "office_head", "congress", "cdi.principal"])
def test_only_the_secretary_or_the_county_head_approves(county: County, who: str) -> None:
    trial = approving(county)
    with county.on(SERVED_OUT), pytest.raises((NotPermitted, NotFound)):
        trial.by("approve", who)
    assert trial.row.state == "approving"


@pytest.mark.clause("6.2")
def test_the_word_of_a_main_leader_is_given_in_person_and_not_handed_to_a_deputy(county: County) -> None:
    post = Post.objects.get(person_id=county.persons["secretary"])
    to = Person.objects.get(pk=county.persons["standing"])
    with pytest.raises(Unmet):
        give_delegation(
            actor=county.secretary, post=str(post.pk), to_person=str(to.pk), starts_on=date(2026, 3, 2),
            ends_on=date(2026, 3, 31), reason="出差",
        )  # fmt: skip
    assert act_named("inquiry.approve").in_person
    assert act_named("inquiry.approve").roles == (Role.MAIN_LEADER,)


@pytest.mark.clause("6.2")
def test_the_leader_may_disagree_with_a_reason(county: County) -> None:
    trial = approving(county)
    with county.on(SERVED_OUT):
        trial.by("disapprove", "secretary", reason="先督促整改。")
    assert trial.row.state == "concluded"
    assert trial.owed("inquiry.propose_transfer")


@pytest.mark.clause("6.2")
def test_an_approval_on_paper_counts_once_a_second_person_compared_it(county: County) -> None:
    trial = approving(county, way={"approver": county.person("magistrate")})
    entered = {
        "leader": county.person("magistrate"), "decided_on": date(2026, 3, 10), "verdict": "agree", "opinion": "同意",
        "scan": PAPER,
    }  # fmt: skip
    with county.on(SERVED_OUT):
        with pytest.raises(Invalid):
            trial.by("enter_paper", "clerk", **{**entered, "leader": county.person("vice")})
        trial.by("enter_paper", "clerk", **entered)
        with pytest.raises(Unmet):
            trial.by("compare_paper", "clerk", same="same")
        trial.by("compare_paper", "checker", same="same")
    assert (trial.row.state, trial.row.approved_by) == ("signing", "县长李某乙")
    assert PaperApproval.objects.get(case=trial.row.case).state == "compared"
    assert Signature.objects.get(case=trial.row.case, means="代录").name == "李某乙"


@pytest.mark.clause("6.1", "6.2")
@pytest.mark.parametrize(("step", "who"), [("check", "office_head"), ("sign_out", "office_head")])
def test_drafting_checking_approving_and_signing_are_different_hands(
    county: County, step: str, who: str
) -> None:
    from duban.mechanism.people.standing import PostRole
    from duban.organisations.models import Person
    from tests.personas import appoint

    person = Person.objects.get(pk=county.persons["office_head"])
    appoint(actor=county.registrar, person=str(person.pk), role=PostRole.INSPECTOR.value, title="兼督查员",
            unit=str(county.units["party_office"]), starts_on=date(2026, 1, 5))  # fmt: skip
    trial = concluded(county)
    with county.on(SERVED_OUT):
        trial.by("propose_transfer", who, **proposal(**ROUTE_A))
        if step == "sign_out":
            trial.by("check", "checker", opinion="属实")
        with pytest.raises(Unmet) as refused:
            trial.by(step, who, **({"opinion": "属实"} if step == "check" else {}))
    assert "不由同一人办理" in next(iter(missing(refused.value)))


@pytest.mark.clause("6.3")
def test_the_letter_goes_to_both_bodies_under_a_series_of_its_own_with_the_index_of_evidence(
    county: County,
) -> None:
    first, second = transferred(county), transferred(county, "superior")
    assert (first.row.number, second.row.number) == ("X委办移〔2026〕1号", "X委办移〔2026〕2号")
    names = Receipt.objects.filter(object_kind="inquiry", object_id=first.row.pk).values_list(
        "name", flat=True
    )
    assert set(names) == {"中共XX县纪律检查委员会、XX县监察委员会", "中共XX县委组织部"}
    paper = transfer_view(actor=county.actor("cdi.deputy"), ref=first.ref).paper
    unit, person = first.hearing(), first.hearing("principal")
    assert (paper.to, paper.marking) == ("县纪委监委、县委组织部", "内部")
    assert rows_of(paper) == [
        "《督查结论》（X委督〔2026〕3号）",
        "《灾情报告》（X应急〔2026〕2号）",
        f"情况说明通知（第1次，致{unit.name}）",
        f"情况说明通知（第1次，致{person.name}）",
        "三项认定",
    ]


@pytest.mark.clause("5.0", "6.3")
def test_the_index_lists_every_notice_statement_answer_and_waiver_of_every_round(county: County) -> None:
    trial = served(county)
    said(trial, "征地未完成。；与凭证不符。")
    answer = {"adopted": "partly", "reasons": "部分属实。", **FREE}
    do(county.inspector, "hearing.answer", ref=trial.hearing().ref, **answer)
    do(county.bureau_a.principal, "hearing.waive", ref=trial.hearing("principal").ref, file=PAPER)
    do(county.clerk, "hearing.check_waiver", ref=trial.hearing("principal").ref, valid="yes", **FREE)
    trial.by("add_evidence", **evidence())
    notified(trial)
    said(trial, "补充：培训通知已附卷。")
    do(county.inspector, "hearing.answer", ref=trial.hearing().ref, **{**answer, "adopted": "no"})
    with county.on("2026-03-18"):
        conclude(trial)
        trial.by("propose_transfer", **proposal(approver=county.person("secretary")))
        assert list(faults(trial.row)) == []
        names = rows_of(transfer_view(actor=county.inspector, ref=trial.ref).paper)
        letter = transfer_view(actor=county.inspector, ref=trial.ref).paper.to_json()
        trial.by("check", "checker", opinion="属实")
        page = str(open_act(actor=county.secretary, key="inquiry.approve", ref=trial.ref).passages)
    whole = ("征地未完成", "补充：培训通知已附卷", "部分采纳", "书面放弃说明")
    assert all(words in letter and words in page for words in whole)
    assert len([one for one in names if one.endswith("的情况说明")]) == 2
    assert "县管" in letter


@pytest.mark.clause("6.3")
@pytest.mark.parametrize("lost", ["_statement", "_heard", "_rested_on", "_found"])
def test_an_index_that_leaves_something_out_is_found_out(
    county: County, monkeypatch: pytest.MonkeyPatch, lost: str
) -> None:
    trial = served(county)
    said(trial)
    do(county.inspector, "hearing.answer", ref=trial.hearing().ref, adopted="no", reasons="不属实。", **FREE)
    with county.on(SERVED_OUT):
        conclude(trial)
    monkeypatch.setattr(materials, lost, lambda *_: iter(()))
    assert list(faults(trial.row))


@pytest.mark.clause("5.0", "6.3")
def test_the_letter_in_print_is_as_the_standard_has_it_and_says_who_was_heard(county: County) -> None:
    trial = transferred(county)
    paper = transfer_view(actor=county.inspector, ref=trial.ref).paper
    said = "".join(getattr(block, "text", "") for block in paper.blocks)
    assert all(words in said for words in ("所涉人员：", "听取说明的情况", trial.row.opinion))
    for form in ("pdf", "docx"):
        report = check_bytes(f"letter.{form}", made(paper, form).content, paper)
        assert [finding.sentence for finding in report.deviations] == []


@pytest.mark.clause("6.3")
def test_the_issued_letter_is_kept_with_its_digest_and_never_written_anew(county: County) -> None:
    trial = transferred(county)
    assert transfer_view(actor=county.inspector, ref=trial.ref).copy is None
    ((jurisdiction_id, inquiry_id),) = letters_left()
    issue_letter(jurisdiction_id, inquiry_id)
    issue_letter(jurisdiction_id, inquiry_id)
    assert letters_left() == []
    (copy,) = IssuedCopy.objects.filter(object_kind="inquiry")
    view = transfer_view(actor=county.actor("cdi.deputy"), ref=trial.ref)
    assert (copy.number, copy.state, copy.sha256) == ("X委办移〔2026〕1号", "kept", view.paper.sha256())
    CaseFact.objects.filter(inquiry_id=inquiry_id).update(text="换过的事实")
    assert transfer_view(actor=county.inspector, ref=trial.ref).paper == view.paper
    for form, digest in (("pdf", copy.pdf_sha256), ("docx", copy.word_sha256)):
        file = transfer_file(actor=county.actor("org_dept.deputy"), ref=trial.ref, form=form)
        assert hashlib.sha256(file.content).hexdigest() == digest
    with pytest.raises(NotFound):
        transfer_file(actor=county.town_a.principal, ref=trial.ref, form="pdf")


@pytest.mark.clause("6.3")
def test_the_transfer_is_owed_five_working_days_after_approval(county: County) -> None:
    trial = approving(county)
    with county.on(SERVED_OUT):
        trial.by("approve", "secretary")
    (owed,) = trial.owed("inquiry.issue")
    assert owed.due_on == date(2026, 3, 17)
    with county.on(SERVED_OUT):
        trial.by("send_back", "office_head", reason="文字有误")
    assert trial.owed("inquiry.issue") == []


@pytest.mark.clause("6.3")
def test_what_is_transferred_is_what_was_checked_and_approved(county: County) -> None:
    trial = numbering(county)
    Ground.objects.filter(inquiry__ref=trial.ref).update(text="改动后的情形")
    with county.on(SERVED_OUT), pytest.raises(Unmet) as refused:
        sent(trial)
    assert list(missing(refused.value)) == ["移交的就是核定的文稿"]
    assert trial.row.number == ""


@pytest.mark.clause("6.3")
def test_the_head_takes_back_what_waits_for_its_number_and_it_is_checked_and_agreed_to_anew(county: County) -> None:
    trial = numbering(county)
    with county.on(SERVED_OUT):
        for who in ("checker", "clerk", "inspector"):
            with pytest.raises(NotPermitted):
                trial.by("take_back", who, reason="附件页码有误")
        trial.by("take_back", "office_head", reason="附件页码有误")
    row = trial.row
    assert (row.state, row.text_digest, row.approved_by, row.approved_on) == ("concluded", "", "", None)
    assert trial.owed("inquiry.issue") == []
    assert "您同意的移交意见在移交前退回修改，改后重新报批。" in trial.told(person_id=county.persons["secretary"])
    with county.on(SERVED_OUT):
        with pytest.raises(WrongState):
            sent(trial)
        trial.by("propose_transfer", **proposal(approver=county.person("secretary")))
        trial.by("check", "checker", opinion="已改正")
        with pytest.raises(WrongState):
            trial.by("sign_out", "office_head")
        trial.by("approve", "secretary")
        trial.by("sign_out", "office_head")
        sent(trial)
    assert trial.row.state == "transferred"


@pytest.mark.clause("6.2", "6.3")
@pytest.mark.parametrize("stage", ["approving", "signing", "numbering"])
def test_what_another_version_of_the_program_reads_otherwise_is_checked_anew_before_it_goes_out(
    county: County, stage: str
) -> None:
    trial = numbering(county) if stage == "numbering" else approving(county)
    if stage == "signing":
        with county.on(SERVED_OUT):
            trial.by("approve", "secretary")
    Inquiry.objects.filter(ref=trial.ref).update(text_digest="0" * 64)
    go_on = {"approving": ("approve", "secretary"), "signing": ("sign_out", "office_head")}
    with county.on(SERVED_OUT):
        with pytest.raises(Unmet) as refused:
            trial.by(*go_on[stage]) if stage in go_on else sent(trial)
        (reason,) = missing(refused.value).values()
        back = "send_back" if stage == "signing" else "take_back"
        assert f"inquiry.{back}" in {remedy.act for remedy in reason.remedies}
        trial.by(back, "office_head", reason="系统升级，重新核稿")
    assert trial.row.state == "concluded"


@pytest.mark.clause("6.1", "6.3")
def test_the_conditions_of_a_transfer_are_judged_again_by_the_program_that_sends_it(
    county: County, monkeypatch: pytest.MonkeyPatch
) -> None:
    trial = numbering(county)
    closed = decide("移交", [Reason("6.1", "新的程序增加的条件", Outcome.NOT_MET, "没有。")])
    monkeypatch.setattr(transferring, "transfer_gate", lambda *_: closed)
    with county.on(SERVED_OUT), pytest.raises(Unmet) as refused:
        sent(trial)
    assert list(missing(refused.value)) == ["新的程序增加的条件"]


@pytest.mark.clause("6.2")
def test_what_lies_before_a_leader_as_it_was_checked_stays_there(county: County) -> None:
    trial = approving(county)
    with county.on(SERVED_OUT), pytest.raises(Unmet) as refused:
        trial.by("take_back", "office_head", reason="再改一改")
    assert list(missing(refused.value)) == ["领导已同意，或者文稿与核稿时不一致"]


@pytest.mark.clause("6.2", "6.3")
def test_a_word_on_paper_that_nobody_compared_falls_with_the_text_that_is_taken_back(county: County) -> None:
    trial = approving(county)
    with county.on(SERVED_OUT):
        trial.by("enter_paper", "clerk", leader=county.person("secretary"), decided_on=date(2026, 3, 10), verdict="agree",
                 opinion="同意", scan=PAPER)  # fmt: skip
        Inquiry.objects.filter(ref=trial.ref).update(text_digest="0" * 64)
        trial.by("take_back", "office_head", reason="系统升级，重新核稿")
        assert trial.owed("inquiry.compare_paper") == []
        trial.by("propose_transfer", **proposal(approver=county.person("secretary")))
        trial.by("check", "checker", opinion="已改正")
        trial.by("approve", "secretary")
    assert trial.row.state == "signing"


@pytest.mark.clause("6.3")
def test_each_body_signs_for_its_own_and_acceptance_waits_for_the_receipt(county: County) -> None:
    trial = transferred(county)
    with county.on("2026-03-11"):
        with pytest.raises(Unmet) as refused:
            trial.by("accept", "cdi.deputy")
        assert "已签收移交函" in missing(refused.value)
        do(county.actor("org_dept.liaison"), "inquiry.receive", ref=trial.ref)
        with pytest.raises(Unmet):
            trial.by("accept", "cdi.deputy")
        with pytest.raises(NotPermitted):
            do(county.actor("org_dept.deputy"), "inquiry.receive", ref=trial.ref)
        do(county.actor("cdi.liaison"), "inquiry.receive", ref=trial.ref)
        trial.by("accept", "cdi.deputy")
    assert (trial.row.state, trial.row.procedure) == ("accepted", "受理")


@pytest.mark.clause("6.4")
def test_a_return_with_its_reason_reopens_the_case_and_every_gate_stands_again(county: County) -> None:
    trial = transferred(county)
    with county.on("2026-03-12"):
        do(county.actor("cdi.liaison"), "inquiry.receive", ref=trial.ref)
        trial.by("return", "cdi.deputy", reason="事实不清，请补充。")
        assert (trial.row.state, trial.row.returned, trial.row.approved_on) == (
            "examining",
            "事实不清，请补充。",
            None,
        )
        with pytest.raises(WrongState):
            trial.by("propose_transfer", **proposal(approver=county.person("secretary")))
        trial.by("add_facts", facts=["补充的事实。"])
        with pytest.raises(Unmet):
            conclude(trial)
        notified(trial)
    with county.on("2026-03-20"):
        conclude(trial)
        trial.by("propose_transfer", **proposal(approver=county.person("secretary")))
        trial.by("check", "checker", opinion="补充属实")
        trial.by("approve", "secretary")
        trial.by("sign_out", "office_head")
        sent(trial)
        do(county.actor("cdi.liaison"), "inquiry.receive", ref=trial.ref)
        trial.by("accept", "cdi.deputy")
    assert trial.row.state == "accepted"


@pytest.mark.clause("6.4")
def test_only_the_two_bodies_accept_return_and_finish(county: County) -> None:
    trial = transferred(county)
    with county.on("2026-03-12"):
        for act, who in (("accept", "inspector"), ("accept", "org_dept.deputy"), ("return", "office_head")):
            with pytest.raises((NotPermitted, NotFound)):
                trial.by(act, who, reason="") if act == "return" else trial.by(act, who)


@pytest.mark.clause("6.4")
def test_reminders_after_thirty_and_sixty_days_are_for_the_two_bodies_only(county: County) -> None:
    from duban.jobs.sweep import sweep

    trial = accepted(county)
    owed = trial.owed("inquiry.set_status")
    bodies = {county.units["cdi"], county.units["org_dept"]}
    assert [(row.due_on, row.unit_id in bodies) for row in owed] == [
        (date(2026, 4, 10), True), (date(2026, 4, 10), True), (date(2026, 5, 10), True), (date(2026, 5, 10), True)
    ]  # fmt: skip
    before = len(trial.told())
    with county.on("2026-04-10"):
        sweep()
    reminded = [row for row in Message.objects.filter(case=trial.row.case) if "受理已满30日" in row.said]
    assert {row.unit_id for row in reminded} == bodies
    assert len(trial.told()[before:]) == len(reminded) == 2
    assert not [text for text in trial.told(person_id=county.persons["inspector"]) if "受理已满" in text]


@pytest.mark.clause("6.4")
def test_what_the_bodies_owe_after_acceptance_is_a_decision_and_the_end_only_after_one(county: County) -> None:
    trial = accepted(county)
    cdi, org = county.actor("cdi.deputy"), county.actor("org_dept.deputy")

    def desks() -> list[set[str]]:
        return [{row.act for group in desk(actor=who).groups for row in group.rows} & STEPS for who in (cdi, org)]

    assert desks() == [{"inquiry.record_decision", "inquiry.set_status"}] * 2
    recorded(county, trial=trial)
    going_on = {"inquiry.record_decision", "inquiry.set_status"}
    assert desks() == [going_on, going_on | {"ruling.confirm"}]
    with county.on("2026-04-16"):
        with undone():
            do(org, "ruling.reject", ref=trial.rulings[-1], why="differs", reason="文号不符。", **FREE)
            assert "ruling.reenter" in desks()[0]
            do(cdi, "ruling.withdraw_entry", ref=trial.rulings[-1], reason="误录。")
            assert "inquiry.record_decision" in desks()[0]
        do(org, "ruling.confirm", ref=trial.rulings[-1], **CHECKED)
        assert desks() == [{"inquiry.finish", "inquiry.set_status"}] * 2
        trial.by("finish", "cdi.deputy", outcome="decided")
        assert desks() == [set(), set()]


@pytest.mark.clause("6.4")
def test_a_reminder_whose_day_has_passed_makes_nobody_late_and_ends_with_the_next_status(county: County) -> None:
    trial = accepted(county)
    cdi = county.actor("cdi.deputy")
    with county.on("2026-04-20"):
        view = desk(actor=cdi)
        (row,) = [row for group in view.groups for row in group.rows if row.act == "inquiry.set_status"]
        assert (view.late, row.light, row.term.remaining) == (0, Light.YELLOW, None)
        duties = inquiry_view(actor=cdi, ref=trial.ref).duties
        assert {one.late for one in duties if one.act == "inquiry.set_status"} == {False}
        do(cdi, "inquiry.set_status", ref=trial.ref, status="核实")
        assert [one.due_on for one in trial.owed("inquiry.set_status")] == [date(2026, 5, 10)] * 2


@pytest.mark.clause("6.4")
def test_the_procedure_ends_in_what_came_of_it(county: County) -> None:
    trial = accepted(county)
    with county.on("2026-04-15"):
        with pytest.raises(Unmet):
            trial.by("finish", "cdi.deputy", outcome="decided")
        trial.by("finish", "cdi.deputy", outcome="none")
    assert (trial.row.state, trial.row.procedure) == ("finished", "不予处理")
    assert trial.owed("inquiry.finish") == []
    with county.on("2026-04-16"):
        trial.by("resume", "cdi.deputy", reason="有新证据。")
    assert trial.row.state == "accepted"
    assert FREE["recusal"] == "none"


@pytest.mark.clause("6.3")
def test_what_a_body_owes_stands_on_the_desk_of_whoever_works_there(county: County) -> None:
    transferred(county)
    for who in ("cdi.deputy", "cdi.handler", "cdi.liaison", "org_dept.deputy"):
        assert open_duties(county.actor(who)).filter(act="inquiry.receive").count() == 1, who
    for who in ("cdi.principal", "inspector", "bureau_a.liaison"):
        assert not open_duties(county.actor(who)).filter(act="inquiry.receive").exists(), who
