"""Base types that every floor shares."""

from __future__ import annotations

from typing import ClassVar, Self

from django.db import models
from django_scopes import ScopedManager

from duban.shared.refs import new_ref


class Installation(models.Model):
    """One row that says what this database is for; the clock moves only in demo and rehearsal."""

    class Kind(models.TextChoices):
        LIVE = "live", "正式"
        DEMO = "demo", "演示"
        REHEARSAL = "rehearsal", "推演"

    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.LIVE)


class Jurisdiction(models.Model):
    """A county served by this installation. No row of one is ever visible from another.

    `directory_version` and `rulebook_version` are stamps, new with every change of units, posts or rules, so that
    what is kept in memory of them can tell that it is out of date.
    """

    code = models.CharField(max_length=12, unique=True)
    name = models.CharField(max_length=40)
    short_name = models.CharField(max_length=4)
    directory_version = models.PositiveIntegerField(default=1)
    rulebook_version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return self.name


class Kept(models.Model):
    """A row of one jurisdiction, kept for ever, whose every state the audit vouches for."""

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="+")

    objects: ClassVar[models.Manager[Self]] = ScopedManager(jurisdiction="jurisdiction")
    undigested: ClassVar[frozenset[str]] = frozenset()

    class Meta:
        abstract = True


class Versioned(Kept):
    """A row that acts are done to: it has an address, a state, and a version for compare-and-swap."""

    ref = models.CharField(max_length=12, unique=True, default=new_ref, editable=False)
    state = models.CharField(max_length=24, default="active")
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()

    class Meta:
        abstract = True
