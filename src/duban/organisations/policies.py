"""Who may see what of the directory, and what each kind of row tells the act engine."""

from __future__ import annotations

from datetime import date, timedelta
from enum import Enum

from duban.acts.beside import bars, worded
from duban.acts.kinds import Bearer
from duban.acts.sight.toward import Relations, column, county_office, holding
from duban.acts.sight.visibility import on_object
from duban.audit.access import Access
from duban.mechanism.clauses import clause
from duban.mechanism.decision import Outcome, Reason, Remedy, decide, holds
from duban.mechanism.lifecycles import states_of
from duban.mechanism.lifecycles.types import Act
from duban.mechanism.people.appointments import by_principal
from duban.mechanism.people.standing import OFFICES, SHARING, Function, PostRole, Role, Subject
from duban.organisations.facts import is_beginning
from duban.organisations.models import (
    ClockCheck,
    Delegation,
    Handover,
    Leave,
    ListedPost,
    OneTimeLink,
    PasswordReset,
    Person,
    Post,
    PostList,
    Slip,
    Unit,
)
from duban.shared import clock
from duban.shared.actor import Actor
from duban.shared.conditions import EVERYTHING, Blank, Condition, Is, either, one_of, some, through
from duban.shared.errors import Unmet

_LEADERS = (PostRole.SECRETARY, PostRole.COUNTY_HEAD, PostRole.COUNTY_LEADER)
_PUBLIC = [role.value for role in (*_LEADERS, PostRole.PRINCIPAL, PostRole.LIAISON)]
_IN_FORCE = ~one_of("state", states_of("post", "void"))

COUNTY = Subject(office=Function.PARTY_OFFICE)
"""The subject of what belongs to the county as a whole: no unit is concerned more than another."""


def sees_people(actor: Actor, unit_id: int | None = None) -> bool:
    """Whether people are open to the actor: administrators, the four organs, leaders, and a unit's own staff."""
    return any(
        post.role in (PostRole.REGISTRAR, *_LEADERS)
        or post.function in SHARING
        or (unit_id is not None and post.unit_id == unit_id)
        for post in actor.posts
    )


def sees_person(actor: Actor) -> Condition:
    """Everybody for those to whom people are open; others themselves and whoever holds a post in their unit."""
    if sees_people(actor):
        return EVERYTHING
    today = actor.on + timedelta(1)
    held = Is("starts_on", today, "lt") & (Blank("ends_on") | Is("ends_on", actor.on, "gte"))
    colleagues = some(Post, "person_id", _IN_FORCE & held & one_of("unit_id", sorted(actor.unit_ids)))
    return colleagues | column("pk")(actor.person_id)


def sees_post(actor: Actor) -> Condition:
    """Posts of those units whose people are open, one's own, and who leads or answers for a unit: all may know that."""
    if sees_people(actor):
        return EVERYTHING
    return (
        one_of("role", _PUBLIC)
        | one_of("unit_id", sorted(actor.unit_ids))
        | column("person_id")(actor.person_id)
    )


def of_person(person: Person, on: date) -> Subject:
    """The relations of what concerns a person in office: the person, and whoever heads the office or the unit on a day."""
    held = Post.objects.filter(_IN_FORCE.query(), person=person, starts_on__lte=on, unit__isnull=False)
    posts = [post for post in held.select_related("unit").order_by("pk") if post.ends_on is None or post.ends_on >= on]
    units = [post.unit for post in posts if post.unit is not None]
    of_office = [unit for unit in units if Function(unit.function) in OFFICES]
    first = next(iter((*of_office, *units)), None)
    office = Function(first.function) if first in of_office and first is not None else Function.NONE
    return Subject(office=office, lead_unit=first.pk if first else None, holder_id=person.pk)


def of_leave(leave: Leave) -> Subject:
    """The relations of a leave: those of its person today."""
    return of_person(leave.person, clock.today())


def sees_leave(actor: Actor) -> Condition:
    """Whoever knows of the person knows when that person is away."""
    return through("person", sees_person(actor))


def sees_delegation(actor: Actor) -> Condition:
    """Whoever gave or received it, and everybody who has a role toward the county as a whole."""
    whose = Relations(office=county_office, holder=column("post__person_id"))
    return holding(actor, Role, whose) | column("to_person_id")(actor.person_id)


def sees_slip(actor: Actor) -> Condition:
    """Whoever gives or confirms slips knows of those given; the links on one are read by whoever gave it alone."""
    roles = (Role.REGISTRAR, Role.ORG_DEPT, Role.CDI)
    return holding(actor, roles, Relations(office=county_office)) | column("given_by_id")(actor.person_id)


def of_slip(slip: Slip) -> Subject:
    """A slip concerns the county as a whole."""
    return COUNTY


