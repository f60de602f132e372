"""Setting up a channel, trying it, switching it on and off. Its secret never reaches a row or the record."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from urllib.parse import urlsplit

from django.db import transaction

from duban.acts.background.jobs import start_job
from duban.acts.beside import Answer, Wrong, guards, lacking
from duban.acts.gate.asked import Asked
from duban.acts.registry import performs
from duban.acts.work import Done, Work, act, permit_creation
from duban.mechanism.clauses import clause
from duban.mechanism.decision import Remedy
from duban.notifications.models import Channel, Delivery
from duban.notifications.secrets import keep_secret
from duban.organisations.actions.shared import done
from duban.organisations.policies import COUNTY
from duban.shared.actor import Actor

JOB = "notifications.outbox"


@guards("同一种渠道只设一个，地址写得完整")
def _settings_sound(asked: Asked) -> Iterator[Answer]:
    given = asked.given
    if given is None:
        return
    others = Channel.objects.filter(kind=given["kind"])
    if asked.object is None and others.exists():
        yield Wrong({"kind": "这种渠道已经设置，请修改它。"})
    if asked.object is not None and asked.object.kind != given["kind"]:
        yield Wrong({"kind": "渠道的种类不能改，请另设一个。"})
    if given["kind"] == Channel.Kind.EMAIL and "@" not in (given.get("sender") or ""):
        yield Wrong({"sender": "不是邮箱地址，应如 duban@xx.gov.cn。"})
    if given["kind"] != Channel.Kind.EMAIL and not _address(given.get("url") or ""):
        yield Wrong({"url": "地址不完整，应以 https:// 或 http:// 开头，如 https://msg.xx.gov.cn/send。"})


def _address(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and "@" not in parts.netloc


@guards("试发成功过")
def _tried(asked: Asked) -> Iterator[Answer]:
    tried = Delivery.objects.filter(channel=asked.object, purpose=Delivery.Purpose.TEST, result=Delivery.Result.SENT)
    if not tried.filter(created_at__gte=asked.object.created_at).exists():
        remedy = Remedy("系统管理员", "channel.test", "试发一条")
        yield lacking(asked.spec, "试发成功过", "还没有一条试发成功的。", remedy)


@clause("3.0")
@performs("channel.add")
def add(
    *,
    actor: Actor,
    kind: str,
    server: str = "",
    port: int | None = None,
    security: str = "",
    sender: str = "",
    account: str = "",
    brand: str = "",
    url: str = "",
    app: str = "",
    secret: str = "",
    once: str | None = None,
) -> Done:
    """Set up a channel; it stays off."""
    with act(actor, "channel.add", once=once) as a:
        permit_creation(a, COUNTY)
        values = _kept(
            server=server, port=port, security=security, sender=sender, account=account, brand=brand, url=url, app=app
        )
        row = Channel(kind=kind, state="off", values=values)
        a.found(row)
        _keep_later(a, row, secret)
    return done(a)


@clause("3.0")
@performs("channel.change")
def change(
    *,
    actor: Actor,
    ref: str,
    expect: int | None = None,
    kind: str,
    server: str = "",
    port: int | None = None,
    security: str = "",
    sender: str = "",
    account: str = "",
    brand: str = "",
    url: str = "",
    app: str = "",
    secret: str = "",
    once: str | None = None,
) -> Done:
    """Change where a channel leads; without a new secret it keeps its own."""
    with act(actor, "channel.change", ref, expect=expect, once=once) as a:
        values = _kept(
            server=server, port=port, security=security, sender=sender, account=account, brand=brand, url=url, app=app
        )
        a.change(a.object, values=values)
        _keep_later(a, a.object, secret)
    return done(a)


def _kept(**values: str | int | None) -> dict[str, str | int]:
    return {name: value for name, value in values.items() if value is not None and value != ""}


def _keep_later(work: Work, row: Channel, secret: str) -> None:
    if secret:
        transaction.on_commit(lambda: keep_secret(row, secret))


@clause("3.0")
@performs("channel.test")
def test(*, actor: Actor, ref: str, expect: int | None = None, to: str, once: str | None = None) -> Done:
    """Send one message without content to an address, whether the channel is on or not."""
    with act(actor, "channel.test", ref, expect=expect, once=once) as a:
        Delivery.objects.create(
            jurisdiction_id=a.jurisdiction_id,
            channel=a.object,
            purpose=Delivery.Purpose.TEST,
            key=f"test:{secrets.token_hex(12)}",
            day=a.today,
            person_id=a.actor.person_id,
            address=to,
            next_at=a.at,
            created_at=a.at,
            changed_at=a.at,
        )
        start_job(JOB, jurisdiction_id=a.jurisdiction_id)
    return done(a)


@clause("3.0")
@performs("channel.start")
def start(*, actor: Actor, ref: str, expect: int | None = None, once: str | None = None) -> Done:
    """Switch a channel on that was tried with success."""
    with act(actor, "channel.start", ref, expect=expect, once=once) as a:
        a.move()
    return done(a)


@clause("3.0")
@performs("channel.stop")
def stop(*, actor: Actor, ref: str, expect: int | None = None, reason: str = "", once: str | None = None) -> Done:
    """Switch a channel off; what waits in it is not sent."""
    with act(actor, "channel.stop", ref, expect=expect, once=once) as a:
        a.move()
        a.say(reason=reason)
    return done(a)
