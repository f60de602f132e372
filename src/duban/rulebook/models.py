"""Rows of the rulebook: a notice as adopted, the packs that follow from it, and the published calendar."""

from __future__ import annotations

from django.db import models

from duban.shared.database.bounds import bound, known, ordered, states
from duban.shared.models import Kept, Versioned


class Notice(Versioned):
    """A notice as it was read: whole text, required facts, and what binding and comparison found.

    A draft is in force nowhere. `office` is the office that entered it, `unit_id` that office as a unit. `proposed` is
    an extension of its trial that waits for its second person.
    """

    title = models.CharField(max_length=200)
    number = models.CharField(max_length=60)
    issuer = models.CharField(max_length=80)
    issued_on = models.DateField()
    text = models.TextField()
    text_hash = models.CharField(max_length=64)
    office = models.CharField(max_length=16)
    unit_id = models.BigIntegerField(null=True)
    binding = models.JSONField()
    comparison = models.JSONField()
    proposed = models.JSONField(default=dict)
    entered_by = models.CharField(max_length=40)
    confirmed_by = models.CharField(max_length=40, blank=True)
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "rulebook_notice"
        constraints = [*bound("rulebook_notice", states("notice"))]

    def __str__(self) -> str:
        return f"《{self.title}》（{self.number}）"


class NoticeAnswer(Kept):
    """What a person answered to something that a notice leaves in doubt; a later answer to the same ends it.

    `item` is the key of what was asked, `how` the kind of answer, `value` plain JSON where it is a parameter's value,
    `words` the sentence pointed at or the value as given.
    """

    notice = models.ForeignKey(Notice, models.PROTECT, related_name="answers")
    item = models.CharField(max_length=64)
    how = models.CharField(max_length=12)
    words = models.TextField(blank=True)
    value = models.JSONField(null=True)
    reason = models.CharField(max_length=200)
    by = models.CharField(max_length=40)
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "rulebook_noticeanswer"
        constraints = [
            models.UniqueConstraint(
                fields=["notice", "item"], condition=models.Q(ended_at=None), name="rulebook_answer_once"
            ),
        ]


class Pack(Kept):
    """A set of parameter values that was in force from a day on. It is never changed; a new value makes a new row."""

    notice = models.ForeignKey(Notice, models.PROTECT, related_name="packs")
    toml = models.TextField()
    hash = models.CharField(max_length=64)
    effective_from = models.DateField()
    source = models.CharField(max_length=300)

    class Meta:
        db_table = "rulebook_pack"
        indexes = [models.Index(fields=["jurisdiction", "effective_from"], name="rulebook_pack_from")]


class PackDraft(Versioned):
    """A new version of the parameters under way: from the version in force, changed value by value.

    `submitted_hash` is the hash of the pack as it was submitted: what is confirmed must still have it.
    """

    title = models.CharField(max_length=80)
    reason = models.TextField()
    effective_on = models.DateField()
    office = models.CharField(max_length=16)
    unit_id = models.BigIntegerField(null=True)
    entered_by = models.CharField(max_length=40)
    submitted_by = models.CharField(max_length=40, blank=True)
    submitted_hash = models.CharField(max_length=64, blank=True)
    agreed_by = models.CharField(max_length=40, blank=True)
    agreed_at = models.DateTimeField(null=True)
    confirmed_by = models.CharField(max_length=40, blank=True)
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "rulebook_packdraft"
        constraints = [
            *bound(
                "rulebook_packdraft",
                states("packdraft"),
            )
        ]

    def __str__(self) -> str:
        return f"参数新版本“{self.title}”"


class DraftChange(Kept):
    """One changed value of a draft, with its source and reason; a later change of the same value ends it.

    `key` is that of a parameter or, with `answers`, the id of an open question that no parameter holds. `value` is
    plain JSON: dates in ISO form, for an answer its text.
    """

    draft = models.ForeignKey(PackDraft, models.PROTECT, related_name="changes")
    key = models.CharField(max_length=48)
    answers = models.BooleanField(default=False)
    value = models.JSONField(null=True)
    source = models.CharField(max_length=200)
    reason = models.TextField()
    by = models.CharField(max_length=40)
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "rulebook_draftchange"
        constraints = [
            models.UniqueConstraint(
                fields=["draft", "key"], condition=models.Q(ended_at=None), name="rulebook_change_once"
            ),
        ]


