"""From an account, or a person, to an actor: the posts held today, own ones and delegated ones."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date

from duban.mechanism.clauses import clause
from duban.mechanism.lifecycles import states_of
from duban.mechanism.people.standing import Function, PostHeld, PostRole, leader_posts
from duban.organisations.models import Account, Delegation, one_spelling
from duban.organisations.selectors.directory import LEADER_ROLES, MAIN_ROLES, Directory, directory
from duban.organisations.selectors.held import HeldPost, held_posts
from duban.organisations.selectors.rows import LeaveRow, PostRow
from duban.shared import clock
from duban.shared.actor import Actor
from duban.shared.database import memo
from duban.shared.errors import NotFound
from duban.shared.models import Jurisdiction


def actor_of(account: Account, via: str = "web") -> Actor:
    """The actor behind an account, with the posts of today. One statement, and that of the account's person."""
    return _actor(account.person_id, account.person.name, account.jurisdiction_id, via)


def actor_by_id(jurisdiction_id: int, person_id: int, via: str = "web") -> Actor:
    """The actor that a person of a jurisdiction is today."""
    return _actor(person_id, directory(jurisdiction_id).person(person_id).name, jurisdiction_id, via)


def actor_named(jurisdiction_id: int, name: str, via: str = "cli") -> Actor:
    """The actor of a full name; NotFound where nobody, or more than one person, is called so."""
    found = [person for person in directory(jurisdiction_id).people if person.name == name]
    if len(found) != 1:
        raise NotFound(
            f"人员中没有“{name}”。" if not found else f"有 {len(found)} 人名为“{name}”，不能确定是谁。"
        )
    return _actor(found[0].id, name, jurisdiction_id, via)


def _actor(person_id: int, name: str, jurisdiction_id: int, via: str) -> Actor:
    on = clock.today()
    posts = _held(jurisdiction_id, person_id, held_posts(jurisdiction_id, person_id, on), on)
    return Actor(person_id, name, jurisdiction_id, posts, on, via)


_everybody: dict[int, tuple[tuple[int, date], dict[int, Actor]]] = {}


def everybody(jurisdiction_id: int) -> dict[int, Actor]:
    """Everybody who holds a post of the county today, own or delegated, as actors; no statement when warm."""
    on, stamp = clock.today(), memo.versions(jurisdiction_id).directory
    kept = _everybody.get(jurisdiction_id)
    if kept is None or kept[0] != (stamp, on):
        kept = _everybody[jurisdiction_id] = ((stamp, on), _read_everybody(jurisdiction_id, on))
    return kept[1]


_delegations: dict[int, tuple[int, list[tuple[int, int, date, date]]]] = {}


def _given(jurisdiction_id: int) -> list[tuple[int, int, date, date]]:
    """The delegations that hold at some time: post, person, first and last day; no statement when warm, whatever the day."""
    stamp = memo.versions(jurisdiction_id).directory
    kept = _delegations.get(jurisdiction_id)
    if kept is None or kept[0] != stamp:
        rows = Delegation.objects.filter(
            jurisdiction_id=jurisdiction_id, state__in=states_of("delegation", "active")
        ).order_by("pk")
        found = list(rows.values_list("post_id", "to_person_id", "starts_on", "ends_on"))
        kept = _delegations[jurisdiction_id] = (stamp, found)
    return kept[1]


def _read_everybody(jurisdiction_id: int, on: date) -> dict[int, Actor]:
    known = directory(jurisdiction_id)
    held = {post.id: _as_held(known, post) for post in known.posts if post.held_on(on)}
    rows: dict[int, list[HeldPost]] = defaultdict(list)
    for row in held.values():
        rows[row.person_id].append(row)
    for post_id, person_id, starts_on, ends_on in _given(jurisdiction_id):
        if post_id in held and starts_on <= on <= ends_on:
            rows[person_id].append(held[post_id])
    away = {one.person_id: one for one in known.leaves if one.starts_on <= on <= one.until}
    return {
        key: _bearer(known, key, _held(jurisdiction_id, key, posts, on), jurisdiction_id, away.get(key))
        for key, posts in rows.items()
    }


