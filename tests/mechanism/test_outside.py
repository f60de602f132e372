"""What may leave the system, when, and how often it is tried (A103)."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest

from duban.mechanism.dates.workdays import Calendar
from duban.mechanism.outside import LINES, OwedLine, digest_text, in_hours, pause_after, urgent_text
from duban.mechanism.parameters import default_pack

PACK, ON = default_pack(), date(2026, 4, 1)
KNOWN = Calendar(frozenset({2026}), {date(2026, 4, 6): False, date(2026, 4, 11): True})


@pytest.mark.parametrize(("day", "hour", "may"), [
    (date(2026, 4, 1), 7, False), (date(2026, 4, 1), 8, True), (date(2026, 4, 1), 17, True), (date(2026, 4, 1), 18, False),
    (date(2026, 4, 4), 9, False), (date(2026, 4, 6), 9, False), (date(2026, 4, 11), 9, True), (date(2027, 4, 1), 9, True),
    (date(2027, 4, 3), 9, False),
])  # fmt: skip
def test_messages_go_out_in_working_hours_of_the_calendar(day: date, hour: int, may: bool) -> None:
    assert in_hours(day, time(hour, 30), KNOWN, PACK) is may


def test_each_pause_is_three_times_as_long_until_it_is_given_up() -> None:
    assert [pause_after(tries, PACK, ON) for tries in range(1, 6)] == [
        timedelta(minutes=1), timedelta(minutes=3), timedelta(minutes=9), timedelta(minutes=27), None,
    ]  # fmt: skip


def test_a_digest_says_how_each_day_stands_and_no_more_than_its_lines() -> None:
    late = OwedLine("2026-001", "报送进展", date(2026, 3, 30), "/cases/a/")
    lines = [late, *[OwedLine(f"2026-{n:03d}", "签收", ON, f"/cases/{n}/") for n in range(LINES)]]
    told = digest_text(lines, ON).splitlines()
    assert told[0] == f"今天须办{LINES + 1}件，其中逾期1件。"
    assert told[1] == "1. 报送进展（2026-001）逾期2天 /cases/a/"
    assert told[2].endswith("今天到期 /cases/0/") and told[-1] == "另有1件，请登录系统查看。" and len(told) == LINES + 2
    assert urgent_text(late) == "紧急催办：报送进展（2026-001） /cases/a/"
