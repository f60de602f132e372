"""The issued copy of a document: its content as frozen at approval, and the files made of it."""

from __future__ import annotations

from django.db import models

from duban.acts.models import Case
from duban.shared.database.bounds import bound, states
from duban.shared.models import Versioned


class IssuedCopy(Versioned):
    """One document of an object. `part` tells the documents of one object apart, `kind` is the kind of paper.

    `content` is canonical JSON; `text_sha256` covers what was approved, `sha256` the whole with number and date.
    `code` is set where this kind is verifiable in this installation.
    """

    case = models.ForeignKey(Case, models.PROTECT, null=True, related_name="+")
    object_kind = models.CharField(max_length=24)
    object_id = models.BigIntegerField()
    part = models.CharField(max_length=24)
    kind = models.CharField(max_length=40)
    content = models.TextField()
    text_sha256 = models.CharField(max_length=64)
    sha256 = models.CharField(max_length=64, blank=True)
    number = models.CharField(max_length=60, blank=True)
    issued_on = models.DateField(null=True)
    frozen_at = models.DateTimeField()
    frozen_by = models.CharField(max_length=40)
    code = models.CharField(max_length=12, null=True, unique=True)
    pdf_as = models.CharField(max_length=80, blank=True)
    pdf_sha256 = models.CharField(max_length=64, blank=True)
    pdf_size = models.PositiveBigIntegerField(null=True)
    word_as = models.CharField(max_length=80, blank=True)
    word_sha256 = models.CharField(max_length=64, blank=True)
    word_size = models.PositiveBigIntegerField(null=True)
    rendered_at = models.DateTimeField(null=True)
    failed_why = models.CharField(max_length=400, blank=True)

    class Meta:
        db_table = "documents_issuedcopy"
        constraints = [
            *bound("documents_issuedcopy", states("paper")),
            models.UniqueConstraint(
                fields=["jurisdiction", "object_kind", "object_id", "part"], name="documents_issuedcopy_part"
            ),
        ]
        indexes = [models.Index(fields=["state"], name="documents_issuedcopy_state")]
