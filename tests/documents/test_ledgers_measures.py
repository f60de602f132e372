"""Past measures come in as their papers say: shown in the registers, marked as entered later, never owing anything."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from duban.acts.models import Number, Obligation
from duban.audit.verify import verify
from duban.insight.selectors.taken_out.extract import unit_extract
from duban.measures.models import PastMeasure
from duban.measures.selectors import RegisterFilter, register
from duban.shared.errors import Invalid, NotPermitted
from tests.documents.test_ledgers_directory import carried, fates, faults, judged
from tests.personas import County
from tests.story import do, underway

HEAD = [
    "督办方式",
    "文号",
    "督办日期",
    "事项名称",
    "责任单位",
    "主要领导",
    "分管领导",
    "经办人",
    "存在问题",
    "整改期限",
    "是否销号",
    "销号日期",
]


def line(**given: Any) -> list[Any]:
    values = {
        "kind": "督办函", "number": "X委督函〔2025〕07号", "issued": "2025.6.12", "title": "农村公路养护", "unit": "甲镇",
        "principal": "张某", "deputy": "李某", "handler": "王某", "why": "序时落后", "due": "2025.7.12", "how": "已销号",
        "ended": "2025.7.10", **given,
    }  # fmt: skip
    return list(values.values())


@pytest.mark.clause("4.1", "4.2", "4.3", "4.6")
def test_a_past_measure_stands_in_its_register_with_its_own_number_and_day(county: County) -> None:
    carried(county.inspector, "measures", [HEAD, line()])
    row = PastMeasure.objects.get()
    assert (row.number, row.issued_on, row.state, row.result) == (
        "X委督函〔2025〕7号", date(2025, 6, 12), "recorded", "closed",
    )  # fmt: skip
    (shown,) = register(actor=county.inspector, kind="letter", where=RegisterFilter()).page.rows
    assert (shown.number, shown.issued_on, shown.unit, shown.principals, shown.deputies, shown.handlers) == (
        "X委督函〔2025〕7号", date(2025, 6, 12), "甲镇", "张某", "李某", "王某",
    )  # fmt: skip
    assert (shown.code, shown.state_label, shown.problems, shown.progress) == (
        "补录",
        "已销号",
        "序时落后",
        "已销号（补录）",
    )
    extract = unit_extract(actor=county.org_dept.deputy, ref=county.town_a.unit.ref, year=2025)
    assert [taken.number for taken in extract.extract.rows] == ["X委督函〔2025〕7号"]
    assert verify(county.jurisdiction_id).sound


def test_it_never_brings_a_duty_a_term_or_a_message(county: County) -> None:
    before = Obligation.objects.count()
    carried(
        county.inspector,
        "measures",
        [HEAD, line(), line(kind="挂牌督办", number="X委挂〔2025〕1号", how="已解除")],
    )
    assert Obligation.objects.count() == before
    (shown,) = register(actor=county.inspector, kind="listing", where=RegisterFilter()).page.rows
    assert (shown.state_label, shown.remaining, shown.light.word) == ("已解除", None, "灰")


def test_a_number_used_once_is_used_for_good(county: County) -> None:
    carried(county.inspector, "measures", [HEAD, line()])
    assert Number.objects.get(text="X委督函〔2025〕7号").object_kind == "past"
    assert fates(judged(county.inspector, "measures", [HEAD, line()])) == [(2, "same")]
    twice = judged(
        county.inspector,
        "measures",
        [HEAD, line(number="A〔2025〕1号"), line(number="A〔2025〕1号", title="别的")],
    )
    assert faults(twice) == [("台账!B3", "与 台账!2 重复。")]
    with pytest.raises(Invalid):
        do(
            county.inspector, "past.record", kind="interview", number="X委督函〔2025〕07号", issued_on=date(2025, 1, 2),
            title="x", unit=county.town_a.id, office="party_office", result="closed",
        )  # fmt: skip


@pytest.mark.parametrize(
    ("given", "at", "said"),
    [
        ({"issued": "2026.3.2", "number": "X委督函〔2026〕7号"}, "台账!C2", "应在今天以前"),
        ({"ended": "2025.6.1"}, "台账!L2", "早于印发日期"),
        ({"due": "2025.6.1"}, "台账!J2", "早于印发日期"),
        ({"how": "整改中"}, "台账!K2", "可选：已销号"),
        ({"kind": "口头提醒"}, "台账!A2", "可选：督办函"),
        ({"unit": "甲镇、乙镇"}, "台账!E2", "只能写一个单位"),
    ],
)
def test_what_is_no_ended_measure_says_so_at_its_cell(
    county: County, given: dict[str, Any], at: str, said: str
) -> None:
    found = faults(judged(county.inspector, "measures", [HEAD, line(**given)]))
    assert [where for where, text in found if said in text] == [at], found


def test_it_hangs_on_its_matter_where_the_ledger_names_one(county: County) -> None:
    story = underway(county)
    head = [*HEAD, "系统编号"]
    carried(county.inspector, "measures", [head, [*line(), story.row.case.code]])
    (shown,) = register(actor=county.inspector, kind="letter", where=RegisterFilter()).page.rows
    assert shown.case_ref == story.row.case.ref
    assert PastMeasure.objects.get().matter_id == story.row.pk
    assert any("补录督办函" in line.sentence for line in story.history())


def test_a_wrong_record_is_corrected_by_the_head_of_the_office_and_stays_visible(county: County) -> None:
    carried(county.inspector, "measures", [HEAD, line()])
    row = PastMeasure.objects.get()
    with pytest.raises(NotPermitted):
        do(county.inspector, "past.void", ref=row.ref, reason="录错单位")
    do(county.office_head, "past.void", ref=row.ref, reason="录错单位")
    assert register(actor=county.inspector, kind="letter", where=RegisterFilter()).page.total == 0
    assert PastMeasure.objects.get().state == "void"
    assert Number.objects.get().void_reason == "录错单位"
    assert verify(county.jurisdiction_id).sound


@pytest.mark.clause("4.5")
def test_a_unit_sees_its_own_past_measures_and_no_others(county: County) -> None:
    carried(county.inspector, "measures", [HEAD, line()])
    own = register(actor=county.town_a.liaison, kind="letter", where=RegisterFilter()).page
    other = register(actor=county.town_b.liaison, kind="letter", where=RegisterFilter()).page
    assert (own.total, other.total) == (1, 0)
