"""All writes of accountability, by act. Importing the package registers them."""

from duban.accountability.actions import passing, records, reviewing, sweeping
from duban.accountability.actions.inquiries import concluding, examining, hearing, opening, recusing, serving
from duban.accountability.actions.rulings import checking, consequences, remedies, revising, ruling
from duban.accountability.actions.transfer import approving, handling, transferring
from duban.accountability.actions.year import agreeing, closing, correcting, referring, running

__all__ = [
    "agreeing",
    "approving",
    "checking",
    "closing",
    "concluding",
    "consequences",
    "correcting",
    "examining",
    "handling",
    "hearing",
    "opening",
    "passing",
    "records",
    "recusing",
    "referring",
    "remedies",
    "reviewing",
    "revising",
    "ruling",
    "running",
    "serving",
    "sweeping",
    "transferring",
]
