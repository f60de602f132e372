"""卷宗: a case as somebody may see it, one tab at a time so that each costs few statements."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime

from django.db.models import OuterRef, Subquery

from duban.acts.gate.entry import open_acts
from duban.acts.gate.permits import roles_from
from duban.acts.models import Obligation
from duban.acts.owing import duties
from duban.acts.owing.bearing import bearing
from duban.acts.sight.around import borne_by
from duban.acts.sight.visibility import ABSENT, known_of, may_see
from duban.insight.selectors.case_file import tabs
from duban.insight.selectors.case_file.judged import why, with_proposals
from duban.insight.selectors.case_file.ladder import LadderStep, ladder
from duban.insight.selectors.case_file.tab_rows import MatterFace, Tab, taken
from duban.insight.selectors.work_desk.asked import SOONEST
from duban.insight.selectors.work_desk.todos import Todo, todo_of, who_is_missing
from duban.matters import policies as of_matter
from duban.matters.facts import ladder_basis, progress_of
from duban.matters.models import Matter, OwnCode, with_assisting
from duban.matters.selectors import MatterRow, row_of, shown_of
from duban.measures.actions.once_issued.rectifying import SIGNED_FOR
from duban.measures.facts import facts_with, name_of
from duban.measures.models import Measure
from duban.mechanism.decision import Decision
from duban.mechanism.key_work.rating import Progress, suggested_rating
from duban.mechanism.ladder.gates import letter_gate, listing_gate
from duban.mechanism.ladder.release import release_gate
from duban.mechanism.lifecycles import ACTS, act_named, states_of
from duban.mechanism.lifecycles.measures import NAMES, SPINES
from duban.mechanism.lifecycles.types import Act
from duban.mechanism.people.standing import Role, sees_drafts
from duban.organisations.selectors import directory
from duban.proceedings.actions import deliver
from duban.proceedings.models import Receipt
from duban.rulebook.selectors import pack_of_case, words_of
from duban.shared import clock
from duban.shared.actor import Actor
from duban.shared.errors import NotFound

OWN_CODE = "known_as"
"""What a matter is annotated with: the number that its office gives it."""
TABS = (
    ("facts", "事实"),
    ("documents", "文书"),
    ("sheets", "审批"),
    ("feedback", "反馈与核查"),
    ("time", "时间"),
    ("history", "经过"),
)


@dataclass(frozen=True)
class Button:
    """An act that the actor may start now."""

    key: str
    label: str
    kind: str
    ref: str
    about: str
    primary: bool = False


@dataclass(frozen=True)
class Answered:
    """A question of the ladder with its conditions: as they stand now, or as they stood at a moment."""

    title: str
    decision: Decision
    at: datetime | None = None


@dataclass(frozen=True)
class CaseView:
    """Everything that the page shows."""

    ref: str
    matter_ref: str
    row: MatterRow
    matter: MatterFace
    internal: bool
    unit_side: bool
    assist: tuple[str, ...]
    inspector: str
    readers: tuple[str, ...]
    steps: tuple[LadderStep, ...]
    duties: tuple[Todo, ...]
    buttons: tuple[Button, ...]
    tab: str
    content: Tab
    words: str
    words_clause: str
    decisions: tuple[Answered, ...]
    progress: Progress | None
    suggestion: str
    roles: frozenset[Role] = field(default_factory=frozenset)


def case_view(*, actor: Actor, ref: str, tab: str = "facts") -> CaseView:
    """The case of this address with one tab; NotFound where it is absent or not the actor's to see."""
    context = _context(actor, ref)
    return _view(context, tab if tab in dict(TABS) else "facts")


def dossier(*, actor: Actor, ref: str) -> tuple[CaseView, tuple[tuple[str, str, Tab], ...]]:
    """The case with all its tabs (key, label, content), to be printed whole; NotFound as for `case_view`."""
    context = _context(actor, ref)
    view = _view(context, "facts")
    rest = tuple((key, label, tabs.CONTENT[key](context)) for key, label in TABS[1:])
    return view, (("facts", "事实", view.content), *rest)


