"""All writes on measures: the spine once for all three, then what each adds."""

from duban.measures.actions import bulletins, sweeping
from duban.measures.actions.before_issue import approving, drafting, final, issuing, numbering
from duban.measures.actions.of_before import past
from duban.measures.actions.once_issued import (
    extending,
    interview,
    listing,
    pausing,
    rectifying,
    rescheduling,
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
