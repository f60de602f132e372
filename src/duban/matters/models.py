"""Rows of key work."""

from __future__ import annotations

from functools import cached_property
from typing import TypeVar

from django.db import models

from duban.acts.models import CaseObject, Obligation
from duban.organisations.models import Person, Unit
from duban.proceedings.models import OfCase
from duban.shared.database.bounds import at_least, at_most, bound, known, states
from duban.shared.database.numbers import NumbersOf
from duban.shared.models import Key, Versioned

M = TypeVar("M", bound=models.Model)


class Source(Versioned):
    """Where a matter comes from (二): its class and the source fields that the class asks for."""

    source_class = models.CharField(max_length=4)
    kind = models.CharField(max_length=24)
    level = models.CharField(max_length=4, blank=True)
    title = models.CharField(max_length=200)
    number = models.CharField(max_length=60, blank=True)
    dated_on = models.DateField()
    assessor = models.CharField(max_length=60, blank=True)
    leader = Key(Person, null=True)
    leader_name = models.CharField(max_length=80, blank=True)
    words = models.TextField(blank=True)

    class Meta:
        db_table = "matters_source"
        constraints = [*bound("matters_source", states("source"))]
        indexes = [models.Index(fields=["number"], name="matters_source_number")]


class Matter(CaseObject):
    """A matter of key work.

    The last block of columns is its face, written by the projection of each act: what lists, lights and the
    registry read.
    """

    source = models.ForeignKey(Source, models.PROTECT, related_name="matters")
    title = models.CharField(max_length=120)
    office = models.CharField(max_length=16)
    inspector = Key(Person, null=True)
    lead_unit = Key(Unit, null=True)
    responsible_functions = models.CharField(max_length=80, blank=True)
    handler = Key(Person, null=True)
    requirement = models.TextField(blank=True)
    words = models.TextField(blank=True)
    target_name = models.CharField(max_length=80, blank=True)
    target_value = models.DecimalField(max_digits=16, decimal_places=4, null=True)
    target_unit = models.CharField(max_length=12, blank=True)
    cycle_days = models.PositiveSmallIntegerField(null=True)
    due_on = models.DateField()
    original_due_on = models.DateField()
    extensions = models.PositiveSmallIntegerField(default=0)
    registered_on = models.DateField()
    assigned_on = models.DateField(null=True)
    finished_on = models.DateField(null=True)
    upheld = models.BooleanField(default=False)
    narrowed = models.BooleanField(default=False)

    unit_rank = models.PositiveIntegerField(default=0)
    step = models.CharField(max_length=12, default="matter")
    rating_index = models.PositiveSmallIntegerField(null=True)
    rated_on = models.DateField(null=True)
    good_ratings = models.PositiveSmallIntegerField(default=0)
    value = models.DecimalField(max_digits=16, decimal_places=4, null=True)
    progress = models.TextField(blank=True)
    problems = models.TextField(blank=True)
    suggestions = models.TextField(blank=True)
    reported_on = models.DateField(null=True)
    next_due_on = models.DateField(null=True)
    behind = models.BooleanField(default=False)
    caught_up = models.BooleanField(default=False)

    class Meta:
        db_table = "matters_matter"
        constraints = [
            *bound(
                "matters_matter",
                states("matter"),
                known(
                    "step",
                    ("matter", "letter", "interview", "listing"),
                    "所在阶梯是本机制所列的一级",
                ),
                at_least("cycle_days", 1, "报告周期至少 1 天"),
                at_least("target_value", 0, "目标数值不为负"),
                at_least("value", 0, "完成数值不为负"),
                at_most("rating_index", 2, "评价只有三档"),
            )
        ]
        indexes = [
            models.Index(fields=["jurisdiction", "state", "due_on"], name="matters_matter_state"),
            models.Index(fields=["jurisdiction", "lead_unit_id"], name="matters_matter_lead"),
            models.Index(fields=["jurisdiction", "inspector_id"], name="matters_matter_inspector"),
            models.Index(fields=["jurisdiction", "handler_id"], name="matters_matter_handler"),
            models.Index(fields=["jurisdiction", "next_due_on", "id"], name="matters_matter_next"),
            models.Index(fields=["jurisdiction", "due_on", "id"], name="matters_matter_due"),
            models.Index(fields=["jurisdiction", "unit_rank", "due_on"], name="matters_matter_rank"),
        ]

    @cached_property
    def reader_ids(self) -> frozenset[int]:
        """The persons to whom the matter is narrowed (缩小范围); empty where it is not."""
        if not self.narrowed:
            return frozenset()
        rows = MatterReader.objects.filter(matter=self, until=None)
        return frozenset(rows.values_list("person_id", flat=True))

    @cached_property
    def assist_unit_ids(self) -> frozenset[int]:
        """The assisting units; of rows that were read `with_assisting`, without a further statement."""
        return frozenset(_assisting().filter(matter=self).values_list("unit_id", flat=True))


class MatterUnit(OfCase):
    """A unit of a matter, from when on and until when: the one that leads, or one that assists (1.1)."""

    class Role(models.TextChoices):
        LEAD = "lead", "牵头"
        ASSIST = "assist", "协办"

    matter = Key(Matter, related_name="units")
    unit = Key(Unit)
    role = models.CharField(max_length=8, choices=Role.choices)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        db_table = "matters_matterunit"
        constraints = [
            *bound(
                "matters_matterunit",
                known("role", ("lead", "assist"), "单位是牵头或协办"),
            ),
            models.UniqueConstraint(
                fields=["matter", "unit"], condition=models.Q(until=None), name="matters_unit_once"
            ),
            models.UniqueConstraint(
                fields=["matter"], condition=models.Q(until=None, role="lead"), name="matters_one_lead"
            ),
        ]
        indexes = [models.Index(fields=["unit", "until", "matter"], name="matters_unit_matters")]


