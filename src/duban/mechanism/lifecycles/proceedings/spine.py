"""What one measure tells the spine about itself."""

from __future__ import annotations

from dataclasses import dataclass

from duban.mechanism.lifecycles.types import Field, Widget
from duban.mechanism.standing import Role

OPINION = Field("opinion", "意见", required=False, limit=300)
REASON = Field("reason", "理由", Widget.LONG, limit=400)


@dataclass(frozen=True)
class Spine:
    """What one measure adds to the spine: its words, clauses, content fields and who approves."""

    kind: str
    label: str
    content: tuple[Field, ...]
    approver: Role
    countersigned: bool
    trigger: str
    approval: str
    issue: str
    plan: str
    feedback: str
    issue_fields: tuple[Field, ...]
    issued_label: str
    receive_states: tuple[str, ...]
    working_states: tuple[str, ...]
    receive_targets: tuple[str, ...] = ()
