"""What the pages show: the channels and what became of each message, for the administrator; how one is reached oneself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from duban.acts.gate.entry import open_acts
from duban.acts.gate.permits import may_start
from duban.acts.sight.visibility import seen_row, visible_rows
from duban.mechanism.lifecycles import state_label, states_of
from duban.mechanism.lifecycles.types import Act
from duban.mechanism.people.standing import leader_posts
from duban.notifications.models import Channel, Delivery, Reach
from duban.notifications.secrets import secret_of
from duban.organisations.selectors import directory
from duban.organisations.selectors.actors import everybody
from duban.shared import clock
from duban.shared.actor import Actor
from duban.shared.pages import Page, bounds, counted


@dataclass(frozen=True)
class ChannelLine:
    """A channel in the list: which, whether it is on, and what was sent and what failed by it today."""

    ref: str
    label: str
    state_label: str
    on: bool
    sent: int
    failed: int


@dataclass(frozen=True)
class DeliveryLine:
    """What became of one message: to whom, for what, how often it was tried."""

    at: datetime
    purpose: str
    person: str
    address: str
    state: str
    tries: int
    happened: str
    next_at: datetime | None


@dataclass(frozen=True)
class ChannelPage:
    """A channel with its settings, what may be done with it, and its deliveries, the newest first."""

    line: ChannelLine
    values: tuple[tuple[str, str], ...]
    acts: tuple[Act, ...]
    log: Page[DeliveryLine]


@dataclass(frozen=True)
class OwnReach:
    """How somebody is reached; `leader` is asked whether he wants a digest, `people` are those whom he may name."""

    mail: str
    mobile: str
    account: str
    quiet: bool
    asks: bool
    goes_to: int | None
    has_feed: bool
    leader: bool
    people: tuple[tuple[int, str], ...]
    manages: bool


_NAMES = {
    "server": "邮件服务器", "port": "端口", "security": "加密", "sender": "发件地址", "account": "登录名", "brand": "平台",
    "url": "地址", "app": "应用编号",
}  # fmt: skip


def channels(*, actor: Actor) -> tuple[list[ChannelLine], bool]:
    """The channels of the county, and whether the actor may set up another."""
    rows = visible_rows(actor, "channel").order_by("pk")
    return [_line(actor, row) for row in rows], may_start(actor, "channel.add")


def _line(actor: Actor, row: Channel) -> ChannelLine:
    today = visible_rows(actor, "delivery").filter(channel=row, day=clock.today())
    return ChannelLine(
        row.ref, row.get_kind_display(), state_label("channel", row.state), row.state in states_of("channel", "on"),
        today.filter(result=Delivery.Result.SENT).count(),
        today.filter(result__in=(Delivery.Result.FAILED, Delivery.Result.UNSURE)).count(),
    )  # fmt: skip


def channel_page(*, actor: Actor, ref: str, number: int = 1, size: int = 25) -> ChannelPage:
    """One channel; NotFound for whoever does not manage them."""
    row = seen_row(actor, "channel", ref=ref)
    shown = [(name, str(row.values[key])) for key, name in _NAMES.items() if key in row.values]
    shown.append(("密码或密钥", "已设" if secret_of(row) else "未设"))
    log = visible_rows(actor, "delivery").filter(channel=row).order_by("-pk")
    return ChannelPage(
        _line(actor, row),
        tuple(shown),
        tuple(open_acts(actor, "channel", row)),
        _log(actor, log, number, size),
    )


def _log(actor: Actor, rows: QuerySet[Delivery], number: int, size: int) -> Page[DeliveryLine]:
    number, size, first = bounds(number, size)
    total, beyond = counted(rows)
    shown = list(rows[first : first + size + 1])
    lines = tuple(_delivered(actor, row) for row in shown[:size])
    return Page(lines, number, size, total, beyond, more=len(shown) > size)


def _delivered(actor: Actor, row: Delivery) -> DeliveryLine:
    waits = row.result == Delivery.Result.WAITING
    name = directory(actor.jurisdiction_id).named(row.person_id, actor.on) if row.person_id else ""
    return DeliveryLine(
        row.created_at, row.get_purpose_display(), name, row.address, row.get_result_display(), row.tries, row.happened,
        row.next_at if waits else None,
    )  # fmt: skip


def own_reach(*, actor: Actor) -> OwnReach:
    """How the actor is reached, as he said it himself."""
    row, leader = _reach(actor.person_id or 0), bool(leader_posts(actor.posts))
    people = sorted((one, other.name) for one, other in everybody(actor.jurisdiction_id).items()) if leader else []
    return OwnReach(
        row.mail, row.mobile, row.account, row.quiet, row.asks, row.goes_to_id, bool(row.feed), leader,
        tuple(people), may_start(actor, "channel.add"),
    )  # fmt: skip


def _reach(person: int) -> Reach:
    return Reach.objects.filter(person_id=person).first() or Reach()
