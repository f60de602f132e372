"""All writes on key work, one function an act."""

from duban.matters.actions import (
    completion,
    finding,
    flow,
    handing_over,
    handling,
    narrowing,
    registration,
    reporting,
    returning,
    sweeping,
    taking_in,
    undertaking,
)

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
