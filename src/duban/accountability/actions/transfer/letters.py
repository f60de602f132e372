"""The letter of transfer and the notices of results: their files are made and kept once they are issued."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from django.db import transaction
from django.db.models import Exists, OuterRef
from django_scopes import scope

from duban.accountability.facts import Dossier
from duban.accountability.models import Consequence, Inquiry, Withdrawal
from duban.accountability.papers import PART, issued_letter, letter_of, result_paper_of
from duban.acts.background.jobs import start_job
from duban.acts.work import Work
from duban.documents.official import copies
from duban.documents.official.models import IssuedCopy
from duban.mechanism.clauses import clause
from duban.shared import clock
from duban.shared.actor import system_actor

JOB = "inquiry.letter"


def issue_letter_later(work: Work) -> None:
    """Have the files made once the act is committed; the sweep looks for what was missed."""
    arguments = {"jurisdiction_id": work.jurisdiction_id, "inquiry_id": work.object.pk}
    transaction.on_commit(partial(start_job, JOB, **arguments))


@clause("6.3")
def issue_letter(jurisdiction_id: int, inquiry_id: int) -> None:
    """The job: keep the text that the act found unchanged since it was checked, with its number and day, and its files."""
    with scope(jurisdiction=jurisdiction_id):
        inquiry = Inquiry.objects.select_related("case", "concerning").get(pk=inquiry_id)
        actor = system_actor(jurisdiction_id, clock.today())
        text = letter_of(Dossier(inquiry))
        if inquiry.transferred_at is not None and issued_letter(inquiry) is None:
            copies.issue(actor, "inquiry", inquiry.pk, PART, text, inquiry.case)


def letters_left() -> list[tuple[int, int]]:
    """Transfers that were issued and have no copy yet, for the sweep: jurisdiction and key."""
    kept = IssuedCopy._base_manager.filter(
        object_kind="inquiry", object_id=OuterRef("pk"), issued_on__isnull=False
    )
    rows = Inquiry._base_manager.filter(transferred_at__isnull=False).exclude(Exists(kept))
    return list(rows.order_by("pk").values_list("jurisdiction_id", "pk")[:200])


RESULT_JOB = "result.notices"
_RESULTS: Mapping[str, type[Consequence] | type[Withdrawal]] = {"consequence": Consequence, "withdrawal": Withdrawal}


def issue_results_later(work: Work, kind: str, rows: Sequence[Consequence | Withdrawal]) -> None:
    """Have the notices kept and their files made once the act is committed; the sweep looks for what was missed."""
    arguments = {"jurisdiction_id": work.jurisdiction_id, "of": kind, "keys": [row.pk for row in rows]}
    transaction.on_commit(partial(start_job, RESULT_JOB, **arguments))


@clause("7.3.1")
def issue_results(jurisdiction_id: int, of: str, keys: list[int]) -> None:
    """The job: keep the text of notices of results, or of their withdrawal, with number and day, and their files."""
    with scope(jurisdiction=jurisdiction_id):
        actor = system_actor(jurisdiction_id, clock.today())
        for row in _RESULTS[of].objects.filter(pk__in=keys).select_related("case", "ruling").order_by("pk"):
            if PART not in copies.of_object(of, row.pk):
                copies.issue(actor, of, row.pk, PART, result_paper_of(row), row.case)


def results_left() -> list[tuple[int, str, list[int]]]:
    """Numbered notices that have no copy yet, for the sweep: jurisdiction, kind and keys."""
    found = []
    for kind, model in _RESULTS.items():
        kept = IssuedCopy._base_manager.filter(object_kind=kind, object_id=OuterRef("pk"), issued_on__isnull=False)
        rows = model._base_manager.exclude(number="").exclude(Exists(kept)).order_by("pk")
        found += [(where, kind, [key]) for where, key in rows.values_list("jurisdiction_id", "pk")[:200]]
    return found
