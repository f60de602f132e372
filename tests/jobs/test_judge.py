"""`duban judge`: anybody can try cases of article 七."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from duban.jobs import cli

CASE = {
    "id": "T1",
    "subject": "unit",
    "assessment_year": 2027,
    "events": [
        {"type": "unit_accountability", "measure": "通报", "effective": "2026-11-20"},
        {"type": "unit_accountability", "measure": "通报", "effective": "2027-02-10"},
    ],
}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "cases.json"
    path.write_text(json.dumps(CASE, ensure_ascii=False), encoding="utf-8")
    return path


def judged(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[dict[str, Any]]:
    assert cli.main(["judge", *arguments]) == 0
    data = json.loads(capsys.readouterr().out)
    assert set(data) == {"results"}
    return list(data["results"])


@pytest.mark.clause("7.2.1", "7.3.1")
def test_one_case_is_judged_with_its_reasons(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (found,) = judged(capsys, str(file))
    assert list(found) == ["id", "results", "explanation"]
    assert found["id"] == "T1"
    assert found["results"] == [{"code": "U_NO_COLLECTIVE", "cite": "七（三）"}]
    assert "不计入：2026-11-20通报。属于2026年度。" in found["explanation"]


@pytest.mark.clause("7.2.1")
def test_a_parameter_on_the_command_line_stands_over_the_case(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (found,) = judged(
        capsys, str(file), "--param", "count_window=rolling_12m", "--param", "grade_ladder=甲,乙,丙"
    )
    assert {"code": "U_CAP", "cite": "七（二）", "max_grade": "乙"} in found["results"]


def test_a_file_of_many_is_judged_in_its_order(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    leader = {
        "id": "T2",
        "subject": "leader",
        "assessment_year": 2026,
        "events": [{"type": "person_accountability", "measure": "党内严重警告", "effective": "2026-05-01"}],
    }
    path = tmp_path / "many.json"
    path.write_text(json.dumps({"scenarios": [leader, CASE]}), encoding="utf-8")
    first, second = judged(capsys, str(path))
    assert (first["id"], second["id"]) == ("T2", "T1")
    assert first["results"] == [
        {"code": "L_BONUS_CANCELLED", "cite": "七（二）", "limb": "严重警告以上", "item": "绩效奖金"},
        {"code": "L_NO_INDIVIDUAL", "cite": "七（三）"},
        {"code": "L_ADVISE_ADJUST", "cite": "七（一）", "advisory": True},
        {"code": "NOTE_CHECK_SUPERIOR", "cite": "八"},
    ]


def refused(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert cli.main(["judge", *arguments]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    return told.err


WRONG = CASE | {"id": "T9", "subject": "x", "events": [{"type": "override", "target": "U_CAP"}]}


def test_faults_are_told_with_their_places_where_no_case_can_be_judged(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "wrong.json"
    path.write_text(json.dumps({"scenarios": [WRONG]}), encoding="utf-8")
    told = refused(capsys, str(path))
    assert "有 2 处不对，没有测算" in told
    assert "scenarios[0].subject：没有“x”" in told
    assert "scenarios[0].events[0].source：缺少上级文件" in told


def test_a_batch_answers_the_others_and_names_the_impossible_ones_twenty_and_a_count(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "mixed.json"
    wrong = [WRONG | {"id": f"W{n}"} for n in range(23)]
    path.write_text(json.dumps({"scenarios": [wrong[0], CASE, *wrong[1:]]}), encoding="utf-8")
    assert cli.main(["judge", str(path)]) == 0
    told = capsys.readouterr()
    data = json.loads(told.out)
    assert [one["id"] for one in data["results"]] == ["T1"]
    assert [one["id"] for one in data["not_judged"]] == [f"W{n}" for n in range(20)]
    assert "scenarios[0].subject：没有“x”" in data["not_judged"][0]["faults"][0]
    assert told.err.splitlines()[0] == "有 23 个案例不能测算，其余已测算："
    assert told.err.splitlines()[-1] == "另有 3 个。"


def test_every_limb_that_cancels_a_bonus_stands_in_one_entry(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    events = [
        {"type": "person_accountability", "measure": measure, "effective": "2026-05-01", "decision": "D1"}
        for measure in ("党内严重警告", "免职")
    ]
    path = tmp_path / "limbs.json"
    path.write_text(
        json.dumps(CASE | {"subject": "leader", "assessment_year": 2026, "events": events}), "utf-8"
    )
    (found,) = judged(capsys, str(path))
    (cancelled,) = [one for one in found["results"] if one["code"] == "L_BONUS_CANCELLED"]
    assert cancelled["limb"] == "严重警告以上；责令辞职/免职/降职"


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "不能读取" in refused(capsys, str(tmp_path / "none.json"))
    path = tmp_path / "broken.json"
    path.write_text('{"scenarios": [', encoding="utf-8")
    assert "不是有效的 JSON，第1行" in refused(capsys, str(path))


def test_every_wrong_parameter_is_told(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = refused(capsys, str(file), "--param", "x=1", "--param", "count_years=一")
    assert "没有“x”这个参数" in told
    assert "参数“count_years”" in told
