"""Base types that every floor shares."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING, Any, ClassVar, Self, TypeVar

from django.db import models
from django.db.models.base import ModelState
from django_scopes import ScopedManager

from duban.shared.database.bounds import bound, known
from duban.shared.refs import new_ref


class Vouched(models.Model):
    """A row whose every state the record vouches for, but for the columns that are `undigested`."""

    undigested: ClassVar[frozenset[str]] = frozenset()

    class Meta:
        abstract = True


_ST = TypeVar("_ST", contravariant=True)
_GT = TypeVar("_GT", covariant=True)


class Key(models.ForeignKey[_ST, _GT]):
    """The key of a row that is kept as long as this one. Where a word bears the name, `db_column` is what it is read by.

    It brings no index of its own: no row that it leads to is ever deleted, and a table lists the indexes that it needs.
    """

    def __init__(self, to: Any, on_delete: Any = models.PROTECT, **given: Any) -> None:
        super().__init__(to, on_delete, **{"related_name": "+", "db_index": False, **given})

    def get_attname(self) -> str:
        """The name under which the number of the row is read."""
        return self.db_column or super().get_attname()


class Installation(Vouched):
    """One row that says what this database is for; the clock of a live one never moves, and a drill never becomes one."""

    class Kind(models.TextChoices):
        LIVE = "live", "正式"
        DEMO = "demo", "演示"
        REHEARSAL = "rehearsal", "推演"
        DRILL = "drill", "演练"

    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.LIVE)

    class Meta:
        db_table = "shared_installation"
        constraints = [
            *bound(
                "shared_installation",
                known("kind", ("live", "demo", "rehearsal", "drill"), "安装是正式的、演示的、推演的或演练的"),
            )
        ]


class Jurisdiction(Vouched):
    """A county served by this installation. No row of one is ever visible from another.

    `directory_version` and `rulebook_version` are stamps, new with every change of units, posts or rules, so that
    what is kept in memory of them can tell that it is out of date.
    """

    code = models.CharField(max_length=12, unique=True)
    name = models.CharField(max_length=40)
    short_name = models.CharField(max_length=4)
    directory_version = models.PositiveIntegerField(default=1)
    rulebook_version = models.PositiveIntegerField(default=1)

    undigested: ClassVar[frozenset[str]] = frozenset({"directory_version", "rulebook_version"})

    class Meta:
        db_table = "shared_jurisdiction"

    def __str__(self) -> str:
        return self.name


class Kept(Vouched):
    """A row of one jurisdiction, kept for ever."""

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="+")

    objects: ClassVar[models.Manager[Self]] = ScopedManager(jurisdiction="jurisdiction")

    class Meta:
        abstract = True

    if not TYPE_CHECKING:  # the type checker knows the fields of each model from the fields themselves

        def __init__(self, *args: Any, **kwargs: Any) -> None:
            """As Django makes a row, but that a new one starts from defaults gathered once for its model."""
            blank = _blank(type(self))
            if args or not kwargs.keys() <= blank.names:
                super().__init__(*args, **kwargs)
                return
            self._state = ModelState()
            values = self.__dict__
            values.update(blank.plain)
            for name, default in blank.made:
                if name not in kwargs:
                    values[name] = default()
            for name, value in kwargs.items():
                if name in blank.columns:
                    values[name] = value
                elif name in blank.related and isinstance(value, blank.related[name].related_model):
                    values[blank.related[name].attname] = value.pk
                    self._state.fields_cache[name] = value
                else:
                    setattr(self, name, value)


class _Blank:
    """What a new row of a model starts from: plain defaults, defaults that are made anew, and its names."""

    def __init__(self, model: type[models.Model]) -> None:
        fields = model._meta.concrete_fields
        anew = [field for field in fields if field.has_default() and callable(field.default)]
        self.plain = {field.attname: field.get_default() for field in fields if field not in anew}
        self.made: list[tuple[str, Callable[[], Any]]] = [(field.attname, field.default) for field in anew]
        self.columns = frozenset(field.attname for field in fields)
        self.names = self.columns | {field.name for field in fields}
        self.related = {field.name: field for field in fields if _kept_by_key(field)}


def _kept_by_key(field: models.Field[Any, Any]) -> bool:
    """Whether setting the field is setting the primary key of one of many: nothing to keep on the other side."""
    if not isinstance(field, models.ForeignKey) or isinstance(field, models.OneToOneField):
        return False
    return field.target_field.primary_key


@lru_cache(maxsize=256)
def _blank(model: type[models.Model]) -> _Blank:
    return _Blank(model)


class Versioned(Kept):
    """A row that acts are done to: it has an address, a state, and a version for compare-and-swap."""

    ref = models.CharField(max_length=12, unique=True, default=new_ref, editable=False)
    state = models.CharField(max_length=24, default="active")
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()

    class Meta:
        abstract = True
