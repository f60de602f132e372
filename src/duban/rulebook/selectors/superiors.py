"""What superior documents provide otherwise (八): as registered, as in force on a day, and where they contradict."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from duban.acts.gate.entry import open_acts
from duban.acts.sight.visibility import visible_rows
from duban.mechanism.clauses import CLAUSES, cite, clause
from duban.mechanism.consequences.codes import CODES
from duban.mechanism.lifecycles import state_label, states_of
from duban.mechanism.lifecycles.types import Act
from duban.mechanism.parameters import PARAMETERS, Pack, typed
from duban.mechanism.versions.superior import PARAMETER, RESULT, Conflict, Registered, conflicts, in_force_on
from duban.rulebook.models import SuperiorRule
from duban.rulebook.selectors.book import pack_in_force
from duban.shared import clock
from duban.shared.actor import Actor

_YES, _NO = "适用这一结果", "不适用这一结果"


@dataclass(frozen=True)
class SuperiorLine:
    """A registered document with what this actor may do to it.

    `target` and `value` are in words, `clauses` where it stands; `holds` tells whether it is in force today, `clashes`
    names the documents that it contradicts.
    """

    ref: str
    version: int
    title: str
    number: str
    body: str
    level: str
    words: str
    target: str
    value: str
    measures: tuple[str, ...]
    clauses: tuple[str, ...]
    since: date
    until: date | None
    priority: int | None
    state: str
    state_label: str
    entered_by: str
    confirmed_by: str
    confirmed_at: datetime | None
    proposed: str
    holds: bool
    clashes: tuple[str, ...]
    acts: tuple[Act, ...]

    @property
    def cites(self) -> tuple[str, ...]:
        """The citations of the clauses, each once."""
        return tuple(dict.fromkeys(cite(each) for each in self.clauses))


def registered(row: SuperiorRule) -> Registered:
    """A row as the rules of article 八 take it."""
    value = row.value
    if row.target_kind == PARAMETER:
        value, _ = typed(PARAMETERS[row.target], row.value)
    return Registered(
        id=row.ref,
        source=row.source,
        level=row.level,
        target_kind=row.target_kind,
        target=row.target,
        value=value,
        measures=tuple(row.measures),
        since=row.since,
        until=row.until,
        priority=row.priority,
    )


@clause("8")
def overrides_in_force(jurisdiction_id: int, on: date) -> tuple[Registered, ...]:
    """The confirmed documents that hold on a day; `Registered.override()` is what the judging of a year takes."""
    rows = SuperiorRule.objects.filter(
        jurisdiction_id=jurisdiction_id, state__in=states_of("override", "confirmed")
    ).order_by("pk")
    return in_force_on([registered(row) for row in rows], on)


@clause("8")
def contradictions(jurisdiction_id: int, rows: Iterable[SuperiorRule]) -> tuple[Conflict, ...]:
    """Documents that meet on one target without one ranking above the other: errors for a person to settle."""
    today = clock.today()
    levels = pack_in_force(jurisdiction_id, today).get("superior_levels", today)
    return conflicts(
        [registered(row) for row in rows if row.state in states_of("override", "confirmed")], levels
    )


def superior_lines(*, actor: Actor) -> tuple[SuperiorLine, ...]:
    """Every document that the actor may know of, those in force first."""
    rows = list(visible_rows(actor, "override").order_by("pk"))
    clashes: dict[str, list[str]] = {}
    titles = {row.ref: str(row) for row in rows}
    for each in contradictions(actor.jurisdiction_id, rows):
        clashes.setdefault(each.one.id, []).append(titles[each.other.id])
        clashes.setdefault(each.other.id, []).append(titles[each.one.id])
    lines = [_line(actor, row, tuple(clashes.get(row.ref, ()))) for row in rows]
    return tuple(
        sorted(lines, key=lambda line: (not line.holds, line.state in states_of("override", "discarded")))
    )


def _line(actor: Actor, row: SuperiorRule, clashes: tuple[str, ...]) -> SuperiorLine:
    return SuperiorLine(
        ref=row.ref,
        version=row.version,
        title=row.title,
        number=row.number,
        body=row.body,
        level=row.level,
        words=row.words,
        target=target_text(row),
        value=value_text(row),
        measures=tuple(row.measures),
        clauses=clauses_of(row),
        since=row.since,
        until=row.until,
        priority=row.priority,
        state=row.state,
        state_label=state_label("override", row.state),
        entered_by=row.entered_by,
        confirmed_by=row.confirmed_by,
        confirmed_at=row.confirmed_at,
        proposed=proposed_text(row.proposed),
        holds=row.state in states_of("override", "confirmed")
        and bool(in_force_on([registered(row)], clock.today())),
        clashes=clashes,
        acts=tuple(open_acts(actor, "override", row)),
    )


def clauses_of(row: SuperiorRule) -> tuple[str, ...]:
    """The clauses at which a document is shown: those of its result or of its parameter."""
    known = CODES[row.target].clauses if row.target_kind == RESULT else PARAMETERS[row.target].clauses
    return tuple(each for each in known if each in CLAUSES)


def target_text(row: SuperiorRule) -> str:
    """What a document changes, in words."""
    return CODES[row.target].label if row.target_kind == RESULT else PARAMETERS[row.target].title


def value_text(row: SuperiorRule) -> str:
    """To what a document changes it, in words."""
    if row.target_kind == PARAMETER:
        return PARAMETERS[row.target].text(registered(row).value)
    if isinstance(row.value, bool):
        return _YES if row.value else _NO
    return f"最高可评{row.value}"


def proposed_text(proposed: dict[str, Any]) -> str:
    """A change that waits for its second person, in words."""
    if "until" in proposed:
        return f"至{proposed['until']}止，依据{proposed['source']}：{proposed['reason']}"
    if "priority" in proposed:
        return f"同级次序定为{proposed['priority']}，依据{proposed['source']}：{proposed['reason']}"
    return ""


def override_options(jurisdiction_id: int) -> dict[str, tuple[tuple[str, str], ...]]:
    """The lists of the form that registers a document: results, values, kinds of decisions."""
    today = clock.today()
    pack: Pack = pack_in_force(jurisdiction_id, today)
    words = dict.fromkeys(row["word"] for row in pack.get("sanction_kinds", today))
    return {
        "override_targets": tuple(
            (code.code, f"{code.label}（{cite(code.clauses[0])}）")
            for code in CODES.values()
            if code.open_to_override
        ),
        "override_values": (
            ("true", _YES),
            ("false", _NO),
            *((grade, f"最高可评{grade}") for grade in pack.get("grade_ladder", today)),
        ),
        "override_measures": tuple((word, word) for word in words),
    }
