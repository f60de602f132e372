"""People: entered once, with the place among others."""

from __future__ import annotations

from decimal import Decimal

from duban.acts.registry import performs
from duban.acts.work import Done, Work, act, permit_creation
from duban.mechanism.clauses import clause
from duban.organisations.actions.neighbours import STORED, Neighbours
from duban.organisations.actions.shared import count, done, one_of, refuse, renew, text
from duban.organisations.models import Person
from duban.organisations.policies import COUNTY
from duban.shared.actor import Actor
from duban.shared.errors import Invalid

CATEGORIES = ("公务员", "参公人员", "事业单位人员", "国有企业人员", "其他")


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
    others: Neighbours = STORED,
) -> Person:
    """What entering a person is, in the act that does it."""
    permit_creation(work, COUNTY)
    refuse(_described(name, rank, personnel_category, note))
    _refuse_namesake(others, name.strip(), note.strip())
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
    others: Neighbours = STORED,
) -> None:
    """What changing a person's entry is, in the act that does it."""
    refuse(_described(name, rank, personnel_category, note))
    _refuse_namesake(others, name.strip(), note.strip(), but=work.object.pk)
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


def _refuse_namesake(others: Neighbours, name: str, note: str, but: int = 0) -> None:
    if any(person.pk != but for person in others.namesakes(name, note)):
        raise Invalid({"note": f"已有同名的“{name}”，如果不是同一人，请写明如何区分。"})
