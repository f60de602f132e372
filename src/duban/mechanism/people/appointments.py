"""Which posts one organ alone cannot give, and which organ confirms them (一, 三; A77); whose account one cannot open (A79).

Whoever holds a post in an office, in one of the bodies or in 考核主管部门, leads the county or administers the system may
do what others cannot undo by themselves; and the principal leader of a unit answers for it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from duban.mechanism.clauses import clause
from duban.mechanism.people.standing import OFFICES, Function, PostRole, other_office

_LEADERS = (PostRole.SECRETARY, PostRole.COUNTY_HEAD, PostRole.COUNTY_LEADER)
_HEADS = (PostRole.OFFICE_HEAD, PostRole.PRINCIPAL)
Seat = tuple[PostRole, Function]
"""A post as it matters here: the role, and the function of the unit."""


def powerful(role: PostRole, function: Function) -> bool:
    """Whether a post is one of an office, a body, a county leader or an administrator."""
    return role in (*_LEADERS, PostRole.REGISTRAR) or function is not Function.NONE


@clause("1.2", "3.0")
def by_two(role: PostRole, function: Function, *, acting: bool = False) -> bool:
    """Whether a post is proposed by one organ and confirmed by another; who is 主持工作 bears the post of a principal."""
    return powerful(role, function) or role is PostRole.PRINCIPAL or acting


@clause("1.2")
def opened_by_two(posts: Iterable[tuple[PostRole, Function, bool]]) -> bool:
    """Whether the account of somebody with these posts is opened, and opened again, by two persons only (A79).

    Whose post takes two to give takes two to let in: one circle. The third of each is whether it is 主持工作.
    """
    return any(by_two(role, function, acting=acting) for role, function, acting in posts)


@clause("1.2")
def by_principal(role: PostRole, function: Function) -> bool:
    """Whether a post is the principal leader's alone to give: 联络员 of a unit without a function here."""
    return role is PostRole.LIAISON and function is Function.NONE


def of_office(role: PostRole, function: Function) -> bool:
    """Whether a post is an office's own: one of its people, but not its head."""
    return function in OFFICES and role not in _HEADS


@clause("3.0")
def may_propose(proposer: Function, seats: Collection[Seat]) -> bool:
    """Whether an organ may propose these posts; an office only people of an office, the others all."""
    return proposer not in OFFICES or all(of_office(*seat) for seat in seats)


@clause("3.0")
def confirming(proposer: Function, seats: Collection[Seat]) -> Function:
    """The organ that confirms: for an office's own posts the other office, for all others 县委组织部.

    What 县委组织部 itself proposes is confirmed by the head of 县委办公室. The administrator is `Function.NONE`.
    """
    if proposer in OFFICES:
        return other_office(proposer)
    if proposer is Function.ORG_DEPT:
        return Function.PARTY_OFFICE
    offices = {function for _, function in seats}
    if len(offices) == 1 and all(of_office(*seat) for seat in seats):
        return other_office(next(iter(offices)))
    return Function.ORG_DEPT
