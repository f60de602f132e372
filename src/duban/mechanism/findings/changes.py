"""How what stands on record may change: checked by the other body, on a new document, and only to lessen (六)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from duban.mechanism.clauses import clause
from duban.mechanism.decision import Decision, Reason, Remedy, decide, holds
from duban.mechanism.findings.days import TermStep, in_order
from duban.mechanism.people.standing import Function

BODIES = (Function.CDI, Function.ORG_DEPT)
CHECKED = {"number": "文号", "day": "日期", "subject": "对象", "kinds": "方式", "effect": "影响期"}
"""What the other body holds against the signed document, part by part."""


@dataclass(frozen=True)
class Hands:
    """Who recorded something and who is about to check it; `same` tells that it is one natural person."""

    first: Function
    second: Function | None
    same: bool


@dataclass(frozen=True)
class NewDocument:
    """The document on which a change or revocation rests. `of_decider` tells that the organ that decided made it,
    `level` is that of a superior organ; `used` are the numbers on which this decision rests already."""

    organ: str
    number: str
    on: date | None
    decided_on: date
    of_decider: bool
    level: str = ""
    filed: bool = False
    original: bool = False
    used: Collection[str] = ()


@clause("6.4")
def by_the_other(question: str, hands: Hands) -> Decision:
    """What one body recorded only staff of the other one confirms or gives back."""
    other = hands.second in BODIES and hands.second is not hands.first
    return decide(
        question,
        [
            Reason(
                "6.4",
                "由另一家机关的人员办理",
                holds(other),
                f"{hands.first.label}登记，{hands.second.label if hands.second else '不明'}办理。",
                words="会同",
                remedies=(Remedy(_other(hands.first)),),
            ),
            Reason(
                "6.4",
                "与登记人不是同一人",
                holds(not hands.same),
                "不是同一人。" if not hands.same else "是同一人。",
                remedies=(Remedy(f"{_other(hands.first)}的其他人员"),),
            ),
        ],
    )


def _other(first: Function) -> str:
    return (Function.ORG_DEPT if first is Function.CDI else Function.CDI).label


@clause("6.4")
def confirm_gate(
    *, agrees: Collection[str], filed: bool, first_saw: bool, second_saw: bool
) -> Decision:
    """核对登记: it is stated part by part that the entry agrees with the signed document, which is no vote.

    Where no scan is filed, both bodies must have held the document in hand.
    """
    unsaid = [label for key, label in CHECKED.items() if key not in agrees]
    seen = filed or (first_saw and second_saw)
    return decide(
        "核对登记",
        [
            Reason(
                "6.4",
                "逐项与文书核对一致",
                holds(not unsaid),
                "已逐项核对。" if not unsaid else f"还没有核对：{'、'.join(unsaid)}。不一致的，请退回登记人。",
                remedies=(Remedy("核对的人"),),
                field="agrees",
            ),
            Reason(
                "6.4",
                "有文书扫描件，或者两家都看过原件",
                holds(seen),
                "扫描件在案。" if filed else "两家都看过原件。" if seen else "没有扫描件，请看过原件后选“原件已核”。",
                remedies=(Remedy("核对的人"),),
                field="original",
            ),
        ],
    )


@clause("6.4")
def own_body_gate(first: Function, body: Function | None) -> Decision:
    """An entry that came back is put right by the body that made it."""
    own = body is first
    reason = Reason(
        "6.4", "由登记的机关改正", holds(own), f"{first.label}登记。", remedies=(Remedy(first.label),)
    )
    return decide("改正登记", [reason])


@clause("6.4")
def withdraw_gate(*, own: bool, body: bool, there: bool) -> Decision:
    """An entry that nobody confirmed is taken back by who made it; by the body where that person left it."""
    allowed = own or (body and not there)
    finding = "是登记人。" if own else "登记人已不在本机关。" if allowed else "不是登记人。"
    reason = Reason(
        "6.4",
        "由登记人本人办理，本人已不在的由本机关办理",
        holds(allowed),
        finding,
        remedies=(Remedy("登记人"),),
    )
    return decide("撤回登记", [reason])


@clause("6.4")
def change_gate(document: NewDocument, levels: Collection[str], as_of: date) -> Decision:
    """A change or revocation rests on a new document of the organ that decided, or of its superior."""
    competent = document.of_decider or document.level in levels
    new = bool(document.number.strip()) and document.number.strip() not in document.used
    days = (TermStep("原决定作出", document.decided_on), TermStep("变更、撤销作出", document.on, "answered_on"))
    return decide(
        "登记变更、撤销",
        [
            Reason(
                "6.4",
                "由原决定机关或者其上级机关作出",
                holds(competent and bool(document.organ.strip())),
                f"{document.organ or '没有写明机关'}。",
                remedies=(Remedy("登记的人"),),
                field="organ",
            ),
            Reason(
                "6.4",
                "有新的文书",
                holds(new),
                f"{document.number}。" if new else f"{document.number or '没有文号'}：须是变更、撤销本身的文号，不是已登记的。",
                remedies=(Remedy("登记的人"),),
                field="number",
            ),
            Reason(
                "6.4",
                "文书在案，或者看过原件",
                holds(document.filed or document.original),
                "已附。" if document.filed else "原件已核。" if document.original else "既没有扫描件，也没有声明原件已核。",
                remedies=(Remedy("登记的人"),),
                field="file",
            ),
            *in_order(days, as_of),
        ],
    )


@clause("6.4", "6.5")
def lessening_gate(question: str, worse: Sequence[str], *, kinds: int, same: bool) -> Decision:
    """A change names its new kinds, differs from what was decided, and only lessens it (`worse` says where it does not).

    What asks for more is a new case with its own notice and hearing (A55).
    """
    more = f"{'；'.join(worse)}。须加重的，另行立案、告知、听取说明后作出新的决定。"
    return decide(
        question,
        [
            Reason(
                "6.5",
                "变更的写明变更后的方式",
                holds(kinds > 0 and not same),
                "已写明。" if kinds and not same else "与原决定相同。" if same else "没有写明。",
                remedies=(Remedy("登记的人"),),
                field="kinds",
            ),
            Reason(
                "6.4",
                "只减轻，不加重",
                holds(not worse),
                "没有加重。" if not worse else more,
                remedies=(Remedy("有权机关", label="另行立案"),),
                field="kinds",
            ),
        ],
    )


@clause("6.4")
def nothing_waits(waiting: bool) -> Reason:
    """One change at a time: the next is proposed when the other body has said its word on the one before."""
    return Reason(
        "6.4",
        "没有待核对的拟变更",
        holds(not waiting),
        "没有。" if not waiting else "已有一件拟变更待另一家核对。",
        remedies=(Remedy("另一家机关", "revision.confirm", "核对拟变更"),),
    )


@clause("6.4")
def accept_appeal(late: bool, reason: str) -> Decision:
    """An appeal after its term is accepted for a reason only, which stands on record."""
    said = not late or bool(reason.strip())
    finding = "没有超过期限。" if not late else "已写明理由。" if said else "已超过期限，受理须写明理由。"
    return decide(
        "受理申诉",
        [
            Reason(
                "6.4",
                "超过期限受理的写明理由",
                holds(said),
                finding,
                remedies=(Remedy("受理的人"),),
                field="late_reason",
            )
        ],
    )


@clause("6.4")
def filed_gate(filed_on: date, proof: str, as_of: date) -> Decision:
    """An appeal of an earlier day than today is entered with what proves that day: postmark or register of receipt."""
    proved = filed_on >= as_of or bool(proof.strip())
    return decide(
        "登记申诉",
        [
            Reason(
                "6.4",
                "早于今天的提出日期有邮戳或者收件登记",
                holds(proved),
                f"提出日期 {filed_on:%Y-%m-%d}，今天 {as_of:%Y-%m-%d}，{proof or '没有写明凭据'}。",
                remedies=(Remedy("登记的人"),),
                field="filed_proof",
            )
        ],
    )
