"""Fields that several measures ask for."""

from __future__ import annotations

from duban.mechanism.lifecycles.matters.fields import EXPLANATION, REACHED_VALUE
from duban.mechanism.lifecycles.types import Field, Widget

FACTS = Field(
    "facts",
    "引用的事实",
    Widget.CHOICES,
    choices="facts",
    clause="3.1.1",
    hint="至少一条已存的事实，写入文中",
)
BASIS = Field("basis", "起草理由", Widget.LONG, limit=600, clause="3.1.1")
AGAIN = Field(
    "again",
    "再次下达的理由",
    Widget.LONG,
    required=False,
    limit=300,
    clause="3.1.1",
    hint="另有督办函正在办理，或者同一事实已经下达过的必填，只供内部",
)
FEEDBACK = Field(
    "feedback_days",
    "反馈周期（天）",
    Widget.NUMBER,
    clause="3.1.8",
    whole=True,
    least=1,
    most=366,
    hint="默认按县里的参数，文中载明",
)
DEADLINE = Field("deadline", "整改时限", Widget.DATE, clause="3.1.6")
APPLY = (
    Field("text", "整改结果", Widget.LONG),
    REACHED_VALUE,
    EXPLANATION,
    Field("file", "佐证材料", Widget.FILE, required=False, many=True, camera=True),
)
