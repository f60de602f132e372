"""What the database refuses of a row: a state that its kind does not have, days out of order, amounts that cannot be.

A rule has a name that says it, the sentence for people, and an example of what it refuses.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.db.models import CheckConstraint, F, Q

from duban.mechanism.lifecycles import lifecycle_of

_LONGEST = 63
"""What PostgreSQL keeps of a name."""
_NOWHERE = "?"


class RowRule(CheckConstraint):
    """A condition on a row. `says` tells it to people, `refuses` are values of a row that it does not let in.

    Migrations know the condition alone: a sentence may be worded anew without one.
    """

    def __init__(
        self,
        *,
        condition: Any,
        name: str,
        says: str = "",
        refuses: Mapping[str, Any] | None = None,
        **given: Any,
    ) -> None:
        super().__init__(condition=condition, name=name, **given)
        self.says, self.refuses = says, dict(refuses or {})

    def deconstruct(self) -> Any:
        """As the constraint that it is."""
        _, args, kwargs = super().deconstruct()
        return "django.db.models.CheckConstraint", args, kwargs

    def clone(self) -> RowRule:
        """The same rule, with its sentence and its example."""
        return RowRule(condition=self.condition, name=self.name, says=self.says, refuses=self.refuses)


Bound = Callable[[str], RowRule]
"""A rule that waits for the name of its table."""


def bound(table: str, *bounds: Bound) -> list[RowRule]:
    """The rules of a table."""
    return [one(table) for one in bounds]


def states(*kinds: str) -> Bound:
    """A row is in a state of its kind; of several kinds that share a table, of the one that the column `kind` names."""
    of_kind = {kind: [state.name for state in lifecycle_of(kind).states] for kind in kinds}
    if len(kinds) == 1:
        return known("state", of_kind[kinds[0]], "状态是这类事项可以有的状态")
    condition = Q()
    for kind, names in of_kind.items():
        condition |= Q(kind=kind, state__in=names)
    refuses = {"kind": kinds[0], "state": _NOWHERE}
    return _rule("state_known", condition, "状态是这类事项可以有的状态", refuses)


def known(column: str, values: Iterable[str], says: str) -> Bound:
    """A column has one of some values."""
    return _rule(f"{column}_known", Q(**{f"{column}__in": list(values)}), says, {column: _NOWHERE})


def ordered(first: str, then: str, says: str, *, apart: bool = False) -> Bound:
    """A day or moment is not before another one, or with `apart` after it, as far as both are there."""
    condition = Q(**{f"{then}__{'gt' if apart else 'gte'}": F(first)})
    word = "after" if apart else "not_before"
    moment = first.endswith("_at") or then.endswith("_at") or then in _MOMENTS
    at: date = datetime(2026, 1, 2, tzinfo=UTC) if moment else date(2026, 1, 2)
    return _rule(f"{then}_{word}_{first}", condition, says, {first: at, then: at - timedelta(days=1)})


_MOMENTS = frozenset({"until", "recorded_to"})


def at_least(column: str, least: int, says: str) -> Bound:
    """An amount is not below a least one."""
    name = f"{column}_positive" if least == 1 else f"{column}_from_{least}"
    return _rule(name, Q(**{f"{column}__gte": least}), says, {column: least - 1})


def at_most(column: str, most: Any, says: str) -> Bound:
    """An amount is not above a most, which may stand in another column."""
    other = isinstance(most, str)
    condition = Q(**{f"{column}__lte": F(most) if other else most})
    refuses = {column: 2, most: 1} if other else {column: most + 1}
    return _rule(f"{column}_up_to_{most}", condition, says, refuses)


def _rule(name: str, condition: Q, says: str, refuses: Mapping[str, Any]) -> Bound:
    def of(table: str) -> RowRule:
        whole = f"{table}_{name}"
        if len(whole) > _LONGEST:
            raise ValueError(f"a name too long for PostgreSQL: {whole}")
        return RowRule(condition=condition, name=whole, says=says, refuses=refuses)

    return of
