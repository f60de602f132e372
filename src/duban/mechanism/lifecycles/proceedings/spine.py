"""What one measure tells the spine about itself."""

from __future__ import annotations

from dataclasses import dataclass

from duban.mechanism.lifecycles import ask
from duban.mechanism.lifecycles.types import Field
from duban.mechanism.people.standing import Role

OPINION = ask.text("opinion", "意见", required=False, limit=300)
REASON = ask.long("reason", "理由", limit=400)


@dataclass(frozen=True)
class Spine:
    """What one measure adds to the spine: its words, clauses, content fields and who approves.

    `addressed` and `limited` are the clauses of the unit and of the limit that its document states, `feedback` that of
    the reports which it asks for, under the words `reports`; `why` heads the reasons for which it was proposed. In its
    `resting_states` it stands still, and its limit may yet be moved; in its `asking_states` the unit has asked for its
    end without a plan, and may yet hand one in; `plan_duty` are the words of the duty to do so. Of its content fields,
    `held_to` are written by the drafter and carry what the unit is held to, `own_words` say why it comes at all, `inner`
    ones are kept for the office and not stated. `paper` is the kind of its document, `parts` are those that go out under
    its one number.
    """

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
    addressed: str
    limited: str
    reports: str
    why: str
    paper: str
    held_to: tuple[str, ...]
    own_words: str
    issue_fields: tuple[Field, ...]
    receive_states: tuple[str, ...]
    working_states: tuple[str, ...]
    receive_targets: tuple[str, ...] = ()
    resting_states: tuple[str, ...] = ()
    asking_states: tuple[str, ...] = ()
    plan_duty: tuple[str, ...] = ()
    inner: tuple[str, ...] = ()
    parts: tuple[str, ...] = ("document",)

    @property
    def at_work(self) -> str:
        """The state in which the unit puts right, and to which a verification that fails leads back."""
        return self.working_states[-1]
