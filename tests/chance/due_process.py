"""A random walk on the act tables of accountability: whatever the tables and the gates let people do."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from duban.mechanism import findings
from duban.mechanism.findings import UNIT, Claim, Declared, Docket, Heard, Key, Limb
from duban.mechanism.lifecycles import lifecycle_of
from duban.mechanism.lifecycles.types import Act
from duban.mechanism.people.routing import Refused
from duban.mechanism.people.standing import Function
from tests.chance.inquiry_by_chance import OnInquiry
from tests.chance.keeper import DAY, MET, PACK, PEOPLE, PERIOD, START, Broken, Keeper, Notice, Ruling, Shown


class Walk(OnInquiry):
    """One inquiry by chance; `step` tries one act of one person and returns whether it was done."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.keeper = Keeper()
        self.begin()

    def begin(self) -> None:
        """A new inquiry."""
        self.today = START
        self.state = ""
        self.grounds: set[str] = set()
        self.facts: set[int] = set()
        self.evidence: set[int] = set()
        self.known: dict[int, str] = {}
        self.named: dict[int, frozenset[str]] = {}
        self.notices: dict[str, Notice] = {}
        self.limbs: dict[Key, Limb] = {}
        self.declared: list[Declared] = []
        self.conclusion = ""
        self.route = ""
        self.quote = ""
        self.approved = False
        self.same = True
        self.received: set[Function] = set()
        self.rulings: list[Ruling] = []
        self.done_by: dict[str, set[int]] = {}
        self.next = 0
        self.keeper.received, self.keeper.closed = {}, {}
        self.keeper.unanswered, self.keeper.leader_agreed = 0, False
        self.keeper.sent_to, self.keeper.refused = None, []
        self.refused: list[Refused] = []

    # what the gates see

    def docket(self) -> Docket:
        """The inquiry as the gates see it."""
        grounds, facts = frozenset(self.grounds), frozenset(self.facts)
        return Docket(
            grounds=grounds,
            facts=facts,
            evidence=frozenset(self.evidence),
            claims=(
                Claim(UNIT, grounds, self._against(UNIT)),
                *(Claim(f"person:{key}", own, self._against(f"person:{key}")) for key, own in self.named.items()),
            ),
            heard=tuple(
                Heard(one.addressee, one.grounds, one.facts, one.due_on, one.waived, one.stated, one.unanswered,
                      int(one.entered), one.evidence, one.state == "waived" and not one.seen)
                for one in self.notices.values()
            ),
            findings=self.limbs,
            declared=tuple(self.declared),
            named=frozenset(self.named),
            conclusion=self.conclusion,
            conclusion_kind="conclusion" if self.conclusion else "",
            route=self.route,
            quote=self.quote,
            approved_by_main_leader=self.approved,
        )  # fmt: skip

    def _against(self, addressee: str) -> frozenset[int]:
        return frozenset(one for one in self.evidence if self.known.get(one) != addressee)

    # one step

    def step(self) -> bool:
        """Try one act of one person."""
        if self.random.random() < 0.2:
            self.today += self.random.choice((DAY, DAY * 3, DAY * 8))
        if self.state in ("unfounded", "finished") and self.luck(0.7):
            self.begin()
        which = self.random.random()
        if which < 0.3:
            return self._step_on_notice()
        if which < 0.4:
            return self._step_on_ruling()
        return self._step_on_inquiry()

    def _pick(self, kind: str, state: str, done_by: dict[str, set[int]]) -> tuple[Act, int] | None:
        """An act of the table and somebody to do it, now and then somebody who may not."""
        acts, onward = _acts(kind, state)
        if not acts:
            return None
        act = self.random.choice(onward if onward and self.luck(0.7) else acts)
        if state == "accepted" and self.luck(0.7):
            act = next(one for one in acts if one.key == "inquiry.record_decision")
        able = _ABLE.setdefault(act.key, _able(act))
        person = (
            self.random.randrange(len(PEOPLE)) if self.luck(0.1) or not able else self.random.choice(able)
        )
        if person not in able or any(person in done_by.get(earlier, ()) for earlier in act.apart):
            return None
        return act, person

    def _step_on_inquiry(self) -> bool:
        picked = self._pick("inquiry", self.state, self.done_by)
        if picked is None:
            return False
        act, person = picked
        if person and act.key not in _WITHOUT_DECLARATION and not self._may(person, act):
            return False
        verb = act.key.partition(".")[2]
        effect: Callable[[Act, int], bool] | None = getattr(self, f"do_{verb}", None)
        if verb.startswith("open_"):
            effect = self.open
        elif verb.startswith("add_") and verb != "add_facts" and verb != "add_evidence":
            effect = self.add
        if effect is None or not effect(act, person):
            return False
        self.done_by.setdefault(act.key, set()).add(person)
        return True

    def _may(self, person: int, act: Act) -> bool:
        declared = "none" if self.luck(0.95) else "related"
        brief = Docket(declared=tuple(self.declared), named=frozenset(self.named))
        return findings.may_handle(brief, person, PEOPLE[person][2], declared, "5.0").allowed

    def _step_on_notice(self) -> bool:
        if not self.notices:
            return False
        notice = self.random.choice(list(self.notices.values()))
        picked = self._pick("hearing", notice.state, notice.done_by)
        if picked is None:
            return False
        act, person = picked
        verb = act.key.partition(".")[2]
        if verb in ("enter_paper", "compare_paper", "answer", "serve_paper", "check_waiver") and not self._may(person, act):
            return False
        if not getattr(self, f"on_{verb}")(notice, person):
            return False
        notice.done_by.setdefault(act.key, set()).add(person)
        return True

    def _step_on_ruling(self) -> bool:
        if self.luck(0.05):
            return self.do_enter_superior()
        if not self.rulings:
            return False
        ruling = self.random.choice(self.rulings)
        picked = self._pick("ruling", ruling.state, {})
        return picked is not None and picked[0].key == "ruling.confirm" and self.confirm(ruling, picked[1])

    def do_enter_superior(self) -> bool:
        """A decision of a superior body, by anybody at all."""
        person = self.random.randrange(len(PEOPLE))
        act = next(a for a in lifecycle_of("ruling").acts if a.key == "ruling.enter_superior")
        if person not in _ABLE.setdefault(act.key, _able(act)):
            return False
        given = self._recorded(person, self.random.choice(("市", "县", "")))
        return self._keep_ruling(
            findings.recorded_of_superior(given, MET, PACK, self.today), given, person, superior=True
        )

    # acts on notices

    def _open(self) -> bool:
        return findings.statement_gate(self.state).allowed

    def _said(self, notice: Notice) -> None:
        self.keeper.closed.setdefault(notice.addressee, []).append(self._shown(notice))
        self._received(notice)

    def _shown(self, notice: Notice) -> Shown:
        return (notice.grounds, notice.facts, notice.evidence)

    def _received(self, notice: Notice) -> bool:
        if notice.due_on is not None:
            return False
        notice.due_on = self.today + DAY * PERIOD
        self.keeper.received.setdefault(notice.addressee, []).append((self._shown(notice), self.today))
        return True

    def on_receive(self, notice: Notice, person: int) -> bool:
        return self._received(notice)

    def on_serve_paper(self, notice: Notice, person: int) -> bool:
        """On paper, now and then before too few witnesses."""
        witnesses = frozenset({person, self.random.choice((1, 2, 3))})
        gate = findings.service_gate(notice.due_on is not None, self.luck(0.5), witnesses)
        return gate.allowed and self._received(notice)

    def on_state(self, notice: Notice, person: int) -> bool:
        if not self._open() or self.luck(0.6):
            return False
        if notice.addressee == UNIT and self.luck(0.5):
            self._received(notice)
            notice.state = "unconfirmed"
            return True
        notice.state, notice.stated, notice.unanswered = "stated", notice.stated + 1, notice.unanswered + 1
        self._said(notice)
        return True

    def on_waive(self, notice: Notice, person: int) -> bool:
        if not findings.waiver_gate(self.luck(0.7)).allowed:
            return False
        notice.state, notice.waived, notice.seen = "waived", True, False
        self._said(notice)
        return True

    def on_check_waiver(self, notice: Notice, person: int) -> bool:
        if notice.seen:
            return False
        notice.seen = True
        return True

    def on_confirm(self, notice: Notice, person: int) -> bool:
        """A unit's word becomes its own."""
        notice.state, notice.stated, notice.unanswered = "stated", notice.stated + 1, notice.unanswered + 1
        self._said(notice)
        return True

    def on_request_recusal(self, notice: Notice, person: int) -> bool:
        if not self._open() or self.luck(0.97):
            return False
        self.declared.append(Declared(self.random.choice((1, 2, 3, 4))))
        return True

    def on_enter_paper(self, notice: Notice, person: int) -> bool:
        if not self._open() or self.luck(0.7):
            return False
        notice.state, notice.entered, notice.entered_waiver = "paper", True, self.luck(0.5)
        return True

    def on_compare_paper(self, notice: Notice, person: int) -> bool:
        notice.entered = False
        if self.luck(0.3):
            notice.state = "stated" if notice.unanswered else "answered" if notice.stated else "served"
        elif notice.entered_waiver:
            notice.state, notice.waived, notice.seen = "waived", True, True
            self._said(notice)
        else:
            notice.state, notice.stated = "stated", notice.stated + 1
            notice.unanswered += 1
            self._said(notice)
        return True

    def on_answer(self, notice: Notice, person: int) -> bool:
        notice.state = "unconfirmed" if notice.state == "unconfirmed" else "answered"
        notice.unanswered = 0
        return True

    # what must never happen

    def confirm(self, ruling: Ruling, person: int) -> bool:
        """The other body confirms."""
        hands = findings.Hands(ruling.organ or Function.NONE, PEOPLE[person][1], ruling.recorder == person)
        parts = [part for part in findings.CHECKED if self.luck(0.98)]
        saw = self.luck(0.5)
        decision = findings.confirm_gate(
            agrees=parts, filed=ruling.filed, first_saw=ruling.saw, second_saw=saw
        )
        if not (findings.by_the_other("核对登记", hands).allowed and decision.allowed):
            return False
        ruling.state = "effective"
        self.keeper.confirmed += 1
        organs = {ruling.organ, PEOPLE[person][1]}
        if (
            organs != {Function.CDI, Function.ORG_DEPT}
            or person == ruling.recorder
            or 0 in (person, ruling.recorder)
        ):
            raise Broken("confirmed by the wrong person")
        if set(parts) != set(findings.CHECKED):
            raise Broken("confirmed without a look at every part")
        if not ruling.filed and not (ruling.saw and saw):
            raise Broken("confirmed without the document")
        return True


