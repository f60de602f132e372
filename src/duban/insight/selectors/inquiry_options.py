"""What forms of accountability offer: items, facts, evidence and persons of the inquiry at hand, kinds of decisions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from duban.accountability.facts import Dossier
from duban.accountability.models import Inquiry, Ruling
from duban.accountability.selectors import remedy_stages
from duban.mechanism.clauses import cite
from duban.mechanism.standing import Function, PostRole
from duban.organisations.selectors import Holder, directory
from duban.shared import clock
from duban.shared.actor import Actor

Options = tuple[tuple[str, str], ...]


def inquiry_options(actor: Actor, obj: Any, wanted: frozenset[str]) -> dict[str, Options]:
    """The named lists that a form asks for, made from the inquiry to which the object belongs; {} for other objects."""
    inquiry = obj if isinstance(obj, Inquiry) else getattr(obj, "inquiry", None)
    lists: dict[str, Options] = {}
    if inquiry is not None:
        dossier = Dossier(inquiry)
        lists = {name: make(actor, dossier) for name, make in _LISTS.items() if name in wanted}
    if isinstance(obj, Ruling) and "remedy_stages" in wanted:
        lists["remedy_stages"] = remedy_stages(actor=actor, ref=obj.ref)
    return lists


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"


def _grounds(actor: Actor, dossier: Dossier) -> Options:
    return tuple((str(row.pk), f"{cite(row.clause)} {_short(row.text)}") for row in dossier.grounds)


def _ground_clauses(actor: Actor, dossier: Dossier) -> Options:
    return tuple({row.clause: f"{cite(row.clause)} {_short(row.text)}" for row in dossier.grounds}.items())


def _facts(actor: Actor, dossier: Dossier) -> Options:
    return tuple((str(row.pk), _short(row.text)) for row in dossier.facts)


def _evidence(actor: Actor, dossier: Dossier) -> Options:
    return tuple(
        (str(row.pk), f"{row.title}{f'（{row.number}）' if row.number else ''}")
        for row in dossier.evidence
        if row.excluded_at is None
    )


def _named(actor: Actor, dossier: Dossier) -> Options:
    return tuple((str(row.pk), f"{row.name}（{row.title}）") for row in dossier.named)


def _declarations(actor: Actor, dossier: Dossier) -> Options:
    waiting = [row for row in dossier.relations if not row.verdict]
    return tuple((str(row.pk), f"{row.name}：{row.relation or row.text}"[:60]) for row in waiting)


def _people(actor: Actor, dossier: Dossier) -> Options:
    """Who serves in the unit today or served there at the time concerned, and is not yet named."""
    inquiry, known, today = dossier.inquiry, directory(actor.jurisdiction_id), clock.today()
    holders = [
        *known.people_of(known.successor(inquiry.unit_id, today).id, today),
        *known.people_of(inquiry.unit_id, inquiry.since),
    ]
    named = {row.person_id for row in dossier.named}
    return _holders([holder for holder in holders if holder.person_id not in named])


def _staff(actor: Actor, dossier: Dossier) -> Options:
    known = directory(actor.jurisdiction_id)
    office = known.office(Function(dossier.inquiry.office))
    return _holders(known.people_of(office.id, clock.today()))


def _inspectors(actor: Actor, dossier: Dossier) -> Options:
    """Who may take the case over: nobody whose own relations stand."""
    known = directory(actor.jurisdiction_id)
    office = known.office(Function(dossier.inquiry.office))
    related = {row.person_id for row in dossier.relations if row.verdict != "continues"}
    holders = known.holders(clock.today(), role=PostRole.INSPECTOR, unit_id=office.id)
    return _holders([holder for holder in holders if holder.person_id not in related])


def _subjects(actor: Actor, dossier: Dossier) -> Options:
    """Whom a decision may be about: the unit, and each person named."""
    unit = directory(actor.jurisdiction_id).successor(dossier.inquiry.unit_id, clock.today())
    people = tuple((f"person:{row.person_id}", f"{row.name}（{row.title}）") for row in dossier.named)
    return ((f"unit:{unit.id}", unit.short_name), *people)


def _holders(holders: list[Holder]) -> Options:
    return tuple({str(holder.person_id): f"{holder.name}（{holder.title}）" for holder in holders}.items())


_LISTS: dict[str, Callable[[Actor, Dossier], Options]] = {
    "inquiry_grounds": _grounds,
    "inquiry_ground_clauses": _ground_clauses,
    "inquiry_facts": _facts,
    "inquiry_evidence": _evidence,
    "inquiry_named": _named,
    "inquiry_declarations": _declarations,
    "inquiry_people": _people,
    "ruling_subjects": _subjects,
    "office_staff": _staff,
    "office_inspectors": _inspectors,
}
