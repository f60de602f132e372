"""The outbox: what is to go out is written down first, once for each key; then each channel sends by itself.

A delivery is claimed before it is sent. What certainly failed is tried again, each time later; of what may have gone
out, and of what a worker had in hand when it died, nobody can tell, so it is not sent again: tomorrow's digest lists
what is still owed.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from datetime import timedelta

from django_scopes import scope

from duban.acts.background import lease
from duban.mechanism.lifecycles import states_of
from duban.mechanism.outside import digest_text, in_hours, pause_after, urgent_text
from duban.notifications import email, sms, todos, webhook
from duban.notifications.models import Channel, Delivery
from duban.notifications.owed import lines_of
from duban.notifications.recipients import duties_of, plan_digests, plan_urgent
from duban.notifications.secrets import secret_of
from duban.notifications.wire import Letter, NotSent, Unsure
from duban.rulebook.selectors import calendar, pack_in_force
from duban.shared import clock
from duban.shared.machine import installation

TODOS_JOB = "notifications.todos"
SECONDS = 420
_ON = states_of("channel", "on")
_BUDGET = 60.0
"""Seconds that a channel may take in one run: one that is slow lets the others go on."""
_IN_A_ROW = 3
"""After so many failures one after the other a channel is left alone until the next run."""
_UNTIL = timedelta(hours=24)
_SENDING: dict[str, Callable[[Channel, str, Letter], None]] = {
    "email": email.send, "sms": sms.send, "webhook": webhook.send, "todos": todos.send,
}  # fmt: skip
_SUBJECTS = {Delivery.Purpose.DIGEST: "督办事项提要", Delivery.Purpose.URGENT: "紧急催办", Delivery.Purpose.TEST: "试发"}
log = logging.getLogger("duban.notifications")


def run(*, jurisdiction_id: int) -> None:
    """Write down what is due to go out in a county, and send it, channel by channel; one run at a time."""
    name, holder = f"outbox:{jurisdiction_id}", str(clock.now().timestamp())
    if not lease.take(name, holder, SECONDS):
        return
    try:
        with scope(jurisdiction=jurisdiction_id):
            _let_go_of_the_dead(jurisdiction_id)
            plan_urgent(jurisdiction_id)
            if _open(jurisdiction_id):
                plan_digests(jurisdiction_id)
            for channel in Channel.objects.order_by("pk"):
                _send_all(channel)
    finally:
        lease.give_back(name, holder)


def on_anywhere() -> list[int]:
    """The counties in which a channel is on. One statement."""
    return sorted(set(Channel._base_manager.filter(state__in=_ON).values_list("jurisdiction_id", flat=True)))


def _open(county: int) -> bool:
    now = clock.now()
    day = clock.day_of(now)
    return in_hours(day, clock.time_of(now), calendar(county), pack_in_force(county, day))


def _let_go_of_the_dead(county: int) -> None:
    """What was in hand when a worker died may have gone out."""
    left = Delivery.objects.filter(jurisdiction_id=county, result=Delivery.Result.SENDING)
    left.update(result=Delivery.Result.UNSURE, happened="发送时中断，不再重发。", changed_at=clock.now())


def _send_all(channel: Channel) -> None:
    waiting = Delivery.objects.filter(channel=channel, result=Delivery.Result.WAITING, next_at__lte=clock.now())
    failed, until = 0, time.monotonic() + _BUDGET
    for row in waiting.exclude(purpose=Delivery.Purpose.TODOS).order_by("next_at", "pk"):
        if failed == _IN_A_ROW or time.monotonic() > until:
            return
        failed = 0 if _send(channel, row) else failed + 1


def _send(channel: Channel, row: Delivery) -> bool:
    """Send one; whether the channel works."""
    if (why := _too_late(channel, row)) or not (text := _text(row)):
        return _ended(row, Delivery.Result.NOTHING, why or "已经办了，不发。")
    claimed = Delivery.objects.filter(pk=row.pk, result=Delivery.Result.WAITING)
    if not claimed.update(result=Delivery.Result.SENDING, tries=row.tries + 1, changed_at=clock.now()):
        return True
    row.tries += 1
    letter = Letter(row.address, _SUBJECTS[Delivery.Purpose(row.purpose)], text, f"duban-{row.jurisdiction_id}-{row.pk}")
    try:
        _SENDING[channel.kind](channel, secret_of(channel), letter)
    except NotSent as error:
        return _later(row, str(error))
    except Unsure as error:
        _ended(row, Delivery.Result.UNSURE, f"{error}可能已经送到，不再重发。")
        return False
    except Exception as error:  # noqa: BLE001 - one message must not stop the others
        log.exception("delivery %s", row.pk)
        _ended(row, Delivery.Result.UNSURE, f"发送出错（{type(error).__name__}），不再重发。")
        return False
    return _ended(row, Delivery.Result.SENT, "对方已接收。")


def _too_late(channel: Channel, row: Delivery) -> str:
    """Why it is not to go out any more: a drill, switched off, another day, out of hours, or too long ago."""
    if installation.drilled():
        return "演练，什么都不发出。"
    if row.purpose == Delivery.Purpose.TEST:
        return ""
    if channel.state not in _ON:
        return "渠道已停用。"
    if row.purpose == Delivery.Purpose.DIGEST and (row.day != clock.today() or not _open(row.jurisdiction_id)):
        return "已过工作时间，或者当天改为放假，不发。"
    return "已过一天，不发。" if clock.now() - row.created_at > _UNTIL else ""


def _text(row: Delivery) -> str:
    """What goes out: of a digest what is still owed at this moment."""
    if row.purpose == Delivery.Purpose.TEST:
        return "这是督办系统试发的一条消息，没有内容。"
    lines = lines_of(duties_of(row))
    if not lines:
        return ""
    return digest_text(lines, clock.today()) if row.purpose == Delivery.Purpose.DIGEST else urgent_text(lines[0])


def _later(row: Delivery, why: str) -> bool:
    day = clock.today()
    pause = pause_after(row.tries, pack_in_force(row.jurisdiction_id, day), day)
    if pause is None or row.purpose == Delivery.Purpose.TEST:
        _ended(row, Delivery.Result.FAILED, why)
    else:
        _change(row, result=Delivery.Result.WAITING, next_at=clock.now() + pause, happened=f"{why}稍后再试。"[:200])
    return False


def _ended(row: Delivery, result: Delivery.Result, happened: str) -> bool:
    _change(row, result=result, happened=happened[:200])
    return True


def _change(row: Delivery, **values: object) -> None:
    Delivery.objects.filter(pk=row.pk).update(changed_at=clock.now(), **values)


def reconcile_todos(*, jurisdiction_id: int) -> None:
    """Hold the platform of to-dos against what is owed; what was done in an hour stands in the log."""
    if installation.drilled():
        return
    with scope(jurisdiction=jurisdiction_id):
        for channel in Channel.objects.filter(kind=Channel.Kind.TODOS, state__in=_ON):
            _reconcile(channel)


def _reconcile(channel: Channel) -> None:
    now, result = clock.now(), Delivery.Result.SENT
    try:
        happened = todos.reconcile(channel, secret_of(channel))
    except (NotSent, Unsure) as error:
        happened, result = str(error), Delivery.Result.FAILED
    values = {"result": result, "happened": happened[:200], "changed_at": now, "next_at": now}
    Delivery.objects.update_or_create(
        jurisdiction_id=channel.jurisdiction_id,
        key=f"todos:{channel.pk}:{clock.text(now, '%Y-%m-%d %H')}",
        defaults=values,
        create_defaults={
            **values, "channel": channel, "purpose": Delivery.Purpose.TODOS, "day": clock.day_of(now), "created_at": now,
        },
    )  # fmt: skip
