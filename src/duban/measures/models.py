"""Rows of the three measures and of the registry."""

from __future__ import annotations

from functools import cached_property

from django.db import models

from duban.acts.models import CaseObject
from duban.matters.models import Matter
from duban.organisations.models import Person, Unit
from duban.proceedings.models import OfCase
from duban.shared.database.bounds import at_least, at_most, bound, known, ordered, states
from duban.shared.models import Kept, Key, Versioned


class Measure(CaseObject):
    """A 督办函, 联席约谈 or 挂牌督办: the common spine in columns, what the document states in `content`."""

    kind = models.CharField(max_length=12)
    matter = models.ForeignKey(Matter, models.PROTECT, related_name="measures")
    unit = Key(Unit)
    issuer = models.CharField(max_length=16)
    drafter = Key(Person, null=True)
    approver = Key(Person, null=True)
    basis = models.TextField()
    content = models.JSONField(default=dict)
    facts = models.JSONField(default=list)
    deadline = models.DateField(null=True)
    original_deadline = models.DateField(null=True)
    extensions = models.PositiveSmallIntegerField(default=0)
    feedback_days = models.PositiveSmallIntegerField()
    text_digest = models.CharField(max_length=64, blank=True)
    final_digest = models.CharField(max_length=64, blank=True)
    number = models.CharField(max_length=60, blank=True)
    issued_at = models.DateTimeField(null=True)
    seal_keeper = models.CharField(max_length=40, blank=True)
    copies_printed = models.PositiveSmallIntegerField(null=True)
    approved_by = models.CharField(max_length=120, blank=True)
    planned_at = models.DateTimeField(null=True)
    held_at = models.DateTimeField(null=True)
    convening = Key(Person, null=True, db_column="convener_id")
    convener = models.CharField(max_length=120, blank=True)
    report_text = models.TextField(blank=True)
    report_handed = models.BooleanField(null=True)
    flaws = models.JSONField(default=list)
    minutes = models.TextField(blank=True)
    minutes_no = models.PositiveSmallIntegerField(null=True)
    release_number = models.CharField(max_length=60, blank=True)
    expired_on = models.DateField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_how = models.CharField(max_length=120, blank=True)
    pauses = models.CharField(max_length=200, blank=True)

    class Meta:
        db_table = "measures_measure"
        constraints = [
            *bound(
                "measures_measure",
                states("letter", "interview", "listing"),
                at_least("feedback_days", 1, "反馈周期至少 1 天"),
                at_least("copies_printed", 1, "印制份数至少 1 份"),
                at_least("minutes_no", 1, "纪要编号从 1 起"),
            )
        ]
        indexes = [
            models.Index(fields=["jurisdiction", "kind", "state"], name="measures_kind_state"),
            models.Index(fields=["matter", "kind"], name="measures_matter"),
            models.Index(fields=["jurisdiction", "planned_at"], name="measures_planned"),
            models.Index(fields=["jurisdiction", "deadline"], name="measures_deadline"),
        ]

    @property
    def answering_unit_id(self) -> int:
        """The unit that answers for it now: the one that it names, or the one into which that was merged (承继)."""
        return self.matter.lead_unit_id or self.unit_id

    @property
    def issued(self) -> bool:
        """Whether the document has gone out."""
        return self.issued_at is not None


class Attendance(OfCase):
    """Somebody at an interview, or a body excused by the convener (3.2.2)."""

    measure = models.ForeignKey(Measure, models.PROTECT, related_name="attendance")
    organ = models.CharField(max_length=12)
    person = Key(Person, null=True)
    name = models.CharField(max_length=40, blank=True)
    post = models.CharField(max_length=80, blank=True)
    present = models.BooleanField()
    reason = models.TextField(blank=True)
    by = models.CharField(max_length=40)

    class Meta:
        db_table = "measures_attendance"


class Rescheduling(OfCase):
    """An interview put off on the convener's word, told by a 补充通知 or by a noted telephone call (3.2.1)."""

    class Means(models.TextChoices):
        PAPER = "paper", "印发补充通知"
        PHONE = "phone", "电话通知"

    measure = models.ForeignKey(Measure, models.PROTECT, related_name="reschedulings")
    old_at = models.DateTimeField()
    new_at = models.DateTimeField()
    place = models.CharField(max_length=80)
    convener = models.CharField(max_length=120)
    reason = models.TextField()
    means = models.CharField(max_length=8, choices=Means.choices)
    told = models.CharField(max_length=200, blank=True)
    by = models.CharField(max_length=40)
    at = models.DateTimeField()

    class Meta:
        db_table = "measures_rescheduling"
        constraints = [
            *bound("measures_rescheduling", known("means", ("paper", "phone"), "改期以补充通知或电话通知"))
        ]


