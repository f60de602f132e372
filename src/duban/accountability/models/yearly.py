"""The results of a year (七): runs, what they propose, what people say to it, and corrections after closing."""

from __future__ import annotations

import json
from functools import cached_property
from typing import Any

from django.db import models

from duban.accountability.models.ruling import Ruling
from duban.acts.models import CaseObject
from duban.organisations.models import Person, Unit
from duban.shared.database.bounds import at_most, bound, known, states
from duban.shared.models import Kept, Key, Versioned


class Year(Versioned):
    """The results of one assessment year. `run_id` is the run whose proposals are before the two organs."""

    year = models.PositiveSmallIntegerField()
    run = Key("accountability.YearRun", null=True)
    closed_on = models.DateField(null=True)
    closed_by = models.CharField(max_length=60, blank=True)

    class Meta:
        db_table = "accountability_year"
        constraints = [
            *bound("accountability_year", states("year")),
            models.UniqueConstraint(fields=["jurisdiction", "year"], name="accountability_year_once"),
        ]


class YearRun(Versioned):
    """One run over all units and leading cadres of a year; it goes on in steps, each an act of its own.

    `done` of `total` subjects are judged. `chain_n` is the last audit entry before the run, so that closing can
    tell whether anything was decided since. Subjects without any result are only counted.
    """

    year = models.ForeignKey(Year, models.PROTECT, related_name="runs")
    pack_hash = models.CharField(max_length=64)
    as_of = models.DateField()
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    units = models.PositiveIntegerField(default=0)
    people = models.PositiveIntegerField(default=0)
    found = models.PositiveIntegerField(default=0)
    counts = models.JSONField(default=dict)
    requested_by = models.CharField(max_length=60)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    chain_n = models.PositiveBigIntegerField(default=0)
    fault = models.CharField(max_length=300, blank=True)

    class Meta:
        db_table = "accountability_yearrun"
        constraints = [
            *bound(
                "accountability_yearrun",
                states("yearrun"),
                at_most("done", "total", "已判的不多于应判的"),
            )
        ]


class YearResult(Versioned):
    """What a run proposes for one unit or person, as canonical text; never changed afterwards.

    `results` are plain data: key, code, clause, cite, label, value, ground, item, advisory, documents, rulings.
    `explanation` is the tree of the engine by code. `codes` is searched by `,code,`. `recommend` marks a subject
    whom the county does not assess itself (A44), `reserved` one with nothing but what 县委组织部 alone may see (7.1).
    """

    run = models.ForeignKey(YearRun, models.PROTECT, related_name="results")
    year = models.PositiveSmallIntegerField()
    subject_kind = models.CharField(max_length=6)
    unit = Key(Unit, null=True)
    person = Key(Person, null=True)
    name = models.CharField(max_length=80)
    title = models.CharField(max_length=120, blank=True)
    paying_unit = Key(Unit, null=True)
    rank = models.PositiveIntegerField()
    codes = models.CharField(max_length=300)
    results_text = models.TextField()
    explanation_text = models.TextField()
    pack_hash = models.CharField(max_length=64)
    provisional = models.BooleanField(default=False)
    conflict = models.BooleanField(default=False)
    recommend = models.BooleanField(default=False)
    reserved = models.BooleanField(default=False)

    class Meta:
        db_table = "accountability_yearresult"
        constraints = [
            *bound(
                "accountability_yearresult",
                states("yearresult"),
                known("subject_kind", ("unit", "person"), "结果属于一个单位或一名干部"),
            )
        ]
        indexes = [
            models.Index(fields=["run", "subject_kind", "rank"], name="accountability_result_list"),
            models.Index(fields=["jurisdiction", "person_id"], name="accountability_result_person"),
            models.Index(fields=["jurisdiction", "unit_id"], name="accountability_result_unit"),
        ]

    @property
    def subject_key(self) -> tuple[str, int]:
        """Whom it is about: ("person", id) or ("unit", id)."""
        return ("person", self.person_id) if self.person_id is not None else ("unit", self.unit_id or 0)

    @cached_property
    def results(self) -> list[dict[str, Any]]:
        """The results as data."""
        return list(json.loads(self.results_text))

    @cached_property
    def explanation(self) -> dict[str, Any]:
        """The explanation as data."""
        return dict(json.loads(self.explanation_text))

    def hold(self, results: list[dict[str, Any]], explanation: dict[str, Any]) -> None:
        """Read the row with what holds now in place of what was proposed; nothing of it is written."""
        self.__dict__ |= {"results": results, "explanation": explanation}


