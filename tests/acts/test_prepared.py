"""What is written and asked by statements made once is what query sets write and ask."""

from __future__ import annotations

from datetime import date

import pytest

from duban.acts.models import Obligation
from duban.matters.models import Matter
from duban.organisations.models import Person
from duban.shared.database import bulk
from duban.shared.database.prepared import Prepared
from tests.personas import County
from tests.story import underway


def test_a_kept_statement_gives_each_asker_the_rows_of_the_asker(county: County) -> None:
    asked = Prepared(lambda case, act: Obligation.objects.filter(case_id=case, act=act).order_by("pk"), -1, "?")
    cases = [underway(county, distinct_reason=reason).row.case_id for reason in ("一", "二")]
    acts = set(Obligation.objects.values_list("act", flat=True))
    for case in cases:
        for act in acts:
            rows = Obligation.objects.filter(case_id=case, act=act).order_by("pk")
            assert [vars(row) | {"_state": 0} for row in asked(case, act)] == [vars(row) | {"_state": 0} for row in rows]
            assert asked.count(case, act) == len(rows)


def test_a_statement_in_which_an_open_value_does_not_stand_is_refused(county: County) -> None:
    with pytest.raises(ValueError, match="do not stand"):
        Prepared(lambda key: Person.objects.all(), -1)(1)


def test_columns_are_written_only_where_the_others_are_still_so(county: County) -> None:
    row = underway(county).row
    values = {"title": "改", "due_on": date(2026, 12, 1), "source": row.source}
    assert bulk.update(Matter, values, [row.pk], version=row.version + 1, state=row.state) == 0
    assert bulk.update(Matter, values, [row.pk], version=row.version, state=row.state) == 1
    now = Matter.objects.get(pk=row.pk)
    assert (now.title, now.due_on, now.source_id) == ("改", date(2026, 12, 1), row.source_id)
