"""Who may see what: declared once for each kind of object, asked of one row or of the database.

What has no page of its own, such as duties, entries of the record and messages, is declared here too: by the object on which
it hangs. Every list, desk, count, title, export, timeline and file asks `may_see`, `visible_rows` or `seen_row`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from duban.acts.kinds import Hanging, Kind, Sees, hang, kind_of, kinds, object_of
from duban.shared.actor import Actor
from duban.shared.conditions import EVERYTHING, NOTHING, Condition, Is, Mark
from duban.shared.database.written import meeting
from duban.shared.errors import NotFound

R = TypeVar("R", bound=Model)
ABSENT = "没有找到，或不在您的范围内。"


@dataclass(frozen=True)
class Visibility:
    """Who may see the rows of a kind: `sees` gives for an actor the condition that a row must meet.

    Of rows that hang on objects, `hanging` says it for those on objects of some kinds, besides.
    """

    kind: str
    model: type[Model]
    sees: Sees
    where: Mapping[str, Any] = field(default_factory=dict)
    hanging: Hanging | None = None

    def allows(self, actor: Actor, row: Any) -> bool:
        """Whether the actor may see this row; the system may see whatever the act table lets it touch."""
        same_county: bool = row.jurisdiction_id == actor.jurisdiction_id
        on = (row.object_kind,) if self.hanging is not None else ()
        return same_county and self.condition(actor, on).holds(row)

    def rows(self, actor: Actor, on: Collection[str] = ()) -> QuerySet[Any]:
        """The rows that the actor may see, of those that hang on objects only those on some kinds if `on` names them."""
        return self.meeting(self.condition(actor, on), actor.jurisdiction_id, on)

    def meeting(self, condition: Condition, county: int, on: Collection[str] = ()) -> QuerySet[Any]:
        """The rows of a county that meet a condition which `condition` gave for some actor."""
        rows = _meeting(self.model, condition).filter(jurisdiction_id=county, **self.where)
        return rows.filter(object_kind__in=on) if on else rows

    def condition(self, actor: Actor, on: Collection[str] = ()) -> Condition:
        """What rows of this county must meet."""
        if actor.is_system:
            return EVERYTHING
        found = self.sees(actor)
        if self.hanging is None:
            return found
        return found | self.hanging([spec for name, spec in kinds().items() if not on or name in on], actor)


def _meeting(model: type[Model], condition: Condition) -> QuerySet[Any]:
    """The rows of all counties that meet a condition."""
    every: QuerySet[Any] = model._base_manager.all()
    return every if condition is EVERYTHING else meeting(every, condition)


_others: dict[str, Visibility] = {}


def register_visibility(one: Visibility) -> None:
    """Declare who sees rows that are no object of acts; what is one declares it with its kind."""
    _others[one.kind] = one


def visibilities() -> dict[str, Visibility]:
    """The visibility of everything, by kind."""
    return {**{name: _of_kind(spec) for name, spec in kinds().items()}, **_others}


def visibility_of(kind: str) -> Visibility:
    """The visibility of a kind; KeyError where nobody has declared it."""
    return _others[kind] if kind in _others else _of_kind(kind_of(kind))


def _of_kind(spec: Kind) -> Visibility:
    return Visibility(spec.kind, spec.model, spec.sees, spec.where, spec.hanging)


def seen(spec: Kind, actor: Actor, among: Sequence[Kind] = ()) -> Condition:
    """The objects of a kind that the actor may know of; what itself hangs on objects, only on those of some kinds."""
    return _of_kind(spec).condition(actor, [one.kind for one in among])


def may_see(actor: Actor, kind: str, row: Any) -> bool:
    """Whether the actor may know of a row."""
    return visibility_of(kind).allows(actor, row)


def visible_rows(actor: Actor, kind: str, on: Collection[str] = ()) -> QuerySet[Any]:
    """The rows of a kind that the actor may know of; `on` names the kinds on whose objects they hang, where known."""
    return visibility_of(kind).rows(actor, on)


def known_of(
    actor: Actor, kind: str, rows: Iterable[R], on: Mapping[tuple[str, int | None], Any]
) -> list[R]:
    """Of rows in hand those that the actor may know of; `on` holds the objects on which they hang, by kind and key."""
    condition = visibility_of(kind).condition(actor, {of_kind for of_kind, _ in on})
    found = []
    for row in rows:
        hang(row, on.get((row.object_kind, row.object_id)))  # type: ignore[attr-defined]
        if condition.holds(row):
            found.append(row)
    return found


def seen_row(actor: Actor, kind: str, *related: str, **wanted: Any) -> Any:
    """The one row that is wanted; NotFound where there is none, or it is not the actor's to see."""
    row = visible_rows(actor, kind).filter(**wanted).select_related(*related).first()
    if row is None:
        raise NotFound(ABSENT)
    return row


@dataclass(frozen=True)
class _OnObject(Condition):
    """The object on which a row hangs, by `object_kind` and `object_id`, is of one of some kinds and meets a condition."""

    model: type[Model]
    kinds: tuple[str, ...]
    part: Condition

    def within(self) -> tuple[Condition, ...]:
        return (self.part,)

    def opened(self, mark: Mark) -> Condition:
        """What the objects must meet, opened."""
        return _OnObject(self.model, self.kinds, self.part.opened(mark))

    def holds(self, row: Any) -> bool:
        if row.object_kind not in self.kinds:
            return False
        found = object_of(row)
        return found is not None and self.part.holds(found)

    def query(self, at: str = "") -> Q:
        of_kinds = Q(**{f"{at}object_kind__in": self.kinds})
        rows: Any = self.model._base_manager.filter(pk=OuterRef(f"{at}object_id"))
        return of_kinds & Q(Exists(rows if self.part is EVERYTHING else rows.filter(self.part.query())))

    def merged(self, other: Condition) -> Condition | None:
        if isinstance(other, _OnObject) and (other.model, other.part) == (self.model, self.part):
            return _OnObject(self.model, tuple(dict.fromkeys(self.kinds + other.kinds)), self.part)
        return None


def on_object(kind: str, part: Condition) -> Condition:
    """The rows that hang on an object of a kind which meets a condition."""
    return NOTHING if part is NOTHING else _OnObject(kind_of(kind).model, (kind,), part)


DONE = Is("outcome", "done")
INTERNAL = Is("payload__text", '"internal":true', "contains")
MILESTONE = Is("payload__text", '"milestone":true', "contains")
