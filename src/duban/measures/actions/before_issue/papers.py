"""Freezing the documents of a measure at approval, and issuing what was frozen once the act is committed."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.db import transaction
from django_scopes import scope

from duban.acts.background.jobs import start_job
from duban.acts.work import Work
from duban.documents.official import copies
from duban.documents.official.models import IssuedCopy
from duban.documents.papers.model import Paper
from duban.measures.models import Measure
from duban.measures.papers import (
    goes_out_at_once,
    issued_as,
    issued_text,
    paper_of,
    part_at,
    reply_paper,
)
from duban.mechanism.clauses import clause
from duban.mechanism.lifecycles.measures import NAMES
from duban.shared import clock
from duban.shared.actor import system_actor

JOB = "measure.papers"


@clause("3.1.2", "3.2.4", "3.3.2")
def freeze_papers(work: Work, *parts: str) -> None:
    """Keep the texts as the leader agrees to them."""
    copies.freeze(work, work.object, {part: paper_of(work.object, part) for part in parts})


@clause("3.1.3", "3.3.8")
def issue_reply(work: Work, name: str, row: Any, before: int) -> str:
    """Number the reply that this act gives in a row, keep its text and have its files made; returns the number.

    `before` is how many replies of this name the measure had.
    """
    measure: Measure = work.object
    number = work.numbers.give(measure, issuer=measure.issuer, kind=work.spec.series or name)
    part = part_at(name, before)
    copies.settle(work, measure, part, reply_paper(measure, name, row).with_issue(number, work.today))
    issue_papers_later(work, part)
    return number


def issue_papers_later(work: Work, *parts: str) -> None:
    """Have the files of issued documents made once the act is committed; the sweep looks for what was missed."""
    arguments = {"jurisdiction_id": work.jurisdiction_id, "measure_id": work.object.pk, "parts": list(parts)}
    transaction.on_commit(partial(start_job, JOB, **arguments))


def issue_papers(jurisdiction_id: int, measure_id: int, parts: list[str]) -> None:
    """The job: give each frozen text its number and date, make its files and keep them."""
    with scope(jurisdiction=jurisdiction_id):
        rows = Measure.objects.select_related("case", "matter", "matter__case")
        measure = rows.get(pk=measure_id)
        frozen = copies.of_object(measure.kind, measure.pk)
        actor = system_actor(jurisdiction_id, clock.today())
        for part in parts:
            before = frozen.get(part)
            text = _text_of(measure, part, before)
            copies.issue(actor, measure.kind, measure.pk, part, text, measure.case)


def _text_of(measure: Measure, part: str, before: IssuedCopy | None) -> Paper:
    if before is not None and goes_out_at_once(part):
        return copies.paper_of(before)
    frozen = before is not None and part != "minutes"
    text = Paper.from_json(before.content) if before and frozen else paper_of(measure, part)
    return issued_text(measure, part, text)


def left_to_issue() -> list[tuple[int, int, list[str]]]:
    """Measures that were issued and whose frozen texts have no files yet: jurisdiction, measure, parts."""
    found: list[tuple[int, int, list[str]]] = []
    for jurisdiction_id, kind, object_id, part in copies.still_frozen():
        if kind not in NAMES:
            continue
        measure = Measure._base_manager.filter(pk=object_id).first()
        if measure is not None and (goes_out_at_once(part) or all(issued_as(measure, part))):
            found.append((jurisdiction_id, object_id, [part]))
    return found
