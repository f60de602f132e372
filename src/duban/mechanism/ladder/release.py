"""What a listing still needs to be released (三（三）): applied for in person, verified by two, agreed to at its own level."""

from __future__ import annotations

from duban.mechanism.clauses import clause
from duban.mechanism.decision import Decision, Outcome, Reason, Remedy, decide
from duban.mechanism.lifecycles import states_of

_WORDS = "申请解除"


@clause("3.3.8")
def release_gate(state: str) -> Decision:
    """Whether a listing in this state of its lifecycle may be released now, with who can supply what is missing."""
    return decide("能否解除‹挂牌督办›", (_applied(state), _verified(state), _agreed(state)))


def _applied(state: str) -> Reason:
    if state in states_of("listing", "applied_for"):
        return Reason("3.3.8", "主要领导本人申请", Outcome.MET, "已由主要领导本人确认申请。", words=_WORDS)
    waits = state in states_of("listing", "confirming")
    remedy = (
        Remedy("责任单位主要领导（本人）", "listing.confirm_release", "确认解除申请")
        if waits
        else Remedy("责任单位联络员、经办负责人", "listing.apply_release", "拟解除申请")
    )
    finding = "申请稿已拟，待主要领导本人确认。" if waits else "责任单位尚未申请。"
    return Reason("3.3.8", "主要领导本人申请", Outcome.NOT_MET, finding, words=_WORDS, remedies=(remedy,))


def _verified(state: str) -> Reason:
    if state in states_of("listing", "found_done"):
        return Reason("3.3.8", "两人核查通过", Outcome.MET, "两人核查，认定整改到位。", words=_WORDS)
    found = {"applied": "待核查。", "verifying": "一人已核查，待另一人核查确认。"}
    act = "listing.confirm_verification" if state in states_of("listing", "verifying") else "listing.verify"
    remedies = (Remedy("督办办公室两名督查员", act, "核查"),)
    finding = found.get(state, "申请以后由两人核查。")
    return Reason("3.3.8", "两人核查通过", Outcome.UNKNOWN, finding, words=_WORDS, remedies=remedies)


def _agreed(state: str) -> Reason:
    if state in states_of("listing", "agreed"):
        return Reason("3.3.8", "书记或县长同意", Outcome.MET, "已同意解除。", words=_WORDS)
    remedies = (Remedy("县委书记或县长", "listing.approve_release", "审批解除‹挂牌›"),)
    finding = "待审批。" if state in states_of("listing", "verified") else "核查通过以后送审。"
    return Reason("3.3.8", "书记或县长同意", Outcome.NOT_MET, finding, words=_WORDS, remedies=remedies)
