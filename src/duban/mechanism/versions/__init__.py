"""Versions of the county's rules: what a new one changes, what it would do, and what superior documents put in place."""

from __future__ import annotations

from duban.mechanism.versions.changing import (
    FIXED,
    YEARLY,
    Changed,
    as_if,
    candidate,
    changed,
    first_day,
    inherited,
    source_faults,
)
from duban.mechanism.versions.superior import Conflict, Registered, conflicts, in_force_on, table_row
from duban.mechanism.versions.trying import Tried, try_scenarios

__all__ = [
    "FIXED",
    "YEARLY",
    "Changed",
    "Conflict",
    "Registered",
    "Tried",
    "as_if",
    "candidate",
    "changed",
    "conflicts",
    "first_day",
    "in_force_on",
    "inherited",
    "source_faults",
    "table_row",
    "try_scenarios",
]
