"""All writes of accountability, by act. Importing the package registers them."""

from duban.accountability.actions import passing, records, reviewing, sweeping  # noqa: F401
from duban.accountability.actions.inquiries import (  # noqa: F401
    concluding,
    examining,
    hearing,
    opening,
    recusing,
    serving,
)
from duban.accountability.actions.rulings import (  # noqa: F401
    checking,
    consequences,
    remedies,
    revising,
    ruling,
)
from duban.accountability.actions.transfer import approving, handling, transferring  # noqa: F401
from duban.accountability.actions.year import agreeing, closing, correcting, referring, running  # noqa: F401
