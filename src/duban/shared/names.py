"""Columns that hold the key of an act or the kind of a message: what was written under a former name is read by the present one.

Every reader gets present names, and whoever asks for one finds the rows that bear a former one too. What vouches for a
row gets the name that it bears.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.db.models import Case, Value, When
from django.db.models.lookups import Exact, In

from duban.mechanism.former import ACT_NAMES, MESSAGE_NAMES, Names


class Renamed(str):
    """A present name, read from a row that bears a former one (`written`)."""

    written: str


def as_written(name: str) -> str:
    """The name that the row bears from which this one was read."""
    return name.written if isinstance(name, Renamed) else name


class NameField(models.CharField[str, str]):
    """A column of names, of which some may have changed since they were written."""

    names: Names

    def read(self, value: Any) -> Any:
        """What a name that stands in a row is today."""
        if value not in self.names.former:
            return value
        name = Renamed(self.names.present(value))
        name.written = value
        return name

    def from_db_value(self, value: Any, *asked: Any) -> Any:
        """The same, of what the database gives."""
        return self.read(value)

    def to_python(self, value: Any) -> Any:
        """As it is written, and vouched for."""
        return as_written(super().to_python(value))

    def deconstruct(self) -> Any:
        """For the database a column of text: a name that changes needs no migration."""
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", args, kwargs


class ActKey(NameField):
    """The key of an act."""

    names = ACT_NAMES


class MessageKey(NameField):
    """A kind of message."""

    names = MESSAGE_NAMES


def _ever(field: Any, wanted: Iterable[Any]) -> list[str]:
    return list(dict.fromkeys(name for one in wanted for name in field.names.ever(str(one))))


@NameField.register_lookup
class _OneOfNames(In):
    """Any of some names, as they were ever written."""

    def get_prep_lookup(self) -> Any:
        if self.rhs_is_direct_value():
            self.rhs = _ever(self.lhs.output_field, self.rhs)
        return super().get_prep_lookup()


@NameField.register_lookup
class _Name(Exact):
    """One name, as it was ever written; one that stands in another column is held against what it is called now."""

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        field = self.lhs.output_field
        if not self.rhs_is_direct_value():
            return compiler.compile(Exact(_now(self.lhs, field.names), _now(self.rhs, field.names)))
        ever = _ever(field, [self.rhs])
        return (
            compiler.compile(_OneOfNames(self.lhs, ever))
            if len(ever) > 1
            else super().as_sql(compiler, connection)
        )


def _now(name: Any, names: Names) -> Any:
    """What a name that the database reads is called now."""
    renamed = [When(Exact(name, Value(before)), then=Value(after)) for before, after in names.former.items()]
    return Case(*renamed, default=name, output_field=models.CharField()) if renamed else name