class MatterReader(OfCase):
    """A person to whom a matter is narrowed (缩小范围), from when on and until when."""

    matter = Key(Matter, related_name="readers")
    person = Key(Person)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        db_table = "matters_matterreader"
        constraints = [
            models.UniqueConstraint(
                fields=["matter", "person"], condition=models.Q(until=None), name="matters_reader_once"
            ),
        ]
        indexes = [models.Index(fields=["person", "until", "matter"], name="matters_reader_matters")]


def _assisting() -> models.QuerySet[MatterUnit]:
    return MatterUnit._base_manager.filter(role=MatterUnit.Role.ASSIST, until=None)


def with_assisting(rows: models.QuerySet[M], matter: str = "pk") -> models.QuerySet[M]:
    """The same rows, read with their `assist_unit_ids` in one statement; `matter` is where they name their matter."""
    numbers = NumbersOf(_assisting().filter(matter=models.OuterRef(matter)), "unit_id")
    told: models.QuerySet[M] = rows.annotate(**{"assist_unit_ids": numbers})
    return told


class OwnCode(OfCase):
    """The number by which an office knows a matter in its own ledgers (编号); of one year and office it is one matter's."""

    office = models.CharField(max_length=16)
    year = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=24)

    class Meta:
        db_table = "matters_owncode"
        constraints = [
            models.UniqueConstraint(
                fields=["jurisdiction", "office", "year", "code"], name="matters_owncode_once"
            )
        ]


class Milestone(OfCase):
    """A point of the plan: by when, which cumulated value; the original day is kept."""

    title = models.CharField(max_length=120)
    due_on = models.DateField()
    original_due_on = models.DateField()
    target = models.DecimalField(max_digits=16, decimal_places=4, null=True)
    reached_on = models.DateField(null=True)
    dropped_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "matters_milestone"
        constraints = [*bound("matters_milestone", at_least("target", 0, "节点数值不为负"))]
        indexes = [models.Index(fields=["jurisdiction", "due_on"], name="matters_milestone_due")]


class Task(OfCase):
    """A part of the matter that one unit takes on."""

    unit = Key(Unit)
    title = models.CharField(max_length=200)
    due_on = models.DateField()
    dropped_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "matters_task"


class Reminder(OfCase):
    """催办 by hand of one duty: the how manieth of it, in which way, by whom and on which day; `ground` why it was urgent."""

    class Way(models.TextChoices):
        MESSAGE = "message", "系统内"
        PHONE = "phone", "电话"
        URGENT = "urgent", "紧急"

    duty = Key(Obligation)
    unit = Key(Unit)
    nth = models.PositiveSmallIntegerField()
    way = models.CharField(max_length=8, choices=Way.choices)
    ground = models.CharField(max_length=12, blank=True)
    text = models.CharField(max_length=200)
    by = models.CharField(max_length=60)
    on = models.DateField()
    at = models.DateTimeField()

    class Meta:
        db_table = "matters_reminder"
        constraints = [
            *bound("matters_reminder", known("way", ("message", "phone", "urgent"), "催办用消息、电话，或者是紧急的")),
            models.UniqueConstraint(fields=["duty", "nth"], name="matters_reminder_nth"),
        ]
        indexes = [models.Index(fields=["jurisdiction", "on", "unit"], name="matters_reminder_month")]


class Instruction(Versioned):
    """批示: what a leader wrote on a matter, what the director made of it, and the report that goes back (A100).

    It belongs to no case: the record of the case is read by more people than those who may know of it.
    """

    matter = Key(Matter)
    leader = Key(Person)
    leader_name = models.CharField(max_length=80)
    words = models.TextField()
    due_on = models.DateField()
    way = models.CharField(max_length=8, blank=True)
    inspector = Key(Person, null=True)
    note = models.CharField(max_length=200, blank=True)
    text = models.TextField(blank=True)
    outcome = models.CharField(max_length=8, blank=True)
    number = models.CharField(max_length=20, blank=True)
    reported_at = models.DateTimeField(null=True)
    opinion = models.CharField(max_length=200, blank=True)

    class Meta:
        db_table = "matters_instruction"
        constraints = [
            *bound(
                "matters_instruction",
                states("instruction"),
                known("way", ("", "ask", "measure", "follow"), "批示由单位报告、采取措施或者督查员跟进"),
                known("outcome", ("", "done", "under", "none"), "批示已经办结、正在办理或者无需另行办理"),
            )
        ]
        indexes = [
            models.Index(fields=["jurisdiction", "-created_at"], name="matters_instruction_newest"),
            models.Index(fields=["matter"], name="matters_instruction_matter"),
        ]


class UnitFlow(Versioned):
    """The steps that a unit sets before its report goes out: 分管审核, 主要领导确认, both or none."""

    unit = Key(Unit)
    review = models.BooleanField(default=False)
    confirm = models.BooleanField(default=False)

    class Meta:
        db_table = "matters_unitflow"
        constraints = [
            *bound("matters_unitflow", states("flow")),
            models.UniqueConstraint(fields=["jurisdiction", "unit_id"], name="matters_flow_unit"),
        ]

    @property
    def steps(self) -> list[str]:
        """The steps that are set, as the form of the flow names them."""
        return [step for step in ("review", "confirm") if getattr(self, step)]
