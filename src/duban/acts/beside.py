"""The functions that the rows of the act table name: what stands beside an act, brought by the floor that performs it.

A row says by name what its form `opens` with, what is to be read beside it, its `effects`, its guard; a function
registers itself under its own name, by the decorator of that sort. Whoever shows an act asks here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from duban.mechanism.decision import Decision, Outcome, Reason, Remedy, decide
from duban.mechanism.lifecycles import lifecycle_of
from duban.mechanism.lifecycles.types import Act
from duban.shared import clock
from duban.shared.actor import Actor

if TYPE_CHECKING:
    from duban.acts.gate.asked import Asked as Before

R = TypeVar("R")
F = TypeVar("F", bound=Callable[..., Any])
Asked = Callable[[Actor, Act, Any], R]


@dataclass(frozen=True)
class Effect:
    """One consequence: what it is, to whom or what, and the clause that says so."""

    name: str
    text: str
    clause: str = ""


@dataclass(frozen=True)
class ToRead:
    """A text to be read first: a title, named parts, and links (paper, minutes or file, with its reference)."""

    title: str
    rows: tuple[tuple[str, str], ...]
    links: tuple[tuple[str, str, str], ...] = ()


Read = ToRead | tuple[ToRead, ...] | None


class NamedFunctions(Generic[F]):
    """The functions of one sort by their names."""

    def __init__(self) -> None:
        self.known: dict[str, F] = {}

    def __call__(self, function: F) -> F:
        """Register a function under its name; a second one of this name is a programming error."""
        name = function.__name__.lstrip("_")
        if name in self.known:
            raise ValueError(f"two functions named {name}")
        self.known[name] = function
        return function


opens: NamedFunctions[Asked[dict[str, Any]]] = NamedFunctions()
"""The values with which a form opens."""
notes: NamedFunctions[Asked[tuple[tuple[str, str], ...]]] = NamedFunctions()
"""What is said above a form, each with its clause."""
reads: NamedFunctions[Asked[Read]] = NamedFunctions()
"""What is to be read beside a form."""
effects: NamedFunctions[Asked[list[Effect]]] = NamedFunctions()
"""What follows, shown before a grave act is confirmed."""
ready: NamedFunctions[Asked[Decision]] = NamedFunctions()
"""What must hold before a form is opened at all: nobody fills it in for nothing."""
foreseen: NamedFunctions[Asked[Decision | None]] = NamedFunctions()
"""What is known beforehand of the conditions that are judged when the act is done, shown above its form."""
bars: NamedFunctions[Callable[[Actor, Act, Any, int | None], None]] = NamedFunctions()
"""What keeps this person, or who delegated the power, from an act whatever posts are held: asked on the way in."""
SORTS: Mapping[str, NamedFunctions[Any]] = {
    "opens": opens,
    "notes": notes,
    "reads": reads,
    "effects": effects,
    "ready": ready,
    "foreseen": foreseen,
    "bars": bars,
}
"""Every sort by the part of a row that names its functions."""


@dataclass(frozen=True)
class Wrong:
    """What does not fit, by field; "" is the form as a whole."""

    fields: Mapping[str, str]


def lacking(act: Act, condition: str, finding: str, *remedies: Remedy, field: str = "") -> Decision:
    """The answer of a gate where something is not there that an act under its clause needs; `finding` says how it is."""
    return decide(act.label, [Reason(act.clause, condition, Outcome.NOT_MET, finding, remedies=remedies, field=field)])


Answer = Decision | Wrong
"""What a gate says: a condition of the notice, met or not, or what is wrong with a value."""
Guard = Callable[["Before"], Iterable[Answer]]


@dataclass(frozen=True)
class Gate:
    """A condition of an act in words, and the function behind it.

    `ask` is it where the one sequence of acts asks it before the body (`acts.gate.guarding`); None where the function
    refuses elsewhere: on the way in (`bars`), or in the middle of what it does.
    """

    words: str
    function: Callable[..., Any]
    ask: Guard | None = None


gates: dict[str, Gate] = {}
"""Every gate by floor, module and function, whatever the folders between: `measures.approving.refer`."""


def guards(words: str) -> Callable[[Guard], Guard]:
    """Register a function as the gate of which these words tell: it is asked before the act, and says what is missing."""

    def register(function: Guard) -> Guard:
        _register(words, function, function)
        return function

    return register


def worded(words: str) -> Callable[[F], F]:
    """Register the words of a gate that refuses elsewhere."""

    def register(function: F) -> F:
        _register(words, function, None)
        return function

    return register


def _register(words: str, function: Callable[..., Any], ask: Guard | None) -> None:
    _, floor, *_, module = function.__module__.split(".")
    gates[f"{floor}.{module}.{function.__name__.lstrip('_')}"] = Gate(words, function, ask)


def guard_of(act: Act) -> str:
    """The conditions of an act in words."""
    return "；".join(gates[name].words for name in act.guard)


def effects_of(actor: Actor, act: Act, obj: Any) -> tuple[Effect, ...]:
    """Everything that follows from a grave act, in the order in which it happens; () for any other act."""
    return tuple(effects.known[act.effects](actor, act, obj)) if act.grave else ()


def passages_of(actor: Actor, act: Act, obj: Any) -> tuple[ToRead, ...]:
    """What is to be read beside any act on an object of this kind, then beside this act."""
    found: list[ToRead] = []
    for name in (*lifecycle_of(act.kind).reads, *act.reads):
        told = reads.known[name](actor, act, obj)
        found += told if isinstance(told, tuple) else [told] if told is not None else []
    return tuple(found)


def given(*rows: tuple[str, str]) -> tuple[tuple[str, str], ...]:
    """The rows of a passage that say something."""
    return tuple((name, text) for name, text in rows if text)


def when(moment: Any) -> str:
    """A moment as a passage names it."""
    return clock.text(moment, "%m-%d %H:%M")
