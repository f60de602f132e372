"""What a county needs before the mechanism works in it, and what of that is still missing (一, 三, 九; A85).

Each need is met once and for all: a vacancy or a year to come, later, is no matter of the beginning.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from duban.mechanism.clauses import clause
from duban.mechanism.people.standing import OFFICES, Function, PostRole

_ORGANS = tuple(function for function in Function if function is not Function.NONE)
_OFFICE_SEATS = (PostRole.OFFICE_HEAD, PostRole.INSPECTOR, PostRole.CHECKER, PostRole.CLERK)
SEATS = (
    (PostRole.SECRETARY, Function.NONE),
    (PostRole.COUNTY_HEAD, Function.NONE),
    *((role, office) for office in OFFICES for role in _OFFICE_SEATS),
    (PostRole.PRINCIPAL, Function.CDI),
    (PostRole.PRINCIPAL, Function.ORG_DEPT),
)
"""The first posts of the leaders and of the four organs, without which no measure can be taken."""
_NAMED = 5


class FoundingStep(Enum):
    """The steps of the beginning, in their order: what is done, and who does it."""

    UNITS = ("登记单位", "系统管理员办理")
    POSTS = ("首份任职名单", "系统管理员提交，名单上县委组织部的第一位确认")
    PEOPLE = ("各单位主要领导和联络员", "系统管理员或者县委组织部提名，联络员由单位主要领导指定")
    SIGN_IN = ("账号和首次登录", "系统管理员办理，登录单当面交给本人")
    CALENDAR = ("工作日历", "系统管理员或者办公室主任办理")
    NOTICE = ("本县的通知", "督查员或者系统管理员导入，办公室主任确认")
    NUMBERS = ("文号接续", "两办文书办理")
    MATTER = ("登记第一件重点工作", "督查员办理")

    @property
    def label(self) -> str:
        """What the step is called."""
        return self.value[0]

    @property
    def who(self) -> str:
        """Who does it, as the rest of a sentence that begins with 由."""
        return self.value[1]


@dataclass(frozen=True)
class UnitBegun:
    """A unit as it matters here: whether it ever had a principal leader, a 联络员, and anybody with an account."""

    name: str
    function: Function
    principal: bool
    liaison: bool
    account: bool


@dataclass(frozen=True)
class CountyBegun:
    """What stands in a county: its units, the posts ever held, published years and the one that is needed, and the rest.

    `in_force` tells that a notice is or was, `numbered` which offices began a series, `registered` that there is a matter.
    """

    units: tuple[UnitBegun, ...]
    seats: frozenset[tuple[PostRole, Function]]
    years: frozenset[int]
    year: int
    in_force: bool
    numbered: frozenset[Function]
    registered: bool


@clause("1.1", "1.2", "3.0", "9")
def missing(county: CountyBegun) -> dict[FoundingStep, tuple[str, ...]]:
    """What is missing for each step, in words; every step stands in it, with nothing where all is there."""
    return {
        FoundingStep.UNITS: _units(county),
        FoundingStep.POSTS: _lacking("还没有任", [seat_name(*seat) for seat in SEATS if seat not in county.seats], ""),
        FoundingStep.PEOPLE: _people(county),
        FoundingStep.SIGN_IN: _lacking("还没有人开通账号", [one.name for one in county.units if not one.account]),
        FoundingStep.CALENDAR: (
            () if any(year >= county.year for year in county.years) else (f"{county.year}年的节假日安排没有录入",)
        ),
        FoundingStep.NOTICE: () if county.in_force else ("还没有生效的通知",),
        FoundingStep.NUMBERS: _lacking("没有起号", [office.label for office in OFFICES if office not in county.numbered], ""),
        FoundingStep.MATTER: () if county.registered else ("还没有登记重点工作",),
    }


def seat_name(role: PostRole, function: Function) -> str:
    """A first post in words: 县委书记, 县委办公室督查员."""
    label = role.label.removeprefix("办公室") if function in OFFICES else role.label
    return f"{function.label}{label}"


def _units(county: CountyBegun) -> tuple[str, ...]:
    there = {one.function for one in county.units}
    others = () if Function.NONE in there else ("还没有登记责任单位（镇、县直单位等）",)
    return (*_lacking("还没有", [organ.label for organ in _ORGANS if organ not in there], ""), *others)


def _people(county: CountyBegun) -> tuple[str, ...]:
    """Units without 主要领导 or 联络员; of the four organs only the first posts matter."""
    told = [one for one in county.units if one.function in (Function.NONE, Function.APPRAISAL)]
    responsible = [one for one in told if one.function is Function.NONE]
    return (
        *_lacking("没有主要领导", [one.name for one in told if not one.principal]),
        *_lacking("没有联络员", [one.name for one in responsible if not one.liaison]),
    )


def _lacking(word: str, names: Iterable[str], unit: str = "个单位") -> tuple[str, ...]:
    """One sentence with the first of these names, or with all where they are not units; none where there is no name."""
    found = list(names)
    if not found:
        return ()
    if unit and len(found) > _NAMED:
        return (f"{word}：{'、'.join(found[:_NAMED])}等 {len(found)} {unit}",)
    return (f"{word}：{'、'.join(found)}",)
