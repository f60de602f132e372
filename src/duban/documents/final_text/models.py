"""The final text of a document as it was handed in."""

from __future__ import annotations

from django.db import models

from duban.acts.models import Case
from duban.organisations.models import Person
from duban.shared.models import Kept, Key


class FinalText(Kept):
    """An edited .docx that takes the place of the draft. `current` until another one or the draft takes its place.

    `sha256` is of the file, `content` the paper that was read from it (canonical JSON), `changes` the comparison
    with the draft. `note` says of the PDF that was made of it at issue how it was made, or why there is none.
    """

    case = models.ForeignKey(Case, models.PROTECT, null=True, related_name="+")
    object_kind = models.CharField(max_length=24)
    object_id = models.BigIntegerField()
    part = models.CharField(max_length=24)
    attachment = models.ForeignKey("documents.Attachment", models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64)
    content = models.TextField()
    text_sha256 = models.CharField(max_length=64)
    changes = models.JSONField(default=list)
    current = models.BooleanField(default=True)
    by = models.CharField(max_length=40)
    by_person = Key(Person, null=True, db_column="by_id")
    at = models.DateTimeField()
    note = models.CharField(max_length=400, blank=True)

    class Meta:
        db_table = "documents_finaltext"
        indexes = [models.Index(fields=["object_kind", "object_id", "part"], name="documents_finaltext_of")]
