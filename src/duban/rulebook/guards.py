"""A pack stays as it was made, and so does what it was made from."""

from __future__ import annotations

from duban.shared.database.guards import Guard

GUARD = Guard(
    "rulebook_refuse",
    "a pack is never changed",
    {"rulebook_pack": ("UPDATE", "DELETE"), "rulebook_packorigin": ("UPDATE", "DELETE")},
)
put_on, take_off = GUARD.put_on, GUARD.take_off
forwards, backwards = GUARD.forwards, GUARD.backwards
