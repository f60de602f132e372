"""Rows of the proceedings. Each hangs on a case and, where it concerns one, on an object of it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from duban.organisations.models import Person, Unit
from duban.proceedings.models.of_case import OfCase as OfCase
from duban.proceedings.models.of_case import OfObject as OfObject
from duban.proceedings.models.reports import Forewarning as Forewarning
from duban.proceedings.models.reports import Part as Part
from duban.proceedings.models.reports import Rating as Rating
from duban.proceedings.models.reports import Report as Report
from duban.shared.database.bounds import at_least, bound, known, ordered
from duban.shared.models import Key
from duban.shared.names import ActKey


class Signature(OfObject):
    """A step on the 发文稿纸: who, holding which post, with which opinion, when and by which means."""

    step = ActKey(max_length=48)
    label = models.CharField(max_length=20)
    person = Key(Person, null=True)
    name = models.CharField(max_length=40)
    post = models.CharField(max_length=80, blank=True)
    behalf_name = models.CharField(max_length=40, blank=True)
    opinion = models.TextField(blank=True)
    verdict = models.CharField(max_length=12)
    means = models.CharField(max_length=12, default="系统")
    note = models.CharField(max_length=120, blank=True)
    signed_at = models.DateTimeField()

    class Meta:
        db_table = "proceedings_signature"
        indexes = [
            models.Index(fields=["object_id", "object_kind"], name="proceedings_signed_object"),
            models.Index(fields=["jurisdiction", "signed_at"], name="proceedings_signed_when"),
        ]

    @property
    def called(self) -> str:
        """What the step is called on the 发文稿纸."""
        return "拟稿" if self.step.endswith(".propose") and self.object_kind != "matter" else self.label


class ResponsiblePerson(OfObject):
    """One of the three responsible roles as it stood on a day, kept for ever (1.2)."""

    role = models.CharField(max_length=12)
    person = Key(Person)
    name = models.CharField(max_length=40)
    title = models.CharField(max_length=80)
    frozen_on = models.DateField()

    class Meta:
        db_table = "proceedings_responsibleperson"
        constraints = [
            *bound(
                "proceedings_responsibleperson",
                known("role", ("principal", "deputy", "handler"), "责任人是主要领导、分管领导或经办负责人"),
            )
        ]
        indexes = [models.Index(fields=["person", "object_kind"], name="proceedings_responsible_for")]


class Receipt(OfObject):
    """Something delivered to a unit or a person: original, copy, circulation or for reading."""

    class What(models.TextChoices):
        ORIGINAL = "original", "主送"
        COPY = "copy", "抄送"
        CIRCULATION = "circulation", "通报"
        READING = "reading", "呈领导阅"

    what = models.CharField(max_length=12, choices=What.choices)
    label = models.CharField(max_length=120)
    unit = Key(Unit, null=True)
    person = Key(Person, null=True)
    name = models.CharField(max_length=80)
    sent_at = models.DateTimeField()
    received_at = models.DateTimeField(null=True)
    received_by = models.CharField(max_length=60, blank=True)
    opinion = models.TextField(blank=True)

    class Meta:
        db_table = "proceedings_receipt"
        constraints = [
            *bound(
                "proceedings_receipt",
                known(
                    "what", ("original", "copy", "circulation", "reading"), "送达的是主送、抄送、通报或呈阅件"
                ),
            )
        ]
        indexes = [models.Index(fields=["object_kind", "object_id", "what"], name="proceedings_receipt_of")]


class Plan(OfObject):
    """A rectification plan with its commitment; the principal leader confirms it in person (3.1.7, 3.2.6, 3.2.7)."""

    class State(models.TextChoices):
        DRAFT = "draft", "待本人确认"
        CONFIRMED = "confirmed", "已确认"
        RETURNED = "returned", "已退回"

    state = models.CharField(max_length=12, choices=State.choices, default=State.DRAFT)
    unit = Key(Unit)
    text = models.TextField()
    committed_on = models.DateField()
    drafted_by = models.CharField(max_length=40)
    drafted_at = models.DateTimeField()
    confirmed_by = models.CharField(max_length=40, blank=True)
    confirmed_post = models.CharField(max_length=80, blank=True)
    confirmed_at = models.DateTimeField(null=True)
    return_reason = models.TextField(blank=True)

    class Meta:
        db_table = "proceedings_plan"
        constraints = [
            *bound(
                "proceedings_plan",
                known("state", ("draft", "confirmed", "returned"), "整改方案是待本人确认、已确认或已退回"),
            )
        ]


class JudgedFact(OfCase):
    """A fact that a person has found, with the reason: slow, serious, unclear or seen (3.1.1, 3.3.1)."""

    fact = models.CharField(max_length=12)
    behaviour = models.CharField(max_length=12, blank=True)
    reason = models.TextField()
    by = models.CharField(max_length=40)
    on = models.DateField()
    at = models.DateTimeField()

    class Meta:
        db_table = "proceedings_judgedfact"


class Extension(OfObject):
    """A request for a later limit; the original limit stays on the row for ever (A21)."""

    class State(models.TextChoices):
        ASKED = "asked", "待答复"
        GRANTED = "granted", "已同意"
        REFUSED = "refused", "不同意"
        FALLEN = "fallen", "未答复，已不需要"

    ANSWERED: ClassVar[tuple[State, ...]] = (State.GRANTED, State.REFUSED)

    state = models.CharField(max_length=12, choices=State.choices, default=State.ASKED)
    old_due = models.DateField()
    new_due = models.DateField()
    reason = models.TextField()
    asked_by = models.CharField(max_length=40)
    asked_at = models.DateTimeField()
    decided_by = models.CharField(max_length=40, blank=True)
    decided_post = models.CharField(max_length=80, blank=True)
    decided_at = models.DateTimeField(null=True)
    opinion = models.TextField(blank=True)

    class Meta:
        db_table = "proceedings_extension"
        constraints = [
            *bound(
                "proceedings_extension",
                known(
                    "state",
                    ("asked", "granted", "refused", "fallen"),
                    "延期申请是待答复、已同意、不同意或已不需要",
                ),
                ordered("old_due", "new_due", "延期后的时限晚于原时限", apart=True),
            )
        ]


class Application(OfObject):
    """An application for completion or release, with the reached value."""

    text = models.TextField()
    value = models.DecimalField(max_digits=16, decimal_places=4, null=True)
    explanation = models.CharField(max_length=300, blank=True)
    by = models.CharField(max_length=40)
    at = models.DateTimeField()
    confirmed_by = models.CharField(max_length=40, blank=True)
    confirmed_post = models.CharField(max_length=80, blank=True)
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "proceedings_application"
        constraints = [
            *bound(
                "proceedings_application",
                at_least("value", 0, "完成数值不为负"),
            )
        ]


class Verification(OfObject):
    """A verification by two persons: one finds, another confirms or asks for it again."""

    method = models.CharField(max_length=12)
    passed = models.BooleanField()
    value = models.DecimalField(max_digits=16, decimal_places=4, null=True)
    text = models.TextField()
    by = models.CharField(max_length=40)
    at = models.DateTimeField()
    confirmed_by = models.CharField(max_length=40, blank=True)
    confirmed_at = models.DateTimeField(null=True)
    agreed = models.BooleanField(null=True)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        db_table = "proceedings_verification"
        constraints = [
            *bound(
                "proceedings_verification",
                at_least("value", 0, "核实数值不为负"),
            )
        ]


class PaperApproval(OfObject):
    """An approval given on paper: entered with its scan by one person, compared by another (代录)."""

    class State(models.TextChoices):
        ENTERED = "entered", "待比对"
        COMPARED = "compared", "比对相符"
        REJECTED = "rejected", "比对不符，作废"

    state = models.CharField(max_length=12, choices=State.choices, default=State.ENTERED)
    leader = Key(Person)
    leader_name = models.CharField(max_length=40)
    leader_post = models.CharField(max_length=80)
    decided_on = models.DateField()
    agreed = models.BooleanField()
    opinion = models.TextField()
    scan_ref = models.CharField(max_length=12)
    entered_by = models.CharField(max_length=40)
    entered_at = models.DateTimeField()
    compared_by = models.CharField(max_length=40, blank=True)
    compared_at = models.DateTimeField(null=True)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        db_table = "proceedings_paperapproval"
        constraints = [
            *bound(
                "proceedings_paperapproval",
                known("state", ("entered", "compared", "rejected"), "代录的审批是待比对、比对相符或作废"),
            )
        ]


class Refusal(OfObject):
    """A 不同意: who refused what in which post, and the facts known then; it stands until the proposal is agreed to."""

    leader = Key(Person)
    leader_name = models.CharField(max_length=40)
    role = models.CharField(max_length=16)
    post = models.CharField(max_length=80)
    refused_on = models.DateField()
    refused_at = models.DateTimeField()
    reason = models.TextField()
    facts = models.JSONField(default=list)

    class Meta:
        db_table = "proceedings_refusal"
        indexes = [models.Index(fields=["object_kind", "object_id"], name="proceedings_refusal_of")]


class InnerStep(OfCase):
    """A step inside the unit: 收文, 拟办, 批示, 承办; seen by the unit only."""

    unit = Key(Unit)
    step = models.CharField(max_length=12)
    opinion = models.TextField()
    by = models.CharField(max_length=40)
    post = models.CharField(max_length=80)
    to_person = models.CharField(max_length=40, blank=True)
    at = models.DateTimeField()

    class Meta:
        db_table = "proceedings_innerstep"
