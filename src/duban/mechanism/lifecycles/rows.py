"""The words in which the act table is written: a row an act, every part of it named, one value or several alike.

`by` whom, `at` which states, `to` which state, `says` what the history remembers, `asks` for what. A row that does not
hold together is refused where it stands, so that the table that was loaded is a whole one.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from string import Formatter
from typing import Any, TypeVar

from duban.mechanism.lifecycles.types import Act, Duty, Field, State, Widget
from duban.mechanism.people.standing import Role

Names = str | tuple[str, ...]
Row = TypeVar("Row", Act, State)
_PARTS = Formatter().parse
_TOLD = {
    Act: ("key", "label", "sentence", "apart", "discharges", "instead", "effects", "confirmed_by", "whether"),
    State: ("duties",),
    Duty: ("act", "label"),
}
"""The parts of a shared row that name its kind."""


class RowFault(ValueError):
    """A row that does not hold together: which, where it stands and why."""


def act(
    *, key: str, label: str, by: Role | tuple[Role, ...], says: str, at: Names = (), to: Names = (), clause: str = "",
    asks: tuple[Field, ...] = (), guard: Names = (), hint: str = "", apart: Names = (), discharges: Names = (), on: str = "",
    on_states: Names = (), opens_with: Names = (), opens: str = "", notes: str = "", reads: Names = (), effects: str = "",
    ready: str = "", foreseen: str = "", bars: Names = (), in_person: bool = False, milestone: bool = False,
    keeps_version: bool = False, soft: bool = False, other_body: bool = False, desk: str = "", desk_note: str = "",
    instead: Names = (), quotes: Names = (), rare: bool = False, answers: bool = False, in_bulk: Names = (),
    bears_on_year: bool = False, duty: Names = (), does: Names = (), series: str = "", confirmed_by: str = "",
    news: str = "", whether: str = "",
) -> Act:
    """One row: what there is to say of its parts stands at `Act`; RowFault where they do not hold together."""
    row = Act(
        key=key, label=label, roles=by if isinstance(by, tuple) else (by,), sentence=says, clause=clause,
        sources=_names(at), targets=_names(to), fields=asks, guard=_names(guard), hint=hint, apart=_names(apart),
        discharges=_names(discharges), opens_with=_names(opens_with), opens=opens, notes=notes, reads=_names(reads),
        effects=effects, ready=ready, foreseen=foreseen, bars=_names(bars), on=on, on_states=_names(on_states),
        in_person=in_person, milestone=milestone, keeps_version=keeps_version, soft=soft, other_body=other_body, desk=desk,
        desk_note=desk_note, instead=_names(instead), quotes=_names(quotes), rare=rare, answers=answers,
        in_bulk=_names(in_bulk), bears_on_year=bears_on_year, duty=_names(duty), does=_names(does), series=series,
        confirmed_by=confirmed_by, news=news, whether=whether,
    )  # fmt: skip
    if faults := "；".join(_faults(row)):
        place = sys._getframe(1)
        raise RowFault(f"{key} ({place.f_code.co_filename}:{place.f_lineno}): {faults}")
    return row


def state(
    name: str, label: str, *duties: Duty, means: Names = (), final: bool = False, open_to_unit: bool = True
) -> State:
    """A state, what it makes somebody owe, and the words that hold of it."""
    return State(name, label, duties, final, open_to_unit, _names(means))


def owes(
    act: str, label: str, *, by: Role, clause: str, days: str = "", counts: bool = False, in_person: bool = False
) -> Duty:
    """What somebody owes as long as a state lasts: the act that discharges it, and how the desk calls it."""
    return Duty(act, by, label, clause, days, counts, in_person)


def of_kind(kind: str, label: str, rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """Rows that several kinds share, told of one: `<kind>` in keys is the kind, `<label>` in words its name."""

    def told(part: Any) -> Any:
        if isinstance(part, str):
            return part.replace("<kind>", kind).replace("<label>", label)
        if isinstance(part, tuple):
            return tuple(map(told, part))
        return type(part)(**vars(part) | {name: told(getattr(part, name)) for name in _TOLD[type(part)]})

    return tuple(told(row) for row in rows)


def _names(given: Names) -> tuple[str, ...]:
    return (given,) if isinstance(given, str) else given


def _faults(row: Act) -> Iterator[str]:
    if not all(row.key.partition(".")):
        yield "a key is `kind.verb`"
    if not (row.label and row.roles and row.sentence):
        yield from (f"says no {name}" for name in ("label", "roles", "sentence") if not getattr(row, name))
    try:
        list(_PARTS(row.sentence))
    except ValueError as fault:
        yield f"its sentence: {fault}"
    names = [field.name for field in row.fields]
    if len(set(names)) < len(names):
        yield from (f"asks twice for {name}" for name in sorted(set(names)) if names.count(name) > 1)
    if row.opens_with:
        yield from (f"opens with {name}, for which it does not ask" for name in row.opens_with if name not in names)
    if row.in_bulk and not row.sources:
        yield "is done to many objects and makes its own"
    sent_on = [field.name for field in row.fields if field.widget not in (Widget.FILE, Widget.SECRET)]
    yield from (f"cannot ask once for {name} for many objects" for name in row.in_bulk if name not in sent_on)
    for field in row.fields:
        if field.show_when and field.hangs_on not in names:
            yield f"asks for {field.name} by {field.hangs_on}, for which it does not ask"
