"""Files that hang on a case."""

from __future__ import annotations

from datetime import datetime

from django.db import models

from duban.acts.models import Case
from duban.organisations.models import Person, Unit
from duban.shared.database.bounds import at_least, bound, states
from duban.shared.models import Key, Versioned


class Attachment(Versioned):
    """A file of a case: name, digest, type and size; the bytes lie under a random name.

    `sha256` is of the bytes as kept, `received_sha256` of those handed in (pictures are kept without metadata).
    `level`, `why` and `rules` say what the examination left to a person, `scanned` whether a virus scanner saw it. A
    newer version `replaces` an older one, which stays. `represents` links a file made elsewhere, e.g. an OFD, to the
    document that it shows.
    """

    class State(models.TextChoices):
        KEPT = "kept", "在用"
        WAITING = "waiting", "待第二人查看"
        SUPERSEDED = "superseded", "已有新版本"
        FROZEN = "frozen", "已停止流转"

    case = models.ForeignKey(Case, models.PROTECT, null=True, related_name="+")
    object_kind = models.CharField(max_length=24)
    object_id = models.BigIntegerField()
    label = models.CharField(max_length=40)
    name = models.CharField(max_length=160)
    media_type = models.CharField(max_length=80)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    received_sha256 = models.CharField(max_length=64, blank=True)
    stored_as = models.CharField(max_length=80)
    internal = models.BooleanField(default=False)
    unit = Key(Unit, null=True)
    by = models.CharField(max_length=40)
    by_person = Key(Person, null=True, db_column="by_id")
    level = models.CharField(max_length=8, default="clean")
    why = models.CharField(max_length=400, blank=True)
    rules = models.JSONField(default=list)
    scanned = models.BooleanField(default=False)
    declared = models.BooleanField(default=False)
    looked_by = models.CharField(max_length=40, blank=True)
    looked_at = models.DateTimeField(null=True)
    replaces = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    edition = models.PositiveSmallIntegerField(default=1)
    represents = models.CharField(max_length=40, blank=True)

    @property
    def at(self) -> datetime:
        """When it was handed in."""
        return self.created_at

    class Meta:
        db_table = "documents_attachment"
        constraints = [
            *bound(
                "documents_attachment",
                states("attachment"),
                at_least("edition", 1, "版次从 1 起"),
            )
        ]
        indexes = [models.Index(fields=["case", "-created_at"], name="documents_attachment_case")]


from duban.documents.final_text.models import FinalText  # noqa: E402, F401
from duban.documents.ledgers.models import ExportRecord, ImportBatch, LedgerTemplate  # noqa: E402, F401
from duban.documents.official.models import IssuedCopy  # noqa: E402, F401
