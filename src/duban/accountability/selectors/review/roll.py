"""The directory as a 问责记录查询 looks names up in it."""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import date

from duban.mechanism.clauses import clause
from duban.mechanism.review.lines import Line, read_lines
from duban.mechanism.review.roll import Person, PostHeld, Roll, Unit
from duban.organisations.selectors import Directory, PersonRow, PostRow
from duban.shared.text.readings import readings

_CIRCLED = re.compile(r"^[ \t　]*[①-⑳][ \t　]*", re.MULTILINE)


@clause("7.1.1")
def roll_of(known: Directory, today: date) -> Roll:
    """Everybody and every unit, made once for a list; a key is ("person" or "unit", id)."""
    posts: dict[int, list[PostRow]] = defaultdict(list)
    for post in known.posts:
        posts[post.person_id].append(post)
    short = {unit.id: unit.short_name for unit in known.units}
    return Roll(
        (_person(person, posts.get(person.id, []), short, today) for person in known.people),
        (Unit(("unit", unit.id), unit.name, unit.short_name) for unit in known.units),
        readings,
    )


def _person(row: PersonRow, posts: list[PostRow], short: dict[int, str], today: date) -> Person:
    held = tuple(
        PostHeld(
            ("unit", post.unit_id) if post.unit_id is not None else None,
            _title(post, short),
            post.held_on(today),
        )
        for post in sorted(posts, key=lambda post: post.starts_on, reverse=True)
    )
    return Person(("person", row.id), row.name, held, row.note)


def _title(post: PostRow, short: dict[int, str]) -> str:
    """A title without the unit that it may begin with: of 县教育局局长 in 县教育局 the 局长."""
    unit = short.get(post.unit_id or 0, "")
    return post.title.removeprefix(unit) or post.title


def lines_of(text: str, roll: Roll) -> tuple[Line, ...]:
    """The lines of a list."""
    return read_lines(_CIRCLED.sub("", text), roll)
