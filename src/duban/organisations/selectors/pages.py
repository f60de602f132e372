"""The pages 单位与干部: the list of units, a unit, a person."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from duban.acts.gate.entry import open_acts
from duban.acts.gate.permits import may_start, roles_from
from duban.acts.sight.visibility import seen_row, visible_rows
from duban.mechanism.lifecycles import act_named, state_label, states_of
from duban.mechanism.lifecycles.types import Act
from duban.organisations.models import Account, Delegation, Person, Post, Unit
from duban.organisations.policies import of_person, sees_people
from duban.organisations.selectors.directory import Directory, directory
from duban.organisations.selectors.rows import Holder, PersonRow, UnitRow
from duban.organisations.selectors.signing_in.doors import takes_two
from duban.shared import clock
from duban.shared.actor import Actor


@dataclass(frozen=True)
class UnitLine:
    """A unit in the list: its principals, and how many posts are held in it today."""

    unit: UnitRow
    state_label: str
    principals: tuple[Holder, ...]
    liaisons: tuple[Holder, ...]
    posts: int


@dataclass(frozen=True)
class UnitList:
    """The units in 组织序列 on a day; `acts` is what the actor may enter here."""

    on: date
    lines: tuple[UnitLine, ...]
    kinds: tuple[str, ...]
    leaders: tuple[Holder, ...]
    acts: tuple[str, ...]


@dataclass(frozen=True)
class PostLine:
    """A dated post as a page shows it. `delegated_to` is who exercises it now."""

    ref: str
    version: int
    person: PersonRow
    unit: UnitRow | None
    title: str
    role: str
    starts_on: date
    ends_on: date | None
    acting: bool
    current: bool
    state: str
    basis: str
    delegated_to: str
    away: str
    acts: tuple[Act, ...]


@dataclass(frozen=True)
class LeaveLine:
    """A leave as a page shows it."""

    ref: str
    kind: str
    starts_on: date
    ends_on: date
    ended_on: date | None
    stand_in: str
    state_label: str
    acts: tuple[Act, ...]


@dataclass(frozen=True)
class DelegationLine:
    """A delegation as a page shows it."""

    ref: str
    version: int
    post: str
    holder: str
    to: str
    starts_on: date
    ends_on: date
    reason: str
    state_label: str
    acts: tuple[Act, ...]


@dataclass(frozen=True)
class UnitPage:
    """A unit with its posts now and before. Whoever does not see people sees the principals only."""

    unit: UnitRow
    state_label: str
    successor: UnitRow | None
    predecessors: tuple[UnitRow, ...]
    principals: tuple[Holder, ...]
    full: bool
    now: tuple[PostLine, ...]
    past: tuple[PostLine, ...]
    acts: tuple[Act, ...]


@dataclass(frozen=True)
class ResetLine:
    """A proposal to reset the password of somebody: who made it, why, and what may be done with it."""

    ref: str
    at: datetime
    by: str
    reason: str
    acts: tuple[Act, ...]


@dataclass(frozen=True)
class PersonPage:
    """A person with the posts held now and before, the delegations, whether an account is open, and what waits for it.

    `may_begin` are the acts that the reader may begin for this person.
    """

    person: PersonRow
    version: int
    now: tuple[PostLine, ...]
    past: tuple[PostLine, ...]
    delegations: tuple[DelegationLine, ...]
    leaves: tuple[LeaveLine, ...]
    may_begin: tuple[str, ...]
    account: str
    by_two: bool
    resets: tuple[ResetLine, ...]
    acts: tuple[Act, ...]


_LEAVES = 20
_CREATING = (
    "unit.create",
    "person.create",
    "post.appoint",
    "postlist.nominate",
    "postlist.propose",
    "postlist.authorise",
    "postlist.lend",
    "post.name_liaison",
    "leave.record",
    "handover.draw",
    "outage.register",
)


_FOR_PERSON = ("leave.record", "handover.draw")


def unit_lines(*, actor: Actor, on: date | None = None, closed: bool = False) -> UnitList:
    """The units that exist on a day (default today), with `closed` also those that no longer do. No statement."""
    day = on or clock.today()
    known = directory(actor.jurisdiction_id)
    units = known.units if closed else known.active_units(day)
    return UnitList(
        on=day,
        lines=tuple(_unit_line(known, unit, day) for unit in units),
        kinds=tuple(dict.fromkeys(unit.kind for unit in units)),
        leaders=tuple(known.leaders(day)),
        acts=tuple(key for key in _CREATING if may_start(actor, key)),
    )


def _unit_line(known: Directory, unit: UnitRow, day: date) -> UnitLine:
    return UnitLine(
        unit,
        state_label("unit", unit.state),
        tuple(known.principals(unit.id, day)),
        tuple(known.liaisons(unit.id, day)),
        len(known.holders(day, unit_id=unit.id)),
    )


def unit_page(*, actor: Actor, ref: str) -> UnitPage:
    """A unit with its people, as far as they are open to the actor."""
    known, today = directory(actor.jurisdiction_id), clock.today()
    unit = known.unit_by_ref(ref)
    full = sees_people(actor, unit.id)
    row = Unit.objects.get(pk=unit.id)
    lines = _post_lines(actor, known, today, unit_id=unit.id) if full else []
    return UnitPage(
        unit=unit,
        state_label=state_label("unit", unit.state),
        successor=known.unit(unit.merged_into_id) if unit.merged_into_id else None,
        predecessors=tuple(other for other in known.units if other.merged_into_id == unit.id),
        principals=tuple(known.principals(unit.id, today)),
        full=full,
        now=tuple(line for line in lines if line.current),
        past=tuple(line for line in lines if not line.current),
        acts=tuple(open_acts(actor, "unit", row)),
    )


def person_page(*, actor: Actor, ref: str) -> PersonPage:
    """A person; NotFound for whoever does not see people, unless the person is in the actor's unit or the actor."""
    known, today = directory(actor.jurisdiction_id), clock.today()
    row: Person = seen_row(actor, "person", ref=ref)
    lines = _post_lines(actor, known, today, person_id=row.pk)
    account = Account.objects.filter(person_id=row.pk, is_active=True).first()
    by_two = takes_two(row.pk)
    return PersonPage(
        person=known.person(row.pk),
        version=row.version,
        now=tuple(line for line in lines if line.current),
        past=tuple(line for line in lines if not line.current),
        delegations=tuple(_delegation_lines(actor, row.pk)),
        leaves=tuple(_leave_lines(actor, row)),
        may_begin=tuple(_may_begin(actor, row, today)),
        account=account.username if account else "",
        by_two=by_two and account is not None and may_start(actor, "reset.propose"),
        resets=tuple(_reset_lines(actor, row.pk)),
        acts=tuple(_account_acts(open_acts(actor, "person", row), account is not None, by_two)),
    )


