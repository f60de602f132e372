"""Small records of 县委组织部, and what the year's end reads in bulk."""

from __future__ import annotations

from datetime import date
from time import perf_counter
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from duban.accountability.models import Ruling, RulingKind
from duban.accountability.selectors.year.counted import commendations_for, events_for, judgements_for
from duban.acts.models import Case
from duban.organisations.models import Person
from duban.shared import clock
from duban.shared.errors import Invalid, NotPermitted
from tests.accountability.steps import answered, appealed, effective
from tests.personas import County
from tests.story import do

ROWS = 5000


def judged(county: County, by: str = "org_dept.deputy", **given: Any) -> str:
    """县委组织部 records a judgement."""
    values = {"kind": "adverse_effect", "person": county.person("bureau_a.principal"), "on": date(2026, 3, 1),
              "text": "产生不良影响。", "document": "部务会记录", **given}  # fmt: skip
    return do(county.actor(by), "judgement.record", **values).ref


@pytest.mark.clause("7.1.3", "7.1.4")
def test_only_the_organisation_department_records_judgements_and_commendations(county: County) -> None:
    ref = judged(county)
    (event,) = judgements_for(county.jurisdiction_id, [2026])
    assert (event.kind, event.person_id) == ("adverse_effect", county.persons["bureau_a.principal"])
    for who in ("cdi.deputy", "inspector", "appraisal.deputy", "secretary"):
        with pytest.raises(NotPermitted):
            judged(county, who)
    with pytest.raises(Invalid):
        judged(county, on=date(2026, 4, 1))
    do(county.actor("org_dept.deputy"), "judgement.withdraw", ref=ref, reason="误录")
    assert judgements_for(county.jurisdiction_id, [2026]) == []


@pytest.mark.clause("7.1.2")
def test_a_commendation_counts_for_a_person_or_a_unit(county: County) -> None:
    values = {"subject_kind": "unit", "person": "", "unit": str(county.units["bureau_a"]), "issuer": "县委、县政府",
              "on": date(2026, 2, 1), "text": "污水治理先进。", "document": "X字〔2026〕2号"}  # fmt: skip
    ref = do(county.actor("org_dept.deputy"), "commendation.record", **values).ref
    (event,) = commendations_for(county.jurisdiction_id, [2026])
    assert event.subject == ("unit", county.units["bureau_a"])
    assert commendations_for(county.jurisdiction_id, [2025]) == []
    do(county.actor("org_dept.deputy"), "commendation.withdraw", ref=ref, reason="撤销表彰")
    assert commendations_for(county.jurisdiction_id, [2026]) == []


@pytest.mark.clause("7.2.1", "7.2.3")
def test_events_tell_everything_that_counting_asks_for(county: County) -> None:
    trial = effective(county)
    (event,) = events_for(county.jurisdiction_id, [2026])
    assert (event.subject, event.kind) == (("person", county.persons["bureau_a.principal"]), "CIRCULAR")
    assert (event.effective_on, event.conduct_year, event.state, event.pending) == (
        date(2026, 4, 10), 2026, "effective", False
    )  # fmt: skip
    assert (event.number, event.leading, event.authority) == (trial.ruling().number, True, "county")
    assert events_for(county.jurisdiction_id, [2025]) == []
    assert events_for(county.jurisdiction_id, []) == []


@pytest.mark.clause("7.2.1")
def test_events_of_an_appeal_are_pending_and_of_a_revocation_say_so(county: County) -> None:
    appealed(county)
    assert [event.pending for event in events_for(county.jurisdiction_id, [2026])] == [True]
    answered(county, item="superior", number="X纪〔2026〕18号")
    revoked = [event for event in events_for(county.jurisdiction_id, [2026]) if event.state == "revoked"]
    assert [event.revoked_on for event in revoked] == [date(2026, 5, 8)]


def test_an_unconfirmed_decision_is_no_event(county: County) -> None:
    from tests.accountability.steps import recorded

    recorded(county)
    assert events_for(county.jurisdiction_id, [2026]) == []


def test_events_cost_two_statements_whatever_the_number_of_rows(county: County) -> None:
    many(county, ROWS)
    start = perf_counter()
    with CaptureQueriesContext(connection) as seen:
        events = events_for(county.jurisdiction_id, [2025, 2026])
    assert len(events) == ROWS
    assert len(seen) == 2
    assert perf_counter() - start < 2


def many(county: County, count: int) -> None:
    """So many confirmed rulings, written without acts."""
    case = Case.objects.create(
        jurisdiction_id=county.jurisdiction_id,
        code="追多",
        title="多",
        state="accountability",
        created_at=clock.now(),
    )
    common = {
        "jurisdiction_id": county.jurisdiction_id, "case": case, "state": "effective", "office": "party_office",
        "level": "县", "issuer": "县纪委监委", "number": "1号", "subject_name": "某", "decided_on": date(2026, 2, 1),
        "effective_on": date(2026, 2, 1), "conduct_year": 2026, "facts": "事实", "basis": "条款", "defence": "heard",
        "attachment_ref": "x", "recorded_by": "某", "recorded_organ": "cdi", "created_at": clock.now(),
    }  # fmt: skip
    people = list(Person.objects.order_by("pk").values_list("pk", flat=True))
    rows = Ruling.objects.bulk_create([Ruling(**common, person_id=people[n % len(people)]) for n in range(count)])
    RulingKind.objects.bulk_create(
        [
            RulingKind(jurisdiction_id=county.jurisdiction_id, case=case, ruling=row, kind="CIRCULAR")
            for row in rows
        ]
    )
