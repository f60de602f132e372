"""What an effect is, as every table of effects makes it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from duban.shared.actor import Actor


@dataclass(frozen=True)
class Effect:
    """One thing that will happen: a short name, what, and the clause behind it."""

    name: str
    text: str
    clause: str = ""


Effects = Mapping[str, Callable[[Actor, Any], list[Effect]]]
