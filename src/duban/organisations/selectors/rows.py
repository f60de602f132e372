"""The frozen rows of the directory."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from duban.mechanism.people.standing import Function, PostHeld, PostRole


@dataclass(frozen=True)
class UnitRow:
    """A unit with its place in the 组织序列; `active_to` is its last day."""

    id: int
    ref: str
    name: str
    short_name: str
    kind: str
    level: str
    sequence: int
    function: Function
    side: str
    active_from: date
    active_to: date | None
    merged_into_id: int | None
    state: str
    version: int

    def active_on(self, day: date) -> bool:
        """Whether the unit exists on a day."""
        return self.active_from <= day and (self.active_to is None or day <= self.active_to)


@dataclass(frozen=True)
class PersonRow:
    """A person with the place among others (排名)."""

    id: int
    ref: str
    name: str
    rank: int
    personnel_category: str
    note: str


@dataclass(frozen=True)
class PostRow:
    """A dated post, both days included."""

    id: int
    ref: str
    person_id: int
    unit_id: int | None
    role: PostRole
    title: str
    side: str
    starts_on: date
    ends_on: date | None
    acting: bool

    def held_on(self, day: date) -> bool:
        """Whether the post is held on a day."""
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)


@dataclass(frozen=True)
class LeaveRow:
    """A leave of a person; `until` is its last day, the one before an early return, `stand_in_id` who does what is lent."""

    person_id: int
    kind: str
    starts_on: date
    until: date
    stand_in_id: int | None = None

    @property
    def words(self) -> str:
        """As it stands beside a name."""
        return f"{self.kind}至{self.until:%m-%d}"


@dataclass(frozen=True)
class Holder:
    """Who holds a post on a day. Of several posts of one person in a unit, the titles are joined."""

    person_id: int
    name: str
    title: str
    post_id: int
    unit_id: int | None
    role: PostRole
    acting: bool
    rank: int
    side: str


def held(post: PostRow, unit: UnitRow | None) -> PostHeld:
    """A post as the mechanism judges it."""
    return PostHeld(
        post_id=post.id,
        role=post.role,
        title=post.title,
        unit_id=post.unit_id,
        function=unit.function if unit else Function.NONE,
        side=post.side,
        acting=post.acting,
    )