class Pause(OfCase):
    """A letter that stands still until a day, on the word of the leader who agreed to it or of one above (A96)."""

    class State(models.TextChoices):
        ASKED = "asked", "待县领导决定"
        AGREED = "agreed", "暂缓中"
        REFUSED = "refused", "不同意暂缓"
        OVER = "over", "已恢复"
        FALLEN = "fallen", "未决定，已不需要"

    measure = models.ForeignKey(Measure, models.PROTECT, related_name="paused")
    state = models.CharField(max_length=8, choices=State.choices, default=State.ASKED)
    reason = models.TextField()
    until = models.DateField()
    asked_by = models.CharField(max_length=40)
    asked_at = models.DateTimeField()
    decided_by = models.CharField(max_length=40, blank=True)
    decided_post = models.CharField(max_length=80, blank=True)
    decided_at = models.DateTimeField(null=True)
    opinion = models.TextField(blank=True)
    began_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    ended_why = models.TextField(blank=True)

    class Meta:
        db_table = "measures_pause"
        constraints = [
            *bound(
                "measures_pause",
                known(
                    "state",
                    ("asked", "agreed", "refused", "over", "fallen"),
                    "暂缓是待决定、暂缓中、不同意、已恢复或已不需要",
                ),
                ordered("began_on", "until", "自行恢复的日期在暂缓之后", apart=True),
            )
        ]

    @property
    def days(self) -> int:
        """How many days it lasted."""
        return (self.ended_on - self.began_on).days if self.began_on and self.ended_on else 0

    @property
    def words(self) -> str:
        """From when to when, as it stands beside the limit."""
        if self.ended_on is None:
            return f"{self.began_on:%Y-%m-%d}起暂缓，至{self.until:%Y-%m-%d}自行恢复"
        return f"{self.began_on:%Y-%m-%d}至{self.ended_on:%Y-%m-%d}暂缓{self.days}天"


class SelfCriticism(OfCase):
    """A decision whether a 检查 is made at a meeting, and its record; never an accountability event (3.2.5)."""

    measure = models.ForeignKey(Measure, models.PROTECT, related_name="self_criticisms")
    meeting = models.CharField(max_length=8)
    required = models.BooleanField()
    decided_by = models.CharField(max_length=120)
    decided_at = models.DateTimeField()
    opinion = models.TextField(blank=True)
    held_on = models.DateField(null=True)
    persons = models.CharField(max_length=300, blank=True)
    text = models.TextField(blank=True)
    recorded_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "measures_selfcriticism"


class Publicity(OfCase):
    """A decision of its own whether a listing is made public, after 保密审查 (3.3.6)."""

    class State(models.TextChoices):
        PROPOSED = "proposed", "待保密审查"
        CLEARED = "cleared", "待主要领导决定"
        REFUSED = "refused", "不宜公开"
        KEPT = "kept", "决定不公开"
        ORDERED = "ordered", "决定公开，待登记"
        PUBLISHED = "published", "已公开"
        WITHDRAWN = "withdrawn", "解除已公告"

    measure = models.ForeignKey(Measure, models.PROTECT, related_name="publicity")
    state = models.CharField(max_length=12, choices=State.choices, default=State.PROPOSED)
    fields = models.JSONField(default=list)
    channel = models.CharField(max_length=80)
    reason = models.TextField()
    proposed_by = models.CharField(max_length=40)
    reviewed_by = models.CharField(max_length=40, blank=True)
    review = models.TextField(blank=True)
    decided_by = models.CharField(max_length=120, blank=True)
    published_on = models.DateField(null=True)
    place = models.CharField(max_length=200, blank=True)
    release_published_on = models.DateField(null=True)

    class Meta:
        db_table = "measures_publicity"
        constraints = [
            *bound(
                "measures_publicity",
                known(
                    "state",
                    ("proposed", "cleared", "refused", "kept", "ordered", "published", "withdrawn"),
                    "公开处在所列的环节之一",
                ),
                ordered("published_on", "release_published_on", "解除的公告不早于公开"),
            )
        ]


class PastMeasure(Versioned):
    """A measure that was taken before the system was in use, as its paper says; it never brings a duty or a term (四)."""

    kind = models.CharField(max_length=12)
    number = models.CharField(max_length=60, blank=True)
    issued_on = models.DateField()
    title = models.CharField(max_length=120)
    unit = Key(Unit)
    matter = models.ForeignKey(Matter, models.PROTECT, null=True, related_name="past_measures")
    principals = models.CharField(max_length=120, blank=True)
    deputies = models.CharField(max_length=120, blank=True)
    handlers = models.CharField(max_length=120, blank=True)
    basis = models.TextField(blank=True)
    deadline = models.DateField(null=True)
    approver = models.CharField(max_length=60, blank=True)
    office = models.CharField(max_length=16)
    result = models.CharField(max_length=12)
    ended_on = models.DateField(null=True)
    source_class = models.CharField(max_length=4, blank=True)
    entered_by = models.CharField(max_length=40)

    class Meta:
        db_table = "measures_pastmeasure"
        constraints = [
            *bound(
                "measures_pastmeasure",
                states("past"),
                ordered("issued_on", "ended_on", "终结之日不早于印发之日"),
            )
        ]


