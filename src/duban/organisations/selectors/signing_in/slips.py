"""登录单: the codes of one-time links, and a sheet of them as it is printed for whoever gave it.

The code of a link is a signature over its reference with the key of the installation, which the database does not
hold: there stands only its digest. Its letters are those of references, so that it can be typed from paper.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac

from duban.acts.gate.entry import open_acts
from duban.acts.sight.visibility import seen_row, visible_rows
from duban.mechanism.lifecycles import state_label, states_of
from duban.mechanism.lifecycles.types import Act
from duban.organisations.models import OneTimeLink, Slip
from duban.organisations.selectors.directory import directory
from duban.shared import clock
from duban.shared.actor import Actor
from duban.shared.refs import spelled

_LETTERS = 20
_NO_POST = 1_000_000


def code_of(ref: str) -> str:
    """What an address bears for the link of this reference: five groups of four letters."""
    signature = int.from_bytes(salted_hmac("duban.slip", ref, algorithm="sha256").digest())
    letters = spelled(signature, _LETTERS)
    return "-".join(letters[place : place + 4] for place in range(0, _LETTERS, 4))


def digest_of(code: str) -> str:
    """What the database keeps of a code."""
    return hashlib.sha256(code.encode()).hexdigest()


def address_of(link: OneTimeLink) -> str:
    """The address of a link, whole where the installation knows its own, else from the root of the site."""
    return str(settings.PUBLIC_ADDRESS) + reverse("one_time", args=[code_of(link.ref)])


def link_at(code: str) -> OneTimeLink | None:
    """The link of a code that may still be used; None for one that is spent, or that this installation never gave."""
    rows = OneTimeLink._base_manager.filter(digest=digest_of(code), used_at=None, account__is_active=True)
    found = rows.select_related("slip", "account__person", "jurisdiction").first()
    if found is None or not constant_time_compare(code_of(found.ref), code):
        return None
    return found if found.slip.state in states_of("slip", "given") and found.slip.expires_at >= clock.now() else None


@dataclass(frozen=True)
class SlipLine:
    """One slip of a sheet: whose it is, and the link, empty where it is used or not the reader's to see.

    `place` is that of the unit in the 组织序列: a sheet is cut up unit by unit, county leaders
    first, who has no post last.
    """

    place: int
    unit: str
    name: str
    title: str
    username: str
    address: str
    used_at: datetime | None


@dataclass(frozen=True)
class SlipSheet:
    """A sheet of slips; `own` tells whether the reader gave it and may print it, `second` who stands behind it too."""

    ref: str
    version: int
    given_at: datetime
    expires_at: datetime
    state_label: str
    good: bool
    waiting: bool
    own: bool
    second: str
    lines: tuple[SlipLine, ...]
    acts: tuple[Act, ...]


def slip_sheet(*, actor: Actor, ref: str) -> SlipSheet:
    """A sheet; NotFound for whoever gives no slips. Its links are read by whoever gave it alone."""
    slip: Slip = seen_row(actor, "slip", ref=ref)
    good = slip.state in states_of("slip", "given") and slip.expires_at >= clock.now()
    own = slip.given_by_id == actor.person_id
    rows = OneTimeLink.objects.filter(slip=slip).select_related("account__person").order_by("account__person__rank")
    lines = sorted((_line(actor, row, shown=own and good) for row in rows), key=lambda one: one.place)
    return SlipSheet(
        ref=slip.ref,
        version=slip.version,
        given_at=slip.created_at,
        expires_at=slip.expires_at,
        state_label=state_label("slip", slip.state) if slip.state not in states_of("slip", "given") or good else "已过期",
        good=good,
        waiting=slip.state in states_of("slip", "proposed"),
        own=own,
        second=slip.second.name if slip.second else "",
        lines=tuple(lines),
        acts=tuple(open_acts(actor, "slip", slip)),
    )


def _line(actor: Actor, link: OneTimeLink, *, shown: bool) -> SlipLine:
    known = directory(actor.jurisdiction_id)
    person = link.account.person
    held = next((one for one in known.posts_of(person.pk) if one.held_on(clock.today())), None)
    unit = known.unit(held.unit_id) if held and held.unit_id else None
    return SlipLine(
        place=unit.sequence if unit else 0 if held else _NO_POST,
        unit=unit.short_name if unit else "",
        name=person.name,
        title=held.title if held else "",
        username=link.account.username,
        address=address_of(link) if shown and link.used_at is None else "",
        used_at=link.used_at,
    )


@dataclass(frozen=True)
class GivenSlip:
    """A sheet in the list of those given."""

    ref: str
    given_at: datetime
    expires_at: datetime
    state: str
    state_label: str
    count: int
    used: int


def given_slips(*, actor: Actor) -> list[GivenSlip]:
    """The sheets that the actor may know of, the newest first."""
    rows = visible_rows(actor, "slip").prefetch_related("links").order_by("-pk")[:50]
    return [
        GivenSlip(
            row.ref, row.created_at, row.expires_at, row.state, state_label("slip", row.state), len(links),
            sum(one.used_at is not None for one in links),
        )  # fmt: skip
        for row in rows
        for links in [list(row.links.all())]
    ]
