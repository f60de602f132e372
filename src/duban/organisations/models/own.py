"""What is one person's alone, outside the record."""

from __future__ import annotations

from django.db import models

from duban.acts.models import Message
from duban.shared.database.bounds import bound, known
from duban.shared.models import Jurisdiction, Key


class ReadMessage(models.Model):
    """已阅: that somebody has read a message, which others of the unit may still have to read. No case knows of it."""

    jurisdiction = Key(Jurisdiction)
    person = Key("organisations.Person")
    message = Key(Message)
    read_at = models.DateTimeField()

    class Meta:
        db_table = "organisations_readmessage"
        constraints = [models.UniqueConstraint(fields=["message", "person"], name="organisations_read_once")]


class OwnThing(models.Model):
    """What is one person's alone: views, columns, phrases, drafts, what was looked for, the tour put away. No case knows it,
    nothing vouches.

    `shared_with` is the unit whose people see it too; it stays its owner's to change.
    """

    class Sort(models.TextChoices):
        VIEW = "view", "常用视图"
        PHRASE = "phrase", "常用意见"
        TOUR = "tour", "第一天"
        RECENT = "recent", "最近查找"
        DRAFT = "draft", "没有提交的草稿"
        COLUMNS = "columns", "列表栏目"

    jurisdiction = Key(Jurisdiction)
    person = Key("organisations.Person")
    sort = models.CharField(max_length=8, choices=Sort.choices)
    name = models.CharField(max_length=60)
    value = models.JSONField(default=dict)
    shared_with = Key("organisations.Unit", null=True)
    changed_at = models.DateTimeField()

    class Meta:
        db_table = "organisations_ownthing"
        constraints = [
            *bound(
                "organisations_ownthing",
                known("sort", ("view", "phrase", "tour", "recent", "draft", "columns"), "自己的东西只有这几种"),
            ),
            models.UniqueConstraint(fields=["person", "sort", "name"], name="organisations_own_name"),
        ]
        indexes = [models.Index(fields=["shared_with", "sort"], name="organisations_own_shared")]