def _context(actor: Actor, ref: str) -> tabs.Context:
    today = clock.today()
    matter = _matter(actor, ref)
    roles = roles_from(actor, actor.posts, of_matter.subject_of(matter))
    if not may_see(actor, "matter", matter):
        raise NotFound(ABSENT)
    internal = sees_drafts(roles)
    return tabs.Context(actor, matter, _measures(actor, matter, internal), internal, roles, today)


def _view(context: tabs.Context, tab: str) -> CaseView:
    actor, matter, today = context.actor, context.matter, context.today
    known = directory(actor.jurisdiction_id)
    owed = list(duties.ever_owed(case=matter.case_id).select_related("case").order_by(SOONEST, "pk"))
    content = tabs.CONTENT[tab](context)
    judged = tab == "facts"
    clause = _present_clause(matter)
    row = row_of(actor, shown_of(matter), today)
    state = progress_of(matter, context.basis[0], today) if judged else None
    pack = pack_of_case(actor.jurisdiction_id, matter.case.pack_hash, today)
    return CaseView(
        ref=matter.case.ref,
        matter_ref=matter.ref,
        row=row,
        matter=_face(matter),
        internal=context.internal,
        unit_side=bool(
            context.roles & {Role.PRINCIPAL, Role.DEPUTY, Role.HANDLER, Role.LIAISON, Role.ASSIST}
        ),
        assist=tuple(known.unit(unit).short_name for unit in sorted(matter.assist_unit_ids)),
        inspector=known.person(matter.inspector_id).name if matter.inspector_id else "",
        readers=tuple(known.person(person).name for person in sorted(matter.reader_ids)),
        steps=ladder(matter, list(context.measures), row, today, actor.jurisdiction_id),
        duties=tuple(_duties(context, owed)),
        buttons=tuple(_buttons(context)),
        tab=tab,
        content=content,
        words=words_of(actor.jurisdiction_id, clause, matter.case.pack_hash),
        words_clause=clause,
        decisions=(*_decisions(context, owed), *_why(context), *_release(context)) if judged else (),
        progress=state,
        suggestion=suggested_rating(state, pack, today).value if state and context.internal else "",
        roles=context.roles,
    )


def _face(matter: Matter) -> MatterFace:
    source = matter.source
    return taken(
        MatterFace,
        matter,
        source_title=source.title,
        source_number=source.number,
        source_dated_on=source.dated_on,
        own_code=getattr(matter, OWN_CODE) or "",
    )


def _matter(actor: Actor, ref: str) -> Matter:
    asked = Matter.objects.filter(jurisdiction_id=actor.jurisdiction_id, case__ref=ref)
    matter = (
        with_assisting(asked)
        .select_related("case", "source")
        .annotate(**{OWN_CODE: Subquery(OwnCode.objects.filter(case=OuterRef("case_id")).values("code")[:1])})
        .annotate(**{deliver.WAITS: deliver.waits_for(actor, Receipt.What.READING, case=OuterRef("case_id"))})
        .first()
    )
    if matter is None:
        raise NotFound(ABSENT)
    return matter


def _measures(actor: Actor, matter: Matter, internal: bool) -> tuple[Measure, ...]:
    """The measures that the actor may see, for the inner circle with what was said when they were proposed."""
    sent = deliver.waits_for(actor, *SIGNED_FOR, object_kind=OuterRef("kind"), object_id=OuterRef("pk"))
    known = Measure.objects.filter(matter=matter).annotate(**{deliver.WAITS: sent}).order_by("pk")
    rows = list(with_proposals(known) if internal else known)
    for row in rows:
        row.matter = matter
        row.case = matter.case
    return tuple(row for row in rows if may_see(actor, row.kind, row))


