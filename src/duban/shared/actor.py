"""Who acts: a natural person with the posts held on this day."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from duban.mechanism.people.standing import PostHeld


@dataclass(frozen=True)
class Actor:
    """A person, or the system itself, acting in one jurisdiction on one day.

    `posts` are those held on `on`, own ones and those delegated; they decide what the actor may do.
    `via` is the way in: web, api, job or cli. Of those who are read as possible bearers of duties, `away_until` is the
    last day of the leave that they are on, and `stand_in_id` who does in that time what they owe by name.
    """

    person_id: int | None
    name: str
    jurisdiction_id: int
    posts: tuple[PostHeld, ...]
    on: date
    via: str = "web"
    away_until: date | None = None
    stand_in_id: int | None = None

    @property
    def is_system(self) -> bool:
        """Whether no person stands behind this actor."""
        return self.person_id is None

    @property
    def title(self) -> str:
        """The first post as it is shown beside the name."""
        return self.posts[0].title if self.posts else ("系统" if self.is_system else "")

    @property
    def unit_ids(self) -> frozenset[int]:
        """The units in which the actor holds a post."""
        return frozenset(post.unit_id for post in self.posts if post.unit_id is not None)

    def holding(self, posts: tuple[PostHeld, ...]) -> Actor:
        """The same actor with posts read anew."""
        return replace(self, posts=posts)


def system_actor(jurisdiction_id: int, on: date, name: str = "系统") -> Actor:
    """The actor of the sweep and of other jobs: it may do only what the act table gives to the system."""
    return Actor(None, name, jurisdiction_id, (), on, via="job")
