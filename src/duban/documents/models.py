"""Files that hang on a case."""

from __future__ import annotations

from django.db import models

from duban.acts.models import Case
from duban.shared.models import Kept
from duban.shared.refs import new_ref


class Attachment(Kept):
    """A file as it was handed in: name, digest, type and size; the bytes lie under a random name."""

    ref = models.CharField(max_length=12, unique=True, default=new_ref, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, null=True, related_name="+")
    object_kind = models.CharField(max_length=24)
    object_id = models.BigIntegerField()
    label = models.CharField(max_length=40)
    name = models.CharField(max_length=160)
    media_type = models.CharField(max_length=80)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    stored_as = models.CharField(max_length=80)
    internal = models.BooleanField(default=False)
    unit_id = models.BigIntegerField(null=True)
    by = models.CharField(max_length=40)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["case", "-at"], name="documents_attachment_case")]
