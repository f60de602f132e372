"""All writes of the directory. Importing the package registers them."""

from duban.organisations.actions import clockchecks, founding, people, units  # noqa: F401
from duban.organisations.actions.posts_held import (  # noqa: F401
    authorities,
    delegations,
    handovers,
    leaves,
    liaisons,
    postlists,
    posts,
)
from duban.organisations.actions.signing_in import accounts, resets, slips  # noqa: F401
