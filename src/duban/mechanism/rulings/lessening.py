"""Whether kinds that come in the place of others only lessen: an appeal never makes a decision heavier (六).

A new kind is compared with what falls away for it, not with the heaviest that there was: two sanctions in the place
of one are more, also where each of them is lighter.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from duban.mechanism.clauses import clause
from duban.mechanism.rulings.sanctions import DISCIPLINE, SanctionKind


@dataclass(frozen=True)
class Imposed:
    """A kind with the last day of its period of effect, None where it has none or none is stated."""

    kind: SanctionKind
    until: date | None = None


@clause("6.4")
def worsened(before: Sequence[Imposed], after: Sequence[Imposed]) -> tuple[str, ...]:
    """What of `after` is more than `before`, in words; empty where it only lessens.

    Each kind that is added has a heavier one of its own that falls away by it; no kind that stays, and none that comes
    instead, runs longer than the one before.
    """
    old, new = {one.kind.key for one in before}, {one.kind.key for one in after}
    gone = sorted((one for one in before if one.kind.key not in new), key=_weight)
    stays = {one.kind.key: one for one in before if one.kind.key in new}
    found = []
    for one in sorted(after, key=_weight, reverse=True):
        if one.kind.key in old:
            found += _longer(stays[one.kind.key], one)
        elif not gone or gone[-1].kind.weight <= one.kind.weight:
            found.append(f"增加了{one.kind.word}，没有更重的方式因此免去")
        else:
            found += _longer(gone.pop(), one)
    return tuple(found)


def _weight(one: Imposed) -> int:
    return one.kind.weight


def _longer(before: Imposed, after: Imposed) -> list[str]:
    """The period of a kind against that of the one before; a sanction without a stated end bounds nothing."""
    limit = before.until
    if limit is None:
        free = before.kind.scale in DISCIPLINE or after.until is None
        return [] if free else [f"{after.kind.word}影响期到{after.until:%Y-%m-%d}，原来没有影响期"]
    if after.until is not None and after.until <= limit:
        return []
    if after.until is None and (after.kind.months is not None or after.kind.scale not in DISCIPLINE):
        return []
    until = f"到{after.until:%Y-%m-%d}" if after.until else "没有写明截止日"
    return [f"{after.kind.word}影响期{until}，原来到{limit:%Y-%m-%d}"]
