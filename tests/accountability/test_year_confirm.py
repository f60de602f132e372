"""The two organs say what they think of the proposals; nobody else does, and nothing is decided by the system."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from duban.accountability.models import Confirmation, Verdict, YearResult
from duban.accountability.selectors.year.pages.extract import advice_letter
from duban.accountability.selectors.year.pages.own import own_results
from duban.accountability.selectors.year.pages.results import result_view, year_view
from duban.accountability.selectors.year.pages.rows import ResultFilter
from duban.acts.models import Message, Obligation
from duban.organisations.actions.units import create_unit
from duban.organisations.models import Unit
from duban.shared.actor import Actor
from duban.shared.errors import Invalid, NotFound, NotPermitted, Unmet, WrongState
from tests.accountability.year_steps import (
    APPRAISAL,
    ORG,
    YEAR,
    close,
    confirm,
    confirmed,
    result,
    run,
    superior,
    year_row,
)
from tests.personas import County
from tests.rulebook.drafting import PAPER
from tests.story import do

LEADER = "bureau_a.principal"


def say(county: County, who: str, verdict: str, subject: str = LEADER, **given: str) -> None:
    """An organ says something to one result."""
    row = result(county, subject)
    assert row is not None
    do(county.actor(who), f"yearresult.{verdict}", ref=row.ref, **given)


def seen(actor: Actor, subject: str, county: County) -> list[str]:
    """The codes that somebody sees on the page of a result."""
    row = result(county, subject)
    assert row is not None
    view, _ = result_view(actor=actor, ref=row.ref)
    return [item.code for item in view.items]


@pytest.mark.clause("7.2.1", "7.2.3")
def test_each_organ_confirms_its_part_and_the_year_waits_for_both(county: County) -> None:
    superior(county, "bureau_a")
    superior(county, LEADER)
    run(county)
    owed = Obligation.objects.filter(act="year.confirm", outcome="open")
    offices = {county.units["appraisal"], county.units["org_dept"]}
    assert {row.unit_id for row in owed} == offices
    confirm(county, APPRAISAL)
    assert year_row().state == "proposed"
    assert {row.unit_id for row in owed.all()} == {county.units["org_dept"]}
    confirm(county, ORG)
    assert year_row().state == "confirmed"
    counts = {row.organ: row.count for row in Confirmation.objects.all()}
    assert counts == {"appraisal": 4, "org_dept": 4}
    assert Obligation.objects.get(act="year.close", outcome="open").unit_id == county.units["appraisal"]


@pytest.mark.parametrize("who", ["inspector", "cdi.deputy", "bureau_a.principal", "secretary", "office_head"])
def test_nobody_else_confirms_or_even_sees_the_year(county: County, who: str) -> None:
    superior(county, "bureau_a")
    run(county)
    with pytest.raises(NotFound):
        confirm(county, who)
    with pytest.raises(NotFound):
        year_view(actor=county.actor(who), year=YEAR, where=ResultFilter())


def test_an_organ_confirms_once(county: County) -> None:
    run(county)
    confirm(county, APPRAISAL)
    with pytest.raises(WrongState, match="已经确认过"):
        confirm(county, APPRAISAL)


def test_a_year_without_proposals_cannot_be_confirmed(county: County) -> None:
    do(county.actor(APPRAISAL), "yearrun.start", year=YEAR)
    with pytest.raises(WrongState):
        confirm(county, APPRAISAL)


@pytest.mark.clause("7.2.3")
def test_what_an_organ_disagreed_with_stands_as_an_exception_of_its_confirmation(county: County) -> None:
    superior(county, LEADER)
    run(county)
    say(county, APPRAISAL, "disagree", code="L_BONUS_LOWEST", reason="年度考核奖金本单位没有发放")
    confirm(county, APPRAISAL)
    row = Confirmation.objects.get()
    assert (row.count, len(row.exceptions)) == (2, 1)
    assert row.exceptions[0]["reason"] == "年度考核奖金本单位没有发放"
    assert row.exceptions[0]["label"] == "年度考核奖金按单位内部分配最低等次发放"


@pytest.mark.clause("7.2.3")
def test_about_a_cadre_the_organisation_department_decides_and_the_other_word_stands_beside(
    county: County,
) -> None:
    superior(county, LEADER)
    run(county)
    say(county, APPRAISAL, "disagree", code="L_NO_EXCELLENT", reason="待核")
    say(county, ORG, "disagree", code="L_BONUS_LOWEST", reason="核实无误，没有发放")
    confirm(county, APPRAISAL)
    confirm(county, ORG)
    close(county)
    assert "L_BONUS_LOWEST" not in seen(county.actor(LEADER), LEADER, county)
    assert "L_NO_EXCELLENT" in seen(county.actor(LEADER), LEADER, county)


@pytest.mark.clause("7.2.1")
def test_where_the_organs_differ_about_a_unit_the_year_waits_for_the_leading_group(county: County) -> None:
    superior(county, "bureau_a")
    run(county)
    say(county, ORG, "disagree", "bureau_a", code="U_NO_COLLECTIVE", reason="已整改")
    confirm(county, APPRAISAL)
    confirm(county, ORG)
    with pytest.raises(Unmet) as refused:
        close(county)
    missing = [reason.condition for reason in refused.value.decision.missing]
    assert missing == ["意见不一致的单位结果，已由县绩效考核领导小组议定"]
    say(county, APPRAISAL, "agree", "bureau_a", code="U_NO_COLLECTIVE", minutes="X绩组纪〔2027〕1号")
    assert close(county).state == "closed"


def test_a_later_word_of_an_organ_replaces_its_earlier_one_and_both_stay(county: County) -> None:
    superior(county, "bureau_a")
    run(county)
    say(county, APPRAISAL, "disagree", "bureau_a", code="U_NO_COLLECTIVE", reason="待核")
    say(county, APPRAISAL, "agree", "bureau_a", code="U_NO_COLLECTIVE")
    rows = list(Verdict.objects.order_by("pk").values_list("agreed", "replaced_at"))
    assert [agreed for agreed, _ in rows] == [False, True]
    assert [replaced is None for _, replaced in rows] == [False, True]


@pytest.mark.clause("7.1.3")
def test_advice_on_a_cadre_is_for_the_organisation_department_alone(county: County) -> None:
    superior(county, LEADER)
    run(county)
    assert "L_ADVISE_ADJUST" in seen(county.actor(ORG), LEADER, county)
    assert "L_ADVISE_ADJUST" not in seen(county.actor(APPRAISAL), LEADER, county)
    with pytest.raises(Unmet):
        say(county, APPRAISAL, "agree", code="L_ADVISE_ADJUST")
    say(county, ORG, "disagree", code="L_ADVISE_ADJUST", reason="适宜现职")
    confirm(county, APPRAISAL)
    confirm(county, ORG)
    assert "L_ADVISE_ADJUST" not in seen(county.actor(LEADER), LEADER, county)
    counts = {
        row.code for row in year_view(actor=county.actor(APPRAISAL), year=YEAR, where=ResultFilter()).counts
    }
    assert "L_ADVISE_ADJUST" not in counts
    spoken = result_view(actor=county.actor(APPRAISAL), ref=result(county, LEADER).ref)[0].spoken  # type: ignore[union-attr]
    assert spoken == ()


@pytest.mark.clause("7.1.2")
def test_a_commendation_alone_is_not_shown_to_the_appraisal_office(county: County) -> None:
    do(
        county.actor(ORG), "commendation.record", subject_kind="person", person=county.person(LEADER), unit="",
        issuer="县委", on=county.actor(ORG).on, text="抢险有功", document="X委〔2026〕5号",
    )  # fmt: skip
    run(county)
    row = YearResult.objects.get()
    assert row.reserved
    assert year_view(actor=county.actor(ORG), year=YEAR, where=ResultFilter()).page.total == 1
    assert year_view(actor=county.actor(APPRAISAL), year=YEAR, where=ResultFilter()).page.total == 0
    with pytest.raises(NotFound):
        result_view(actor=county.actor(APPRAISAL), ref=row.ref)
    confirmed(county)
    assert own_results(actor=county.actor(LEADER)).rows == ()


@pytest.mark.clause("7.2.1", "7.3.1")
def test_a_unit_sees_its_own_result_once_it_is_confirmed_and_no_other(county: County) -> None:
    superior(county, "bureau_a")
    superior(county, LEADER)
    run(county)
    unit = county.actor("bureau_a.liaison")
    assert own_results(actor=unit).rows == ()
    with pytest.raises(NotFound):
        seen(unit, "bureau_a", county)
    confirm(county, APPRAISAL)
    assert [row.name for row in own_results(actor=unit).rows] == ["XX县自然资源局"]
    assert seen(unit, "bureau_a", county) == ["U_NO_COLLECTIVE"]
    with pytest.raises(NotFound):
        seen(unit, LEADER, county)
    with pytest.raises(NotFound):
        seen(county.actor("bureau_b.liaison"), "bureau_a", county)


@pytest.mark.clause("7.2.3")
def test_a_person_sees_the_own_result_once_both_have_confirmed_it(county: County) -> None:
    superior(county, LEADER)
    run(county)
    confirm(county, APPRAISAL)
    assert own_results(actor=county.actor(LEADER)).rows == ()
    confirm(county, ORG)
    rows = own_results(actor=county.actor(LEADER)).rows
    assert [item.code for item in rows[0].items] == ["L_NO_EXCELLENT", "L_BONUS_LOWEST", "L_NO_INDIVIDUAL"]


def test_a_result_that_is_not_there_cannot_be_spoken_of(county: County) -> None:
    superior(county, "bureau_a")
    run(county)
    with pytest.raises(Invalid, match="没有这一选项"):
        say(county, APPRAISAL, "agree", "bureau_a", code="U_CAP")


@pytest.mark.parametrize("verb", ["agree", "disagree"])
def test_a_unit_does_not_speak_of_its_own_result(county: County, verb: str) -> None:
    superior(county, "bureau_a")
    confirmed(county)
    with pytest.raises(NotPermitted):
        say(county, "bureau_a.principal", verb, "bureau_a", code="U_NO_COLLECTIVE",
            **({"reason": "不服"} if verb == "disagree" else {}))  # fmt: skip


def test_no_message_of_the_year_names_anybody(county: County) -> None:
    superior(county, LEADER)
    name = county.actor(LEADER).name
    confirmed(county)
    close(county)
    texts = [row.said for row in Message.objects.filter(act__startswith="year")]
    assert texts
    assert not any(name in text or "自然资源局" in text for text in texts)


@pytest.mark.clause("8")
def test_a_unit_assessed_elsewhere_gets_a_letter_of_advice_before_the_year_is_closed(county: County) -> None:
    county = stationed(county)
    superior(county, "customs")
    confirmed(county)
    with pytest.raises(Unmet) as refused:
        close(county)
    assert [reason.condition for reason in refused.value.decision.missing] == ["由上级考核的单位、上级管理的干部已发建议函"]
    row = result(county, "customs")
    assert row is not None
    assert row.recommend
    letter = advice_letter(actor=county.actor(APPRAISAL), ref=row.ref)
    assert letter.items[0][:2] == ("取消先进集体参评资格", "七（三）")
    do(
        county.actor(APPRAISAL), "yearresult.recommend", ref=row.ref, organ="市海关", number="X绩函〔2026〕1号",
        dated_on=county.actor(APPRAISAL).on,
    )  # fmt: skip
    close(county)
    with pytest.raises(NotFound):
        advice_letter(actor=county.inspector, ref=row.ref)


@pytest.mark.clause("8")
def test_a_unit_that_the_county_assesses_gets_no_letter_of_advice(county: County) -> None:
    superior(county, "bureau_a")
    run(county)
    row = result(county, "bureau_a")
    assert row is not None
    with pytest.raises(Unmet):
        do(
            county.actor(APPRAISAL), "yearresult.recommend", ref=row.ref, organ="市局", number="X绩函〔2026〕1号",
            dated_on=county.actor(APPRAISAL).on,
        )  # fmt: skip


def stationed(county: County) -> County:
    """The county with a unit that a superior authority has stationed in it."""
    ref = create_unit(
        actor=county.registrar, name="XX县海关", short_name="海关", kind="驻县单位", sequence=900,
        active_from=date(2020, 1, 1), side="", function="",
    ).ref  # fmt: skip
    return replace(county, units={**county.units, "customs": Unit.objects.get(ref=ref).pk})


def superior_rule(county: County, title: str, value: str, level: str = "市") -> None:
    """A superior document says whether an admonished cadre may be rated excellent; confirmed by a second person."""
    ref = do(
        county.inspector, "override.register", title=title, number=f"X市{title}〔2026〕1号", body="市委组织部", level=level,
        words="受诫勉的……", target_kind="result", target="L_NO_EXCELLENT", value=value, measures=["诫勉"],
        since=date(2026, 1, 1), file=PAPER,
    ).ref  # fmt: skip
    do(county.office_head, "override.confirm", ref=ref)


@pytest.mark.clause("8")
def test_conflicting_superior_documents_are_settled_by_a_person_before_anybody_confirms(
    county: County,
) -> None:
    superior_rule(county, "甲", "true")
    superior_rule(county, "乙", "false")
    superior(county, LEADER, "ADMONITION")
    run(county)
    row = result(county, LEADER)
    assert row is not None
    (conflict,) = [item for item in row.results if item["code"] == "ERROR_OVERRIDE_CONFLICT"]
    sources = [choice["source"] for choice in conflict["choices"]]
    assert len(sources) == 2
    with pytest.raises(Unmet) as refused:
        confirm(county, APPRAISAL)
    assert [reason.clause for reason in refused.value.decision.missing] == ["8"]
    with pytest.raises(Invalid, match="没有这一选项"):
        do(
            county.actor(ORG),
            "yearresult.settle",
            ref=row.ref,
            code=conflict["key"],
            choice="别的文件",
            reason="x",
        )
    do(
        county.actor(ORG), "yearresult.settle", ref=row.ref, code=conflict["key"], choice=sources[0],
        reason="经请示，适用甲文件",
    )  # fmt: skip
    confirm(county, APPRAISAL)
    confirm(county, ORG)
    close(county)
    own = own_results(actor=county.actor(LEADER)).rows[0]
    assert [item.code for item in own.items] == ["L_NO_INDIVIDUAL", "L_NO_EXCELLENT"]
    assert own.items[1].cite == "八 → 上级文件"


@pytest.mark.clause("8")
def test_a_superior_document_without_a_rival_replaces_the_result_and_the_page_shows_both(
    county: County,
) -> None:
    superior_rule(county, "甲", "true")
    superior(county, LEADER, "ADMONITION")
    confirmed(county)
    row = result(county, LEADER)
    assert row is not None
    _, grounds = result_view(actor=county.actor(ORG), ref=row.ref)
    tree = next(tree for item, tree in grounds if item.code == "L_NO_EXCELLENT")
    assert tree.base == "按本通知没有这一结果"
    assert "甲" in tree.documents[0]


@pytest.mark.clause("7.2.3", "8")
@pytest.mark.parametrize(("managed", "decides"), [
    ("county", "县委组织部"), ("unit", "所在单位（按干部管理权限）"), ("city", "管理该干部的市级机关"),
    ("vertical", "管理该干部的上级主管部门"),
])  # fmt: skip
def test_the_result_of_a_cadre_is_decided_by_whoever_manages_him_and_superiors_get_a_letter(
    county: County, managed: str, decides: str
) -> None:
    superior(county, LEADER, authority=managed)
    confirmed(county)
    row = result(county, LEADER)
    assert row is not None
    view, _ = result_view(actor=county.actor(ORG), ref=row.ref)
    assert {one.decides for one in view.items if one.code == "L_NO_EXCELLENT"} == {decides}
    assert row.recommend is (managed in ("city", "vertical"))
    if row.recommend:
        with pytest.raises(Unmet) as refused:
            close(county)
        assert "已发建议函" in refused.value.decision.missing[0].condition
        letter = advice_letter(actor=county.actor(APPRAISAL), ref=row.ref)
        assert (letter.of_person, letter.office) == (True, Unit.objects.get(pk=county.units["org_dept"]).name)
        assert not any("研判" in label for label, *_ in letter.items)
        with pytest.raises(NotPermitted):
            do(county.actor(APPRAISAL), "yearresult.recommend", ref=row.ref, organ="市委组织部", number="X绩函〔2026〕1号",
               dated_on=county.actor(ORG).on)  # fmt: skip
        do(county.actor(ORG), "yearresult.recommend", ref=row.ref, organ="中共××市委组织部", number="X组函〔2026〕1号",
           dated_on=county.actor(ORG).on)  # fmt: skip
    assert close(county).state == "closed"
