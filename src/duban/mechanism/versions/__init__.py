"""Versions of the county's rules: what a new one changes, what it would do, and what superior documents put in place."""

from __future__ import annotations

from duban.mechanism.versions.changing import (
    FIXED,
    Changed,
    as_if,
    candidate,
    changed,
    inherited,
    source_fault,
)
from duban.mechanism.versions.superior import Conflict, Registered, conflicts, in_force_on, table_row
from duban.mechanism.versions.trying import Tried, try_scenarios

__all__ = [
    "FIXED",
    "Changed",
    "Conflict",
    "Registered",
    "Tried",
    "as_if",
    "candidate",
    "changed",
    "conflicts",
    "in_force_on",
    "inherited",
    "source_fault",
    "table_row",
    "try_scenarios",
]
