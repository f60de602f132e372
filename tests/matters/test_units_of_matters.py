"""Who leads, assists and may read a matter stands in rows, with since when; an index finds a unit's matters."""

from __future__ import annotations

import pytest
from django.db import connection

from duban.acts.visibility import visible_rows
from duban.matters.models import Matter, MatterReader, MatterUnit, with_assisting
from tests.personas import County
from tests.story import proposed, registered


def test_a_proposal_writes_who_leads_and_who_assists(county: County) -> None:
    story = proposed(county, plan={"assist_units": [county.bureau_a.id, county.town_b.id]})
    rows = MatterUnit.objects.filter(matter=story.row, until=None)
    assert set(rows.values_list("unit_id", "role")) == {
        (story.unit.unit_id, "lead"), (county.bureau_a.unit_id, "assist"), (county.town_b.unit_id, "assist"),
    }  # fmt: skip
    assert story.row.assist_unit_ids == {county.bureau_a.unit_id, county.town_b.unit_id}
    with_units = with_assisting(Matter.objects.filter(pk=story.row.pk)).get()
    assert with_units.__dict__["assist_unit_ids"] == story.row.assist_unit_ids
    assert MatterReader.objects.count() == 0


def test_a_matter_without_assisting_units_has_none(county: County) -> None:
    story = registered(county)
    assert story.row.assist_unit_ids == frozenset()
    assert with_assisting(Matter.objects.filter(pk=story.row.pk)).get().assist_unit_ids == frozenset()


def plan(sql: str, given: tuple[object, ...]) -> str:
    explain = "EXPLAIN" if connection.vendor == "postgresql" else "EXPLAIN QUERY PLAN"
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"{explain} {sql}", given)
        return "\n".join(" ".join(map(str, row)) for row in cursor.fetchall())


def test_the_matters_of_a_unit_are_found_by_the_index_of_its_rows(county: County) -> None:
    asked = visible_rows(county.bureau_a.liaison, "matter").order_by()
    sql, given = asked.query.sql_with_params()
    assert "matters_unit_" in plan(sql, given)
    assert "LIKE" not in sql


@pytest.mark.parametrize("who", ["liaison", "principal"])
def test_an_assisting_unit_sees_the_matter_once_it_is_assigned(county: County, who: str) -> None:
    story = proposed(county, plan={"assist_units": [county.bureau_a.id]})
    seen = visible_rows(getattr(county.bureau_a, who), "matter")
    assert not seen.exists()
    Matter.objects.filter(pk=story.row.pk).update(state="assigned", assigned_on=story.row.registered_on)
    assert list(seen.all()) == [story.row]
