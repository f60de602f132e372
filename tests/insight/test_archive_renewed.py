"""A package made after a migration: its rows are borne out by the renewal, of which it holds no more than it needs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import connection

from duban.archive.checking import check
from duban.archive.packing.layout import GUIDE, HISTORY
from duban.archive.packing.package import build
from duban.audit.canonical import BLOCK, block_of
from duban.audit.chain import RENEWAL
from duban.audit.models import Entry, RowState
from duban.audit.renewal import Renewal
from tests.insight.archived import Files, found, in_line, joined, lines, lived, opened, packed
from tests.personas import County

TABLES: dict[str, Any] = {"acts_obligation": (), "organisations_person": (), "proceedings_report": ()}


@pytest.fixture
def renewed(county: County, tmp_path: Path) -> Files:
    """The package of a case after a migration that changed rows of it, and of everybody."""
    story = lived(county)
    changing = Renewal("proceedings.0099_later", TABLES, TABLES)
    changing.verify(apps)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE acts_obligation SET stage = stage + 1")
        cursor.execute("UPDATE organisations_person SET rank = rank + 1")
        cursor.execute("UPDATE proceedings_report SET drafted_by = '钱某'")
    changing.renew(apps)
    build(story.row.case, tmp_path / "package.zip")
    return opened(tmp_path / "package.zip")


def renewal(content: Files) -> dict[str, Any]:
    [line] = [line for line in lines(content, HISTORY) if line["columns"]["act"] == RENEWAL]
    return line


def changed(content: Files, **given: Any) -> Files:
    """The package of a careful forger who says something else of the renewal."""
    records = [{**line, **given} if "blocks" in line else line for line in lines(content, HISTORY)]
    return in_line({**content, HISTORY: joined(records)})


def test_a_package_made_after_a_migration_is_sound(renewed: Files, tmp_path: Path) -> None:
    checked = check(packed(renewed, tmp_path / "same.zip", honest=True))
    assert checked.sound, [fault.line for fault in checked.faults]


def test_it_holds_the_blocks_of_its_own_rows_and_the_hashes_of_all_others(
    county: County, renewed: Files
) -> None:
    line = renewal(renewed)
    assert {table for table, _, _ in line["rows"]} == {"acts_obligation", "proceedings_report"}
    shown = {block_of((table, row_id)) for table, row_id, _ in line["rows"]}
    others = {(table, block) for table, block, _ in line["blocks"]}
    entry = Entry.objects.get(jurisdiction_id=county.jurisdiction_id, act=RENEWAL)
    spoken = RowState.objects.filter(entry=entry).values_list("table", "row_id")
    assert shown | others == {block_of(row) for row in spoken}
    assert not shown & others
    assert line["belongs"] is False


def test_its_guide_says_how_a_renewal_is_read(renewed: Files) -> None:
    assert f"行号除以 {BLOCK}" in renewed[GUIDE].decode()


def test_a_row_made_to_fit_is_found_by_the_block_that_binds_it(renewed: Files, tmp_path: Path) -> None:
    rows = [[table, row_id, "0" * 64] for table, row_id, _ in renewal(renewed)["rows"]]
    checked = check(packed(changed(renewed, rows=rows), tmp_path / "forged.zip"))
    assert ("authentic", "rows") in found(checked)


@pytest.mark.parametrize("blocks", [[], [["organisations_person", 0, "0" * 64]]])
def test_blocks_left_out_or_changed_are_found(renewed: Files, tmp_path: Path, blocks: list[Any]) -> None:
    checked = check(packed(changed(renewed, blocks=blocks), tmp_path / "forged.zip"))
    assert ("authentic", "rows") in found(checked)


def test_a_package_that_no_migration_has_touched_is_as_it_always_was(county: County, tmp_path: Path) -> None:
    build(lived(county).row.case, tmp_path / "package.zip")
    content = opened(tmp_path / "package.zip")
    assert not any("blocks" in line for line in lines(content, HISTORY))
    assert "行号除以" not in content[GUIDE].decode()
