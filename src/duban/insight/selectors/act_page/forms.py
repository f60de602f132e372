"""What a form of an act opens with: the case it is about, its facts to quote, and values known already."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from duban.acts.beside import notes, opens
from duban.acts.gate import entry
from duban.acts.gate.given import shown
from duban.acts.kinds import kind_of
from duban.acts.owing import duties
from duban.acts.series import upcoming
from duban.insight.selectors.act_page.quantities import beside
from duban.matters.models import Matter
from duban.measures.models import Measure
from duban.mechanism.lifecycles import act_named
from duban.mechanism.lifecycles.types import Act
from duban.rulebook.selectors import kept_by, vocabulary_of
from duban.shared import clock
from duban.shared.actor import Actor


@dataclass(frozen=True)
class FormCase:
    """The case behind a form."""

    ref: str
    title: str
    object_ref: str
    kind: str
    version: int | None
    matter_ref: str = ""
    initial: dict[str, Any] = field(default_factory=dict)
    notes: tuple[tuple[str, str], ...] = ()
    beside: dict[str, str] = field(default_factory=dict)
    clause: str = ""
    pack_hash: str = ""


def form_case(*, actor: Actor, act: str, ref: str) -> FormCase:
    """The case that an act is about, seen by this actor; NotFound where it is not the actor's to see."""
    spec = act_named(act)
    return case_of(actor, spec, entry.found(actor, spec.on or spec.kind, ref))


def case_of(actor: Actor, act: Act, obj: Any) -> FormCase:
    """The case that an act on this object is about; the actor is known to see the object."""
    if not isinstance(obj, Matter | Measure):
        return _plain(actor, act, obj)
    matter = obj if isinstance(obj, Matter) else obj.matter
    return FormCase(
        ref=matter.case.ref,
        title=matter.title,
        object_ref=obj.ref,
        kind=act.kind,
        version=None if act.creates else obj.version,
        matter_ref=matter.ref,
        initial=_initial(actor, act, obj),
        notes=(*_notes(actor, act, obj), *_next_number(act, obj)),
        beside=beside(act, obj, matter),
        clause=_on_whose_request(matter) if "reports" in act.does else "",
        pack_hash=kept_by(obj),
    )


def _plain(actor: Actor, act: Act, row: Any) -> FormCase:
    initial, title = _initial(actor, act, row), kind_of(act.kind).title(row)
    notes_of = _next_number(act, row)
    return FormCase(
        "", title, row.ref, act.kind, row.version, initial=initial, notes=notes_of, pack_hash=kept_by(row)
    )


def _initial(actor: Actor, act: Act, obj: Any) -> dict[str, Any]:
    """What the function that the row names says, else what the object holds of the fields that take it as it stands."""
    if act.opens:
        return opens.known[act.opens](actor, act, obj)
    values = {name: getattr(obj, name) for name in act.opens_with}
    return {one.name: values[one.name] for one in act.fields if one.name in values and shown(one, values)}


def _notes(actor: Actor, act: Act, obj: Any) -> tuple[tuple[str, str], ...]:
    return notes.known[act.notes](actor, act, obj) if act.notes else ()


def _next_number(act: Act, obj: Any) -> tuple[tuple[str, str], ...]:
    """The number that would be given now, before a paper is numbered and sealed."""
    if not act.asks_for("number_by"):
        return ()
    office, kind = getattr(obj, "issuer", "") or obj.office, act.series or act.kind
    words = vocabulary_of(obj)
    text = upcoming(obj.jurisdiction_id, words, issuer=office, kind=kind, year=clock.today().year)
    return ((f"本序列下一个号是 {text}；别人先印发的，往后顺延。", "3.1.3"),)




def _on_whose_request(matter: Matter) -> str:
    """The clause for which a report is due: that of the measure which asks for it, else that of following key work."""
    rows = duties.still_open(case=matter.case_id, act="matter.report")
    return rows.order_by("due_on").values_list("clause", flat=True).first() or "3.0"


