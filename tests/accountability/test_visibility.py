"""Who sees what (A45): offices status and result, bodies what was transferred, subject its own, other units nothing."""

from __future__ import annotations

from typing import Any

import pytest

from duban.accountability.models import Clue
from duban.accountability.selectors.inquiry_page.brief import inquiry_brief
from duban.accountability.selectors.inquiry_page.hearing import hearing_view
from duban.accountability.selectors.inquiry_page.inquiry import inquiry_view
from duban.accountability.selectors.inquiry_page.like_cases import like_cases
from duban.accountability.selectors.lists import InquiryFilter, RulingFilter, hearings_to, inquiries, rulings
from duban.accountability.selectors.papers import hearing_paper, status_paper, transfer_view
from duban.accountability.selectors.ruling_page.ruling import ruling_view
from duban.accountability.selectors.year.sent import results_for
from duban.acts.models import Message, Obligation
from duban.acts.sight.visibility import may_see
from duban.documents.models import Attachment
from duban.organisations.models import Person
from duban.shared.errors import NotFound, NotPermitted
from tests.accountability.steps import (
    FACTS,
    SERVED_OUT,
    accepted,
    answered,
    approving,
    candidate,
    conclude,
    concluded,
    effective,
    served,
    transferred,
)
from tests.personas import County
from tests.story import do

OFFICE = {"inspector", "inspector2", "checker", "clerk", "office_head"}
BODIES = {"cdi.deputy", "cdi.liaison", "org_dept.deputy"}
OTHERS = {
    "gov_inspector", "gov_head", "vice", "standing", "congress", "bureau_a.principal", "bureau_a.liaison",
    "town_b.principal", "town_b.liaison", "appraisal.deputy", "registrar",
}  # fmt: skip
LEADERS = {"secretary", "magistrate"}
EVERYBODY = sorted(OFFICE | BODIES | OTHERS | LEADERS)
CANARY = "金丝雀只在两家案卷里"


def who_sees(county: County, view: Any, **given: Any) -> set[str]:
    """Those for whom a view is there."""
    seen = set()
    for who in EVERYBODY:
        try:
            view(actor=county.actor(who), **given)
        except NotFound:
            continue
        seen.add(who)
    return seen


@pytest.mark.clause("6.4")
def test_before_transfer_only_the_acting_office_sees_an_inquiry(county: County) -> None:
    trial = concluded(county)
    assert who_sees(county, inquiry_view, ref=trial.ref) == OFFICE
    for who in EVERYBODY:
        listed = inquiries(actor=county.actor(who), where=InquiryFilter()).page.rows
        assert [row.ref for row in listed] == ([trial.ref] if who in OFFICE else [])


@pytest.mark.clause("6.4")
def test_the_main_leader_who_is_asked_reads_it_meanwhile_and_after_that_what_was_read(
    county: County,
) -> None:
    trial = approving(county)
    assert who_sees(county, inquiry_view, ref=trial.ref) == OFFICE | {"secretary"}
    assert who_sees(county, inquiry_brief, ref=trial.ref) == OFFICE | {"secretary"}
    with county.on("2026-03-10"):
        trial.by("approve", "secretary")
    assert who_sees(county, inquiry_view, ref=trial.ref) == OFFICE
    (kept,) = inquiry_brief(actor=county.secretary, ref=trial.ref).considered
    assert kept.agreed and FACTS[0] in dict(kept.rows)["事实"]
    assert inquiry_brief(actor=county.inspector, ref=trial.ref).considered == ()


@pytest.mark.clause("6.1", "6.4")
def test_no_letter_stands_before_the_findings_and_no_status_before_the_transfer(county: County) -> None:
    trial = served(county)
    assert not who_sees(county, transfer_view, ref=trial.ref)
    assert not who_sees(county, status_paper, ref=trial.ref)
    with county.on(SERVED_OUT):
        conclude(trial)
    assert who_sees(county, transfer_view, ref=trial.ref) == OFFICE
    assert not who_sees(county, status_paper, ref=trial.ref)


@pytest.mark.clause("6.3", "6.4")
def test_after_transfer_the_two_bodies_see_it_and_no_unit_does(county: County) -> None:
    trial = transferred(county)
    assert who_sees(county, inquiry_view, ref=trial.ref) == OFFICE | BODIES
    assert who_sees(county, transfer_view, ref=trial.ref) == OFFICE | BODIES
    assert who_sees(county, inquiry_brief, ref=trial.ref) == OFFICE | BODIES | LEADERS


@pytest.mark.clause("5.0")
def test_a_notice_is_seen_by_its_addressee_and_the_office_only(county: County) -> None:
    trial = served(county)
    unit = {"bureau_a.principal", "bureau_a.liaison"}
    assert who_sees(county, hearing_view, ref=trial.hearing().ref) == OFFICE | unit
    assert who_sees(county, hearing_view, ref=trial.hearing("principal").ref) == OFFICE | {
        "bureau_a.principal"
    }
    assert len(hearings_to(actor=county.bureau_a.principal)) == 2
    assert len(hearings_to(actor=county.bureau_a.liaison)) == 1
    assert hearings_to(actor=county.actor("town_b.liaison")) == ()


