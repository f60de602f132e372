"""The lists that forms of 减负 name."""

from __future__ import annotations

from duban.acts.gate.choices import Asking, Options
from duban.burden.selectors.lookback import drawn_of, title_of


def drawn_matters(asking: Asking) -> Options:
    """What was drawn of the unit that is visited."""
    rows = drawn_of(asking.object) if asking.object is not None else []
    return tuple((row.matter.ref, f"{row.matter.case.code}　{title_of(asking.actor, row)}") for row in rows)
