"""`duban audit verify`: silent agreement exits 0, the first broken entry is named and exits 1."""

from __future__ import annotations

import pytest
from django.db import connection

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
