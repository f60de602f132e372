"""What acts and kinds of messages were called before.

What is written under a name keeps it for ever, since the record vouches for it, and is read by the present name of that
act or message (`shared.names`). Whoever renames one adds a line here, and changes nothing that is written.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Names:
    """Former names, each with the present one to which it leads."""

    former: Mapping[str, str]

    def present(self, name: str) -> str:
        """The present name of what was once called so; a name that is no former one is itself."""
        return self.former.get(name, name)

    def ever(self, name: str) -> tuple[str, ...]:
        """The present name, and all names that led to it."""
        now = self.present(name)
        return (now, *(before for before, after in self.former.items() if after == now))


ACT_NAMES = Names(
    {
        "post.authorise": "postlist.authorise",
        "post.lend": "postlist.lend",
        "matter.review_report": "matter.vet_report",
        "listing.review_secrecy": "listing.clear_secrecy",
    }
)
"""The keys of acts. Posts of power came to be given by lists that another organ confirms; 问责记录查询 is the one review."""
MESSAGE_NAMES = Names({})
"""The kinds of messages."""
