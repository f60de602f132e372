"""How a measure ends: its duties end, and the report goes back to the cycle that remains."""

from __future__ import annotations

from decimal import Decimal

from duban.acts.models import Obligation
from duban.acts.owing import duties, owed
from duban.acts.work import To, Work
from duban.matters.actions.reports.report_days import renew_reports
from duban.matters.escalation import running_measures
from duban.matters.models import Matter
from duban.measures.models import Measure, Pause
from duban.mechanism.clauses import clause
from duban.mechanism.lifecycles import states_of
from duban.mechanism.lifecycles.measures import MEASURES, NAMES
from duban.proceedings.actions.limits import let_request_fall


@clause("3.2.5", "3.2.8")
def end_measure(work: Work, measure: Measure, *, void: bool = False) -> None:
    """End what was owed on the measure and reckon the next report by the cycles that still run.

    What an interview that was held still owes on paper stays owed, unless the measure was `void`.
    """
    let_proposal_fall(work, measure)
    let_request_fall(work, measure.kind, measure)
    rows = owed.held_duties(work, measure.kind, measure)
    stay = [] if void else duties.open_among(rows, that="outlasts")
    gone = [row for row in rows if row not in stay]
    owed.end(work, gone, Obligation.Outcome.CANCELLED)
    matter: Matter = measure.matter
    end_pause(work, measure)
    renew_reports(work, matter, ended=True)
    work.refresh(matter, step=highest_step(work, matter))


def let_proposal_fall(work: Work, measure: Measure) -> None:
    """A pause on which nobody decided falls where nothing is left that could stand still; nobody owes the decision."""
    waiting = owed.open_duties(work, measure.kind, measure, act="letter.pause")
    if waiting:
        work.change(Pause.objects.get(measure=measure, state=Pause.State.ASKED), state=Pause.State.FALLEN)
        owed.end(work, waiting, Obligation.Outcome.CANCELLED)


def end_pause(work: Work, measure: Measure) -> None:
    """A letter that stood still when it came to its end stands still no more, and neither do its reports."""
    row = Pause.objects.filter(measure=measure, state=Pause.State.AGREED).first() if measure.pauses else None
    if row is None:
        return
    work.change(row, state=Pause.State.OVER, ended_on=work.today, ended_why=work.spec.label)
    work.refresh(measure, pauses=beside_limit(measure, row))
    reports = duties.among(duties.PAUSED, owed.duties_of_case(work), act="matter.report")
    owed.end(work, reports, Obligation.Outcome.ABSORBED)


def beside_limit(measure: Measure, row: Pause) -> str:
    """From when to when a letter stood still, this time and before, for whoever reads its limit."""
    earlier = Pause.objects.filter(measure=measure, state=Pause.State.OVER).exclude(pk=row.pk).order_by("pk")
    return "；".join(one.words for one in (*earlier, row))[:200]


def highest_step(work: Work, matter: Matter) -> str:
    """The highest step of the ladder on which the matter now stands: that of its highest running measure."""
    kinds = [measure.kind for measure in running_measures(work, matter)]
    return max(kinds, key=tuple(NAMES).index, default="matter")


def found_value(measure: Measure) -> Decimal | None:
    """What two persons found to be reached when they verified the measure; None where no value was stated."""
    found = measure.content.get("found_value")
    return Decimal(found) if found else None


def settle_drafts(work: Work, matter: Matter, why: str) -> None:
    """Withdraw what was drafted on a matter and has not gone out: nothing is left that it would ask for."""
    owing = {row.object_id for row in owed.open_of_case(work, bound=True, that="on_paper")}
    if not owing:
        return
    for draft in Measure.objects.filter(matter=matter, pk__in=owing, issued_at__isnull=True).exclude(
        state__in=states_of(MEASURES, "withdrawn")
    ):
        work.change(draft, state="withdrawn", ended_at=work.at, ended_how=f"撤回：{why}"[:120])
        owed.end(work, owed.open_duties(work, draft.kind, draft), Obligation.Outcome.CANCELLED)
        if draft.drafter_id:
            work.tell(
                "draft_withdrawn",
                To(person_id=draft.drafter_id),
                paper=NAMES[draft.kind],
                why=why,
                title=matter.title,
            )
