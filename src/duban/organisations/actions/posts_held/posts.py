"""Dated posts: appointed, ended, corrected. Everything that a person may do follows from them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from duban.acts.beside import Answer, Wrong, guards
from duban.acts.gate.asked import Asked
from duban.acts.registry import performs
from duban.acts.work import Done, Work, act, permit_creation
from duban.mechanism.clauses import clause
from duban.mechanism.decision import Reason, Remedy, decide, holds
from duban.mechanism.people.appointments import by_principal, by_two
from duban.mechanism.people.standing import OFFICES, Function, PostRole
from duban.organisations.actions.neighbours import STORED, Neighbours, beside
from duban.organisations.actions.shared import (
    chinese,
    day,
    done,
    order,
    overlap,
    person_given,
    refuse,
    renew,
    text,
    unit_given,
    wrong,
)
from duban.organisations.models import Person, Post, Unit
from duban.organisations.policies import COUNTY
from duban.organisations.selectors.directory import LEADER_ROLES, MAIN_ROLES
from duban.shared.actor import Actor

_WITHOUT_UNIT = (*LEADER_ROLES, PostRole.REGISTRAR)
_OF_OFFICES = (
    PostRole.INSPECTOR, PostRole.CHECKER, PostRole.OFFICE_HEAD, PostRole.CLERK, PostRole.SIGNATORY,
)  # fmt: skip
_OFFICES = tuple(office.value for office in OFFICES)


def _post(asked: Asked) -> Post:
    """The post that is described, made once; an importer brings it along."""
    given = asked.given or {}
    return asked.once_read(
        "post",
        lambda: Post(
            person=person_given(asked, given["person"], "person"),
            unit=unit_given(asked, given["unit"], "unit") if given["unit"] else None,
            role=given["role"],
            title=given["title"].strip(),
            side=given["side"],
            starts_on=given["starts_on"],
            ends_on=given["ends_on"],
            acting=given["acting"],
            basis=given["basis"],
        ),
    )


@guards("单位在任职期间在册；职务不重叠；不是自己；不是须两家办理的职务，也不是联络员")
def _appointable(asked: Asked) -> Iterator[Answer]:
    if asked.given is None:
        return
    post = _post(asked)
    if faults := post_faults(post, asked.today, beside(asked)):
        yield Wrong(faults)
    else:
        yield decide("任职", [not_self(asked, [post]), _one_organ_is_enough(post)])


@clause("1.2")
@performs("post.appoint")
def appoint(
    *,
    actor: Actor,
    person: str,
    role: str,
    title: str,
    starts_on: date,
    unit: str = "",
    side: str = "",
    ends_on: date | None = None,
    acting: bool = False,
    basis: str = "",
    once: str | None = None,
) -> Done:
    """Enter that a person holds a post from a day on. Leaders of the county and administrators hold it in no unit."""
    with act(actor, "post.appoint", once=once) as a:
        permit_creation(a, COUNTY)
        enter_post(a)
        renew(a)
    return done(a)


def enter_post(work: Work) -> Post:
    """What appointing is, in the act that does it, once it is permitted: of a post that one organ alone may give."""
    post = _post(work)
    work.found(post)
    work.say(person=post.person.name, on=chinese(post.starts_on))
    return post


def function_of(post: Post) -> Function:
    """The function of the unit of a post."""
    return Function(post.unit.function) if post.unit else Function.NONE


@clause("1.2")
def not_self(work: Asked, posts: Iterable[Post]) -> Reason:
    """Nobody gives himself a post, nor whoever's power he exercises."""
    acting = {work.actor.person_id, work.behalf_id} - {None}
    own = any(post.person.pk in acting for post in posts)
    finding = "您（或者委托您的人）就在其中。" if own else "没有自己。"
    remedies = (Remedy("其他人", "postlist.propose", "由别人提出"),)
    return Reason("1.2", "不给自己任职", holds(not own), finding, remedies=remedies)


@clause("1.2", "3.0")
def _one_organ_is_enough(post: Post) -> Reason:
    role, function = PostRole(post.role), function_of(post)
    if by_principal(role, function):
        remedy = Remedy("责任单位主要领导", "post.name_liaison", "指定联络员")
        return Reason("1.2", "联络员由单位主要领导指定", holds(False), "这是联络员。", remedies=(remedy,))
    two = by_two(role, function, acting=post.acting)
    finding = f"{post.title}由一家提名、另一家确认。" if two else "不是。"
    remedies = (Remedy("系统管理员、办公室主任、县委组织部", "postlist.nominate", "提名一人任职"),)
    return Reason("1.2", "不是须由两家办理的职务", holds(not two), finding, remedies=remedies)


def fits(post: Post, today: date, others: Neighbours = STORED) -> None:
    """Refuse a post that cannot be as it is described, or beside those that there are."""
    refuse(post_faults(post, today, others))


def post_faults(post: Post, today: date, others: Neighbours) -> dict[str, str]:
    """What is wrong with a post by field: as it is described, then where it is, then beside those that there are."""
    described = {
        "title": text(post.title, 60),
        "basis": text(post.basis, 200, required=False),
        "starts_on": day(post.starts_on, today),
        "ends_on": day(post.ends_on, today, required=False) or order(post.starts_on, post.ends_on),
        "role": "" if post.role in {each.value for each in PostRole} else "请选择一种身份。",
    }
    if any(described.values()):
        return {name: text for name, text in described.items() if text}
    placed = {"unit": _misplaced(post), "side": _wrong_side(post), "acting": _wrong_acting(post)}
    if any(placed.values()):
        return {name: text for name, text in placed.items() if text}
    return _absent_unit(post) or _second_hat(others, post) or _overlapping(others, post)


