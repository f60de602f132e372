"""All writes of the rulebook."""

from __future__ import annotations

from duban.rulebook.actions.calendars import amend_calendar, publish_calendar, seed_calendar
from duban.rulebook.actions.notices import adopt_notice, confirm_notice, discard_notice, extend_notice

__all__ = [
    "adopt_notice",
    "amend_calendar",
    "confirm_notice",
    "discard_notice",
    "extend_notice",
    "publish_calendar",
    "seed_calendar",
]
