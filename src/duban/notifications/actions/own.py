"""The small door by which somebody says how he wants to be reached; outside the chain, and never another's (0063)."""

from __future__ import annotations

import re
import secrets
from typing import NamedTuple

from duban.mechanism.people.standing import leader_posts
from duban.notifications.feed import digest_of
from duban.notifications.models import Reach
from duban.organisations.selectors.actors import everybody
from duban.shared import clock
from duban.shared.actor import Actor
from duban.shared.errors import Invalid, NotFound

_MAIL = re.compile(r"[^@\s<>,;]{1,64}@[A-Za-z0-9.-]{3,55}")
_MOBILE = re.compile(r"1[0-9]{10}")
_ACCOUNT = re.compile(r"[A-Za-z0-9_.@-]{0,60}")


class Wish(NamedTuple):
    """Addresses, quiet, and of a county leader whether he asks for a digest and who gets it."""

    mail: str = ""
    mobile: str = ""
    account: str = ""
    quiet: bool = False
    asks: bool = False
    goes_to: int | None = None


def keep_reach(*, actor: Actor, wish: Wish) -> None:
    """Keep how the actor wants to be reached; Invalid, with all that does not fit, where an address is none."""
    person = _person(actor)
    if faults := _faults(actor, wish):
        raise Invalid(faults)
    known = {"jurisdiction_id": actor.jurisdiction_id, "changed_at": clock.now()}
    leads = bool(leader_posts(actor.posts))
    values = {**wish._asdict(), "asks": wish.asks and leads}
    values["goes_to_id"] = values.pop("goes_to") if leads else None
    Reach.objects.update_or_create(person_id=person, defaults={**values, **known})


def _faults(actor: Actor, wish: Wish) -> dict[str, str]:
    faults = {}
    if wish.mail and not _MAIL.fullmatch(wish.mail):
        faults["mail"] = "不是邮箱地址，应如 zhang@xx.gov.cn。"
    if wish.mobile and not _MOBILE.fullmatch(wish.mobile):
        faults["mobile"] = "手机号应为11位数字，如 13800000000。"
    if not _ACCOUNT.fullmatch(wish.account):
        faults["account"] = "平台账号只有字母、数字和 _ . @ -，不超过60个。"
    if wish.goes_to is not None and wish.goes_to not in everybody(actor.jurisdiction_id):
        faults["goes_to"] = "请从列表中选一位在任的人员。"
    return faults


def make_feed(*, actor: Actor) -> str:
    """Make the address of one's calendar anew; its key is shown once, and the one before is worth nothing from now on."""
    key = secrets.token_urlsafe(32)
    _set_feed(actor, digest_of(key))
    return key


def drop_feed(*, actor: Actor) -> None:
    """Revoke the address of one's calendar."""
    _set_feed(actor, "")


def _set_feed(actor: Actor, kept: str) -> None:
    known = {"jurisdiction_id": actor.jurisdiction_id, "changed_at": clock.now(), "feed": kept}
    Reach.objects.update_or_create(person_id=_person(actor), defaults=known)


def _person(actor: Actor) -> int:
    if actor.person_id is None:
        raise NotFound("没有找到。")
    return actor.person_id
