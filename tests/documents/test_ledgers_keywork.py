"""Key work and milestones come in from ledgers: registered and proposed by the acts, approved by somebody else."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from duban.acts.models import Case, Obligation
from duban.acts.registry import action_for
from duban.audit.models import Entry
from duban.audit.verify import verify
from duban.documents.ledgers.batches import Blocked
from duban.matters.models import Matter, Milestone
from duban.proceedings.models import Signature
from duban.shared.errors import Unmet
from tests.documents.ledgers import Rows
from tests.documents.test_ledgers_directory import carried, fates, faults, judged
from tests.personas import County
from tests.story import do, registered, underway

HEAD = ["序号", "工作任务", "牵头单位", "配合单位", "完成时限", "目标任务", "任务来源", "文号", "交办时间"]
FIXED = {"source_class": "2.3", "item_kind": "会议"}
GIVEN: dict[str, Any] = {"year": 2026, "fixed": FIXED}


def rows(*lines: list[Any]) -> Rows:
    return [["XX县2026年重点工作任务分解台账"], HEAD, *lines]


def line(
    title: str = "城区老旧管网改造", unit: str = "自然资源局", due: Any = "2026年11月底前", **more: Any
) -> list[Any]:
    values = {
        "assist": "甲镇、水务局",
        "asked": "改造12公里",
        "source": "县委常委会会议",
        "number": "第3次",
        "dated": "2026.1.10",
        **more,
    }
    return [
        1,
        title,
        unit,
        values["assist"],
        due,
        values["asked"],
        values["source"],
        values["number"],
        values["dated"],
    ]


@pytest.mark.clause("2.0", "2.3", "3.0")
def test_a_row_becomes_a_matter_waiting_for_approval(county: County) -> None:
    carried(county.inspector, "matters", rows(line()), **GIVEN)
    matter = Matter.objects.select_related("source", "case").get()
    assert (matter.title, matter.state, matter.office, matter.requirement, matter.due_on, matter.cycle_days) == (
        "城区老旧管网改造", "proposed", "party_office", "改造12公里", date(2026, 11, 30), 30,
    )  # fmt: skip
    assert matter.lead_unit_id == county.bureau_a.unit_id
    assert matter.assist_unit_ids == {county.town_a.unit_id, county.bureau_c.unit_id}
    assert (matter.source.source_class, matter.source.kind, matter.source.title, matter.source.dated_on) == (
        "2.3", "会议", "县委常委会会议", date(2026, 1, 10),
    )  # fmt: skip
    assert (matter.case.code, matter.inspector_id) == ("2026-001", county.persons["inspector"])
    duties = Obligation.objects.filter(object_kind="matter")
    assert list(duties.values_list("act", "outcome")) == [("matter.approve", "open")]
    assert Signature.objects.get().verdict == "propose"
    assert verify(county.jurisdiction_id).sound


@pytest.mark.clause("3.0")
def test_whoever_imports_does_not_approve_and_the_head_of_office_may(county: County) -> None:
    carried(county.inspector, "matters", rows(line()), **GIVEN)
    matter = Matter.objects.get()
    do(county.office_head, "matter.approve", ref=matter.ref)
    assert Matter.objects.get().state == "approved"


def test_what_a_ledger_brings_is_what_the_same_form_by_hand_would(county: County) -> None:
    carried(county.inspector, "matters", rows(line()), **GIVEN)
    by_hand = {
        "title": "农村公路养护", "office": "party_office", "source_class": "2.3", "source_title": "县委常委会会议",
        "source_number": "第3次", "source_date": date(2026, 1, 10), "kind_23": "会议", "due_on": date(2026, 11, 30),
        "lead_unit": county.bureau_a.id, "assist_units": [county.town_a.id, county.bureau_c.id],
        "requirement": "改造12公里", "cycle_days": 30,
    }  # fmt: skip
    do(county.inspector, "matter.take_in", **by_hand)
    one, other = Matter.objects.order_by("pk")
    differing = {"id", "ref", "title", "case_id", "source_id"}
    for field in Matter._meta.concrete_fields:
        if field.attname not in differing:
            assert getattr(one, field.attname) == getattr(other, field.attname), field.attname
    entries = Entry.objects.filter(act="matter.take_in").order_by("n").select_related("payload")
    sentences = [entry.payload.text.split('"sentence":"')[1].split('"')[0] for entry in entries]
    assert sentences[0].replace("城区老旧管网改造", "农村公路养护") == sentences[1]
    assert [entry.object_version for entry in entries] == [1, 1]
    assert Case.objects.order_by("code").values_list("code", flat=True)[1] == "2026-002"
    assert verify(county.jurisdiction_id).sound


def test_a_row_without_a_unit_is_only_registered(county: County) -> None:
    _, done = carried(county.inspector, "matters", rows(line(unit="", assist="")), **GIVEN)
    assert Matter.objects.get().state == "registered"
    assert "没有责任单位，只登记，待拟办" in [each.text for each in done.rows[0].notes]
    assert Obligation.objects.get(object_kind="matter").act == "matter.propose"


@pytest.mark.parametrize(
    ("given", "at", "said"),
    [
        ({"due": "2026.2.30"}, "台账!E3", "没有 2026年2月30日 这一天"),
        ({"due": "2026.2.1"}, "台账!E3", "办理时限已经过去"),
        ({"dated": "2026年12月1日"}, "台账!I3", "来源日期不能在今天以后"),
        ({"unit": "县人大常委会"}, "台账!C3", "类别“领导机构”"),
        ({"unit": "火星基地"}, "台账!C3", "没有“火星基地”"),
        ({"assist": "甲镇、各有关部门"}, "台账!D3", "指多个单位"),
        ({"title": "长" * 121}, "台账!B3", "最多 120 个字"),
        ({"source": ""}, "台账!G3", "缺“来源文件或会议名称”"),
    ],
)
def test_what_cannot_be_stands_at_its_cell(county: County, given: dict[str, Any], at: str, said: str) -> None:
    found = faults(judged(county.inspector, "matters", rows(line(**given)), **GIVEN))
    assert [where for where, text in found if said in text] == [at], found


def test_several_units_in_one_cell_make_the_first_the_lead(county: County) -> None:
    found = judged(county.inspector, "matters", rows(line(unit="自然资源局、水务局", assist="甲镇")), **GIVEN)
    assert any("第一个牵头，其余协办" in each.text for each in found.rows[0].notes)
    carried(
        county.inspector, "matters", rows(line(unit="水务局牵头，自然资源局配合", assist="甲镇")), **GIVEN
    )
    matter = Matter.objects.get()
    assert matter.lead_unit_id == county.bureau_c.unit_id
    assert matter.assist_unit_ids == {county.bureau_a.unit_id, county.town_a.unit_id}


def test_all_towns_are_meant_only_once_somebody_says_so(county: County) -> None:
    table = rows(line(assist="各镇（街道）"))
    (row,) = judged(county.inspector, "matters", table, **GIVEN).rows
    (question,) = row.questions
    assert "甲镇、乙镇、丙镇" in dict(question.options)["towns"]
    carried(county.inspector, "matters", table, **GIVEN, decisions={question.key: "towns"})
    towns = {county.town_a.unit_id, county.town_b.unit_id, county.town_c.unit_id}
    assert Matter.objects.get().assist_unit_ids == towns


def test_what_never_ends_is_given_a_day_by_a_person(county: County) -> None:
    table = rows(line(due="长期坚持"))
    (row,) = judged(county.inspector, "matters", table, **GIVEN).rows
    assert row.questions[0].key == "open_ended"
    carried(county.inspector, "matters", table, **GIVEN, decisions={"open_ended": "2026-12-31"})
    assert Matter.objects.get().due_on == date(2026, 12, 31)


@pytest.mark.clause("3.0")
def test_a_matter_that_resembles_a_registered_one_is_asked_about(county: County) -> None:
    carried(county.inspector, "matters", rows(line()), **GIVEN)
    table = rows(line(title="城区老旧管网改造工程"))
    (row,) = judged(county.inspector, "matters", table, **GIVEN).rows
    (question,) = row.questions
    same, other = (value for value, _ in question.options)
    assert fates(judged(county.inspector, "matters", table, **GIVEN, decisions={question.key: same})) == [
        (3, "same")
    ]
    carried(county.inspector, "matters", table, **GIVEN, decisions={question.key: other})
    assert Matter.objects.count() == 2


def test_the_same_ledger_again_registers_nothing(county: County) -> None:
    carried(county.inspector, "matters", rows(line()), **GIVEN)
    _, again = carried(county.inspector, "matters", rows(line()), **GIVEN)
    assert fates(again) == [(3, "same")]
    assert Matter.objects.count() == 1


def test_a_matter_only_registered_gets_its_proposal_from_the_ledger(county: County) -> None:
    story = registered(county, title="城区老旧管网改造")
    _, done = carried(county.inspector, "matters", rows(line()), **GIVEN)
    assert fates(done) == [(3, "update")]
    matter = Matter.objects.get(ref=story.matter)
    assert (matter.state, matter.version, matter.requirement) == ("proposed", 2, "改造12公里")
    assert verify(county.jurisdiction_id).sound


def test_goals_by_quarter_become_points_but_those_that_are_over_do_not(county: County) -> None:
    head = [*HEAD, "一季度", "二季度", "三季度", "四季度"]
    with county.on("2026-04-10"):
        table = [["2026年台账"], head, [*line(due="2026.11.30"), "勘察", "开工", "过半", "完工"]]
        _, done = carried(county.inspector, "matters", table, **GIVEN)
        points = Milestone.objects.order_by("due_on").values_list("title", "due_on")
        assert list(points) == [
            ("开工", date(2026, 6, 30)), ("过半", date(2026, 9, 30)), ("完工", date(2026, 11, 30)),
        ]  # fmt: skip
        assert any("已过，不作节点" in each.text for each in done.rows[0].notes)


def test_all_or_nothing_means_that_numbers_and_codes_go_back_too(county: County) -> None:
    with pytest.raises(Blocked):
        carried(county.inspector, "matters", rows(line(), line(title="架桥", due="2026.2.30")), **GIVEN)
    assert not Matter.objects.exists()
    carried(county.inspector, "matters", rows(line()), **GIVEN)
    assert Matter.objects.select_related("case").get().case.code == "2026-001"


def test_row_by_row_a_bad_row_leaves_no_gap_in_the_codes(county: County) -> None:
    table = rows(line(), line(title="架桥", unit="县人大常委会"), line(title="修水库"))
    _, done = carried(county.inspector, "matters", table, mode="rows", **GIVEN)
    assert fates(done) == [(3, "create"), (4, "error"), (5, "create")]
    codes = Matter.objects.order_by("pk").values_list("case__code", flat=True)
    assert list(codes) == ["2026-001", "2026-002"]
    assert verify(county.jurisdiction_id).sound


def test_every_row_of_a_long_ledger_has_its_own_link_of_the_chain(county: County) -> None:
    before = Entry.objects.count()
    table = rows(*(line(title=f"{number}号水库除险加固") for number in "甲乙丙丁戊己庚辛"))
    carried(county.inspector, "matters", table, **GIVEN)
    entries = Entry.objects.filter(n__gt=before).order_by("n")
    assert [entry.act for entry in entries] == [
        "import.upload", "import.check", *["matter.take_in"] * 8, "import.carry_out",
    ]  # fmt: skip
    assert [entry.n for entry in entries] == list(range(before + 1, before + 12))
    assert verify(county.jurisdiction_id).sound


def test_statements_do_not_grow_with_the_rows(county: County, django_assert_max_num_queries: Any) -> None:
    def statements(count: int, start: int) -> int:
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        table = rows(
            *(line(title=f"第{start + n}号{'甲乙丙丁戊己庚辛壬癸'[n % 10]}水库加固{n}") for n in range(count))
        )
        names = [f"第{start + n}号{'甲乙丙丁戊己庚辛壬癸'[n % 10]}水库加固{n}" for n in range(count)]
        answers = {"decisions": {f"same:{name}": "other" for name in names}}
        with CaptureQueriesContext(connection) as captured:
            carried(county.inspector, "matters", table, **GIVEN, **answers)
        return len(captured)

    few = statements(3, 100)
    assert statements(60, 500) <= few + 4


def test_the_county_next_door_is_not_seen(county: County, other_county: County) -> None:
    from django_scopes import scope

    carried(county.inspector, "matters", rows(line()), **GIVEN)
    with scope(jurisdiction=other_county.jurisdiction_id):
        found = judged(other_county.inspector, "matters", rows(line(assist="甲镇")), **GIVEN)
        assert fates(found) == [(3, "create")]


POINTS = ["编号", "事项名称", "节点", "应于", "累计目标值"]


def test_points_of_a_ledger_are_set_ahead_beside_those_that_stand(county: County) -> None:
    story = underway(county)
    code = story.row.case.code
    standing = list(Milestone.objects.filter(case=story.row.case).values_list("title", flat=True))
    table = [POINTS, [code, "", "主体封顶", "2026.5.20", 6], [code, "", "竣工验收", "2026.6.10", ""]]
    _, done = carried(county.inspector, "milestones", table)
    assert fates(done) == [(2, "create"), (3, "create")]
    now = Milestone.objects.filter(case=story.row.case, dropped_at=None).values_list("title", flat=True)
    assert set(now) == {*standing, "主体封顶", "竣工验收"}
    _, again = carried(county.inspector, "milestones", table)
    assert fates(again) == [(2, "same"), (3, "same")]
    moved = [POINTS, [code, "", "主体封顶", "2026.5.25", 6]]
    _, changed = carried(county.inspector, "milestones", moved)
    assert fates(changed) == [(2, "update")]
    row = Milestone.objects.get(case=story.row.case, title="主体封顶", dropped_at=None)
    assert row.due_on == date(2026, 5, 25)
    assert verify(county.jurisdiction_id).sound


@pytest.mark.parametrize(
    ("row", "at", "said"),
    [
        (["2026-999", "", "封顶", "2026.5.20", ""], "台账!A2", "没有编号为 2026-999 的事项"),
        (["", "没有这件", "封顶", "2026.5.20", ""], "台账!B2", "没有登记过"),
        (["", "", "封顶", "2026.5.20", ""], "台账!B2", "编号和事项名称都没有写"),
        (["CODE", "", "封顶", "2026.2.1", ""], "台账!D2", "不能早于今天"),
        (["CODE", "", "封顶", "2027.5.20", ""], "台账!D2", "晚于办理时限"),
        (["CODE", "", "", "2026.5.20", ""], "台账!C2", "缺“节点”"),
    ],
)
def test_a_point_that_cannot_be_set_says_where_and_why(
    county: County, row: list[str], at: str, said: str
) -> None:
    story = underway(county)
    given = [story.row.case.code if cell == "CODE" else cell for cell in row]
    found = faults(judged(county.inspector, "milestones", [POINTS, given]))
    assert [where for where, text in found if said in text] == [at], found


def test_points_can_be_set_while_the_proposal_waits_for_approval(county: County) -> None:
    carried(county.inspector, "matters", rows(line()), **GIVEN)
    table = [POINTS, ["", "城区老旧管网改造", "开工", "2026.5.20", ""]]
    _, done = carried(county.inspector, "milestones", table)
    assert fates(done) == [(2, "create")]
    assert Milestone.objects.get().title == "开工"


def test_a_matter_without_a_proposal_takes_no_points_yet(county: County) -> None:
    registered(county, title="城区老旧管网改造")
    found = faults(
        judged(county.inspector, "milestones", [POINTS, ["", "城区老旧管网改造", "开工", "2026.5.20", ""]])
    )
    assert "还没有拟办" in found[0][1]


@pytest.mark.clause("3.0")
def test_the_one_form_asks_for_what_both_acts_ask(county: County) -> None:
    with pytest.raises(Unmet):
        action_for("matter.take_in")(
            actor=county.inspector, title="x", office="party_office", source_class="2.4", source_title="交办",
            source_date=date(2026, 1, 10), due_on=date(2026, 11, 30), lead_unit=county.bureau_a.id, requirement="办",
            cycle_days=30,
        )  # fmt: skip
    assert not Matter.objects.exists()


def test_carrying_a_ledger_out_costs_few_statements(county: County) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from duban.documents.ledgers.at_once import recognise_ledger
    from tests.documents.ledgers import workbook

    file = workbook(
        ("台账", rows(*(line(title=f"{number}号水库除险加固") for number in "甲乙丙丁戊己庚辛壬癸")))
    )
    opened, _ = recognise_ledger(actor=county.inspector, kind="matters", file=file, **GIVEN)
    handed = action_for("import.upload")(actor=county.inspector, kind="matters", file=file, mode="all")
    action_for("import.check")(actor=county.inspector, ref=handed.ref, columns=opened.columns, **GIVEN)
    with CaptureQueriesContext(connection) as captured:
        action_for("import.carry_out")(actor=county.inspector, ref=handed.ref)
    tables = {sql.split('"')[1] for sql in (row["sql"] for row in captured) if "times: INSERT" in sql}
    assert len(tables) == 10, "each table takes one statement, on PostgreSQL a second one that reserves its keys"
    beside, each = (17, 1) if connection.vendor == "sqlite" else (14, 2)
    assert len(captured) <= beside + each * len(tables)
    assert Matter.objects.count() == 10
