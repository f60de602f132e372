"""What every act and every kind of the table must have, and what is missing of it, by name."""

from __future__ import annotations

import functools
import inspect
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import MISSING, dataclass, fields
from itertools import chain
from pathlib import Path
from types import CodeType, FunctionType, ModuleType
from typing import Any

from django.urls import NoReverseMatch, reverse

from duban.acts.beside import SORTS, Gate, gates
from duban.acts.kinds import Kind, kinds
from duban.acts.registry import performed
from duban.mechanism.lifecycles import LIFECYCLES
from duban.mechanism.lifecycles.accountability.fields import ITEMS
from duban.mechanism.lifecycles.measures import SPINES
from duban.mechanism.lifecycles.types import Act, Lifecycle
from duban.mechanism.papers.content import ELEMENTS
from duban.web.links import PLACES, Place

GLOSSARY = Path(__file__).resolve().parents[2] / "docs" / "glossary.md"
REFUSING = {"require", "refuse", "refuse_input", "Invalid", "WrongState", "Unmet"}
ANSWERING = {"decide", "lacking", "Wrong", "and_also"}
ON_THE_WAY = REFUSING | {"NotPermitted"}
# What a page, a command or the system itself hands to an act, or a sister act alone asks for.
NOT_TYPED = {
    "packdraft.checked": {"years", "check_id", "scenarios", "fault"},
    "person.open_account": {"encoded"},
    "person.choose_password": {"encoded"},
    "post.install": {"registrar", "username", "password"},
    "slip.use": {"link"},
    "import.upload": {"book"},
    "import.check": {"fixed", "book", "judged", "year", "decisions", "columns"},
    "import.carry_out": {"book", "told", "came_out"},
    "export.take": {"what", "label", "form", "filters", "rows"},
    "archive.build": {"built", "place", "faults"},
    "paper.open": {"kind", "object_id", "paper", "part"},
    "paper.keep": {"made", "paper", "code"},
    "paper.fail": {"paper", "why"},
    "inquiry.open_expired": {"listing"},
    "letter.issue": {"held_plan"},
    "listing.issue": {"held_plan"},
    "special_report.issue": {"number_by", "given_number"},
    "yearrun.advance": {"size", "book"},
    "yearrun.fail": {"fault"},
}
# What every registration must say of its kind: its model, title, visibility …
PARTS = [one.name for one in fields(Kind) if one.default is MISSING and one.default_factory is MISSING]
PAIR = (("open", "add"), ("add", "open"))
# Acts that take the same content whole.
SISTERS = {
    "matter.take_in": "matter.register",
    **{f"inquiry.{one}_{name}": f"inquiry.{other}_{name}" for name, *_ in ITEMS for one, other in PAIR},
}


@dataclass(frozen=True)
class House:
    """The table, and what the floors above have registered and written about it."""

    table: Mapping[str, Lifecycle]
    kinds: Mapping[str, Kind]
    actions: Mapping[str, Callable[..., Any]]
    named: Mapping[str, Mapping[str, Any]]
    gates: Mapping[str, Gate]
    places: Mapping[str, Place]
    glossary: str

    @property
    def acts(self) -> dict[str, Act]:
        """Every act of the table by its key."""
        return {act.key: act for lifecycle in self.table.values() for act in lifecycle.acts}


def as_built() -> House:
    """The house as it stands."""
    named = {sort: one.known for sort, one in SORTS.items()}
    return House(LIFECYCLES, kinds(), performed(), named, gates, PLACES, GLOSSARY.read_text("utf-8"))


def holes(house: House) -> Iterator[str]:
    """Everything that is missing, or is there for nothing, each with the name of the act or the kind."""
    for look in (_actions, given, _guards, _named, _kinds, _places, _words):
        yield from look(house)


def _beside(table: str, has: Mapping[str, Any], wanted: set[str]) -> Iterator[str]:
    yield from (f"{name}: no {table}" for name in sorted(wanted - set(has)))
    yield from (f"{name}: {table} for nothing" for name in sorted(set(has) - wanted))


def _actions(house: House) -> Iterator[str]:
    yield from _beside("action", house.actions, set(house.acts))


def given(house: House) -> Iterator[str]:
    """Each field is taken by the action, and whatever the action takes is asked for by a field."""
    for key, act in house.acts.items():
        if key not in house.actions:
            continue
        named, content = _takes(house.actions[key])
        asked = {field.name for field in act.fields}
        if content:
            named |= _content(house, act)
        else:
            yield from (f"{key}: takes no {name}" for name in sorted(asked - named))
        beside = {
            "actor",
            "expect",
            "once",
            act.on,
            "case" if act.creates else "ref",
            *NOT_TYPED.get(key, ()),
        }
        yield from (f"{key}: nothing asks for {name}" for name in sorted(named - asked - beside))


def _content(house: House, act: Act) -> set[str]:
    """What an act must be given that takes the content of something whole: its document's, or that of its sister."""
    sister = house.acts.get(SISTERS.get(act.key, ""))
    if sister is None or sister.key not in house.actions:
        inner = SPINES[act.kind].inner if act.kind in SPINES else ()
        return {element.field for element in ELEMENTS.get(act.kind, ())} | set(inner)
    named, content = _takes(house.actions[sister.key])
    return {field.name for field in sister.fields} - (named if content else set())


