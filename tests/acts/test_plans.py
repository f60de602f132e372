"""What is asked again and again is found by an index that begins with what is asked for."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.db.models import QuerySet

from duban.acts.models import Obligation
from duban.matters.models import Matter
from duban.measures.models import RegistryRow
from tests.conftest import County


def plan(asked: QuerySet[Any]) -> str:
    """How the database would answer, told that reading whole tables costs more than anything."""
    sql, given = asked.query.sql_with_params()
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")
            cursor.execute("SET LOCAL enable_sort = off")
        cursor.execute(f"EXPLAIN {'QUERY PLAN ' if connection.vendor == 'sqlite' else ''}{sql}", given)
        return "\n".join(" ".join(map(str, row)) for row in cursor.fetchall())


@pytest.mark.parametrize("order", ["due_on", "next_due_on"])
def test_a_list_of_matters_in_an_order_is_read_along_an_index(county: County, order: str) -> None:
    told = plan(Matter.objects.order_by(order, "pk")[:25])
    assert ("matters_matter_due" if order == "due_on" else "matters_matter_next") in told
    assert "TEMP B-TREE" not in told and "Sort" not in told


def test_the_duties_of_an_object_are_found_by_the_object(county: County) -> None:
    asked = Obligation._base_manager.filter(object_kind="matter", object_id=7, outcome=Obligation.Outcome.OPEN)
    assert "acts_owed_object" in plan(asked)


def test_what_stands_in_the_registers_is_counted_from_an_index_of_what_stands_there_now(county: County) -> None:
    now = RegistryRow.objects.filter(recorded_to=None, kind="letter", year=2026, state="issued")
    assert "measures_registry_counts" in plan(now.values("pk"))
