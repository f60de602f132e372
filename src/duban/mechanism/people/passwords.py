"""What the rules ask of a password: kinds of characters, an end, and no return of the last ones (A89).

GB/T 22239-2019 身份鉴别 a) asks for complexity and regular change and leaves the numbers to each installation.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta

from duban.mechanism.clauses import clause
from duban.mechanism.parameters import Pack

KINDS = ("大写字母", "小写字母", "数字", "其他字符")


@dataclass(frozen=True)
class PasswordRules:
    """How many of the four kinds of characters, how many days at most (0: for ever), how many last ones do not return."""

    kinds: int
    days: int
    last: int

    @property
    def sentence(self) -> str:
        """What is asked of a new password, for the hint of its field."""
        kinds = f"{'、'.join(KINDS)}中至少有 {self.kinds} 类" if self.kinds > 1 else ""
        return "，".join(part for part in (kinds, f"不与最近 {self.last} 个密码相同" if self.last else "") if part)


@clause("1.2")
def password_rules(pack: Pack, on: date) -> PasswordRules:
    """The rules of a pack on a day."""
    return PasswordRules(
        kinds=int(pack.get("password_kinds", on)),
        days=int(pack.get("password_days", on)),
        last=int(pack.get("password_history", on)),
    )


def too_uniform(password: str, rules: PasswordRules) -> str:
    """Why a password has too few kinds of characters; empty if it has enough."""
    there = kinds_of(password)
    if len(there) >= rules.kinds:
        return ""
    return f"密码只有{'、'.join(there)}，{'、'.join(KINDS)}四类中至少要有 {rules.kinds} 类。"


def kinds_of(password: str) -> tuple[str, ...]:
    """The kinds of characters in a password; Chinese characters and signs are the fourth kind."""
    there = {_kind(character) for character in password}
    return tuple(kind for kind in KINDS if kind in there)


def _kind(character: str) -> str:
    place = {"Lu": 0, "Ll": 1, "Nd": 2}.get(unicodedata.category(character), 3)
    return KINDS[place]


def last_day(since: date, rules: PasswordRules) -> date | None:
    """The last day on which a password opens without being changed; None where it has no end."""
    return since + timedelta(days=rules.days) if rules.days else None