_WITHOUT_DECLARATION = {
    "inquiry.declare_relation", "inquiry.decide_recusal", "inquiry.receive", "inquiry.set_status", "inquiry.note",
}  # fmt: skip
_known: dict[tuple[str, str], tuple[list[Act], list[Act]]] = {}
_ABLE: dict[str, list[int]] = {}
_SKIPPED = {"inquiry.enter_paper", "inquiry.compare_paper", "inquiry.note", "inquiry.set_status", "inquiry.sweep",
            "inquiry.recommend", "inquiry.answer_relation", "inquiry.hand_over"}  # fmt: skip


def _able(act: Act) -> list[int]:
    """Who has a role of the act."""
    return [key for key, (roles, _, _) in PEOPLE.items() if set(act.roles) & roles]


def _acts(kind: str, state: str) -> tuple[list[Act], list[Act]]:
    """The acts that the table allows from a state (from none, those that make the object), and those that lead on."""
    key = (kind, state)
    if key not in _known:
        acts = [
            act
            for act in lifecycle_of(kind).acts
            if (not state and act.creates or state and state in act.sources) and act.key not in _SKIPPED
        ]
        _known[key] = (acts, [act for act in acts if act.targets])
    return _known[key]


def walked(steps: int, seed: int) -> Keeper:
    """Walk so many steps, one inquiry after another; raises `Broken` where something happened that must not."""
    walk = Walk(Random(seed))
    for _ in range(steps):
        walk.step()
        if walk.luck(0.0005):
            walk.begin()
    return walk.keeper
