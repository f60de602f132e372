"""The hearing (听取说明): what was notified to the unit or to one person, and what was said to it."""

from __future__ import annotations

from django.db import models

from duban.accountability.models.inquiry import Inquiry
from duban.acts.models import CaseObject
from duban.organisations.models import Person, Unit
from duban.proceedings.models import OfCase
from duban.shared.database.bounds import at_least, bound, ordered, states
from duban.shared.models import Key, Versioned


class Hearing(CaseObject):
    """A notice to one addressee, the unit or a person, with the facts and items that it names (A24).

    `facts`, `grounds` and `evidence` are as they stood when it was served: nothing heavier may follow without a new
    one; `added` is what of them no earlier notice to the same addressee named. `received_on` is the day from which the
    period runs, `due_on` its last day, both None until then; `receipt` says how it was received: signed, returned
    (送达回证) or refused before `witnesses`. `stated` counts what was said, `unanswered` what waits for an answer,
    `entered` papers not compared yet.
    """

    inquiry = models.ForeignKey(Inquiry, models.PROTECT, related_name="hearings")
    round = models.PositiveSmallIntegerField()
    unit = Key(Unit, null=True)
    person = Key(Person, null=True)
    answering_unit = Key(Unit)
    name = models.CharField(max_length=80)
    title = models.CharField(max_length=80, blank=True)
    grounds = models.JSONField(default=list)
    facts = models.JSONField(default=list)
    evidence = models.JSONField(default=list)
    added = models.JSONField(default=dict)
    supplementary = models.BooleanField(default=False)
    served_on = models.DateField()
    due_on = models.DateField(null=True)
    provisional = models.BooleanField(default=False)
    received_on = models.DateField(null=True)
    receipt = models.CharField(max_length=10, blank=True)
    receipt_ref = models.CharField(max_length=12, blank=True)
    witnesses = models.CharField(max_length=80, blank=True)
    received_at = models.DateTimeField(null=True)
    received_by = models.CharField(max_length=60, blank=True)
    stated = models.PositiveSmallIntegerField(default=0)
    unanswered = models.PositiveSmallIntegerField(default=0)
    entered = models.PositiveSmallIntegerField(default=0)
    waived_on = models.DateField(null=True)
    waiver_ref = models.CharField(max_length=12, blank=True)
    waiver_seen_by = models.CharField(max_length=40, blank=True)

    class Meta:
        db_table = "accountability_hearing"
        constraints = [
            *bound(
                "accountability_hearing",
                states("hearing"),
                at_least("round", 1, "轮次从 1 起"),
                ordered("received_on", "due_on", "期限不早于收到"),
            )
        ]
        indexes = [
            models.Index(fields=["inquiry", "round"], name="accountability_hearing_round"),
            models.Index(fields=["jurisdiction", "person_id"], name="accountability_hearing_person"),
            models.Index(fields=["jurisdiction", "unit_id"], name="accountability_hearing_unit"),
        ]

    @property
    def whose(self) -> str:
        """The unit or the person: how a text that leaves says it, without a name."""
        return "单位" if self.person_id is None else "本人"


class Statement(OfCase):
    """What the addressee said, and what the office made of it: adopted, partly or not, with the reasons.

    A unit's word is `awaiting` until its principal has `confirmed_by`; where all principals are named, `meeting` agreed.
    """

    hearing = models.ForeignKey(Hearing, models.PROTECT, related_name="statements")
    text = models.TextField()
    attachment_ref = models.CharField(max_length=12, blank=True)
    by = models.CharField(max_length=60)
    at = models.DateTimeField()
    late = models.BooleanField(default=False)
    paper = models.BooleanField(default=False)
    waiver = models.BooleanField(default=False)
    received_on = models.DateField()
    awaiting = models.BooleanField(default=False)
    confirmed_by = models.CharField(max_length=40, blank=True)
    meeting = models.CharField(max_length=100, blank=True)
    compared_by = models.CharField(max_length=40, blank=True)
    compared_at = models.DateTimeField(null=True)
    void = models.BooleanField(default=False)
    adopted = models.CharField(max_length=8, blank=True)
    reasons = models.TextField(blank=True)
    answered_by = models.CharField(max_length=40, blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "accountability_statement"


class Outage(Versioned):
    """A time in which the system, or one unit's way to it, was down; periods for statements are longer by it."""

    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    unit = Key(Unit, null=True)
    reason = models.CharField(max_length=200)
    by = models.CharField(max_length=40)

    class Meta:
        db_table = "accountability_outage"
        constraints = [
            *bound(
                "accountability_outage",
                states("outage"),
                ordered("starts_at", "ends_at", "中断的终止晚于开始", apart=True),
            )
        ]
