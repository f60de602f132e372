"""Who walks, and a keeper who knows what must never happen.

The keeper writes down what was shown, heard and signed, in sets of its own, and judges each ruling by these alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from duban.mechanism.decision import decide
from duban.mechanism.findings import MATTER, Key, Limb, Recorded
from duban.mechanism.parameters import default_pack
from duban.mechanism.people.standing import Function, Role

PACK = default_pack()
DAY = timedelta(days=1)
START = date(2026, 3, 2)
MET = decide("", ())
PERIOD = 7

# person: roles, organ, in the unit
PEOPLE: dict[int, tuple[frozenset[Role], Function | None, bool]] = {
    0: (frozenset({Role.SYSTEM}), None, False),
    1: (frozenset({Role.INSPECTOR}), None, False),
    2: (frozenset({Role.INSPECTOR, Role.CLERK}), None, False),
    3: (frozenset({Role.CHECKER}), None, False),
    4: (frozenset({Role.OFFICE_HEAD}), None, False),
    5: (frozenset({Role.CLERK}), None, False),
    6: (frozenset({Role.MAIN_LEADER, Role.LEADER}), None, False),
    7: (frozenset({Role.LEADER}), None, False),
    8: (frozenset({Role.CDI}), Function.CDI, False),
    9: (frozenset({Role.CDI}), Function.CDI, False),
    10: (frozenset({Role.ORG_DEPT}), Function.ORG_DEPT, False),
    11: (frozenset({Role.ORG_DEPT, Role.CDI}), Function.ORG_DEPT, False),
    12: (frozenset({Role.PRINCIPAL}), None, True),
    13: (frozenset({Role.LIAISON}), None, True),
    14: (frozenset({Role.INSPECTOR, Role.HOLDER}), None, True),
    15: (frozenset({Role.REGISTRAR}), None, False),
    16: (frozenset({Role.MAIN_LEADER, Role.LEADER}), None, False),
}
SECRETARY, COUNTY_HEAD = 6, 16
NAMED = (12, 14)
Shown = tuple[frozenset[str], frozenset[int], frozenset[int]]
"""Items, facts and evidence that a notice showed."""


@dataclass
class Notice:
    """A notice as the walk keeps it."""

    addressee: str
    grounds: frozenset[str]
    facts: frozenset[int]
    evidence: frozenset[int]
    due_on: date | None = None
    state: str = "served"
    waived: bool = False
    stated: int = 0
    unanswered: int = 0
    entered: bool = False
    entered_waiver: bool = False
    seen: bool = False
    done_by: dict[str, set[int]] = field(default_factory=dict)


@dataclass
class Ruling:
    """A ruling as the walk keeps it."""

    superior: bool
    recorder: int
    organ: Function | None
    filed: bool = True
    saw: bool = False
    state: str = "recorded"


class Broken(AssertionError):
    """What must never happen has happened."""


@dataclass
class Stood:
    """How an inquiry stood when a ruling was recorded."""

    grounds: frozenset[str]
    facts: frozenset[int]
    evidence: frozenset[int]
    known: Mapping[int, str]
    limbs: Mapping[Key, Limb]
    claims: Mapping[str, frozenset[str]]
    notices: Iterable[Notice]
    route: str
    today: date


class Keeper:
    """What was really done, apart from the gates."""

    def __init__(self) -> None:
        self.received: dict[str, list[tuple[Shown, date]]] = {}
        self.closed: dict[str, list[Shown]] = {}
        self.unanswered = 0
        self.leader_agreed = False
        self.sent_to: int | None = None
        self.refused: list[tuple[int, frozenset[int]]] = []
        self.asked_again = 0
        self.confirmed = 0
        self.of_county = 0
        self.of_superior = 0

    def heard(self, addressee: str, held: Shown, today: date) -> bool:
        """Whether all of this was shown to the addressee, who then spoke, waived, or let a period pass from receipt on."""
        spoken = self.closed.get(addressee, ())
        lapsed = [shown for shown, on in self.received.get(addressee, ()) if today > on + DAY * PERIOD]
        return any(all(one <= seen for one, seen in zip(held, shown, strict=True)) for shown in (*spoken, *lapsed))

    def asked(self, to: int | None, facts: frozenset[int]) -> None:
        """A leader is asked, or nobody: after a 不同意 the same one, or 书记 on facts that 县长 did not know."""
        for who, known in self.refused:
            if to != who and not (to == SECRETARY and facts - known):
                raise Broken("another way was taken after a refusal")
        self.asked_again += bool(self.refused)
        self.sent_to = to

    def decided(self, person: int, agreed: bool, facts: frozenset[int]) -> None:
        """A leader decided: the one who was asked."""
        if person != self.sent_to:
            raise Broken("decided by another leader than the one who was asked")
        self.refused = [] if agreed else [*self.refused, (person, facts)]

    def judge(self, stood: Stood, given: Recorded, person: int, *, superior: bool) -> None:
        """Hold a record against what was really done."""
        if person == 0 or PEOPLE[person][1] not in (Function.CDI, Function.ORG_DEPT):
            raise Broken("recorded by nobody of the two bodies")
        if not (given.has_file or given.original) or not given.basis:
            raise Broken("recorded without document or clause")
        if given.decided_on > given.effective_on or any(
            step.on and step.on > given.decided_on for step in given.before
        ):
            raise Broken("decided before what must come first")
        if superior:
            self.of_superior += 1
            return
        self.of_county += 1
        if not stood.grounds:
            raise Broken("no clause")
        wanted = [(MATTER, "impact"), *((who, limb) for who in stood.claims for limb in ("breach", "unjustified"))]
        if any(key not in stood.limbs or not stood.limbs[key].met for key in wanted):
            raise Broken("a finding is missing")
        if any(not stood.limbs[key].evidence & stood.evidence for key in wanted):
            raise Broken("no valid evidence")
        for addressee, own in stood.claims.items():
            against = frozenset(one for one in stood.evidence if stood.known.get(one) != addressee)
            if not self.heard(addressee, (own, stood.facts, against), stood.today):
                raise Broken(f"{addressee} was not heard on what is held against it")
        if any(one.unanswered or one.entered for one in stood.notices):
            raise Broken("a statement was not answered")
        if any(one.state == "waived" and not one.seen for one in stood.notices):
            raise Broken("nobody has seen a waiver")
        if (stood.route == "b" or "5.5" in stood.grounds) and not self.leader_agreed:
            raise Broken("no main leader agreed")
        if not given.defence:
            raise Broken("no defence")