def _bearer(
    known: Directory, key: int, posts: tuple[PostHeld, ...], jurisdiction_id: int, leave: LeaveRow | None
) -> Actor:
    """Somebody as a possible bearer of duties: with the leave that the person is on."""
    until, lent = (leave.until, leave.stand_in_id) if leave is not None else (None, None)
    name, on = known.person(key).name, clock.today()
    return Actor(key, name, jurisdiction_id, posts, on, away_until=until, stand_in_id=lent)


def _as_held(known: Directory, post: PostRow) -> HeldPost:
    function = known.unit(post.unit_id).function.value if post.unit_id else ""
    return HeldPost(
        post.id, post.role.value, post.title, post.side, post.acting, post.unit_id, function, post.person_id,
        known.person(post.person_id).name,
    )  # fmt: skip


def locked_posts(actor: Actor) -> tuple[PostHeld, ...]:
    """The actor's posts read anew and held against change until the transaction ends; also renews the stamps."""
    if actor.person_id is None:
        return ()
    on = clock.today()
    rows = held_posts(actor.jurisdiction_id, actor.person_id, on, locked=True)
    return _held(actor.jurisdiction_id, actor.person_id, rows, on)


def _held(jurisdiction_id: int, person_id: int, rows: list[HeldPost], on: date) -> tuple[PostHeld, ...]:
    own = [post for row in rows if row.person_id == person_id for post in _own(jurisdiction_id, row, on)]
    delegated = [
        replace(_post(row), behalf_id=row.person_id, behalf_name=row.person_name)
        for row in rows
        if row.person_id != person_id and may_bear(tuple(own), PostRole(row.role))
    ]
    return (*own, *delegated)


@clause("1.2")
def _own(jurisdiction_id: int, row: HeldPost, on: date) -> list[PostHeld]:
    """A post; who is 主持工作 in a unit without 主要领导 bears that post too."""
    post = _post(row)
    if not row.acting or row.unit_id is None or post.role is PostRole.PRINCIPAL:
        return [post]
    vacant = not directory(jurisdiction_id).holders(on, role=PostRole.PRINCIPAL, unit_id=row.unit_id)
    return [replace(post, role=PostRole.PRINCIPAL), post] if vacant else [post]


def _post(row: HeldPost) -> PostHeld:
    return PostHeld(
        post_id=row.id,
        role=PostRole(row.role),
        title=row.title,
        unit_id=row.unit_id,
        function=Function(row.function) if row.function else Function.NONE,
        side=row.side,
        acting=row.acting,
    )


@clause("3.1.2", "3.3.2")
def may_bear(own: tuple[PostHeld, ...], role: PostRole) -> bool:
    """Whether somebody with these posts may exercise a delegated one: a leader's only as a leader of the same tier."""
    if role not in LEADER_ROLES:
        return True
    tier = MAIN_ROLES if role in MAIN_ROLES else LEADER_ROLES
    return any(post.role in tier for post in leader_posts(own))


def account_named(username: str) -> Account | None:
    """The account of this name, however it is typed, open or closed."""
    return Account.objects.filter(username=one_spelling(username)).first()


@dataclass(frozen=True)
class County:
    """A jurisdiction that this installation serves."""

    id: int
    code: str
    name: str
    short_name: str


def jurisdictions() -> list[County]:
    """The counties that this installation serves."""
    return [County(row.pk, row.code, row.name, row.short_name) for row in Jurisdiction.objects.order_by("pk")]


def jurisdiction_by_code(code: str = "") -> County:
    """The county of this code; without a code the only one. NotFound says which codes there are."""
    known = {row.code: row for row in jurisdictions()}
    if not code and len(known) == 1:
        return next(iter(known.values()))
    if code in known:
        return known[code]
    if not known:
        raise NotFound("这里还没有县，请先用 duban found 开办一个县。")
    there = "、".join(known)
    raise NotFound(f"没有代码为“{code}”的县，现有：{there}。" if code else f"请指明县的代码，现有：{there}。")
