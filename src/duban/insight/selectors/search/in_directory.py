"""Units and people: the directory stands in memory, so they are looked for there, by name and by the initials of its pinyin."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from duban.acts.findable import Face
from duban.acts.sight.visibility import visible_rows
from duban.mechanism.tokens import contains, signs
from duban.organisations.selectors import Directory, Holder, PersonRow, UnitRow, directory
from duban.shared import clock
from duban.shared.actor import Actor
from duban.shared.text.readings import begins

_LETTERS = 2
_MOST = 1000


def in_directory(actor: Actor, group: str, words: Sequence[str]) -> Iterator[Face]:
    """The units, or the people whom the actor may see, that all words name."""
    if group in _LOOKING:
        yield from _LOOKING[group](actor, directory(actor.jurisdiction_id), words)


def _units(actor: Actor, known: Directory, words: Sequence[str]) -> Iterator[Face]:
    """Everybody knows the units, those that have ended too."""
    yield from (_unit(one) for one in known.units if _names(words, one.name, one.short_name))


def _names(words: Sequence[str], *names: str) -> bool:
    """Whether each word stands in one of the names, or is the initials of a part of one."""
    return all(contains(names, [word]) or any(_is_initials(word, name) for name in names) for word in words)


def _is_initials(word: str, name: str) -> bool:
    letters = signs(word)
    return len(letters) >= _LETTERS and letters.isascii() and letters.isalpha() and begins(name, letters)


def _unit(row: UnitRow) -> Face:
    ended = f"{row.active_to:%Y-%m-%d} 止" if row.active_to is not None else ""
    short = row.short_name if row.short_name != row.name else ""
    return Face(row.name, "unit", row.ref, beside=(short, row.kind, ended))


def _people(actor: Actor, known: Directory, words: Sequence[str]) -> Iterator[Face]:
    """Whoever is named by a word, and by the others too, or by unit or post of today."""
    named = [row for row in known.people if any(_names([word], row.name) for word in words)]
    if not named:
        return
    posts = _posts(known)
    meant = [row for row in named if _names(words, row.name, *_where(known, posts.get(row.id, [])))][:_MOST]
    seen = set(visible_rows(actor, "person").filter(pk__in=[row.id for row in meant]).values_list("pk", flat=True))
    yield from (_person(known, row, posts.get(row.id, [])) for row in meant if row.id in seen)


def _posts(known: Directory) -> dict[int, list[Holder]]:
    found: dict[int, list[Holder]] = {}
    for holder in known.holders(clock.today()):
        found.setdefault(holder.person_id, []).append(holder)
    return found


def _where(known: Directory, posts: Sequence[Holder]) -> list[str]:
    units = [known.unit(post.unit_id) for post in posts if post.unit_id is not None]
    return [*(post.title for post in posts), *(unit.short_name for unit in units), *(unit.name for unit in units)]


def _person(known: Directory, row: PersonRow, posts: Sequence[Holder]) -> Face:
    lines = [
        f"{known.unit(post.unit_id).short_name} {post.title}" if post.unit_id is not None else post.title for post in posts
    ]
    return Face(row.name, "person", row.ref, beside=tuple(lines) or ("没有在任职务",))


_LOOKING = {"units": _units, "people": _people}
