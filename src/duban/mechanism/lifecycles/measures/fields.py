"""Fields that several measures ask for."""

from __future__ import annotations

from duban.mechanism.lifecycles import ask
from duban.mechanism.lifecycles.matters.fields import EXPLANATION, REACHED_VALUE

FACTS = ask.choices("facts", "引用的事实", choices="facts", clause="3.1.1", hint="至少一条已存的事实，写入文中")
BASIS = ask.long("basis", "起草理由", limit=600, clause="3.1.1")
AGAIN = ask.long("again", "再次下达的理由", required=False, limit=300, clause="3.1.1",
    hint="另有‹督办函›正在办理，或者同一事实已经下达过的必填，只供内部")
FEEDBACK = ask.number("feedback_days", "反馈周期（天）", integer=True, least=1, most=366, clause="3.1.8",
    hint="默认按县里的参数，文中载明")
DEADLINE = ask.date("deadline", "整改时限", clause="3.1.6")
APPLY = (
    ask.long("text", "整改结果"),
    REACHED_VALUE, EXPLANATION,
    ask.file("file", "佐证材料", required=False, many=True, camera=True),
)
