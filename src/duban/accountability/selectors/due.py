"""What time itself calls for: expired listings to put before a person, terms that came near, effects that ended."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Max

from duban.accountability.models import Inquiry, Ruling, RulingKind
from duban.accountability.selectors.year.in_force import kept_wrongly
from duban.acts.owing import duties
from duban.matters.selectors import soon_day
from duban.measures.models import Measure
from duban.mechanism.clauses import clause
from duban.mechanism.lifecycles import states_of
from duban.rulebook.selectors import calendar, pack_in_force
from duban.shared.actor import Actor


@clause("5.1", "6.5")
def acts_due(actor: Actor, today: date) -> list[tuple[str, dict[str, Any]]]:
    """The acts of the system that are due, each with what it takes."""
    return [
        *(("inquiry.open_expired", {"listing": ref}) for ref in _expired(actor)),
        *_to_tell(actor, today),
        *(("ruling.end_effect", {"ref": ref}) for ref in _ended(actor, today)),
    ]


def _expired(actor: Actor) -> list[str]:
    """Listings that expired and are no candidate yet; one that was voided is none."""
    rows = Measure.objects.filter(
        jurisdiction_id=actor.jurisdiction_id, kind="listing", expired_on__isnull=False, inquiries=None
    ).exclude(state__in=states_of("listing", "voided"))
    return list(rows.order_by("pk").values_list("ref", flat=True))


def _to_tell(actor: Actor, today: date) -> list[tuple[str, dict[str, Any]]]:
    days = int(pack_in_force(actor.jurisdiction_id, today).get("remind_before_workdays", today))
    soon = soon_day(today, calendar(actor.jurisdiction_id), days)
    owed = duties.still_open(county=actor.jurisdiction_id, due_by=soon).filter(case__state="accountability")
    rows = owed.values_list("case_id", "due_on", "stage")
    cases = {
        case_id
        for case_id, due_on, stage in rows
        if due_on is not None and stage < (3 if due_on < today else 2 if due_on == today else 1)
    }
    cases |= {row.case_id for row in kept_wrongly(actor.jurisdiction_id)}
    found = dict(Inquiry.objects.filter(case_id__in=cases).values_list("case_id", "ref"))
    alone = Ruling.objects.filter(case_id__in=cases - set(found), inquiry=None).order_by("pk")
    return [
        *(("inquiry.sweep", {"ref": ref}) for ref in found.values()),
        *(("ruling.sweep", {"ref": ref}) for ref in alone.values_list("ref", flat=True)),
    ]


def _ended(actor: Actor, today: date) -> list[str]:
    """Rulings whose last period of effect is over and on whom nobody has noted it."""
    over = (
        RulingKind.objects.filter(
            jurisdiction_id=actor.jurisdiction_id,
            replaced_on=None,
            ruling__ended_on=None,
            ruling__state__in=states_of("ruling", "in_force"),
            effect_until__isnull=False,
        )
        .values_list("ruling__ref")
        .annotate(last=Max("effect_until"))
        .filter(last__lt=today)
    )
    return [ref for ref, _ in over.order_by("ruling__ref")]
