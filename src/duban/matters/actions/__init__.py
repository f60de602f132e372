"""All writes on key work, one function an act."""

from duban.matters.actions import (
    completion,
    finding,
    handing_over,
    handling,
    narrowing,
    registration,
    sweeping,
    taking_in,
    undertaking,
)
from duban.matters.actions.reports import flow, reporting, returning

__all__ = [
    "completion",
    "finding",
    "flow",
    "handing_over",
    "handling",
    "narrowing",
    "registration",
    "reporting",
    "returning",
    "sweeping",
    "taking_in",
    "undertaking",
]
