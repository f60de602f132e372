"""All writes on key work, one function an act."""

from duban.matters.actions import (
    completion,
    finding,
    handing_over,
    handling,
    narrowing,
    planning,
    registration,
    sweeping,
    taking_in,
    undertaking,
)
from duban.matters.actions.reports import flow, reporting, returning, stating

__all__ = [
    "completion",
    "finding",
    "flow",
    "handing_over",
    "handling",
    "narrowing",
    "planning",
    "registration",
    "reporting",
    "returning",
    "stating",
    "sweeping",
    "taking_in",
    "undertaking",
]
