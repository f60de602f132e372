"""What the gates of articles 五 and 六 look at: an inquiry as plain facts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

UNIT = "unit"
"""The addressee that is the responsible unit; a person named is `person:ID`."""
MATTER = "matter"
"""What is found once for the matter as a whole: that it impairs the overall work."""
IMPACT = "impact"
Key = tuple[str, str]
"""Whom or what a finding is about (`MATTER`, `UNIT`, a person named), and which of the three it is."""


@dataclass(frozen=True)
class Heard:
    """The latest notice to one addressee, and what came of it.

    `grounds`, `facts` and `evidence` are those that the notice named; `due_on` is the last day for a statement, outages
    of the system included, None while the addressee has not received it. `unanswered` counts statements that nobody
    has answered, `entered` paper ones not compared yet; `waiver_unseen` tells that nobody has looked at the waiver.
    """

    addressee: str
    grounds: frozenset[str]
    facts: frozenset[int]
    due_on: date | None
    waived: bool = False
    stated: int = 0
    unanswered: int = 0
    entered: int = 0
    evidence: frozenset[int] = frozenset()
    waiver_unseen: bool = False


@dataclass(frozen=True)
class Limb:
    """One of the three findings: whether it was met, whether reasons were written, and on which evidence."""

    met: bool
    reasoned: bool
    evidence: frozenset[int]
    behaviour: str = ""


@dataclass(frozen=True)
class Declared:
    """A relation that somebody declared, or that was held against somebody, and the head's word on it."""

    person: int
    verdict: str = ""

    @property
    def open(self) -> bool:
        """Whether the head has not decided yet."""
        return not self.verdict


@dataclass(frozen=True)
class Claim:
    """What is held against one addressee now; `evidence` is what it must know of, `name` how a reason calls it.

    What it handed in itself, and what speaks only for it, is no part of that.
    """

    addressee: str
    grounds: frozenset[str]
    evidence: frozenset[int] = frozenset()
    name: str = ""


@dataclass(frozen=True)
class Docket:
    """An inquiry as it stands: items, facts, valid evidence, who is named, notices, findings, route.

    `claims` are those against the unit and each person named; `involved` are the persons named and everybody with
    a post in the unit who must not handle the case. `unseen` names files of the transfer at which a second person has
    still to look.
    """

    grounds: frozenset[str] = frozenset()
    facts: frozenset[int] = frozenset()
    evidence: frozenset[int] = frozenset()
    claims: tuple[Claim, ...] = ()
    heard: tuple[Heard, ...] = ()
    findings: Mapping[Key, Limb] = field(default_factory=dict)
    declared: tuple[Declared, ...] = ()
    named: frozenset[int] = frozenset()
    conclusion: str = ""
    conclusion_kind: str = ""
    route: str = ""
    quote: str = ""
    approved_by_main_leader: bool = False
    unseen: tuple[str, ...] = ()

    def hearing_of(self, addressee: str) -> Heard | None:
        """The latest notice to an addressee."""
        return next((heard for heard in self.heard if heard.addressee == addressee), None)

    def of(self, addressee: str) -> Docket:
        """The same as far as it concerns one addressee."""
        claims = tuple(claim for claim in self.claims if claim.addressee == addressee)
        heard = tuple(one for one in self.heard if one.addressee == addressee)
        return replace(self, claims=claims, heard=heard)


def about(limb: str, addressee: str) -> Key:
    """Under which key a finding is kept: impact once for the matter, the others for each addressee (A60)."""
    return (MATTER if limb == IMPACT else addressee, limb)
