"""What hangs on a case, and where it concerns one, on an object of it."""

from __future__ import annotations

from django.db import models

from duban.acts.models import Case
from duban.shared.models import Kept


class OfCase(Kept):
    """A row of a case."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="+")

    class Meta:
        abstract = True


class OfObject(OfCase):
    """A row about one object of a case: a matter or a measure."""

    object_kind = models.CharField(max_length=24)
    object_id = models.BigIntegerField()

    class Meta:
        abstract = True
