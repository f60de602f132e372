"""任职名单: what one organ proposes and another confirms, whole (A77)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from duban.acts.beside import worded
from duban.acts.registry import performs
from duban.acts.work import Done, To, Work, act, permit_creation
from duban.mechanism.clauses import clause
from duban.mechanism.decision import Reason, Remedy, decide, holds
from duban.mechanism.people.appointments import Seat, by_principal, confirming, may_propose
from duban.mechanism.people.standing import OFFICES, Function, PostRole
from duban.organisations.actions.people import CATEGORIES
from duban.organisations.actions.posts_held.posts import fits, function_of, not_self
from duban.organisations.actions.shared import chinese, done, person_given, renew, unit_given
from duban.organisations.actions.signing_in.accounts import change_account, without_password, wrong_name
from duban.organisations.actions.signing_in.slips import let_in_by_list
from duban.organisations.facts import first_list_waiting, is_beginning
from duban.organisations.models import Account, ListedPost, Person, Post, PostList, one_spelling
from duban.organisations.policies import COUNTY, proposing_organ
from duban.organisations.selectors.signing_in.doors import opened_by_one
from duban.rulebook.registry import file_document
from duban.shared.actor import Actor
from duban.shared.errors import Invalid

_NOTED = re.compile(r"^(?P<name>[^（）()]+)[（(](?P<note>[^（）()]+)[）)]$")
_PAPER = "任职文件"


@clause("1.2")
@performs("postlist.nominate")
@worded("不提自己；系统管理员不任业务职务；办公室只提本办公室的人员")
def nominate(
    *,
    actor: Actor,
    person: str,
    role: str,
    title: str,
    starts_on: date,
    basis: str,
    file: Any,
    unit: str = "",
    side: str = "",
    ends_on: date | None = None,
    acting: bool = False,
    once: str | None = None,
) -> Done:
    """Propose one person for one post, with the appointing document."""
    with act(actor, "postlist.nominate", once=once) as a:
        permit_creation(a, COUNTY)
        post = Post(
            person=person_given(a, person, "person"), unit=unit_given(a, unit, "unit") if unit else None, role=role,
            title=title.strip(), side=side, starts_on=starts_on, ends_on=ends_on, acting=acting, basis=basis,
        )  # fmt: skip
        fits(post, a.today)
        propose(a, [(post, "")], proposing_organ(a.actor), basis)
        file_document(a, file, _PAPER)
    return done(a)


@clause("1.2")
@performs("postlist.propose")
@worded("不提自己；系统管理员不任业务职务；办公室只提本办公室的人员")
def propose_list(
    *, actor: Actor, rows: Sequence[Mapping[str, Any]], basis: str, file: Any, once: str | None = None
) -> Done:
    """Propose a whole list, with the appointing document; who is not in the directory is entered with it."""
    with act(actor, "postlist.propose", once=once) as a:
        permit_creation(a, COUNTY)
        listed = _read(a, rows, basis)
        propose(a, listed, proposing_organ(a.actor), basis, _first(a, listed))
        file_document(a, file, _PAPER)
        renew(a)
    return done(a)


Listed = tuple[Post, str]
"""A post, and the name of the account that its person gets with the confirmation, if any."""


def _read(work: Work, rows: Sequence[Mapping[str, Any]], basis: str) -> list[Listed]:
    """The posts of a table; every fault with its row, all at once."""
    faults, listed, entered = [], list[Listed](), dict[str, Person]()
    for place, row in enumerate(rows, 1):
        try:
            post = _post_of(work, row, basis, entered)
            fits(post, work.today)
            username = one_spelling(row.get("username") or "")
            if username and (wrong := wrong_name(username) or _taken(username, post.person)):
                raise Invalid({"username": wrong})
            listed.append((post, username))
        except Invalid as error:
            faults += [f"第{place}行（{row['name']}）：{message}" for message in error.fields.values()]
    if faults:
        work.refuse_input(rows="".join(faults))
    return listed


def _taken(username: str, person: Person) -> str:
    other = Account.objects.filter(username=username).exclude(person_id=person.pk).exists()
    return f"账号“{username}”已被使用。" if other else ""


def _post_of(work: Work, row: Mapping[str, Any], basis: str, entered: dict[str, Person]) -> Post:
    unit = unit_given(work, row["unit"], "unit") if row.get("unit") else None
    person = entered.get(row["name"]) or _person_called(work, row["name"])
    entered[row["name"]] = person
    return Post(person=person, unit=unit, role=row["role"], title=row["title"].strip(), side=row.get("side") or "",
                starts_on=row["starts_on"], ends_on=row.get("ends_on"), acting=bool(row.get("acting")), basis=basis)  # fmt: skip


def _person_called(work: Work, given: str) -> Person:
    """The person of this name, with its distinction in brackets; entered where there is none yet."""
    noted = _NOTED.match(given.strip())
    name, note = (noted["name"], noted["note"]) if noted else (given.strip(), "")
    found = list(Person.objects.filter(name=name, **({"note": note} if note else {})))
    if len(found) > 1:
        raise Invalid({"name": f"有 {len(found)} 人名为“{name}”，请在姓名后用括号写明是哪一位。"})
    if found:
        return found[0]
    last = (
        Person.objects.filter(rank__lt=900_000).order_by("-rank").values_list("rank", flat=True).first() or 0
    )
    return work.create(Person(name=name, note=note, rank=last + 1, personnel_category=CATEGORIES[0]))


@clause("1.2")
def _first(work: Work, listed: Sequence[Listed]) -> Person | None:
    """Who confirms the list with which a county begins: the first on it of 县委组织部, with an account for that (A84).

    None where the county has begun. There is one such list: what is to be changed in it is withdrawn first.
    """
    if not is_beginning(work.jurisdiction_id):
        return None
    waiting = first_list_waiting(work.jurisdiction_id)
    if waiting is not None:
        raise Invalid({"": f"第一份任职名单正待{waiting.first_named}确认；要改的，先撤回那一份。"})
    post, username = next((one for one in listed if function_of(one[0]) is Function.ORG_DEPT), (None, ""))
    if post is None:
        raise Invalid({"rows": "名单上没有县委组织部的人；县里的第一份名单由名单上县委组织部的第一位确认。"})
    if username:
        _open_account(work, post.person, username)
    elif not Account.objects.filter(person_id=post.person_id, is_active=True).exists():
        raise Invalid({"rows": f"{post.person.name}是名单上县委组织部的第一位，由其确认名单，请先给其账号。"})
    return post.person


def propose(
    work: Work, listed: Sequence[Listed], proposer: Function, basis: str, first: Person | None = None
) -> PostList:
    """Make the list the object of the act, to be confirmed by the organ that the posts ask for."""
    posts = [post for post, _ in listed]
    seats = [_seat(post) for post in posts]
    work.require(decide("提名", [not_self(work, posts), _may_propose(proposer, posts), _no_liaison(posts)]))
    return put_list(work, listed, proposer, confirming(proposer, seats), basis, first)


def put_list(
    work: Work, listed: Sequence[Listed], proposer: Function, organ: Function, basis: str, first: Person | None = None
) -> PostList:
    """Make a list the object of the act, with its rows and whoever owes its confirmation."""
    row = PostList(
        state="proposed", proposer=proposer.value, confirming=organ.value, basis=basis,
        proposed_by_id=work.actor.person_id, first_named=first,
    )  # fmt: skip
    work.found(row)
    keep_rows(work, row, listed)
    work.enter()
    post = listed[0][0]
    asked = _asked(organ, first)
    work.say(basis=basis, count=len(listed), organ=asked, people=post.person.name, posts=_named(post))
    return row


def _asked(organ: Function, first: Person | None) -> str:
    return f"名单上的县委组织部{first.name}" if first else organ.label


def keep_rows(work: Work, row: PostList, listed: Sequence[Listed]) -> None:
    """Put posts on a list."""
    columns = ("person", "unit", "role", "title", "side", "starts_on", "ends_on", "acting", "basis")
    for place, (post, username) in enumerate(listed, 1):
        values = {name: getattr(post, name) for name in columns}
        work.create(ListedPost(postlist=row, place=place, username=username, **values))


def _seat(post: Post) -> Seat:
    return PostRole(post.role), function_of(post)


def _named(post: Post) -> str:
    place = post.unit.short_name if post.unit and not post.title.startswith(post.unit.short_name) else ""
    return f"{place}{post.title}"


@clause("3.0")
def _may_propose(proposer: Function, posts: Sequence[Post]) -> Reason:
    own = proposer not in OFFICES or all(function_of(post) is proposer for post in posts)
    fit = own and may_propose(proposer, [_seat(post) for post in posts])
    finding = "可以提出。" if fit else f"{proposer.label}只提名本办公室主任以外的人员。"
    remedies = (Remedy("系统管理员", "postlist.propose", "由系统管理员照任职文件提出"),)
    return Reason("3.0", "提名的机关可以提出这些职务", holds(fit), finding, remedies=remedies)


@clause("1.2")
def _no_liaison(posts: Sequence[Post]) -> Reason:
    found = [post for post in posts if by_principal(*_seat(post))]
    names = "、".join(_named(post) for post in found[:3])
    finding = f"名单上有{names}。" if found else "名单上没有。"
    remedies = (Remedy("责任单位主要领导", "post.name_liaison", "指定联络员"),)
    return Reason("1.2", "联络员由单位主要领导指定", holds(not found), finding, remedies=remedies)


def _open_account(work: Work, person: Person, username: str) -> None:
    """An account without a password: its person comes by a slip."""
    if not Account.objects.filter(person=person).exists():
        work.create(Account(person=person, username=username, **without_password()))


@clause("1.2")
@performs("postlist.submit")
@worded("名单上没有自己")
def submit_list(
    *, actor: Actor, ref: str, expect: int | None = None, basis: str, file: Any, once: str | None = None
) -> Done:
    """Propose what a ledger listed, once the appointing document is at hand."""
    with act(actor, "postlist.submit", ref, expect=expect, once=once) as a:
        row: PostList = a.object
        posts = _posts_of(row)
        proposer = proposing_organ(a.actor)
        a.require(decide("提名", [not_self(a, posts), _may_propose(proposer, posts)]))
        first = _first(a, [(post, "") for post in posts])
        file_document(a, file, _PAPER)
        organ = confirming(proposer, [_seat(post) for post in posts])
        a.move(
            basis=basis, proposer=proposer.value, confirming=organ.value, proposed_by_id=a.actor.person_id, first_named=first
        )
        a.say(basis=basis, count=len(posts), organ=_asked(organ, first))
    return done(a)


def _posts_of(row: PostList) -> list[Post]:
    rows = ListedPost.objects.filter(postlist=row).select_related("person", "unit").order_by("place")
    return [one.as_post() for one in rows]


@clause("1.2", "3.0")
@performs("postlist.confirm")
def confirm_list(*, actor: Actor, ref: str, expect: int | None = None, once: str | None = None) -> Done:
    """Confirm a list as a whole: from now on its posts count, and its accounts are open for a first sign-in."""
    with act(actor, "postlist.confirm", ref, expect=expect, once=once) as a:
        rows = ListedPost.objects.filter(postlist=a.object).select_related("person", "unit").order_by("place")
        faults = []
        for row in rows:
            try:
                fits(row.as_post(), a.today)
            except Invalid as error:
                faults += [f"第{row.place}行（{row.person.name}）：{text}" for text in error.fields.values()]
                continue
            a.create(row.as_post())
            if row.username:
                _open_account(a, row.person, row.username)
            a.tell(
                "appointed",
                To(person_id=row.person_id),
                day=chinese(row.starts_on),
                post=_named(row.as_post()),
            )
        if faults:
            a.refuse_input(form=f"提出以后情况有变，请退回：{''.join(faults)}")
        titles = [_named(row.as_post()) for row in rows[:5]]
        a.move()
        _let_in(a, [row.person_id for row in rows])
        a.say(count=len(rows), posts="、".join(titles) + ("等" if len(rows) > len(titles) else ""))
        renew(a)
    return done(a)


def _let_in(work: Work, people: Sequence[int]) -> None:
    """Slips for who comes in by this list, printed by who confirmed it; who confirms the first of a county is in already."""
    row: PostList = work.object
    if row.first_named_id is not None:
        for own in opened_by_one([row.first_named_id]):
            change_account(work, own, by_two=True)
    count = let_in_by_list(work, people, row.proposed_by_id)
    work.say(slips=f"；登录单{count}张由其打印、当面交给本人" if count else "")


@performs("postlist.reject")
def reject_list(
    *, actor: Actor, ref: str, expect: int | None = None, reason: str, once: str | None = None
) -> Done:
    """Send a list back as a whole; what was proposed may be proposed anew."""
    return _closed(actor, "postlist.reject", ref, expect, reason, once)


@performs("postlist.withdraw")
def withdraw_list(
    *, actor: Actor, ref: str, expect: int | None = None, reason: str, once: str | None = None
) -> Done:
    """Take a list back before it is confirmed, by the organ that proposed it."""
    return _closed(actor, "postlist.withdraw", ref, expect, reason, once)


def _closed(actor: Actor, key: str, ref: str, expect: int | None, reason: str, once: str | None) -> Done:
    with act(actor, key, ref, expect=expect, once=once) as a:
        a.say(reason=reason)
        a.move()
    return done(a)