def _organ(person_id: int) -> Role | None:
    """For which of the three that stand behind slips somebody speaks by the own posts of today."""
    today = clock.today()
    held = Post.objects.filter(person=person_id).exclude(state__in=states_of("post", "void")).select_related("unit")
    posts = [post for post in held if post.starts_on <= today and (post.ends_on is None or today <= post.ends_on)]
    functions = {post.unit.function for post in posts if post.unit}
    if Function.ORG_DEPT.value in functions:
        return Role.ORG_DEPT
    if Function.CDI.value in functions:
        return Role.CDI
    return Role.REGISTRAR if any(post.role == PostRole.REGISTRAR.value for post in posts) else None


def bearer_of_slip(slip: Slip, role: Role) -> Bearer:
    """Who stands behind a sheet as the second: 县委组织部, and behind one that it gave itself 县纪委监委."""
    own = slip.given_by_id is not None and _organ(slip.given_by_id) is Role.ORG_DEPT
    asked, function = (Role.CDI, Function.CDI) if own else (Role.ORG_DEPT, Function.ORG_DEPT)
    unit = Unit.objects.filter(
        jurisdiction_id=slip.jurisdiction_id, function=function.value, state__in=states_of("unit", "active")
    ).first()
    return Bearer(asked, unit.pk if unit else None)


@clause("1.2")
@bars
@worded("另一机关的人，登录单上没有自己")
def _another_organ(actor: Actor, act: Act, slip: Slip, behalf_id: int | None) -> None:
    """The second person is of another organ than who gave the sheet, and not on it."""
    if slip.given_by_id is not None and actor.person_id is not None:
        raise_unless(act, [_second_of_another_organ(actor.person_id, slip, slip.given_by_id)])


def _second_of_another_organ(second: int, slip: Slip, first: int) -> Reason:
    same = _organ(first) is _organ(second)
    named = OneTimeLink.objects.filter(slip=slip, account__person=second).exists()
    finding = "登录单是您的机关发放的。" if same else "登录单上有您。" if named else "是，登录单上没有您。"
    remedies = (Remedy("县委组织部、县纪委监委或者系统管理员中的另一家", "slip.confirm", "确认登录单"),)
    return Reason("1.2", "由另一机关的人确认，本人不在登录单上", holds(not (same or named)), finding, remedies=remedies)


def sees_reset(actor: Actor) -> Condition:
    """Whoever proposes and whoever confirms, and the person whose password it is."""
    roles = (Role.REGISTRAR, Role.ORG_DEPT, Role.CDI)
    return holding(actor, roles, Relations(office=county_office)) | column("person_id")(actor.person_id)


def sees_clockcheck(actor: Actor) -> Condition:
    """Whoever proposes and whoever confirms which time counts."""
    return holding(actor, (Role.REGISTRAR, Role.ORG_DEPT, Role.CDI), Relations(office=county_office))


def by_org_dept(row: PasswordReset | ClockCheck, role: Role) -> Bearer:
    """县委组织部 owes the answer."""
    organ = Unit.objects.filter(
        jurisdiction_id=row.jurisdiction_id,
        function=Function.ORG_DEPT.value,
        state__in=states_of("unit", "active"),
    )
    return Bearer(role, organ.values_list("pk", flat=True).first())


@bars
@worded("不是提请的人，也不是本人")
def _another_person(actor: Actor, act: Act, reset: PasswordReset, behalf_id: int | None) -> None:
    """Raise Unmet where somebody would confirm what concerns the own password; to refuse it is everybody's right."""
    if actor.person_id == reset.person_id:
        finding = "要重置的是您本人的密码。"
        remedy = Remedy("县委组织部或者县纪委监委的另一人", act.key, act.label)
        raise Unmet(decide(act.label, [Reason("1.2", "由本人以外的人办理", Outcome.NOT_MET, finding, remedies=(remedy,))]))


_BODIES = (Function.CDI, Function.ORG_DEPT)
_HEADS = (PostRole.PRINCIPAL, PostRole.OFFICE_HEAD)
_DOOR = (Access.SIGN_IN, Access.SIGN_OUT, Access.FAILED, Access.REFUSED)


class Answering(Enum):
    """For whose coming, going and reading somebody answers."""

    ALL = "全部登录、退出、登录失败、越界访问和查阅"
    DOOR = "全部登录、退出、登录失败和越界访问，本人的查阅"
    UNIT = "本单位人员的登录、退出、越界访问和查阅"
    SELF = "本人的登录、退出、越界访问和查阅"


def answering(actor: Actor) -> Answering:
    """The heads of the two bodies for all, as the records are theirs; the administrator for the door; a head for a unit."""
    posts = [post for post in actor.posts if post.behalf_id is None]
    if any(post.role in _HEADS and post.function in _BODIES for post in posts):
        return Answering.ALL
    if any(post.role is PostRole.REGISTRAR for post in posts):
        return Answering.DOOR
    return Answering.UNIT if any(post.role in _HEADS and post.unit_id for post in posts) else Answering.SELF


