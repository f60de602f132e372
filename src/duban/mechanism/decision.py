"""How the mechanism answers: a `Decision` is a question with cited reasons, and there is one printer for it.

A refusal, a light, a suggested rating and a cancelled bonus are all decisions, so that they read alike on
the page, in an error, on the command line and in a document.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property
from typing import Any

from duban.mechanism.clauses import cite


class Outcome(Enum):
    """The three answers that a condition can have. Unknown closes a gate and asks for the fact."""

    MET = "met"
    NOT_MET = "not_met"
    UNKNOWN = "unknown"

    @property
    def word(self) -> str:
        """The Chinese word shown beside the sign."""
        return _WORDS[self]


_WORDS = {Outcome.MET: "满足", Outcome.NOT_MET: "未满足", Outcome.UNKNOWN: "待查明"}


@dataclass(frozen=True)
class Remedy:
    """Who can supply what is missing, and the act that does it (a key of the act table, if there is one).

    `chosen` is what the form of that act opens with, as field=value.
    """

    who: str
    act: str = ""
    label: str = ""
    chosen: str = ""


@dataclass(frozen=True)
class Reason:
    """One condition of a decision.

    `clause` is an id of the clause table; `words` are the words of the notice on which the condition rests;
    `finding` states the facts and parameter values used, in a sentence; `params` are keys of the pack.
    """

    clause: str
    condition: str
    outcome: Outcome
    finding: str
    words: str = ""
    remedies: tuple[Remedy, ...] = ()
    params: tuple[str, ...] = ()
    field: str = ""

    @property
    def cite(self) -> str:
        """The citation of the clause, e.g. 三（一）."""
        return cite(self.clause)

    @cached_property
    def data(self) -> dict[str, Any]:
        """The reason as plain data."""
        return {
            "clause": self.clause,
            "cite": self.cite,
            "condition": self.condition,
            "outcome": self.outcome.value,
            "finding": self.finding,
            "words": self.words,
            "params": list(self.params),
            "remedies": [_remedy(remedy) for remedy in self.remedies],
        }


@dataclass(frozen=True)
class Decision:
    """The answer to one question: met only when every reason is met."""

    question: str
    reasons: tuple[Reason, ...] = field(default=())

    @cached_property
    def outcome(self) -> Outcome:
        """Not met outweighs unknown, unknown outweighs met; a decision without reasons is met."""
        found = Outcome.MET
        for reason in self.reasons:
            if reason.outcome is Outcome.NOT_MET:
                return Outcome.NOT_MET
            if reason.outcome is Outcome.UNKNOWN:
                found = Outcome.UNKNOWN
        return found

    @property
    def allowed(self) -> bool:
        """Whether the gate is open."""
        return self.outcome is Outcome.MET

    @property
    def missing(self) -> tuple[Reason, ...]:
        """Every condition that keeps the gate closed, in the order of the notice."""
        return tuple(reason for reason in self.reasons if reason.outcome is not Outcome.MET)

    @property
    def clauses(self) -> tuple[str, ...]:
        """The clause ids cited, each once, in order."""
        return tuple(dict.fromkeys(reason.clause for reason in self.reasons))

    def and_also(self, other: Decision) -> Decision:
        """This decision with the reasons of another one added."""
        return Decision(self.question, self.reasons + other.reasons)


def holds(condition: bool | None) -> Outcome:
    """True, False and not known as an outcome."""
    if condition is None:
        return Outcome.UNKNOWN
    return Outcome.MET if condition else Outcome.NOT_MET


def either(*outcomes: Outcome) -> Outcome:
    """The outcome of conditions joined by 或: one met suffices; else unknown outweighs not met."""
    for outcome in (Outcome.MET, Outcome.UNKNOWN):
        if outcome in outcomes:
            return outcome
    return Outcome.NOT_MET


def summary(decision: Decision) -> str:
    """One sentence that counts the conditions, as it stands at the top of a refusal."""
    total = len(decision.reasons)
    counted = [
        (word, sum(1 for reason in decision.reasons if reason.outcome is outcome))
        for outcome, word in _WORDS.items()
    ]
    parts = "，".join(f"{word} {count} 项" for word, count in counted if count)
    return (
        f"{decision.question}：共 {total} 项条件，{parts}。"
        if total
        else f"{decision.question}：没有限制条件。"
    )


def foremost(reasons: Iterable[Reason]) -> list[Reason]:
    """The conditions as they are read: what is not met first, then what is not known, each in the order of the notice."""
    order = {Outcome.NOT_MET: 0, Outcome.UNKNOWN: 1, Outcome.MET: 2}
    return sorted(reasons, key=lambda reason: order[reason.outcome])


def told(reason: Reason) -> str:
    """A condition that keeps a form from going through, as it stands beside its field."""
    ways = "；".join(_remedy(remedy) for remedy in reason.remedies if remedy.label)
    tail = f"可补：{ways}。" if ways else ""
    return f"{reason.outcome.word}“{reason.condition}”（{reason.cite}）：{reason.finding}{tail}"


def as_lines(decision: Decision) -> list[str]:
    """The decision as plain lines of text: for the command line, the audit entry and a document."""
    return [summary(decision), *(_line(reason) for reason in foremost(decision.reasons))]


def _line(reason: Reason) -> str:
    who = "；".join(_remedy(remedy) for remedy in reason.remedies)
    tail = f" 可补：{who}" if who and reason.outcome is not Outcome.MET else ""
    return f"[{reason.outcome.word}] {reason.condition}（{reason.cite}）：{reason.finding}{tail}"


def _remedy(remedy: Remedy) -> str:
    return f"{remedy.who}（{remedy.label}）" if remedy.label else remedy.who


def as_data(decision: Decision) -> dict[str, Any]:
    """The decision as plain data: for JSON output and for the audit payload."""
    return {
        "question": decision.question,
        "outcome": decision.outcome.value,
        "reasons": [reason.data for reason in decision.reasons],
    }


def from_data(data: Mapping[str, Any]) -> Decision:
    """A decision as it was when `as_data` took it down; who could supply something is known by name only."""
    return Decision(data["question"], tuple(_reason(one) for one in data["reasons"]))


def _reason(data: Mapping[str, Any]) -> Reason:
    return Reason(
        clause=data["clause"],
        condition=data["condition"],
        outcome=Outcome(data["outcome"]),
        finding=data["finding"],
        words=data.get("words", ""),
        remedies=tuple(Remedy(who) for who in data["remedies"]),
        params=tuple(data["params"]),
    )


def decide(question: str, reasons: Iterable[Reason]) -> Decision:
    """A decision from reasons given in any iterable."""
    return Decision(question, tuple(reasons))