class Confirmation(Kept):
    """That an organ confirmed its part of a run, but for the exceptions listed; never changed afterwards."""

    run = models.ForeignKey(YearRun, models.PROTECT, related_name="confirmations")
    organ = models.CharField(max_length=16)
    count = models.PositiveIntegerField()
    exceptions = models.JSONField(default=list)
    by = models.CharField(max_length=60)
    person = Key(Person)
    at = models.DateTimeField()

    class Meta:
        db_table = "accountability_confirmation"
        constraints = [models.UniqueConstraint(fields=["run", "organ"], name="accountability_confirmed_once")]


class Verdict(Kept):
    """What an organ says to one result: agreed, or not with its reason; `choice` settles a conflict of overrides.

    `minutes` are those of the county's leading group where the organs differ about a unit.
    """

    run = models.ForeignKey(YearRun, models.PROTECT, related_name="verdicts")
    result = models.ForeignKey(YearResult, models.PROTECT, related_name="verdicts")
    code = models.CharField(max_length=64)
    organ = models.CharField(max_length=16)
    agreed = models.BooleanField()
    choice = models.CharField(max_length=300, blank=True)
    reason = models.TextField(blank=True)
    minutes = models.CharField(max_length=60, blank=True)
    by = models.CharField(max_length=60)
    person = Key(Person)
    at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "accountability_verdict"
        indexes = [models.Index(fields=["run", "replaced_at"], name="accountability_verdicts")]


class Advice(Kept):
    """The letter by which the county recommends a result to the superior authority of a unit (A44)."""

    run = models.ForeignKey(YearRun, models.PROTECT, related_name="advices")
    result = models.ForeignKey(YearResult, models.PROTECT, related_name="advices")
    organ = models.CharField(max_length=80)
    number = models.CharField(max_length=60)
    dated_on = models.DateField()
    by = models.CharField(max_length=60)
    at = models.DateTimeField()

    class Meta:
        db_table = "accountability_advice"


class Correction(CaseObject):
    """What a closed year says otherwise of a subject since a decision changed; the year itself is never rewritten.

    `before` and `after` are results as data. What a decision no longer carries has fallen at once, and is assessed
    anew by people (fallen, reassessed) or only rests on other decisions (restated). What a late decision would make
    worse waits until the subject was told and the organ has decided (owed, told, corrected, kept). `why` is the
    change; `reserved` marks one of 7.1 alone.
    """

    year = models.ForeignKey(Year, models.PROTECT, related_name="corrections")
    ruling = models.ForeignKey(Ruling, models.PROTECT, related_name="corrections")
    subject_kind = models.CharField(max_length=6)
    unit = Key(Unit, null=True)
    person = Key(Person, null=True)
    name = models.CharField(max_length=80)
    why = models.CharField(max_length=12)
    before = models.JSONField(default=list)
    after = models.JSONField(default=list)
    explanation = models.JSONField(default=dict)
    pack_hash = models.CharField(max_length=64)
    reserved = models.BooleanField(default=False)
    opened_on = models.DateField()
    settled_on = models.DateField(null=True)

    class Meta:
        db_table = "accountability_correction"
        constraints = [
            *bound(
                "accountability_correction",
                states("correction"),
                known("subject_kind", ("unit", "person"), "更正属于一个单位或一名干部"),
            )
        ]
        indexes = [models.Index(fields=["jurisdiction", "year", "state"], name="accountability_correcting")]

    @property
    def subject_key(self) -> tuple[str, int]:
        """Whom it is about: ("person", id) or ("unit", id)."""
        return ("person", self.person_id) if self.person_id is not None else ("unit", self.unit_id or 0)


class CorrectionVerdict(Kept):
    """What an organ says to a correction, with its reason; `minutes` are those of the county's leading group."""

    correction = models.ForeignKey(Correction, models.PROTECT, related_name="verdicts")
    organ = models.CharField(max_length=16)
    corrected = models.BooleanField()
    text = models.TextField()
    minutes = models.CharField(max_length=60, blank=True)
    by = models.CharField(max_length=60)
    person = Key(Person)
    at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "accountability_correctionverdict"


class Review(Versioned):
    """A 问责记录查询, an export for offline matching or a record of key work, with its answer as it was given.

    `what` is query, export or record. `lines` are plain data, one for each name asked, or for each record exported.
    """

    what = models.CharField(max_length=8)
    organ = models.CharField(max_length=16)
    purpose = models.CharField(max_length=16)
    subject = models.CharField(max_length=200)
    requester = models.CharField(max_length=80)
    asked = models.PositiveIntegerField(default=0)
    recorded = models.PositiveIntegerField(default=0)
    unclear = models.PositiveIntegerField(default=0)
    lines = models.JSONField(default=list)
    by = models.CharField(max_length=60)
    person = Key(Person)
    on = models.DateField()

    class Meta:
        db_table = "accountability_review"
        constraints = [*bound("accountability_review", states("review"))]
        indexes = [models.Index(fields=["jurisdiction", "organ", "-on"], name="accountability_reviews")]
