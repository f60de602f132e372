"""Where an inquiry stands on its way from a candidate to the two bodies, and what comes next (五, 六)."""

from __future__ import annotations

from typing import NamedTuple

from duban.accountability.models import Inquiry
from duban.mechanism.clauses import clause
from duban.mechanism.lifecycles import state_label, states_of
from duban.shared import clock


class Next(NamedTuple):
    """What comes next from a state, by whom, and by which clauses."""

    text: str
    clauses: str


class InquiryStep(NamedTuple):
    """One step of the way: past, now or still to come, with what there is to say of it."""

    title: str
    state: str
    lines: tuple[str, ...] = ()


_WAY = ("待核情形、核实", "听取说明", "三项认定", "移交、办理")
_AT = {
    "candidate": 0, "examining": 0, "hearing": 1, "concluded": 2, "checking": 3, "approving": 3, "signing": 3,
    "numbering": 3, "transferred": 3, "accepted": 3, "finished": 3,
}  # fmt: skip
NEXT = {
    "candidate": Next("承办督查员受理，或者办公室主任决定不予追究。待核情形不是处理。", "5.0"),
    "examining": Next("分别告知责任单位和每一名被列明的人员，听取说明。", "5.0"),
    "hearing": Next("都已说明、放弃或者期满，说明都已答复，逐人认定后作出三项认定。", "5.0"),
    "concluded": Next("附督查结论或者整改核查结果，提出移交意见。", "6.1"),
    "checking": Next("另一人核稿，再报主要领导同意，或者按协同督查工作机制签发。", "6.2"),
    "approving": Next("县委或县政府主要领导本人同意后，由办公室主任签发。", "6.2"),
    "signing": Next("办公室主任签发移交函。", "6.3"),
    "numbering": Next("文书编号、用印，同时移交县纪委监委、县委组织部。", "6.3"),
    "transferred": Next("两家分别签收，县纪委监委受理或者退回。", "6.4"),
    "accepted": Next("县纪委监委会同县委组织部按规定程序办理，结果函告办公室。", "6.4 6.5"),
    "finished": Next("按处理决定运用结果。", "7.3.1"),
    "unfounded": Next("本件到此为止；有新情况的，由办公室主任决定重新办理。", "5.0"),
}
"""What comes next from each state of an inquiry."""


@clause("5.0", "6.4")
def steps_of(inquiry: Inquiry) -> tuple[InquiryStep, ...]:
    """The way of an inquiry with the step at which it is; one that ended without accountability stays where it ended."""
    at = _AT.get(inquiry.state, 2)
    ended = inquiry.state in states_of("inquiry", "over")
    return tuple(
        InquiryStep(title, "past" if n < at or ended and n == at else "now" if n == at else "next", _lines(inquiry, n, n == at))
        for n, title in enumerate(_WAY)
    )


def _lines(inquiry: Inquiry, n: int, here: bool) -> tuple[str, ...]:
    said = [f"{inquiry.opened_on:%Y-%m-%d} 列入"] if n == 0 else []
    if n == len(_WAY) - 1 and inquiry.transferred_at:
        said += [f"{clock.text(inquiry.transferred_at, '%Y-%m-%d')} {inquiry.number}"]
        said += [f"{inquiry.accepted_on:%Y-%m-%d} 受理"] if inquiry.accepted_on else []
    return (*said, *([state_label("inquiry", inquiry.state)] if here else []))
