"""All writes on measures: the spine once for all three, then what each adds."""

from duban.measures.actions import bulletins, sweeping  # noqa: F401
from duban.measures.actions.before_issue import approving, drafting, final, issuing, numbering  # noqa: F401
from duban.measures.actions.of_before import past  # noqa: F401
from duban.measures.actions.once_issued import (  # noqa: F401
    extending,
    interview,
    listing,
    pausing,
    rectifying,
    rescheduling,
    verifying,
)
