"""Laws of days, lights, ranks and titles, for whatever is drawn."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duban.mechanism import findings
from duban.mechanism.dates.workdays import Calendar, add_workdays, workdays_between
from duban.mechanism.key_work.alike import ALIKE, likeness
from duban.mechanism.key_work.lights import Light, LightFacts, matter_light
from duban.mechanism.key_work.wordings import read
from duban.mechanism.parameters import default_pack

OFF = {date(2026, 1, day) for day in (1, 2, 3)} | {date(2026, 10, day) for day in range(1, 8)}
WORKED = {date(2026, 1, 4), date(2026, 9, 20), date(2026, 10, 10)}
CALENDAR = Calendar(frozenset({2026}), dict.fromkeys(OFF, False) | dict.fromkeys(WORKED, True))
OPEN = Calendar(frozenset({2026}), {})
SERVED = date(2026, 3, 2)
TODAY, SOON = date(2026, 6, 1), date(2026, 6, 4)
WORDS = st.text(alphabet="甲乙丙丁改造路桥", min_size=0, max_size=9)


@settings(deadline=None, database=None)
@given(start=st.dates(date(2026, 1, 1), date(2026, 6, 30)), count=st.integers(1, 40))
def test_what_is_added_is_what_lies_between(start: date, count: int) -> None:
    due = add_workdays(start, count, CALENDAR)
    assert CALENDAR.is_workday(due)
    assert workdays_between(start, due, CALENDAR) == count
    assert workdays_between(start, due - timedelta(days=1), CALENDAR) == count - 1


@pytest.mark.clause("4.2")
@given(st.booleans(), st.booleans(), st.booleans(), st.integers(-40, 40))
def test_a_matter_with_something_overdue_is_never_green(
    lagging: bool, behind: bool, caught: bool, days: int
) -> None:
    due = date.fromordinal(TODAY.toordinal() + days)
    facts = LightFacts(running=True, next_due_on=due, lagging=lagging, behind=behind, caught_up=caught)
    shown = matter_light(facts, TODAY, SOON)
    assert (shown is Light.RED) == (lagging or due < TODAY)
    if shown is Light.GREEN:
        assert due > SOON and not (behind or caught)


@pytest.mark.clause("3.0")
@given(one=WORDS, other=WORDS)
def test_likeness_does_not_ask_which_came_first(one: str, other: str) -> None:
    a, b = read(one), read(other)
    assert likeness(a, b) == likeness(b, a)
    assert likeness(a, a) >= ALIKE or not a.pairs


@pytest.mark.clause("5.0")
@given(st.sets(st.dates(date(2026, 3, 1), date(2026, 4, 30)), max_size=20))
def test_an_outage_never_shortens_and_gives_back_each_working_day_it_took(down: set[date]) -> None:
    due = findings.statement_due(SERVED, 5, down, OPEN).on
    span = [date.fromordinal(n) for n in range(SERVED.toordinal() + 1, due.toordinal() + 1)]
    usable = [day for day in span if OPEN.is_workday(day) and day not in down]
    assert due >= date(2026, 3, 9)
    assert len(usable) == 5


@pytest.mark.clause("5.3")
@given(st.integers(1, 40), st.integers(1, 40))
def test_without_ties_the_last_three_are_those_after_total_less_three(rank: int, total: int) -> None:
    judged = findings.ranking(
        assessor="市", subject="工作", year=2025, period="年度", rank=rank, total=total, tied=0, leads=True, document="通报",
        has_file=True, pack=default_pack(), on=date(2026, 3, 10),
    )  # fmt: skip
    assert judged.decision.allowed == (rank <= total and rank > total - 3)
