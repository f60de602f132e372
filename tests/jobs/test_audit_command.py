"""`duban audit verify`: silent agreement exits 0, the first broken entry is named and exits 1."""

from __future__ import annotations

import pytest
from django.db import connection

from duban.audit import guards
from duban.audit.models import Entry, RowState
from duban.jobs import cli
from tests.personas import County


def test_sound_chains_are_counted(county: County, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["audit", "verify"]) == 0
    out = capsys.readouterr().out
    last = Entry.objects.order_by("-n")[0]
    assert f"XX县：记录 {last.n} 条" in out
    assert last.hash in out
    assert out.count("全部相符") == 2


def test_what_it_cannot_know_is_said_whatever_came_out(
    county: County, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["audit", "verify"]) == 0
    out = capsys.readouterr().out
    assert "单凭这个数据库核验不出的" in out
    assert "链尾的若干条记录" in out and "较早的一份完整副本" in out


def test_how_fast_each_kind_was_gone_through_is_said_apart_at_the_end(
    county: County, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["audit", "verify"]) == 0
    *_, chain, rows, files = capsys.readouterr().out.splitlines()
    assert f"记录与正文 {Entry._base_manager.count():,} 条" in chain and "每秒" in chain
    assert "数据行 " in rows and "每秒" in rows
    assert "文件 " in files and "千字节" in files


def test_a_guard_that_is_gone_is_named_without_an_entry(
    county: County, capsys: pytest.CaptureFixture[str]
) -> None:
    guards.take_off(connection)
    assert cli.main(["audit", "verify", "--jurisdiction", "xx"]) == 1
    assert "没有对应的记录，数据库的防改动触发器 audit_entry_no_delete 被去掉" in capsys.readouterr().out


def test_the_first_broken_entry_is_named(county: County, capsys: pytest.CaptureFixture[str]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE organisations_unit SET name = '改' WHERE short_name = '甲镇'")
    unit = county.town_a.unit_id
    row = (
        RowState.objects.filter(table="organisations_unit", row_id=unit).select_related("entry").latest("pk")
    )
    assert cli.main(["audit", "verify", "--jurisdiction", "xx"]) == 1
    assert f"第一处：第 {row.entry.n} 条记录，organisations_unit 第 {unit} 行" in capsys.readouterr().out


def test_an_unknown_county_is_refused(county: County, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["audit", "verify", "--jurisdiction", "qq"]) == 2
    assert "现有：xx、yy" in capsys.readouterr().err
