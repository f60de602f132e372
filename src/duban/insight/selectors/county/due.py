"""What the sweep has to look at: matters with duties near, due or late, and listings past their limit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, Max, OuterRef

from duban.accountability.actions.transfer import letters
from duban.acts.models import Obligation
from duban.acts.owing import duties
from duban.acts.owing.bearing import vacant
from duban.documents.official import copies
from duban.matters.actions import instructions
from duban.matters.actions.reports.report_days import courses_of
from duban.matters.escalation import Running
from duban.matters.facts import next_due, read_basis
from duban.matters.models import Matter
from duban.matters.selectors import soon_day
from duban.measures.actions import bulletins
from duban.measures.actions.before_issue.papers import JOB as ISSUE_JOB
from duban.measures.actions.before_issue.papers import left_to_issue
from duban.measures.facts import running_of
from duban.measures.models import Measure, Pause
from duban.mechanism.key_work.reporting import beside_missed
from duban.mechanism.lifecycles import act_named
from duban.rulebook.selectors import calendar, pack_in_force, pack_of_case
from duban.shared.actor import Actor
from duban.shared.database import memo


def matters_to_sweep(actor: Actor, today: date) -> list[str]:
    """References of matters whose duties call for a notice that was not given, or whose report cycle has passed."""
    days = int(pack_in_force(actor.jurisdiction_id, today).get("remind_before_workdays", today))
    soon = soon_day(today, calendar(actor.jurisdiction_id), days)
    open_now = duties.still_open(county=actor.jurisdiction_id).filter(case__isnull=False)
    cases = set(open_now.filter(due_on__lt=today, stage__lt=3).values_list("case_id", flat=True))
    cases |= set(open_now.filter(due_on=today, stage__lt=2).values_list("case_id", flat=True))
    cases |= set(
        open_now.filter(due_on__gt=today, due_on__lte=soon, stage__lt=1).values_list("case_id", flat=True)
    )
    cases |= _missed_cycles(actor, today) | _faces_of_the_past(actor, today)
    return list(Matter.objects.filter(case_id__in=cases).order_by("pk").values_list("ref", flat=True))


_settled: dict[int, tuple[int, date]] = {}
"""For a county the directory and the day for which no face was found to be of the past."""


def _faces_of_the_past(actor: Actor, today: date) -> set[int]:
    """Cases whose next day is no longer the one of their face: somebody has left, or come to, a unit with a duty.

    An act keeps the face of its own case; so none is looked for again until the directory is another one, or the day.
    """
    stamp = (memo.versions(actor.jurisdiction_id).directory, today)
    if _settled.get(actor.jurisdiction_id) == stamp:
        return set()
    owed = duties.still_open(county=actor.jurisdiction_id, counting=True, dated=True)
    days = dict(Matter.objects.exclude(assigned_on=None).values_list("case_id", "next_due_on"))
    doubtful = {
        row.case_id
        for row in owed.only("case_id", "unit_id", "person_id", "act", "due_on", "jurisdiction_id")
        if row.case_id in days and _off(row, days[row.case_id])
    }
    rows = Matter.objects.filter(case_id__in=doubtful).select_related("case")
    found = {row.case_id for row in rows if next_due(row, read_basis(row)) != row.next_due_on}
    if not found:
        _settled[actor.jurisdiction_id] = stamp
    return found


def _off(duty: Obligation, next_day: date | None) -> bool:
    if duty.due_on is None:
        return False
    if vacant(duty.jurisdiction_id, duty):
        return next_day == duty.due_on
    return next_day is None or duty.due_on < next_day


def _missed_cycles(actor: Actor, today: date) -> set[int]:
    """Cases whose newest open report was missed, and beside it the next one is to be owed now."""
    owed = duties.still_open(county=actor.jurisdiction_id, act="matter.report").filter(case__isnull=False)
    later = duties.still_open(act="matter.report").filter(case=OuterRef("case"), due_on__gte=today)
    rows = owed.filter(due_on__lt=today).exclude(Exists(later))
    newest: dict[int, date] = dict(rows.values("case_id").annotate(newest=Max("due_on")).values_list("case_id", "newest"))
    missed = list(newest)
    matters = list(Matter.objects.filter(case_id__in=missed).select_related("case"))
    measures = _running(actor, missed)
    return {
        matter.case_id
        for matter in matters
        if _next_is_to_be_owed(matter, measures.get(matter.case_id, []), newest[matter.case_id], today)
    }


def _next_is_to_be_owed(matter: Matter, running: list[Running], newest: date, today: date) -> bool:
    pack = pack_of_case(matter.jurisdiction_id, matter.case.pack_hash, today)
    early = int(pack.get("report_early_workdays", today))
    known = calendar(matter.jurisdiction_id)
    return beside_missed(newest, courses_of(matter, running, pack, today), early, known, today) is not None


def _running(actor: Actor, cases: list[int]) -> dict[int, list[Running]]:
    found: dict[int, list[Running]] = {}
    rows = Measure.objects.filter(
        jurisdiction_id=actor.jurisdiction_id, case_id__in=cases, issued_at__isnull=False, ended_at=None
    ).select_related("matter")
    for row in rows:
        found.setdefault(row.case_id, []).append(running_of(row))
    return found


def listings_to_expire(actor: Actor, today: date) -> list[str]:
    """References of running listings past their limit that are not marked yet."""
    sources = act_named("listing.expire").sources
    rows = Measure.objects.filter(
        jurisdiction_id=actor.jurisdiction_id,
        kind="listing",
        state__in=sources,
        deadline__lt=today,
        expired_on=None,
    )
    return list(rows.order_by("pk").values_list("ref", flat=True))


def measures_due(actor: Actor, today: date) -> list[tuple[str, dict[str, Any]]]:
    """What time itself does to measures: listings expire, letters that stood still go on."""
    over = Pause.objects.filter(jurisdiction_id=actor.jurisdiction_id, state=Pause.State.AGREED, until__lte=today)
    paused = over.order_by("pk").values_list("measure__ref", flat=True)
    return [
        *(("listing.expire", {"ref": ref}) for ref in listings_to_expire(actor, today)),
        *(("letter.resume", {"ref": ref, "reason": "到期自行恢复"}) for ref in paused),
    ]


@dataclass(frozen=True)
class Left:
    """A job that was due and has not been done: its kind and arguments."""

    job: str
    arguments: dict[str, Any]


def papers_to_make() -> list[Left]:
    """Issued documents, of all jurisdictions, whose files are not made yet."""
    issued = [
        Left(ISSUE_JOB, {"jurisdiction_id": jurisdiction, "measure_id": measure, "parts": parts})
        for jurisdiction, measure, parts in left_to_issue()
    ]
    again = [
        Left(copies.JOB, {"copy_id": copy, "jurisdiction_id": jurisdiction})
        for copy, jurisdiction in copies.left_waiting()
    ]
    told = [
        Left(bulletins.JOB, {"jurisdiction_id": jurisdiction, "bulletin_id": bulletin})
        for jurisdiction, bulletin in bulletins.left_to_issue()
    ]
    handed_over = [
        Left(letters.JOB, {"jurisdiction_id": jurisdiction, "inquiry_id": inquiry})
        for jurisdiction, inquiry in letters.letters_left()
    ]
    results = [
        Left(letters.RESULT_JOB, {"jurisdiction_id": jurisdiction, "of": kind, "keys": keys})
        for jurisdiction, kind, keys in letters.results_left()
    ]
    instructed = [
        Left(instructions.JOB, {"jurisdiction_id": jurisdiction, "instruction_id": row})
        for jurisdiction, row in instructions.left_to_issue()
    ]
    return issued + again + told + handed_over + results + instructed
