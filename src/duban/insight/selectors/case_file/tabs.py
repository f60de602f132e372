"""What each tab of a case shows, scoped to the actor: drafts and opinions only for the inner circle."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import QuerySet

from duban.acts.kinds import hang
from duban.acts.sight.visibility import known_of
from duban.archive.selectors import packages_of_case
from duban.audit.models import Entry
from duban.audit.selectors import history
from duban.documents.files.owners import KIND as FILE
from duban.documents.files.owners import title
from duban.documents.models import Attachment
from duban.insight.selectors.case_file.tab_rows import (
    Cell,
    Contributed,
    Delivered,
    DocumentPart,
    DocumentsTab,
    Extended,
    FactsTab,
    FeedbackTab,
    FilePart,
    FoundFact,
    HistoryTab,
    Inner,
    PlanPart,
    Point,
    Rated,
    Reported,
    Sentence,
    Sheet,
    SheetsTab,
    Tab,
    TaskPart,
    TimeTab,
    Verified,
    taken,
)
from duban.insight.selectors.over_time.stretches import of_matter, of_measure, of_point, of_report
from duban.matters.facts import before_the_task
from duban.matters.models import Matter, Milestone, Task
from duban.measures.facts import name_of
from duban.measures.models import Measure
from duban.measures.selectors import stated
from duban.mechanism.lifecycles import state_label
from duban.mechanism.lifecycles.measures import NAMES
from duban.mechanism.papers.content import ELEMENTS
from duban.mechanism.people.standing import Role
from duban.organisations.selectors import directory
from duban.proceedings.briefs import forewarned
from duban.proceedings.models import (
    Extension,
    Forewarning,
    InnerStep,
    JudgedFact,
    Part,
    Plan,
    Rating,
    Receipt,
    Report,
    ResponsiblePerson,
    Signature,
    Verification,
)
from duban.shared.actor import Actor

_RECENT = 6
_OWN = {Role.PRINCIPAL, Role.DEPUTY, Role.HANDLER, Role.LIAISON}
"""The kinds that have their place in the case of a matter."""
LABELS = {"principal": "主要领导", "deputy": "分管领导", "handler": "经办负责人"}

Basis = tuple[tuple[Milestone, ...], tuple[JudgedFact, ...], tuple[Rating, ...]]


@dataclass(frozen=True)
class Context:
    """Whose page it is, and what is known of the case already."""

    actor: Actor
    matter: Matter
    measures: tuple[Measure, ...]
    internal: bool
    roles: frozenset[Role]
    today: date

    @property
    def case_id(self) -> int:
        """The case."""
        return self.matter.case_id

    @property
    def own(self) -> bool:
        """Whether the actor answers for the matter in its lead unit."""
        return bool(self.roles & _OWN)

    @cached_property
    def objects(self) -> dict[tuple[str, int | None], Any]:
        """The matter and the measures that are shown, by kind and key: what the rows of the case hang on."""
        return {("matter", self.matter.pk): self.matter, **{(row.kind, row.pk): row for row in self.measures}}

    @cached_property
    def basis(self) -> Basis:
        """What the ladder is judged by: the plan, findings and ratings."""
        return (
            tuple(Milestone.objects.filter(case_id=self.case_id, dropped_at=None).order_by("due_on", "pk")),
            tuple(JudgedFact.objects.filter(case_id=self.case_id).order_by("pk")),
            self.ratings,
        )

    @cached_property
    def ratings(self) -> tuple[Rating, ...]:
        """All ratings, the first one first."""
        return tuple(Rating.objects.filter(case_id=self.case_id).order_by("pk"))


def facts(context: Context) -> FactsTab:
    """Plan, findings, ratings, responsible persons, tasks."""
    milestones, judged, ratings = context.basis
    people = list(
        ResponsiblePerson.objects.filter(case_id=context.case_id, object_kind="matter").order_by("pk")
    )
    known = directory(context.actor.jurisdiction_id)
    rated = [taken(Rated, row, **({} if context.internal else {"reason": ""})) for row in ratings]
    tasks = Task.objects.filter(case_id=context.case_id, dropped_at=None).order_by("pk")
    return FactsTab(
        milestones=tuple(taken(Point, row, history=before_the_task(context.matter, row)) for row in milestones),
        judged=tuple(taken(FoundFact, row) for row in judged) if context.internal else (),
        ratings=tuple(rated),
        ratings_recent=tuple(rated[::-1][:_RECENT]),
        ratings_earlier=tuple(rated[::-1][_RECENT:]),
        people={
            label: [f"{row.name}（{row.title}）" for row in people if row.role == role]
            for role, label in LABELS.items()
        },
        frozen_on=people[0].frozen_on if people else None,
        tasks=tuple(taken(TaskPart, row, unit=known.unit(row.unit_id).short_name) for row in tasks),
        suggestions=context.matter.suggestions if context.internal else "",
    )


def documents(context: Context) -> DocumentsTab:
    """Issued documents with their receipts, plans, reports at interviews, attachments."""
    receipts = list(Receipt.objects.filter(case_id=context.case_id).order_by("pk"))
    plans = Plan.objects.filter(case_id=context.case_id).order_by("pk")
    attachments = Attachment.objects.filter(case_id=context.case_id).order_by("-created_at", "-pk")
    own = context.actor.unit_ids & ({context.matter.lead_unit_id} | context.matter.assist_unit_ids)
    return DocumentsTab(
        measures=tuple(_document(measure, receipts, context.internal) for measure in context.measures),
        plans=tuple(
            taken(PlanPart, plan, state_label=plan.get_state_display())
            for plan in plans
            if plan.state != Plan.State.DRAFT or context.internal or own
        ),
        attachments=tuple(
            taken(FilePart, row, name=title(row))
            for row in known_of(context.actor, "attachment", attachments, context.objects)
        ),
        receipts=_delivered(receipts, Receipt.What.ORIGINAL, Receipt.What.COPY),
        readings=_delivered(receipts, Receipt.What.READING),
        packages=packages_of_case(context.case_id) if context.internal else (),
    )


def _delivered(receipts: list[Receipt], *whats: str) -> tuple[Delivered, ...]:
    return tuple(
        taken(Delivered, row, what_label=row.get_what_display()) for row in receipts if row.what in whats
    )


def _document(measure: Measure, receipts: list[Receipt], internal: bool) -> DocumentPart:
    of = [row for row in receipts if (row.object_kind, row.object_id) == (measure.kind, measure.pk)]
    circulated = [row for row in of if row.what == Receipt.What.CIRCULATION]
    return taken(
        DocumentPart,
        measure,
        name=NAMES[measure.kind] if measure.number else name_of(measure),
        state=state_label(measure.kind, measure.state),
        items=tuple((element.heading, stated(measure, element.field)) for element in ELEMENTS[measure.kind]),
        approved_by=measure.approved_by if internal else "",
        flaws=tuple(measure.flaws),
        sent=len(of),
        received=sum(1 for row in of if row.received_at),
        circulated=len(circulated),
        circulated_received=sum(1 for row in circulated if row.received_at),
    )


def sheets(context: Context) -> SheetsTab:
    """发文稿纸: every name, opinion and time, for those who see drafts; others see who approved."""
    rows = list(Signature.objects.filter(case_id=context.case_id).order_by("pk"))
    if not context.internal:
        issued = {(measure.kind, measure.pk) for measure in context.measures}
        rows = [
            row
            for row in rows
            if (row.object_kind, row.object_id) in issued and row.step.endswith((".approve", ".issue"))
        ]
    groups = [("matter", context.matter.pk, "立项与销号", context.matter.ref)]
    groups += [
        (measure.kind, measure.pk, name_of(measure), measure.ref)
        for measure in context.measures
    ]
    return SheetsTab(
        tuple(
            Sheet(
                title,
                kind,
                ref,
                tuple(_cell(row) for row in rows if (row.object_kind, row.object_id) == (kind, pk)),
            )
            for kind, pk, title, ref in groups
        )
    )


def _cell(row: Signature) -> Cell:
    name = f"{row.name}（受{row.behalf_name}委托）" if row.behalf_name else row.name
    note = "，".join(part for part in (row.means if row.means != "系统" else "", row.note) if part)
    return Cell(row.called, row.opinion or row.label, name, row.post, row.signed_at, note)


_REACHED = (Report.Stage.SUBMITTED, Report.Stage.RETURNED, Report.Stage.CORRECTED)


def feedback(context: Context) -> FeedbackTab:
    """Reports and ratings, parts of assisting units, extensions, applications and verification."""
    case_id = context.case_id
    ratings = {row.report_id: row for row in reversed(context.ratings)}
    known = directory(context.actor.jurisdiction_id)
    parts = Part.objects.filter(case_id=case_id).order_by("-pk")
    extensions = Extension.objects.filter(case_id=case_id).order_by("-pk")
    verifications = Verification.objects.filter(case_id=case_id).order_by("-pk")
    return FeedbackTab(
        reports=tuple(
            _report(row, ratings.get(row.pk)) for row in _reports(context).order_by("-period", "-pk")
        ),
        parts=tuple(taken(Contributed, row, unit=known.unit(row.unit_id).short_name) for row in parts),
        extensions=tuple(taken(Extended, row, state_label=row.get_state_display()) for row in extensions),
        forewarnings=tuple(forewarned(row) for row in Forewarning.objects.filter(case_id=case_id).order_by("-pk")),
        verifications=tuple(taken(Verified, row) for row in verifications),
    )


def _reports(context: Context) -> QuerySet[Report]:
    """The reports that have gone out; the unit's own readers see those that have not, too."""
    rows = Report.objects.filter(case_id=context.case_id)
    return rows if context.own else rows.filter(stage__in=_REACHED)


