"""卷宗: a case as somebody may see it, one tab at a time so that each costs few statements."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from duban.acts.models import Obligation
from duban.acts.permits import open_acts, roles_from
from duban.insight.selectors import tabs
from duban.insight.selectors.desk import SOONEST, Todo, todo_of
from duban.insight.selectors.stairs import Step, stairs
from duban.matters import policies as of_matter
from duban.matters.facts import ladder_basis, progress_of
from duban.matters.models import Matter, Milestone
from duban.matters.selectors import MatterRow, row_of
from duban.measures import policies as of_measure
from duban.measures.facts import facts_with
from duban.measures.models import Measure
from duban.mechanism.decision import Decision
from duban.mechanism.ladder import MatterFacts, letter_gate, listing_gate
from duban.mechanism.lifecycles import act_named
from duban.mechanism.lifecycles.types import Act
from duban.mechanism.rating import Progress, suggested_rating
from duban.mechanism.standing import Role, sees_drafts
from duban.organisations.selectors import directory
from duban.proceedings.models import JudgedFact, Rating
from duban.rulebook.selectors import pack_in_force, words_of
from duban.shared import clock
from duban.shared.actor import Actor
from duban.shared.errors import NotFound

TABS = (
    ("facts", "事实"),
    ("documents", "文书"),
    ("sheets", "审批"),
    ("feedback", "反馈与核查"),
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
class MeasureView:
    """A measure as the case page shows it."""

    id: int
    ref: str
    kind: str
    name: str
    number: str
    state: str
    version: int
    measure: Measure


@dataclass(frozen=True)
class CaseView:
    """Everything that the page shows."""

    ref: str
    matter_ref: str
    row: MatterRow
    matter: Matter
    internal: bool
    unit_side: bool
    assist: tuple[str, ...]
    inspector: str
    steps: tuple[Step, ...]
    duties: tuple[Todo, ...]
    measures: tuple[MeasureView, ...]
    buttons: tuple[Button, ...]
    tab: str
    content: dict[str, Any]
    words: str
    words_clause: str
    decisions: tuple[tuple[str, Decision], ...]
    progress: Progress | None
    suggestion: str
    roles: frozenset[Role] = field(default_factory=frozenset)


def case_view(*, actor: Actor, ref: str, tab: str = "facts") -> CaseView:
    """The case of this address with one tab; NotFound where it is absent or not the actor's to see."""
    today = clock.today()
    matter = _matter(actor, ref)
    subject = of_matter.subject_of(matter)
    roles = roles_from(actor, actor.posts, subject)
    if not of_matter.visible(actor, matter, roles):
        raise NotFound("没有找到，或不在您的范围内。")
    internal = sees_drafts(roles)
    measures = _measures(actor, matter, internal)
    duties = list(
        Obligation.objects.filter(case_id=matter.case_id).select_related("case").order_by(SOONEST, "pk")
    )
    tab = tab if tab in dict(TABS) else "facts"
    context = tabs.Context(actor, matter, tuple(measures), internal, roles, today)
    content = tabs.CONTENT[tab](context)
    basis = content.get("basis")
    facts = _ladder_facts(actor, matter, measures, basis, duties, today) if basis else None
    clause = _present_clause(matter, measures)
    row = row_of(actor, matter, today)
    state = progress_of(matter, basis[0], today) if basis else None
    pack = pack_in_force(actor.jurisdiction_id, today)
    return CaseView(
        ref=matter.case.ref,
        matter_ref=matter.ref,
        row=row,
        matter=matter,
        internal=internal,
        unit_side=bool(roles & {Role.PRINCIPAL, Role.DEPUTY, Role.HANDLER, Role.LIAISON, Role.ASSIST}),
        assist=tuple(
            directory(actor.jurisdiction_id).unit(unit).short_name for unit in sorted(matter.assist_unit_ids)
        ),
        inspector=directory(actor.jurisdiction_id).person(matter.inspector_id).name
        if matter.inspector_id
        else "",
        steps=stairs(matter, [view.measure for view in measures], row, today, actor.jurisdiction_id),
        duties=tuple(_duties(actor, duties, measures, internal, today)),
        measures=tuple(measures),
        buttons=tuple(_buttons(actor, matter, measures)),
        tab=tab,
        content=content,
        words=words_of(actor.jurisdiction_id, clause),
        words_clause=clause,
        decisions=_decisions(facts, matter, roles, actor, today) if facts else (),
        progress=state,
        suggestion=suggested_rating(state, pack, today).value if state and internal else "",
        roles=roles,
    )


