"""Why something is owed (again): the words of the act that brought a duty, where that act had to give a reason."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Q

from duban.acts.beside import ToRead
from duban.acts.models import Obligation
from duban.acts.owing import duties
from duban.acts.sight.visibility import known_of, visible_rows
from duban.audit.models import Entry
from duban.audit.selectors import history
from duban.mechanism.lifecycles import reasoned_acts
from duban.mechanism.lifecycles.types import Act
from duban.shared import clock
from duban.shared.actor import Actor

_Moment = tuple[str, int | None, datetime]


def words_that_brought(actor: Actor, duties: Iterable[Obligation]) -> dict[int, str]:
    """For duties by key, the sentence of the act that brought them; only of acts with a reason that the actor may read."""
    rows = list(duties)
    if not rows:
        return {}
    entries = visible_rows(actor, "entry", sorted({row.object_kind for row in rows})).filter(
        outcome=Entry.Outcome.DONE,
        act__in=reasoned_acts(),
        object_kind__in={row.object_kind for row in rows},
        object_id__in={row.object_id for row in rows},
        occurred_at__in={row.created_at for row in rows},
    )
    in_order = sorted(entries.select_related("payload"), key=lambda entry: entry.n)  # the few, not along the whole chain
    said: dict[_Moment, str] = {
        (line.object_kind, line.object_id, line.at): line.sentence for line in history(in_order)
    }
    found = {row.pk: said.get((row.object_kind, row.object_id, row.created_at), "") for row in rows}
    return {key: text for key, text in found.items() if text}


def given_back(actor: Actor, act: Act, obj: Any) -> tuple[ToRead, ...]:
    """Before a form on an object: why its state, this act or the confirmation of what it makes is owed."""
    here = Q(state_bound=True) | Q(act__in=(act.key, act.confirmed_by or act.key))
    owed = duties.still_open(of=(act.kind, obj)).filter(here)
    by_key = {row.pk: row for row in known_of(actor, "duty", owed, {(act.kind, obj.pk): obj})}
    words = words_that_brought(actor, by_key.values())
    rows = {(clock.text(by_key[key].created_at, "%m-%d %H:%M"), text) for key, text in words.items()}
    return (ToRead("上一步的理由", tuple(sorted(rows))),) if rows else ()
