"""What the measures hand down: their kinds, the running measures of a matter, the registry as a projection."""

from __future__ import annotations

from functools import partial

from duban.acts import kinds
from duban.acts.background import jobs
from duban.acts.findable import register_findable
from duban.acts.gate.asked import Asked
from duban.acts.gate.choices import register_choices, register_late
from duban.acts.kinds import Bearer, Kind
from duban.acts.owing.charges import register_charge
from duban.acts.sight.visibility import Visibility, register_visibility
from duban.acts.work import Work
from duban.documents.official.models import IssuedCopy
from duban.matters import escalation
from duban.matters.escalation import Running
from duban.matters.models import Matter
from duban.measures import actions as actions
from duban.measures import briefs as briefs
from duban.measures import figures as figures
from duban.measures import policies
from duban.measures.actions import bulletins
from duban.measures.actions.before_issue.drafting import refuse_making
from duban.measures.actions.before_issue.issuing import owe_readings
from duban.measures.actions.before_issue.papers import JOB, issue_papers
from duban.measures.actions.charges import CHARGES
from duban.measures.actions.of_before import importing as importing
from duban.measures.actions.once_issued.ending import settle_drafts
from duban.measures.actions.once_issued.rectifying import refuse_person
from duban.measures.bulletin import paper as bulletin
from duban.measures.facts import name_of, priors, running_of
from duban.measures.findable import BULLETINS, MEASURE, PAST, TEXT
from duban.measures.models import Bulletin, Measure, PastMeasure, RegistryRow, SeriesStart
from duban.measures.registry import issued_measures, pass_on_rows, refresh_registry
from duban.measures.selectors import facts_to_quote, limits_ahead
from duban.mechanism.clauses import clause
from duban.mechanism.lifecycles import states_of
from duban.mechanism.lifecycles.measures import NAMES
from duban.mechanism.people.standing import Function, Subject
from duban.proceedings.actions import deliver
from duban.proceedings.models import Report


def running(work: Asked, matter: Matter) -> list[Running]:
    """The issued, unfinished measures of a matter with their feedback intervals and limits."""
    return [
        running_of(row)
        for row in issued_measures(work, matter)
        if row.state not in states_of(row.kind, "over")
    ]


@clause("3.3.7")
def present_listed(work: Work, matter: Matter, report: Report) -> None:
    """Every rectification report of a listed matter is put before 书记 and 县长 and copied to both bodies."""
    if report.serves != "listing":
        return
    label = f"第{report.period}期整改情况"
    deliver.present(work, label, kind="report", object_id=report.pk)
    owe_readings(work, f"{label}：{matter.title}")


def _measure(kind: str) -> Kind:
    return Kind(
        kind,
        Measure,
        title=name_of,
        subject=policies.subject_of,
        bearer=policies.bearer_of,
        sees=policies.sees,
        inside=policies.drafts,
        related=("case", "matter", "matter__case"),
        where={"kind": kind},
        veiled=True,
        files=partial(policies.files, kind=kind),
        refuse_making=refuse_making,
        refuse_person=refuse_person,
    )


def _series_start() -> Kind:
    return Kind(
        "seriesstart",
        SeriesStart,
        title=lambda row: f"{row.year}年文号接续",
        subject=lambda row: Subject(office=Function(row.office)),
        bearer=lambda row, role: Bearer(role),
        sees=policies.sees_series_start,
        related=(),
    )


def _past() -> Kind:
    return Kind(
        "past",
        PastMeasure,
        title=lambda row: row.title,
        subject=lambda row: Subject(office=Function(row.office)),
        bearer=lambda row, role: Bearer(role),
        sees=policies.sees_past,
        related=("matter", "matter__case"),
    )


def _bulletin(kind: str) -> Kind:
    return Kind(
        kind,
        Bulletin,
        title=lambda row: f"{bulletin.NAMES[kind]}{row.number}" if row.number else row.title,
        subject=lambda row: Subject(office=Function(row.office)),
        bearer=policies.bulletin_bearer,
        sees=policies.sees_bulletin,
        inside=policies.bulletin_drafts,
        related=(),
        where={"kind": kind},
    )


def install() -> None:
    """Register everything; called when the app is ready."""
    register_choices(facts=facts_to_quote, limits_ahead=limits_ahead)
    register_late("facts")
    for kind in (*map(_measure, NAMES), _past(), _series_start(), *map(_bulletin, bulletin.NAMES)):
        kinds.register_kind(kind)
    register_visibility(Visibility("registry", RegistryRow, policies.sees_registry))
    texts = Visibility(policies.ISSUED_TEXT, IssuedCopy, kinds.nobody, hanging=policies.reads_issued)
    register_visibility(texts)
    jobs.register_job(bulletins.JOB, bulletins.issue_papers, "制作通报、专报")
    escalation.register(running, priors, settle_drafts, present_listed)
    kinds.register_projection(refresh_registry)
    for one in (MEASURE, PAST, TEXT, *BULLETINS):
        register_findable(one)
    kinds.register_merger(pass_on_rows)
    for charge in CHARGES:
        register_charge(charge)
    jobs.register_job(JOB, issue_papers, "制作督办文书")
