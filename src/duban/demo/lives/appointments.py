"""Posts of the demo county, given as a county gives them: proposed and confirmed, by principals, or alone."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib.auth.hashers import make_password

from duban.demo.papers import scanned
from duban.demo.roster import PostPlan
from duban.demo.world import World
from duban.mechanism.people.appointments import by_principal, by_two, powerful
from duban.mechanism.people.standing import Function, PostRole
from duban.organisations.actions.posts_held.liaisons import name_liaison
from duban.organisations.actions.posts_held.postlists import confirm_list, propose_list
from duban.organisations.actions.posts_held.posts import appoint
from duban.organisations.actions.signing_in.accounts import choose_password, open_account
from duban.organisations.actions.signing_in.slips import confirm_slips, give_slips, use_link
from duban.organisations.models import Account, OneTimeLink, Person, PostList
from duban.organisations.selectors import DEMO_PASSWORD, actor_by_id, directory
from duban.organisations.selectors.signing_in.slips import code_of
from duban.shared import clock
from duban.shared.actor import Actor, system_actor
from duban.shared.database import memo

Planned = tuple[str, str, PostPlan, str]
"""Who takes a post: reference and name of the person, the post, and the id of the unit."""
_SINCE = date(2024, 1, 1)
_BASIS = "关于县级机构和单位负责人等任职的通知（X委干〔2024〕1号）"


def take_office(registrar: Actor, plans: list[Planned], ending: str) -> Actor:
    """Leaders and organs by the first list, which the first on it of 县委组织部 confirms; principal leaders by a second.

    The rest is entered by one organ, 联络员 are named by their principals. Returns who confirmed the first list.
    `ending` ends the names of accounts.
    """
    functions = {str(unit.id): unit.function for unit in directory(registrar.jurisdiction_id).units}
    others = []
    first: list[dict[str, Any]] = []
    second: list[dict[str, Any]] = []
    for plan in plans:
        _, name, post, unit = plan
        at = "" if post.role is PostRole.REGISTRAR else unit
        if not by_two(post.role, functions.get(at, Function.NONE), acting=post.acting):
            others.append(plan)
            continue
        rows = first if powerful(post.role, functions.get(at, Function.NONE)) else second
        rows.append(
            {"name": name, "unit": at, "role": post.role.value, "title": post.title, "side": post.side,
             "starts_on": _SINCE, "username": _username(post, functions.get(at), rows, ending)}
        )  # fmt: skip
    confirming = _first_list(registrar, first)
    memo.forget()
    known = directory(registrar.jurisdiction_id)
    staff = known.holders(clock.today(), role=PostRole.STAFF, unit_id=known.office(Function.ORG_DEPT).id)[0]
    listed = propose_list(actor=registrar, rows=second, basis=_BASIS, file=scanned("任职文件", "按名单任职。"))
    confirm_list(actor=actor_by_id(registrar.jurisdiction_id, staff.person_id), ref=listed.ref)
    for ref, _, post, unit in others:
        memo.forget()
        person = str(Person.objects.get(ref=ref).pk)
        if by_principal(post.role, functions[unit]):
            leads = directory(registrar.jurisdiction_id).principals(int(unit), clock.today())[0]
            name_liaison(actor=actor_by_id(registrar.jurisdiction_id, leads.person_id), unit=unit, person=person,
                         title=post.title)  # fmt: skip
        else:
            appoint(actor=registrar, person=person, role=post.role.value, title=post.title, starts_on=_SINCE, unit=unit)
    return confirming


def let_in(registrar: Actor, accounts: dict[str, str], second: Actor) -> None:
    """Accounts for people by their references, opened without a password: each comes by a slip and chooses one."""
    chosen, system = make_password(DEMO_PASSWORD), system_actor(registrar.jurisdiction_id, registrar.on)
    new = [ref for ref in accounts if not Account.objects.filter(person__ref=ref).exists()]
    for ref in new:
        open_account(actor=registrar, ref=ref, username=accounts[ref])
    people = Person.objects.filter(ref__in=accounts).exclude(pk=second.person_id or 0)
    sheet = give_slips(actor=registrar, people=[str(person.pk) for person in people]).ref
    memo.forget()
    confirm_slips(actor=second, ref=sheet)
    for link in OneTimeLink.objects.filter(slip__ref=sheet):
        use_link(code_of(link.ref))
    for person in people:
        choose_password(actor=system, ref=person.ref, password=DEMO_PASSWORD, encoded=chosen)


def _username(post: PostPlan, function: Function | None, rows: list[dict[str, Any]], ending: str) -> str:
    """The first of 县委组织部 gets an account with the list, to confirm it; the others come by slips."""
    first = function is Function.ORG_DEPT and not any(row["username"] for row in rows)
    return (post.account or "zuzhibuzhang") + ending if first else ""


def _first_list(registrar: Actor, rows: list[dict[str, Any]]) -> Actor:
    paper = scanned("任职文件", "按名单任职。")
    done = propose_list(actor=registrar, rows=rows, basis=_BASIS, file=paper)
    first = PostList.objects.get(ref=done.ref).first_named_id
    confirming = actor_by_id(registrar.jurisdiction_id, first or 0)
    confirm_list(actor=confirming, ref=done.ref)
    return confirming


def nominated(world: World, person: Person, role: PostRole, unit: str, title: str, **given: Any) -> None:
    """Somebody is proposed by the administrator with the document, and confirmed by the organ that is asked."""
    year = clock.today().year
    basis = given.pop("basis", "") or f"关于{person.name}任职的通知（X委干〔{year}〕{person.pk}号）"
    ref = world.do(
        world.registrar(), "postlist.nominate", person=str(person.pk), role=role.value, unit=str(world.units[unit].id),
        title=title, starts_on=clock.today(), basis=basis, file=scanned("任职文件", f"{person.name}任{title}。"), **given,
    ).ref  # fmt: skip
    confirmed(world, ref)


def confirmed(world: World, ref: str) -> None:
    """The organ that is asked confirms a list: 县委组织部, or the head of an office."""
    row = PostList.objects.get(ref=ref)
    organ = Function(row.confirming)
    role = PostRole.STAFF if organ is Function.ORG_DEPT else PostRole.OFFICE_HEAD
    world.do(world.person(organ, role), "postlist.confirm", ref=ref)
