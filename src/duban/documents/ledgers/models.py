"""Rows of ledgers: what came in and what became of it, columns remembered by template, and what went out."""

from __future__ import annotations

from django.db import models

from duban.organisations.models import Person
from duban.shared.database.bounds import bound, states
from duban.shared.models import Kept, Key, Versioned


class ImportBatch(Versioned):
    """A ledger that was handed in. `whole` means all or nothing; `outcome` holds the fate of each row as last judged.

    `layout` is field by column letters for each sheet, `fixed` what holds for every row, `decisions` the answers to
    questions by their key. `scanned` tells whether a virus scanner saw the file.
    """

    kind = models.CharField(max_length=24)
    name = models.CharField(max_length=160)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    stored_as = models.CharField(max_length=80)
    whole = models.BooleanField()
    person = Key(Person)
    by = models.CharField(max_length=40)
    office = models.CharField(max_length=16)
    year = models.PositiveSmallIntegerField(null=True)
    layout = models.JSONField(default=dict)
    fixed = models.JSONField(default=dict)
    decisions = models.JSONField(default=dict)
    tallies = models.JSONField(default=dict)
    outcome = models.JSONField(default=list)
    finished_at = models.DateTimeField(null=True)
    scanned = models.BooleanField(default=False)

    class Meta:
        db_table = "documents_importbatch"
        constraints = [
            *bound(
                "documents_importbatch",
                states("import"),
            )
        ]
        indexes = [
            models.Index(fields=["jurisdiction", "person_id", "-created_at"], name="documents_import_by")
        ]


class LedgerTemplate(Kept):
    """How the columns of a template were confirmed last: ledgers with the same header are read alike."""

    kind = models.CharField(max_length=24)
    fingerprint = models.CharField(max_length=64)
    columns = models.JSONField()
    by = models.CharField(max_length=40)
    at = models.DateTimeField()

    class Meta:
        db_table = "documents_ledgertemplate"
        constraints = [
            models.UniqueConstraint(
                fields=["jurisdiction", "kind", "fingerprint"], name="documents_ledger_template"
            )
        ]


class ExportRecord(Versioned):
    """A list that was taken out: what, narrowed how, how many rows, in which form."""

    what = models.CharField(max_length=24)
    label = models.CharField(max_length=80)
    form = models.CharField(max_length=8)
    filters = models.CharField(max_length=400, blank=True)
    rows = models.PositiveIntegerField()
    person = Key(Person, null=True)
    by = models.CharField(max_length=40)

    class Meta:
        db_table = "documents_exportrecord"
        constraints = [*bound("documents_exportrecord", states("export"))]
