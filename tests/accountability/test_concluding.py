"""The three findings (五): each with reasons and evidence; a justified reason, or one finding missing, closes the case."""

from __future__ import annotations

from typing import Any

import pytest

from duban.accountability.models import Finding, Named
from duban.accountability.selectors.inquiry_page.brief import inquiry_brief
from duban.accountability.selectors.inquiry_page.inquiry import inquiry_view
from duban.accountability.selectors.papers import transfer_view
from duban.shared.errors import Invalid, NotFound, Unmet
from tests.accountability.steps import (
    FREE,
    SERVED_OUT,
    Trial,
    conclude,
    concluded,
    findings,
    found,
    notified,
    proposal,
    served,
)
from tests.personas import County
from tests.story import do, missing


@pytest.mark.clause("5.0")
def test_three_findings_against_the_unit_let_a_transfer_be_proposed(county: County) -> None:
    trial = concluded(county)
    own = county.persons["bureau_a.principal"]
    rows = Finding.objects.filter(inquiry__ref=trial.ref, replaced_at=None).order_by("pk")
    assert [(row.person_id, row.limb, row.met, row.behaviour) for row in rows] == [
        (own, "breach", True, "不作为"), (own, "unjustified", True, ""),
        (None, "breach", True, "不作为"), (None, "impact", True, ""), (None, "unjustified", True, ""),
    ]  # fmt: skip
    assert [act.act for act in trial.owed("inquiry.propose_transfer")] == ["inquiry.propose_transfer"]


@pytest.mark.clause("5.0")
@pytest.mark.parametrize(
    ("given", "ground"),
    [
        ({"justified": "yes"}, "justified"),
        ({"breach": "no"}, "no_breach"),
        ({"impact": "no"}, "no_impact"),
    ],
)
def test_a_justified_reason_or_a_missing_finding_closes_the_case(
    county: County, given: dict[str, Any], ground: str
) -> None:
    trial = served(county)
    with county.on(SERVED_OUT):
        conclude(trial, **given)
    assert (trial.row.state, trial.row.closed_ground) == ("unfounded", ground)
    assert trial.row.closed_how
    assert trial.owed("hearing.state") == []
    for whose in ({"unit_id": county.units["bureau_a"]}, {"person_id": county.persons["bureau_a.principal"]}):
        assert trial.told(**whose)[-1] == "告知的事项已经研究，不予追究责任。"


@pytest.mark.clause("5.0")
@pytest.mark.parametrize(
    ("given", "why"), [({"justified": "yes"}, "有正当理由"), ({"breach": "no"}, "没有不履行或不正确履行职责")]
)
def test_a_person_with_a_good_reason_is_dropped_alone(county: County, given: dict[str, str], why: str) -> None:
    trial = served(county, persons=("principal", "deputy"))
    with county.on(SERVED_OUT):
        with pytest.raises(Unmet) as refused:
            trial.by("conclude", **findings(trial))
        asked = [one for one in missing(refused.value) if one.startswith("认定：")]
        assert len(asked) == 4 and all("（" in one for one in asked)
        assert why in found(trial, "deputy", **given).sentence
        assert trial.told(person_id=county.persons["bureau_a.deputy"])[-1] == "告知的事项已经研究，不再追究您本人的责任。"
        conclude(trial)
        trial.by("propose_transfer", **proposal(approver=county.person("secretary")))
    row = Named.objects.get(inquiry__ref=trial.ref, person_id=county.persons["bureau_a.deputy"])
    assert (row.drop_reason, trial.row.state) == (why, "checking")
    letter = str(transfer_view(actor=county.inspector, ref=trial.ref).paper.blocks)
    assert row.name not in letter.split("听取说明的情况")[0]


@pytest.mark.clause("5.0")
def test_it_is_found_on_a_person_only_once_that_person_was_heard(county: County) -> None:
    trial = served(county, persons=("principal", "deputy"), signed=False)
    do(county.bureau_a.principal, "hearing.receive", ref=trial.hearing("principal").ref)
    with county.on(SERVED_OUT):
        found(trial, "principal")
        with pytest.raises(Unmet) as refused:
            found(trial, "deputy")
    assert "都已说明、书面放弃，或者说明期已满" in missing(refused.value)


@pytest.mark.clause("5.0")
def test_a_new_notice_asks_for_a_new_finding_on_whom_it_goes_to(county: County) -> None:
    trial = served(county)
    with county.on(SERVED_OUT):
        found(trial, "principal")
        trial.by("add_facts", facts=["三月仍未开工。"])
        notified(trial)
    with county.on("2026-03-18"), pytest.raises(Unmet) as refused:
        trial.by("conclude", **findings(trial))
    assert all("（" in one for one in missing(refused.value)) and len(missing(refused.value)) == 2


@pytest.mark.clause("5.0")
@pytest.mark.parametrize("limb", ["breach", "impact", "justified"])
@pytest.mark.parametrize(("part", "value"), [("text", " "), ("evidence", [])])
def test_each_finding_asks_for_reasons_and_evidence(county: County, limb: str, part: str, value: Any) -> None:
    trial = served(county)
    with county.on(SERVED_OUT), pytest.raises(Invalid) as refused:
        conclude(trial, **{f"{limb}_{part}": value})
    assert list(refused.value.fields) == [f"{limb}_{part}"]


@pytest.mark.clause("5.0")
def test_evidence_of_another_case_proves_nothing(county: County) -> None:
    other = served(county, "superior")
    trial = served(county)
    with county.on(SERVED_OUT), pytest.raises(Invalid, match="没有这一选项"):
        conclude(trial, breach_evidence=other.evidence)


