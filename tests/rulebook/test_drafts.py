"""A new version is drafted from the one in force: each change an act, typed, with its source and reason."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from duban.audit.models import Entry
from duban.insight.selectors.county.rule_files import rule_files
from duban.mechanism.parameters import PARAMETERS
from duban.mechanism.versions.changing import FIXED
from duban.rulebook.actions.drafting import (
    discard_draft,
    drop_change,
    redate_draft,
    set_answer,
    set_parameter,
)
from duban.rulebook.models import DraftChange
from duban.rulebook.selectors import draft_view, drafts, pack_in_force
from duban.rulebook.selectors.versions import values_in_draft
from duban.shared.errors import Invalid, NotFound, NotPermitted, Stale, WrongState
from tests.personas import County
from tests.rulebook.drafting import REASON, SINCE, SOURCE, opened, put, row, submitted

pytestmark = pytest.mark.clause("9")


def test_a_draft_changes_nothing_by_itself(county: County) -> None:
    ref = opened(county)
    put(county, ref, "many_times", 3)
    assert pack_in_force(county.jurisdiction_id, SINCE).get("many_times", SINCE) == 2
    assert values_in_draft(actor=county.inspector, ref=ref)["many_times"] == 3


def test_each_change_says_what_was_and_what_is_and_why(county: County) -> None:
    ref = opened(county)
    put(county, ref, "feedback_interval_days_letter", 30)
    line = draft_view(actor=county.gov_head, ref=ref).changes[0]
    assert (line.changed.before, line.changed.after, line.changed.article) == ("15天", "30天", "三")
    assert (line.changed.source, line.changed.reason, line.by) == (SOURCE, REASON, county.inspector.name)
    assert (line.changed.cites, line.changed.question) == (("三（一）",), "A11")
    entry = Entry.objects.filter(act="packdraft.set").latest("n")
    assert entry.object_kind == "packdraft"


def test_a_second_change_of_the_same_parameter_replaces_the_first_and_keeps_it_on_record(
    county: County,
) -> None:
    ref = opened(county)
    put(county, ref, "many_times", 3)
    put(county, ref, "many_times", 4, "office_head", reason="改为四次")
    view = draft_view(actor=county.inspector, ref=ref)
    assert [(line.changed.after, line.by) for line in view.changes] == [("4次", county.office_head.name)]
    assert DraftChange.objects.filter(draft__ref=ref).count() == 2


GIVEN: tuple[tuple[str, Any, Any], ...] = (
    ("many_times", "3", 3),
    ("attendance_strict", "否", False),
    ("count_window", "任意连续十二个月", "rolling_12m"),
    ("count_window", "rolling_12m", "rolling_12m"),
    ("cutoff_date_for_previous_year", "2027-03-31", date(2027, 3, 31)),
    ("publicity_fields", "事项名称、责任主体", ("事项名称", "责任主体")),
    ("publicity_fields", ["事项名称"], ("事项名称",)),
    ("transfer_reminder_days", "20、40", (20, 40)),
    ("cooperation_mechanism", "《督查协作办法》", "《督查协作办法》"),
)


@pytest.mark.parametrize(("key", "given", "value"), GIVEN)
def test_a_value_is_typed_by_its_parameter(county: County, key: str, given: Any, value: Any) -> None:
    ref = opened(county)
    put(county, ref, key, given)
    assert values_in_draft(actor=county.inspector, ref=ref)[key] == value


WRONG: tuple[tuple[str, Any, str], ...] = (
    ("many_times", "两次", "应为不小于零的整数"),
    ("many_times", "-1", "应为不小于零的整数"),
    ("many_times", "", "应为不小于零的整数"),
    ("attendance_strict", "也许", "true 或 false"),
    ("count_window", "每年", "之一"),
    ("cutoff_date_for_previous_year", "2027-02-30", "没有“2027-02-30”这一天"),
    ("cutoff_date_for_previous_year", "三月底", "日期"),
    ("publicity_fields", "甲、甲", "重复"),
    ("transfer_reminder_days", "二十", "整数"),
    ("sanction_kinds", [{"key": "X"}], "第1行缺少"),
    ("sanction_kinds", "不是表", "JSON"),
    ("many_times", 2, "与现行的值相同"),
)


@pytest.mark.parametrize(("key", "given", "said"), WRONG)
def test_a_value_that_does_not_fit_is_refused_beside_its_field(
    county: County, key: str, given: Any, said: str
) -> None:
    ref = opened(county)
    with pytest.raises(Invalid) as refused:
        put(county, ref, key, given)
    assert list(refused.value.fields) == ["value"]
    assert said in refused.value.fields["value"]
    assert not DraftChange.objects.filter(draft__ref=ref).exists()


@pytest.mark.parametrize("key", [*FIXED, "no_such", ""])
def test_what_notice_and_superior_documents_fix_is_not_changed_by_a_draft(county: County, key: str) -> None:
    with pytest.raises(Invalid) as refused:
        put(county, opened(county), key, "1")
    assert list(refused.value.fields) == ["parameter"]


@pytest.mark.parametrize("missing", ["source", "reason"])
def test_a_change_without_source_or_reason_is_refused(county: County, missing: str) -> None:
    with pytest.raises(Invalid) as refused:
        put(county, opened(county), "many_times", 3, **{missing: "  "})
    assert list(refused.value.fields) == [missing]


@pytest.mark.clause("9")
def test_no_version_reaches_back(county: County) -> None:
    with pytest.raises(Invalid, match="不溯及既往"):
        opened(county, effective_on=date(2026, 3, 1))
    ref = opened(county, effective_on=date(2026, 3, 2))
    with pytest.raises(Invalid, match="不溯及既往"):
        redate_draft(actor=county.inspector, ref=ref, effective_on=date(2026, 2, 1), reason="提前")
    redate_draft(actor=county.inspector, ref=ref, effective_on=SINCE, reason="推迟")
    assert row(ref).effective_on == SINCE


def test_an_answer_that_no_parameter_holds_is_changed_too(county: County) -> None:
    ref = opened(county)
    given = {"source": SOURCE, "reason": "便于衔接"}
    set_answer(actor=county.inspector, ref=ref, question="A29", answer="先移交县纪委监委", **given)
    change = draft_view(actor=county.inspector, ref=ref).changes[0].changed
    assert (change.key, change.before, change.after) == ("A29", "同时移交两家", "先移交县纪委监委")
    for question in ("A14", "A99", ""):
        with pytest.raises(Invalid) as refused:
            set_answer(actor=county.inspector, ref=ref, question=question, answer="三次", **given)
        assert list(refused.value.fields) == ["question"]
    with pytest.raises(Invalid, match="与现在的答案相同"):
        set_answer(actor=county.inspector, ref=ref, question="A29", answer="同时移交两家", **given)


def test_a_change_is_taken_back(county: County) -> None:
    ref = opened(county)
    put(county, ref, "many_times", 3)
    drop_change(actor=county.inspector, ref=ref, change="many_times", reason="再议")
    assert draft_view(actor=county.inspector, ref=ref).changes == ()
    with pytest.raises(Invalid, match="现在没有可选的"):
        drop_change(actor=county.inspector, ref=ref, change="many_times", reason="再议")


@pytest.mark.parametrize("who", ["secretary", "vice", "town_a.principal", "cdi.principal", "checker"])
def test_only_drafters_begin_a_version(county: County, who: str) -> None:
    with pytest.raises(NotPermitted):
        opened(county, who)
    assert Entry.objects.filter(act="packdraft.open", outcome="refused").count() == 1


@pytest.mark.parametrize(
    ("who", "error"),
    [("secretary", NotPermitted), ("cdi.principal", NotPermitted), ("town_a.principal", NotFound)],
)
def test_others_do_not_change_it_and_units_do_not_know_of_it(
    county: County, who: str, error: type[Exception]
) -> None:
    ref = opened(county)
    with pytest.raises(error):
        put(county, ref, "many_times", 3, who)


def test_a_draft_is_listed_for_those_who_make_and_apply_rules(county: County) -> None:
    ref = opened(county)
    for who in ("inspector", "gov_head", "secretary", "cdi.principal", "org_dept.deputy", "appraisal.deputy"):
        assert [line.ref for line in drafts(actor=county.actor(who))] == [ref]
    assert drafts(actor=county.town_a.principal) == ()
    with pytest.raises(NotFound):
        draft_view(actor=county.town_a.principal, ref=ref)


def test_the_neighbours_draft_is_not_known(county: County, other_county: County) -> None:
    ref = opened(county)
    from django_scopes import scope

    with scope(jurisdiction=other_county.jurisdiction_id), pytest.raises(NotFound):
        draft_view(actor=other_county.inspector, ref=ref)


def test_a_submitted_draft_is_not_changed_any_more(county: County) -> None:
    ref = submitted(county, {"many_times": 3})
    with pytest.raises(WrongState, match="起草中"):
        put(county, ref, "many_times", 4)


def test_two_drafters_do_not_overwrite_each_other(county: County) -> None:
    ref = opened(county)
    seen = row(ref).version
    put(county, ref, "many_times", 3, expect=seen)
    with pytest.raises(Stale):
        set_parameter(
            actor=county.office_head,
            ref=ref,
            expect=seen,
            parameter="bottom_n",
            value=5,
            source=SOURCE,
            reason=REASON,
        )


@pytest.mark.clause("9")
@pytest.mark.parametrize("source", ["县委常委会会议纪要〔2026〕4号", "《县委常委会会议纪要》（〔2026〕4号）", "常委会议定"])
def test_what_the_notice_prints_is_changed_by_its_amendment_or_a_superior_document_only(
    county: County, source: str
) -> None:
    ref = opened(county)
    with pytest.raises(Invalid) as refused:
        put(county, ref, "unit_cap_first_count", 1, source=source)
    assert "会议纪要不作依据" in refused.value.fields["source"]


@pytest.mark.clause("9")
def test_what_the_notice_prints_is_changed_with_the_document_in_hand_only(county: County) -> None:
    ref = opened(county)
    with pytest.raises(Invalid) as refused:
        put(county, ref, "unit_cap_first_count", 1, file=None)
    assert list(refused.value.fields) == ["file"]
    put(county, ref, "unit_cap_first_count", 1)
    (filed,) = rule_files(actor=county.magistrate)[ref]
    assert filed.label == "依据：单位不得评为一等奖的次数"
    put(county, ref, "many_times", 3, file=None, source="县委常委会会议纪要〔2026〕4号")


def test_a_draft_that_is_laid_aside_stays_readable(county: County) -> None:
    ref = opened(county)
    with pytest.raises(Invalid):
        discard_draft(actor=county.inspector, ref=ref, reason=" ")
    discard_draft(actor=county.inspector, ref=ref, reason="另行研究")
    assert draft_view(actor=county.inspector, ref=ref).state_label == "已弃用"
    assert pack_in_force(county.jurisdiction_id, SINCE).get("many_times", SINCE) == 2


@pytest.mark.parametrize("key", [key for key in PARAMETERS if key not in FIXED])
def test_every_other_parameter_can_be_set_to_the_value_that_it_has(county: County, key: str) -> None:
    """What a form opens with is a value that the parameter takes: only that it is the same is wrong with it."""
    from duban.web.forms.parameterforms import opened_with

    ref = opened(county)
    now = pack_in_force(county.jurisdiction_id, SINCE).get(key, SINCE)
    with pytest.raises(Invalid, match="与现行的值相同"):
        put(county, ref, key, opened_with(PARAMETERS[key], now))
