"""What the door and the reading room leave on the record: no acts of the table, since nobody decides anything by them.

Signing in and out, tries that failed, what was asked for out of one's sight, and reading what is held against a person.
Each is an entry of the chain like any other. So that nobody can flood the record, one key (a source, a person, a person
with what was read) makes one entry a minute; what follows within it is counted, and told by the next entry of the
key or, a minute later, by the sweep.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from typing import Any

from django.db import connection, transaction

from duban.audit import chain
from duban.audit.models import AccessCount, Entry
from duban.shared import clock

KIND = "access"
"""What stands as the kind of object in these entries; they have no object of acts."""
EACH = timedelta(minutes=1)


class Access(Enum):
    """What happened: its key in the record, and its name."""

    SIGN_IN = ("access.sign_in", "登录")
    FAILED = ("access.failed", "登录失败")
    SIGN_OUT = ("access.sign_out", "退出")
    REFUSED = ("access.refused", "越界访问")
    READ = ("access.read", "查阅")

    @property
    def key(self) -> str:
        """What stands as the act in the entry."""
        return str(self.value[0])

    @property
    def label(self) -> str:
        """Its name on pages."""
        return str(self.value[1])


@dataclass(frozen=True)
class Seen:
    """One thing to be recorded: of which county, by whom (None: nobody signed in), from where, in words.

    `key` says what is counted together; the sentence ends without a full stop.
    """

    access: Access
    jurisdiction_id: int
    key: str
    sentence: str
    person_id: int | None = None
    who: str = ""
    source: str = ""


def record(seen: Seen) -> None:
    """Put it on the record, or count it where the same key was recorded within the minute: then one statement."""
    counted, before = _count(seen, clock.now())
    if not counted:
        with transaction.atomic():
            _append(seen, before)


def tell_what_was_counted(jurisdiction_id: int) -> int:
    """Record, for every key whose minute is over, how often it came again; returns how many were told."""
    told = 0
    over = AccessCount.objects.filter(jurisdiction_id=jurisdiction_id, since__lt=clock.now() - EACH)
    for row in over.filter(more__gt=0).order_by("pk"):
        access = Access((row.act, next(one.label for one in Access if one.key == row.act)))
        with transaction.atomic():
            if AccessCount.objects.filter(pk=row.pk, since=row.since, more=row.more).update(more=0):
                seen = Seen(access, jurisdiction_id, row.key, row.sentence, row.person_id, row.who, row.source)
                _append(seen, row.more, again=True)
                told += 1
    over.filter(more=0).delete()
    return told


_COUNT = """
INSERT INTO audit_accesscount (jurisdiction_id, key, since, more, before, act, sentence, person_id, who, source)
VALUES (%s, %s, %s, 0, 0, %s, %s, %s, %s, %s)
ON CONFLICT (jurisdiction_id, key) DO UPDATE SET
  before = CASE WHEN audit_accesscount.since < %s THEN audit_accesscount.more ELSE 0 END,
  more = CASE WHEN audit_accesscount.since < %s THEN 0 ELSE audit_accesscount.more + 1 END,
  since = CASE WHEN audit_accesscount.since < %s THEN excluded.since ELSE audit_accesscount.since END
RETURNING more, before
"""


def _count(seen: Seen, at: datetime) -> tuple[int, int]:
    """How many came before within this minute, and how many of the minute before are still to be told."""
    adapt = connection.ops.adapt_datetimefield_value
    over = adapt(at - EACH)
    values: list[Any] = [
        seen.jurisdiction_id, f"{seen.access.key}|{seen.key}"[:120], adapt(at), seen.access.key, seen.sentence[:200],
        seen.person_id, seen.who, seen.source, over, over, over,
    ]  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, values)
        more, before = cursor.fetchone()
    return int(more), int(before)


def _append(seen: Seen, count: int, *, again: bool = False) -> None:
    told = f"，一分钟内又有 {count} 次" if again else f"，此前一分钟内另有 {count} 次" if count else ""
    refused = seen.access in (Access.FAILED, Access.REFUSED)
    at = clock.now()
    chain.append(
        chain.Record(
            jurisdiction_id=seen.jurisdiction_id,
            act=seen.access.key,
            outcome=Entry.Outcome.REFUSED if refused else Entry.Outcome.DONE,
            actor_id=seen.person_id,
            occurred_at=at,
            recorded_at=at,
            payload={
                "who": seen.who, "via": "web", "act": seen.access.key, "label": seen.access.label,
                "sentence": f"{seen.sentence}{told}。", "source": seen.source, "count": count,
            },
            object_kind=KIND,
        )
    )  # fmt: skip
