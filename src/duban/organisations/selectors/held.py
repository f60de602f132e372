"""The posts that a person holds on a day, read in one written-out statement: every page and every act asks for them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import connection

from duban.audit.stored import as_hex
from duban.shared.database import memo

_STATEMENT = """
SELECT post.id, post.role, post.title, post.side, post.acting, post.unit_id, unit.function, post.person_id, person.name,
       county.directory_version, county.rulebook_version, county.name, county.short_name,
       (SELECT entry.hash FROM audit_entry entry
        WHERE entry.jurisdiction_id = county.id AND entry.object_kind <> 'access' ORDER BY entry.n DESC LIMIT 1)
FROM organisations_post post
JOIN organisations_person person ON person.id = post.person_id
JOIN shared_jurisdiction county ON county.id = post.jurisdiction_id
LEFT JOIN organisations_unit unit ON unit.id = post.unit_id
WHERE post.jurisdiction_id = %(county)s AND post.state <> 'void'
  AND post.starts_on <= %(day)s AND (post.ends_on IS NULL OR post.ends_on >= %(day)s)
  AND (post.person_id = %(person)s OR post.id IN (
        SELECT post_id FROM organisations_delegation
        WHERE jurisdiction_id = %(county)s AND to_person_id = %(person)s AND state = 'active'
          AND starts_on <= %(day)s AND ends_on >= %(day)s))
ORDER BY person.rank, post.id
"""
_LOCKED = " FOR UPDATE OF post"


@dataclass(frozen=True)
class HeldPost:
    """A post with the names that go with it; `person_id` is another's where the post is delegated."""

    id: int
    role: str
    title: str
    side: str
    acting: bool
    unit_id: int | None
    function: str
    person_id: int
    person_name: str


def held_posts(jurisdiction_id: int, person_id: int, on: date, *, locked: bool = False) -> list[HeldPost]:
    """The posts of a person on a day, own and delegated, by rank; also takes note of the county's stamps.

    With `locked` the rows are held against change until the transaction ends; SQLite has one writer at a time anyway.
    """
    day = connection.ops.adapt_datefield_value(on)
    statement = _STATEMENT + (_LOCKED if locked and connection.features.has_select_for_update_of else "")
    with connection.cursor() as cursor:
        cursor.execute(statement, {"county": jurisdiction_id, "person": person_id, "day": day})
        rows = cursor.fetchall()
    if rows:
        directory, rulebook, name, short_name, last = rows[0][9:]
        stamp = "" if last is None else as_hex(last)
        memo.remember(jurisdiction_id, memo.Versions(directory, rulebook, name, short_name, stamp))
    return [
        HeldPost(key, role, title, side, bool(acting), unit_id, function or "", holder, name)
        for key, role, title, side, acting, unit_id, function, holder, name, *_ in rows
    ]
