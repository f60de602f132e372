"""The ladder of article 三: when a measure may be taken, and what each step on it asks for."""

from duban.mechanism.ladder.gates import (
    TRIGGERS,
    Fact,
    MatterFacts,
    PriorMeasure,
    effect_judgeable,
    interview_gate,
    letter_gate,
    listing_gate,
)
from duban.mechanism.ladder.release import release_gate
from duban.mechanism.ladder.steps import (
    Feedback,
    commitment_within,
    extension_gate,
    extension_open,
    feedback_cycle,
    interview_held,
    recipients_known,
    rescheduling_gate,
    side_matches,
)

__all__ = [
    "TRIGGERS",
    "Fact",
    "Feedback",
    "MatterFacts",
    "PriorMeasure",
    "commitment_within",
    "effect_judgeable",
    "extension_gate",
    "extension_open",
    "feedback_cycle",
    "interview_gate",
    "interview_held",
    "letter_gate",
    "listing_gate",
    "recipients_known",
    "release_gate",
    "rescheduling_gate",
    "side_matches",
]