def sees_access(actor: Actor) -> Condition:
    """Who came, failed, left, looked too far or read: the own entries, and those for which the actor answers."""
    scope, own = answering(actor), column("actor_id")(actor.person_id)
    if scope is Answering.ALL:
        return EVERYTHING
    if scope is Answering.DOOR:
        return own | one_of("act", [access.key for access in _DOOR])
    if scope is Answering.UNIT:
        led = sorted({post.unit_id for post in actor.posts if post.role in _HEADS and post.unit_id and not post.behalf_id})
        today = actor.on + timedelta(1)
        held = Is("starts_on", today, "lt") & (Blank("ends_on") | Is("ends_on", actor.on, "gte"))
        return own | some(Post, "person_id", _IN_FORCE & held & one_of("unit_id", led), key="actor_id")
    return own


def of_post(post: Post) -> Subject:
    """The relations of a post: whose own it is, and of a 联络员 whose unit it serves."""
    own = post.role == PostRole.LIAISON.value and post.unit is not None and not post.unit.function
    return Subject(
        office=Function.PARTY_OFFICE, holder_id=post.person_id, lead_unit=post.unit_id if own else None
    )


@bars
def _liaison_by_principal(actor: Actor, act: Act, post: Post, behalf_id: int | None) -> None:
    """A unit's 联络员 is changed by its principal leader alone, whatever other posts somebody holds."""
    if post.unit is None:
        return
    role, function = PostRole(post.role), Function(post.unit.function)
    leads = any(held.role is PostRole.PRINCIPAL and held.unit_id == post.unit_id for held in actor.posts)
    if by_principal(role, function) and not leads:
        remedy = Remedy("责任单位主要领导", "post.name_liaison", "指定联络员")
        finding = f"这是{post.unit.short_name}的联络员，您不是其主要领导。"
        reason = Reason("1.2", "联络员只由单位主要领导更换", holds(False), finding, remedies=(remedy,))
        raise Unmet(decide(act.label, [reason]))


def proposing_organ(actor: Actor) -> Function:
    """The organ for which somebody proposes: 县委组织部, an office by its head, else none: the administrator."""
    if any(post.function is Function.ORG_DEPT for post in actor.posts):
        return Function.ORG_DEPT
    return next((post.function for post in actor.posts if post.role is PostRole.OFFICE_HEAD), Function.NONE)


def sees_postlist(actor: Actor) -> Condition:
    """Those who propose and confirm, and whoever is asked to confirm the first list of a county."""
    keeps = any(
        post.role in (PostRole.REGISTRAR, PostRole.OFFICE_HEAD) or post.function is Function.ORG_DEPT
        for post in actor.posts
    )
    return EVERYTHING if keeps else column("first_named_id")(actor.person_id)


def postlist_files(actor: Actor) -> Condition:
    """Who knows of a list reads the document on which it rests."""
    return on_object("postlist", sees_postlist(actor))


def of_postlist(row: PostList) -> Subject:
    """The relations of a list: the organ that confirms it, and who alone confirms the first of a county."""
    confirming = Function(row.confirming or Function.ORG_DEPT.value)
    office = confirming if confirming in OFFICES else Function.PARTY_OFFICE
    return Subject(office=office, holder_id=row.first_named_id)


def bearer_of_postlist(row: PostList, role: Role) -> Bearer:
    """Who confirms: the first named person, the head of an office, or 县委组织部."""
    if row.first_named_id is not None:
        return Bearer(Role.HOLDER, person_id=row.first_named_id)
    active = Unit.objects.filter(jurisdiction_id=row.jurisdiction_id, state__in=states_of("unit", "active"))
    unit = active.filter(function=row.confirming).first()
    asked = Role.OFFICE_HEAD if Function(row.confirming) in OFFICES else Role.ORG_DEPT
    return Bearer(asked, unit.pk if unit else None)


@clause("1.2", "3.0")
@bars
@worded("不是提名的人，名单上没有自己；由名单写明的机关确认")
def _asked_and_another(actor: Actor, act: Act, row: PostList, behalf_id: int | None) -> None:
    """Nobody confirms himself or what he proposed, and only the organ that is asked does."""
    persons = {one for one in (actor.person_id, behalf_id) if one is not None}
    raise_unless(act, [_is_asked(actor, row), _is_another(persons, row)])


@clause("1.2", "3.0")
@bars
@worded("由提名的机关撤回")
def _own_organ(actor: Actor, act: Act, row: PostList, behalf_id: int | None) -> None:
    """Only the organ that proposed a list takes it back."""
    if proposing_organ(actor).value != row.proposer:
        raise_unless(act, [Reason("1.2", "由提名的机关撤回", holds(False), "您不在提名的机关。")])


