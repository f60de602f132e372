"""Rows of the rulebook: a notice as adopted, the packs that follow from it, and the published calendar."""

from __future__ import annotations

from django.db import models

from duban.shared.models import Kept, Versioned


class Notice(Versioned):
    """A notice as it was read: whole text, required facts, and what binding and comparison found.

    A draft is in force nowhere. `office` is the office that entered it, `unit_id` that office as a unit.
    """

    title = models.CharField(max_length=200)
    number = models.CharField(max_length=60)
    issuer = models.CharField(max_length=80)
    issued_on = models.DateField()
    text = models.TextField()
    text_hash = models.CharField(max_length=64)
    office = models.CharField(max_length=16)
    unit_id = models.BigIntegerField(null=True)
    binding = models.JSONField()
    comparison = models.JSONField()
    entered_by = models.CharField(max_length=40)
    confirmed_by = models.CharField(max_length=40, blank=True)
    confirmed_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"《{self.title}》（{self.number}）"


class Pack(Kept):
    """A set of parameter values that was in force from a day on. It is never changed; a new value makes a new row."""

    notice = models.ForeignKey(Notice, models.PROTECT, related_name="packs")
    toml = models.TextField()
    hash = models.CharField(max_length=64)
    effective_from = models.DateField()
    source = models.CharField(max_length=300)

    class Meta:
        indexes = [models.Index(fields=["jurisdiction", "effective_from"], name="rulebook_pack_from")]


class CalendarYear(Versioned):
    """A year whose holidays are published, with the document that publishes them."""

    year = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=120)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["jurisdiction", "year"], name="rulebook_year_once")]

    def __str__(self) -> str:
        return f"{self.year}年节假日安排"


class CalendarDay(Kept):
    """A day of a published year that is not as Monday to Friday have it: off, or worked."""

    year = models.ForeignKey(CalendarYear, models.PROTECT, related_name="days")
    day = models.DateField()
    worked = models.BooleanField()
    name = models.CharField(max_length=20, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["jurisdiction", "day"], name="rulebook_day_once")]
