"""Lights: computed from dates and ratings as of a moment, never stored by hand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from duban.mechanism.clauses import clause


class Light(Enum):
    """The four lights; word and shape go with each."""

    RED = "red"
    YELLOW = "yellow"
    GREEN = "green"
    GREY = "grey"

    @property
    def word(self) -> str:
        """红 黄 绿 灰."""
        return {"red": "红", "yellow": "黄", "green": "绿", "grey": "灰"}[self.value]


class LightRule(Enum):
    """What may turn a matter red, and its words."""

    RATING = "rating"
    DUTY = "duty"
    POINT = "point"
    LIMIT = "limit"

    @property
    def words(self) -> str:
        """How the rule is named."""
        return _RULE_WORDS[self]


_RULE_WORDS = {
    LightRule.RATING: "评价为“进展滞后”",
    LightRule.DUTY: "应办事项逾期",
    LightRule.POINT: "节点未完成",
    LightRule.LIMIT: "办理时限已过",
}


@dataclass(frozen=True)
class Due:
    """A day that the responsible unit has to meet, by which rule, and for what."""

    on: date
    rule: LightRule
    what: str


@dataclass(frozen=True)
class LightFacts:
    """What colours a matter: only what the responsible unit owes, its limit and its rating.

    `next_due_on` is the earliest day among open duties of the unit, unreached milestones and the limit;
    `soon_on` is the last day that counts as soon (3 working days from today); `caught_up` says that something
    of this cycle was late and has been done.
    """

    running: bool
    next_due_on: date | None
    lagging: bool
    behind: bool
    caught_up: bool


@clause("4.2", "4.3")
def matter_light(facts: LightFacts, today: date, soon_on: date) -> Light:
    """The light of a matter on a day. Late work that is caught up turns yellow, never green."""
    if not facts.running:
        return Light.GREY
    if facts.lagging or (facts.next_due_on is not None and facts.next_due_on < today):
        return Light.RED
    soon = facts.next_due_on is not None and facts.next_due_on <= soon_on
    return Light.YELLOW if soon or facts.behind or facts.caught_up else Light.GREEN


def duty_light(due_on: date | None, done: bool, today: date, soon_on: date) -> Light:
    """The light of one duty, beside whoever owes it."""
    if done or due_on is None:
        return Light.GREY
    if due_on < today:
        return Light.RED
    return Light.YELLOW if due_on <= soon_on else Light.GREEN
