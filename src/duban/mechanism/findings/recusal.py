"""回避: who may not handle a case, and who decides on it."""

from __future__ import annotations

from duban.mechanism.clauses import clause
from duban.mechanism.decision import Decision, Outcome, Reason, Remedy, decide, holds
from duban.mechanism.findings.docket import Docket

_DECLARE = Remedy("本人", "inquiry.declare_relation", "申报回避")


@clause("5.0", "6.4")
def may_handle(docket: Docket, person: int, in_unit: bool, declared: str, clause_id: str) -> Decision:
    """May this person do a step: declared free of relations now, none declared before, not involved.

    `declared` is "none", "related" or empty; `in_unit` tells of a post in the responsible unit. A relation on which
    the head has decided that the person may go on (`continues`) no longer counts.
    """
    earlier = [one for one in docket.declared if one.person == person and one.verdict != "continues"]
    involved = in_unit or person in docket.named
    return decide(
        "办理本步骤",
        [
            Reason(
                clause_id,
                "办理人没有应当回避的关系",
                {"none": Outcome.MET, "related": Outcome.NOT_MET}.get(declared, Outcome.UNKNOWN),
                {"none": "已声明。", "related": "您声明有，不能办理本件；请改办“申报回避”。"}.get(
                    declared, "还没有声明。"
                ),
                remedies=(_DECLARE,),
                field="recusal",
            ),
            Reason(
                clause_id,
                "不在回避之列",
                holds(not earlier),
                "没有回避事项。" if not earlier else "已申报或者被申请回避，由负责人决定接办的人。",
                remedies=(Remedy("所在机关的负责人", "inquiry.decide_recusal", "决定回避"),),
            ),
            Reason(
                clause_id,
                "不是当事单位或被列明的人员",
                holds(not involved),
                "不是。" if not involved else "在当事单位任职，或者本人被列明。",
                remedies=(Remedy("其他有权办理的人"),),
            ),
        ],
    )


@clause("5.0")
def decider_gate(*, own: bool, heads: bool, declarant_is_head: bool, main_leader: bool) -> Decision:
    """Who decides on a relation: the head of the declaring person's organ, on the head a main leader, never oneself."""
    competent = main_leader if declarant_is_head else heads
    return decide(
        "决定回避",
        [
            Reason("5.0", "不由本人决定", holds(not own), "是本人的事项。" if own else "不是本人的事项。"),
            Reason(
                "5.0",
                "由有权的负责人决定",
                holds(competent),
                "有权决定。" if competent else "须由县委或县政府主要领导决定。" if declarant_is_head
                else "须由申报人所在机关的负责人决定。",
            ),
        ],
    )  # fmt: skip


@clause("5.0")
def answer_gate(asked: bool) -> Decision:
    """Who answers to a recusal that was asked for: the one concerned, once, while nobody has decided."""
    finding = "有一项申请等待本人答复。" if asked else "没有等待您答复的回避申请。"
    return decide("答复回避申请", [Reason("5.0", "由被申请回避的本人答复", holds(asked), finding)])
