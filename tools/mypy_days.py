"""A plugin of mypy: days are the county's days, so outside `duban.shared.clock` nothing is read off a moment.

A moment comes from the database in UTC and from a form in Beijing time; its date, month or hour is right only in the county's
zone. `clock.day_of`, `clock.time_of` and `clock.text` ask for that zone; `.date()`, `.month`, `strftime`, an f-string and the
first ten characters of `isoformat()` do not, and are errors wherever the type that mypy infers is a datetime.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import cast

from mypy.checker import TypeChecker
from mypy.errorcodes import ErrorCode
from mypy.nodes import CallExpr, Context, Expression, IndexExpr, MemberExpr
from mypy.plugin import AttributeContext, FunctionContext, MethodContext, Plugin
from mypy.types import Instance, Type, UnionType, get_proper_type

CLOCK = "duban.shared.clock"
ADVICE = "take days through clock.day_of, times through clock.time_of, words through clock.text"
CODE = ErrorCode("county-day", "Nothing is read off a moment outside the clock", "Days")

MOMENT = "datetime.datetime"
_OWNERS = {MOMENT, "datetime.date"}  # what a datetime inherits from date is named by date
_ATTRIBUTES = {"year", "month", "day", "hour", "minute", "second"}
_METHODS = {
    "date", "time", "timetz", "weekday", "isoweekday", "isocalendar", "toordinal", "timetuple", "utctimetuple",
    "strftime", "ctime", "replace", "__format__",
}  # fmt: skip


class DaysPlugin(Plugin):
    """Reports what is read off a moment outside the clock."""

    def get_attribute_hook(self, fullname: str) -> Callable[[AttributeContext], Type] | None:
        """`moment.month`."""
        return _attribute if _is_of_a_moment(fullname, _ATTRIBUTES) else None

    def get_method_hook(self, fullname: str) -> Callable[[MethodContext], Type] | None:
        """`moment.date()`; `f"{moment:%m}"`, which mypy reads as `str.format`; `moment.isoformat()[:10]`."""
        if _is_of_a_moment(fullname, _METHODS):
            return _method
        return {"builtins.str.format": _given, "builtins.str.__getitem__": _sliced}.get(fullname)

    def get_function_hook(self, fullname: str) -> Callable[[FunctionContext], Type] | None:
        """`str(moment)`, `format(moment, "%m")`."""
        return _given if fullname in ("builtins.str", "builtins.format") else None


def _is_of_a_moment(fullname: str, names: set[str]) -> bool:
    owner, _, name = fullname.rpartition(".")
    return owner in _OWNERS and name in names


def _attribute(ctx: AttributeContext) -> Type:
    _refuse(ctx.api, ctx.context, [ctx.type])
    return ctx.default_attr_type


def _method(ctx: MethodContext) -> Type:
    _refuse(ctx.api, ctx.context, [ctx.type])
    return ctx.default_return_type


def _given(ctx: MethodContext | FunctionContext) -> Type:
    _refuse(ctx.api, ctx.context, (kind for kinds in ctx.arg_types for kind in kinds))
    return ctx.default_return_type


def _sliced(ctx: MethodContext) -> Type:
    made = ctx.context.base if isinstance(ctx.context, IndexExpr) else None
    if isinstance(made, CallExpr) and isinstance(made.callee, MemberExpr) and made.callee.name == "isoformat":
        _refuse(ctx.api, ctx.context, [_type_of(ctx.api, made.callee.expr)])
    return ctx.default_return_type


def _type_of(api: object, expression: Expression) -> Type:
    return cast(TypeChecker, api).lookup_type(expression)


def _refuse(api: object, where: Context, kinds: Iterable[Type]) -> None:
    checker = cast(TypeChecker, api)
    if checker.tree.fullname != CLOCK and any(map(_is_moment, kinds)):
        checker.fail(ADVICE, where, code=CODE)


def _is_moment(kind: Type) -> bool:
    known = get_proper_type(kind)
    if isinstance(known, UnionType):
        return any(map(_is_moment, known.items))
    return isinstance(known, Instance) and known.type.has_base(MOMENT)


def plugin(version: str) -> type[Plugin]:
    """What mypy asks a plugin for."""
    return DaysPlugin
