"""Delivery and receipt: to units, persons, the two bodies, and to those who read (3.1.4, 3.1.5, 3.3.5, 3.3.7)."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, Q

from duban.acts.work import Work
from duban.mechanism.clauses import clause
from duban.mechanism.lifecycles.types import Act
from duban.mechanism.people.standing import Function, Role
from duban.organisations.selectors import Holder, UnitRow, directory
from duban.proceedings.models import Receipt
from duban.shared.actor import Actor
from duban.shared.errors import NotPermitted


def receipt(
    work: Work,
    what: str,
    label: str,
    *,
    unit: UnitRow | None = None,
    holder: Holder | None = None,
    kind: str = "",
    object_id: int = 0,
) -> Receipt:
    """A receipt to be written: one unit or one person, not yet received."""
    return Receipt(
        case=work.case,
        object_kind=kind or work.kind,
        object_id=object_id or work.object.pk,
        what=what,
        label=label,
        unit_id=unit.id if unit else None,
        person_id=holder.person_id if holder else None,
        name=unit.name if unit else f"{holder.name}（{holder.title}）" if holder else "",
        sent_at=work.at,
    )


@clause("3.1.4", "3.1.5")
def address(work: Work, label: str, unit: UnitRow) -> list[Receipt]:
    """Recipients of a letter: the unit, each of its principal leaders, and the two bodies that cannot be removed."""
    known = directory(work.jurisdiction_id)
    rows = [receipt(work, Receipt.What.ORIGINAL, label, unit=unit)]
    rows += [
        receipt(work, Receipt.What.ORIGINAL, label, holder=holder)
        for holder in known.principals(unit.id, work.today)
    ]
    rows += [
        receipt(work, Receipt.What.COPY, label, unit=known.office(body))
        for body in (Function.CDI, Function.ORG_DEPT)
    ]
    return work.create_all(rows)


@clause("3.3.7")
def present(work: Work, label: str, *, kind: str, object_id: int, copies: bool = True) -> list[Receipt]:
    """Put something before both 书记 and 县长, and copy it to both bodies (抄报 is internal reading)."""
    known = directory(work.jurisdiction_id)
    rows = [
        receipt(work, Receipt.What.READING, label, holder=holder, kind=kind, object_id=object_id)
        for holder in known.main_leaders(work.today)
    ]
    if copies:
        rows += [
            receipt(
                work, Receipt.What.READING, label, unit=known.office(body), kind=kind, object_id=object_id
            )
            for body in (Function.CDI, Function.ORG_DEPT)
        ]
    return work.create_all(rows)


@clause("3.3.5")
def circulate(work: Work, label: str, without: frozenset[int]) -> list[Receipt]:
    """A circulation record for every unit active today; units founded later are not added."""
    known = directory(work.jurisdiction_id)
    return work.create_all(
        [
            receipt(work, Receipt.What.CIRCULATION, label, unit=unit)
            for unit in known.active_units(work.today)
            if unit.id not in without
        ]
    )


def recirculate(work: Work, label: str) -> list[Receipt]:
    """Send a release notice to those who got the listing; for a unit since merged into another, to that other."""
    known = directory(work.jurisdiction_id)
    earlier = Receipt.objects.filter(
        object_kind=work.kind,
        object_id=work.object.pk,
        what__in=(Receipt.What.CIRCULATION, Receipt.What.COPY),
    )
    circle: dict[tuple[str, int | None, int | None], str] = {}
    for row in earlier:
        now = known.successor(row.unit_id, work.today) if row.unit_id is not None else None
        to = (row.what, now.id if now else None, row.person_id)
        circle.setdefault(to, now.name if now else row.name)
    return work.create_all(
        [
            Receipt(
                case=work.case,
                object_kind=work.kind,
                object_id=work.object.pk,
                what=what,
                label=label,
                unit_id=unit_id,
                person_id=person_id,
                name=name,
                sent_at=work.at,
            )
            for (what, unit_id, person_id), name in circle.items()
        ]
    )


_ORGANS = {Role.CDI: Function.CDI, Role.ORG_DEPT: Function.ORG_DEPT}


def _mine(actor: Actor, row: Receipt) -> bool:
    if row.person_id is not None:
        return row.person_id == actor.person_id
    return row.unit_id in actor.unit_ids


def pending(work: Work, *whats: str, kind: str = "", object_id: int | None = None) -> list[Receipt]:
    """What has been sent to the actor, or to the actor's units, and not been received."""
    of_object = {"object_kind": kind, "object_id": object_id} if kind else {"case": work.case}
    return _sent(work.actor, *whats, **of_object)


def _sent(actor: Actor, *whats: str, **of: Any) -> list[Receipt]:
    return [row for row in Receipt.objects.filter(what__in=whats, received_at=None, **of) if _mine(actor, row)]


WAITS = "waits_for_actor"
"""What pages annotate rows with that they read many of: whether something of it waits for the actor's receipt."""


def waits_for(actor: Actor, *whats: str, **of: Any) -> Exists:
    """Whether something of a row was sent to the actor and waits, asked in the statement that reads the rows."""
    mine = Q(person_id=actor.person_id) | Q(person_id=None, unit_id__in=actor.unit_ids)
    return Exists(Receipt.objects.filter(mine, what__in=whats, received_at=None, **of))


@clause("3.1.4", "3.3.7")
def refuse_unless_sent(actor: Actor, act: Act, row: Any, *whats: str) -> None:
    """Raise NotPermitted where nothing of the object waits for the receipt of the actor or of the actor's units."""
    waiting = getattr(row, WAITS, None)
    of = {"case": row.case} if Receipt.What.READING in whats else {"object_kind": act.kind, "object_id": row.pk}
    if not actor.is_system and not (_sent(actor, *whats, **of) if waiting is None else waiting):
        raise NotPermitted("没有送您或您单位而未签收、未阅的件。", act.clause)


def acknowledge(work: Work, rows: list[Receipt], opinion: str = "") -> None:
    """Mark receipts as received by the actor now: server time decides."""
    by = f"{work.actor.name}（{work.actor.title}）" if work.actor.title else work.actor.name
    work.change_all(rows, received_at=work.at, received_by=by[:60], opinion=opinion)