class Bulletin(Versioned):
    """A 督查通报 or 督查专报 on its way: what it covers, its text as edited, its charts as data (3.0).

    `until` is the moment up to which it tells; the next one of the same scope goes on from there. `source_class`
    and `of_office` narrow it to a field or to the matters of one office; empty is all.
    """

    kind = models.CharField(max_length=16)
    office = models.CharField(max_length=16)
    of_office = models.CharField(max_length=16, blank=True)
    source_class = models.CharField(max_length=4, blank=True)
    span = models.CharField(max_length=8)
    period = models.CharField(max_length=40)
    since = models.DateTimeField()
    until = models.DateTimeField()
    title = models.CharField(max_length=120)
    to = models.CharField(max_length=200, blank=True)
    text = models.TextField()
    charts = models.JSONField(default=list)
    drafter = Key(Person, null=True)
    checked_by = models.CharField(max_length=40, blank=True)
    approved_by = models.CharField(max_length=120, blank=True)
    text_digest = models.CharField(max_length=64, blank=True)
    number = models.CharField(max_length=60, blank=True)
    issued_at = models.DateTimeField(null=True)
    copies_printed = models.PositiveSmallIntegerField(null=True)

    class Meta:
        db_table = "measures_bulletin"
        constraints = [
            *bound(
                "measures_bulletin",
                states("circular", "special_report"),
                at_least("copies_printed", 1, "印制份数至少 1 份"),
            )
        ]
        indexes = [
            models.Index(fields=["jurisdiction", "kind", "state", "-until"], name="measures_bulletin_last")
        ]


class RegistryRow(Kept):
    """One version of one row of the 项目库: how it stood from `recorded_from` until `recorded_to` (四).

    It stands for a measure, or for one taken before the system was in use.
    """

    measure = models.ForeignKey(Measure, models.PROTECT, null=True, related_name="registry_rows")
    past = models.ForeignKey(PastMeasure, models.PROTECT, null=True, related_name="registry_rows")
    recorded_from = models.DateTimeField()
    recorded_to = models.DateTimeField(null=True)
    kind = models.CharField(max_length=12)
    case_ref = models.CharField(max_length=12)
    case_code = models.CharField(max_length=24)
    title = models.CharField(max_length=120)
    number = models.CharField(max_length=60)
    issued_on = models.DateField()
    year = models.PositiveSmallIntegerField()
    office = models.CharField(max_length=16)
    unit = Key(Unit)
    unit_sequence = models.PositiveIntegerField()
    principals = models.CharField(max_length=120)
    deputies = models.CharField(max_length=120)
    handlers = models.CharField(max_length=120)
    progress = models.TextField(blank=True)
    rating_index = models.PositiveSmallIntegerField(null=True)
    problems = models.TextField(blank=True)
    suggestions = models.TextField(blank=True)
    deadline = models.DateField()
    original_deadline = models.DateField(null=True)
    extensions = models.PositiveSmallIntegerField(default=0)
    pauses = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=24)
    running = models.BooleanField()
    next_due_on = models.DateField(null=True)
    behind = models.BooleanField(default=False)
    caught_up = models.BooleanField(default=False)

    class Meta:
        db_table = "measures_registryrow"
        constraints = [
            *bound(
                "measures_registryrow",
                at_most("rating_index", 2, "评价只有三档"),
            )
        ]
        indexes = [
            models.Index(
                fields=["jurisdiction", "kind", "recorded_to", "unit_sequence"], name="measures_registry_now"
            ),
            models.Index(fields=["measure", "recorded_from"], name="measures_registry_version"),
            models.Index(
                fields=["jurisdiction", "kind", "year", "state"],
                condition=models.Q(recorded_to=None),
                name="measures_registry_counts",
            ),
            models.Index(fields=["jurisdiction", "unit", "recorded_to"], name="measures_registry_unit"),
        ]

    @cached_property
    def assist_unit_ids(self) -> frozenset[int]:
        """The units that assist in the matter; none of a measure from before the system."""
        return self.measure.matter.assist_unit_ids if self.measure is not None else frozenset()


class SeriesStart(Versioned):
    """Where the system took up a number series that had begun on paper, and on which basis (3.1.3)."""

    office = models.CharField(max_length=16)
    series = models.CharField(max_length=24)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField()
    basis = models.CharField(max_length=120)
    by = models.CharField(max_length=40)

    class Meta:
        db_table = "measures_seriesstart"
        constraints = [*bound("measures_seriesstart", states("seriesstart"))]
