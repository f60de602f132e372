"""What somebody has in charge by name, of every floor: how it is found, and how it passes to somebody else.

A floor whose objects name one person (who inspects a matter, who drafts a bulletin) says so here, once. Whoever hands
everything on that a person has asks for all of it; each passes by the act and the gates by which one alone would.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from duban.acts.batches.batch import Batch


@dataclass(frozen=True)
class Charge:
    """The objects of a kind that name a person: `word` is what the person is to them (承办督查员).

    `held` gives those that a person has in hand, `pass_on` lets another person have one: it refuses as the act by which
    one alone would pass.
    """

    kind: str
    word: str
    held: Callable[[int], list[Any]]
    pass_on: Callable[[Batch, Any, int, str], None]


@dataclass(frozen=True)
class Held:
    """An object that a person has in charge."""

    charge: Charge
    object: Any

    @property
    def key(self) -> tuple[str, int]:
        """By which it is told from others."""
        return self.charge.kind, self.object.pk


_charges: list[Charge] = []


def register_charge(charge: Charge) -> None:
    """Make a sort of charges known, in the order of the floors."""
    if charge not in _charges:
        _charges.append(charge)


def charges_of(person_id: int) -> Iterator[Held]:
    """Everything that a person has in charge by name."""
    for charge in _charges:
        for obj in charge.held(person_id):
            yield Held(charge, obj)
