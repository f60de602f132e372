"""缩小范围: when a matter may be kept to named readers (四, A45): those who have to handle it must be among them."""

from __future__ import annotations

from duban.mechanism.clauses import clause
from duban.mechanism.decision import Decision, Reason, Remedy, decide, holds

_CLAUSE = "4.3"


@clause("4.3")
def narrow_gate(*, office: bool, unit: bool | None, leader: bool | None) -> Decision:
    """Whether the named readers can still handle a matter.

    `office`: the inspector in charge, or an inspector where none is, is among them; `unit`: a principal leader and
    someone who reports for the unit; `leader`: whoever is asked for approval. None where nobody of that side has it.
    """
    asked = (
        ("承办督查员在所列人员中", office, "承办督查员"),
        ("责任单位的主要领导和报送的人在所列人员中", unit, "责任单位的主要领导、联络员或者经办负责人"),
        ("送请审批的领导在所列人员中", leader, "送请审批的领导"),
    )
    return decide(
        "缩小范围",
        [
            Reason(
                _CLAUSE,
                condition,
                holds(met),
                "已列入。" if met else "没有列入，事项将无人可办。",
                remedies=() if met else (Remedy(who, label="列入可以看的人员"),),
                field="readers",
            )
            for condition, met, who in asked
            if met is not None
        ],
    )


@clause("4.3")
def reads_narrowed(reads: bool) -> Reason:
    """A paper on a narrowed matter goes only to a leader who is among its readers."""
    return Reason(
        _CLAUSE,
        "送请审批的领导可以看本事项",
        holds(reads),
        "可以看。" if reads else "本事项已缩小范围，所选领导不在可以看的人员中。",
        remedies=() if reads else (Remedy("办公室主任", "matter.narrow", "缩小范围"),),
        field="approver",
    )
