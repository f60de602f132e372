"""The lists that fields name and accountability brings: of an inquiry, of rulings and appeals, of the year's end."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from duban.accountability.facts import Dossier, ruling_kinds
from duban.accountability.models import Appeal, Inquiry, Revision, Ruling, RulingKind, YearResult
from duban.accountability.selectors.scope import decided
from duban.accountability.selectors.year.in_force import as_they_hold
from duban.accountability.selectors.year.scope import organ_of, visible_results
from duban.acts.gate.choices import Asking
from duban.acts.sight.visibility import visible_rows
from duban.mechanism.clauses import cite, clause
from duban.mechanism.findings import UNIT
from duban.mechanism.people.standing import Function, PostRole
from duban.mechanism.rulings.year_end import CONFLICT, may_speak
from duban.organisations.selectors import Holder, directory
from duban.rulebook.selectors import pack_in_force
from duban.shared import clock
from duban.shared.actor import Actor

Options = tuple[tuple[str, str], ...]


def sanction_kinds(*, actor: Actor) -> Options:
    """Every kind of a ruling that the pack has, those for units first."""
    return ruling_kinds.offered(pack_in_force(actor.jurisdiction_id, clock.today()))


def _unit_sanction_kinds(asking: Asking) -> Options:
    """The kinds that may stand for a unit."""
    return ruling_kinds.fitting_kinds(person=False, pack=pack_in_force(asking.actor.jurisdiction_id, clock.today()))


@clause("6.5")
def _fitting_kinds(asking: Asking) -> Options:
    """The kinds that can apply to the subject: of a known one those of its personnel category, else those of persons.

    In a transferred inquiry these are the categories of the persons whom it names.
    """
    pack, about = pack_in_force(asking.actor.jurisdiction_id, clock.today()), asking.object
    ruling = about if isinstance(about, Ruling) else getattr(about, "ruling", None)
    if ruling is not None:
        return ruling_kinds.fitting_kinds(person=ruling.person_id is not None, category=ruling.category, pack=pack)
    every = ruling_kinds.fitting_kinds(person=True, pack=pack)
    if not isinstance(about, Inquiry):
        return every
    known = directory(asking.actor.jurisdiction_id)
    people = _dossier(asking, about).named
    categories = {known.person(row.person_id).personnel_category for row in people}
    fitting = {
        key for one in categories for key, _ in ruling_kinds.fitting_kinds(person=True, category=one, pack=pack)
    }
    return tuple((key, word) for key, word in every if key in fitting)


def county_issuers(*, actor: Actor) -> Options:
    """The organs of the county that decide."""
    return ruling_kinds.county_issuers(pack_in_force(actor.jurisdiction_id, clock.today()))


def remedy_stages(*, actor: Actor, ref: str) -> Options:
    """The stages that a ruling has open now for the actor to enter, with their terms."""
    ruling = decided(visible_rows(actor, "ruling")).filter(ref=ref, served_on__isnull=False).first()
    if ruling is None or ruling.served_on is None:
        return ()
    today = clock.today()
    rows = RulingKind.objects.filter(ruling=ruling, replaced_on=None).order_by("pk")
    answered = dict(
        Appeal.objects.filter(ruling=ruling, answered_on__isnull=False).values_list("stage", "answered_on")
    )
    open_now = ruling_kinds.clocks(
        rows.values_list("kind", flat=True),
        ruling.served_on,
        {stage: day for stage, day in answered.items() if day is not None},
        today,
        pack_in_force(actor.jurisdiction_id, today),
    )
    return tuple((one.stage.key, one.stage.text) for one in open_now)


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"


def _grounds(asking: Asking, dossier: Dossier) -> Options:
    return tuple((str(row.pk), f"{cite(row.clause)} {_short(row.text)}") for row in dossier.grounds)


def _ground_clauses(asking: Asking, dossier: Dossier) -> Options:
    return tuple({row.clause: f"{cite(row.clause)} {_short(row.text)}" for row in dossier.grounds}.items())


def _facts(asking: Asking, dossier: Dossier) -> Options:
    return tuple((str(row.pk), _short(row.text)) for row in dossier.facts)


def _evidence(asking: Asking, dossier: Dossier) -> Options:
    return tuple(
        (str(row.pk), f"{row.title}{f'（{row.number}）' if row.number else ''}")
        for row in dossier.evidence
        if row.excluded_at is None
    )


def _parties(asking: Asking, dossier: Dossier) -> Options:
    """The unit, and each person named, as the gates call them."""
    unit = directory(asking.actor.jurisdiction_id).unit(dossier.inquiry.unit_id)
    people = ((f"person:{row.person_id}", f"{row.name}（{row.title}）") for row in dossier.named)
    return (UNIT, unit.short_name), *people


def _named(asking: Asking, dossier: Dossier) -> Options:
    return tuple((str(row.pk), f"{row.name}（{row.title}）") for row in dossier.named)


def _declarations(asking: Asking, dossier: Dossier) -> Options:
    waiting = [row for row in dossier.relations if not row.verdict]
    return tuple((str(row.pk), f"{row.name}：{row.relation or row.text}"[:60]) for row in waiting)


def _people(asking: Asking, dossier: Dossier) -> Options:
    """Who serves in the unit today or served there at the time concerned, and is not yet named."""
    inquiry, known, today = dossier.inquiry, directory(asking.actor.jurisdiction_id), clock.today()
    holders = [
        *known.people_of(known.successor(inquiry.unit_id, today).id, today),
        *known.people_of(inquiry.unit_id, inquiry.since),
    ]
    named = {row.person_id for row in dossier.named}
    return _holders([holder for holder in holders if holder.person_id not in named])


def _staff(asking: Asking, dossier: Dossier) -> Options:
    known = directory(asking.actor.jurisdiction_id)
    office = known.office(Function(dossier.inquiry.office))
    return _holders(known.people_of(office.id, clock.today()))


def _inspectors(asking: Asking, dossier: Dossier) -> Options:
    """Who may take the case over: nobody whose own relations stand."""
    known = directory(asking.actor.jurisdiction_id)
    office = known.office(Function(dossier.inquiry.office))
    related = {row.person_id for row in dossier.relations if row.verdict != "continues"}
    holders = known.holders(clock.today(), role=PostRole.INSPECTOR, unit_id=office.id)
    return _holders([holder for holder in holders if holder.person_id not in related])


def _subjects(asking: Asking, dossier: Dossier) -> Options:
    """Whom a decision may be about: the unit, and each person named."""
    unit = directory(asking.actor.jurisdiction_id).successor(dossier.inquiry.unit_id, clock.today())
    people = tuple((f"person:{row.person_id}", f"{row.name}（{row.title}）") for row in dossier.named)
    return ((f"unit:{unit.id}", unit.short_name), *people)


def _ruling_people(asking: Asking, dossier: Dossier) -> Options:
    """The persons of the transfer, on whom a decision may be."""
    return tuple((str(row.person_id), f"{row.name}（{row.title}）") for row in dossier.named)


def _holders(holders: list[Holder]) -> Options:
    return tuple({str(holder.person_id): f"{holder.name}（{holder.title}）" for holder in holders}.items())


def _of_inquiry(make: Callable[[Asking, Dossier], Options]) -> Callable[[Asking], Options]:
    """A list made from the inquiry to which the object belongs, whose rows are read once; empty for other objects."""

    def listed(asking: Asking) -> Options:
        inquiry = _inquiry_of(asking.object)
        if inquiry is None:
            return ()
        return make(asking, _dossier(asking, inquiry))

    return listed


def _dossier(asking: Asking, inquiry: Inquiry) -> Dossier:
    """The rows of the inquiry, read once for all lists of a form."""
    dossier: Dossier = asking.memo.setdefault("dossier", Dossier(inquiry))
    return dossier


def _remedy_stages(asking: Asking) -> Options:
    return remedy_stages(actor=asking.actor, ref=asking.ref)


def _result_codes(asking: Asking) -> Options:
    row = asking.object
    if not isinstance(row, YearResult):
        return ()
    return tuple((item["key"], item["label"]) for item in as_they_hold([row])[0].results)


def _own_result_codes(asking: Asking) -> Options:
    """The results of which the actor's organ has a say."""
    if not isinstance(asking.object, YearResult):
        return ()
    row, organ = as_they_hold([asking.object])[0], organ_of(asking.actor)
    return tuple(
        (item["key"], f"{item['label']}（{item['cite']}）")
        for item in visible_results(asking.actor, row)
        if organ in may_speak(row.subject_kind, item["code"], item["clause"])
    )


