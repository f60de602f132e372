"""`duban doctor` says what cannot be, also of a database of a version before, and nothing is upgraded over it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from duban.jobs.cli import main
from tests.packed.packing import Packed, packed
from tests.personas import County
from tests.template import Database

FAULTS = {
    ("matters_matter", "lead_unit_id = 990001"): "lead_unit_id 指向 organisations_unit 第 990001 行，那里没有这一行",
    ("matters_matter", "state = 'nowhere'"): "不合“状态是这类事项可以有的状态”（state 为 nowhere）",
    ("matters_matter", "assist_units = ',990002,'"): "assist_units 写作“,990002,”，其中“990002”不是任何单位的编号",
    ("matters_matter", "cycle_days = 0"): "不合“报告周期至少 1 天”（cycle_days 为 0）",
    ("measures_measure", "state = 'nowhere'"): "不合“状态是这类事项可以有的状态”",
    ("proceedings_extension", "new_due = old_due"): "不合“延期后的时限晚于原时限”",
    ("accountability_ruling", "served_on = '1999-01-01'"): "不合“送达不早于决定”",
}


def sql(text: str) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(text)
        return cursor.fetchall() if cursor.description else []


@pytest.fixture(params=packed(), ids=lambda one: one.version)
def old(request: pytest.FixtureRequest, transactional_db: None, database: Database) -> Iterator[Packed]:
    """The database as a version before left it."""
    one: Packed = request.param
    database.give(one.version, {one.path}, one.unpack)
    with database.county.on("2027-03-01"):
        yield one


@pytest.fixture
def unbounded(transactional_db: None, database: Database) -> Iterator[Packed]:
    """The database of the first version, which did not refuse yet what cannot be."""
    first = packed()[0]
    database.give(first.version, {first.path}, first.unpack)
    with database.county.on("2027-03-01"):
        yield first


def test_a_sound_county_of_a_version_before_has_nothing(old: Packed, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor"]) == 0
    assert "没有发现不可能成立的数据。" in capsys.readouterr().out


def test_what_cannot_be_is_named_before_the_upgrade_which_is_not_begun(
    unbounded: Packed, capsys: pytest.CaptureFixture[str]
) -> None:
    expected = []
    for number, ((table, edit), what) in enumerate(FAULTS.items()):
        ids = [pk for (pk,) in sql(f"SELECT id FROM {table} ORDER BY id")]  # noqa: S608
        row = ids[number % len(ids)]
        sql(f"UPDATE {table} SET {edit} WHERE id = {row}")  # noqa: S608
        expected.append(f"{table} 第 {row} 行：{what}")
    before = MigrationRecorder(connection).applied_migrations().keys()

    assert main(["doctor"]) == 1
    told = capsys.readouterr().out
    assert [line for line in expected if line not in told] == []
    assert f"发现 {len(expected)} 处不可能成立的数据" in told
    assert told.count("请") >= len(expected)

    assert main(["migrate", "--quiet"]) == 2
    refused = capsys.readouterr().err
    assert "没有升级，数据库保持原样" in refused
    assert [line for line in expected if line not in refused] == []
    assert MigrationRecorder(connection).applied_migrations().keys() == before


def test_rows_of_two_tables_that_contradict_each_other_are_named(
    county: County, capsys: pytest.CaptureFixture[str]
) -> None:
    from tests.story import registered

    story = registered(county)
    sql(f"UPDATE matters_matter SET narrowed = {'TRUE' if connection.vendor == 'postgresql' else 1} WHERE id = {story.row.pk}")
    sql(f"UPDATE matters_matter SET lead_unit_id = {county.town_a.unit_id} WHERE id = {story.row.pk}")
    assert main(["doctor"]) == 1
    told = capsys.readouterr().out
    assert f"matters_matter 第 {story.row.pk} 行：牵头单位与事项的单位清单不一致" in told
    assert f"matters_matter 第 {story.row.pk} 行：是否缩小范围与知悉人清单不一致" in told


def test_an_empty_database_is_not_looked_at(
    transactional_db: None, database: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    database.empty()
    MigrationRecorder(connection).Migration.objects.all().delete()
    assert main(["doctor"]) == 2
    assert "没有体检" in capsys.readouterr().err
