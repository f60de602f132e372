"""Decisions (六): by the two bodies, after due process, on the right scale, of superior bodies with their document."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from duban.accountability.actions.rulings import recording
from duban.accountability.models import Named, Recommendation, Ruling, RulingKind
from duban.accountability.selectors.ruling_page.ruling import ruling_view
from duban.acts.models import Message
from duban.acts.work import Done
from duban.jobs.sweep import sweep
from duban.organisations.models import Person
from duban.rulebook.selectors import pack_in_force
from duban.shared.errors import Invalid, NotFound, NotPermitted, Unmet, WrongState
from tests.accountability.steps import (
    CHECKED,
    FREE,
    PAPER,
    UNIT_CIRCULAR,
    Trial,
    accepted,
    decision,
    effective,
    held,
    record,
    recorded,
)
from tests.personas import County
from tests.story import do, missing, underway

MANAGED = "在县里的干部管理权限以内"


def one(kind: str, until: date | None = None) -> dict[str, Any]:
    """A decision of one kind."""
    return {"kinds": [{"kind": kind, "effect_until": until}]}


def refused_record(trial: Trial, who: str = "principal", **given: Any) -> dict[str, Any]:
    """What keeps a decision from being recorded."""
    with trial.county.on("2026-04-15"), pytest.raises(Unmet) as refused:
        record(trial, who, **given)
    return missing(refused.value)


@pytest.mark.clause("6.4")
def test_one_body_records_and_the_other_confirms(county: County) -> None:
    trial = recorded(county)
    assert (trial.ruling().state, trial.ruling().recorded_organ) == ("recorded", "cdi")
    (owed,) = trial.owed("ruling.confirm")
    assert owed.unit_id == county.units["org_dept"]
    with county.on("2026-04-15"):
        with pytest.raises(Unmet) as refused:
            do(county.actor("cdi.handler"), "ruling.confirm", ref=trial.rulings[0], **CHECKED)
        assert list(missing(refused.value)) == ["由另一家机关的人员办理"]
        do(county.actor("org_dept.deputy"), "ruling.confirm", ref=trial.rulings[0], **CHECKED)
    assert (trial.ruling().state, trial.ruling().confirmed_organ) == ("effective", "org_dept")


@pytest.mark.clause("6.4")
@pytest.mark.parametrize(
    "who", ["inspector", "office_head", "secretary", "bureau_a.principal", "appraisal.deputy"]
)
def test_nobody_else_records_or_confirms(county: County, who: str) -> None:
    trial = recorded(county)
    with county.on("2026-04-15"), pytest.raises((NotPermitted, NotFound)):
        record(trial, by=who)
    with county.on("2026-04-15"), pytest.raises((NotPermitted, NotFound)):
        do(county.actor(who), "ruling.confirm", ref=trial.rulings[0], **CHECKED)


@pytest.mark.clause("6.4")
def test_nothing_is_recorded_before_the_transfer_was_accepted(county: County) -> None:
    from tests.accountability.steps import transferred

    trial = transferred(county)
    with county.on("2026-04-15"), pytest.raises(WrongState):
        record(trial)


@pytest.mark.clause("6.4")
@pytest.mark.parametrize(
    ("given", "condition"),
    [
        ({"effective_on": date(2026, 4, 9)}, "日期先后相符"),
        ({"served_on": date(2026, 4, 9)}, "日期先后相符"),
        ({"effective_on": date(2026, 5, 1)}, "日期先后相符"),
        ({"conduct_year": 2027}, "行为年度不晚于作出决定的年度"),
    ],
)
def test_a_decision_without_sound_dates_is_refused(
    county: County, given: dict[str, Any], condition: str
) -> None:
    assert condition in refused_record(accepted(county), **given)
    assert not Ruling.objects.exists()


@pytest.mark.clause("6.4")
def test_a_decision_without_document_clause_hearing_or_kind_is_refused_beside_each_field(county: County) -> None:
    nothing = {"number": " ", "basis": "", "facts": "", "defence": "", "kinds": []}
    trial = accepted(county)
    with county.on("2026-04-15"), pytest.raises(Invalid) as refused:
        record(trial, **nothing)
    assert set(refused.value.fields) == set(nothing)
    assert refused_record(trial, file=None)["有决定机关、文号和决定书"].field == "file"
    assert not Ruling.objects.exists()


@pytest.mark.clause("6.4")
def test_a_person_is_managed_as_the_transfer_named_it(county: County) -> None:
    trial = accepted(county)
    Named.objects.filter(inquiry__ref=trial.ref).update(authority="city")
    reason = refused_record(trial)[MANAGED]
    assert "市管" in reason.finding and "退回移交" in reason.finding
    assert not Ruling.objects.exists()


@pytest.mark.clause("6.5")
@pytest.mark.parametrize(
    ("who", "given", "condition"),
    [
        ("principal", one(UNIT_CIRCULAR), "方式与对象相符"),
        ("principal", {**one("G_DEMERIT"), "issuer": "县委组织部"}, "作出决定的机关有权采取"),
        ("principal", {**one("REMOVE"), "issuer": "县纪委监委"}, "作出决定的机关有权采取"),
        ("principal", one("S_WARN"), "方式与人员类别相符"),
    ],
)
def test_kinds_fit_the_subject_the_organ_and_the_personnel_category(
    county: County, who: str, given: dict[str, Any], condition: str
) -> None:
    assert condition in refused_record(accepted(county), who, **given)


@pytest.mark.clause("6.5")
def test_a_unit_takes_kinds_for_units_only(county: County) -> None:
    trial = accepted(county)
    with county.on("2026-04-15"), pytest.raises(Invalid) as refused:
        record(trial, "", **one("P_WARN"))
    assert list(refused.value.fields) == ["unit_kinds"]


@pytest.mark.clause("6.5")
@pytest.mark.parametrize(
    ("kinds", "allowed"),
    [
        (["G_DEMERIT", "G_WARN"], False),
        (["P_SERIOUS", "P_WARN"], False),
        (["P_WARN", "G_WARN"], True),
        (["CIRCULAR", "ADMONITION"], True),
    ],
)
def test_a_decision_gives_one_sanction_of_each_scale(
    county: County, kinds: list[str], allowed: bool
) -> None:
    given = {"kinds": [{"kind": kind, "effect_until": None} for kind in kinds]}
    trial = accepted(county)
    if not allowed:
        assert "同一类别的处分只给一种" in refused_record(trial, **given)
        return
    with county.on("2026-04-15"):
        record(trial, **given)
        view = ruling_view(actor=county.actor("org_dept.deputy"), ref=trial.rulings[0])
    assert view.effect_until == max(row.effect_until for row in view.kinds if row.effect_until)


@pytest.mark.clause("6.4")
@pytest.mark.parametrize("decided", [date(2026, 2, 1), date(2026, 3, 9)])
def test_a_decision_is_not_older_than_facts_and_transfer(county: County, decided: date) -> None:
    given = {"decided_on": decided, "effective_on": decided, "served_on": decided}
    reason = refused_record(accepted(county), **given)["日期先后相符"]
    assert f"{decided:%Y-%m-%d}" in reason.finding and "早于移交 2026-03-10" in reason.finding


@pytest.mark.clause("6.5")
def test_the_personnel_category_decides_the_scale(county: County) -> None:
    Person.objects.filter(pk=county.persons["bureau_a.principal"]).update(personnel_category="国有企业人员")
    from duban.shared.database import memo

    memo.renew_directory(county.jurisdiction_id)
    trial = accepted(county)
    assert "方式与人员类别相符" in refused_record(trial, **one("C_WARN"), issuer="任免机关")
    with county.on("2026-04-15"):
        record(trial, **one("S_WARN"), issuer="任免机关")


@pytest.mark.clause("6.5")
@pytest.mark.parametrize(
    ("kind", "until"),
    [("ADMONITION", date(2026, 10, 10)), ("P_SERIOUS", date(2027, 10, 10)), ("CIRCULAR", None)],
)
def test_the_period_of_effect_follows_the_kind_and_stands_on_the_record(
    county: County, kind: str, until: date | None
) -> None:
    trial = recorded(county, **one(kind))
    assert RulingKind.objects.get(ruling__ref=trial.rulings[0]).effect_until == until


@pytest.mark.clause("6.5")
def test_a_period_that_the_decision_states_stands_instead(county: County) -> None:
    trial = recorded(county, **one("P_SERIOUS", date(2028, 4, 10)))
    assert RulingKind.objects.get(ruling__ref=trial.rulings[0]).effect_until == date(2028, 4, 10)
    with county.on("2026-04-15"), pytest.raises(Invalid):
        record(trial, number="X纪〔2026〕9号", **one("P_WARN", date(2026, 4, 1)))


@pytest.mark.clause("6.5")
def test_of_several_periods_in_one_decision_the_longer_one_holds(county: County) -> None:
    trial = recorded(county, kinds=[{"kind": kind, "effect_until": None} for kind in ("ADMONITION", "P_SERIOUS", "CIRCULAR")])
    view = ruling_view(actor=county.cdi.principal, ref=trial.rulings[0])
    assert view.effect_until == date(2027, 10, 10)


@pytest.mark.clause("6.4")
@pytest.mark.parametrize("authority", ["city", "vertical"])
def test_on_persons_whom_others_manage_the_county_only_recommends(county: County, authority: str) -> None:
    trial = accepted(county)
    Named.objects.filter(inquiry__ref=trial.ref).update(authority=authority)
    reason = refused_record(trial)[MANAGED]
    assert reason.remedies[0].act == "inquiry.recommend"
    given = {
        "subject": f"person:{county.persons['bureau_a.principal']}", "addressee": "中共××市委组织部", "file": PAPER,
        "number": "X纪函〔2026〕3号", "dated_on": date(2026, 4, 14), "text": "建议予以诫勉。",
    }  # fmt: skip
    with county.on("2026-04-15"):
        trial.by("recommend", "cdi.deputy", **given)
        trial.by("finish", "cdi.deputy", outcome="recommended")
    assert Recommendation.objects.get().organ == "中共××市委组织部"
    assert not Ruling.objects.exists()


@pytest.mark.clause("6.5")
def test_the_same_facts_are_recorded_twice_only_when_somebody_says_that_it_is_another_decision(
    county: County,
) -> None:
    trial = effective(county)
    reason = refused_record(trial, number="X纪〔2026〕9号")["同一事实没有重复登记"]
    assert "X纪〔2026〕8号" in reason.finding
    with county.on("2026-04-15"):
        record(trial, number="X纪〔2026〕9号", despite_same="yes")
    again = trial.ruling()
    assert again.same_as == Ruling.objects.get(ref=trial.rulings[0])
    assert any("只计一次" in warning for warning in again.warnings)


@pytest.mark.clause("6.5", "7.2.1")
def test_a_matter_is_asked_about_whatever_the_kinds_as_it_is_counted(county: County) -> None:
    trial = effective(county)
    reason = refused_record(trial, number="X纪〔2026〕10号", **one("ADMONITION"))["同一事实没有重复登记"]
    assert "X纪〔2026〕8号" in reason.finding
    with county.on("2026-04-15"):
        record(trial, number="X纪〔2026〕10号", despite_same="yes", **one("ADMONITION"))
    assert trial.ruling().same_as == Ruling.objects.get(ref=trial.rulings[0])


@pytest.mark.clause("6.5", "7.2.1")
@pytest.mark.parametrize("older", [{"same_matter_kinds": "apart"}, {"same_matter": "each"}])
def test_rules_that_count_kinds_apart_or_each_decision_ask_about_the_same_kind_only(
    county: County, monkeypatch: pytest.MonkeyPatch, older: dict[str, str]
) -> None:
    trial = effective(county)
    pack = pack_in_force(county.jurisdiction_id, date(2026, 4, 15))
    asked = pack.with_values({key: (value, date(2000, 1, 1), "以前的版本", "那时的口径") for key, value in older.items()})
    monkeypatch.setattr(recording, "pack_of", lambda work: asked)
    reasons = refused_record(trial, number="X纪〔2026〕9号")
    assert "同一事实没有重复登记" in reasons
    with county.on("2026-04-15"):
        record(trial, number="X纪〔2026〕10号", **one("ADMONITION"))
    assert trial.ruling().same_as is None


@pytest.mark.clause("1.2")
def test_somebody_who_is_no_leading_cadre_is_marked(county: County) -> None:
    from tests.accountability.steps import named, served

    trial = served(county, persons=())
    named(trial, "handler", role="handler", leading="no")
    trial = _on(trial)
    with county.on("2026-04-15"):
        record(trial, "handler")
    assert not trial.ruling().leading
    assert "不是领导干部" in trial.ruling().warnings[0]


def _on(trial: Trial) -> Trial:
    """From a notice to acceptance."""
    from tests.accountability.steps import conclude, notified, proposal, sent

    county = trial.county
    notified(trial)
    with county.on("2026-03-10"):
        conclude(trial)
        trial.by("propose_transfer", **proposal(approver=county.person("secretary")))
        trial.by("check", "checker", opinion="属实")
        trial.by("approve", "secretary")
        trial.by("sign_out", "office_head")
        sent(trial)
        do(county.actor("cdi.liaison"), "inquiry.receive", ref=trial.ref)
        trial.by("accept", "cdi.deputy")
    return trial


# of superior bodies


def superior_decision(county: County, by: str = "org_dept.deputy", **given: Any) -> Done:
    """A decision of the city is entered."""
    values = decision(county, issuer="市纪委监委", number="×市纪〔2026〕5号", authority="county", **one("P_WARN"))
    values.pop("defence")
    values |= {
        "subject_kind": "person", "person": county.person("town_b.principal"), "unit": "", "level": "市", "matter": "",
        "leading": "yes", **FREE, **given,
    }  # fmt: skip
    with county.on("2026-04-15"):
        return do(county.actor(by), "ruling.enter_superior", **values)


@pytest.mark.clause("6.4")
def test_a_superior_decision_needs_its_document_and_no_transfer(county: County) -> None:
    with pytest.raises(Unmet) as refused:
        superior_decision(county, file=None)
    assert list(missing(refused.value)) == ["有决定机关、文号和决定书"]
    done = superior_decision(county)
    row = Ruling.objects.get(ref=done.ref)
    assert (row.superior, row.inquiry, row.state, row.defence) == (True, None, "recorded", "superior")
    with county.on("2026-04-15"):
        with pytest.raises(Unmet):
            do(county.actor("org_dept.handler"), "ruling.confirm", ref=done.ref, **CHECKED)
        do(county.actor("cdi.deputy"), "ruling.confirm", ref=done.ref, **CHECKED)
    assert Ruling.objects.get(ref=done.ref).state == "effective"


@pytest.mark.clause("6.4")
def test_a_superior_decision_is_linked_to_its_matter_and_may_be_on_whom_the_city_manages(
    county: County,
) -> None:
    story = underway(county)
    done = superior_decision(county, authority="city", matter=story.row.case.code)
    assert Ruling.objects.get(ref=done.ref).concerning == story.row


@pytest.mark.clause("6.4")
def test_a_superior_decision_of_the_countys_own_level_is_refused(county: County) -> None:
    with pytest.raises(Invalid) as refused:
        superior_decision(county, level="县")
    assert list(refused.value.fields) == ["level"]


@pytest.mark.clause("6.4")
@pytest.mark.parametrize(
    "who", ["inspector", "office_head", "secretary", "appraisal.deputy", "town_b.principal"]
)
def test_superior_decisions_are_entered_by_the_two_bodies_only(county: County, who: str) -> None:
    with pytest.raises(NotPermitted):
        superior_decision(county, by=who)


# after confirmation


@pytest.mark.clause("7.3.1")
def test_a_confirmed_decision_goes_to_those_who_apply_it_and_each_signs(county: County) -> None:
    trial = effective(county)
    assert [row.holder for row in held(trial)] == ["县绩效办", "县委组织部", "自然资源局"]
    mine = held(trial)[2]
    with county.on("2026-04-16"):
        with pytest.raises((NotPermitted, NotFound, Unmet)):
            do(county.actor("bureau_b.liaison"), "consequence.receive", ref=mine.ref)
        do(county.bureau_a.liaison, "consequence.receive", ref=mine.ref)
        do(county.actor("cdi.deputy"), "ruling.send", ref=trial.rulings[0], holder=str(county.units["gov_office"]),
           what="先进个人评选", year=2026)  # fmt: skip
    assert held(trial)[2].state == "received"
    assert held(trial)[3].what == "先进个人评选"


@pytest.mark.clause("6.4")
def test_service_may_be_recorded_later_and_opens_the_decision_to_its_subject(county: County) -> None:
    trial = effective(county, served_on=None)
    with county.on("2026-04-20"):
        with pytest.raises(NotFound):
            ruling_view(actor=county.bureau_a.principal, ref=trial.rulings[0])
        do(county.actor("cdi.deputy"), "ruling.serve", ref=trial.rulings[0], served_on=date(2026, 4, 18))
        view = ruling_view(actor=county.bureau_a.principal, ref=trial.rulings[0])
    assert view.remedies[0].file_by == date(2026, 5, 18)


@pytest.mark.clause("6.5")
def test_a_period_of_effect_ends_by_itself_and_is_noted_once(county: County) -> None:
    trial = effective(county, **one("ADMONITION"))
    with county.on("2026-10-10"):
        sweep()
        assert trial.ruling().ended_on is None
    for day in ("2026-10-12", "2026-10-13"):
        with county.on(day):
            sweep()
    assert trial.ruling().ended_on == date(2026, 10, 10)
    from duban.audit.models import Entry

    assert Entry.objects.filter(act="ruling.end_effect").count() == 1


@pytest.mark.clause("6.4", "7.3.1")
def test_a_reminder_to_sign_for_a_result_names_no_decision_to_the_whole_unit(county: County) -> None:
    trial = effective(county, **one("ADMONITION"))
    due = {row.due_on for row in trial.owed("consequence.receive")}
    with county.on(str(min(due))):
        sweep()
    told = [row.values["duty"] for row in Message.objects.filter(kind="step_due", case=trial.ruling().case)]
    assert set(told) == {"签收结果运用通知"}