@pytest.mark.clause("5.0")
def test_the_addressee_reads_facts_items_rights_and_own_statements_and_not_the_inquiry(
    county: County,
) -> None:
    trial = served(county)
    own = trial.hearing("principal")
    do(county.bureau_a.principal, "hearing.state", ref=own.ref, text="我的说明。")
    view = hearing_view(actor=county.bureau_a.principal, ref=own.ref)
    assert view.own and view.inquiry_ref == ""
    assert [row.text for row in view.statements] == ["我的说明。"]
    assert view.items[0][0] == "五（四）" and view.items[0][1]
    assert {button.key for button in view.buttons} == {"hearing.state", "hearing.request_recusal"}
    assert all("inquiry" not in line.act for line in view.history)
    text = str(hearing_paper(actor=county.bureau_a.principal, ref=own.ref).blocks)
    assert "自收到之日次日起5个工作日内" in text and "五（四）" in text


@pytest.mark.clause("6.4")
def test_a_decision_is_seen_by_its_subject_once_served_and_by_the_office_as_status_and_result(
    county: County,
) -> None:
    trial = effective(county)
    ref = trial.rulings[0]
    with county.on("2026-04-16"):
        assert who_sees(county, ruling_view, ref=ref) == OFFICE | BODIES | LEADERS | {
            "appraisal.deputy",
            "bureau_a.principal",
        }
        seen = ruling_view(actor=county.inspector, ref=ref)
        assert (seen.facts, seen.basis, seen.attachment_ref, seen.holders, seen.remedies) == (
            "",
            "",
            "",
            (),
            (),
        )
        assert [kind.label for kind in seen.kinds] == ["通报"]
        own = ruling_view(actor=county.bureau_a.principal, ref=ref)
        assert own.own and own.facts and own.attachment_ref and own.remedies and not own.holders
        rows = {
            who: len(rulings(actor=county.actor(who), where=RulingFilter()).page.rows) for who in EVERYBODY
        }
    assert {who for who, count in rows.items() if count} == who_sees(county, ruling_view, ref=ref)


@pytest.mark.clause("6.4")
def test_an_unconfirmed_decision_is_known_to_the_two_bodies_only(county: County) -> None:
    from tests.accountability.steps import recorded

    trial = recorded(county)
    with county.on("2026-04-15"):
        assert who_sees(county, ruling_view, ref=trial.rulings[0]) == BODIES
        results = inquiry_view(actor=county.inspector, ref=trial.ref, tab="results").content
        assert results.rulings == ()


@pytest.mark.clause("6.4")
def test_notes_of_the_two_bodies_reach_nobody_else_by_any_way(county: County) -> None:
    trial = accepted(county)
    with county.on("2026-03-12"):
        do(county.actor("cdi.deputy"), "inquiry.note", ref=trial.ref, text=CANARY)
        assert CANARY not in repr(inquiry_brief(actor=county.secretary, ref=trial.ref))
        for who in sorted(OFFICE):
            actor = county.actor(who)
            for tab in ("facts", "hearing", "transfer", "results", "history"):
                assert CANARY not in repr(inquiry_view(actor=actor, ref=trial.ref, tab=tab))
            history = inquiry_view(actor=actor, ref=trial.ref, tab="history").content
            assert "inquiry.note" not in {line.act for line in history}  # type: ignore[union-attr]
            assert CANARY not in repr(status_paper(actor=actor, ref=trial.ref))
        assert CANARY in repr(
            inquiry_view(actor=county.actor("org_dept.deputy"), ref=trial.ref, tab="results")
        )
    assert not any(CANARY in row.said for row in Message.objects.all())
    assert not Obligation.objects.filter(label__contains=CANARY).exists()


@pytest.mark.clause("6.4")
def test_each_side_reads_its_own_history(county: County) -> None:
    trial = effective(county)
    with county.on("2026-04-16"):
        office = {
            line.act for line in inquiry_view(actor=county.inspector, ref=trial.ref, tab="history").content
        }  # type: ignore[union-attr]
        bodies = {
            line.act
            for line in inquiry_view(actor=county.actor("cdi.deputy"), ref=trial.ref, tab="history").content
        }  # type: ignore[union-attr]
    assert "inquiry.record_decision" not in office and "ruling.confirm" in office
    assert "inquiry.check" in office and "inquiry.check" not in bodies
    assert {"inquiry.record_decision", "inquiry.issue"} <= bodies


@pytest.mark.clause("6.4")
def test_duties_of_the_bodies_are_not_shown_to_the_office(county: County) -> None:
    trial = accepted(county)
    mine = {row.act for row in inquiry_view(actor=county.inspector, ref=trial.ref).duties}
    theirs = {row.act for row in inquiry_view(actor=county.actor("cdi.deputy"), ref=trial.ref).duties}
    assert "inquiry.record_decision" in theirs and "inquiry.record_decision" not in mine


