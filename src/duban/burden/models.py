"""Rows of 减负. Who wrote a complaint stands in no row that the record vouches for, unless it was signed."""

from __future__ import annotations

from django.db import models

from duban.organisations.models import Person
from duban.shared.database.bounds import bound, known, states
from duban.shared.models import Jurisdiction, Key, Versioned
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