@functools.cache
def _takes(action: Callable[..., Any]) -> tuple[frozenset[str], bool]:
    """The names that an action leaves open, and whether it takes the content of a measure beside them."""
    bound: set[str] = set()
    function = inspect.unwrap(action)
    while isinstance(function, functools.partial):
        bound |= set(function.keywords)
        function = inspect.unwrap(function.func)
    takes = inspect.signature(function).parameters.values()
    named = {one.name for one in takes if one.kind is not inspect.Parameter.VAR_KEYWORD}
    return frozenset(named - bound), len(named) < len(takes)


def _own(action: Callable[..., Any]) -> Callable[..., Any]:
    """The function that does the act, without what is wrapped around it."""
    while True:
        action = inspect.unwrap(action)
        if not isinstance(action, functools.partial):
            return action
        action = action.func


def _guards(house: House) -> Iterator[str]:
    """Each gate that a row names is there and can refuse: asked before the act, or reached in its action or on the way in."""
    for key, act in house.acts.items():
        for name in act.guard:
            gate = house.gates.get(name)
            if gate is None:
                yield f"{key}: no gate {name}"
            elif gate.ask is None and key in house.actions and not _asks(house, act, _own(gate.function)):
                yield f"{key}: nothing asks {name}"
    on_the_way = {_own(one) for one in SORTS["bars"].known.values()}
    for name, gate in house.gates.items():
        function = _own(gate.function)
        words = ANSWERING if gate.ask else ON_THE_WAY if function in on_the_way else REFUSING
        if not _says(function, words):
            yield f"{name} refuses nothing"
    named = {name for act in house.acts.values() for name in act.guard}
    yield from (f"gate {name} for nothing" for name in sorted(set(house.gates) - named))


def _asks(house: House, act: Act, gate: Callable[..., Any]) -> bool:
    """Whether an act reaches its gate; a bar that is not there is told by its own name."""
    on_the_way = [house.named["bars"].get(name) for name in act.bars]
    return None in on_the_way or any(gate in _reached(_own(one)) for one in (house.actions[act.key], *on_the_way))


def _says(function: Any, words: set[str]) -> bool:
    return any(words & {*code.co_names} for one in _reached(function) for code in _codes(one.__code__))


@functools.cache
def _reached(function: Any) -> frozenset[FunctionType]:
    """A function of ours with every function of ours that it calls."""
    seen: set[FunctionType] = set()
    waiting = [function]
    while waiting:
        one = _own(waiting.pop())
        if not isinstance(one, FunctionType) or one in seen or not one.__module__.startswith("duban."):
            continue
        seen.add(one)
        names = {name for code in _codes(one.__code__) for name in code.co_names}
        called = [one.__globals__.get(name) for name in names]
        waiting += called
        waiting += [getattr(room, name, None) for room in called if isinstance(room, ModuleType) for name in names]
    return frozenset(seen)


def _codes(code: CodeType) -> Iterator[CodeType]:
    yield code
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _codes(constant)


def _named(house: House) -> Iterator[str]:
    """Each function that a row names is there, each act by itself, and none that no row names."""
    rows: dict[str, Act | Lifecycle] = {**house.table, **house.acts}
    for sort, known in house.named.items():
        asked = {key: names_of(getattr(row, sort, ())) for key, row in rows.items()}
        for key, names in asked.items():
            yield from (f"{key}: no {sort} {name}" for name in names if name not in known)
        yield from (f"{sort} {name} for nothing" for name in sorted(set(known) - set(chain(*asked.values()))))


def names_of(part: str | tuple[str, ...]) -> tuple[str, ...]:
    """The names in a part of a row that holds one or several."""
    return (part,) * bool(part) if isinstance(part, str) else part


def _kinds(house: House) -> Iterator[str]:
    yield from _beside("registration", house.kinds, set(house.table))
    for name, kind in house.kinds.items():
        yield from (f"{name}: no {part}" for part in PARTS if not getattr(kind, part))


def _places(house: House) -> Iterator[str]:
    yield from _beside("place", house.places, set(house.table))
    for name, place in house.places.items():
        for address, parts in ((place.listed, []), (place.page, ["ref"])):
            try:
                _ = address and reverse(address, args=parts)
            except NoReverseMatch:
                yield f"{name}: no page {address}"
        if not place.listed:
            yield f"{name}: no list"


def _words(house: House) -> Iterator[str]:
    """Every name that people read is Chinese, and every kind stands in the glossary."""
    for kind, lifecycle in house.table.items():
        yield from (f"{kind}: no label" for _ in range(not _chinese(lifecycle.label)))
        yield from (f"{kind}.{one.name}: no label" for one in lifecycle.states if not _chinese(one.label))
        if not re.search(rf"`{kind}[`.]", house.glossary):
            yield f"{kind}: no entry in the glossary"
    for key, act in house.acts.items():
        yield from (f"{key}: no label" for _ in range(not _chinese(act.label)))
        yield from (f"{key}: no sentence" for _ in range(not act.sentence))
        yield from (f"{key}: no label of {field.name}" for field in act.fields if not _chinese(field.label))


def _chinese(text: str) -> bool:
    return bool(re.search(r"[\u4e00-\u9fff]", text))
