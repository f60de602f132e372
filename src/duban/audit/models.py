"""Rows of the chain. Entries and row digests are append-only by trigger, and payloads too."""

from __future__ import annotations

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django_scopes import ScopedManager

from duban.audit.stored import Hex, TableName
from duban.shared.models import Jurisdiction
from duban.shared.names import ActKey


class Head(models.Model):
    """Where the chain of a jurisdiction ends; written as the last statement of every act."""

    jurisdiction = models.OneToOneField(Jurisdiction, models.PROTECT, primary_key=True, related_name="+")
    n = models.PositiveBigIntegerField(default=0)


class Entry(models.Model):
    """One link: what was done, by whom, when, bound to the link before it.

    That no two links follow the same one is implied by their numbers; entries of a case and of an object are few.
    """

    class Outcome(models.TextChoices):
        DONE = "done", "已办"
        REFUSED = "refused", "未受理"

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="+", db_index=False)
    n = models.PositiveBigIntegerField()
    algorithm = models.CharField(max_length=16)
    previous = Hex()
    hash = Hex()
    payload_hash = Hex()
    rows_hash = Hex(blank=True)
    outcome = models.CharField(max_length=8, choices=Outcome.choices)
    act = ActKey(max_length=48)
    actor_id = models.BigIntegerField(null=True)
    behalf_id = models.BigIntegerField(null=True)
    case_id = models.BigIntegerField(null=True)
    object_kind = models.CharField(max_length=24, blank=True)
    object_id = models.BigIntegerField(null=True)
    object_version = models.PositiveIntegerField(null=True)
    occurred_at = models.DateTimeField()
    recorded_at = models.DateTimeField()

    objects: ClassVar[models.Manager[Self]] = ScopedManager(jurisdiction="jurisdiction")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["jurisdiction", "n"], name="audit_entry_number")]
        indexes = [
            models.Index(fields=["case_id"], name="audit_entry_of_case", condition=Q(case_id__isnull=False)),
            models.Index(
                fields=["jurisdiction", "actor_id", "-occurred_at"], name="audit_entry_of_actor",
                condition=Q(actor_id__isnull=False),
            ),
            models.Index(
                fields=["object_kind", "object_id"], name="audit_entry_of_object", condition=Q(object_id__isnull=False)
            ),
        ]


class Payload(models.Model):
    """The canonical text of an entry with its salt, apart from the chain, which holds without it."""

    entry = models.OneToOneField(Entry, models.PROTECT, primary_key=True, related_name="payload")
    salt = Hex()
    text = models.TextField()


class RowState(models.Model):
    """The digest of one row as an entry left it."""

    entry = models.ForeignKey(Entry, models.PROTECT, related_name="rows")
    table = TableName()
    row_id = models.BigIntegerField()
    digest = Hex()

    class Meta:
        indexes = [models.Index(fields=["table", "row_id"], name="audit_rowstate_of_row")]


class MachineTime(models.Model):
    """The machine's own time as the last sweep saw it; one row, vouched for by nothing."""

    at = models.DateTimeField()


class AccessCount(models.Model):
    """How often something came again within a minute of its entry; a note for the next entry, vouched for by nothing."""

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="+")
    key = models.CharField(max_length=120)
    since = models.DateTimeField()
    more = models.PositiveIntegerField(default=0)
    before = models.PositiveIntegerField(default=0)
    act = models.CharField(max_length=48)
    sentence = models.CharField(max_length=200)
    person_id = models.BigIntegerField(null=True)
    who = models.CharField(max_length=20, blank=True)
    source = models.CharField(max_length=45, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["jurisdiction", "key"], name="audit_access_key")]
