"""When a listing has expired (五（一）, A22)."""

from __future__ import annotations

from datetime import date, timedelta

from duban.mechanism.clauses import clause


@clause("5.1")
def expired_since(
    deadline: date, reported_on: date | None, verified: bool | None, as_of: date
) -> date | None:
    """The day from which a listing counts as expired, or None.

    It expires at 00:00 of the day after its limit. Rectification reported on or before the limit suspends this
    until verification: passed, it never expires; failed, it has expired since the day after the limit.
    `verified` is None while nobody has verified.
    """
    since = deadline + timedelta(days=1)
    if as_of < since:
        return None
    reported_in_time = reported_on is not None and reported_on <= deadline
    if reported_in_time and verified is not False:
        return None
    return since
