"""Who has to do with a notice: the office that entered it, and the heads and leaders who confirm."""

from __future__ import annotations

from duban.acts.kinds import Bearer
from duban.mechanism.standing import Function, Role, Subject
from duban.rulebook.models import CalendarYear, Notice
from duban.shared.actor import Actor


def of_notice(notice: Notice) -> Subject:
    """The relations of a notice."""
    return Subject(office=Function(notice.office))


def bearer(notice: Notice, role: Role) -> Bearer:
    """The head of the office that entered a draft confirms it."""
    return Bearer(role, notice.unit_id)


def visible(actor: Actor, notice: Notice, roles: frozenset[Role]) -> bool:
    """A confirmed notice is everybody's; a draft is for those who enter and confirm."""
    return notice.state == "confirmed" or bool(
        roles & {Role.INSPECTOR, Role.REGISTRAR, Role.OFFICE_HEAD, Role.CO_HEAD, Role.MAIN_LEADER}
    )


def of_calendar(year: CalendarYear) -> Subject:
    """The calendar concerns the county as a whole."""
    return Subject(office=Function.PARTY_OFFICE)
