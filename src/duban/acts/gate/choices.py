"""The lists that fields name: brought by the floors that own them, asked by the gate, the forms and whoever else calls.

A list is made for whoever asks, the act, and the object that the act is about; nothing is read before it is needed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from duban.acts.gate.entry import load
from duban.mechanism.lifecycles.types import Act
from duban.shared.actor import Actor

Options = Iterable[tuple[str, str]]


@dataclass
class Asking:
    """Who asks, for which act, about which object: `ref` is that of the object or, of an act that makes one on
    something else, of that. `memo` is for what several lists need."""

    actor: Actor
    act: Act
    ref: str = ""
    memo: dict[str, Any] = field(default_factory=dict)
    _lists: dict[str, dict[str, str]] = field(default_factory=dict)

    @cached_property
    def object(self) -> Any:
        """The object at the address, None where the act has none; NotFound where there is no such object."""
        return load(self.actor, self.act.on or self.act.kind, self.ref) if self.ref else None

    def options(self, spec: str) -> Mapping[str, str]:
        """The options of a field, value to label: a named list, or one spelled out as `value=label|value=label`."""
        if spec not in self._lists:
            self._lists[spec] = spelled(spec) if "=" in spec else dict(_lists[spec](self))
        return self._lists[spec]

    def offered(self, spec: str) -> Mapping[str, str]:
        """The options that a form shows: of some lists only those with which this actor can get through today."""
        narrow = _offers.get(spec)
        return dict(narrow(self)) if narrow else self.options(spec)

    def already(self, known: str) -> bool:
        """Whether what a field asks for is known already of this actor and object (`Field.known`)."""
        return bool(known) and _known[known](self)

    def beforehand(self, spec: str) -> Mapping[str, str] | None:
        """The same, but None for a list that the action reads under its lock anyhow and judges there."""
        return None if spec in _late else self.options(spec)


def spelled(spec: str) -> dict[str, str]:
    """The options that a field spells out."""
    return {value: label for value, _, label in (part.partition("=") for part in spec.split("|"))}


_lists: dict[str, Callable[[Asking], Options]] = {}
_offers: dict[str, Callable[[Asking], Options]] = {}
_late: set[str] = set()
_known: dict[str, Callable[[Asking], bool]] = {}


def register_choices(**lists: Callable[[Asking], Options]) -> None:
    """Bring lists by name; a second list of the same name is a programming error."""
    for name, make in lists.items():
        if _lists.setdefault(name, make) is not make:
            raise ValueError(f"list of choices registered twice: {name}")


def register_offers(**lists: Callable[[Asking], Options]) -> None:
    """Say what forms show of a list: the rest is no wrong value, but its act is refused for want of power or date."""
    _offers.update(lists)


def register_late(*names: str) -> None:
    """Have the choice from these lists judged by the gates of the acts, which read them anyhow (`given.choice_fault`)."""
    _late.update(names)


def register_known(**tests: Callable[[Asking], bool]) -> None:
    """Say when something that fields ask for is known already, so that no form asks for it again."""
    _known.update(tests)


def named_lists() -> frozenset[str]:
    """The names of all registered lists."""
    return frozenset(_lists)
