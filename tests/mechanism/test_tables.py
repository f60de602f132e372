"""Tables among the parameters: checked row by row, and written and read without loss."""

from __future__ import annotations

from datetime import date

import pytest

from duban.mechanism.parameters import PARAMETERS, Pack, PackError, default_pack

DAY = date(2026, 6, 1)
ROW = {"id": "1", "source": "某文件", "level": "省", "target": "L_NO_EXCELLENT"}


def changed(*rows: dict[str, object]) -> Pack:
    return default_pack().with_values({"overrides": (list(rows), DAY, "某文件", "某理由")})


def test_a_table_is_said_by_its_shown_column() -> None:
    assert (
        changed(ROW, ROW | {"id": "2", "source": "另一文件"}).use("overrides", DAY).text == "某文件、另一文件"
    )
    assert default_pack().use("overrides", DAY).text == "无"


def test_a_pack_with_tables_written_and_read_again_is_the_same_pack() -> None:
    pack = changed(ROW | {"measures": ["诫勉", "通报"], "since": date(2026, 1, 1), "priority": 2})
    again = Pack.loads(pack.dumps())
    assert again.hash == pack.hash
    assert again.get("overrides", DAY) == pack.get("overrides", DAY)


def test_a_changed_cell_changes_the_hash() -> None:
    assert changed(ROW).hash != changed(ROW | {"level": "市"}).hash


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        ({"id": "1", "source": "某文件", "level": "省"}, "第1行缺少“改变的结果”"),
        (ROW | {"colour": "红"}, "第1行有不认识的栏“colour”"),
        (ROW | {"source": " "}, "第1行“上级文件”应为文字"),
        (ROW | {"measures": "诫勉"}, "第1行“适用的方式”应为文字列表"),
        (ROW | {"since": "2026-01-01"}, "第1行“起”应为日期"),
        (ROW | {"priority": -1}, "第1行“同级之间的次序”应为不小于零的整数"),
    ],
)
def test_a_wrong_row_is_named_with_its_column(row: dict[str, object], complaint: str) -> None:
    with pytest.raises(PackError, match=complaint):
        changed(row)


def test_two_rows_with_one_key_are_refused() -> None:
    with pytest.raises(PackError, match="第2行“编号”与前面重复"):
        changed(ROW, ROW)


def test_what_is_no_table_is_refused() -> None:
    with pytest.raises(PackError, match="应为若干行"):
        default_pack().with_values({"overrides": (["某文件"], DAY, "某文件", "某理由")})


def test_every_table_names_the_basis_of_each_row() -> None:
    for key in ("sanction_kinds", "remedy_stages"):
        assert PARAMETERS[key].kind == "table"
        assert all(row["basis"] for row in default_pack().get(key, DAY))
