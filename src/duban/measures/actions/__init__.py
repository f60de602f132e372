"""All writes on measures: the spine once for all three, then what each adds."""

from duban.measures.actions import (
    approving,
    bulletins,
    drafting,
    extending,
    final,
    interview,
    issuing,
    listing,
    numbering,
    past,
    pausing,
    rectifying,
    rescheduling,
    sweeping,
    verifying,
)

__all__ = [
    "approving",
    "bulletins",
    "drafting",
    "extending",
    "final",
    "interview",
    "issuing",
    "listing",
    "numbering",
    "past",
    "pausing",
    "rectifying",
    "rescheduling",
    "sweeping",
    "verifying",
]
