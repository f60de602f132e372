"""Extension, completion, verification by two persons, 销号, and what a merger passes on."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from duban.acts.models import Obligation
from duban.organisations.actions.units import merge_unit
from duban.proceedings.models import Extension, Rating, Report, ResponsiblePerson, Verification
from duban.shared.errors import Invalid, NotFound, Unmet, WrongState
from tests.personas import County, appoint
from tests.story import DUE, Story, do, drafted, finished, issued_letter, missing, reported, underway

LATER = date(2026, 10, 31)


def asked(story: Story, new_due: date = LATER) -> None:
    """The unit asks for a later limit."""
    do(story.unit.liaison, "matter.request_extension", ref=story.matter, new_due=new_due, reason="汛期停工")


def applied(county: County) -> Story:
    """The unit reports the matter as done."""
    story = underway(county)
    do(county.town_a.liaison, "matter.apply", ref=story.matter, text="全部建成。", value=Decimal(12))
    return story


@pytest.mark.clause("3.0")
def test_an_extension_is_granted_once_and_the_original_limit_stays(county: County) -> None:
    story = underway(county)
    asked(story)
    with pytest.raises(Unmet) as refused:
        asked(story)
    assert list(missing(refused.value)) == ["没有待答复的延期申请"]
    do(story.head, "matter.decide_extension", ref=story.matter, verdict="grant", opinion="同意")
    assert (story.row.due_on, story.row.original_due_on) == (LATER, DUE)
    assert Extension.objects.get().old_due == DUE
    assert story.owed("matter.decide_extension") == []
    with pytest.raises(Unmet) as refused:
        asked(story, date(2026, 11, 30))
    assert [reason.params for reason in missing(refused.value).values()] == [("max_extensions",)]


def test_an_extension_refused_does_not_count_as_one(county: County) -> None:
    story = underway(county)
    asked(story)
    do(story.head, "matter.decide_extension", ref=story.matter, verdict="refuse", opinion="抓紧")
    assert story.row.due_on == DUE
    asked(story)
    assert [row.state for row in Extension.objects.order_by("pk")] == ["refused", "asked"]


@pytest.mark.parametrize(("day", "new_due", "condition"), [
    ("2026-10-09", LATER, "在期满以前提出"),
    ("2026-09-30", DUE, "延期至原时限以后"),
])  # fmt: skip
def test_an_extension_is_asked_for_before_expiry_to_a_later_day(
    county: County, day: str, new_due: date, condition: str
) -> None:
    story = underway(county)
    with county.on(day), pytest.raises(Unmet) as refused:
        asked(story, new_due)
    assert list(missing(refused.value)) == [condition]


@pytest.mark.clause("3.0")
def test_reported_rated_and_verified_are_three_facts(county: County) -> None:
    story = underway(county)
    reported(story, value=Decimal(12))
    assert (Report.objects.count(), Rating.objects.count(), Verification.objects.count()) == (1, 0, 0)
    do(story.inspector, "matter.rate", ref=story.matter, value="较好推进")
    assert (story.row.state, Verification.objects.count()) == ("underway", 0)
    do(county.town_a.liaison, "matter.apply", ref=story.matter, text="全部建成。", value=Decimal(12))
    assert (story.row.state, story.row.rating_index, Verification.objects.count()) == ("applied", 0, 0)


@pytest.mark.clause("3.0")
def test_two_different_persons_verify(county: County) -> None:
    story = applied(county)
    with pytest.raises(WrongState):
        do(story.head, "matter.close", ref=story.matter)
    do(story.inspector, "matter.verify", ref=story.matter, method="现场", result="pass", text="属实。", value=Decimal(12))
    with pytest.raises(Unmet) as refused:
        do(story.inspector, "matter.confirm_verification", ref=story.matter, agree="agree")
    assert "不由同一人办理" in next(iter(missing(refused.value)))
    do(story.checker, "matter.confirm_verification", ref=story.matter, agree="agree")
    row = Verification.objects.get()
    assert (row.passed, row.agreed, row.by != row.confirmed_by) == (True, True, True)
    do(story.head, "matter.close", ref=story.matter, opinion="同意")
    assert story.row.state == "closed"
    assert not Obligation.objects.filter(case=story.row.case, outcome="open").exists()


@pytest.mark.clause("3.0")
def test_a_failed_verification_leads_back_to_work_and_to_reports(county: County) -> None:
    story = applied(county)
    assert story.owed("matter.report") == []
    do(story.inspector, "matter.verify", ref=story.matter, method="暗访", result="fail", text="未通水。", value=Decimal(12))
    do(story.inspector2, "matter.confirm_verification", ref=story.matter, agree="agree")
    assert (story.row.state, story.row.finished_on) == ("underway", None)
    assert len(story.owed("matter.report")) == 1
    assert any("核查未通过" in text for text in story.told(unit_id=county.town_a.unit_id))
    finished(story)


def test_a_second_person_who_disagrees_asks_for_another_verification(county: County) -> None:
    story = applied(county)
    do(story.inspector, "matter.verify", ref=story.matter, method="材料", result="pass", text="材料齐全。", value=Decimal(12))
    do(story.inspector2, "matter.confirm_verification", ref=story.matter, agree="again", text="须到现场")
    assert story.row.state == "applied"
    do(story.inspector, "matter.verify", ref=story.matter, method="现场", result="pass", text="属实。", value=Decimal(12))
    do(story.inspector2, "matter.confirm_verification", ref=story.matter, agree="agree")
    assert story.row.state == "verified"


@pytest.mark.clause("3.1.8")
def test_a_matter_is_not_applied_for_or_suspended_around_a_letter(county: County) -> None:
    story = underway(county)
    issued_letter(story)
    for key, actor, given in (
        ("matter.apply", county.town_a.liaison, {"text": "全部建成。", "value": Decimal(12)}),
        ("matter.suspend", story.head, {"reason": "停"}),
    ):
        with pytest.raises(Unmet) as refused:
            do(actor, key, ref=story.matter, **given)
        reason = missing(refused.value)["没有未销的督办措施"]
        assert "X委办督函〔2026〕1号" in reason.finding


def test_whoever_verified_does_not_cross_off(county: County) -> None:
    appoint(actor=county.registrar, person=county.person("inspector"), role="office_head",
            title="主持工作的副主任", starts_on=date(2026, 3, 1), unit=county.party_office.id)  # fmt: skip
    story = applied(county)
    do(county.inspector, "matter.verify", ref=story.matter, method="现场", result="pass", text="属实。", value=Decimal(12))
    do(county.inspector2, "matter.confirm_verification", ref=story.matter, agree="agree")
    with pytest.raises(Unmet, match="销号"):
        do(county.inspector, "matter.close", ref=story.matter)
    do(county.office_head, "matter.close", ref=story.matter)


@pytest.mark.clause("1.2")
def test_a_merger_passes_open_matters_with_their_duties_on_and_leaves_what_was(county: County) -> None:
    story, done = underway(county), underway(county, title="农村公路危桥改造")
    assisted = underway(
        county, lead="bureau_a", title="病险水库除险加固", plan={"assist_units": [county.town_a.id]}
    )
    finished(done)
    frozen = list(ResponsiblePerson.objects.order_by("pk").values_list("person_id", flat=True))
    with county.on("2026-04-01"):
        merge_unit(
            actor=county.registrar, ref=county.town_a.unit.ref, into=county.town_b.id, merged_on=date(2026, 4, 1),
            basis="X编〔2026〕7号",
        )  # fmt: skip
    assert (story.row.lead_unit_id, done.row.lead_unit_id) == (county.town_b.unit_id, county.town_a.unit_id)
    assert assisted.row.assist_unit_ids == {county.town_b.unit_id}
    assert {duty.unit_id for duty in story.owed("matter.report")} == {county.town_b.unit_id}
    assert list(ResponsiblePerson.objects.order_by("pk").values_list("person_id", flat=True)) == frozen
    with county.on("2026-04-02"):
        with pytest.raises(NotFound):
            reported(story)
        do(county.town_b.liaison, "matter.report", ref=story.matter, progress="继续施工。")
        do(county.town_b.liaison, "matter.contribute", ref=assisted.matter, text="配合清淤。")


@pytest.mark.clause("3.0")
def test_completion_states_the_reached_value_and_verification_confirms_it(county: County) -> None:
    story = underway(county)
    given = {"ref": story.matter, "text": "12公里全部建成。"}
    for value, fault in ((None, "请填写已完成的数量（目标 12）"), (Decimal(3), "完成 3，目标 12，没有全部完成")):
        with pytest.raises(Invalid) as refused:
            do(county.town_a.liaison, "matter.apply", value=value, **given)
        assert fault in refused.value.fields["value"]
    do(county.town_a.liaison, "matter.apply", value=Decimal(11), explanation="县里核减1公里，见批复。", **given)
    found = {"ref": story.matter, "method": "现场", "text": "现场丈量。"}
    for value, fault in ((None, "请填写核实的数量（单位报 11）"), (Decimal(9), "核实 9，单位报 11，不一致的不能通过")):
        with pytest.raises(Invalid) as refused:
            do(story.inspector, "matter.verify", result="pass", value=value, **found)
        assert fault in refused.value.fields["value"]
    do(story.inspector, "matter.verify", result="fail", value=Decimal(9), **found)
    do(story.inspector2, "matter.confirm_verification", ref=story.matter, agree="agree")
    assert (story.row.state, story.row.value) == ("underway", Decimal(9))


@pytest.mark.clause("3.0", "3.1.1")
def test_a_matter_that_is_crossed_off_takes_its_drafts_with_it(county: County) -> None:
    story = underway(county)
    draft = drafted(story)
    finished(story)
    assert story.measure(draft).state == "withdrawn"
    assert not Obligation.objects.filter(case__ref=story.case, outcome="open").exists()
    assert any("督办函稿已随事项销号撤回" in text for text in story.told(person_id=county.persons["inspector"]))
