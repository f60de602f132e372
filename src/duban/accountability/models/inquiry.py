"""An inquiry (追责案件): what is held against a unit, by which evidence, found by whom, and where it went."""

from __future__ import annotations

from django.db import models

from duban.acts.models import CaseObject
from duban.matters.models import Matter
from duban.measures.models import Measure
from duban.organisations.models import Person, Unit
from duban.proceedings.models import OfCase
from duban.shared.database.bounds import at_least, bound, states
from duban.shared.models import Key, Versioned
from duban.shared.names import ActKey


class Inquiry(CaseObject):
    """A case of accountability; it begins as a candidate (待核情形), which is never a penalty (5.1).

    `concerning` is the matter that it is about. `route` is a (a quoted clause of the cooperation mechanism) or b
    (approval by a main leader). `procedure` is the only word of the two bodies that the offices see.
    """

    title = models.CharField(max_length=120)
    office = models.CharField(max_length=16)
    inspector = Key(Person, null=True)
    unit = Key(Unit)
    responsible_functions = models.CharField(max_length=80, blank=True)
    concerning = models.ForeignKey(Matter, models.PROTECT, null=True, related_name="inquiries")
    listing = models.ForeignKey(Measure, models.PROTECT, null=True, related_name="inquiries")
    opened_on = models.DateField()
    since = models.DateField()

    route = models.CharField(max_length=2, blank=True)
    route_quote = models.TextField(blank=True)
    conclusion_kind = models.CharField(max_length=20, blank=True)
    conclusion_title = models.CharField(max_length=200, blank=True)
    conclusion_ref = models.CharField(max_length=12, blank=True)
    opinion = models.TextField(blank=True)
    asked_leader = Key(Person, null=True, db_column="approver_id")
    approved_by = models.CharField(max_length=120, blank=True)
    approved_on = models.DateField(null=True)
    text_digest = models.CharField(max_length=64, blank=True)

    number = models.CharField(max_length=60, blank=True)
    transferred_at = models.DateTimeField(null=True)
    seal_keeper = models.CharField(max_length=40, blank=True)
    copies_printed = models.PositiveSmallIntegerField(null=True)
    accepted_on = models.DateField(null=True)
    procedure = models.CharField(max_length=20, blank=True)
    returned = models.TextField(blank=True)
    closed_on = models.DateField(null=True)
    closed_ground = models.CharField(max_length=16, blank=True)
    closed_how = models.TextField(blank=True)

    class Meta:
        db_table = "accountability_inquiry"
        constraints = [
            *bound(
                "accountability_inquiry",
                states("inquiry"),
                at_least("copies_printed", 1, "印制份数至少 1 份"),
            ),
            models.UniqueConstraint(fields=["listing"], name="accountability_one_per_listing"),
        ]
        indexes = [
            models.Index(fields=["jurisdiction", "state", "opened_on"], name="accountability_inquiry_state"),
            models.Index(fields=["jurisdiction", "unit_id"], name="accountability_inquiry_unit"),
        ]

    @property
    def approver(self) -> str:
        """The leader asked for approval, as the form names one."""
        return str(self.approver_id or "")

    @property
    def verification(self) -> str:
        """The piece of evidence that a transfer rests on as the form names it; empty where it rests on none."""
        if self.conclusion_kind != "verification":
            return ""
        rows = Evidence.objects.filter(
            inquiry=self, attachment_ref=self.conclusion_ref, title=self.conclusion_title
        )
        found = rows.filter(excluded_at=None).order_by("pk").first()
        return str(found.pk) if found else ""


class OfInquiry(OfCase):
    """A row of an inquiry, with who wrote it and when."""

    inquiry = models.ForeignKey(Inquiry, models.PROTECT, related_name="+")
    by = models.CharField(max_length=40)
    at = models.DateTimeField()

    class Meta:
        abstract = True


class Ground(OfInquiry):
    """An item of article 五 with the facts that it asks for; `warnings` never suppress it."""

    clause = models.CharField(max_length=4)
    text = models.TextField()
    data = models.JSONField(default=dict)
    warnings = models.JSONField(default=list)
    document = models.CharField(max_length=200, blank=True)
    document_on = models.DateField(null=True)
    dropped_at = models.DateTimeField(null=True)
    drop_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        db_table = "accountability_ground"


class CaseFact(OfInquiry):
    """One fact held against the unit. A heavier one is a new row, so that what was notified can be compared."""

    text = models.TextField()
    on = models.DateField(null=True)
    dropped_at = models.DateTimeField(null=True)
    drop_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        db_table = "accountability_casefact"


