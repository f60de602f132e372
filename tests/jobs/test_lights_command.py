"""`duban lights`: how many running matters are red, and which rule makes each so."""

from __future__ import annotations

import pytest

from duban.jobs import cli
from tests.personas import County
from tests.story import underway


def test_each_red_matter_is_listed_with_its_rule(county: County, capsys: pytest.CaptureFixture[str]) -> None:
    underway(county)
    assert cli.main(["lights", "--jurisdiction", "xx"]) == 0
    assert "在办 1 件，红 0 件（0%）。" in capsys.readouterr().out
    assert cli.main(["lights", "--jurisdiction", "xx", "--as-of", "2026-06-16"]) == 0
    out = capsys.readouterr().out
    assert "在办 1 件，红 1 件（100%）。" in out
    assert "节点未完成：1 件，其中只因这一条的 0 件" in out
    assert "2026-001  甲镇  圩镇雨污分流管网建设：" in out
    assert "节点未完成（累计建成6公里，2026-06-15）" in out


def test_an_unknown_county_is_refused(county: County, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["lights", "--jurisdiction", "qq"]) == 2
    assert "现有：xx、yy" in capsys.readouterr().err