def over_time(context: Context) -> TimeTab:
    """The matter, its measures, points and reports with their limits, each in the order of its days."""
    points = Milestone.objects.filter(case_id=context.case_id, dropped_at=None).order_by("due_on", "pk")
    reports = _reports(context).order_by("period", "pk")
    today = context.today
    return TimeTab(
        (
            of_matter(context.matter, today),
            *(of_measure(row, today) for row in context.measures if row.issued_at),
            *(of_point(row, today, before_the_task(context.matter, row)) for row in points),
            *(of_report(row, today) for row in reports),
        ),
        today,
    )


def _report(row: Report, rating: Rating | None) -> Reported:
    return taken(
        Reported,
        row,
        stage_label=row.get_stage_display(),
        returned=row.stage == Report.Stage.RETURNED,
        corrected=row.stage == Report.Stage.CORRECTED,
        rating=rating.value if rating else "",
        rating_index=rating.index if rating else None,
    )


def course(context: Context) -> HistoryTab:
    """The history as sentences, as far as the actor may read it."""
    entries = list(Entry.objects.filter(case_id=context.case_id).select_related("payload").order_by("-n"))
    files = [entry.object_id for entry in entries if entry.object_kind == FILE and entry.object_id]
    objects = context.objects | {(FILE, row.pk): row for row in _files(context, files)}
    shown = history(known_of(context.actor, "entry", entries, objects))
    inner: Any = ()
    if context.own:
        inner = InnerStep.objects.filter(case_id=context.case_id, unit_id__in=context.actor.unit_ids)
    return HistoryTab(
        entries=tuple(
            Sentence(
                line.at,
                line.sentence,
                " ".join(line.clauses[:3]),
                line.milestone,
                "未受理" if line.refused else "",
            )
            for line in shown
        ),
        inner=tuple(taken(Inner, row) for row in inner),
    )


def _files(context: Context, keys: list[int]) -> Iterable[Attachment]:
    """Some files of the case, each told on what it hangs."""
    rows = Attachment.objects.filter(pk__in=keys) if keys else ()
    for row in rows:
        hang(row, context.objects.get((row.object_kind, row.object_id)))
    return rows


CONTENT: dict[str, Callable[[Context], Tab]] = {
    "facts": facts,
    "documents": documents,
    "sheets": sheets,
    "feedback": feedback,
    "time": over_time,
    "history": course,
}
