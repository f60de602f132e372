"""All writes on key work, one function an act."""

from duban.matters.actions import (  # noqa: F401
    completion,
    finding,
    handing_over,
    handling,
    instructions,
    narrowing,
    planning,
    registration,
    taking_in,
    undertaking,
)
from duban.matters.actions.reminders import by_hand, sweeping  # noqa: F401
from duban.matters.actions.reports import (  # noqa: F401
    correcting,
    flow,
    forewarning,
    given_for,
    reporting,
    returning,
    stating,
)