def _duties(context: tabs.Context, owed: list[Obligation]) -> Iterator[Todo]:
    """What is owed on the matter and on the measures that are shown, as far as the actor may know of it."""
    on_shown = [one for one in duties.among(duties.HELD, owed) if (one.object_kind, one.object_id) in context.objects]
    own, nobodys = borne_by(context.actor), bearing(context.actor.jurisdiction_id).nobody
    for duty in known_of(context.actor, "duty", on_shown, context.objects):
        todo = todo_of(context.actor, duty, context.today)
        missing = who_is_missing(context.actor, duty) if duty.pk in nobodys else ""
        yield replace(todo, mine=own.holds(duty), nobody=missing)


def _release(context: tabs.Context) -> tuple[Answered, ...]:
    """What a running listing still needs to be released, for whoever sees it."""
    running = [m for m in context.measures if m.kind == "listing" and m.issued and m.state not in states_of("listing", "over")]
    return tuple(Answered("能否解除", release_gate(measure.state)) for measure in running[-1:])


def _why(context: tabs.Context) -> tuple[Answered, ...]:
    """Why the latest measure was proposed, for those who see drafts."""
    standing = [measure for measure in context.measures if measure.state not in states_of(measure.kind, "annulled")]
    judged = why(standing[-1]) if context.internal and standing else None
    return (Answered(SPINES[standing[-1].kind].why, judged.decision, judged.at),) if judged else ()


def _decisions(context: tabs.Context, owed: list[Obligation]) -> tuple[Answered, ...]:
    """What the inner circle may do next on the ladder, as its gate would decide now."""
    matter, today = context.matter, context.today
    if not sees_drafts(context.roles) or matter.state not in states_of("matter", "measurable"):
        return ()
    pack = pack_of_case(context.actor.jurisdiction_id, matter.case.pack_hash, today)
    whole = ladder_basis(context.basis, owed)
    facts = facts_with(matter, whole, list(context.measures), pack, today)
    if matter.step == "matter":
        quoted = [fact.key for fact in facts.facts]
        decision = letter_gate(facts, quoted, "起草时写明", pack, today)
        return (Answered("能否下达‹督办函›", Decision(decision.question, (decision.reasons[0], decision.reasons[-1]))),)
    if any(
        m.kind == "listing" and m.state not in states_of(m.kind, "over") for m in facts.measures
    ):
        return ()
    return (Answered("能否提请‹挂牌督办›", listing_gate(facts, pack, today)),)


def _present_clause(matter: Matter) -> str:
    if matter.step in NAMES:
        return {"letter": "3.1.1", "interview": "3.2.1", "listing": "3.3.1"}[matter.step]
    return matter.source.source_class


def _buttons(context: tabs.Context) -> list[Button]:
    actor, matter = context.actor, context.matter
    buttons = [_button(act, "matter", matter.ref, "") for act in open_acts(actor, "matter", matter)]
    for measure in context.measures:
        about = name_of(measure)
        buttons += [
            _button(act, measure.kind, measure.ref, about)
            for act in open_acts(actor, measure.kind, measure)
            if "drops_final" not in act.does or measure.final_digest
        ]
    return [*buttons, *_proposals(context), *_made_on(context)]


def _button(act: Act, kind: str, ref: str, about: str) -> Button:
    return Button(act.key, act.label, kind, ref, about)


def _proposals(context: tabs.Context) -> list[Button]:
    if context.matter.state not in states_of("matter", "measurable"):
        return []
    listed = any(m.kind == "listing" and m.state not in states_of("listing", "over") for m in context.measures)
    return [
        _button(act_named(f"{kind}.propose"), kind, context.matter.ref, "")
        for kind in NAMES
        if not (kind == "listing" and listed) and set(act_named(f"{kind}.propose").roles) & context.roles
    ]


_MADE_ON = tuple(act for act in ACTS.values() if act.on and act.kind not in NAMES)


def _made_on(context: tabs.Context) -> list[Button]:
    """What is made on a matter besides measures, as far as the reader's roles and the state of the matter allow."""
    ready = (act for act in _MADE_ON if context.matter.state in act.on_states and set(act.roles) & context.roles)
    return [_button(act, act.kind, context.matter.ref, "") for act in ready]
