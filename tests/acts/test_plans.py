"""What is asked again and again is found by an index that begins with what is asked for."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.urls import reverse
from django_scopes import scope

from duban.acts.models import Obligation
from duban.demo.generate import generate
from duban.jobs.sweep import Swept, sweep_acts
from duban.matters.models import Matter
from duban.measures.models import RegistryRow
from duban.shared.database import statistics
from tests.conftest import County
from tests.plans import Asked, asking, growing, read_whole
from tests.web.conftest import Browse, browse
from tests.web.test_matrix import ACTS, PAGES, known, walk

__all__ = ["browse", "known", "walk"]
MATTERS = 600
OVERVIEW = ("insight/selectors/cockpit/", "measures/figures.py", "insight/selectors/burden/figures.py")
"""Figures of all matters of a county: what they are made of is read whole."""
_EXPORT = "an export is of the whole list"
_FACES, _HAND = "once for a directory and a day", "matters in hand, of this small county most"
_DUE = "insight/selectors/county/due.py"
TO_THE_END = {
    ("insight/selectors/taken_out/exports.py:matters_table", "matters_matter"): _EXPORT,
    ("insight/selectors/taken_out/exports.py:_matter_rows", "matters_matter"): _EXPORT,
    (f"{_DUE}:_faces_of_the_past", "matters_matter"): _FACES,
    (f"{_DUE}:_faces_of_the_past", "acts_obligation"): _FACES,
    (f"{_DUE}:matters_to_sweep", "matters_matter"): _HAND,
    (f"{_DUE}:_missed_cycles", "matters_matter"): _HAND,
    ("insight/selectors/over_time/sorts.py:counts", "matters_matter"): "whose days are counted: all that are seen are held",
    ("acts/owing/bearing.py:_doubted", "acts_obligation"): "after each act, by whoever asks first: it still grows",
}
"""Who reads a growing table of the county from end to end, and why."""
WHO = ("inspector", "secretary", "bureau_a.liaison", "bureau_a.principal")
MORE = (
    *(f"/matters/?sort={one}" for one in ("unit", "-unit", "due", "-due", "code", "next")),
    *(f"/matters/?{one}" for one in ("light=red", "light=green", "state=open", "step=letter", "rating=2", "source=2.3")),
    *(f"/matters/?text={one}" for one in ("路", "改造", "没有这样的事", "000012")),
    *(f"/registry/listing/?{one}" for one in ("sort=deadline", "state=running", "text=改造", "at=2026-04-01T09:00", "year=2026")),
    "/matters/?row=aaaaaaaaaaaa&row=bbbbbbbbbbbb", "/registry/letter/?row=aaaaaaaaaaaa&row=bbbbbbbbbbbb",
    "/?due=late", "/?due=2026-04-21", "/?due=waiting", "/?due=done",
)  # fmt: skip


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


def test_no_page_form_or_job_reads_a_table_that_grows_from_end_to_end(
    county: County, browse: Browse, known: dict[str, str]
) -> None:
    with scope(jurisdiction=county.jurisdiction_id):
        generate(county.jurisdiction_id, "X", MATTERS, 7, lambda _: None)
    statistics.renew()
    asked: Asked = {}
    with county.on("2026-04-21"), asking(asked):
        for who in WHO:
            client = browse(who)
            for name, (arguments, _) in PAGES.items():
                client.get(reverse(name, args=[known.get(one, one) for one in arguments]))
            for address in MORE:
                assert client.get(address).status_code == 200, address
            for act, (ref, _) in ACTS.items():
                client.get(reverse("act", args=[act, known[ref]]) if ref else reverse("create", args=[act]))
        sweep_acts(Swept())
    tables = growing()
    assert {"matters_matter", "acts_obligation", "audit_entry", "acts_token"} <= tables
    assert len(asked) > 300
    found = read_whole(asked, tables)
    assert found, "the reading of exports is found, so that of others would be"
    assert {one for one in found if not one[0].startswith(OVERVIEW)} <= set(TO_THE_END)
