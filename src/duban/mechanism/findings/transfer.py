"""The three findings of article 五 and the transfer of article 六."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from duban.mechanism.clauses import clause
from duban.mechanism.decision import Decision, Reason, Remedy, decide, holds
from duban.mechanism.findings.docket import IMPACT, UNIT, Claim, Docket, Key, Limb, about
from duban.mechanism.findings.hearing import heard_enough, nothing_added
from duban.mechanism.parameters import Pack

LIMBS: Mapping[str, str] = MappingProxyType(
    {"breach": "不履行或不正确履行职责", "impact": "影响工作大局", "unjustified": "无正当理由"}
)
_DRAFTER = (Remedy("承办督查员"),)
_FIELDS = {"breach": "breach", "impact": "impact", "unjustified": "justified"}
_FIND_PERSON = (Remedy("承办督查员", "inquiry.find_person", "对列明人员作出认定"),)


@clause("5.0")
def find_person_gate(docket: Docket, made: Mapping[Key, Limb], addressee: str, pack: Pack, as_of: date) -> Decision:
    """May it be found on a person: that one heard, on everything; duty and reason, each with grounds and evidence."""
    own = docket.of(addressee)
    claim = next((one for one in own.claims), Claim(addressee, frozenset()))
    reasons = [*heard_enough(own, as_of), nothing_added(own), _recusals_decided(docket)]
    for limb in _asked(pack, as_of):
        if limb != IMPACT:
            reasons += _grounded(limb, made.get((addressee, limb)), docket.evidence, claim)
    return decide("对列明人员作出认定", reasons)


@clause("5.0")
def conclude_gate(docket: Docket, made: Mapping[Key, Limb], pack: Pack, as_of: date) -> Decision:
    """May the three findings be recorded: everybody heard, nothing added, each finding with reasons and evidence.

    `made` are the findings with those that are about to be: impact for the matter, duty and reason for the unit and for
    each person named (A60). A finding in somebody's favour needs its reasons only. Which way they fall is for `founded`.
    """
    reasons = [*heard_enough(docket, as_of), nothing_added(docket), _recusals_decided(docket)]
    return decide("作出三项认定", [*reasons, *_all_grounded(docket, made, pack, as_of)])


@clause("5.0")
def ready_gate(docket: Docket, as_of: date) -> Decision:
    """What a form of findings asks for before it is worth opening: everybody heard on everything, relations decided."""
    return decide("作出认定", [*heard_enough(docket, as_of), nothing_added(docket), _recusals_decided(docket)])


def _all_grounded(docket: Docket, made: Mapping[Key, Limb], pack: Pack, as_of: date) -> list[Reason]:
    """Each finding on the matter, the unit and each person named, with its grounds."""
    unit = Claim(UNIT, frozenset())
    people = [claim for claim in docket.claims if claim.addressee != UNIT]
    return [
        reason
        for claim in (unit, *people)
        for limb in _asked(pack, as_of)
        if claim is unit or limb != IMPACT
        for reason in _grounded(limb, made.get(about(limb, claim.addressee)), docket.evidence, claim)
    ]


def _asked(pack: Pack, as_of: date) -> tuple[str, ...]:
    return tuple(LIMBS) if pack.get("require_chapeau_findings", as_of) else ("breach",)


def _grounded(limb: str, found: Limb | None, valid: frozenset[int], claim: Claim) -> list[Reason]:
    words, field = LIMBS[limb], _FIELDS[limb]
    label = f"{words}（{claim.name or '列明人员'}）" if claim.addressee != UNIT else words
    if found is None:
        return [
            Reason(
                "5.0",
                f"认定：{label}",
                holds(None),
                "尚未认定。",
                words=words,
                remedies=_DRAFTER if claim.addressee == UNIT else _FIND_PERSON,
                params=("require_chapeau_findings",),
                field=field,
            )
        ]
    proven = not found.met or bool(found.evidence & valid)
    return [
        Reason(
            "5.0",
            f"认定“{label}”写明理由",
            holds(found.reasoned),
            "已写明。" if found.reasoned else "理由为空。",
            words=words,
            remedies=_DRAFTER,
            field=f"{field}_text",
        ),
        Reason(
            "5.0",
            f"认定“{label}”有证据",
            holds(proven),
            "有有效的证据。" if proven else "没有证据，或者证据已被排除。",
            words=words,
            remedies=(Remedy("承办督查员", "inquiry.add_evidence", "增列证据"),),
            field=f"{field}_evidence",
        ),
    ]


@clause("5.0")
def founded(made: Mapping[Key, Limb], addressee: str, pack: Pack, as_of: date, name: str = "") -> Decision:
    """Do the findings stand against the unit or a person: a justified reason, or any of them missing, and they do not.

    Against the unit this closes the case, against a person only that one's part; impact is found once for the matter.
    """
    asked = [limb for limb in _asked(pack, as_of) if addressee == UNIT or limb != IMPACT]
    return decide("追究责任的三项前提", [_stands(made, limb, addressee, name) for limb in asked])


def _stands(made: Mapping[Key, Limb], limb: str, addressee: str, name: str) -> Reason:
    found = made.get(about(limb, addressee))
    return Reason(
        "5.0",
        f"{LIMBS[limb]}（{name}）" if name else LIMBS[limb],
        holds(found.met if found else None),
        ("认定成立。" if found.met else "认定不成立。") if found else "尚未认定。",
        words=LIMBS[limb],
        params=("require_chapeau_findings",),
    )


def _recusals_decided(docket: Docket) -> Reason:
    waiting = sum(1 for one in docket.declared if one.open)
    return Reason(
        "5.0",
        "回避事项都已决定",
        holds(waiting == 0),
        "没有待决定的。" if waiting == 0 else f"尚有 {waiting} 项待决定。",
        remedies=(Remedy("所在机关的负责人", "inquiry.decide_recusal", "决定回避"),),
    )


@clause("6.1", "6.2")
def transfer_gate(docket: Docket, pack: Pack, as_of: date) -> Decision:
    """May a transfer be proposed: findings, items, conclusion or verification, and exactly one route.

    Route a quotes a clause of the cooperation mechanism; 五（五） always goes to a main leader (A28).
    """
    standing = [
        reason
        for claim in (Claim(UNIT, frozenset()), *(one for one in docket.claims if one.addressee != UNIT))
        for reason in founded(docket.findings, claim.addressee, pack, as_of, claim.name).reasons
    ]
    return decide(
        "移交",
        [
            *standing,
            *_all_grounded(docket, docket.findings, pack, as_of),
            *heard_enough(docket, as_of),
            nothing_added(docket),
            _recusals_decided(docket),
            _items(docket),
            _concluded(docket),
            *_route(docket, pack, as_of),
        ],
    )


def _items(docket: Docket) -> Reason:
    return Reason(
        "6.1",
        "对照第五条，至少一项情形",
        holds(bool(docket.grounds)),
        f"{len(docket.grounds)} 项。" if docket.grounds else "没有情形。",
        words="对照",
        remedies=_DRAFTER,
    )


def _concluded(docket: Docket) -> Reason:
    given = docket.conclusion_kind in ("conclusion", "verification") and bool(docket.conclusion.strip())
    return Reason(
        "6.1",
        "附督查结论或整改核查结果",
        holds(given),
        f"{docket.conclusion}。" if given else "没有附上。",
        words="督查结论",
        remedies=_DRAFTER,
        field="conclusion_title",
    )


def _route(docket: Docket, pack: Pack, as_of: date) -> list[Reason]:
    chosen = docket.route in ("a", "b")
    mechanism = pack.get("cooperation_mechanism", as_of)
    catch_all = "5.5" in docket.grounds and pack.get("catch_all_requires_main_leader", as_of)
    reasons = [
        Reason(
            "6.2",
            "移交途径只选一条",
            holds(chosen),
            {"a": f"按{mechanism}。", "b": "报经县委或县政府主要领导同意。"}.get(docket.route, "没有选定。"),
            words="或者",
            remedies=_DRAFTER,
            params=("cooperation_mechanism",),
            field="route",
        )
    ]
    if docket.route == "a":
        quoted = bool(docket.quote.strip())
        reasons.append(
            Reason(
                "6.2",
                "引用协同督查工作机制的条款原文",
                holds(quoted),
                "已引用。" if quoted else "没有引用条款。",
                words="协同督查",
                remedies=_DRAFTER,
                params=("cooperation_mechanism",),
                field="route_quote",
            )
        )
    if catch_all:
        reasons.append(
            Reason(
                "6.2",
                "五（五）报经县委或县政府主要领导同意",
                holds(docket.route == "b"),
                "报经主要领导同意。" if docket.route == "b" else "五（五）不能按协同督查工作机制直接移交。",
                words="主要领导",
                remedies=_DRAFTER,
                params=("catch_all_requires_main_leader",),
                field="route",
            )
        )
    return reasons


@clause("6.2")
def route_gone(docket: Docket) -> Reason:
    """The route that was chosen was gone: route b needs the word of a main leader."""
    gone = docket.route == "a" or docket.approved_by_main_leader
    return Reason(
        "6.2",
        "按选定的途径移交",
        holds(gone),
        "已按选定的途径办理。" if gone else "县委或县政府主要领导尚未同意。",
        words="同意",
    )


@clause("6.2", "6.3")
def issue_gate(route: str, gone: bool, same_text: bool, conditions: Decision) -> Decision:
    """May the letter go out: exactly one route was gone, the text is the one that was checked, and what the transfer
    rests on (`conditions`, the gate of its proposal) holds by the program of today too: it may be another one (A94).
    """
    words = {"a": "已按协同督查工作机制的条款核签。", "b": "县委或县政府主要领导已同意。"}
    return Decision(
        "移交",
        (
            Reason(
                "6.2",
                "按选定的途径办过",
                holds(route in words and gone),
                words.get(route, "没有选定途径。") if gone else "县委或县政府主要领导尚未同意。",
                words="同意",
                remedies=(Remedy("县委书记、县长", "inquiry.approve", "同意"),),
            ),
            as_checked("6.3", "移交的就是核定的文稿", same_text),
            *conditions.reasons,
        ),
    )


@clause("6.1", "6.2", "6.3")
def as_checked(clause_id: str, condition: str, same_text: bool) -> Reason:
    """The text is the one that was checked; where it is not, the head of the office has a way back."""
    return Reason(
        clause_id,
        condition,
        holds(same_text),
        "摘要一致。" if same_text else "核稿以后内容有改动，或者系统升级后核对的内容有变，须退回重新核稿。",
        remedies=(
            Remedy("办公室主任", "inquiry.send_back", "退回修改"),
            Remedy("办公室主任", "inquiry.take_back", "移交前退回修改"),
        ),
    )


@clause("6.3")
def take_back_gate(agreed: bool, same_text: bool) -> Decision:
    """May a proposal be taken back before transfer: once it was agreed to, or where it no longer is what was checked.

    What lies before a leader as it was checked is that leader's to decide.
    """
    return decide(
        "移交前退回修改",
        [
            Reason(
                "6.3",
                "领导已同意，或者文稿与核稿时不一致",
                holds(agreed or not same_text),
                "领导已同意。" if agreed else "与核稿时一致，由领导审批。" if same_text else "与核稿时不一致。",
                remedies=(Remedy("县委书记、县长", "inquiry.approve", "同意或者不同意"),),
            )
        ],
    )


@clause("6.4")
def accept_gate(own_receipt: bool) -> Decision:
    """A transfer is accepted once it was received."""
    return decide(
        "受理移交",
        [
            Reason(
                "6.4",
                "已签收移交函",
                holds(own_receipt),
                "已签收。" if own_receipt else "县纪委监委尚未签收。",
                remedies=(Remedy("县纪委监委", "inquiry.receive", "签收移交函"),),
            )
        ],
    )
