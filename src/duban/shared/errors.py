"""The errors of an act. Each says in Chinese what and where; wrong state, not permitted and unmet differ."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from duban.mechanism.clauses import cite
from duban.mechanism.decision import Decision, summary
from duban.mechanism.words.named import Vocabulary


class ActError(Exception):
    """What keeps an act from happening; nothing was written."""

    logged = True

    def __init__(self, message: str, clause: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.clause = clause

    def put_into_words(self, words: Vocabulary) -> None:
        """Say everything in the words that the county has for its measures and papers."""
        self.args = words.say_all(self.args)
        for name, value in vars(self).items():
            setattr(self, name, words.say_all(value))

    @property
    def cite(self) -> str:
        """The citation of the clause behind the refusal, empty where there is none."""
        return cite(self.clause) if self.clause else ""


class NotFound(ActError):
    """Absent, or not the actor's to see: the two are not told apart."""

    logged = False


class NotPermitted(ActError):
    """The actor holds no post on this day that may do this."""


class WrongState(ActError):
    """The object is not in a state from which the act goes."""


@dataclass(frozen=True)
class Change:
    """What somebody else did meanwhile."""

    who: str
    at: str
    sentence: str


class Stale(ActError):
    """The object has moved on since the actor looked; `changes` tell what happened."""

    def __init__(self, message: str, changes: tuple[Change, ...] = ()) -> None:
        super().__init__(message)
        self.changes = changes


class Unmet(ActError):
    """A condition of the notice is not met or not known; `decision` lists every one."""

    def __init__(self, decision: Decision) -> None:
        first = decision.missing[0].clause if decision.missing else ""
        super().__init__(summary(decision), first)
        self.decision = decision


class Invalid(ActError):
    """What was typed does not fit; `fields` maps field names to messages, '' is the form as a whole.

    `labels` names the fields in the message, for those who see no form.
    """

    logged = False

    def __init__(self, fields: Mapping[str, str], labels: Mapping[str, str] | None = None) -> None:
        named = labels or {}
        super().__init__(
            "；".join(f"“{named[name]}”：{text}" if name in named else text for name, text in fields.items())
        )
        self.fields = dict(fields)


class Repeated(Exception):
    """The same key was sent again: the first result stands."""

    def __init__(self, result: dict[str, Any]) -> None:
        super().__init__("repeated")
        self.result = result
