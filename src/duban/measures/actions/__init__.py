"""All writes on measures: the spine once for all three, then what each adds."""

from duban.measures.actions import (
    approving,
    drafting,
    extending,
    interview,
    issuing,
    listing,
    rectifying,
    sweeping,
    verifying,
)

__all__ = [
    "approving",
    "drafting",
    "extending",
    "interview",
    "issuing",
    "listing",
    "rectifying",
    "sweeping",
    "verifying",
]
