"""Channels, how to reach somebody, and what was delivered."""

from __future__ import annotations

from typing import Any

from django.db import models

from duban.organisations.models import Person
from duban.shared.database.bounds import bound, known, states
from duban.shared.models import Jurisdiction, Key, Versioned


class Channel(Versioned):
    """A way out of the system; `values` say where it leads. Its secret lies in a file of the data folder, not here."""

    class Kind(models.TextChoices):
        EMAIL = "email", "电子邮件"
        SMS = "sms", "短信网关"
        WEBHOOK = "webhook", "工作平台消息"
        TODOS = "todos", "统一待办"

    kind = models.CharField(max_length=8, choices=Kind.choices)
    values = models.JSONField(default=dict)

    class Meta:
        db_table = "notifications_channel"
        constraints = [
            *bound(
                "notifications_channel",
                states("channel"),
                known("kind", ("email", "sms", "webhook", "todos"), "渠道是邮件、短信、工作平台消息或统一待办"),
            ),
            models.UniqueConstraint(fields=["jurisdiction", "kind"], name="notifications_channel_once"),
        ]

    def setting(self, name: str) -> Any:
        """A value of its settings, empty where there is none."""
        return self.values.get(name, "")


class Reach(models.Model):
    """How somebody wants to be reached: own addresses, quiet for all channels at once, of a leader whether and by whom."""

    jurisdiction = Key(Jurisdiction)
    person = Key(Person)
    mail = models.CharField(max_length=120, blank=True)
    mobile = models.CharField(max_length=20, blank=True)
    account = models.CharField(max_length=60, blank=True)
    quiet = models.BooleanField(default=False)
    asks = models.BooleanField(default=False)
    goes_to = Key(Person, null=True)
    feed = models.CharField(max_length=64, blank=True)
    changed_at = models.DateTimeField()

    class Meta:
        db_table = "notifications_reach"
        constraints = [models.UniqueConstraint(fields=["person"], name="notifications_reach_once")]
        indexes = [models.Index(fields=["feed"], name="notifications_reach_feed")]


class Delivery(models.Model):
    """What went out, to whom, by which channel, and what became of it. What bears a key is delivered once."""

    class Purpose(models.TextChoices):
        DIGEST = "digest", "每日提要"
        URGENT = "urgent", "紧急催办"
        TEST = "test", "试发"
        TODOS = "todos", "待办同步"

    class Result(models.TextChoices):
        WAITING = "waiting", "待发"
        SENDING = "sending", "正在发"
        SENT = "sent", "已发"
        NOTHING = "nothing", "无须发"
        FAILED = "failed", "未发出"
        UNSURE = "unsure", "不能确定"

    jurisdiction = Key(Jurisdiction)
    channel = Key(Channel, null=True)
    purpose = models.CharField(max_length=8, choices=Purpose.choices)
    key = models.CharField(max_length=60)
    day = models.DateField()
    about = Key(Person, null=True)
    person = Key(Person, null=True)
    address = models.CharField(max_length=120, blank=True)
    items = models.JSONField(default=list)
    result = models.CharField(max_length=8, choices=Result.choices, default=Result.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField()
    happened = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        db_table = "notifications_delivery"
        constraints = [
            *bound(
                "notifications_delivery",
                known("purpose", ("digest", "urgent", "test", "todos"), "发出的是提要、紧急催办、试发或待办同步"),
                known(
                    "result",
                    ("waiting", "sending", "sent", "nothing", "failed", "unsure"),
                    "发送的结果是待发、正在发、已发、无须发、未发出或不能确定",
                ),
            ),
            models.UniqueConstraint(fields=["jurisdiction", "key"], name="notifications_delivery_once"),
        ]
        indexes = [
            models.Index(fields=["jurisdiction", "result", "next_at"], name="notifications_delivery_due"),
            models.Index(fields=["channel", "-id"], name="notifications_delivery_log"),
            models.Index(fields=["person", "day"], name="notifications_delivery_day"),
        ]
