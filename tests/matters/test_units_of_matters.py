"""Who leads, assists and may read a matter stands in rows, with since when; an index finds a unit's matters."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.db import connection

from duban.acts.sight.visibility import visibilities, visibility_of, visible_rows
from duban.matters import policies as of_matter
from duban.matters.models import Matter, MatterReader, MatterUnit, Source, with_assisting
from duban.measures.models import Measure, RegistryRow
from duban.mechanism.people.standing import Function
from duban.organisations.actions.units import merge_unit
from duban.shared.conditions import NOTHING, Among, Found, _Any
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


@pytest.mark.parametrize(
    ("kind", "table", "index"),
    [
        ("matter", "matters_matter", "matters_unit_matters"),
        ("letter", "measures_measure", "matters_unit_matters"),
        ("registry", "measures_registryrow", "measures_registry_unit"),
    ],
)
def test_what_a_unit_sees_is_found_by_indexes_of_its_rows_and_no_table_is_read_whole(
    county: County, kind: str, table: str, index: str
) -> None:
    asked = visible_rows(county.bureau_a.liaison, kind).order_by()
    told = plan(*asked.query.sql_with_params())
    # Of a table that is nearly empty PostgreSQL takes any index.
    assert (index if connection.vendor == "sqlite" else index.rpartition("_")[0]) in told
    assert [line for line in told.splitlines() if re.search(rf"\b(SCAN|Seq Scan on) {table}\b", line)] == []


@pytest.mark.parametrize("kind", ["matter", "letter", "registry"])
def test_nothing_that_a_unit_sees_is_found_by_alternatives_that_would_have_every_row_read(county: County, kind: str) -> None:
    """One of several ways is `Found` by its keys; what narrows the rows found so may be an alternative."""
    actor = county.bureau_a.liaison
    asked = [visibility_of(kind).condition(actor)]
    for one in asked:
        asked += () if isinstance(one, Among) else one.within()
    assert any(isinstance(one, Found) for one in asked)
    assert [one for one in asked if isinstance(one, _Any) and one != of_matter.open_to(actor)] == []


WHO = ("inspector", "gov_head", "secretary", "cdi.deputy", "appraisal.deputy", "registrar", "bureau_a.liaison", "town_a.handler")


@pytest.mark.parametrize("who", WHO)
def test_no_visibility_of_matters_and_measures_looks_for_a_part_of_a_text(county: County, who: str) -> None:
    """Who leads, assists and reads stands in rows; a text of several is read of a row in hand only."""
    kinds = [name for name, one in visibilities().items() if one.model in (Matter, Measure, RegistryRow, Source)]
    assert {"matter", "letter", "interview", "listing", "registry", "source"} <= {*kinds}
    for kind in kinds:
        if visibility_of(kind).condition(county.actor(who)) is not NOTHING:
            sql, _ = visible_rows(county.actor(who), kind).query.sql_with_params()
            assert "LIKE" not in sql.upper(), kind


def test_a_merger_into_an_office_makes_that_office_responsible(county: County) -> None:
    """Its staff see the matter no longer as those who follow it (3.0), in the database and of a row in hand."""
    story = proposed(county, plan={"assist_units": [county.bureau_a.id]})
    with county.on("2026-04-15"):
        heir = county.org_dept.id
        merge_unit(actor=county.registrar, ref=county.bureau_a.unit.ref, into=heir, merged_on=date(2026, 4, 15))
    row = Matter.objects.get(pk=story.row.pk)
    assert row.responsible_functions == Function.ORG_DEPT.value
    asked = of_matter.relations(county.inspector).responsible(Function.ORG_DEPT)
    assert asked.holds(row)
    assert list(Matter.objects.filter(asked.query())) == [row]


@pytest.mark.parametrize("who", ["liaison", "principal"])
def test_an_assisting_unit_sees_the_matter_once_it_is_assigned(county: County, who: str) -> None:
    story = proposed(county, plan={"assist_units": [county.bureau_a.id]})
    seen = visible_rows(getattr(county.bureau_a, who), "matter")
    assert not seen.exists()
    Matter.objects.filter(pk=story.row.pk).update(state="assigned", assigned_on=story.row.registered_on)
    assert list(seen.all()) == [story.row]