@pytest.mark.clause("5.0")
def test_excluded_evidence_proves_nothing_any_more(county: County) -> None:
    trial = concluded(county)
    with county.on(SERVED_OUT):
        trial.by("exclude_evidence", evidence=trial.evidence[0], reason="取得程序有瑕疵")
        with pytest.raises(Unmet) as refused:
            trial.by("propose_transfer", **proposal(approver=county.person("secretary")))
    assert "认定“不履行或不正确履行职责”有证据" in missing(refused.value)


@pytest.mark.clause("5.0")
def test_a_finding_may_be_made_anew_and_the_old_one_stays(county: County) -> None:
    trial = concluded(county)
    with county.on(SERVED_OUT):
        trial.by("reconsider", reason="证据有变化")
        conclude(trial, breach_text="重新认定。")
    rows = Finding.objects.filter(inquiry__ref=trial.ref, limb="breach", person_id=None).order_by("pk")
    assert [(row.text, row.replaced_at is None) for row in rows] == [
        ("两个月没有组织施工。", False),
        ("重新认定。", True),
    ]


# 回避


@pytest.mark.clause("5.0")
def test_nobody_does_a_step_without_declaring_to_be_free_of_relations(county: County) -> None:
    trial = served(county)
    with county.on(SERVED_OUT), pytest.raises(Unmet) as silent:
        trial.by("conclude", "inspector2", **findings(trial, recusal=""))
    assert missing(silent.value)["办理人没有应当回避的关系"].field == "recusal"
    with county.on(SERVED_OUT), pytest.raises(Unmet) as refused:
        trial.by("conclude", **findings(trial, recusal="related"))
    reason = missing(refused.value)["办理人没有应当回避的关系"]
    assert reason.remedies[0].act == "inquiry.declare_relation"


@pytest.mark.clause("5.0")
def test_whoever_declared_a_relation_hands_over_to_the_one_whom_the_head_chooses(county: County) -> None:
    trial = served(county, persons=())
    do(county.inspector, "inquiry.declare_relation", ref=trial.ref, relation="近亲属", text="姻亲。")
    with county.on(SERVED_OUT):
        with pytest.raises(NotFound):
            conclude(trial)
        with pytest.raises(Unmet) as refused:
            trial.by("conclude", "inspector2", **findings(trial))
        assert "回避事项都已决定" in missing(refused.value)
        with pytest.raises(NotFound):
            inquiry_view(actor=county.inspector, ref=trial.ref)
        assert inquiry_brief(actor=county.inspector, ref=trial.ref).relations[0].part == "承办督查员"
        decided(trial, "recused", replacement=county.person("inspector2"))
        assert trial.row.inspector_id == county.persons["inspector2"]
        trial.by("conclude", "inspector2", **findings(trial))
    assert trial.row.state == "concluded"


def decided(trial: Trial, verdict: str, by: str = "office_head", **given: Any) -> None:
    """The competent head decides on the first relation that waits."""
    row = _waiting(trial)
    values = {
        "declaration": str(row.pk),
        "verdict": verdict,
        "opinion": "已核实。",
        "replacement": "",
        **given,
    }
    do(trial.county.actor(by), "inquiry.decide_recusal", ref=trial.ref, **values)


def _waiting(trial: Trial) -> Any:
    from duban.accountability.models import Declaration

    return Declaration.objects.filter(inquiry__ref=trial.ref, related=True, verdict="").order_by("pk")[0]


@pytest.mark.clause("5.0")
def test_the_unit_may_ask_for_recusal_and_nothing_goes_on_before_the_head_decided(county: County) -> None:
    trial = served(county, persons=())
    do(county.bureau_a.liaison, "hearing.request_recusal", ref=trial.hearing().ref,
       person=county.person("checker"), reason="曾在本单位任职。")  # fmt: skip
    with county.on(SERVED_OUT):
        with pytest.raises(Unmet) as refused:
            conclude(trial)
        assert list(missing(refused.value)) == ["回避事项都已决定"]
        decided(trial, "continues")
        conclude(trial)


@pytest.mark.clause("5.0")
def test_on_the_head_a_main_leader_decides_and_nobody_decides_on_himself(county: County) -> None:
    trial = served(county)
    do(county.office_head, "inquiry.declare_relation", ref=trial.ref, relation="利害关系", text="")
    with pytest.raises(Unmet) as refused:
        decided(trial, "continues")
    assert set(missing(refused.value)) == {"不由本人决定", "由有权的负责人决定"}
    decided(trial, "recused", by="secretary")


@pytest.mark.clause("5.0")
def test_somebody_of_the_unit_itself_handles_nothing(county: County) -> None:
    from duban.mechanism.people.standing import PostRole
    from duban.organisations.models import Person
    from tests.personas import appoint

    trial = served(county, persons=())
    person = Person.objects.get(pk=county.persons["inspector2"])
    appoint(
        actor=county.registrar, person=str(person.pk), role=PostRole.STAFF.value, title="挂职",
        unit=str(county.units["bureau_a"]), starts_on=person.created_at.date(),
    )  # fmt: skip
    with county.on(SERVED_OUT), pytest.raises(Unmet) as refused:
        trial.by("conclude", "inspector2", **findings(trial))
    assert "不是当事单位或被列明的人员" in missing(refused.value)


@pytest.mark.clause("5.0")
def test_every_step_keeps_who_declared_what(county: County) -> None:
    from duban.accountability.models import Declaration

    trial = concluded(county)
    rows = Declaration.objects.filter(inquiry__ref=trial.ref).order_by("pk")
    assert [row.step for row in rows] == [
        "inquiry.open_consequences", "inquiry.take_up", "inquiry.name_person", "inquiry.serve",
        "inquiry.find_person", "inquiry.conclude",
    ]  # fmt: skip
    assert not any(row.related for row in rows)


def test_free_means_declared_free() -> None:
    assert FREE == {"recusal": "none"}