def _conflicts(asking: Asking) -> list[dict[str, Any]]:
    results = asking.object.results if isinstance(asking.object, YearResult) else ()
    return [item for item in results if item["code"] == CONFLICT]


def _conflicting_codes(asking: Asking) -> Options:
    return tuple((item["key"], item["label"]) for item in _conflicts(asking))


def _conflicting_sources(asking: Asking) -> Options:
    return tuple((one["source"], one["source"]) for item in _conflicts(asking) for one in item["choices"])


def _inquiry_of(obj: Any) -> Inquiry | None:
    """The inquiry to which an object of accountability belongs, if there is one."""
    if isinstance(obj, Appeal | Revision):
        obj = obj.ruling
    return obj if isinstance(obj, Inquiry) else getattr(obj, "inquiry", None)


def declared(asking: Asking) -> bool:
    """Whether the actor has said already to be free of relations in this case (回避声明)."""
    inquiry = _inquiry_of(asking.object) if asking.ref else None
    if inquiry is None:
        return False
    dossier: Dossier = asking.memo.setdefault("dossier", Dossier(inquiry))
    return dossier.declared_by(asking.actor.person_id)


LISTS: dict[str, Callable[[Asking], Options]] = {
    "sanction_kinds": lambda asking: sanction_kinds(actor=asking.actor),
    "unit_sanction_kinds": _unit_sanction_kinds,
    "county_issuers": lambda asking: county_issuers(actor=asking.actor),
    "remedy_stages": _remedy_stages,
    "result_codes": _result_codes,
    "conflicting_codes": _conflicting_codes,
    "conflicting_sources": _conflicting_sources,
    "inquiry_grounds": _of_inquiry(_grounds),
    "inquiry_ground_clauses": _of_inquiry(_ground_clauses),
    "inquiry_facts": _of_inquiry(_facts),
    "inquiry_evidence": _of_inquiry(_evidence),
    "inquiry_parties": _of_inquiry(_parties),
    "inquiry_named": _of_inquiry(_named),
    "inquiry_declarations": _of_inquiry(_declarations),
    "inquiry_people": _of_inquiry(_people),
    "ruling_subjects": _of_inquiry(_subjects),
    "ruling_people": _of_inquiry(_ruling_people),
    "office_staff": _of_inquiry(_staff),
    "office_inspectors": _of_inquiry(_inspectors),
}
OFFERED: dict[str, Callable[[Asking], Options]] = {
    "result_codes": _own_result_codes,
    "sanction_kinds": _fitting_kinds,
}
