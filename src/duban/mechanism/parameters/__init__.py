"""Parameters: every number and list of the notice and of its open questions, as dated and cited values.

What can be set is fixed by the system (`packs/parameters.toml`); the values make a pack. A pack is immutable and
has a hash; a new value makes a new pack. A value holds from its date until the next one.
"""

from __future__ import annotations

from duban.mechanism.parameters.definitions import (
    PARAMETERS,
    NoValueInForce,
    PackError,
    Parameter,
    Question,
    UnknownParameter,
    Use,
    Value,
)
from duban.mechanism.parameters.pack import Pack, default_pack
from duban.mechanism.parameters.typed import typed

__all__ = [
    "PARAMETERS",
    "NoValueInForce",
    "Pack",
    "PackError",
    "Parameter",
    "Question",
    "UnknownParameter",
    "Use",
    "Value",
    "default_pack",
    "typed",
]
