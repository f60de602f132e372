"""催办 by hand: no act of the notice, but an open question with a default (A102)."""

from __future__ import annotations

from datetime import date

from duban.mechanism.clauses import clause
from duban.mechanism.decision import Decision, Reason, Remedy, decide, holds
from duban.mechanism.parameters import Pack

INSTRUCTION = "instruction"
GROUNDS = {INSTRUCTION: "县领导要求马上办", "express": "特急件", "emergency": "突发事件"}


@clause("3.0")
def reminder_gate(duty: str, told: int, director: bool, pack: Pack, on: date) -> Decision:
    """May a duty be urged once more: so many times by hand, after that by the director alone (A102)."""
    most = int(pack.get("reminders_by_hand", on))
    return decide(
        "催办",
        [
            Reason(
                "3.0",
                f"同一件事催办{most}次以后由主任催办",
                holds(told < most or director),
                f"“{duty}”已催办{told}次。" if told else f"“{duty}”还没有催办过。",
                params=("reminders_by_hand",),
                remedies=(
                    Remedy("办公室主任", "matter.remind", "由主任催办"),
                    Remedy("经办督查员", "letter.draft", "仍不办的，提请采取措施"),
                ),
            )
        ],
    )


@clause("3.0")
def press_gate(ground: str, leader: bool) -> Decision:
    """May somebody urge at once on this ground: a county leader on his own word, the director for what is urgent (A102)."""
    return decide(
        "紧急催办",
        [
            Reason(
                "3.0",
                "县领导自己要求的由其本人催，主任只对特急件、突发事件",
                holds(leader or ground != INSTRUCTION),
                f"选的是“{GROUNDS[ground]}”。",
                field="ground",
                remedies=(Remedy("县领导", "matter.press", "由提出要求的领导紧急催办"),),
            )
        ],
    )


def usual_words(duty: str, due_on: date, today: date) -> str:
    """What is said where nobody finds other words."""
    if due_on < today:
        return f"{duty}已于 {due_on:%Y-%m-%d} 到期，请抓紧办理。"
    return f"{duty}应于 {due_on:%Y-%m-%d} 前完成，请抓紧。"