def raise_unless(act: Act, reasons: list[Reason]) -> None:
    """Refuse an act unless every one of these holds."""
    decision = decide(act.label, reasons)
    if not decision.allowed:
        raise Unmet(decision)


def _is_asked(actor: Actor, row: PostList) -> Reason:
    if row.first_named_id is not None:
        asked = actor.person_id == row.first_named_id and is_beginning(row.jurisdiction_id)
        finding = "您是。" if asked else "您不是，或者县里已有任职。"
        return Reason("1.2", "县里的第一份名单由名单上县委组织部的第一位确认", holds(asked), finding)
    organ = Function(row.confirming)
    held = [post for post in actor.posts if post.function is organ and post.behalf_id is None]
    asked = any(post.role is PostRole.OFFICE_HEAD or organ not in OFFICES for post in held)
    who = f"{organ.label}主任" if organ in OFFICES else organ.label
    finding = f"您{'' if asked else '不'}是。"
    return Reason("3.0", f"由{who}确认", holds(asked), finding, remedies=(Remedy(who, "postlist.confirm", "确认任职名单"),))


def _is_another(persons: set[int], row: PostList) -> Reason:
    own = row.proposed_by_id in persons
    named = row.first_named_id is None and ListedPost.objects.filter(postlist=row, person_id__in=persons).exists()
    finding = "名单是您提出的。" if own else "您在名单上。" if named else "不是您提出的，名单上没有您。"
    return Reason("1.2", "不确认自己提出的名单，也不确认自己", holds(not own and not named), finding)


def of_delegation(delegation: Delegation) -> Subject:
    """The relations of a delegation: whose own post was delegated."""
    return of_post(delegation.post)


def bearer(row: object, role: Role) -> Bearer:
    """Whoever bears a role for the directory: nobody in particular."""
    return Bearer(role)


def sees_read(actor: Actor) -> Condition:
    """What somebody has read is known to that one alone."""
    return column("person_id")(actor.person_id)


def sees_own(actor: Actor) -> Condition:
    """Its owner, and where it is shared the people of that unit."""
    return column("person_id")(actor.person_id) | one_of("shared_with_id", sorted(actor.unit_ids))


def sees_handover(actor: Actor) -> Condition:
    """Who hands over, who receives, who carries it out, and whoever heads their unit today."""
    named = [column(f"{who}_id")(actor.person_id) for who in ("giver", "receiver", "director")]
    heads = (Role.OFFICE_HEAD, Role.PRINCIPAL)
    return either(named) | holding(actor, heads, Relations(office=column("office"), lead=column("unit_id")))


def of_handover(row: Handover) -> Subject:
    """The relations of a handover: whose own it is, who goes on, and whose unit it is."""
    return Subject(Function(row.office), lead_unit=row.unit_id, handler_id=row.receiver_id, holder_id=row.giver_id)


def bearer_of_handover(row: Handover, role: Role) -> Bearer:
    """Who signs, and the head who carries it out by name."""
    if role is Role.HOLDER:
        return Bearer(role, None, row.giver_id)
    if role is Role.HANDLER:
        return Bearer(role, None, row.receiver_id)
    return Bearer(Role.OFFICE_HEAD if row.office else Role.PRINCIPAL, row.unit_id, row.director_id)


@bars
@worded("本人，或者移交人所在单位的负责人；接收人不代移交人办理")
def _own_head(actor: Actor, act: Act, row: Handover, behalf_id: int | None) -> None:
    """Beside the giver only who heads the giver's unit, or is named to carry it out; never the receiver."""
    persons = {one for one in (actor.person_id, behalf_id) if one is not None}
    heads = row.director_id in persons or any(
        post.unit_id == row.unit_id and post.role in (PostRole.OFFICE_HEAD, PostRole.PRINCIPAL) for post in actor.posts
    )
    fit = actor.person_id == row.giver_id or (heads and row.receiver_id not in persons)
    remedies = (Remedy("移交人所在单位的负责人", act.key, act.label),)
    finding = f"您{'' if fit else '不'}是。"
    raise_unless(act, [Reason("3.0", "由本人或者单位负责人办理", holds(fit), finding, remedies=remedies)])


@bars
@worded("不是移交人，也不是接收人")
def _not_a_party(actor: Actor, act: Act, row: Handover, behalf_id: int | None) -> None:
    """Nobody carries out a handover to which he is a party."""
    party = bool({actor.person_id, behalf_id} & {row.giver_id, row.receiver_id})
    finding = "您是移交人或者接收人。" if party else "您不是移交人，也不是接收人。"
    raise_unless(act, [Reason("3.0", "由移交人、接收人以外的负责人办理", holds(not party), finding)])
