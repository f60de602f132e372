"""The ruling (处理决定) of the competent organ as it was recorded, its remedies, and where its consequences went."""

from __future__ import annotations

from django.db import models

from duban.accountability.models.inquiry import Inquiry
from duban.acts.models import CaseObject
from duban.matters.models import Matter
from duban.organisations.models import Person, Unit
from duban.proceedings.models import OfCase
from duban.shared.database.bounds import at_least, bound, ordered, states
from duban.shared.models import Key


class Ruling(CaseObject):
    """A decision on one unit or one person, recorded by one of the two bodies and confirmed by the other (6.4).

    `superior` marks one of a superior body, entered with its document. `authority` is who manages the cadre.
    `same_as` points to an earlier ruling on the same subject and matter: the facts count once (A34).
    `original_seen` and `original_checked` tell that the recorder and the other body held the signed document in hand;
    `withheld` is why the other body gave the entry back.
    """

    inquiry = models.ForeignKey(Inquiry, models.PROTECT, null=True, related_name="rulings")
    concerning = models.ForeignKey(Matter, models.PROTECT, null=True, related_name="rulings")
    office = models.CharField(max_length=16)
    superior = models.BooleanField(default=False)
    level = models.CharField(max_length=4)
    issuer = models.CharField(max_length=80)
    number = models.CharField(max_length=60)
    unit = Key(Unit, null=True)
    person = Key(Person, null=True)
    answering_unit = Key(Unit, null=True)
    subject_name = models.CharField(max_length=80)
    subject_title = models.CharField(max_length=80, blank=True)
    category = models.CharField(max_length=12, blank=True)
    authority = models.CharField(max_length=12, blank=True)
    leading = models.BooleanField(default=False)
    decided_on = models.DateField()
    effective_on = models.DateField()
    served_on = models.DateField(null=True)
    conduct_year = models.PositiveSmallIntegerField()
    facts = models.TextField()
    basis = models.TextField()
    defence = models.CharField(max_length=12)
    attachment_ref = models.CharField(max_length=12, blank=True)
    original_seen = models.BooleanField(default=False)
    warnings = models.JSONField(default=list)
    same_as = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    recorded_by = models.CharField(max_length=40)
    recorder = Key(Person, null=True)
    recorded_organ = models.CharField(max_length=16)
    confirmed_by = models.CharField(max_length=40, blank=True)
    confirmer = Key(Person, null=True)
    confirmed_organ = models.CharField(max_length=16, blank=True)
    confirmed_on = models.DateField(null=True)
    original_checked = models.BooleanField(default=False)
    withheld = models.CharField(max_length=12, blank=True)
    ended_on = models.DateField(null=True)
    revoked_on = models.DateField(null=True)
    note = models.TextField(blank=True)

    class Meta:
        db_table = "accountability_ruling"
        constraints = [
            *bound(
                "accountability_ruling",
                states("ruling"),
                ordered("decided_on", "served_on", "送达不早于决定"),
                ordered("decided_on", "revoked_on", "撤销不早于决定"),
            )
        ]
        indexes = [
            models.Index(fields=["jurisdiction", "effective_on", "state"], name="accountability_ruling_when"),
            models.Index(fields=["jurisdiction", "person_id"], name="accountability_ruling_person"),
            models.Index(fields=["jurisdiction", "unit_id"], name="accountability_ruling_unit"),
        ]

    @property
    def subject_key(self) -> tuple[str, int]:
        """Whom it is about: ("person", id) or ("unit", id)."""
        return ("person", self.person_id) if self.person_id is not None else ("unit", self.unit_id or 0)

    @property
    def transferred(self) -> bool:
        """Whether it follows a transfer; otherwise a superior body or 县纪委监委 came to it without one."""
        return self.inquiry_id is not None


class RulingKind(OfCase):
    """One kind of a ruling with its period of effect; a changed ruling keeps the replaced kinds as history.

    A kind that was only an error of the entry is `corrected`: it never was part of the decision.
    """

    ruling = models.ForeignKey(Ruling, models.PROTECT, related_name="kinds")
    kind = models.CharField(max_length=32)
    effect_until = models.DateField(null=True)
    months = models.PositiveSmallIntegerField(null=True)
    replaced_on = models.DateField(null=True)
    corrected = models.BooleanField(default=False)

    class Meta:
        db_table = "accountability_rulingkind"
        constraints = [*bound("accountability_rulingkind", at_least("months", 1, "影响期至少 1 个月"))]
        indexes = [
            models.Index(fields=["jurisdiction", "effect_until"], name="accountability_kind_until"),
            models.Index(fields=["ruling", "replaced_on"], name="accountability_kind_of"),
        ]


