"""Superior rankings come in from a ledger: what 五（三） names becomes a candidate, nothing else opens anything."""

from __future__ import annotations

from typing import Any

import pytest

from duban.accountability.models import Evidence, Ground, Inquiry
from duban.audit.verify import verify
from tests.documents.test_ledgers_directory import carried, fates, faults, judged
from tests.personas import County

HEAD = [
    "考核机关",
    "考核项目",
    "年度",
    "全市排名",
    "参评数",
    "牵头单位",
    "牵头或配合",
    "通报文件",
    "通报日期",
]
FIXED = {"fixed": {"recusal": "none"}}


def line(**given: Any) -> list[Any]:
    values = {
        "assessor": "市考核办", "subject": "秸秆综合利用", "year": 2025, "rank": 12, "total": 12, "unit": "农业农村局",
        "lead": "牵头负责", "document": "《关于2025年度考核情况的通报》（市考办〔2026〕1号）", "on": "2026.2.10", **given,
    }  # fmt: skip
    return list(values.values())


@pytest.mark.clause("5.3")
def test_the_last_of_the_city_becomes_a_candidate_and_the_middle_does_not(county: County) -> None:
    table = [
        HEAD,
        line(),
        line(subject="河长制", rank=5),
        line(subject="禁烧", lead="协同配合"),
        line(subject="造林", rank=10),
    ]
    _, done = carried(county.inspector, "rankings", table, **FIXED)
    assert fates(done) == [(2, "create"), (3, "skip"), (4, "skip"), (5, "create")]
    assert "倒数第8名" in done.rows[1].notes[0].text
    assert "协同配合" in done.rows[2].notes[0].text
    assert set(Inquiry.objects.values_list("state", "unit_id")) == {("candidate", county.bureau_b.unit_id)}
    ground = Ground.objects.order_by("pk")[0]
    assert (ground.clause, ground.data["rank"], ground.data["year"]) == ("5.3", 12, 2025)
    assert Evidence.objects.count() == 2
    assert verify(county.jurisdiction_id).sound


@pytest.mark.clause("5.3")
def test_the_same_ranking_again_opens_nothing(county: County) -> None:
    carried(county.inspector, "rankings", [HEAD, line()], **FIXED)
    _, again = carried(county.inspector, "rankings", [HEAD, line()], **FIXED)
    assert fates(again) == [(2, "same")]
    assert Inquiry.objects.count() == 1


def test_a_rank_beyond_the_total_is_an_error_of_its_cell(county: County) -> None:
    found = faults(judged(county.inspector, "rankings", [HEAD, line(rank=13)], **FIXED))
    assert [at for at, _ in found] == ["台账!D2"]


@pytest.mark.clause("5.0")
def test_without_a_declaration_on_recusal_nothing_goes_in(county: County) -> None:
    asked = judged(county.inspector, "rankings", [HEAD, line()])
    assert set(asked.questions()) == {"fixed:recusal"}
    related = judged(county.inspector, "rankings", [HEAD, line()], fixed={"recusal": "related"})
    assert fates(related) == [(2, "error")]


def test_looking_keeps_no_file_and_opens_nothing(county: County) -> None:
    assert fates(judged(county.inspector, "rankings", [HEAD, line()], **FIXED)) == [(2, "create")]
    assert not Inquiry.objects.exists()
    assert not Evidence.objects.exists()
