"""The history of an inquiry, of a notice and of a ruling, as far as the actor may read it."""

from __future__ import annotations

from django.db.models import Q

from duban.accountability.models import Appeal, Hearing, Inquiry, Revision, Ruling
from duban.acts.sight.visibility import DONE, visible_rows
from duban.audit.selectors import HistoryLine, history
from duban.mechanism.clauses import clause
from duban.shared.actor import Actor

CASE = ("inquiry", "hearing", "ruling", "revision", "appeal", "consequence", "withdrawal", "attachment", "paper", "correction")
"""The kinds that have their place in an accountability case, and those that hang on them."""


@clause("6.4")
def of_inquiry(actor: Actor, inquiry: Inquiry) -> tuple[HistoryLine, ...]:
    """The entries of the case that the actor may read, the newest first."""
    return tuple(history(visible_rows(actor, "entry", CASE).filter(case_id=inquiry.case_id)))


def of_hearing(actor: Actor, hearing: Hearing) -> tuple[HistoryLine, ...]:
    """What happened to one notice."""
    return _of_objects(actor, ("hearing",), Q(object_kind="hearing", object_id=hearing.pk))


def of_ruling(
    actor: Actor, ruling: Ruling, appeals: list[Appeal], revisions: list[Revision]
) -> tuple[HistoryLine, ...]:
    """What happened to one ruling, its changes and its appeals."""
    of_appeals = Q(object_kind="appeal", object_id__in=[row.pk for row in appeals])
    changes = Q(object_kind="revision", object_id__in=[row.pk for row in revisions])
    own = Q(object_kind="ruling", object_id=ruling.pk)
    return _of_objects(actor, ("ruling", "revision", "appeal"), own | of_appeals | changes)


def _of_objects(actor: Actor, kinds: tuple[str, ...], which: Q) -> tuple[HistoryLine, ...]:
    return tuple(history(visible_rows(actor, "entry", kinds).filter(which, DONE.query())))
