"""People: entered once, with the place among others."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from duban.acts.beside import Answer, Wrong, guards
from duban.acts.gate.asked import Asked
from duban.acts.registry import performs
from duban.acts.work import Done, Work, act, permit_creation
from duban.mechanism.clauses import clause
from duban.organisations.actions.neighbours import beside
from duban.organisations.actions.shared import count, done, one_of, renew, text, wrong
from duban.organisations.models import Person
from duban.organisations.policies import COUNTY
from duban.shared.actor import Actor

CATEGORIES = ("公务员", "参公人员", "事业单位人员", "国有企业人员", "其他")


@guards("没有同名而分不开的人")
def _person_sound(asked: Asked) -> Iterator[Answer]:
    given = asked.given
    if given is None:
        return
    if faults := [*wrong(_described(given["name"], given["rank"], given["personnel_category"], given["note"]))]:
        yield from faults
        return
    name, note, own = given["name"].strip(), given["note"].strip(), getattr(asked.object, "pk", 0)
    if any(person.pk != own for person in beside(asked).namesakes(name, note)):
        yield Wrong({"note": f"已有同名的“{name}”，如果不是同一人，请写明如何区分。"})


@clause("1.2")
@performs("person.create")
def create_person(
    *,
    actor: Actor,
    name: str,
    rank: int | Decimal,
    personnel_category: str = CATEGORIES[0],
    note: str = "",
    once: str | None = None,
) -> Done:
    """Enter a person. A namesake is refused unless `note` tells the two apart."""
    with act(actor, "person.create", once=once) as a:
        enter_person(a, name=name, rank=rank, personnel_category=personnel_category, note=note)
        renew(a)
    return done(a)


def enter_person(
    work: Work,
    *,
    name: str,
    rank: int | Decimal,
    personnel_category: str,
    note: str = "",
) -> Person:
    """What entering a person is, in the act that does it."""
    permit_creation(work, COUNTY)
    person = Person(
        name=name.strip(), rank=int(rank), personnel_category=personnel_category, note=note.strip()
    )
    work.found(person)
    return person


@clause("1.2")
@performs("person.change")
def change_person(
    *,
    actor: Actor,
    ref: str,
    expect: int | None = None,
    name: str,
    rank: int | Decimal,
    personnel_category: str,
    note: str = "",
    once: str | None = None,
) -> Done:
    """Change a person's entry; what was frozen in cases before stays as it stood."""
    with act(actor, "person.change", ref, expect=expect, once=once) as a:
        alter_person(a, name=name, rank=rank, personnel_category=personnel_category, note=note)
        renew(a)
    return done(a)


def alter_person(
    work: Work,
    *,
    name: str,
    rank: int | Decimal,
    personnel_category: str,
    note: str,
) -> None:
    """What changing a person's entry is, in the act that does it."""
    work.change(
        work.object,
        name=name.strip(),
        rank=int(rank),
        personnel_category=personnel_category,
        note=note.strip(),
    )


def _described(name: str, rank: int | Decimal, category: str, note: str) -> dict[str, str]:
    return {
        "name": text(name, 20),
        "rank": count(rank),
        "personnel_category": one_of(category, CATEGORIES),
        "note": text(note, 40, required=False),
    }
