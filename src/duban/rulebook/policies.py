"""Who has to do with the rules: the office that entered them, and the heads and leaders who confirm."""

from __future__ import annotations

from duban.acts.kinds import Bearer, people
from duban.acts.sight.toward import Relations, holding
from duban.acts.sight.visibility import on_object
from duban.mechanism.lifecycles import states_of
from duban.mechanism.people.standing import OFFICES, Function, Role, Subject, other_office
from duban.rulebook.models import CalendarYear, Notice, PackDraft, SuperiorRule
from duban.shared.actor import Actor
from duban.shared.conditions import EVERYTHING, Condition, one_of

_RULES = frozenset(
    {Role.INSPECTOR, Role.REGISTRAR, Role.OFFICE_HEAD, Role.CO_HEAD, Role.LEADER, Role.MAIN_LEADER}
)
_ORGANS = frozenset({Role.CDI, Role.ORG_DEPT, Role.APPRAISAL})
_ENTERING = frozenset({Role.INSPECTOR, Role.REGISTRAR, Role.OFFICE_HEAD, Role.CO_HEAD, Role.MAIN_LEADER})
_COUNTY = frozenset({Role.MAIN_LEADER})
_CONFIRMED = one_of("state", states_of("notice", "in_force"))


def of_notice(notice: Notice) -> Subject:
    """The relations of a notice."""
    return Subject(office=Function(notice.office))


def bearer(notice: Notice, role: Role) -> Bearer:
    """The head of the office that entered a draft confirms it; an extension, the head of the office that did not."""
    if role is Role.CO_HEAD:
        return Bearer(Role.OFFICE_HEAD, _unit_of(notice.jurisdiction_id, confirming_office(notice)))
    return Bearer(role, notice.unit_id)


def confirming_office(notice: Notice) -> Function:
    """The office that confirms an extension: the other one than that which entered it."""
    return other_office(Function(notice.proposed["office"]))


def _unit_of(jurisdiction_id: int, office: Function) -> int | None:
    held = (post for actor in people(jurisdiction_id).values() for post in actor.posts)
    return next((post.unit_id for post in held if post.function is office and post.unit_id is not None), None)


def notice_files(actor: Actor) -> Condition:
    """Who reads a notice reads the documents by which it was extended."""
    return on_object("notice", sees_notice(actor))


def draft_files(actor: Actor) -> Condition:
    """Who knows of a version reads the documents on which it rests."""
    return on_object("packdraft", sees_draft(actor))


def superior_files(actor: Actor) -> Condition:
    """Who knows of a superior document reads it."""
    return on_object("override", sees_superior(actor))


def sees_notice(actor: Actor) -> Condition:
    """A confirmed notice is everybody's; a draft is for those who enter and confirm."""
    return _CONFIRMED | holding(actor, _ENTERING, Relations())


def of_rule(rule: PackDraft | SuperiorRule) -> Subject:
    """The relations of a draft, or of a superior document."""
    return Subject(office=Function(rule.office))


def rule_bearer(rule: PackDraft | SuperiorRule, role: Role) -> Bearer:
    """The head of the office that entered it; the county's leaders are of no unit."""
    return Bearer(role, None if role in _COUNTY else rule.unit_id)


def sees_draft(actor: Actor) -> Condition:
    """A version in force is everybody's; one under way is for both offices, the leaders and the organs that apply it."""
    return _CONFIRMED | (EVERYTHING if _in_offices(actor) else holding(actor, _RULES | _ORGANS, Relations()))


def _in_offices(actor: Actor) -> bool:
    return any(post.function in OFFICES for post in actor.posts)


def sees_superior(actor: Actor) -> Condition:
    """A confirmed document is everybody's, an entry that waits is for those who enter and confirm."""
    waits = one_of("state", states_of("override", "unconfirmed"))
    return ~waits | (EVERYTHING if _in_offices(actor) else holding(actor, _RULES, Relations()))


def sees_past_results(actor: Actor, roles: frozenset[Role]) -> bool:
    """Whether names and results of past years may be shown in a comparison of versions (4.5)."""
    return bool(roles & (_RULES - {Role.REGISTRAR} | _ORGANS)) or _in_offices(actor)


def sees_reserved(roles: frozenset[Role]) -> bool:
    """Whether what is for 县委组织部 only may be shown (7.1.3)."""
    return Role.ORG_DEPT in roles


def of_calendar(year: CalendarYear) -> Subject:
    """The calendar concerns the county as a whole."""
    return Subject(office=Function.PARTY_OFFICE)