class DraftCheck(Kept):
    """A draft held against the scenarios and the past years, both versions judged: what would be different.

    `pack_hash` names the candidate that was judged; a check of another one proves nothing.
    """

    draft = models.ForeignKey(PackDraft, models.PROTECT, related_name="checks")
    pack_hash = models.CharField(max_length=64)
    base_hash = models.CharField(max_length=64)
    by = models.CharField(max_length=40)
    at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    fault = models.CharField(max_length=400, blank=True)
    scenarios = models.JSONField(default=list)
    years = models.JSONField(default=list)

    class Meta:
        db_table = "rulebook_draftcheck"


class SuperiorRule(Versioned):
    """What a superior document provides otherwise (八): a result of article 七, or the value of a parameter.

    `target` is a code of a result or a key of a parameter, `value` plain JSON; `measures` are the words of the kinds
    that call for it (empty: any). `proposed` is a change that waits for its second person.
    """

    title = models.CharField(max_length=120)
    number = models.CharField(max_length=60)
    body = models.CharField(max_length=80)
    level = models.CharField(max_length=20)
    words = models.TextField()
    target_kind = models.CharField(max_length=12)
    target = models.CharField(max_length=48)
    value = models.JSONField(null=True)
    measures = models.JSONField(default=list)
    since = models.DateField()
    until = models.DateField(null=True)
    priority = models.PositiveIntegerField(null=True)
    proposed = models.JSONField(default=dict)
    office = models.CharField(max_length=16)
    unit_id = models.BigIntegerField(null=True)
    entered_by = models.CharField(max_length=40)
    confirmed_by = models.CharField(max_length=40, blank=True)
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "rulebook_superiorrule"
        constraints = [
            *bound(
                "rulebook_superiorrule",
                states("override"),
                ordered("since", "until", "终止之日不早于起算之日"),
            )
        ]

    @property
    def source(self) -> str:
        """How the document is quoted."""
        return f"{self.body}《{self.title}》（{self.number}）"

    def __str__(self) -> str:
        return f"《{self.title}》（{self.number}）"


class PackOrigin(Kept):
    """What made a pack: a notice, its extension, a confirmed draft or a superior document; and from which pack."""

    class Kind(models.TextChoices):
        NOTICE = "notice", "通知"
        EXTENSION = "extension", "延期文件"
        VERSION = "version", "参数新版本"
        SUPERIOR = "superior", "上级另有规定"

    pack = models.OneToOneField(Pack, models.PROTECT, related_name="origin")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    draft = models.ForeignKey(PackDraft, models.PROTECT, null=True, related_name="packs")
    superior = models.ForeignKey(SuperiorRule, models.PROTECT, null=True, related_name="packs")
    base_hash = models.CharField(max_length=64, blank=True)
    by = models.CharField(max_length=40)
    at = models.DateTimeField()

    class Meta:
        db_table = "rulebook_packorigin"
        constraints = [
            *bound(
                "rulebook_packorigin",
                known(
                    "kind",
                    ("notice", "extension", "version", "superior"),
                    "参数版本出自通知、延期文件、参数新版本或上级另有规定",
                ),
            )
        ]


class CalendarYear(Versioned):
    """A year whose holidays are published, with the document that publishes them."""

    year = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=120)

    class Meta:
        db_table = "rulebook_calendaryear"
        constraints = [
            *bound("rulebook_calendaryear", states("calendar")),
            models.UniqueConstraint(fields=["jurisdiction", "year"], name="rulebook_year_once"),
        ]

    def __str__(self) -> str:
        return f"{self.year}年节假日安排"


class CalendarDay(Kept):
    """A day of a published year that is not as Monday to Friday have it: off, or worked."""

    year = models.ForeignKey(CalendarYear, models.PROTECT, related_name="days")
    day = models.DateField()
    worked = models.BooleanField()
    name = models.CharField(max_length=20, blank=True)

    class Meta:
        db_table = "rulebook_calendarday"
        constraints = [models.UniqueConstraint(fields=["jurisdiction", "day"], name="rulebook_day_once")]
