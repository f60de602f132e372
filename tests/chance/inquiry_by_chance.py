"""What people do to an inquiry by chance: mostly right, sometimes not; the gates decide."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from random import Random

from duban.mechanism import findings
from duban.mechanism.decision import Decision
from duban.mechanism.findings import UNIT, Declared, Docket, Key, Limb, Recorded
from duban.mechanism.lifecycles.types import Act
from duban.mechanism.people import routing
from duban.mechanism.people.routing import Leader, LeaderPost, Refused
from duban.mechanism.people.standing import Function, PostRole, Role
from tests.chance.keeper import (
    COUNTY_HEAD,
    DAY,
    MET,
    NAMED,
    PACK,
    PEOPLE,
    SECRETARY,
    START,
    Keeper,
    Notice,
    Ruling,
    Stood,
)

LEADERS = {
    person: Leader(person, "", (LeaderPost(role, role.label, START),))
    for person, role in ((SECRETARY, PostRole.SECRETARY), (COUNTY_HEAD, PostRole.COUNTY_HEAD))
}


class OnInquiry:
    """The acts on an inquiry; each returns whether it was done."""

    random: Random
    keeper: Keeper
    today: date
    state: str
    grounds: set[str]
    facts: set[int]
    evidence: set[int]
    known: dict[int, str]
    named: dict[int, frozenset[str]]
    notices: dict[str, Notice]
    limbs: dict[Key, Limb]
    declared: list[Declared]
    conclusion: str
    route: str
    quote: str
    approved: bool
    same: bool
    received: set[Function]
    rulings: list[Ruling]
    refused: list[Refused]
    next: int

    docket: Callable[[], Docket]

    def luck(self, chance: float = 0.9) -> bool:
        """Whether somebody does it right this time."""
        return self.random.random() < chance

    def open(self, act: Act, person: int) -> bool:
        """A candidate of any item."""
        if self.state:
            return False
        self.state = "candidate"
        self.grounds = {act.clause}
        self.facts = {self._new()}
        if act.key != "inquiry.open_expired":
            self.evidence = {self._new()}
        return True

    def _new(self) -> int:
        self.next += 1
        return self.next

    def do_take_up(self, act: Act, person: int) -> bool:
        self.state = "examining"
        return True

    def add(self, act: Act, person: int) -> bool:
        """A further item."""
        if self.luck(0.93):
            return False
        self.grounds.add(act.clause)
        self.evidence.add(self._new())
        return True

    def do_add_facts(self, act: Act, person: int) -> bool:
        if self.luck(0.93):
            return False
        self.facts.add(self._new())
        return True

    def do_add_evidence(self, act: Act, person: int) -> bool:
        """Against everybody, or known to one addressee; once somebody was notified it is rarer."""
        if self.notices and self.luck(0.93):
            return False
        one = self._new()
        self.evidence.add(one)
        if self.luck(0.4):
            self.known[one] = self.random.choice((UNIT, *(f"person:{key}" for key in NAMED)))
        return True

    def do_exclude_evidence(self, act: Act, person: int) -> bool:
        if not self.evidence or self.luck(0.7):
            return False
        self.evidence.discard(self.random.choice(sorted(self.evidence)))
        return True

    def do_drop_ground(self, act: Act, person: int) -> bool:
        if not self.grounds or self.luck(0.7):
            return False
        self.grounds.discard(self.random.choice(sorted(self.grounds)))
        return True

    def do_drop_fact(self, act: Act, person: int) -> bool:
        if not self.facts or self.luck(0.9):
            return False
        self.facts.discard(self.random.choice(sorted(self.facts)))
        return True

    def do_name_person(self, act: Act, person: int) -> bool:
        if not self.grounds or self.luck(0.6):
            return False
        self.named[self.random.choice(NAMED)] = frozenset(
            self.random.sample(sorted(self.grounds), self.random.randint(1, len(self.grounds)))
        )
        return True

    def do_drop_person(self, act: Act, person: int) -> bool:
        if not self.named or self.luck(0.8):
            return False
        self.named.pop(self.random.choice(sorted(self.named)))
        return True

    def do_serve(self, act: Act, person: int) -> bool:
        docket = self.docket()
        if not findings.serve_gate(docket).allowed:
            return False
        for claim, _ in findings.to_notify(docket):
            self.notices[claim.addressee] = Notice(
                claim.addressee, claim.grounds, docket.facts, claim.evidence
            )
            self.limbs = {key: made for key, made in self.limbs.items() if key[0] != claim.addressee}
        self.state = "hearing"
        return True

    def do_conclude(self, act: Act, person: int) -> bool:
        some = frozenset(sorted(self.evidence)[:2]) if self.luck() else frozenset()
        limbs = {**self.limbs, **self._limbs(UNIT, some)}
        if not findings.conclude_gate(self.docket(), limbs, PACK, self.today).allowed:
            return False
        self.limbs = limbs
        self.state = "concluded" if findings.founded(limbs, UNIT, PACK, self.today).allowed else "unfounded"
        return True

    def do_find_person(self, act: Act, person: int) -> bool:
        """On one of those named; where it does not stand, that one is named no longer."""
        if not self.named:
            return False
        whom = self.random.choice(sorted(self.named))
        some = frozenset(sorted(self.evidence)[:2]) if self.luck() else frozenset()
        made = self._limbs(f"person:{whom}", some)
        if not findings.find_person_gate(self.docket(), made, f"person:{whom}", PACK, self.today).allowed:
            return False
        self.limbs = {**self.limbs, **made}
        if not findings.founded(made, f"person:{whom}", PACK, self.today).allowed:
            self.named.pop(whom)
        return True

    def _limbs(self, addressee: str, some: frozenset[int]) -> dict[Key, Limb]:
        return {
            findings.about(limb, addressee): Limb(self.luck(0.97), self.luck(0.97), some, "不作为")
            for limb in findings.LIMBS
            if self.luck(0.98) and (addressee == UNIT or limb != "impact")
        }

    def do_reconsider(self, act: Act, person: int) -> bool:
        if self.luck(0.9):
            return False
        self.state = "hearing"
        return True

    def do_close(self, act: Act, person: int) -> bool:
        if self.luck(0.97):
            return False
        self.state = "unfounded"
        return True

    def do_reopen(self, act: Act, person: int) -> bool:
        self.state = "examining"
        return True

    def do_declare_relation(self, act: Act, person: int) -> bool:
        if self.luck(0.97) or any(one.person == person for one in self.declared):
            return False
        self.declared.append(Declared(person))
        return True

    def do_decide_recusal(self, act: Act, person: int) -> bool:
        if not self.declared:
            return False
        row = self.declared[0]
        decision = findings.decider_gate(
            own=row.person == person,
            heads=Role.OFFICE_HEAD in PEOPLE[person][0],
            declarant_is_head=Role.OFFICE_HEAD in PEOPLE[row.person][0],
            main_leader=Role.MAIN_LEADER in PEOPLE[person][0],
        )
        if not decision.allowed:
            return False
        self.declared[0] = Declared(row.person, self.random.choice(("recused", "continues")))
        return True

    def do_propose_transfer(self, act: Act, person: int) -> bool:
        self.conclusion = "督查结论" if self.luck() else ""
        self.route = self.random.choice(("a", "a", "b", "b", ""))
        self.quote = "第三条" if self.route == "a" and self.luck() else ""
        if not findings.transfer_gate(self.docket(), PACK, self.today).allowed:
            return False
        to = self.random.choice(sorted(LEADERS)) if self.route == "b" else None
        if not self._sent(to):
            return False
        self.approved, self.keeper.leader_agreed, self.same = False, False, True
        self.state = "checking"
        return True

    def do_check(self, act: Act, person: int) -> bool:
        self.state = "approving" if self.route == "b" else "signing"
        return True

    def do_send_back(self, act: Act, person: int) -> bool:
        if self.luck(0.8):
            return False
        self.state, self.approved = "concluded", False
        return True

    def _sent(self, to: int | None) -> bool:
        """Whether the proposal may go to a leader, or without one; where it may, it is sent."""
        facts = frozenset(map(str, self.facts))
        leader, leaders = LEADERS.get(to or 0), tuple(LEADERS.values())
        if not routing.may_go_to(leader, self.refused, facts, leaders, PACK, self.today, "6.2").allowed:
            return False
        self.keeper.asked(to, frozenset(self.facts))
        return True

    def _addressed(self, person: int) -> bool:
        return routing.decided_by(LEADERS.get(self.keeper.sent_to or 0), {person}, "6.2").allowed

    def do_refer(self, act: Act, person: int) -> bool:
        if self.luck(0.8) or not self._addressed(person):
            return False
        return self._sent(next(one for one in LEADERS if one != person))

    def do_approve(self, act: Act, person: int) -> bool:
        if not self._addressed(person):
            return False
        self.keeper.decided(person, True, frozenset(self.facts))
        self.refused = []
        self.state, self.approved = "signing", True
        self.keeper.leader_agreed = Role.MAIN_LEADER in PEOPLE[person][0]
        return True

    def do_disapprove(self, act: Act, person: int) -> bool:
        if self.luck(0.8) or not self._addressed(person):
            return False
        self.keeper.decided(person, False, frozenset(self.facts))
        facts = frozenset(map(str, self.facts))
        self.refused.append(Refused(LEADERS[person], self.today, "", facts))
        self.state = "concluded"
        return True

    def do_sign_out(self, act: Act, person: int) -> bool:
        self.state = "numbering"
        return True

    def do_issue(self, act: Act, person: int) -> bool:
        now = findings.transfer_gate(self.docket(), PACK, self.today)
        if not findings.issue_gate(self.route, self.route == "a" or self.approved, self.same, now).allowed:
            return False
        self.state = "transferred"
        return True

    def do_take_back(self, act: Act, person: int) -> bool:
        if self.luck(0.7) or not findings.take_back_gate(self.state == "numbering", self.same).allowed:
            return False
        self.state, self.approved = "concluded", False
        return True

    def do_receive(self, act: Act, person: int) -> bool:
        organ = PEOPLE[person][1]
        if organ is None or organ in self.received:
            return False
        self.received.add(organ)
        return True

    def do_accept(self, act: Act, person: int) -> bool:
        if not findings.accept_gate(Function.CDI in self.received).allowed:
            return False
        self.state = "accepted"
        return True

    def do_return(self, act: Act, person: int) -> bool:
        if self.luck(0.8):
            return False
        self.state, self.approved, self.received = "examining", False, set()
        return True

    def do_finish(self, act: Act, person: int) -> bool:
        if self.luck(0.9):
            return False
        self.state = "finished"
        return True

    def do_resume(self, act: Act, person: int) -> bool:
        self.state = "accepted"
        return True

    def do_record_decision(self, act: Act, person: int) -> bool:
        given = self._recorded(person, "县")
        decision = findings.recorded_in_county(given, MET, self.docket(), PACK, self.today)
        return self._keep_ruling(decision, given, person, superior=False)

    def _recorded(self, person: int, level: str) -> Recorded:
        return Recorded(
            organ=PEOPLE[person][1],
            person=True,
            level=level,
            issuer="县纪委监委",
            number="8号" if self.luck() else "",
            has_file=self.luck(),
            original=self.luck(0.2),
            before=(findings.TermStep("移交", self.today - DAY if self.luck() else self.today + DAY),),
            basis="第七条" if self.luck() else "",
            facts="不履行职责",
            kinds=("通报",) if self.luck() else (),
            decided_on=self.today,
            effective_on=self.today,
            served_on=None,
            conduct_year=self.today.year,
            authority="county" if self.luck() else "city",
            defence="heard" if self.luck() else "",
        )

    def _keep_ruling(self, decision: Decision, given: Recorded, person: int, *, superior: bool) -> bool:
        if not decision.allowed:
            return False
        self.rulings.append(Ruling(superior, person, given.organ, given.has_file, given.original))
        self.keeper.judge(self._stood(), given, person, superior=superior)
        return True

    def _stood(self) -> Stood:
        """How everything stands now, for the keeper."""
        persons = {f"person:{key}": own for key, own in self.named.items()}
        return Stood(
            frozenset(self.grounds), frozenset(self.facts), frozenset(self.evidence), self.known, self.limbs,
            {UNIT: frozenset(self.grounds)} | persons, list(self.notices.values()), self.route, self.today,
        )  # fmt: skip
