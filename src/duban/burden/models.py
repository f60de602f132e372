"""Rows of 减负. Who wrote a complaint stands in no row that the record vouches for, unless it was signed."""

from __future__ import annotations

from django.db import models

from duban.acts.models import CaseObject
from duban.matters.models import Matter
from duban.mechanism.burden.lookback import RESULTS, WAYS
from duban.mechanism.burden.reopening import HOW_HEARD, LEVELS
from duban.organisations.models import Person, Unit
from duban.shared.database.bounds import at_least, at_most, bound, known, states
from duban.shared.models import Jurisdiction, Kept, Key, Versioned
from duban.shared.names import ActKey

OFFICE_VALUES = ("party_office", "gov_office")


class Complaint(Versioned):
    """What somebody complains of or suggests. `office` is whose head answers, `about` the person that is complained of.

    `author` is empty where it was not signed.
    """

    sort = models.CharField(max_length=12)
    office = models.CharField(max_length=16)
    about = Key(Person, null=True)
    author = Key(Person, null=True)
    text = models.TextField()
    due_on = models.DateField()
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "burden_complaint"
        constraints = [
            *bound(
                "burden_complaint",
                states("complaint"),
                known("office", OFFICE_VALUES, "由两办之一的主任答复"),
            )
        ]
        indexes = [models.Index(fields=["jurisdiction", "-created_at"], name="burden_complaint_newest")]


class Authorship(models.Model):
    """By whom a complaint may be found again: read by its author alone, told to nobody, outside the record.

    `key` is the key of the form, so that one that is sent twice makes one complaint.
    """

    jurisdiction = Key(Jurisdiction)
    person = Key(Person)
    complaint = Key(Complaint)
    key = models.CharField(max_length=64, null=True)

    class Meta:
        db_table = "burden_authorship"
        constraints = [
            models.UniqueConstraint(fields=["complaint"], name="burden_one_author"),
            models.UniqueConstraint(fields=["person", "key"], name="burden_form_once"),
        ]


class FillTime(models.Model):
    """How often a form of a quarter took so many minutes: of a sample, for no person, no unit and no moment."""

    jurisdiction = Key(Jurisdiction)
    form = ActKey(max_length=48)
    quarter = models.CharField(max_length=6)
    minutes = models.PositiveSmallIntegerField()
    count = models.PositiveIntegerField()

    class Meta:
        db_table = "burden_filltime"
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction", "quarter", "form", "minutes"], name="burden_fill_once")
        ]


class LookbackPlan(Versioned):
    """The 回头看 of a year as it stands in the 督查计划; `seed` was recorded with it, before any of its quarters was over."""

    year = models.PositiveSmallIntegerField()
    office = models.CharField(max_length=16)
    seed = models.CharField(max_length=40)

    class Meta:
        db_table = "burden_lookbackplan"
        constraints = [
            *bound(
                "burden_lookbackplan",
                states("lookback"),
                known("office", OFFICE_VALUES, "由两办之一组织回头看"),
            ),
            models.UniqueConstraint(fields=["jurisdiction", "year"], name="burden_plan_of_year"),
        ]


class LookbackDraw(Kept):
    """The draw of a quarter with all that it was computed from: `closed` lists unit and number of each closed matter."""

    plan = Key(LookbackPlan)
    quarter = models.PositiveSmallIntegerField()
    drawn_on = models.DateField()
    percent = models.PositiveSmallIntegerField()
    least = models.PositiveSmallIntegerField()
    closed = models.JSONField()

    class Meta:
        db_table = "burden_lookbackdraw"
        constraints = [
            *bound(
                "burden_lookbackdraw",
                at_least("quarter", 1, "季度从第一季度起"),
                at_most("quarter", 4, "一年只有四个季度"),
            ),
            models.UniqueConstraint(fields=["plan", "quarter"], name="burden_draw_once"),
        ]


class Visit(Versioned):
    """The one visit to a unit for all that was drawn of it in a quarter: by whoever records it and a `second` person."""

    draw = Key(LookbackDraw)
    unit = Key(Unit)
    office = models.CharField(max_length=16)
    looked_on = models.DateField(null=True)
    first = Key(Person, null=True)
    second = Key(Person, null=True)

    class Meta:
        db_table = "burden_visit"
        constraints = [
            *bound("burden_visit", states("visit"), known("office", OFFICE_VALUES, "由两办之一去看")),
            models.UniqueConstraint(fields=["draw", "unit"], name="burden_visit_once"),
        ]
        indexes = [models.Index(fields=["jurisdiction", "looked_on", "unit"], name="burden_visit_days")]


class Drawn(Kept):
    """A matter that was drawn, on which visit it is looked at, and how and what was found; `result` is empty before."""

    draw = Key(LookbackDraw)
    visit = Key(Visit, related_name="matters")
    matter = Key(Matter)
    how = models.CharField(max_length=8, blank=True)
    result = models.CharField(max_length=8, blank=True)
    found = models.TextField(blank=True)

    class Meta:
        db_table = "burden_drawn"
        constraints = [
            *bound(
                "burden_drawn",
                known("how", ("", *WAYS), "到现场看，或者看材料"),
                known("result", ("", *RESULTS), "回头看的结果是属实、有反弹或者当时没有办结"),
            ),
            models.UniqueConstraint(fields=["draw", "matter"], name="burden_drawn_once"),
        ]
        indexes = [models.Index(fields=["visit"], name="burden_drawn_of_visit")]


class Reopening(CaseObject):
    """A matter that a look again found not to stand is to be taken up again (A113).

    `level` is the role that decides, `ended_by` who had the last word in ending it at that level. The `former_` columns
    keep what the matter said when it was closed: its new limit does not touch them.
    """

    matter = Key(Matter)
    drawn = Key(Drawn)
    level = models.CharField(max_length=12)
    ended_by = Key(Person, null=True)
    reason = models.TextField()
    new_due_on = models.DateField()
    former_due_on = models.DateField()
    former_original_due_on = models.DateField()
    former_finished_on = models.DateField(null=True)
    heard_how = models.CharField(max_length=8, blank=True)
    heard_from = models.CharField(max_length=60, blank=True)
    statement = models.TextField(blank=True)
    heard_at = models.DateTimeField(null=True)
    opinion = models.TextField(blank=True)
    decided_by = models.CharField(max_length=120, blank=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "burden_reopening"
        constraints = [
            *bound(
                "burden_reopening",
                states("reopening"),
                known("level", tuple(role.name for role in LEVELS), "由原来同意销号或者解除的一级决定"),
                known("heard_how", ("", *HOW_HEARD), "单位的意见在系统里说、当面、电话、书面，或者没有提出"),
            ),
            models.UniqueConstraint(fields=["drawn"], name="burden_reopening_once"),
        ]
        indexes = [models.Index(fields=["matter"], name="burden_reopening_matter")]
