"""Rows of the directory. What a person may do follows from the posts held on a day, never from the account."""

from __future__ import annotations

import unicodedata
from typing import Any, ClassVar

from django.contrib.auth.hashers import check_password
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.core.management import CommandError
from django.db import models
from django.db.models.functions import Lower

from duban.mechanism.people.standing import Function, PostRole
from duban.organisations.models.handover import Handover as Handover
from duban.organisations.models.handover import HandoverItem as HandoverItem
from duban.organisations.models.own import OwnThing as OwnThing
from duban.organisations.models.own import ReadMessage as ReadMessage
from duban.shared.database.bounds import bound, known, ordered, states
from duban.shared.models import Kept, Key, Versioned


class Unit(Versioned):
    """A unit of article 一, or an organ that leads (领导机构); `sequence` is its place in the 组织序列.

    `active_to` is its last day; `merged_into` the unit that took over what was open (承继).
    """

    name = models.CharField(max_length=80)
    short_name = models.CharField(max_length=30)
    kind = models.CharField(max_length=40)
    level = models.CharField(max_length=20, blank=True)
    sequence = models.PositiveIntegerField()
    function = models.CharField(max_length=16, blank=True)
    side = models.CharField(max_length=8, blank=True)
    active_from = models.DateField()
    active_to = models.DateField(null=True)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")

    class Meta:
        db_table = "organisations_unit"
        constraints = [
            *bound(
                "organisations_unit",
                states("unit"),
                ordered("active_from", "active_to", "撤销之日不早于成立之日"),
            ),
            models.UniqueConstraint(
                fields=["jurisdiction", "function"],
                condition=models.Q(state="active") & ~models.Q(function=Function.NONE.value),
                name="organisations_one_organ",
            ),
        ]

    def __str__(self) -> str:
        return self.short_name


class Person(Versioned):
    """A natural person; `rank` is the place among others (排名), `note` tells namesakes apart."""

    name = models.CharField(max_length=20)
    rank = models.PositiveIntegerField()
    personnel_category = models.CharField(max_length=12)
    note = models.CharField(max_length=40, blank=True)

    class Meta:
        db_table = "organisations_person"
        constraints = [*bound("organisations_person", states("person"))]

    def __str__(self) -> str:
        return self.name


class Post(Versioned):
    """A post held by a person from one day to another, both included. Leaders of the county hold it in no unit."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="posts")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="posts")
    role = models.CharField(max_length=16, choices=[(role.value, role.label) for role in PostRole])
    title = models.CharField(max_length=60)
    side = models.CharField(max_length=8, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    acting = models.BooleanField(default=False)
    basis = models.CharField(max_length=200, blank=True)

    class Meta:
        db_table = "organisations_post"
        constraints = [
            *bound(
                "organisations_post",
                states("post"),
                known("role", [role.value for role in PostRole], "身份是本机制所列的身份"),
                ordered("starts_on", "ends_on", "任职止日不早于起日"),
            )
        ]
        indexes = [models.Index(fields=["person", "starts_on"], name="organisations_post_person")]

    def __str__(self) -> str:
        return self.title


class Delegation(Versioned):
    """A post exercised by somebody else for a time, both days included."""

    post = models.ForeignKey(Post, models.PROTECT, related_name="delegations")
    to_person = models.ForeignKey(Person, models.PROTECT, related_name="delegations")
    starts_on = models.DateField()
    ends_on = models.DateField()
    reason = models.CharField(max_length=200)

    class Meta:
        db_table = "organisations_delegation"
        constraints = [
            *bound(
                "organisations_delegation",
                states("delegation"),
                ordered("starts_on", "ends_on", "委托止日不早于起日"),
            )
        ]

    def __str__(self) -> str:
        return self.post.title


class Leave(Versioned):
    """请假、出差: somebody is away from one day to another, both included; back on `ended_on` where that came earlier.

    `stand_in` does in these days what the person owes by name, None where nobody was named.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="leaves")
    stand_in = Key(Person, null=True)
    kind = models.CharField(max_length=8)
    starts_on = models.DateField()
    ends_on = models.DateField()
    ended_on = models.DateField(null=True)

    class Meta:
        db_table = "organisations_leave"
        constraints = [
            *bound(
                "organisations_leave", states("leave"), ordered("starts_on", "ends_on", "请假止日不早于起日")
            )
        ]

    def __str__(self) -> str:
        return self.kind


class AccountManager(BaseUserManager["Account"]):
    """Looks accounts up by name, with the person; they are opened by an act only."""

    def get_queryset(self) -> models.QuerySet[Account]:
        """Accounts with their persons, so that a request needs no statement more."""
        return super().get_queryset().select_related("person")

    def get_by_natural_key(self, username: str | None) -> Account:
        """The account of this name, however it is typed."""
        return self.get(username=one_spelling(username or ""))

    def create_superuser(self, *args: Any, **kwargs: Any) -> Account:
        """Nobody stands above the acts: whoever asks for such an account is told how a county begins."""
        raise CommandError("本系统没有超级用户。开办一个县用 duban found，它印出首任系统管理员的登录链接。")


def one_spelling(username: str) -> str:
    """The one spelling of an account's name: no blanks around it, letters of one width, all of them small."""
    return unicodedata.normalize("NFKC", username).casefold().strip()