class Appeal(CaseObject):
    """An appeal in one stage of its remedy: entered, accepted, answered on its dates (申诉中 until then)."""

    ruling = models.ForeignKey(Ruling, models.PROTECT, related_name="appeals")
    office = models.CharField(max_length=16)
    unit = Key(Unit, null=True)
    person = Key(Person, null=True)
    stage = models.CharField(max_length=32)
    organ = models.CharField(max_length=80)
    text = models.TextField(blank=True)
    filed_on = models.DateField()
    file_by = models.DateField(null=True)
    filed_proof = models.CharField(max_length=120, blank=True)
    late = models.BooleanField(default=False)
    late_reason = models.TextField(blank=True)
    own = models.BooleanField(default=False)
    entered_by = models.CharField(max_length=40)
    attachment_ref = models.CharField(max_length=12, blank=True)
    accepted_on = models.DateField(null=True)
    answer_by = models.DateField(null=True)
    refused = models.TextField(blank=True)
    outcome = models.CharField(max_length=12, blank=True)
    answered_on = models.DateField(null=True)
    answer_number = models.CharField(max_length=60, blank=True)
    answer_ref = models.CharField(max_length=12, blank=True)
    answer_text = models.TextField(blank=True)

    class Meta:
        db_table = "accountability_appeal"
        constraints = [
            *bound(
                "accountability_appeal",
                states("appeal"),
                ordered("filed_on", "accepted_on", "受理不早于提出"),
                ordered("filed_on", "answered_on", "答复不早于提出"),
            )
        ]
        indexes = [models.Index(fields=["ruling", "state"], name="accountability_appeal_of")]


class Revision(CaseObject):
    """A change of a ruling as it was proposed (拟变更): nothing follows from it until the other body confirmed it.

    `what` is corrected (the entry is brought to the words of the document), void (it should not be here at all),
    changed or revoked (on a new document of `organ`). `before` and `after` hold what it puts in the place of what, by
    the names of the form, kinds with the end of their effect.
    """

    ruling = models.ForeignKey(Ruling, models.PROTECT, related_name="revisions")
    appeal = models.ForeignKey(Appeal, models.PROTECT, null=True, related_name="revisions")
    office = models.CharField(max_length=16)
    what = models.CharField(max_length=12)
    organ = models.CharField(max_length=80, blank=True)
    level = models.CharField(max_length=4, blank=True)
    number = models.CharField(max_length=60, blank=True)
    dated_on = models.DateField(null=True)
    text = models.TextField()
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    attachment_ref = models.CharField(max_length=12, blank=True)
    original_seen = models.BooleanField(default=False)
    original_checked = models.BooleanField(default=False)
    proposed_by = models.CharField(max_length=40)
    proposer = Key(Person, null=True)
    proposed_organ = models.CharField(max_length=16)
    confirmed_by = models.CharField(max_length=40, blank=True)
    confirmer = Key(Person, null=True)
    confirmed_organ = models.CharField(max_length=16, blank=True)
    confirmed_on = models.DateField(null=True)
    withheld = models.CharField(max_length=12, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        db_table = "accountability_revision"
        constraints = [*bound("accountability_revision", states("revision"))]
        indexes = [models.Index(fields=["ruling", "state"], name="accountability_revision_of")]


class Consequence(CaseObject):
    """That a result went to a holder (考核主管部门, 县委组织部, the paying unit, an award body) for its use.

    `number` is that of the notice, `clause` the one by which the holder applies the result; both are empty on notices
    that were sent before notices had a number.
    """

    ruling = models.ForeignKey(Ruling, models.PROTECT, related_name="consequences")
    office = models.CharField(max_length=16)
    holder_unit = Key(Unit, db_column="holder_id")
    holder = models.CharField(max_length=80)
    what = models.CharField(max_length=120)
    clause = models.CharField(max_length=24, blank=True)
    year = models.PositiveSmallIntegerField(null=True)
    number = models.CharField(max_length=60, blank=True)
    sent_at = models.DateTimeField()
    received_at = models.DateTimeField(null=True)
    received_by = models.CharField(max_length=60, blank=True)

    class Meta:
        db_table = "accountability_consequence"
        constraints = [
            *bound(
                "accountability_consequence",
                states("consequence"),
            )
        ]
        indexes = [models.Index(fields=["jurisdiction", "holder_id"], name="accountability_holder")]


class Withdrawal(CaseObject):
    """That a consequence is taken back from its holder after a change or revocation, until the holder has done so."""

    consequence = models.ForeignKey(Consequence, models.PROTECT, related_name="withdrawals")
    ruling = models.ForeignKey(Ruling, models.PROTECT, related_name="withdrawals")
    appeal = models.ForeignKey(Appeal, models.PROTECT, null=True, related_name="withdrawals")
    office = models.CharField(max_length=16)
    holder_unit = Key(Unit, db_column="holder_id")
    holder = models.CharField(max_length=80)
    why = models.CharField(max_length=12)
    text = models.CharField(max_length=300)
    number = models.CharField(max_length=60, blank=True)
    sent_at = models.DateTimeField()
    acknowledged_at = models.DateTimeField(null=True)
    acknowledged_by = models.CharField(max_length=60, blank=True)
    done = models.TextField(blank=True)

    class Meta:
        db_table = "accountability_withdrawal"
        constraints = [
            *bound(
                "accountability_withdrawal",
                states("withdrawal"),
            )
        ]
        indexes = [models.Index(fields=["jurisdiction", "state"], name="accountability_withdrawing")]
