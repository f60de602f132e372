"""Small rows that 县委组织部 records about persons and units: what speaks for them, and its own judgements (7.1)."""

from __future__ import annotations

from django.db import models

from duban.organisations.models import Person, Unit
from duban.shared.database.bounds import bound, states
from duban.shared.models import Key, Versioned


class Recorded(Versioned):
    """A row about a person or a unit on a day, with its document."""

    person = Key(Person, null=True)
    unit = Key(Unit, null=True)
    name = models.CharField(max_length=80)
    on = models.DateField()
    text = models.TextField()
    document = models.CharField(max_length=200)
    by = models.CharField(max_length=40)
    withdrawn_on = models.DateField(null=True)
    withdraw_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        abstract = True


class Commendation(Recorded):
    """A commendation (表彰) for key work (7.1.2)."""

    issuer = models.CharField(max_length=80)

    class Meta:
        db_table = "accountability_commendation"
        constraints = [*bound("accountability_commendation", states("commendation"))]
        indexes = [models.Index(fields=["jurisdiction", "on"], name="accountability_commended")]


class Judgement(Recorded):
    """A judgement of 县委组织部 on a leader: unsuitable for the post, major error, adverse effect (7.1.3, 7.1.4)."""

    kind = models.CharField(max_length=16)

    class Meta:
        db_table = "accountability_judgement"
        constraints = [*bound("accountability_judgement", states("judgement"))]
        indexes = [models.Index(fields=["jurisdiction", "kind", "on"], name="accountability_judged")]
