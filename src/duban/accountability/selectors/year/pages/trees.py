"""The stored explanation of a result as a page shows it: conditions, parameters of that pack, events, what was left out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from duban.accountability.models import Correction, YearResult
from duban.accountability.selectors.year.pages.rows import Item
from duban.mechanism.clauses import clause
from duban.mechanism.consequences.codes import CODES
from duban.mechanism.consequences.rules import Rules, rules_for
from duban.mechanism.decision import Outcome, Reason
from duban.mechanism.parameters import Use
from duban.rulebook.selectors import pack_by_hash


@dataclass(frozen=True)
class EventRow:
    """An event with its document; `why` says why it does not count, empty if it does."""

    on: date
    text: str
    was: str
    document: str
    ref: str
    pending: bool
    why: str = ""


@dataclass(frozen=True)
class Tree:
    """Everything behind one result. `base` is what the notice alone says where a superior document prevails."""

    reasons: tuple[Reason, ...]
    uses: tuple[Use, ...]
    events: tuple[EventRow, ...]
    left: tuple[EventRow, ...]
    base: str
    documents: tuple[str, ...]
    refused: tuple[tuple[str, str], ...]


@clause("7.2.1", "7.2.3", "8")
def trees(row: YearResult | Correction, items: Iterable[Item], year: int) -> tuple[tuple[Item, Tree], ...]:
    """The tree of each result, with the values of the parameters in the pack that judged it."""
    rules = _rules(row, year)
    return tuple((item, _tree(row.explanation, item, rules)) for item in items)


def _rules(row: YearResult | Correction, year: int) -> Rules | None:
    try:
        return rules_for(pack_by_hash(row.jurisdiction_id, row.pack_hash), year)
    except LookupError:
        return None


def _tree(told: dict[str, Any], item: Item, rules: Rules | None) -> Tree:
    own = told.get("trees", {}).get(item.code, {})
    events = told.get("events", [])
    params = CODES[item.code].params if item.code in CODES else ()
    return Tree(
        reasons=tuple(
            Reason(one["clause"], one["condition"], Outcome(one["outcome"]), one["finding"])
            for one in own.get("reasons", ())
        ),
        uses=tuple(rules.use(key) for key in dict.fromkeys(params)) if rules else (),
        events=tuple(_event(events[n]) for n in own.get("behind", ())),
        left=tuple(_event(one) for one in told.get("left", ())),
        base=own.get("base", ""),
        documents=tuple(own.get("documents", ())),
        refused=tuple((source, why) for source, why in told.get("refused", ())),
    )


def _event(one: dict[str, Any]) -> EventRow:
    return EventRow(
        on=date.fromisoformat(one["on"]),
        text=one["text"],
        was=one["was"],
        document=one["document"],
        ref=one["ref"],
        pending=one["pending"],
        why=one.get("why", ""),
    )