def _may_begin(actor: Actor, row: Person, today: date) -> Iterator[str]:
    """What may be begun for a person from the page: by the person, or by whoever heads the office or the unit."""
    roles = roles_from(actor, actor.posts, of_person(row, today))
    yield from (key for key in _FOR_PERSON if roles & set(act_named(key).roles))


def reset_owner(*, actor: Actor, ref: str) -> str:
    """The address of the person whose password somebody wants to reset; NotFound where the actor sees no proposal."""
    return str(seen_row(actor, "reset", "person", ref=ref).person.ref)


def _account_acts(acts: list[Act], has_account: bool, by_two: bool) -> list[Act]:
    needless = {"person.open_account"} if has_account else {"person.reset_password", "person.close_account"}
    needless |= {"person.reset_password"} if by_two else set()
    return [act for act in acts if act.key not in needless]


def _reset_lines(actor: Actor, person_id: int) -> Iterator[ResetLine]:
    """The proposals to reset the password of a person that wait for a second person."""
    rows = visible_rows(actor, "reset").filter(person_id=person_id, state__in=states_of("reset", "proposed"))
    for row in rows.select_related("person", "proposed_by").order_by("-pk"):
        yield ResetLine(row.ref, row.created_at, row.proposed_by.name, row.reason, tuple(open_acts(actor, "reset", row)))


def _post_lines(actor: Actor, known: Directory, today: date, **where: int) -> list[PostLine]:
    posts = list(
        Post.objects.filter(**where).select_related("person", "unit").order_by("person__rank", "-starts_on")
    )
    given = {
        row.post_id: row.to_person.name
        for row in Delegation.objects.filter(
            post__in=posts, state__in=states_of("delegation", "active"), starts_on__lte=today, ends_on__gte=today
        ).select_related("to_person")
    }
    return [_post_line(actor, known, post, today, given.get(post.pk, "")) for post in posts]


def _post_line(actor: Actor, known: Directory, post: Post, today: date, delegated_to: str) -> PostLine:
    current = (
        post.starts_on <= today
        and (post.ends_on is None or today <= post.ends_on)
        and post.state not in states_of("post", "void")
    )
    return PostLine(
        ref=post.ref,
        version=post.version,
        person=known.person(post.person_id),
        unit=known.unit(post.unit_id) if post.unit_id else None,
        title=post.title,
        role=post.get_role_display(),
        starts_on=post.starts_on,
        ends_on=post.ends_on,
        acting=post.acting,
        current=current,
        state=post.state,
        basis=post.basis,
        delegated_to=delegated_to,
        away=_away_words(known, post.person_id, today) if current else "",
        acts=tuple(open_acts(actor, "post", post)),
    )


def _away_words(known: Directory, person_id: int, today: date) -> str:
    leave = known.leave_of(person_id, today)
    return leave.words if leave else ""


def _leave_lines(actor: Actor, person: Person) -> list[LeaveLine]:
    rows = visible_rows(actor, "leave").filter(person=person).select_related("person", "stand_in").order_by("-starts_on", "-pk")
    return [
        LeaveLine(
            ref=row.ref,
            kind=row.kind,
            starts_on=row.starts_on,
            ends_on=row.ends_on,
            ended_on=row.ended_on,
            stand_in=row.stand_in.name if row.stand_in else "",
            state_label=state_label("leave", row.state),
            acts=tuple(open_acts(actor, "leave", row)),
        )
        for row in rows[:_LEAVES]
    ]


def _delegation_lines(actor: Actor, person_id: int) -> list[DelegationLine]:
    rows = (
        Delegation.objects.filter(post__person_id=person_id)
        | Delegation.objects.filter(to_person_id=person_id)
    ).select_related("post__person", "to_person")
    return [
        DelegationLine(
            ref=row.ref,
            version=row.version,
            post=row.post.title,
            holder=row.post.person.name,
            to=row.to_person.name,
            starts_on=row.starts_on,
            ends_on=row.ends_on,
            reason=row.reason,
            state_label=state_label("delegation", row.state),
            acts=tuple(open_acts(actor, "delegation", row)),
        )
        for row in rows.order_by("-starts_on", "pk")
    ]