def _matter(actor: Actor, ref: str) -> Matter:
    matter = (
        Matter.objects.filter(jurisdiction_id=actor.jurisdiction_id, case__ref=ref)
        .select_related("case", "source")
        .first()
    )
    if matter is None:
        raise NotFound("没有找到，或不在您的范围内。")
    return matter


def _measures(actor: Actor, matter: Matter, internal: bool) -> list[MeasureView]:
    rows = Measure.objects.filter(matter=matter).order_by("pk")
    views = []
    for row in rows:
        row.matter = matter
        row.case = matter.case
        if not internal and row.issued_at is None:
            continue
        name = {"letter": "督办函", "interview": "联席约谈", "listing": "挂牌督办"}[row.kind]
        views.append(MeasureView(row.pk, row.ref, row.kind, name, row.number, row.state, row.version, row))
    return views


_HIDDEN_FROM_UNIT = {Role.CLERK, Role.CHECKER, Role.OFFICE_HEAD, Role.CO_HEAD, Role.LEADER, Role.MAIN_LEADER}


def _duties(
    actor: Actor, duties: list[Obligation], measures: list[MeasureView], internal: bool, today: date
) -> list[Todo]:
    shown = []
    issued = {(view.kind, view.id) for view in measures}
    for duty in duties:
        if duty.outcome != Obligation.Outcome.OPEN:
            continue
        if not internal and (Role[duty.role] in _HIDDEN_FROM_UNIT or duty.act == "matter.read"):
            continue
        if duty.object_kind != "matter" and (duty.object_kind, duty.object_id) not in issued:
            continue
        shown.append(todo_of(actor, duty, today))
    return shown


def _ladder_facts(
    actor: Actor,
    matter: Matter,
    measures: list[MeasureView],
    basis: tuple[tuple[Milestone, ...], tuple[JudgedFact, ...], tuple[Rating, ...]],
    duties: list[Obligation],
    today: date,
) -> MatterFacts:
    whole = ladder_basis(basis, duties)
    pack = pack_in_force(actor.jurisdiction_id, today)
    return facts_with(matter, whole, [view.measure for view in measures], pack, today)


def _decisions(
    facts: MatterFacts, matter: Matter, roles: frozenset[Role], actor: Actor, today: date
) -> tuple[tuple[str, Decision], ...]:
    if not sees_drafts(roles) or matter.state not in ("underway", "applied"):
        return ()
    pack = pack_in_force(actor.jurisdiction_id, today)
    if matter.step == "matter":
        quoted = [fact.key for fact in facts.facts]
        decision = letter_gate(facts, quoted, "起草时写明", pack, today)
        return (("能否下达督办函", Decision(decision.question, decision.reasons[:1])),)
    if any(
        m.kind == "listing" and m.state not in ("withdrawn", "voided", "released") for m in facts.measures
    ):
        return ()
    return (("能否提请挂牌督办", listing_gate(facts, pack, today)),)


def _present_clause(matter: Matter, measures: list[MeasureView]) -> str:
    if matter.step in ("letter", "interview", "listing"):
        return {"letter": "3.1.1", "interview": "3.2.1", "listing": "3.3.1"}[matter.step]
    return matter.source.source_class


def _buttons(actor: Actor, matter: Matter, measures: list[MeasureView]) -> list[Button]:
    buttons = [
        _button(act, "matter", matter.ref, "")
        for act in open_acts(actor, "matter", matter)
        if act.key not in _BY_ROW
    ]
    for view in measures:
        about = f"{view.name}{view.number}"
        buttons += [
            _button(act, view.kind, view.ref, about) for act in open_acts(actor, view.kind, view.measure)
        ]
    buttons += _proposals(actor, matter)
    return buttons


_BY_ROW: set[str] = set()


def _button(act: Act, kind: str, ref: str, about: str) -> Button:
    return Button(act.key, act.label, kind, ref, about)


def _proposals(actor: Actor, matter: Matter) -> list[Button]:
    if matter.state not in ("underway", "applied"):
        return []
    roles = roles_from(actor, actor.posts, of_matter.subject_of(matter))
    return [
        _button(act_named(f"{kind}.propose"), kind, matter.ref, "")
        for kind in ("letter", "interview", "listing")
        if set(act_named(f"{kind}.propose").roles) & roles
    ]


def measure_visible(actor: Actor, measure: Measure) -> bool:
    """Whether the actor may read an issued document or a draft."""
    roles = roles_from(actor, actor.posts, of_measure.subject_of(measure))
    return of_measure.visible(actor, measure, roles)