class Account(AbstractBaseUser, Kept):
    """A way in for one person. It carries no rights of its own.

    `for_one_sign_in` tells that somebody else set the password: it opens the door once, `spent` when it has; `by_two`
    that two persons of different organs stood behind that, and so behind the own password that came of it. What was
    done to the password without its owner stands in `notice` and is shown to the owner until `notice_until`.
    `password_since` is when its owner chose the password: None where somebody else set it, or before this was kept.
    The record vouches for all of it but what changes by signing in alone, without an act: that is `undigested`.
    """

    undigested: ClassVar[frozenset[str]] = frozenset({"last_login", "spent"})

    username = models.CharField(max_length=40, unique=True)
    person = models.OneToOneField(Person, models.PROTECT, related_name="account")
    is_active = models.BooleanField(default=True)
    for_one_sign_in = models.BooleanField(default=False)
    spent = models.BooleanField(default=False)
    by_two = models.BooleanField(default=False)
    password_since = models.DateTimeField(null=True)
    notice = models.CharField(max_length=200, blank=True)
    notice_until = models.DateTimeField(null=True)

    objects: ClassVar[AccountManager] = AccountManager()

    USERNAME_FIELD = "username"

    class Meta:
        db_table = "organisations_account"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(username=Lower("username")), name="organisations_account_spelling"
            )
        ]

    def check_password(self, raw_password: str | None) -> bool:
        """Whether this is the password. It is not encoded anew on the way: only an act changes an account."""
        return check_password(raw_password, self.password)

    def __str__(self) -> str:
        return self.username

    def has_perm(self, perm: str, obj: Any = None) -> bool:
        """Never: what a person may do is decided by acts."""
        return False


class FormerPassword(Kept):
    """A password that the owner of an account chose, as its hash; emptied once it is none of the last ones (A89)."""

    account = models.ForeignKey(Account, models.PROTECT, related_name="chosen")
    encoded = models.CharField(max_length=128, blank=True)

    class Meta:
        db_table = "organisations_formerpassword"


class PostList(Versioned):
    """任职名单: posts that one organ proposes and another confirms whole (A77).

    `proposer` and `confirming` are functions of organs, the proposer's empty for the administrator. `proposed_by` is
    None for the system; `first_named` is who alone confirms the list with which a
    county begins: the first person on it of 县委组织部, who holds no post yet.
    """

    proposer = models.CharField(max_length=16, blank=True)
    confirming = models.CharField(max_length=16)
    proposed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    first_named = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    basis = models.CharField(max_length=200, blank=True)

    class Meta:
        db_table = "organisations_postlist"
        constraints = [*bound("organisations_postlist", states("postlist"))]

    def __str__(self) -> str:
        return self.basis


class ListedPost(Kept):
    """A post on a list: nothing that counts knows of it until the list is confirmed."""

    postlist = models.ForeignKey(PostList, models.PROTECT, related_name="rows")
    place = models.PositiveIntegerField()
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    role = models.CharField(max_length=16)
    title = models.CharField(max_length=60)
    side = models.CharField(max_length=8, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    acting = models.BooleanField(default=False)
    basis = models.CharField(max_length=200, blank=True)
    username = models.CharField(max_length=40, blank=True)

    class Meta:
        db_table = "organisations_listedpost"
        constraints = [
            *bound(
                "organisations_listedpost",
                known("role", [role.value for role in PostRole], "身份是本机制所列的身份"),
                ordered("starts_on", "ends_on", "任职止日不早于起日"),
            )
        ]

    def as_post(self) -> Post:
        """The post that the confirmation makes of it."""
        columns = ("unit", "role", "title", "side", "starts_on", "ends_on", "acting", "basis")
        return Post(person=self.person, **{name: getattr(self, name) for name in columns})


class PasswordReset(Versioned):
    """A password that the administrator wants to give to somebody whose account takes two persons (A79).

    `encoded` is the hash of the proposed password; empty as soon as the proposal is settled.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    proposed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    encoded = models.CharField(max_length=128, blank=True)
    reason = models.CharField(max_length=120)

    class Meta:
        db_table = "organisations_passwordreset"
        constraints = [*bound("organisations_passwordreset", states("reset"))]

    def __str__(self) -> str:
        return self.ref


class ClockCheck(Versioned):
    """校时: what the machine's clock said when it was proposed to count, beside what was known until then (A81).

    `last_at` is when the last entry was recorded, `swept_at` what the last sweep saw, where there was one.
    """

    proposed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    machine_at = models.DateTimeField()
    last_at = models.DateTimeField()
    swept_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=200)

    class Meta:
        db_table = "organisations_clockcheck"
        constraints = [*bound("organisations_clockcheck", states("clockcheck"))]

    def __str__(self) -> str:
        return self.ref


class Counted(models.Model):
    """The table of the cache in which all processes count tries at the door together; see `settings.CACHES`."""

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "organisations_counted"


class Slip(Versioned):
    """A sheet of one-time links (登录单): who gave it, None for the system, and until when they are good.

    `second` is the person of another organ who stands behind it too, None where one person was enough.
    """

    given_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    second = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    expires_at = models.DateTimeField()

    class Meta:
        db_table = "organisations_slip"
        constraints = [
            *bound(
                "organisations_slip",
                states("slip"),
            )
        ]

    def __str__(self) -> str:
        return self.ref

    @property
    def by_two(self) -> bool:
        """Whether more than one person stands behind it; what the system gives is given at the machine itself."""
        return self.second_id is not None or self.given_by_id is None


class OneTimeLink(Kept):
    """A link on a slip, for one account and one use; `digest` is the SHA-256 of what the address bears."""

    slip = models.ForeignKey(Slip, models.PROTECT, related_name="links")
    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    ref = models.CharField(max_length=12, unique=True)
    digest = models.CharField(max_length=64, unique=True)
    used_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "organisations_onetimelink"
