"""What keeps an act from happening, as the actor sees it and as the chain keeps it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from duban.acts import terms
from duban.audit import chain
from duban.audit.models import Entry
from duban.audit.selectors import changes_since
from duban.mechanism.decision import as_data
from duban.shared import clock
from duban.shared.actor import Actor
from duban.shared.errors import ActError, Change, Stale, Unmet
from duban.shared.models import Kept

if TYPE_CHECKING:
    from duban.acts.work import Work


def stale(actor: Actor, kind: str, row: Kept, seen: int | None = None) -> Stale:
    """The error that shows what others did to the row after `seen` (default: the version in hand)."""
    version = seen if seen is not None else getattr(row, "version", 0)
    lines = changes_since(jurisdiction_id=actor.jurisdiction_id, kind=kind, object_id=row.pk, version=version)
    changes = tuple(Change(line.who, clock.text(line.at, "%m-%d %H:%M"), line.sentence) for line in lines)
    return Stale("您打开之后，情况已有变化，本次没有写入。", changes)


def record_refusal(work: Work, error: ActError) -> None:
    """Put a refusal on the chain in a transaction of its own."""
    decision = error.decision if isinstance(error, Unmet) else None
    payload = {
        "who": work.actor.name,
        "post": work.actor.title,
        "via": work.actor.via,
        "act": work.spec.key,
        "label": work.spec.label,
        "sentence": f"{work.actor.name}办理“{work.spec.label}”未受理：{error.message}",
        "clauses": list(decision.clauses) if decision else [error.clause] if error.clause else [],
        "pack": terms.version_of(work),
        "reason": type(error).__name__,
        "decisions": [as_data(decision)] if decision else [],
    }
    with transaction.atomic():
        chain.append(
            chain.Record(
                jurisdiction_id=work.jurisdiction_id,
                act=work.spec.key,
                outcome=Entry.Outcome.REFUSED,
                actor_id=work.actor.person_id,
                occurred_at=work.at,
                recorded_at=clock.now(),
                payload=work.words.say_all(payload),
                case_id=work.case.pk if work.case and work.case.pk else None,
                object_kind=work.kind,
                object_id=work.object.pk if work.object is not None else None,
                object_version=getattr(work.object, "version", None),
            )
        )
