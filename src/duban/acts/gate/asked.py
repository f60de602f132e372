"""What the gates of an act are told: who does it, on what, and what is given. It can read and cannot write."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from duban.mechanism.lifecycles.types import Act
from duban.mechanism.people.standing import Role
from duban.shared import clock
from duban.shared.actor import Actor
from duban.shared.models import Kept

if TYPE_CHECKING:
    from duban.acts.models import Case

T = TypeVar("T")
M = TypeVar("M", bound=Kept)


@dataclass
class Asked:
    """An act that somebody is about to do, or does.

    `object` is what it is done on, of an act that makes one on another object that one; `given` are the values as the
    action takes them, None where nothing is known of them yet: on a page that opens, or while some do not fit.
    `memo` holds what was read, for the gates and for the body alike.
    """

    actor: Actor
    spec: Act
    at: datetime
    kind: str
    object: Any = None
    case: Case | None = None
    roles: frozenset[Role] = frozenset()
    behalf_id: int | None = None
    given: Mapping[str, Any] | None = None
    memo: dict[str, Any] = field(default_factory=dict)

    @cached_property
    def today(self) -> date:
        """The day on which the act happens, in the county's time."""
        return clock.day_of(self.at)

    @property
    def jurisdiction_id(self) -> int:
        """The jurisdiction that everything written belongs to."""
        return self.actor.jurisdiction_id

    def waiting(self, model: type[M]) -> list[M]:
        """The new rows of a model that wait to be written: none before the act is done."""
        return []

    def once_read(self, name: str, read: Callable[[], T]) -> T:
        """What `read` finds, read once: a gate and the body that follows it see the same row."""
        if name not in self.memo:
            self.memo[name] = read()
        found: T = self.memo[name]
        return found


def found(row: T | None) -> T:
    """What a gate has let nobody pass without."""
    if row is None:
        raise RuntimeError("the gate lets nobody do this act without it")
    return row
