"""What stands on record is checked, put right, changed and revoked by both bodies, never by one person (六)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from duban.accountability.models import Appeal, Correction, Revision, Ruling, RulingKind
from duban.accountability.selectors.choices import LISTS, OFFERED
from duban.accountability.selectors.inquiry_page.inquiry import inquiry_view
from duban.accountability.selectors.lists import (
    InquiryFilter,
    RulingFilter,
    inquiries,
    rulings,
    waiting_entries,
)
from duban.accountability.selectors.review.records import records_of
from duban.accountability.selectors.ruling_page.ruling import ruling_view
from duban.accountability.selectors.year.counted import events_for
from duban.accountability.selectors.year.events import year_events
from duban.acts.gate.choices import Asking
from duban.insight.selectors.taken_out.exports import rulings_table
from duban.insight.selectors.taken_out.extract import person_extract
from duban.mechanism.lifecycles import ACTS, lifecycle_of, states_of
from duban.mechanism.people.standing import Role
from duban.organisations.models import Person
from duban.shared import clock
from duban.shared.actor import Actor
from duban.shared.errors import ActError, Invalid, NotFound, Unmet
from tests.accountability.steps import (
    CHECKED,
    FREE,
    Trial,
    answer,
    appealed,
    confirmed_change,
    decision,
    effective,
    held,
    record,
    recorded,
    signed_for,
    taken_back,
)
from tests.accountability.year_steps import closed, superior
from tests.personas import County
from tests.story import do, missing, underway

WITHHELD = {"why": "differs", "reason": "文号与文书不一致。", **FREE}
DAY = "2026-04-15"


def kind(*keys: str) -> dict[str, Any]:
    """Kinds as a form sends them."""
    return {"kinds": [{"kind": key, "effect_until": None} for key in keys]}


def entry(**given: Any) -> dict[str, Any]:
    """The words of the signed document, as a correction states them."""
    return {
        "outcome": "corrected", "number": "X纪〔2026〕8号", "decided_on": date(2026, 4, 10),
        "effective_on": date(2026, 4, 10), "served_on": date(2026, 4, 12), "conduct_year": 2026, **kind("CIRCULAR"),
        "facts": "不履行职责。", "basis": "《问责条例》第七条。", "text": "录入有误。", "original": True, **FREE, **given,
    }  # fmt: skip


def changed(**given: Any) -> dict[str, Any]:
    """A new document of who decided."""
    return answer(**{"by": "decider", "answered_on": date(2026, 4, 28), "outcome": "changed", **given})


def rectified(trial: Trial, by: str = "cdi.deputy", **given: Any) -> Revision:
    """A correction was proposed."""
    do(trial.county.actor(by), "ruling.rectify", ref=trial.rulings[-1], **entry(**given))
    return Revision.objects.order_by("-pk")[0]


def face(trial: Trial) -> tuple[Any, ...]:
    """Everything that is judged of a decision."""
    row = trial.ruling()
    kinds = RulingKind.objects.filter(ruling=row, replaced_on=None).order_by("pk").values_list("kind", "effect_until")
    dates = (row.decided_on, row.effective_on, row.served_on, row.revoked_on)
    return (row.state, row.number, row.conduct_year, row.subject_key, dates, tuple(kinds))


# the entry


@pytest.mark.clause("6.4")
def test_an_entry_is_held_part_by_part_against_its_document(county: County) -> None:
    trial = recorded(county)
    with county.on(DAY), pytest.raises(Unmet) as refused:
        do(county.actor("org_dept.deputy"), "ruling.confirm", ref=trial.rulings[0], agrees=["number"], **FREE)
    assert "日期、对象、方式、影响期" in missing(refused.value)["逐项与文书核对一致"].finding
    assert trial.ruling().state == "recorded"


@pytest.mark.clause("6.4")
def test_without_a_scan_both_say_that_they_held_the_original(county: County) -> None:
    trial = recorded(county, file=None, original=True)
    with county.on(DAY):
        with pytest.raises(Unmet) as refused:
            do(county.actor("org_dept.deputy"), "ruling.confirm", ref=trial.rulings[0], **CHECKED)
        assert list(missing(refused.value)) == ["有文书扫描件，或者两家都看过原件"]
        do(county.actor("org_dept.deputy"), "ruling.confirm", ref=trial.rulings[0], original=True, **CHECKED)
        view = ruling_view(actor=county.actor("cdi.deputy"), ref=trial.rulings[0])
    assert (view.attachment_ref, view.original) == ("", "县纪委监委、县委组织部原件已核")


@pytest.mark.clause("6.4")
@pytest.mark.parametrize("why", ["differs", "subject", "outside"])
def test_an_entry_goes_back_for_three_reasons_and_to_who_made_it(county: County, why: str) -> None:
    trial = recorded(county)
    with county.on(DAY):
        with pytest.raises(Unmet):
            do(county.actor("cdi.handler"), "ruling.reject", ref=trial.rulings[0], **WITHHELD)
        with pytest.raises(Invalid):
            do(county.actor("org_dept.deputy"), "ruling.reject", ref=trial.rulings[0], **{**WITHHELD, "why": "mild"})
        do(county.actor("org_dept.deputy"), "ruling.reject", ref=trial.rulings[0], **{**WITHHELD, "why": why})
    (owed,) = trial.owed("ruling.reenter")
    assert (trial.ruling().state, owed.unit_id) == ("rejected", county.units["cdi"])
    assert trial.owed("ruling.confirm") == []


@pytest.mark.clause("6.4")
def test_what_came_back_is_put_right_and_checked_anew(county: County) -> None:
    trial = recorded(county)
    given = {name: value for name, value in entry(number="X纪〔2026〕18号", **kind("ADMONITION")).items()
             if name not in ("outcome", "text")}  # fmt: skip
    with county.on(DAY):
        do(county.actor("org_dept.deputy"), "ruling.reject", ref=trial.rulings[0], **WITHHELD)
        with pytest.raises(Unmet):
            do(county.actor("org_dept.handler"), "ruling.reenter", ref=trial.rulings[0], **given)
        do(county.actor("cdi.handler"), "ruling.reenter", ref=trial.rulings[0], **given)
        do(county.actor("org_dept.deputy"), "ruling.confirm", ref=trial.rulings[0], **CHECKED)
    assert face(trial)[:2] == ("effective", "X纪〔2026〕18号")
    view = ruling_view(actor=county.actor("cdi.deputy"), ref=trial.rulings[0])
    assert [row.kind for row in view.kinds] == ["ADMONITION"]
    assert [one.kind for one in events_for(county.jurisdiction_id, [2026])] == ["ADMONITION"]


@pytest.mark.clause("6.4")
def test_only_who_made_an_entry_takes_it_back_and_only_before_it_was_confirmed(county: County) -> None:
    trial = recorded(county)
    with county.on(DAY):
        for who in ("cdi.handler", "org_dept.deputy"):
            with pytest.raises(Unmet) as refused:
                do(county.actor(who), "ruling.withdraw_entry", ref=trial.rulings[0], reason="误录。")
            assert list(missing(refused.value)) == ["由登记人本人办理，本人已不在的由本机关办理"]
        do(county.actor("cdi.deputy"), "ruling.withdraw_entry", ref=trial.rulings[0], reason="误录。")
    assert trial.ruling().state == "withdrawn"
    assert trial.owed("ruling.confirm") == []
    with county.on(DAY):
        record(trial, number="X纪〔2026〕9号")
        do(county.actor("org_dept.deputy"), "ruling.confirm", ref=trial.rulings[1], **CHECKED)
        with pytest.raises(ActError):
            do(county.actor("cdi.deputy"), "ruling.withdraw_entry", ref=trial.rulings[1], reason="误录。")


def waits(trial: Trial) -> None:
    """The entry waits for the other body."""


def given_back(trial: Trial) -> None:
    """The entry went back."""
    do(trial.county.actor("org_dept.deputy"), "ruling.reject", ref=trial.rulings[0], **WITHHELD)


def taken_away(trial: Trial) -> None:
    """The entry was taken back."""
    do(trial.county.actor("cdi.deputy"), "ruling.withdraw_entry", ref=trial.rulings[0], reason="误录。")


def struck_out(trial: Trial) -> None:
    """The entry was confirmed, and struck out by both."""
    do(trial.county.actor("org_dept.deputy"), "ruling.confirm", ref=trial.rulings[0], **CHECKED)
    out = {"outcome": "void", "text": "对象有误。", "original": True, **FREE}
    do(trial.county.actor("org_dept.deputy"), "ruling.rectify", ref=trial.rulings[0], **out)
    waiting = Revision.objects.get()
    do(trial.county.actor("cdi.handler"), "revision.confirm", ref=waiting.ref, original=True, **CHECKED)


@pytest.mark.clause("6.4")
@pytest.mark.parametrize("become", [waits, given_back, taken_away, struck_out])
def test_what_is_no_decision_stands_in_no_list_extract_export_or_count(
    county: County, become: Callable[[Trial], None]
) -> None:
    trial = recorded(county, **kind("P_SERIOUS"))
    person = county.persons["bureau_a.principal"]
    ref = Person.objects.get(pk=person).ref
    with county.on(DAY):
        become(trial)
        for who in ("cdi.deputy", "org_dept.deputy", "inspector", "appraisal.deputy", "bureau_a.principal"):
            actor = county.actor(who)
            assert rulings(actor=actor, where=RulingFilter()).page.rows == ()
            assert rulings(actor=actor, where=RulingFilter()).states == ()
            assert list(rulings_table(actor=actor, where=RulingFilter()).rows) == []
            assert [row.rulings for row in inquiries(actor=actor, where=InquiryFilter()).page.rows if row.rulings] == []
        for who in ("cdi.deputy", "org_dept.deputy"):
            assert person_extract(actor=county.actor(who), ref=ref, year=2026).rulings == ()
            assert inquiry_view(actor=county.actor(who), ref=trial.ref, tab="results").content.rulings == ()
        assert events_for(county.jurisdiction_id, [2025, 2026, 2027]) == []
        assert records_of(county.jurisdiction_id, None, clock.today()) == {}
        with pytest.raises(NotFound):
            ruling_view(actor=county.bureau_a.principal, ref=trial.rulings[0])
        shown = [row.ref for row in waiting_entries(actor=county.actor("org_dept.deputy"))]
        assert shown == (trial.rulings if trial.ruling().state in ("recorded", "rejected") else [])


@pytest.mark.clause("6.4")
def test_a_case_does_not_end_while_an_entry_waits_or_went_back(county: County) -> None:
    trial = recorded(county)
    with county.on(DAY):
        for become in (waits, given_back):
            become(trial)
            with pytest.raises(Unmet) as refused:
                trial.by("finish", "cdi.deputy", outcome="none")
            assert "登记的决定都已核对" in missing(refused.value)
        taken_away(trial)
        trial.by("finish", "cdi.deputy", outcome="none")


# without a transfer


@pytest.mark.clause("6.4")
def test_a_decision_of_own_motion_is_entered_with_its_document_and_names_what_it_lacks(county: County) -> None:
    story = underway(county)
    values = {
        **decision(county), "subject_kind": "person", "person": county.person("town_b.principal"), "unit": "",
        "authority": "county", "leading": "yes", "matter": story.row.case.code, **FREE,
    }  # fmt: skip
    with county.on(DAY):
        with pytest.raises(Unmet) as refused:
            do(county.actor("cdi.deputy"), "ruling.enter_own", **{**values, "issuer": "县委组织部"})
        assert "由县纪委监委自行查办并作出" in missing(refused.value)
        with pytest.raises(Unmet) as refused:
            do(county.actor("cdi.deputy"), "ruling.enter_own", **{**values, "authority": "city"})
        assert list(missing(refused.value)) == ["在县里的干部管理权限以内"]
        with pytest.raises(Invalid) as wanting:
            do(county.actor("cdi.deputy"), "ruling.enter_own", **{**values, "matter": ""})
        assert list(wanting.value.fields) == ["matter"]
        done = do(county.actor("cdi.deputy"), "ruling.enter_own", **values)
        do(county.actor("org_dept.deputy"), "ruling.confirm", ref=done.ref, **CHECKED)
        view = ruling_view(actor=county.actor("org_dept.deputy"), ref=done.ref)
    row = Ruling.objects.get(ref=done.ref)
    assert (row.inquiry, row.superior, row.state) == (None, False, "effective")
    assert [line.partition("：")[0] for line in view.missing] == ["移交", "督查室的告知和说明"]


# the record changes by both


@pytest.mark.clause("6.4")
def test_a_correction_brings_the_entry_to_the_document_in_either_direction(county: County) -> None:
    trial = effective(county)
    before = face(trial)
    with county.on("2026-04-20"):
        signed_for(county, trial.rulings[0])
        row = rectified(trial, number="X纪〔2026〕80号", **kind("P_SERIOUS"))
        assert face(trial) == before and taken_back(trial) == []
        view = ruling_view(actor=county.actor("org_dept.deputy"), ref=trial.rulings[0])
        assert view.flag == "拟变更"
        assert [(label, old) for label, old, _ in view.revisions[0].pairs] == [
            ("决定文号", "X纪〔2026〕8号"), ("处理方式", "通报"),
        ]  # fmt: skip
        assert "党内严重警告（影响期到2027-10-10）" in view.revisions[0].pairs[1][2]
        with pytest.raises(NotFound):
            do(county.bureau_a.principal, "revision.confirm", ref=row.ref, **CHECKED)
        confirmed_change(county, trial.rulings[0])
    assert (trial.ruling().state, trial.ruling().number) == ("effective", "X纪〔2026〕80号")
    assert [one.kind for one in events_for(county.jurisdiction_id, [2026])] == ["P_SERIOUS"]
    assert {one.why for one in taken_back(trial)} == {"corrected"} and len(taken_back(trial)) == 3
    told = trial.told(person_id=county.persons["bureau_a.principal"])
    assert any("登记已更正" in text for text in told)


@pytest.mark.clause("6.4")
def test_the_person_sees_a_correction_side_by_side_once_it_holds(county: County) -> None:
    trial = effective(county)
    with county.on("2026-04-20"):
        rectified(trial, conduct_year=2025)
        mine = ruling_view(actor=county.bureau_a.principal, ref=trial.rulings[0])
        assert (mine.flag, mine.revisions) == ("", ())
        confirmed_change(county, trial.rulings[0])
        mine = ruling_view(actor=county.bureau_a.principal, ref=trial.rulings[0])
    assert [row.pairs for row in mine.revisions] == [(("行为发生年度", "2026", "2025"),)]
    assert (mine.revisions[0].proposed_by, mine.revisions[0].buttons) == ("", ())


@pytest.mark.clause("6.4")
@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"decided_on": date(2026, 3, 1)}, "decided_on"),
        ({"served_on": date(2026, 4, 9)}, "served_on"),
        (kind("G_WARN", "G_DEMERIT"), "kinds"),
        (kind("U_CIRCULAR"), "kinds"),
    ],
)
def test_a_correction_is_as_sound_as_an_entry(county: County, given: dict[str, Any], field: str) -> None:
    trial = effective(county)
    with county.on("2026-04-20"), pytest.raises(Unmet) as refused:
        rectified(trial, **given)
    assert {reason.field for reason in refused.value.decision.missing} == {field}
    assert not Revision.objects.exists()


@pytest.mark.clause("6.4")
def test_a_correction_that_corrects_nothing_is_refused(county: County) -> None:
    trial = effective(county)
    with county.on("2026-04-20"), pytest.raises(Invalid, match="完全一致"):
        rectified(trial)


@pytest.mark.clause("6.4")
def test_a_change_stands_as_proposed_until_the_other_body_confirmed_it(county: County) -> None:
    trial = effective(county, **kind("P_SERIOUS"))
    before, given = face(trial), changed(**kind("P_WARN"))
    with county.on("2026-04-28"):
        signed_for(county, trial.rulings[0])
        do(county.actor("cdi.deputy"), "ruling.correct", ref=trial.rulings[0], **given)
        assert face(trial) == before and taken_back(trial) == []
        waiting = Revision.objects.get()
        for who in ("cdi.deputy", "cdi.handler"):
            with pytest.raises(Unmet):
                do(county.actor(who), "revision.confirm", ref=waiting.ref, **CHECKED)
        with pytest.raises(Unmet) as refused:
            do(county.actor("org_dept.deputy"), "ruling.correct", ref=trial.rulings[0], **given)
        assert list(missing(refused.value)) == ["没有待核对的拟变更"]
        confirmed_change(county, trial.rulings[0])
    assert face(trial)[0] == "changed"
    assert [key for key, _ in face(trial)[-1]] == ["P_WARN"]
    assert len(taken_back(trial)) == len(held(trial)) == 3


@pytest.mark.clause("6.4")
@pytest.mark.parametrize(
    ("given", "condition"),
    [
        (kind("P_SERIOUS", "G_WARN"), "只减轻，不加重"),
        (kind("P_REMOVE"), "只减轻，不加重"),
        ({"number": "X纪〔2026〕8号", **kind("P_WARN")}, "有新的文书"),
        ({"by": "superior", "organ": "县委", "level": "市", "answered_on": date(2026, 4, 1), **kind("P_WARN")}, "日期先后相符"),
        (kind("P_SERIOUS"), "变更的写明变更后的方式"),
        ({"file": None, **kind("P_WARN")}, "文书在案，或者看过原件"),
    ],
)
def test_a_change_lessens_on_a_new_document(county: County, given: dict[str, Any], condition: str) -> None:
    trial = effective(county, **kind("P_SERIOUS"))
    with county.on("2026-04-28"), pytest.raises(Unmet) as refused:
        do(county.actor("cdi.deputy"), "ruling.correct", ref=trial.rulings[0], **changed(**given))
    assert condition in missing(refused.value)
    assert not Revision.objects.exists()


@pytest.mark.clause("6.5", "7.2.5")
def test_after_several_changes_the_origin_is_the_decision_itself(county: County) -> None:
    trial = effective(county, **kind("P_SERIOUS"))
    with county.on("2026-04-28"):
        for n, key in enumerate(("P_WARN", "CIRCULAR"), 1):
            given = changed(number=f"X纪变〔2026〕{n}号", **kind(key))
            do(county.actor("cdi.deputy"), "ruling.correct", ref=trial.rulings[0], **given)
            confirmed_change(county, trial.rulings[0])
        view = ruling_view(actor=county.bureau_a.principal, ref=trial.rulings[0])
    (event,) = year_events(county.jurisdiction_id, 2026, 2026).events["person", county.persons["bureau_a.principal"]]
    assert (event.kind, event.was) == ("CIRCULAR", "P_SERIOUS")
    assert view.decided == ("党内严重警告",)
    assert [row.number for row in view.revisions] == ["X纪变〔2026〕1号", "X纪变〔2026〕2号"]


@pytest.mark.clause("6.4")
@pytest.mark.parametrize("how", ["reject", "withdraw"])
def test_a_change_that_came_to_nothing_leaves_everything_as_it_was(county: County, how: str) -> None:
    trial = effective(county)
    before = face(trial)
    with county.on("2026-04-28"):
        do(county.actor("cdi.deputy"), "ruling.correct", ref=trial.rulings[0], **changed(outcome="revoked"))
        row = Revision.objects.get()
        if how == "reject":
            with pytest.raises(Unmet):
                do(county.actor("cdi.handler"), "revision.reject", ref=row.ref, **WITHHELD)
            do(county.actor("org_dept.deputy"), "revision.reject", ref=row.ref, **WITHHELD)
        else:
            with pytest.raises(Unmet):
                do(county.actor("org_dept.deputy"), "revision.withdraw", ref=row.ref, reason="误录。")
            do(county.actor("cdi.deputy"), "revision.withdraw", ref=row.ref, reason="误录。")
    assert face(trial) == before and taken_back(trial) == []
    assert trial.owed("revision.confirm") == []


@pytest.mark.clause("6.4")
def test_the_answer_to_an_appeal_waits_for_the_other_body_and_may_come_back(county: County) -> None:
    trial, ref = appealed(county)
    before = face(trial)
    with county.on("2026-04-22"):
        do(county.actor("cdi.handler"), "appeal.accept", ref=ref, accepted_on=clock.today(), **FREE)
    with county.on("2026-05-08"):
        do(county.actor("cdi.handler"), "appeal.answer", ref=ref, **answer())
        row = Appeal.objects.get(ref=ref)
        assert (row.state, row.outcome, row.answered_on) == ("confirming", "", None)
        assert face(trial) == before
        assert [one.pending for one in events_for(county.jurisdiction_id, [2026])] == [True]
        do(county.actor("org_dept.deputy"), "revision.reject", ref=Revision.objects.get().ref, **WITHHELD)
        assert Appeal.objects.get(ref=ref).state == "accepted"
        assert len(trial.owed("appeal.answer")) == 1
        do(county.actor("cdi.handler"), "appeal.answer", ref=ref, **answer())
        confirmed_change(county, trial.rulings[0])
    row = Appeal.objects.get(ref=ref)
    assert (row.state, row.outcome, row.answer_number) == ("answered", "revoked", "X纪申〔2026〕1号")
    assert trial.ruling().state == "revoked"


@pytest.mark.clause("6.4")
def test_a_revoked_decision_offers_no_remedy_and_shows_its_document(county: County) -> None:
    trial = effective(county)
    with county.on("2026-04-28"):
        do(county.actor("cdi.deputy"), "ruling.correct", ref=trial.rulings[0], **changed(outcome="revoked"))
        confirmed_change(county, trial.rulings[0])
        view = ruling_view(actor=county.bureau_a.principal, ref=trial.rulings[0])
    (row,) = view.revisions
    assert (view.remedies, view.revoked_on) == ((), date(2026, 4, 28))
    assert (row.what, row.organ, row.number) == ("撤销", "县纪委监委", "X纪申〔2026〕1号")
    assert row.attachment_ref


@pytest.mark.clause("6.4")
def test_service_is_recorded_once_and_put_right_by_both(county: County) -> None:
    trial = effective(county)
    with county.on("2026-04-20"):
        with pytest.raises(Invalid, match="登记更正"):
            do(county.actor("cdi.deputy"), "ruling.serve", ref=trial.rulings[0], served_on=date(2026, 4, 18))
        rectified(trial, served_on=date(2026, 4, 18))
        confirmed_change(county, trial.rulings[0])
    assert trial.ruling().served_on == date(2026, 4, 18)


def results_in(results: list[dict[str, Any]]) -> set[str]:
    """Which results a correction holds."""
    return {result["key"] for result in results}


@pytest.mark.clause("7.3.1")
def test_a_correction_of_a_counted_decision_opens_the_closed_year(county: County) -> None:
    """What the words of the document no longer carry falls at once; what they make worse waits for the organ."""
    ref = superior(county, "bureau_a.principal")
    closed(county)
    with county.on("2026-05-20"):
        row = Ruling.objects.get(ref=ref)
        given = entry(number=row.number, decided_on=row.decided_on, effective_on=row.effective_on,
                      served_on=row.served_on, facts=row.facts, basis=row.basis, **kind("P_SERIOUS"))  # fmt: skip
        do(county.actor("cdi.deputy"), "ruling.rectify", ref=ref, **given)
        assert not Correction.objects.exists()
        confirmed_change(county, ref)
    fell, worse = Correction.objects.order_by("pk")
    assert (fell.state, fell.why) == ("fallen", "corrected")
    assert results_in(fell.before) - results_in(fell.after) == {"L_NO_EXCELLENT", "L_BONUS_LOWEST"}
    assert (worse.state, worse.why, worse.before) == ("owed", "corrected", fell.after)
    assert results_in(worse.after) - results_in(worse.before) == {"L_BONUS_CANCELLED"}


GIVEN: dict[str, dict[str, Any]] = {
    "ruling.serve": {"served_on": date(2026, 4, 18)},
    "ruling.send": {"holder": "", "what": "先进个人评选", "year": 2026},
    "ruling.appeal": {"stage": "accountability", "text": "不服。"},
    "ruling.enter_appeal": {"stage": "accountability", "filed_on": date(2026, 5, 8)},
    "ruling.rectify": entry(**kind("ADMONITION")),
    "ruling.correct": changed(answered_on=date(2026, 5, 8), outcome="revoked"),
    "appeal.accept": {"accepted_on": date(2026, 5, 8), **FREE},
    "appeal.refuse": {"reason": "不属于申诉范围。", **FREE},
    "appeal.answer": answer(),
    "appeal.withdraw": {"reason": "不再申诉。"},
    "revision.confirm": CHECKED,
    "revision.reject": WITHHELD,
    "revision.withdraw": {"reason": "误录。"},
}


@pytest.mark.clause("6.4")
def test_no_act_of_one_person_changes_what_both_bodies_confirmed(county: County) -> None:
    """Everything that the table lets people do on a confirmed decision, its appeals and its changes, one person alone."""
    acts = [act for kind in ("ruling", "revision", "appeal") for act in lifecycle_of(kind).acts
            if not act.creates and set(act.roles) != {Role.SYSTEM}
            and (act.kind != "ruling" or set(act.sources) & set(states_of("ruling", "in_force")))]  # fmt: skip
    assert {act.key for act in acts} == set(GIVEN)
    trial = effective(county)
    before = face(trial)
    alone = ("cdi.handler", "bureau_a.principal")
    tried = 0
    with county.on("2026-05-08"):
        for _ in range(3):
            for act in acts:
                for who in alone:
                    tried += _tried(county.actor(who), act.key, trial, county)
                    assert face(trial) == before, act.key
    assert tried >= 8
    assert taken_back(trial) == []


def _tried(actor: Actor, key: str, trial: Trial, county: County) -> int:
    given = dict(GIVEN[key])
    if key == "ruling.send":
        given["holder"] = str(county.units["gov_office"])
    rows: dict[str, list[Any]] = {
        "ruling": [trial.ruling()],
        "appeal": list(Appeal.objects.filter(ruling=trial.ruling())),
        "revision": list(Revision.objects.filter(ruling=trial.ruling())),
    }
    done = 0
    for row in rows[ACTS[key].kind]:
        try:
            do(actor, key, ref=row.ref, **given)
        except ActError:
            continue
        done += 1
    return done


# appeals


@pytest.mark.clause("6.4")
def test_an_own_appeal_bears_the_day_on_which_it_is_made(county: County) -> None:
    trial = effective(county)
    with county.on("2026-06-20"):
        do(county.bureau_a.principal, "ruling.appeal", ref=trial.rulings[0], stage="accountability", text="不服。")
    row = Appeal.objects.get()
    assert (row.filed_on, row.late, row.own) == (date(2026, 6, 20), True, True)
    assert "filed_on" not in {field.name for field in ACTS["ruling.appeal"].fields}


@pytest.mark.clause("6.4")
def test_an_earlier_day_is_entered_with_its_postmark_only(county: County) -> None:
    trial = effective(county)
    given = {"stage": "accountability", "filed_on": date(2026, 5, 6)}
    with county.on("2026-05-20"):
        with pytest.raises(Unmet) as refused:
            do(county.actor("cdi.handler"), "ruling.enter_appeal", ref=trial.rulings[0], **given)
        assert missing(refused.value)["早于今天的提出日期有邮戳或者收件登记"].field == "filed_proof"
        do(county.actor("cdi.handler"), "ruling.enter_appeal", ref=trial.rulings[0], filed_proof="5月6日邮戳", **given)
    row = Appeal.objects.get()
    assert (row.filed_on, row.late, row.filed_proof) == (date(2026, 5, 6), False, "5月6日邮戳")


@pytest.mark.clause("6.4")
def test_a_late_appeal_is_accepted_with_its_reason(county: County) -> None:
    trial = effective(county)
    with county.on("2026-06-20"):
        do(county.bureau_a.principal, "ruling.appeal", ref=trial.rulings[0], stage="accountability", text="不服。")
        ref = Appeal.objects.get().ref
        with pytest.raises(Unmet) as refused:
            do(county.actor("cdi.handler"), "appeal.accept", ref=ref, accepted_on=clock.today(), **FREE)
        assert missing(refused.value)["超过期限受理的写明理由"].field == "late_reason"
        do(county.actor("cdi.handler"), "appeal.accept", ref=ref, accepted_on=clock.today(),
           late_reason="住院期间无法提出。", **FREE)  # fmt: skip
        view = ruling_view(actor=county.bureau_a.principal, ref=trial.rulings[0])
    assert view.appeals[0].late_reason == "住院期间无法提出。"


# what forms offer


@pytest.mark.clause("6.5")
def test_a_form_offers_only_kinds_that_can_apply_to_the_subject(county: County) -> None:
    trial = effective(county)
    actor = county.actor("cdi.deputy")
    asking = Asking(actor, ACTS["inquiry.record_decision"], trial.ref)
    units = [key for key, _ in LISTS["unit_sanction_kinds"](asking)]
    assert units == ["U_SELF_CRITICISM", "U_CIRCULAR", "U_REORGANISE"]
    of_servant = {key for key, _ in OFFERED["sanction_kinds"](asking)}
    assert {"P_WARN", "G_WARN", "C_WARN"} <= of_servant
    assert not any(key.startswith(("U_", "I_", "S_")) for key in of_servant)
    of_ruling = Asking(actor, ACTS["ruling.rectify"], trial.rulings[0])
    assert {key for key, _ in OFFERED["sanction_kinds"](of_ruling)} == of_servant
    assert [key for key, _ in LISTS["ruling_people"](asking)] == [county.person("bureau_a.principal")]


@pytest.mark.clause("6.5")
def test_buttons_of_an_entry_and_a_change_are_shown_to_whom_they_serve(county: County) -> None:
    trial = recorded(county)
    keys = _buttons(county, trial)
    assert {"ruling.confirm", "ruling.reject"} <= keys("org_dept.deputy")
    assert "ruling.withdraw_entry" not in keys("org_dept.deputy")
    assert keys("cdi.deputy") & {"ruling.confirm", "ruling.reject", "ruling.withdraw_entry"} == {"ruling.withdraw_entry"}
    with county.on(DAY):
        do(county.actor("org_dept.deputy"), "ruling.confirm", ref=trial.rulings[0], **CHECKED)
        rectified(trial, conduct_year=2025)
    assert not keys("cdi.deputy") & {"ruling.rectify", "ruling.correct", "ruling.serve"}


def _buttons(county: County, trial: Trial) -> Callable[[str], set[str]]:
    def keys(who: str) -> set[str]:
        with county.on(DAY):
            view = ruling_view(actor=county.actor(who), ref=trial.rulings[0])
        return {one.key for one in view.buttons}

    return keys


@pytest.mark.clause("6.4", "7.3.1")
def test_a_correction_that_leaves_every_result_takes_none_back(county: County) -> None:
    trial = effective(county)
    with county.on(DAY):
        signed_for(county, trial.rulings[0])
        row = trial.ruling()
        kinds = [{"kind": one.kind, "effect_until": one.effect_until} for one in row.kinds.filter(replaced_on=None)]
        right = entry(number="X纪问〔2026〕77号", decided_on=row.decided_on, effective_on=row.effective_on,
                      served_on=row.served_on, facts=row.facts, basis=row.basis, kinds=kinds)  # fmt: skip
        do(county.actor("cdi.deputy"), "ruling.rectify", ref=row.ref, **right)
        confirmed_change(county, row.ref)
    assert trial.ruling().number == "X纪问〔2026〕77号"
    assert taken_back(trial) == []
    assert {one.state for one in held(trial)} == {"received"}
