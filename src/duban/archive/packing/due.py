"""What a package must hold by its data: said once, for who builds one and for who checks one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from duban.mechanism.lifecycles import LIFECYCLES, acts_that
from duban.mechanism.lifecycles.measures import STORY
from duban.mechanism.lifecycles.types import Act
from duban.shared import clock


def ends(act: Act) -> bool:
    """Whether an act leads to where nothing more is done, otherwise than by annulling."""
    targets = [LIFECYCLES[act.kind].state(name) for name in act.targets]
    return any(one.final and "annulled" not in one.means for one in targets)


OWN_ACTS = acts_that("archives")
"""Archiving itself stands in the chain and not in the package, so that building twice gives the same bytes."""
CLOSING = frozenset(act.key for kind in STORY for act in LIFECYCLES[kind].acts if ends(act))
"""The acts that end a matter or a measure, otherwise than by annulling it."""


@dataclass(frozen=True)
class Due:
    """A document or an attachment that belongs into a package; `about` are the attributes of the manifest.

    `content` is what follows from the data. Of a file that was handed in or made at issue the data have the digest
    `sha256` only, and `stored_as`, where the installation keeps it.
    """

    path: str
    role: str
    type: str
    title: str
    content: bytes | None = None
    sha256: str = ""
    stored_as: str = ""
    about: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Spoken:
    """What the history tells of one entry: when, which act, how it came out, and its payload."""

    at: datetime
    act: str
    outcome: str
    payload: Mapping[str, Any]


def closed_on(spoken: list[Spoken]) -> date | None:
    """The day in Beijing on which a measure or the matter ended last."""
    ends = [one.at for one in spoken if one.act in CLOSING and one.outcome == "done"]
    return clock.day_of(ends[-1]) if ends else None


def day(moment: date | datetime | None) -> str:
    """The day of a date, or of a moment in Beijing; empty where there is none."""
    return clock.day_of(moment).isoformat() if moment else ""
