"""Who can do an act today, by name and post: for conditions that are not met, and for who may not do it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from duban.acts.gate import entry
from duban.acts.kinds import kind_of
from duban.mechanism.lifecycles import ACTS, act_named
from duban.mechanism.lifecycles.types import Act
from duban.mechanism.people.standing import PostHeld, Subject, standing
from duban.organisations.selectors import Directory, directory
from duban.organisations.selectors.rows import held
from duban.shared import clock
from duban.shared.actor import Actor

_NAMED = 3


def suppliers(*, actor: Actor, keys: Iterable[str], at: Mapping[str, str]) -> dict[str, str]:
    """For each act those who hold a role of it toward its object; `at` are the references of objects by their kinds.

    Acts on other kinds of objects are left out, as are those that nobody but the actor can do.
    """
    wanted = [act_named(key) for key in dict.fromkeys(keys) if key in ACTS]
    objects: dict[str, Any] = {}
    found = {}
    for act in wanted:
        kind = act.on or act.kind
        if not at.get(kind):
            continue
        if kind not in objects:
            objects[kind] = entry.load(actor, kind, at[kind])
        if named := _named(actor, act, kind_of(kind).subject(objects[kind])):
            found[act.key] = named
    return found


def _named(actor: Actor, act: Act, subject: Subject) -> str:
    known = directory(actor.jurisdiction_id)
    able = [
        (person_id, giving)
        for person_id, posts in _posts(known).items()
        if person_id != actor.person_id and (giving := _giving(act, person_id, posts, subject)) is not None
    ]
    told = [_told(known, person_id, post) for person_id, post in able[:_NAMED]]
    return "、".join(told) + (f"等 {len(able)} 人" if len(able) > _NAMED else "")


def _posts(known: Directory) -> dict[int, list[PostHeld]]:
    """Everybody's posts of today; delegations are left out, they go on from those."""
    found: dict[int, list[PostHeld]] = defaultdict(list)
    for post in known.posts:
        if post.held_on(clock.today()):
            found[post.person_id].append(held(post, known.unit(post.unit_id) if post.unit_id else None))
    return found


def _giving(act: Act, person_id: int, posts: list[PostHeld], subject: Subject) -> PostHeld | None:
    """The post by which a person can do the act, None where no post does; all of them count together."""
    wanted = set(act.roles)
    if not wanted & standing(person_id, tuple(posts), subject):
        return None
    return next((post for post in posts if wanted & standing(person_id, (post,), subject)), posts[0])


def _told(known: Directory, person_id: int, post: PostHeld) -> str:
    unit = known.unit(post.unit_id).short_name if post.unit_id else ""
    return f"{known.person(person_id).name}（{'' if unit in post.title else unit}{post.title}）"
