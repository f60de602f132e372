"""Rows that every write needs: the case, what is owed, numbers, notices and keys."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from duban.mechanism.words.messages import sentence
from duban.shared.database.bounds import at_least, at_most, bound, known
from duban.shared.models import Jurisdiction, Kept, Key, Versioned
from duban.shared.names import ActKey, MessageKey


class Case(Versioned):
    """The dossier (卷宗) that everything about one matter hangs on; its version orders the writes on it."""

    undigested: ClassVar[frozenset[str]] = frozenset({"version"})

    code = models.CharField(max_length=24)
    title = models.CharField(max_length=200)
    pack_hash = models.CharField(max_length=64, blank=True)

    class Meta:
        db_table = "acts_case"
        constraints = [
            *bound("acts_case", known("state", ("matter", "accountability"), "卷宗是重点工作的或追责的")),
            models.UniqueConstraint(fields=["jurisdiction", "code"], name="acts_case_code"),
        ]

    @property
    def is_matter(self) -> bool:
        """Whether it is one of key work, not of accountability: it never changes, and stands in the column `state`."""
        return self.state == "matter"


class CaseObject(Versioned):
    """An object of a case: a matter, a measure, an extension, a paper approval."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="+")

    class Meta:
        abstract = True


class Obligation(Kept):
    """What somebody owes: which act, on which object, by when, under which clause, done or not.

    Exactly one bearer: a person, or the holders of a role in a unit (`unit_id` empty: of the county's side).
    `state_bound` duties end when the object leaves the state that brought them. `counts` duties are those of
    the responsible unit, whose lateness colours the matter. `stage` counts the notices given: 1 near, 2 due, 3 late.
    A paused one stands still: it is neither due nor discharged until it is open again.
    """

    class Outcome(models.TextChoices):
        OPEN = "open", "待办"
        PAUSED = "paused", "已暂缓"
        DONE = "done", "已办"
        ABSORBED = "absorbed", "已并入"
        CANCELLED = "cancelled", "已取消"

    case = models.ForeignKey(Case, models.PROTECT, null=True, related_name="obligations")
    object_kind = models.CharField(max_length=24)
    object_id = models.BigIntegerField()
    object_ref = models.CharField(max_length=12)
    act = ActKey(max_length=48)
    label = models.CharField(max_length=120)
    clause = models.CharField(max_length=8)
    role = models.CharField(max_length=24)
    unit_id = models.BigIntegerField(null=True)
    person_id = models.BigIntegerField(null=True)
    in_person = models.BooleanField(default=False)
    counts = models.BooleanField(default=False)
    state_bound = models.BooleanField(default=True)
    due_on = models.DateField(null=True)
    provisional = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    outcome = models.CharField(max_length=12, choices=Outcome.choices, default=Outcome.OPEN)
    done_at = models.DateTimeField(null=True)
    done_by = models.CharField(max_length=60, blank=True)
    late = models.BooleanField(default=False)
    stage = models.PositiveSmallIntegerField(default=0)

    class Meta:
        db_table = "acts_obligation"
        constraints = [
            *bound(
                "acts_obligation",
                known(
                    "outcome",
                    ("open", "paused", "done", "absorbed", "cancelled"),
                    "待办的结果是待办、已暂缓、已办、已并入或已取消",
                ),
                at_most("stage", 3, "提醒只有临期、到期、逾期三次"),
            )
        ]
        indexes = [
            models.Index(fields=["jurisdiction", "outcome", "person_id"], name="acts_owed_person"),
            models.Index(
                fields=["jurisdiction", "outcome", "unit_id", "role", "person_id"], name="acts_owed_bearer"
            ),
            models.Index(fields=["case", "outcome"], name="acts_owed_case"),
            models.Index(fields=["object_id", "object_kind"], name="acts_owed_object"),
            models.Index(fields=["jurisdiction", "outcome", "due_on", "stage"], name="acts_owed_due"),
            models.Index(fields=["jurisdiction", "done_by", "done_at"], name="acts_owed_done"),
        ]


class Series(Kept):
    """A series of document numbers: one per issuer, kind of document and year."""

    undigested: ClassVar[frozenset[str]] = frozenset({"last"})

    issuer = models.CharField(max_length=24)
    kind = models.CharField(max_length=24)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        db_table = "acts_series"
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction", "issuer", "kind", "year"], name="acts_series_one")
        ]


class Number(Kept):
    """A number once given. It is never given again; a voided one stays visible with its reason."""

    series = models.ForeignKey(Series, models.PROTECT, related_name="numbers", null=True)
    n = models.PositiveIntegerField(null=True)
    text = models.CharField(max_length=60)
    object_kind = models.CharField(max_length=24)
    object_id = models.BigIntegerField()
    given_at = models.DateTimeField()
    voided_at = models.DateTimeField(null=True)
    void_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        db_table = "acts_number"
        constraints = [
            *bound(
                "acts_number",
                at_least("n", 1, "序号从 1 起"),
            ),
            models.UniqueConstraint(fields=["jurisdiction", "text"], name="acts_number_text"),
            models.UniqueConstraint(fields=["series", "n"], name="acts_number_in_series"),
        ]


class Message(Kept):
    """The outbox: what is to be made known to a person or to a unit; delivery reads from here.

    A message is its kind and named values (`mechanism.words.messages`); `text` is what one said that has no kind, as messages
    had none before. What bears the same `once` is told a single time, whoever tries again.
    """

    case = models.ForeignKey(Case, models.PROTECT, null=True, related_name="+")
    act = ActKey(max_length=48)
    kind = MessageKey(max_length=32, blank=True)
    values = models.JSONField(default=dict)
    text = models.CharField(max_length=400, blank=True)
    unit_id = models.BigIntegerField(null=True)
    person_id = models.BigIntegerField(null=True)
    created_at = models.DateTimeField()
    once = models.CharField(max_length=80, null=True)

    class Meta:
        db_table = "acts_message"
        constraints = [models.UniqueConstraint(fields=["jurisdiction", "once"], name="acts_message_once")]
        indexes = [
            models.Index(fields=["jurisdiction", "person_id", "-created_at"], name="acts_message_person"),
            models.Index(fields=["jurisdiction", "unit_id", "-created_at"], name="acts_message_unit"),
        ]

    @property
    def said(self) -> str:
        """The whole sentence."""
        return sentence(self.kind, self.values) if self.kind else self.text


class Token(models.Model):
    """A token (`mechanism.tokens`) of a text by which a case is found; see `acts.token_table`. Derived, so not vouched for."""

    pk = models.CompositePrimaryKey("jurisdiction_id", "gram", "case_id")
    jurisdiction = Key(Jurisdiction)
    gram = models.BigIntegerField()
    case = Key(Case)


class UsedKey(models.Model):
    """A key that a form or a client sent with an act, and the result that a repetition gets."""

    jurisdiction = Key(Jurisdiction)
    person_id = models.BigIntegerField(null=True)
    key = models.CharField(max_length=64)
    act = ActKey(max_length=48)
    result = models.JSONField()
    used_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction_id", "person_id", "key"], name="acts_key_once")
        ]


class Lease(models.Model):
    """A row that one worker at a time holds, e.g. for the sweep."""

    name = models.CharField(max_length=40, primary_key=True)
    holder = models.CharField(max_length=80, blank=True)
    until = models.DateTimeField(null=True)