@clause("1.2")
def _second_hat(others: Neighbours, post: Post) -> dict[str, str]:
    """An administrator of the system holds no other post; the database refuses the same (`guards`)."""
    administers = post.role == PostRole.REGISTRAR.value
    for other in others.held(post.person.pk):
        apart = administers != (other.role == PostRole.REGISTRAR.value)
        if apart and overlap((post.starts_on, post.ends_on), (other.starts_on, other.ends_on)):
            return {"person": f"{post.person.name}在同一时间任{other.title}，系统管理员不担任其他职务。"}
    return {}


@clause("3.0")
def _misplaced(post: Post) -> str:
    role = PostRole(post.role)
    if role in _WITHOUT_UNIT:
        return f"{role.label}不填单位。" if post.unit else ""
    if post.unit is None:
        return "请选择单位。"
    if role in _OF_OFFICES and post.unit.function not in _OFFICES:
        return f"{role.label}只能在县委办公室或者县政府办公室任职。"
    return ""


def _wrong_side(post: Post) -> str:
    if PostRole(post.role) in LEADER_ROLES:
        return "" if post.side in ("party", "gov") else "县领导须写明所在一侧：县委或者县政府。"
    return "" if post.side in ("", "party", "gov") else "应为县委、县政府或者不分。"


def _wrong_acting(post: Post) -> str:
    may = (PostRole.PRINCIPAL, PostRole.DEPUTY, *MAIN_ROLES)
    return "主持工作只适用于单位的领导职务。" if post.acting and PostRole(post.role) not in may else ""


@clause("1.2")
def _absent_unit(post: Post) -> dict[str, str]:
    unit: Unit | None = post.unit
    if unit is None:
        return {}
    if post.starts_on < unit.active_from:
        return {"starts_on": f"{unit.name}自{chinese(unit.active_from)}起才成立。"}
    if unit.active_to is None:
        return {}
    if post.starts_on > unit.active_to:
        return {"starts_on": f"{unit.name}到{chinese(unit.active_to)}为止，此后没有这个单位。"}
    beyond = post.ends_on is None or post.ends_on > unit.active_to
    return {"ends_on": f"应不晚于单位的最后一日（{chinese(unit.active_to)}）。"} if beyond else {}


def _overlapping(others: Neighbours, post: Post) -> dict[str, str]:
    role = PostRole(post.role)
    if role in MAIN_ROLES:
        rivals = others.posts(post.role)
    else:
        held = others.posts_of(post.person.pk, post.role)
        rivals = [other for other in held if other.unit_id == (post.unit.pk if post.unit else None)]
    if role is PostRole.COUNTY_LEADER:
        rivals = [other for other in rivals if other.title == post.title]
    for other in rivals:
        if overlap((post.starts_on, post.ends_on), (other.starts_on, other.ends_on)):
            stretch = f"{chinese(other.starts_on)}至{chinese(other.ends_on) or '今'}"
            who = "此人" if other.person_id == post.person_id else other.person.name
            return {"starts_on": f"{who}在{stretch}已任{other.title}（{role.label}），时间重叠。"}
    return {}


@guards("不早于任职日期，不晚于原定的最后一日；单位的联络员只由其主要领导免去")
def _may_end(asked: Asked) -> Iterator[Answer]:
    if asked.given is None:
        return
    post, ends_on = asked.object, asked.given["ends_on"]
    faults = {
        "ends_on": day(ends_on, asked.today)
        or order(post.starts_on, ends_on, "免职")
        or _longer(post, ends_on)
        or _later_than_unit(post, ends_on),
        "basis": text(asked.given["basis"], 200, required=False),
    }
    yield from wrong(faults)


@clause("1.2")
@performs("post.end")
def end_post(
    *,
    actor: Actor,
    ref: str,
    expect: int | None = None,
    ends_on: date,
    basis: str = "",
    once: str | None = None,
) -> Done:
    """Enter the last day of a post. Duties pass to the next holder; who was responsible stays on record."""
    with act(actor, "post.end", ref, expect=expect, once=once) as a:
        post = a.object
        a.say(person=post.person.name, on=chinese(ends_on))
        a.move(ends_on=ends_on, basis=basis or post.basis)
        renew(a)
    return done(a)


def _longer(post: Post, ends_on: date) -> str:
    longer = post.ends_on is not None and ends_on > post.ends_on
    return f"这个职务本来就到{chinese(post.ends_on)}为止，延长须另行任职。" if longer else ""


def _later_than_unit(post: Post, ends_on: date) -> str:
    last = post.unit.active_to if post.unit else None
    return f"单位的最后一日是{chinese(last)}。" if last is not None and ends_on > last else ""


@performs("post.void")
def void_post(
    *, actor: Actor, ref: str, expect: int | None = None, reason: str, once: str | None = None
) -> Done:
    """Correct an entry that was never true; it stays visible with its reason and counts on no day."""
    with act(actor, "post.void", ref, expect=expect, once=once) as a:
        a.say(person=a.object.person.name, reason=reason)
        a.move(basis=f"误录：{reason}")
        renew(a)
    return done(a)


@clause("1.2")
def install_registrar(work: Work, person: Person) -> Post:
    """The first post of a jurisdiction, from which all others follow."""
    post = Post(
        person=person, role=PostRole.REGISTRAR.value, title=PostRole.REGISTRAR.label, starts_on=work.today
    )
    work.found(post)
    work.say(person=person.name)
    return post
