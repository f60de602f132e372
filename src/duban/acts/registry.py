"""Which function performs which act: filled by the `actions` of the apps, read by web, API and jobs.

Whoever calls an action passes the gate for given values first: see `acts.gate.given`.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from functools import partial, wraps
from typing import Any, ParamSpec

from duban.acts.gate import entry
from duban.acts.gate.choices import Asking
from duban.acts.gate.given import Unread, given_to
from duban.acts.gate.guarding import handed
from duban.acts.gate.objections import hanging_faults
from duban.acts.kinds import kind_of
from duban.acts.work import Done, act, permit_creation_on
from duban.mechanism.lifecycles import act_named
from duban.mechanism.lifecycles.types import Act
from duban.shared.errors import Invalid, Repeated

P = ParamSpec("P")
KEY_MOST = 64
_actions: dict[str, Callable[..., Done]] = {}
_checks: list[Callable[[str, Mapping[str, Any]], None]] = []


def register_input_check(check: Callable[[str, Mapping[str, Any]], None]) -> None:
    """Have `check(act, values)` look at what is given to every act, whatever the way in, before the act begins."""
    if check not in _checks:
        _checks.append(check)


def performs(key: str) -> Callable[[Callable[P, Done]], Callable[P, Done]]:
    """Register a function as the action of this act; a repeated key gives the first result back."""

    def register_action(function: Callable[P, Done]) -> Callable[P, Done]:
        checked = _checked(function, lambda values: key)
        register(key, checked)
        return checked

    return register_action


def performs_each(by: str, keys: Mapping[str, str]) -> Callable[[Callable[P, Done]], Callable[P, Done]]:
    """Register one function as the action of several acts, told apart by its parameter `by`: value to key."""

    def register_action(function: Callable[P, Done]) -> Callable[P, Done]:
        checked = _checked(function, lambda values: keys[values[by]])
        for value, key in keys.items():
            register(key, partial(checked, **{by: value}))  # type: ignore[arg-type]
        return checked

    return register_action


def register(key: str, function: Callable[..., Done]) -> None:
    """Register the action of one act; an unknown act, or a second action for it, is a programming error."""
    act_named(key)
    if key in _actions:
        raise ValueError(f"two actions for {key}")
    _actions[key] = function


def action_for(key: str) -> Callable[..., Done]:
    """The action of an act, or of what is called so now; KeyError where no app performs it."""
    return _actions[act_named(key).key]


def performed() -> dict[str, Callable[..., Any]]:
    """All registered actions by act."""
    return dict(_actions)


def _checked(function: Callable[P, Done], key_of: Callable[[Mapping[str, Any]], str]) -> Callable[P, Done]:
    taken = frozenset(
        name
        for name, one in inspect.signature(function).parameters.items()
        if one.kind is not one.VAR_KEYWORD
    )

    @wraps(function)
    def look_first(*args: P.args, **kwargs: P.kwargs) -> Done:
        key = key_of(kwargs)
        try:
            values = {**kwargs, **_looked_at(key, kwargs, taken)}
            with handed(key, values):
                return function(*args, **values)
        except Repeated as repeated:
            return Done(**{**repeated.result, "repeated": True})

    return look_first


def _looked_at(key: str, values: Mapping[str, Any], taken: frozenset[str]) -> dict[str, Any]:
    """The values of the fields as the action takes them; with anything wrong, the refusal."""
    spec = act_named(key)
    for check in _checks:
        check(key, values)
    asking = Asking(values["actor"], spec, _address(spec, values))
    typed, faults = given_to(spec, values, asking.beforehand)
    known = taken | {field.name for field in spec.fields}
    faults |= {name: f"“{spec.label}”没有这一项。" for name in values if name not in known}
    faults |= _bracket_faults(values)
    hanging = hanging_faults(asking, typed, faults)
    if faults or hanging:
        _refuse(asking, values, given_to(spec, values, asking.options)[1] | faults | hanging)
    return typed


def _address(spec: Act, values: Mapping[str, Any]) -> str:
    ref = values.get((spec.on or "") if spec.creates else "ref")
    return ref if isinstance(ref, str) else ""


def _bracket_faults(values: Mapping[str, Any]) -> dict[str, str]:
    """What is wrong with the version that was seen and the key against repetition."""
    expect, once = values.get("expect"), values.get("once")
    faults = {}
    if expect is not None and (isinstance(expect, bool) or not isinstance(expect, int)):
        faults["expect"] = "表单不完整，请重新打开页面。"
    if isinstance(once, Unread) or (
        once is not None and (not isinstance(once, str) or not once.isprintable() or len(once) > KEY_MOST)
    ):
        faults["once"] = "表单不完整，请重新打开页面。"
    return faults


def _refuse(asking: Asking, values: Mapping[str, Any], faults: Mapping[str, str]) -> None:
    """Say what is wrong, but to whoever may not do the act at all only that; a repetition gets the first result."""
    actor, spec, once = asking.actor, asking.act, None if "once" in faults else values.get("once")
    ref = None if spec.creates else values.get("ref")
    expect = None if "expect" in faults else values.get("expect")
    on = asking.object if spec.creates else None
    with act(actor, spec.key, ref, expect=expect, once=once, case=getattr(on, "case", None)) as begun:
        if on is not None:
            permit_creation_on(begun, on)
            if (refuse := kind_of(spec.kind).refuse_making) is not None:
                refuse(begun.actor, spec, on)
        elif spec.creates and (refused := entry.refusal(begun.actor, spec)) is not None:
            raise refused
        raise Invalid(faults, {field.name: field.label for field in spec.fields})
