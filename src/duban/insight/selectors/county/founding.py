"""开办: how far a county has come, read from what stands in it; nothing is kept about it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from duban.acts.gate.permits import may_start
from duban.acts.models import Case, Series
from duban.acts.sight.visibility import visible_rows
from duban.mechanism.lifecycles import states_of
from duban.mechanism.lifecycles.directory.organisations import LEADING_ORGAN
from duban.mechanism.people.founding import SEATS, CountyBegun, FoundingStep, UnitBegun, missing, seat_name
from duban.mechanism.people.standing import OFFICES, Function, PostRole
from duban.organisations.facts import first_list_waiting
from duban.organisations.models import Account, OneTimeLink, PostList
from duban.organisations.selectors import Directory, directory
from duban.rulebook.selectors.book import book
from duban.shared import clock
from duban.shared.actor import Actor
from duban.shared.database import memo

CONCERNS: dict[FoundingStep, tuple[str, ...]] = {
    FoundingStep.UNITS: ("unit.create",),
    FoundingStep.POSTS: ("postlist.propose",),
    FoundingStep.PEOPLE: ("post.appoint",),
    FoundingStep.SIGN_IN: ("slip.give",),
    FoundingStep.CALENDAR: ("calendar.publish",),
    FoundingStep.NOTICE: ("notice.adopt",),
    FoundingStep.NUMBERS: ("seriesstart.take_up",),
    FoundingStep.MATTER: ("matter.register",),
}
"""The acts by which each step is done: whoever may do one has a part in it."""
_OFFERED = {FoundingStep.PEOPLE: ("postlist.propose",)}
"""What is offered where that is not the act which tells whose part it is: principal leaders come by a list."""


@dataclass(frozen=True)
class Waiting:
    """Something that was begun and waits for somebody: what, and the kind and reference under which it stands."""

    text: str
    kind: str
    ref: str


@dataclass(frozen=True)
class StepTaken:
    """A step: what there is, what is missing, what waits, and the acts that this reader may go on with."""

    step: FoundingStep
    there: tuple[str, ...]
    missing: tuple[str, ...]
    waiting: tuple[Waiting, ...]
    acts: tuple[str, ...]


def founding(*, actor: Actor) -> tuple[StepTaken, ...]:
    """The steps of the beginning, in their order, for whoever is signed in."""
    county = _begun(actor.jurisdiction_id)
    lacking, there, waiting = missing(county), _there(actor, county), _waiting(actor)
    return tuple(
        StepTaken(
            step, tuple(there.get(step, ())), lacking[step], tuple(waiting.get(step, ())),
            _offered(actor, step),
        )
        for step in FoundingStep
    )  # fmt: skip


def _offered(actor: Actor, step: FoundingStep) -> tuple[str, ...]:
    """What the actor may go on with: no second list while the first one waits for whoever confirms it."""
    if step is FoundingStep.PEOPLE and _names_first_liaison(actor):
        return ("post.name_liaison",)
    offered = _OFFERED.get(step, CONCERNS[step]) if any(may_start(actor, key) for key in CONCERNS[step]) else ()
    waits = "postlist.propose" in offered and first_list_waiting(actor.jurisdiction_id) is not None
    return () if waits else offered


_parts: memo.WhileNothingIsDone[bool] = memo.WhileNothingIsDone()
_open: memo.WhileNothingIsDone[frozenset[FoundingStep]] = memo.WhileNothingIsDone()


def has_part(actor: Actor) -> bool:
    """Whether something is missing that this actor can do; reckoned anew only when something was done in the county."""
    return _parts.known(actor.jurisdiction_id, actor, lambda: _has_part(actor))


def _has_part(actor: Actor) -> bool:
    mine = {step for step, keys in CONCERNS.items() if any(may_start(actor, key) for key in keys)}
    return (bool(mine) and bool(mine & _open_steps(actor.jurisdiction_id))) or _names_first_liaison(actor)


def _names_first_liaison(actor: Actor) -> bool:
    """Whether the actor leads a unit that never had a 联络员, whom its principal leader alone names."""
    led = {post.unit_id for post in actor.posts if post.role is PostRole.PRINCIPAL and post.function is Function.NONE}
    served = {post.unit_id for post in directory(actor.jurisdiction_id).posts if post.role is PostRole.LIAISON} if led else set()
    return bool(led - served)


def _open_steps(jurisdiction_id: int) -> frozenset[FoundingStep]:
    def read() -> frozenset[FoundingStep]:
        return frozenset(step for step, lacking in missing(_begun(jurisdiction_id)).items() if lacking)

    return _open.known(jurisdiction_id, jurisdiction_id, read)


def _begun(jurisdiction_id: int) -> CountyBegun:
    """What stands in the county: three statements where directory and rulebook are in memory."""
    known, rules = directory(jurisdiction_id), book(jurisdiction_id)
    accounts = set(Account.objects.filter(jurisdiction_id=jurisdiction_id).values_list("person_id", flat=True))
    functions = {unit.id: unit.function for unit in known.units}
    issuers = Series.objects.filter(jurisdiction_id=jurisdiction_id, issuer__in=[one.value for one in OFFICES])
    since = rules.packs[0][0] if rules.packs else clock.today()
    return CountyBegun(
        units=_units(known, accounts),
        seats=frozenset((post.role, functions.get(post.unit_id or 0, Function.NONE)) for post in known.posts),
        years=rules.calendar.years,
        year=since.year,
        in_force=bool(rules.packs),
        numbered=frozenset(Function(one) for one in issuers.values_list("issuer", flat=True).distinct()),
        registered=Case.objects.filter(jurisdiction_id=jurisdiction_id).exists(),
    )


def _units(known: Directory, accounts: set[int]) -> tuple[UnitBegun, ...]:
    roles = {(post.unit_id, post.role) for post in known.posts}
    acting = {post.unit_id for post in known.posts if post.acting}
    signing_in = {post.unit_id for post in known.posts if post.person_id in accounts}
    return tuple(
        UnitBegun(
            unit.short_name,
            unit.function,
            principal=(unit.id, PostRole.PRINCIPAL) in roles or unit.id in acting,
            liaison=(unit.id, PostRole.LIAISON) in roles,
            account=unit.id in signing_in,
        )
        for unit in known.active_units(clock.today())
        if unit.kind != LEADING_ORGAN
    )


def _there(actor: Actor, county: CountyBegun) -> dict[FoundingStep, list[str]]:
    """What there is already, in words."""
    known, rules = directory(actor.jurisdiction_id), book(actor.jurisdiction_id)
    kinds = Counter(unit.kind for unit in known.active_units(clock.today()))
    held = [seat_name(*seat) for seat in SEATS if seat in county.seats]
    led, served = sum(one.principal for one in county.units), sum(one.liaison for one in county.units)
    new, without = _new(actor.jurisdiction_id)
    found = {
        FoundingStep.UNITS: "、".join(f"{kind} {count} 个" for kind, count in kinds.items()),
        FoundingStep.POSTS: f"已任：{'、'.join(held)}" if held else "",
        FoundingStep.PEOPLE: f"{led} 个单位有主要领导，{served} 个单位有联络员" if led or served else "",
        FoundingStep.SIGN_IN: f"{new} 人开通了账号、还没有登录过，其中 {without} 人没有有效的登录单" if new else "",
        FoundingStep.CALENDAR: "、".join(f"{year}年已录入" for year in sorted(county.years) if year >= county.year),
        FoundingStep.NOTICE: f"《{rules.packs[0][2].title}》（{rules.packs[0][2].number}）" if rules.packs else "",
        FoundingStep.NUMBERS: "、".join(f"{office.label}已起号" for office in OFFICES if office in county.numbered),
        FoundingStep.MATTER: "已登记" if county.registered else "",
    }
    return {step: [text] for step, text in found.items() if text}


def _new(jurisdiction_id: int) -> tuple[int, int]:
    """How many have an account and never signed in, and how many of these have no slip that is still good."""
    rows = Account.objects.filter(jurisdiction_id=jurisdiction_id, is_active=True)
    new = {one.pk for one in rows if not one.has_usable_password()}
    good = OneTimeLink.objects.filter(
        jurisdiction_id=jurisdiction_id,
        used_at=None,
        slip__state__in=states_of("slip", "given"),
        slip__expires_at__gte=clock.now(),
    )
    return len(new), len(new - set(good.values_list("account_id", flat=True)))


def _waiting(actor: Actor) -> dict[FoundingStep, list[Waiting]]:
    """What was handed in and waits, as far as the reader knows of it."""
    lists = visible_rows(actor, "postlist").filter(state__in=states_of("postlist", "open")).select_related("first_named")
    drafts = visible_rows(actor, "notice").filter(state__in=states_of("notice", "draft"))
    return {
        FoundingStep.POSTS: [
            Waiting(f"{row.basis or '从台账列出的任职名单'}：{_asked(row)}", "postlist", row.ref)
            for row in lists.order_by("pk")[:20]
        ],
        FoundingStep.NOTICE: [Waiting(f"{row}：已导入，待另一人确认生效", "notice", "") for row in drafts.order_by("pk")[:5]],
    }


def _asked(row: PostList) -> str:
    if row.state in states_of("postlist", "gathered"):
        return "待附任职文件提交"
    who = f"名单上的县委组织部{row.first_named}" if row.first_named else Function(row.confirming).label
    return f"待{who}确认"