@pytest.mark.clause("6.4")
def test_files_follow_the_object_on_which_they_hang(county: County) -> None:
    trial = effective(county)
    readers: dict[str, set[str]] = {}
    with county.on("2026-04-16"):
        for file in Attachment.objects.filter(case=trial.row.case):
            readers[file.label[:5]] = {
                who
                for who in EVERYBODY
                if may_see(county.actor(who), "attachment", file)
            }
    assert readers["处理决定书"] == BODIES | {"bureau_a.principal"}
    assert readers["督查结论"] == OFFICE | BODIES


@pytest.mark.clause("5.0", "6.2")
def test_like_cases_without_action_are_for_the_approvers_eye_only_and_create_nothing(county: County) -> None:
    left = candidate(county, of="town_b")
    left.by("close", "office_head", ground="no_impact", reason="未影响大局。")
    trial = approving(county)
    before = Obligation.objects.count(), Message.objects.count()
    with county.on("2026-03-10"):
        rows = like_cases(actor=county.secretary, ref=trial.ref)
        assert [(row.unit, row.reason) for row in rows] == [("乙镇", "未影响大局。")]
        assert who_sees(county, like_cases, ref=trial.ref) == {"secretary"}
    assert (Obligation.objects.count(), Message.objects.count()) == before
    assert who_sees(county, like_cases, ref=concluded(county, "superior").ref) == set()


@pytest.mark.clause("7.3.1")
def test_a_result_is_seen_by_the_unit_that_applies_it(county: County) -> None:
    effective(county)
    with county.on("2026-04-16"):
        assert [row.what for row in results_for(actor=county.bureau_a.liaison)] == ["年度考核和奖金"]
        assert results_for(actor=county.actor("town_b.liaison")) == ()


@pytest.mark.clause("5.0", "6.4")
def test_another_county_sees_nothing(county: County, other_county: County) -> None:
    trial = effective(county)
    for view, ref in (
        (inquiry_view, trial.ref),
        (hearing_view, trial.hearing().ref),
        (ruling_view, trial.rulings[0]),
    ):
        with pytest.raises(NotFound):
            view(actor=other_county.actor("cdi.deputy"), ref=ref)


# names, publication, clues


@pytest.mark.clause("5.0", "6.4")
def test_no_name_leaves_in_a_message_or_stands_in_a_duty(county: County) -> None:
    trial = answered(county)
    names = [row.name for row in Person.objects.all()]
    texts = [row.said for row in Message.objects.filter(case=trial.row.case)]
    texts += [row.label for row in Obligation.objects.filter(case=trial.row.case)]
    assert texts
    assert [text for text in texts if any(name in text for name in names)] == []
    assert not any(name in trial.row.title for name in names)


@pytest.mark.clause("6.4")
def test_no_unit_but_those_concerned_is_told_anything(county: County) -> None:
    trial = answered(county)
    told = set(
        Message.objects.filter(case=trial.row.case, unit_id__isnull=False).values_list("unit_id", flat=True)
    )
    concerned = {county.units[key] for key in ("bureau_a", "cdi", "org_dept", "appraisal")}
    assert told <= concerned


@pytest.mark.clause("5.0")
def test_a_clue_to_a_crime_leaves_no_content_and_tells_nobody(county: County) -> None:
    before = Message.objects.count(), Obligation.objects.count()
    do(county.inspector, "clue.leave")
    assert (Message.objects.count(), Obligation.objects.count()) == before
    row = Clue.objects.get()
    columns = {field.attname for field in Clue._meta.concrete_fields}
    assert columns == {
        "id",
        "ref",
        "state",
        "version",
        "created_at",
        "jurisdiction_id",
        "office",
        "by_id",
        "left_on",
    }
    assert row.state == "left"
    from duban.mechanism.lifecycles import act_named

    assert act_named("clue.leave").fields == ()
    assert "不录入任何内容，不等待说明，不通知任何人" in act_named("clue.leave").hint
    with pytest.raises(NotPermitted):
        do(county.bureau_a.liaison, "clue.leave")


@pytest.mark.clause("5.0")
def test_the_page_of_an_inquiry_says_that_clues_leave_offline(county: County) -> None:
    trial = candidate(county)
    assert "不在本系统录入任何内容" in inquiry_view(actor=county.inspector, ref=trial.ref).clue_note


@pytest.mark.clause("6.4")
def test_nothing_publishes_by_itself_or_by_any_act() -> None:
    from duban.mechanism.lifecycles.accountability import LIFECYCLES

    verbs = {act.key.partition(".")[2] for lifecycle in LIFECYCLES for act in lifecycle.acts}
    assert not [verb for verb in verbs if "publi" in verb or "circulate" in verb]
