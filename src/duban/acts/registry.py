"""Which function performs which act: filled by the `actions` of the apps, read by web, API and jobs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, ParamSpec

from duban.acts.work import Done
from duban.mechanism.lifecycles import act_named
from duban.shared.errors import Repeated

P = ParamSpec("P")
_actions: dict[str, Callable[..., Done]] = {}
_checks: list[Callable[[str, Mapping[str, Any]], None]] = []


def register_input_check(check: Callable[[str, Mapping[str, Any]], None]) -> None:
    """Have `check(act, values)` look at what is given to every act, whatever the way in, before the act begins."""
    if check not in _checks:
        _checks.append(check)


def performs(*keys: str) -> Callable[[Callable[P, Done]], Callable[P, Done]]:
    """Register a function as the action of these acts; a repeated key gives the first result back."""

    def register_action(function: Callable[P, Done]) -> Callable[P, Done]:
        guarded = answering_repetition(function)
        for key in keys:
            register(key, guarded)
        return _checked(keys[0], guarded)

    return register_action


def _checked(key: str, function: Callable[P, Done]) -> Callable[P, Done]:
    @wraps(function)
    def look_first(*args: P.args, **kwargs: P.kwargs) -> Done:
        for check in _checks:
            check(key, kwargs)
        return function(*args, **kwargs)

    return look_first


def answering_repetition(function: Callable[P, Done]) -> Callable[P, Done]:
    """The same function, answering a repeated key with the first result."""

    @wraps(function)
    def answer(*args: P.args, **kwargs: P.kwargs) -> Done:
        try:
            return function(*args, **kwargs)
        except Repeated as repeated:
            return Done(**{**repeated.result, "repeated": True})

    return answer


def register(key: str, function: Callable[..., Done]) -> None:
    """Register the action of one act; an unknown act, or a second action for it, is a programming error."""
    act_named(key)
    if key in _actions:
        raise ValueError(f"two actions for {key}")
    _actions[key] = _checked(key, function)


def action_for(key: str) -> Callable[..., Done]:
    """The action of an act; KeyError where no app performs it."""
    return _actions[key]


def performed() -> dict[str, Callable[..., Any]]:
    """All registered actions by act."""
    return dict(_actions)