class Evidence(OfInquiry):
    """A document behind the facts, with the digest of its file; excluded evidence stays visible with its reason.

    `bearing` is against, or for one `party` (an addressee as the gates name it) handed_in or favourable, with the
    reason why that one need not be told. `kind` stands in notices instead of the title where an informant would be
    known.
    """

    title = models.CharField(max_length=200)
    number = models.CharField(max_length=60, blank=True)
    dated_on = models.DateField(null=True)
    attachment_ref = models.CharField(max_length=12, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    kind = models.CharField(max_length=12, blank=True)
    bearing = models.CharField(max_length=12, default="against")
    party = models.CharField(max_length=24, blank=True)
    bearing_reason = models.CharField(max_length=200, blank=True)
    excluded_at = models.DateTimeField(null=True)
    exclude_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        db_table = "accountability_evidence"

    @property
    def told_as(self) -> str:
        """How a notice lists it: by its title, by its kind where an informant would be known."""
        if self.kind:
            return f"{self.kind}（为保护提供人，不列名称）"
        return f"{self.title}（{self.number}）" if self.number else self.title


AUTHORITIES = {"county": "县管", "unit": "所在单位管理", "city": "市管", "vertical": "上级主管部门管理"}
"""Who manages a cadre (干部管理权限), in words."""


class Named(OfInquiry):
    """A person named in an inquiry, with post and place as on the day, and who manages the cadre (干部管理权限).

    `grounds` are the items of article 五 that concern the person, joined by commas.
    """

    person = Key(Person)
    name = models.CharField(max_length=40)
    title = models.CharField(max_length=80)
    role = models.CharField(max_length=12)
    leading = models.BooleanField()
    authority = models.CharField(max_length=12)
    grounds = models.CharField(max_length=40)
    dropped_at = models.DateTimeField(null=True)
    drop_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        db_table = "accountability_named"

    @property
    def items(self) -> tuple[str, ...]:
        """The items of article 五 that concern the person."""
        return items_of(self.grounds)


def items_of(joined: str) -> tuple[str, ...]:
    """Items of article 五 as a column joins them."""
    return tuple(part for part in joined.split(",") if part)


class Finding(OfInquiry):
    """One of the three findings of article 五: breach of duty, impact on the overall work, no justified reason.

    `person_id` is the person named whom it is about; without it the unit, of `impact` the matter.
    """

    person = Key(Person, null=True)
    limb = models.CharField(max_length=16)
    met = models.BooleanField()
    behaviour = models.CharField(max_length=12, blank=True)
    text = models.TextField()
    evidence = models.JSONField(default=list)
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "accountability_finding"


class Declaration(OfCase):
    """What a handling person declares of relations to unit and persons, and what the head decides on it (回避)."""

    inquiry = models.ForeignKey(Inquiry, models.PROTECT, related_name="+")
    person = Key(Person)
    name = models.CharField(max_length=40)
    step = ActKey(max_length=48)
    related = models.BooleanField()
    relation = models.CharField(max_length=20, blank=True)
    text = models.TextField(blank=True)
    raised_by = models.CharField(max_length=40)
    at = models.DateTimeField()
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    verdict = models.CharField(max_length=12, blank=True)
    decider = Key(Person, null=True)
    decided_by = models.CharField(max_length=40, blank=True)
    decided_at = models.DateTimeField(null=True)
    opinion = models.TextField(blank=True)
    replaced_by = Key(Person, null=True)

    class Meta:
        db_table = "accountability_declaration"
        indexes = [models.Index(fields=["inquiry", "person_id"], name="accountability_declared")]


class Considered(OfInquiry):
    """The papers as they stood before a main leader who decided on a transfer: pairs of a heading and its text."""

    person = Key(Person)
    agreed = models.BooleanField()
    rows = models.JSONField()

    class Meta:
        db_table = "accountability_considered"


class FileNote(OfInquiry):
    """A note in the case file of the two bodies; nobody else knows that it is there (A45)."""

    organ = models.CharField(max_length=16)
    text = models.TextField()

    class Meta:
        db_table = "accountability_filenote"


class Recommendation(OfInquiry):
    """What the county recommends on somebody whom the city or a vertical system manages; never a decision (6.4)."""

    person = Key(Person, null=True)
    unit = Key(Unit, null=True)
    name = models.CharField(max_length=80)
    organ = models.CharField(max_length=80)
    number = models.CharField(max_length=60)
    dated_on = models.DateField()
    text = models.TextField()
    attachment_ref = models.CharField(max_length=12)

    class Meta:
        db_table = "accountability_recommendation"


class Clue(Versioned):
    """That clues to a crime in office left offline at once: when and from which office. It holds no content (A53)."""

    office = models.CharField(max_length=16)
    by_person = Key(Person, db_column="by_id")
    left_on = models.DateField()

    class Meta:
        db_table = "accountability_clue"
        constraints = [*bound("accountability_clue", states("clue"))]
