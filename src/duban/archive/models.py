"""Archive packages as they were built and stored."""

from __future__ import annotations

from django.db import models

from duban.acts.models import Case
from duban.shared.database.bounds import at_least, bound, states
from duban.shared.models import Versioned


class ArchivePackage(Versioned):
    """A package of a case: the bytes lie under a random name. `through` is the last entry of the history in it.

    `faults` is what the check after building found, none in a sound package; an older package stays beside a newer.
    """

    class State(models.TextChoices):
        KEPT = "kept", "在库"
        SUPERSEDED = "superseded", "已有新包"

    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    edition = models.PositiveSmallIntegerField(default=1)
    name = models.CharField(max_length=160)
    stored_as = models.CharField(max_length=80)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    files = models.PositiveIntegerField()
    through = models.PositiveBigIntegerField()
    retention = models.CharField(max_length=12)
    transfer_after = models.DateField(null=True)
    faults = models.JSONField(default=list)
    by = models.CharField(max_length=40)

    class Meta:
        db_table = "insight_archivepackage"
        constraints = [
            *bound("insight_archivepackage", states("archive"), at_least("edition", 1, "版次从 1 起"))
        ]
        indexes = [models.Index(fields=["case", "-edition"], name="insight_archive_case")]
