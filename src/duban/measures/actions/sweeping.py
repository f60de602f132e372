"""What the sweep does to a listing whose limit has passed: it becomes visible, and a person judges (五（一）)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from duban.acts.beside import Answer, Wrong, guards
from duban.acts.gate.asked import Asked, found
from duban.acts.registry import performs
from duban.acts.work import Done, To, act
from duban.measures.actions.shared import done, unit_name
from duban.measures.models import Measure
from duban.mechanism.clauses import clause
from duban.mechanism.dates.expiry import expired_since
from duban.proceedings.actions.limits import current_application
from duban.proceedings.models import Verification
from duban.shared import clock
from duban.shared.actor import Actor


@guards("已过时限，还没有列出")
def _expired(asked: Asked) -> Iterator[Answer]:
    if asked.object.expired_on is not None or _since(asked) is None:
        yield Wrong({"": "没有到期，或已经列出。"})


@clause("5.1")
@performs("listing.expire")
def expire(*, actor: Actor, ref: str, once: str | None = None) -> Done:
    """Mark a listing as expired, dated by A22; done twice, the second time is refused as input."""
    with act(actor, "listing.expire", ref, once=once) as a:
        measure: Measure = a.object
        since = found(_since(a))
        a.refresh(measure, expired_on=since)
        unit = unit_name(a, measure.answering_unit_id)
        told = {"number": measure.number, "unit": unit, "title": measure.matter.title}
        if measure.matter.inspector_id:
            a.tell("listing_expired", To(person_id=measure.matter.inspector_id), **told)
        a.tell("listing_expired", To(unit_id=measure.answering_unit_id), **told)
        a.say(number=measure.number, deadline=f"{measure.deadline:%Y-%m-%d}", since=f"{since:%Y-%m-%d}")
    return done(a)


def _since(asked: Asked) -> date | None:
    """Since when a listing has expired, read once."""
    return asked.once_read("since", lambda: _expired_since(asked.object, asked.today))


def _expired_since(measure: Measure, on: date) -> date | None:
    if measure.deadline is None:
        return None
    application = current_application("listing", measure)
    reported = clock.day_of(application.confirmed_at) if application and application.confirmed_at else None
    last = (
        Verification.objects.filter(object_kind="listing", object_id=measure.pk, agreed=True)
        .order_by("-pk")
        .first()
    )
    counts = last is not None and application is not None and last.at >= application.at
    return expired_since(measure.deadline, reported, last.passed if last and counts else None, on)
