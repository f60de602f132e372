"""All writes of the rulebook. Importing the package registers them."""

from duban.rulebook.actions import (  # noqa: F401
    answering,
    calendars,
    checking,
    confirming,
    drafting,
    notices,
    superiors,
)
