"""The database knows its own tables: rows of a case are found by the case, not by reading the county."""

from __future__ import annotations

from django.db import connection

from duban.acts.models import Obligation
from duban.jobs.sweep import sweep
from duban.proceedings.models import Signature
from duban.shared.database import statistics
from tests.personas import County
from tests.story import issued_letter, underway


def counted() -> set[str]:
    """The tables of which the database has counted rows."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT DISTINCT tbl FROM sqlite_stat1")
        else:
            cursor.execute("SELECT DISTINCT tablename FROM pg_stats WHERE schemaname = current_schema()")
        return {str(row[0]) for row in cursor.fetchall()}


def test_after_counting_the_rows_of_a_case_are_found_by_the_case(county: County) -> None:
    story = underway(county)
    issued_letter(story)
    issued_letter(underway(county, title="农贸市场升级改造"))
    statistics.renew()
    assert {"acts_obligation", "proceedings_signature", "matters_matter"} <= counted()
    if connection.vendor == "sqlite":
        for model in (Obligation, Signature):
            plan = model.objects.filter(jurisdiction_id=county.jurisdiction_id, case=story.row.case).explain()
            assert "case_id=?" in plan, plan


def test_the_worker_counts_anew_where_the_database_does_not_do_so_by_itself(county: County) -> None:
    underway(county)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        if connection.vendor == "sqlite":
            cursor.execute("DELETE FROM sqlite_stat1")
    sweep()
    assert "matters_matter" in counted()
