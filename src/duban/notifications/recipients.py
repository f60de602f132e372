"""Who gets what today: one digest a person and working day, what is urgent at once, to leaders only where they ask."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from duban.acts.models import Message, Obligation
from duban.acts.owing import duties
from duban.acts.sight.around import owed_by
from duban.mechanism.clauses import clause
from duban.mechanism.lifecycles import states_of
from duban.mechanism.people.standing import leader_posts
from duban.notifications.models import Channel, Delivery, Reach
from duban.notifications.owed import owed_now, pressing
from duban.organisations.selectors import directory
from duban.organisations.selectors.actors import everybody
from duban.shared import clock
from duban.shared.actor import Actor

_ADDRESSES = (("webhook", "account"), ("email", "mail"), ("sms", "mobile"))
"""In this order: what costs nothing first."""
_RECENT = timedelta(hours=24)


def _ways(county: int) -> list[tuple[Channel, str]]:
    on = {row.kind: row for row in Channel.objects.filter(jurisdiction_id=county, state__in=states_of("channel", "on"))}
    return [(on[kind], name) for kind, name in _ADDRESSES if kind in on]


def _reaches(county: int) -> dict[int, Reach]:
    return {row.person_id: row for row in Reach.objects.filter(jurisdiction_id=county)}


@clause("4.3")
def plan_digests(county: int) -> None:
    """Write down today's digests of those who have none yet; who owes nothing that presses gets none today."""
    today, ways, reaches = clock.today(), _ways(county), _reaches(county)
    if not ways:
        return
    known = set(Delivery.objects.filter(jurisdiction_id=county, day=today, purpose="digest").values_list("about_id", flat=True))
    people = everybody(county)
    new = []
    for person in sorted(reaches.keys() - known):
        actor = people.get(person)
        if actor is None or (to := _recipient(actor, reaches)) is None or (way := _way(to, ways)) is None:
            continue
        rows = pressing(actor, today)
        new.append(_delivery(county, "digest", f"digest:{today}:{person}", person, to, way, rows))
    Delivery.objects.bulk_create(new, ignore_conflicts=True)


def _recipient(actor: Actor, reaches: dict[int, Reach]) -> Reach | None:
    """Who gets somebody's digest: oneself unless it is quiet; of a county leader whom he named, and only if he asked."""
    own = reaches[actor.person_id or 0]
    if leader_posts(actor.posts):
        return reaches.get(own.goes_to_id or own.person_id) if own.asks else None
    return None if own.quiet else own


def _way(to: Reach, ways: list[tuple[Channel, str]]) -> tuple[Channel, str] | None:
    return next(((channel, getattr(to, name)) for channel, name in ways if getattr(to, name)), None)


def _delivery(
    county: int, purpose: str, key: str, about: int, to: Reach, way: tuple[Channel, str], rows: list[Obligation]
) -> Delivery:
    now = clock.now()
    return Delivery(
        jurisdiction_id=county, channel=way[0], purpose=purpose, key=key, day=clock.day_of(now), about_id=about,
        person_id=to.person_id, address=way[1], items=[row.pk for row in rows], next_at=now, created_at=now, changed_at=now,
        result=Delivery.Result.WAITING if rows else Delivery.Result.NOTHING,
        happened="" if rows else "没有临期、到期和逾期的事，不发。",
    )  # fmt: skip


@clause("4.3")
def plan_urgent(county: int) -> None:
    """Write down what was urged at once in the last day, for those of the unit who act: quiet does not hold it back."""
    ways = _ways(county)
    told = Message.objects.filter(jurisdiction_id=county, kind="pressed", created_at__gte=clock.now() - _RECENT)
    rows = list(told) if ways else []
    if not rows:
        return
    reaches, people = _reaches(county), everybody(county)
    new = []
    for message in rows:
        for person in _told(county, message):
            to, actor = reaches.get(person), people.get(person)
            if to is None or actor is None or (way := _way(to, ways)) is None:
                continue
            owed = [row for row in owed_now(actor) if row.case_id == message.case_id][:1]
            new.append(_delivery(county, "urgent", f"urgent:{message.pk}:{person}", person, to, way, owed))
    Delivery.objects.bulk_create(new, ignore_conflicts=True)


def _told(county: int, message: Message) -> Iterable[int]:
    """The person to whom it is said, or those of the unit who see to its reports."""
    if message.person_id:
        return (message.person_id,)
    known, today = directory(county), clock.today()
    return [one.person_id for one in known.liaisons(message.unit_id or 0, today)]


def duties_of(row: Delivery) -> list[Obligation]:
    """What a delivery lists, as far as it is still owed by the one whom it is about."""
    actor = everybody(row.jurisdiction_id).get(row.about_id or 0)
    if actor is None:
        return []
    mine = duties.still_open().filter(owed_by(actor).query(), pk__in=row.items).select_related("case")
    return sorted(mine, key=lambda one: row.items.index(one.pk))
