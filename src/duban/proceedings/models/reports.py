"""What a unit reports, what its office says of it, and what was said before a limit."""

from __future__ import annotations

from django.db import models

from duban.organisations.models import Unit
from duban.proceedings.models.of_case import OfCase
from duban.shared.database.bounds import at_least, at_most, bound, known, ordered
from duban.shared.models import Key


class Report(OfCase):
    """One periodic report: filled once by the unit, read by all four organs.

    Of one that was given by telephone or on paper `given_on` is the day, `said_by` who gave it; the office entered it.
    A `correction` says why it took the place of one before, an `objection` what the unit holds against what was entered.
    """

    class Stage(models.TextChoices):
        REVIEW = "review", "待分管审核"
        CONFIRM = "confirm", "待主要领导确认"
        BACK = "back", "已退回修改"
        RETURNED = "returned", "已退回补报"
        CORRECTED = "corrected", "已更正"
        SUBMITTED = "submitted", "已报送"

    stage = models.CharField(max_length=12, choices=Stage.choices)
    period = models.PositiveSmallIntegerField()
    serves = models.CharField(max_length=24)
    clause = models.CharField(max_length=8)
    due_on = models.DateField(null=True)
    no_change = models.BooleanField(default=False)
    value = models.DecimalField(max_digits=16, decimal_places=4, null=True)
    progress = models.TextField()
    explanation = models.CharField(max_length=300, blank=True)
    problems = models.TextField(blank=True)
    needs = models.TextField(blank=True)
    reached = models.JSONField(default=list)
    drafted_by = models.CharField(max_length=40)
    drafted_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)
    submitted_by = models.CharField(max_length=40, blank=True)
    late = models.BooleanField(default=False)
    given_on = models.DateField(null=True)
    given_how = models.CharField(max_length=4, blank=True)
    said_by = models.CharField(max_length=60, blank=True)
    correction = models.CharField(max_length=200, blank=True)
    objection = models.CharField(max_length=200, blank=True)
    objected_by = models.CharField(max_length=40, blank=True)
    objected_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "proceedings_report"
        constraints = [
            *bound(
                "proceedings_report",
                known(
                    "stage",
                    ("review", "confirm", "back", "returned", "corrected", "submitted"),
                    "报告处在所列的环节之一",
                ),
                at_least("period", 1, "期次从 1 起"),
                at_least("value", 0, "完成数值不为负"),
            )
        ]
        indexes = [models.Index(fields=["case", "-period"], name="proceedings_report_case")]


class Part(OfCase):
    """What an assisting unit tells the lead unit, and whether it disagrees."""

    unit = Key(Unit)
    text = models.TextField()
    disputed = models.BooleanField(default=False)
    dispute = models.TextField(blank=True)
    by = models.CharField(max_length=40)
    at = models.DateTimeField()

    class Meta:
        db_table = "proceedings_part"


class Rating(OfCase):
    """The office's rating of progress, apart from what was reported and from what was verified (4.4)."""

    report = models.ForeignKey(Report, models.PROTECT, null=True, related_name="ratings")
    index = models.PositiveSmallIntegerField()
    value = models.CharField(max_length=20)
    problems = models.TextField(blank=True)
    suggestions = models.TextField(blank=True)
    reason = models.TextField(blank=True)
    suggested = models.CharField(max_length=20)
    suggested_why = models.CharField(max_length=200)
    by = models.CharField(max_length=40)
    at = models.DateTimeField()

    class Meta:
        db_table = "proceedings_rating"
        constraints = [*bound("proceedings_rating", at_most("index", 2, "评价只有三档"))]


class Forewarning(OfCase):
    """预计不能按期完成: which limit, until when and why, and what the office answered; a fact, neither for nor against."""

    limit_label = models.CharField(max_length=80)
    limit_on = models.DateField()
    expected_on = models.DateField()
    why = models.CharField(max_length=100)
    told_by = models.CharField(max_length=40)
    told_at = models.DateTimeField()
    answer = models.CharField(max_length=12, blank=True)
    opinion = models.CharField(max_length=200, blank=True)
    answered_by = models.CharField(max_length=40, blank=True)
    answered_post = models.CharField(max_length=80, blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "proceedings_forewarning"
        constraints = [
            *bound(
                "proceedings_forewarning",
                known("answer", ("", "coordinate", "on_time", "extend"), "答复是协调、按期、请申请延期，或者还没有"),
                ordered("limit_on", "expected_on", "预计完成的日期在时限以后", apart=True),
            )
        ]
