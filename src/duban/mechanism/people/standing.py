"""Who somebody is to a case: roles that follow from the posts held on the day (一, 三, A9)."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from enum import Enum

from duban.mechanism.clauses import clause


class PostRole(Enum):
    """The kinds of dated posts that the mechanism knows."""

    PRINCIPAL = "principal"
    DEPUTY = "deputy"
    HANDLER = "handler"
    LIAISON = "liaison"
    STAFF = "staff"
    INSPECTOR = "inspector"
    CHECKER = "checker"
    OFFICE_HEAD = "office_head"
    CLERK = "clerk"
    SIGNATORY = "signatory"
    COUNTY_LEADER = "county_leader"
    SECRETARY = "secretary"
    COUNTY_HEAD = "county_head"
    REGISTRAR = "registrar"

    @property
    def label(self) -> str:
        """The Chinese name of the post."""
        return _POST_LABELS[self]


_POST_LABELS = {
    PostRole.PRINCIPAL: "主要领导",
    PostRole.DEPUTY: "分管领导",
    PostRole.HANDLER: "经办负责人",
    PostRole.LIAISON: "联络员",
    PostRole.STAFF: "工作人员",
    PostRole.INSPECTOR: "督查员",
    PostRole.CHECKER: "核稿人",
    PostRole.OFFICE_HEAD: "办公室主任",
    PostRole.CLERK: "文书",
    PostRole.SIGNATORY: "受权签发人",
    PostRole.COUNTY_LEADER: "县领导",
    PostRole.SECRETARY: "县委书记",
    PostRole.COUNTY_HEAD: "县长",
    PostRole.REGISTRAR: "系统管理员",
}


class Function(Enum):
    """The organs with a function in the mechanism; every other unit has none."""

    PARTY_OFFICE = "party_office"
    GOV_OFFICE = "gov_office"
    CDI = "cdi"
    ORG_DEPT = "org_dept"
    APPRAISAL = "appraisal"
    NONE = ""

    @property
    def label(self) -> str:
        """The name of the organ in the notice."""
        return _FUNCTION_LABELS[self]


_FUNCTION_LABELS = {
    Function.PARTY_OFFICE: "县委办公室",
    Function.GOV_OFFICE: "县政府办公室",
    Function.CDI: "县纪委监委",
    Function.ORG_DEPT: "县委组织部",
    Function.APPRAISAL: "考核主管部门",
    Function.NONE: "",
}
OFFICES = (Function.PARTY_OFFICE, Function.GOV_OFFICE)
SHARING = (*OFFICES, Function.CDI, Function.ORG_DEPT)


def other_office(office: Function) -> Function:
    """The office of the other side."""
    return Function.GOV_OFFICE if office is Function.PARTY_OFFICE else Function.PARTY_OFFICE


class Role(Enum):
    """What an actor is to one case; the act table names these."""

    INSPECTOR = "督查员"
    CHECKER = "核稿人"
    OFFICE_HEAD = "办公室主任"
    CO_HEAD = "会签办公室主任"
    CLERK = "文书"
    SIGNATORY = "受权签发的副主任"
    LEADER = "县委或县政府领导"
    MAIN_LEADER = "县委或县政府主要领导"
    SECRETARY = "县委书记"
    COUNTY_HEAD = "县长"
    CONVENER = "‹约谈›召集人"
    PRINCIPAL = "责任单位主要领导"
    DEPUTY = "责任单位分管领导"
    HANDLER = "事项经办负责人"
    LIAISON = "责任单位联络员"
    ASSIST = "协办单位联络员"
    CDI = "县纪委监委"
    ORG_DEPT = "县委组织部"
    APPRAISAL = "考核主管部门"
    REGISTRAR = "系统管理员"
    NOTIFIED = "受通报单位"
    HOLDER = "任职者本人"
    READER = "有权查看的人"
    SYSTEM = "系统"


@dataclass(frozen=True)
class PostHeld:
    """A post held on the day in question; `behalf_id` names the person who delegated it, if one did."""

    post_id: int
    role: PostRole
    title: str
    unit_id: int | None = None
    function: Function = Function.NONE
    side: str = ""
    acting: bool = False
    behalf_id: int | None = None
    behalf_name: str = ""


@dataclass(frozen=True)
class Subject:
    """What a case tells about who has to do with it.

    `office` is the office that acts; `responsible` are the functions of units that are themselves
    responsible: their staff are the supervised here, never the supervisors. `holder_id` is whose own post it is.
    """

    office: Function
    lead_unit: int | None = None
    assist_units: Container[int] = frozenset()
    responsible: frozenset[Function] = frozenset()
    handler_id: int | None = None
    convener_id: int | None = None
    notified_units: frozenset[int] = frozenset()
    holder_id: int | None = None


OFFICE_ROLES = {
    PostRole.INSPECTOR: Role.INSPECTOR,
    PostRole.CHECKER: Role.CHECKER,
    PostRole.OFFICE_HEAD: Role.OFFICE_HEAD,
    PostRole.CLERK: Role.CLERK,
    PostRole.SIGNATORY: Role.SIGNATORY,
}
UNIT_ROLES = {
    PostRole.PRINCIPAL: Role.PRINCIPAL,
    PostRole.DEPUTY: Role.DEPUTY,
    PostRole.HANDLER: Role.HANDLER,
    PostRole.LIAISON: Role.LIAISON,
}
ORGAN_ROLES = {
    Function.CDI: Role.CDI,
    Function.ORG_DEPT: Role.ORG_DEPT,
    Function.APPRAISAL: Role.APPRAISAL,
}


@clause("3.0")
def acting_office(chosen: Function, responsible: frozenset[Function]) -> Function:
    """The office that follows a case: the chosen one, or the other where that one is itself responsible."""
    return other_office(chosen) if chosen in responsible else chosen


@clause("3.1.2", "3.2.1", "3.2.4", "3.3.2")
def leader_posts(posts: tuple[PostHeld, ...]) -> tuple[PostHeld, ...]:
    """The county leader's posts that may approve a measure.

    Leaders of 人大 and 政协 stand on no list; a 常委 who heads 纪委 or 组织部 does not approve (A9).
    """
    heads_organ = any(
        post.role is PostRole.PRINCIPAL and post.function in (Function.CDI, Function.ORG_DEPT)
        for post in posts
    )
    main = tuple(post for post in posts if post.role in (PostRole.SECRETARY, PostRole.COUNTY_HEAD))
    if heads_organ:
        return main
    return main + tuple(post for post in posts if post.role is PostRole.COUNTY_LEADER)


def leader_roles(posts: tuple[PostHeld, ...]) -> set[Role]:
    """The roles that leaders of the county have toward every case."""
    roles: set[Role] = set()
    for post in leader_posts(posts):
        roles.add(Role.LEADER)
        if post.role is PostRole.SECRETARY:
            roles |= {Role.MAIN_LEADER, Role.SECRETARY}
        if post.role is PostRole.COUNTY_HEAD:
            roles |= {Role.MAIN_LEADER, Role.COUNTY_HEAD}
    return roles


def _office_roles(post: PostHeld, subject: Subject) -> set[Role]:
    if post.function in subject.responsible or post.role not in OFFICE_ROLES:
        return set()
    if post.function is subject.office:
        return {OFFICE_ROLES[post.role]}
    if post.function is other_office(subject.office) and post.role is PostRole.OFFICE_HEAD:
        return {Role.CO_HEAD}
    return set()


def _unit_roles(post: PostHeld, subject: Subject) -> set[Role]:
    if post.unit_id is None:
        return set()
    if post.unit_id == subject.lead_unit:
        return {UNIT_ROLES[post.role]} if post.role in UNIT_ROLES else set()
    if post.role in UNIT_ROLES and post.unit_id in subject.assist_units:
        return {Role.ASSIST}
    return set()


@clause("1.2", "3.0")
def standing(person_id: int | None, posts: tuple[PostHeld, ...], subject: Subject) -> frozenset[Role]:
    """Every role that a person with these posts has toward the case."""
    roles = leader_roles(posts)
    for post in posts:
        roles |= _office_roles(post, subject) | _unit_roles(post, subject)
        if post.function in ORGAN_ROLES and post.function not in subject.responsible:
            roles.add(ORGAN_ROLES[post.function])
        if post.role is PostRole.REGISTRAR:
            roles.add(Role.REGISTRAR)
        if post.unit_id in subject.notified_units:
            roles.add(Role.NOTIFIED)
    if person_id is not None and person_id == subject.handler_id:
        roles.add(Role.HANDLER)
    if person_id is not None and person_id == subject.convener_id and Role.LEADER in roles:
        roles.add(Role.CONVENER)
    if person_id is not None and person_id == subject.holder_id:
        roles.add(Role.HOLDER)
    return frozenset(roles)


INNER = frozenset(
    {Role.INSPECTOR, Role.CHECKER, Role.OFFICE_HEAD, Role.CO_HEAD, Role.CLERK, Role.SIGNATORY, Role.LEADER}
)
"""The inner circle: who reads internal drafts, opinions and suggestions."""


def sees_drafts(roles: frozenset[Role]) -> bool:
    """Whether internal drafts, opinions and suggestions are open to somebody with these roles."""
    return bool(roles & INNER)
