"""The world of the demo: people by post, acts done by them, and time that moves from event to event."""

from __future__ import annotations

import heapq
import itertools
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from duban.acts.registry import action_for
from duban.acts.work import Done
from duban.mechanism.dates.deadlines import due_after_workdays, first_workday_from
from duban.mechanism.people.standing import Function, PostRole
from duban.organisations.selectors import Holder, UnitRow, actor_by_id, directory
from duban.rulebook.selectors import calendar
from duban.shared import clock
from duban.shared.actor import Actor, system_actor
from duban.shared.database import memo

Life = Iterator[datetime]
_DAY = timedelta(days=1)
_CLOSING = timedelta(hours=18)


@dataclass
class World:
    """One county with its chance, its clock, and the lives that run in it."""

    jurisdiction_id: int
    chance: random.Random
    units: dict[str, UnitRow]
    until: datetime
    queue: list[tuple[datetime, int, Life]] = field(default_factory=list)
    order: Iterator[int] = field(default_factory=itertools.count)
    acts: int = 0

    def start(self, life: Life) -> None:
        """Let a life begin: it is asked for its first moment now."""
        self._push(life)

    def _push(self, life: Life) -> None:
        moment = next(life, None)
        if moment is not None:
            heapq.heappush(self.queue, (moment, next(self.order), life))

    def run(self, until: datetime, told: Callable[[datetime], None]) -> None:
        """Move the clock from event to event until the present; what lies beyond has not happened yet."""
        while self.queue and self.queue[0][0] <= until:
            moment, _, life = heapq.heappop(self.queue)
            with clock.moved_to(moment):
                self._push(life)
            told(moment)

    # time

    def at(self, day: date, hour: int = 9) -> datetime:
        """A moment of office hours on a day, or on the next working day where that one is off."""
        worked = first_workday_from(day, calendar(self.jurisdiction_id)).on
        return clock.at(worked, time(hour, self.chance.randrange(60)))

    def after(self, workdays: int, hour: int = 0) -> datetime:
        """A moment some working days from now."""
        day = due_after_workdays(clock.today(), workdays, calendar(self.jurisdiction_id)).on
        return self.at(day, hour or self.chance.choice((9, 10, 11, 15, 16)))

    def before(self, day: date, workdays: int) -> date:
        """The working day so many before a day; for 0 the day itself, or the last one worked before it."""
        while workdays or not self._worked(day):
            workdays -= self._worked(day)
            day -= _DAY
        return day

    def _worked(self, day: date) -> bool:
        return first_workday_from(day, calendar(self.jurisdiction_id)).on == day

    def back(self, workdays: int) -> date:
        """The working day so many before the last one whose office hours are over at the end of the demo."""
        return self.before(clock.day_of(self.until - _CLOSING), workdays)

    def later(self, minutes: int) -> datetime:
        """A moment some minutes from now."""
        return clock.now() + timedelta(minutes=minutes)

    # people

    def unit(self, unit: str | Function) -> UnitRow:
        """A unit by its key, an organ by its function."""
        return (
            directory(self.jurisdiction_id).office(unit) if isinstance(unit, Function) else self.units[unit]
        )

    def holders(self, unit: str | Function, role: PostRole) -> list[Holder]:
        """Who holds a post of a unit today."""
        known = directory(self.jurisdiction_id)
        return known.holders(clock.today(), role=role, unit_id=self.unit(unit).id)

    def person(self, unit: str | Function, role: PostRole, nth: int = 0) -> Actor:
        """The nth holder of a post today, acting."""
        holders = self.holders(unit, role)
        return self.acting(holders[nth % len(holders)])

    def reporter(self, unit: str) -> Actor:
        """Who reports for a unit: its liaison, where it has none whoever handles the matter."""
        role = PostRole.LIAISON if self.holders(unit, PostRole.LIAISON) else PostRole.HANDLER
        return self.person(unit, role)

    def registrar(self) -> Actor:
        """The administrator of the directory, acting."""
        return self.leader(PostRole.REGISTRAR)

    def reader(self, unit: str | Function, role: PostRole) -> Actor:
        """The first holder of a post with all posts held today, as pages and exports are read."""
        return actor_by_id(self.jurisdiction_id, self.holders(unit, role)[0].person_id)

    def acting(self, holder: Holder) -> Actor:
        """The person as an actor; the posts are read by each act itself."""
        return Actor(holder.person_id, holder.name, self.jurisdiction_id, (), clock.today(), via="cli")

    def system(self) -> Actor:
        """The system itself, as jobs act."""
        return system_actor(self.jurisdiction_id, clock.today())

    def leader(self, role: PostRole, nth: int = 0) -> Actor:
        """A county leader, acting."""
        holders = directory(self.jurisdiction_id).holders(clock.today(), role=role)
        return self.acting(holders[nth % len(holders)])

    def do(self, actor: Actor, key: str, **values: Any) -> Done:
        """Do an act as this person."""
        memo.forget()
        self.acts += 1
        return action_for(key)(actor=actor, **values)
