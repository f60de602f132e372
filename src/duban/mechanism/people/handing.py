"""交接: what passes to a colleague when somebody leaves, and what does not (三; A98)."""

from __future__ import annotations

from duban.mechanism.clauses import clause
from duban.mechanism.people.standing import Role

_PASSING = frozenset({Role.INSPECTOR, Role.HANDLER, Role.CHECKER, Role.CLERK, Role.LIAISON, Role.ASSIST})
"""What is done by name as a matter of work: a colleague of the same post can do it as well."""
_LEADERS = frozenset({Role.LEADER, Role.MAIN_LEADER, Role.SECRETARY, Role.COUNTY_HEAD, Role.CONVENER})


@clause("3.0")
def stays_because(role: Role, in_person: bool) -> str:
    """Why what somebody owes by name does not pass to a colleague; empty where it does (A98)."""
    if in_person or role is Role.HOLDER:
        return "须由本人办理"
    if role in _LEADERS:
        return "领导审批不移交，由办公室送接任的领导"
    return "" if role in _PASSING else "随职务由接任的人办理"
