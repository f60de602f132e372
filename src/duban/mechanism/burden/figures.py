"""What is counted of the burden that the work lays on units: each figure with its words, and when a number is too much."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from hashlib import sha256

from duban.mechanism.clauses import clause
from duban.mechanism.key_work.figures import Figure
from duban.mechanism.lifecycles import LIFECYCLES, acts_asking, inner_acts
from duban.mechanism.lifecycles.matters import MATTER
from duban.mechanism.lifecycles.measures import NAMES
from duban.mechanism.lifecycles.types import Act
from duban.mechanism.parameters import Pack
from duban.mechanism.people.standing import OFFICE_ROLES, UNIT_ROLES, Role

_FIGURES = (
    Figure("asked", "要求报送", "到期日在这一个月的报告，不论报了没有；暂缓、并入、取消的不算"),
    Figure("sent", "已报送", "这一个月报送的报告"),
    Figure("unchanged", "其中无变化", "这一个月报送的报告中，本期无新进展的"),
    Figure("urged", "催办", "这一个月对单位牵头的事项催办的次数"),
    Figure("extended", "申请延期", "这一个月提出的延期申请，不论同意没有"),
    Figure(
        "off_hours",
        "工作时间以外派的",
        "这一个月在非工作日，或者工作日的工作时间以外，两办对单位办的交办、催办、退回等",
    ),
    Figure("looked", "回头看", "这一个月去单位看已销号事项的次数；抽到几件都只去一次"),
)
BURDEN_FIGURES: Mapping[str, Figure] = {one.key: one for one in _FIGURES}
_MEASURED = (MATTER.kind, *NAMES)
_UNIT = {*UNIT_ROLES.values(), Role.ASSIST, Role.READER, Role.NOTIFIED}
_OFFICE = set(OFFICE_ROLES.values())


@cache
def reporting_acts() -> tuple[str, ...]:
    """The acts by which a unit reports: those in which it may say that nothing has changed."""
    return tuple(sorted(acts_asking("no_change")))


@cache
def asking_acts() -> tuple[str, ...]:
    """What the offices do on a matter or a measure and the unit gets to know of: none that a unit does too, no inner step."""
    acts = (act for kind in _MEASURED for act in LIFECYCLES[kind].acts)
    return tuple(sorted(act.key for act in acts if _asks(act.roles) and act.key not in inner_acts()))


def _asks(roles: tuple[Role, ...]) -> bool:
    return bool(_OFFICE & set(roles)) and not _UNIT & set(roles)


@clause("3.0")
def too_much(key: str, number: float, pack: Pack, on: date) -> bool:
    """Whether a number is above what a county has set for it (A108); what it has set nothing for never is."""
    limit = _LIMITS.get(key)
    return limit is not None and number > float(pack.get(limit, on))


_LIMITS = {
    "asked": "burden_reports_most", "unchanged_share": "burden_unchanged_most", "off_hours": "burden_off_hours_most",
    "messages": "burden_messages_most",
}  # fmt: skip
"""Which parameter bounds which number."""


@clause("3.0")
def spread(counts: Mapping[int, int], share: float) -> int | None:
    """The number that so great a share of cases does not exceed; `counts` says how often each number stood. None of nothing."""
    total, seen = sum(counts.values()), 0
    for number in sorted(counts):
        seen += counts[number]
        if seen >= share * total:
            return number
    return None


_LONGEST = 120
"""A form that lay open for longer was left, not filled in."""


@clause("3.0")
def kept_minutes(opened: datetime, sent: datetime) -> int | None:
    """How many whole minutes a form took, at least one; None where it was left lying, or opened by a clock that is wrong."""
    seconds = (sent - opened).total_seconds()
    minutes = max(1, round(seconds / 60))
    return minutes if seconds >= 0 and minutes <= _LONGEST else None


def is_drawn(key: str, share: int) -> bool:
    """Whether the form with this key is of the sample: `share` of a hundred are, by the digest of the key alone."""
    return int(sha256(key.encode()).hexdigest()[:8], 16) % 100 < share


def is_sampled(act: Act) -> bool:
    """Whether it is told how long the form of an act takes: those that people of units fill in."""
    return bool(act.fields) and bool(set(UNIT_ROLES.values()) & set(act.roles))
