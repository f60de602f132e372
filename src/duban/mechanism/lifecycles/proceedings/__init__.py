"""What every floor of the story does: the spine of the three measures, written once.

propose → draft → check → countersign → approve → sign out → number, seal and issue → receive → plan → feedback
→ verify → close. A measure states its own parts in a `Spine`.
"""

from duban.mechanism.lifecycles.proceedings.drafting import drafting_acts, drafting_states
from duban.mechanism.lifecycles.proceedings.rectifying import (
    ENDED,
    rectifying_acts,
    verifying_acts,
    verifying_states,
)
from duban.mechanism.lifecycles.proceedings.spine import OPINION, REASON, Spine

__all__ = [
    "ENDED",
    "OPINION",
    "REASON",
    "Spine",
    "drafting_acts",
    "drafting_states",
    "rectifying_acts",
    "verifying_acts",
    "verifying_states",
]
