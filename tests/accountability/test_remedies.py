"""Remedies: the right clock, appeals on their dates, 申诉中 everywhere, and a withdrawal to every holder."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from duban.accountability.actions.transfer.letters import issue_results, results_left
from duban.accountability.models import Appeal, RulingKind
from duban.accountability.selectors.choices import remedy_stages
from duban.accountability.selectors.lists import (
    APPEALING,
    RulingFilter,
    appeal_states,
    appealing_subjects,
    rulings,
)
from duban.accountability.selectors.papers import result_paper
from duban.accountability.selectors.ruling_page.ruling import ruling_view
from duban.documents.official.models import IssuedCopy
from duban.insight.selectors.act_page.put_before import put_before
from duban.mechanism.lifecycles import act_named
from duban.shared.errors import Invalid, NotFound, NotPermitted, Unmet, WrongState
from tests.accountability.steps import (
    FREE,
    answer,
    answered,
    appealed,
    confirmed_change,
    effective,
    held,
    signed_for,
    taken_back,
)
from tests.personas import County
from tests.story import do, missing


def kind(key: str) -> dict[str, Any]:
    """A decision of one kind."""
    return {"kinds": [{"kind": key, "effect_until": None}]}


@pytest.mark.clause("6.4")
@pytest.mark.parametrize(
    ("key", "stages"),
    [
        ("CIRCULAR", {"accountability": date(2026, 5, 12)}),
        ("P_WARN", {"party_appeal": None}),
        ("G_DEMERIT", {"reconsider": date(2026, 5, 12), "second_review": None}),
    ],
)
def test_every_decision_carries_the_remedies_of_its_kind_with_their_days(
    county: County, key: str, stages: dict[str, date | None]
) -> None:
    trial = effective(county, **kind(key))
    with county.on("2026-04-20"):
        view = ruling_view(actor=county.bureau_a.principal, ref=trial.rulings[0])
        offered = remedy_stages(actor=county.bureau_a.principal, ref=trial.rulings[0])
    assert {row.key: row.file_by for row in view.remedies} == stages
    assert [stage for stage, _ in offered] == list(stages)[:1]


@pytest.mark.clause("6.4")
def test_an_appeal_is_accepted_and_its_answer_owed_on_its_day(county: County) -> None:
    trial, ref = appealed(county)
    with county.on("2026-04-22"):
        do(county.actor("cdi.handler"), "appeal.accept", ref=ref, accepted_on=date(2026, 4, 22), **FREE)
    (owed,) = trial.owed("appeal.answer")
    assert (owed.due_on, owed.unit_id) == (date(2026, 5, 22), county.units["cdi"])
    with county.on("2026-05-25"):
        view = ruling_view(actor=county.actor("cdi.deputy"), ref=trial.rulings[0])
    assert view.appeals[0].late_answer


@pytest.mark.clause("6.4")
def test_an_appeal_in_hand_shows_as_such_on_every_list_and_to_everybody_who_sees_the_decision(
    county: County,
) -> None:
    trial, _ = appealed(county)
    with county.on("2026-04-21"):
        for who in ("inspector", "cdi.deputy", "org_dept.deputy", "appraisal.deputy", "bureau_a.principal"):
            actor = county.actor(who)
            assert [row.flag for row in rulings(actor=actor, where=RulingFilter()).page.rows] == [APPEALING]
            assert ruling_view(actor=actor, ref=trial.rulings[0]).flag == APPEALING
            assert appeal_states(actor=actor, rulings=[trial.rulings[0], "nothing"]) == {
                trial.rulings[0]: APPEALING
            }
            assert appealing_subjects(actor=actor) == {("person", county.persons["bureau_a.principal"])}
        assert appeal_states(actor=county.actor("town_b.principal"), rulings=trial.rulings) == {}


@pytest.mark.clause("6.4")
def test_an_appeal_upheld_leaves_everything_as_it_was(county: County) -> None:
    trial = answered(county, reply={"outcome": "upheld"})
    assert trial.ruling().state == "effective"
    assert taken_back(trial) == []
    with county.on("2026-05-09"):
        assert appeal_states(actor=county.actor("cdi.deputy"), rulings=trial.rulings) == {}


@pytest.mark.clause("6.4")
def test_a_revocation_is_withdrawn_from_every_holder_and_each_acknowledges(county: County) -> None:
    trial = answered(county)
    rows = taken_back(trial)
    assert {row.consequence_id for row in rows} == {row.pk for row in held(trial)}
    assert {row.state for row in rows} == {"sent"}
    owed = trial.owed("withdrawal.acknowledge")
    assert {row.unit_id for row in owed} == {
        county.units[key] for key in ("appraisal", "org_dept", "bureau_a")
    }
    assert {row.due_on for row in owed} == {date(2026, 5, 9)}
    with county.on("2026-05-11"):
        with pytest.raises((NotPermitted, NotFound, Unmet)):
            do(county.actor("cdi.deputy"), "withdrawal.acknowledge", ref=rows[0].ref, text="已撤回。")
        for row, who in zip(rows, ("appraisal.liaison", "org_dept.liaison", "bureau_a.liaison"), strict=True):
            do(county.actor(who), "withdrawal.acknowledge", ref=row.ref, text="已恢复原结果。")
    assert {row.state for row in taken_back(trial)} == {"acknowledged"}
    assert trial.owed("withdrawal.acknowledge") == []


@pytest.mark.clause("6.5")
def test_a_change_holds_from_the_start_and_keeps_the_old_kind_as_history(county: County) -> None:
    trial = answered(county, reply={"outcome": "changed", **kind("CIRCULAR")}, **kind("ADMONITION"))
    rows = RulingKind.objects.filter(ruling__ref=trial.rulings[0]).order_by("pk")
    assert [(row.kind, row.replaced_on) for row in rows] == [
        ("ADMONITION", date(2026, 5, 8)),
        ("CIRCULAR", None),
    ]
    assert trial.ruling().state == "changed"
    assert {row.why for row in taken_back(trial)} == {"changed"}


@pytest.mark.clause("6.4")
def test_an_appeal_never_makes_it_heavier(county: County) -> None:
    with pytest.raises(Unmet) as refused:
        answered(county, reply={"outcome": "changed", **kind("ADMONITION")})
    assert "只减轻，不加重" in missing(refused.value)
    with pytest.raises(Invalid, match="变更后的处理方式.*至少填一行"):
        answered(county, item="superior", reply={"outcome": "changed", "kinds": []}, number="X纪〔2026〕18号")


@pytest.mark.clause("6.4")
def test_whoever_recorded_or_confirmed_does_not_handle_the_appeal(county: County) -> None:
    _, ref = appealed(county)
    with county.on("2026-04-22"):
        for who in ("cdi.deputy", "org_dept.deputy"):
            with pytest.raises(Unmet) as refused:
                do(county.actor(who), "appeal.accept", ref=ref, accepted_on=date(2026, 4, 22), **FREE)
            assert "没有参与原决定的登记和确认" in missing(refused.value)


@pytest.mark.clause("6.4")
def test_an_appeal_after_its_day_is_entered_and_marked_as_late(county: County) -> None:
    trial = effective(county)
    with county.on("2026-06-20"):
        do(county.actor("cdi.handler"), "ruling.enter_appeal", ref=trial.rulings[0], stage="accountability",
           filed_on=date(2026, 6, 18), filed_proof="6月18日邮戳")  # fmt: skip
    row = Appeal.objects.get()
    assert (row.late, row.file_by, row.own) == (True, date(2026, 5, 12), False)


@pytest.mark.clause("6.4")
@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"stage": "second_review"}, "stage"),
        ({"stage": "accountability"}, "stage"),
        ({"filed_on": date(2026, 4, 1), "filed_proof": "邮戳"}, "filed_on"),
        ({"filed_on": date(2026, 4, 30)}, "filed_on"),
    ],
)
def test_only_a_stage_that_is_open_now_is_entered_on_a_day_that_fits(
    county: County, given: dict[str, Any], field: str
) -> None:
    trial = effective(county, **kind("G_DEMERIT"))
    values = {"stage": "reconsider", "filed_on": date(2026, 4, 20), **given}
    with county.on("2026-04-20"), pytest.raises(Invalid) as refused:
        do(county.actor("cdi.handler"), "ruling.enter_appeal", ref=trial.rulings[0], **values)
    assert field in refused.value.fields


@pytest.mark.clause("6.4")
def test_the_second_stage_runs_from_the_answer_of_the_first(county: County) -> None:
    trial = effective(county, **kind("G_DEMERIT"))
    ruling = trial.rulings[0]
    with county.on("2026-04-20"):
        do(
            county.bureau_a.principal,
            "ruling.appeal",
            ref=ruling,
            stage="reconsider",
        )
        first = Appeal.objects.get()
        with pytest.raises(Invalid):
            do(
                county.bureau_a.principal,
                "ruling.appeal",
                ref=ruling,
                stage="reconsider",
            )
        do(county.actor("cdi.handler"), "appeal.accept", ref=first.ref, accepted_on=date(2026, 4, 20), **FREE)
    with county.on("2026-05-08"):
        do(county.actor("cdi.handler"), "appeal.answer", ref=first.ref, **answer(outcome="upheld"))
    with county.on("2026-05-20"):
        do(
            county.bureau_a.principal,
            "ruling.appeal",
            ref=ruling,
            stage="second_review",
        )
    second = Appeal.objects.get(stage="second_review")
    assert (second.file_by, second.late) == (date(2026, 6, 8), False)


@pytest.mark.clause("6.4")
def test_before_service_no_clock_runs(county: County) -> None:
    trial = effective(county, served_on=None)
    with county.on("2026-04-20"), pytest.raises(Invalid) as refused:
        do(county.actor("cdi.handler"), "ruling.enter_appeal", ref=trial.rulings[0], stage="accountability",
           filed_on=date(2026, 4, 20))  # fmt: skip
    assert "送达" in refused.value.message


@pytest.mark.clause("6.4")
@pytest.mark.parametrize("who", ["bureau_a.deputy", "bureau_a.liaison", "inspector", "town_b.principal"])
def test_nobody_else_appeals_in_the_place_of_the_subject(county: County, who: str) -> None:
    trial = effective(county)
    with county.on("2026-04-20"), pytest.raises((NotPermitted, NotFound)):
        do(
            county.actor(who),
            "ruling.appeal",
            ref=trial.rulings[0],
            stage="accountability",
        )


@pytest.mark.clause("6.4")
def test_the_organ_may_correct_its_decision_by_itself(county: County) -> None:
    trial = effective(county)
    given = answer(answered_on=date(2026, 4, 28), by="decider")
    with county.on("2026-04-28"):
        signed_for(county, trial.rulings[0])
        do(county.actor("org_dept.handler"), "ruling.correct", ref=trial.rulings[0], **given)
        assert (trial.ruling().state, taken_back(trial)) == ("effective", [])
        confirmed_change(county, trial.rulings[0], "cdi.deputy")
    assert trial.ruling().state == "revoked"
    assert len(taken_back(trial)) == 3


@pytest.mark.clause("6.4", "7.3.1")
def test_who_never_signed_is_asked_for_no_withdrawal_and_owes_no_receipt_any_more(county: County) -> None:
    trial = effective(county)
    unit = next(row for row in held(trial) if row.holder_id == county.units["bureau_a"])
    with county.on("2026-04-28"):
        do(county.bureau_a.liaison, "consequence.receive", ref=unit.ref)
        given = answer(answered_on=date(2026, 4, 28), by="decider")
        do(county.actor("org_dept.handler"), "ruling.correct", ref=trial.rulings[0], **given)
        confirmed_change(county, trial.rulings[0], "cdi.deputy")
        assert [row.consequence_id for row in taken_back(trial)] == [unit.pk]
        assert trial.owed("consequence.receive") == []
        late = next(row for row in held(trial) if row.holder_id == county.units["appraisal"])
        with pytest.raises(WrongState, match="不须签收"):
            do(county.actor("appraisal.liaison"), "consequence.receive", ref=late.ref)


@pytest.mark.clause("6.4", "7.3.1")
def test_who_never_signed_gets_the_changed_decision_as_a_notice_of_its_own(county: County) -> None:
    trial = effective(county, **kind("ADMONITION"))
    with county.on("2026-04-28"):
        given = answer(outcome="changed", answered_on=date(2026, 4, 28), by="decider", **kind("CIRCULAR"))
        do(county.actor("org_dept.handler"), "ruling.correct", ref=trial.rulings[0], **given)
        confirmed_change(county, trial.rulings[0], "cdi.deputy")
    assert taken_back(trial) == []
    states = [row.state for row in held(trial)]
    assert states == ["recalled"] * 3 + ["sent"] * 3
    with county.on("2026-04-28"):
        view = result_paper(actor=county.bureau_a.liaison, kind="consequence", ref=held(trial)[-1].ref)
    assert "予以通报" in view.paper.to_json()


@pytest.mark.clause("7.2.4", "7.3.1")
def test_a_notice_names_decision_person_result_and_clause_under_a_number_of_its_own(county: County) -> None:
    trial = effective(county)
    rows = held(trial)
    numbers = [row.number for row in rows]
    assert numbers == [f"X纪结函〔2026〕{n}号" for n in (1, 2, 3)]
    with county.on("2026-04-21"):
        view = result_paper(actor=county.bureau_a.liaison, kind="consequence", ref=rows[-1].ref)
        said = view.paper.to_json()
        for words in (trial.ruling().number, trial.ruling().subject_name, "年度考核和奖金", "第七条第（二）项", numbers[-1]):
            assert words in said
        assert "涉及：年度考核不得评为优秀等次（七（二））；年度考核奖金按单位内部分配最低等次发放（七（二））" in said
        assert "计入次数：取消当年度绩效奖金（七（二））。" in said
        with pytest.raises(NotFound):
            result_paper(actor=county.town_a.liaison, kind="consequence", ref=rows[-1].ref)
        shown = put_before(county.bureau_a.liaison, act_named("consequence.receive"), rows[-1])
        assert shown is not None
        issue_results(county.jurisdiction_id, "consequence", [rows[-1].pk])
    copy = IssuedCopy.objects.get(object_kind="consequence", object_id=rows[-1].pk)
    assert (copy.state, copy.number, bool(copy.pdf_sha256)) == ("kept", numbers[-1], True)
    assert [row[1:] for row in results_left()] == [("consequence", [row.pk]) for row in rows[:-1]]


@pytest.mark.clause("6.4")
def test_an_appeal_may_be_refused_with_reason_or_taken_back(county: County) -> None:
    _, ref = appealed(county)
    with county.on("2026-04-22"):
        do(county.actor("cdi.handler"), "appeal.refuse", ref=ref, reason="不属于申诉范围。", **FREE)
    assert Appeal.objects.get(ref=ref).state == "refused"
    trial, ref = appealed(county, item="superior", number="X纪〔2026〕18号")
    with county.on("2026-04-22"):
        do(county.bureau_a.principal, "appeal.withdraw", ref=ref, reason="不再申诉。")
    assert trial.owed("appeal.accept") == []
