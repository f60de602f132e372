"""Units, people and posts come in from ledgers: matched, asked about, judged row by row, on record."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from duban.acts.ledgers import Fate
from duban.acts.registry import action_for
from duban.audit.models import Entry
from duban.audit.verify import verify
from duban.documents.files.uploads import Upload
from duban.documents.ledgers.at_once import JudgedLedger, import_ledger, judge_ledger, recognise_ledger
from duban.documents.ledgers.batches import Blocked
from duban.documents.ledgers.models import ImportBatch, LedgerTemplate
from duban.organisations.models import ListedPost, Person, Post, PostList, Unit
from duban.organisations.selectors import directory
from duban.shared.actor import Actor
from duban.shared.database import memo
from duban.shared.errors import NotPermitted, WrongState
from tests.documents.ledgers import Rows, old_workbook, workbook
from tests.personas import BASIS, BUREAU, County, paper
from tests.story import do

UNITS = [
    ["XX县县直单位名录（2026年）"],
    ["序号", "单位名称", "简称", "单位性质", "规格", "成立时间"],
    [310, "XX县林业局", "林业局", BUREAU, "正科级", "2019年3月"],
    [320, "XX县审计局", "审计局", BUREAU, "正科级", "2019.2.28"],
    ["合计", "2个"],
    ["注：本表按组织序列排列"],
]
PEOPLE = [
    ["序号", "姓名", "工作单位", "现任职务", "身份", "任职时间"],
    [901, "邹某新", "自然资源局", "副局长", "分管领导", "2025.3.1"],
    [902, "卓某新", "水务局", "督查联络员", "联络员", "2025年3月1日"],
]


def judged(actor: Actor, kind: str, rows: Rows, **more: Any) -> JudgedLedger:
    return judge_ledger(actor=actor, kind=kind, file=workbook(("台账", rows)), **more)


def carried(actor: Actor, kind: str, rows: Rows, mode: str = "all", **more: Any) -> tuple[str, JudgedLedger]:
    file = workbook(("台账", rows))
    opened, _ = recognise_ledger(actor=actor, kind=kind, file=file, **more)
    memo.forget()
    return import_ledger(actor=actor, file=file, opened=opened, mode=mode)


def fates(found: JudgedLedger) -> list[tuple[int, str]]:
    return [(one.row.number, one.fate.value) for one in found.rows]


def faults(found: JudgedLedger) -> list[tuple[str, str]]:
    return [(each.address, each.text) for one in found.rows for each in one.faults]


@pytest.mark.clause("1.1")
def test_units_of_a_ledger_are_entered_each_with_an_entry_of_its_own(county: County) -> None:
    before = Entry.objects.count()
    sentence, done = carried(county.registrar, "units", UNITS)
    assert fates(done) == [(3, "create"), (4, "create"), (5, "skip"), (6, "skip")]
    assert "新增2行" in sentence
    unit = Unit.objects.get(name="XX县林业局")
    assert (unit.short_name, unit.sequence, unit.level, unit.active_from) == (
        "林业局", 310, "正科级", date(2019, 3, 1),
    )  # fmt: skip
    entries = list(Entry.objects.filter(n__gt=before).order_by("n").select_related("payload"))
    assert [entry.act for entry in entries] == [
        "import.upload", "import.check", "unit.create", "unit.create", "import.carry_out",
    ]  # fmt: skip
    told = json.loads(entries[2].payload.text)
    assert (told["place"], told["batch"], told["sentence"]) == (
        "台账!3", ImportBatch.objects.get().ref, "管某登记单位“XX县林业局”（县直副科以上单位）。",
    )  # fmt: skip
    assert verify(county.jurisdiction_id).sound


def test_the_directory_in_memory_knows_what_came_in(county: County) -> None:
    assert not any(unit.short_name == "林业局" for unit in directory(county.jurisdiction_id).units)
    carried(county.registrar, "units", UNITS)
    memo.forget()
    assert any(unit.short_name == "林业局" for unit in directory(county.jurisdiction_id).units)


def test_a_ledger_imported_twice_changes_nothing_the_second_time(county: County) -> None:
    carried(county.registrar, "units", UNITS)
    before = Unit.objects.count()
    _, again = carried(county.registrar, "units", UNITS)
    assert fates(again) == [(3, "same"), (4, "same"), (5, "skip"), (6, "skip")]
    assert Unit.objects.count() == before


def test_what_differs_from_the_register_is_changed_and_told(county: County) -> None:
    rows = [UNITS[1], [75, "XX县自然资源局", "自然资源局", BUREAU, "正科级", "2020-01-01"]]
    found = judged(county.registrar, "units", rows)
    assert fates(found) == [(2, "update")]
    assert {each.text for each in found.rows[0].notes} == {"组织序列：100 → 75", "规格：空 → 正科级"}
    carried(county.registrar, "units", rows)
    unit = Unit.objects.get(short_name="自然资源局")
    assert (unit.sequence, unit.level, unit.version) == (75, "正科级", 2)


def test_every_wrong_cell_is_told_with_its_address_and_nothing_is_written(county: County) -> None:
    rows = [
        *UNITS[:2],
        [310, "XX县林业局", "林业局", BUREAU, "正科级", "2019.2.30"],
        ["十", "XX县审计局", "审计局", BUREAU, "正科级", "2019.3.1"],
        [330, "XX县自然资源局分局", "自然资源局", BUREAU, "正科级", "2019.3.1"],
        [340, "", "某局", BUREAU, "", "2019.3.1"],
    ]
    found = judged(county.registrar, "units", rows)
    said = dict(faults(found))
    assert "没有 2019年2月30日 这一天" in said["台账!F3"]
    assert "不是数字" in said["台账!A4"]
    assert "缺“单位全称”" in said["台账!B6"]
    before = (Unit.objects.count(), Entry.objects.count())
    with pytest.raises(Blocked) as refused:
        carried(county.registrar, "units", rows)
    assert "一行也没有写入" in refused.value.message
    assert Unit.objects.count() == before[0]
    assert [entry.act for entry in Entry.objects.filter(n__gt=before[1]).order_by("n")] == [
        "import.upload", "import.check",
    ]  # fmt: skip


def test_row_by_row_the_good_rows_go_in_and_the_bad_ones_stay_out(county: County) -> None:
    rows = [
        *UNITS[:2],
        [310, "XX县林业局", "林业局", BUREAU, "", "2019.2.30"],
        [320, "XX县审计局", "审计局", BUREAU, "", "2019.3.1"],
    ]
    _, done = carried(county.registrar, "units", rows, mode="rows")
    assert fates(done) == [(3, "error"), (4, "create")]
    assert not Unit.objects.filter(name="XX县林业局").exists()
    assert Unit.objects.filter(name="XX县审计局").exists()
    assert verify(county.jurisdiction_id).sound


def test_a_unit_named_twice_in_one_ledger_is_an_error_of_the_second(county: County) -> None:
    found = judged(county.registrar, "units", [*UNITS[:4], UNITS[2]])
    assert faults(found) == [("台账!B5", "与 台账!B3 重复。")]


def test_a_unit_that_shares_only_the_short_name_is_never_taken_for_the_other(county: County) -> None:
    water = Unit.objects.get(short_name="水务局")
    row = [330, "XX县水利工程中心", "水务局", BUREAU, "正科级", "2019.3.1"]
    found = judged(county.registrar, "units", [*UNITS[:2], row])
    assert fates(found) == [(3, "ask")]
    (key,) = found.questions()
    other = judged(county.registrar, "units", [*UNITS[:2], row], decisions={key: "other"})
    assert faults(other) == [("台账!C3", f"简称“水务局”是已登记的{water.name}的，另一个单位须另有简称。")]
    same = judged(county.registrar, "units", [*UNITS[:2], row], decisions={key: water.ref})
    assert fates(same) == [(3, "update")]


def test_one_unit_under_two_names_in_one_ledger_is_an_error_of_the_second(county: County) -> None:
    water = Unit.objects.get(short_name="水务局")
    lines = [[330, name, "水务局", BUREAU, "正科级", "2019.3.1"] for name in (water.name, "水务局")]
    found = judged(county.registrar, "units", [*UNITS[:2], *lines])
    assert faults(found) == [("台账!B4", f"与 台账!3 是同一个单位（{water.name}）。")]


def test_a_cell_with_two_names_is_no_person_and_blanks_inside_a_name_are_none_of_it(county: County) -> None:
    lines = [
        [901, "邹某新、卓某新", "自然资源局", "副局长", "分管领导", "2025.3.1"],
        [902, "欧 某", "自然资源局", "副局长", "分管领导", "2025.3.1"],
    ]
    found = judged(county.registrar, "people", [PEOPLE[0], *lines])
    assert faults(found) == [("台账!B2", "“邹某新、卓某新”里有 2 个名字，一行只写一人，请分成 2 行。")]
    assert found.rows[1].label == "欧某 副局长"


def test_a_choice_that_is_only_near_offers_every_choice_the_near_ones_first(county: County) -> None:
    row = [901, "邹某新", "自然资源局", "副局长", "主要负责人", "2025.3.1"]
    found = judged(county.registrar, "people", [PEOPLE[0], row])
    ((_, _, options),) = found.questions().values()
    labels = [label for _, label in options]
    assert labels[0] == "经办负责人"
    assert {"主要领导", "分管领导"} < set(labels)


@pytest.mark.parametrize("suffix", ["xlsx", "xls"])
def test_a_formula_error_stands_at_its_cell_and_is_no_empty_cell(county: County, suffix: str) -> None:
    rows = [*UNITS[:2], [330, "#REF!", "#N/A", BUREAU, "", "2019.3.1"]]
    file = workbook(("台账", rows)) if suffix == "xlsx" else old_workbook(rows)
    found = judge_ledger(actor=county.registrar, kind="units", file=file)
    assert faults(found) == [
        ("台账!B3", "单元格是公式错误 #REF!，请改成数值。"),
        ("台账!C3", "单元格是公式错误 #N/A，请改成数值。"),
    ]


def test_what_the_ledger_has_no_column_for_is_asked_once(county: County) -> None:
    rows = [["单位名称", "单位性质"], ["XX县林业局", BUREAU], ["XX县审计局", BUREAU]]
    found = judged(county.registrar, "units", rows)
    assert set(found.questions()) == {"fixed:active_from"}
    assert fates(found) == [(2, "ask"), (3, "ask")]
    given = judged(county.registrar, "units", rows, fixed={"active_from": "2019-03-01"})
    assert fates(given) == [(2, "create"), (3, "create")]
    notes = [each.text for each in given.rows[0].notes]
    assert "没有简称，按全称记为“林业局”" in notes


@pytest.mark.clause("1.2")
def test_people_come_in_with_their_posts(county: County) -> None:
    carried(county.registrar, "people", PEOPLE)
    post = Post.objects.select_related("person", "unit").get(person__name="邹某新")
    assert (post.unit.short_name, post.role, post.title, post.starts_on, post.person.rank) == (
        "自然资源局", "deputy", "副局长", date(2025, 3, 1), 901,
    )  # fmt: skip
    assert verify(county.jurisdiction_id).sound


def test_a_name_that_is_in_another_unit_is_asked_about_and_never_taken_for_the_same(county: County) -> None:
    name = county.bureau_b.deputy.name
    rows = [PEOPLE[0], [903, name, "水务局", "副局长", "分管领导", "2025.3.1"]]
    found = judged(county.registrar, "people", rows)
    (question,) = found.rows[0].questions
    assert found.rows[0].fate is Fate.ASK
    assert "农业农村局副局长" in question.text
    refs = [value for value, _ in question.options]
    same = judged(county.registrar, "people", rows, decisions={question.key: refs[0]})
    assert fates(same) == [(2, "create")]
    before = Person.objects.filter(name=name).count()
    carried(county.registrar, "people", rows, decisions={question.key: "other"})
    assert sorted(Person.objects.filter(name=name).values_list("note", flat=True)) == ["", "水务局"]
    assert Person.objects.filter(name=name).count() == before + 1


def test_a_name_in_two_units_of_one_ledger_is_asked_about_too(county: County) -> None:
    rows = [PEOPLE[0], PEOPLE[1], [902, "邹某新", "水务局", "副局长", "分管领导", "2025.3.1"]]
    found = judged(county.registrar, "people", rows)
    assert fates(found) == [(2, "create"), (3, "ask")]
    key = found.rows[1].questions[0].key
    carried(county.registrar, "people", rows, decisions={key: "same"})
    person = Person.objects.get(name="邹某新")
    assert person.posts.count() == 2
    assert verify(county.jurisdiction_id).sound


def test_units_are_found_by_name_by_short_name_and_but_for_the_county(county: County) -> None:
    rows = [PEOPLE[0], *[[901 + n, f"邹某{n}", unit, "副局长", "分管领导", "2025.3.1"] for n, unit in enumerate(
        ("XX县自然资源局", "自然资源局", "县自然资源局", " 自然 资源局 "))]]  # fmt: skip
    found = judged(county.registrar, "people", rows)
    assert {fate for _, fate in fates(found)} == {"create"}
    assert [each.text for each in found.rows[2].notes] == ["“县自然资源局”即“自然资源局”"]


@pytest.mark.parametrize("given", ["自然资源", "自然资原局", "资源局", "XX县自然资源管理局"])
def test_a_near_name_of_a_unit_is_only_suggested(county: County, given: str) -> None:
    rows = [PEOPLE[0], [901, "邹某新", given, "副局长", "分管领导", "2025.3.1"]]
    (row,) = judged(county.registrar, "people", rows).rows
    assert row.fate is Fate.ASK
    options = dict(row.questions[0].options)
    assert "自然资源局（XX县自然资源局）" in options.values()
    ref = next(value for value, label in options.items() if label.startswith("自然资源局"))
    again = judged(county.registrar, "people", rows, decisions={row.questions[0].key: ref})
    assert fates(again) == [(2, "create")]


def test_a_unit_that_nothing_resembles_is_an_error_at_its_cell(county: County) -> None:
    rows = [PEOPLE[0], [901, "邹某新", "火星基地", "副局长", "分管领导", "2025.3.1"]]
    assert faults(judged(county.registrar, "people", rows)) == [("台账!C2", "单位与干部中没有“火星基地”。")]


def test_without_a_column_for_the_role_the_title_tells_it_for_the_person_to_check(county: County) -> None:
    titles = {
        "党组书记、局长": "principal",
        "副局长": "deputy",
        "综合股股长": "handler",
        "督查联络员": "liaison",
    }
    rows = [
        ["姓名", "单位", "职务", "任职日期"],
        *[[f"邹某{n}", "水务局", title, "2025.3.1"] for n, title in enumerate(titles)],
    ]
    found = judged(county.registrar, "people", rows)
    assert all("请核对" in one.notes[0].text for one in found.rows)
    carried(county.registrar, "people", rows)
    given = {post.person.name: post.role for post in Post.objects.filter(person__name__startswith="邹某")}
    assert given == {"邹某1": "deputy", "邹某2": "handler"}
    assert [row.role for row in ListedPost.objects.filter(postlist__state="gathered")] == ["principal"]
    assert Person.objects.filter(name="邹某3").exists()


@pytest.mark.clause("1.2")
def test_what_another_organ_confirms_waits_on_a_list_for_its_paper(county: County) -> None:
    rows = [PEOPLE[0], [901, "邹某新", "水务局", "局长", "主要领导", "2025.3.1"]]
    carried(county.registrar, "people", rows)
    assert not Post.objects.filter(person__name="邹某新").exists()
    waits = PostList.objects.get(state="gathered")
    do(county.registrar, "postlist.submit", ref=waits.ref, basis=BASIS, file=paper())
    do(county.actor("org_dept.deputy"), "postlist.confirm", ref=waits.ref)
    assert Post.objects.get(person__name="邹某新").role == "principal"


def test_a_refusal_of_the_act_stands_at_the_cell_that_it_is_about(county: County) -> None:
    rows = [PEOPLE[0], [901, "邹某新", "水务局", "副局长", "分管领导", "2019.3.1"]]
    assert faults(judged(county.registrar, "people", rows)) == [
        ("台账!F2", "XX县水务局自2020年1月1日起才成立。")
    ]


def test_a_row_whose_second_act_is_refused_leaves_nothing_of_its_first(county: County) -> None:
    rows = [PEOPLE[0], [901, "邹某新", "水务局", "副局长", "分管领导", "2019.3.1"], PEOPLE[2]]
    _, done = carried(county.registrar, "people", rows, mode="rows")
    assert fates(done) == [(2, "error"), (3, "create")]
    assert not Person.objects.filter(name="邹某新").exists()
    assert Person.objects.filter(name="卓某新").exists()
    assert verify(county.jurisdiction_id).sound


def test_cells_merged_downwards_hold_for_every_row_below(county: County) -> None:
    rows = [
        PEOPLE[0],
        [1, "邹某一", "水务局", "副局长", "分管领导", "2025.3.1"],
        [2, "邹某二", "", "副局长", "分管领导", "2025.3.1"],
    ]
    file = workbook(("台账", rows), merged=[("台账", "C2:C3")])
    found = judge_ledger(actor=county.registrar, kind="people", file=file)
    assert fates(found) == [(2, "create"), (3, "create")]
    same = judged(
        county.registrar,
        "people",
        [PEOPLE[0], rows[1], [2, "邹某二", "同上", "副局长", "分管领导", "2025.3.1"]],
    )
    assert fates(same) == [(2, "create"), (3, "create")]
    assert any("取上一行" in each.text for each in same.rows[1].notes)


def test_sections_totals_notes_and_repeated_headers_are_passed_over_and_told(county: County) -> None:
    rows = [
        ["县直单位干部名册"], PEOPLE[0], ["", "一、县直部门"], PEOPLE[1], PEOPLE[0], PEOPLE[2], ["", "小计", "2人"],
        ["", "注：以上为在职人员"],
    ]  # fmt: skip
    found = judged(county.registrar, "people", rows)
    assert fates(found) == [
        (3, "skip"), (4, "create"), (5, "skip"), (6, "create"), (7, "skip"), (8, "skip"),
    ]  # fmt: skip
    reasons = [one.notes[0].text for one in found.rows if one.fate is Fate.SKIP]
    assert reasons == ["小节标题", "重复的表头", "合计行", "说明行"]


def test_who_may_not_enter_such_rows_may_not_import_them(county: County) -> None:
    for who, kind in (
        (county.inspector, "units"),
        (county.bureau_a.liaison, "people"),
        (county.registrar, "matters"),
    ):
        with pytest.raises(NotPermitted):
            judged(who, kind, UNITS)
    with pytest.raises(NotPermitted):
        action_for("import.upload")(
            actor=county.clerk, kind="units", file=workbook(("台账", UNITS)), mode="all"
        )


def test_columns_once_confirmed_are_known_the_next_time(county: County) -> None:
    rows = [["姓名", "归口", "职务", "任职日期"], ["邹某新", "水务局", "副局长", "2025.3.1"]]
    first = judged(county.registrar, "people", rows)
    assert first.columns["台账"].get("B") is None
    carried(county.registrar, "people", rows, columns={"B": "unit"})
    again = judged(county.registrar, "people", [rows[0], ["卓某新", "水务局", "副局长", "2025.3.1"]])
    assert again.columns["台账"]["B"] == "unit"
    assert LedgerTemplate.objects.count() == 1


def test_an_import_is_its_owners_only_and_ends_once(county: County) -> None:
    done = action_for("import.upload")(
        actor=county.registrar, kind="units", file=workbook(("台账", UNITS)), mode="all"
    )
    action_for("import.check")(actor=county.registrar, ref=done.ref)
    action_for("import.carry_out")(actor=county.registrar, ref=done.ref)
    for key in ("import.carry_out", "import.check", "import.discard"):
        with pytest.raises(WrongState):
            action_for(key)(actor=county.registrar, ref=done.ref)
    other = action_for("import.upload")(
        actor=county.registrar, kind="units", file=workbook(("台账", UNITS)), mode="all"
    )
    action_for("import.discard")(actor=county.registrar, ref=other.ref)
    assert ImportBatch.objects.get(ref=other.ref).state == "discarded"


def test_a_ledger_with_a_classified_marking_is_refused_and_not_kept(county: County) -> None:
    rows = [["机密★10年"], *UNITS]
    from duban.documents.files.kept import MarkedInput

    with pytest.raises(MarkedInput):
        action_for("import.upload")(
            actor=county.registrar, kind="units", file=workbook(("台账", rows)), mode="all"
        )
    assert not ImportBatch.objects.exists()


def test_a_file_that_is_no_ledger_is_refused_at_the_field(county: County) -> None:
    from duban.shared.errors import Invalid

    for upload, said in (
        (Upload("台账.xlsx", b"PK\x03\x04"), "已损坏"),
        (workbook(("说明", [["没有表头"]])), "没有找到单位台账的表头"),
    ):
        with pytest.raises(Invalid) as refused:
            action_for("import.upload")(actor=county.registrar, kind="units", file=upload, mode="all")
        assert said in refused.value.fields["file"]
