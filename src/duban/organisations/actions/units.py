"""Units: entered, changed, merged (承继), closed."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Q

from duban.acts.beside import worded
from duban.acts.kinds import mergers, open_things
from duban.acts.owing import duties
from duban.acts.registry import performs
from duban.acts.work import Done, Work, act, permit_creation
from duban.mechanism.clauses import clause
from duban.mechanism.decision import Reason, Remedy, decide, holds
from duban.mechanism.lifecycles import states_of
from duban.mechanism.people.standing import Function
from duban.organisations.actions.neighbours import STORED, Neighbours
from duban.organisations.actions.shared import (
    chinese,
    count,
    day,
    done,
    one_of,
    refuse,
    renew,
    text,
    unit_given,
)
from duban.organisations.models import Post, Unit
from duban.organisations.policies import COUNTY
from duban.organisations.selectors import directory, unit_kinds
from duban.shared.actor import Actor
from duban.shared.errors import Invalid

_SIDES = ("", "party", "gov")
_FUNCTIONS = tuple(each.value for each in Function)


@clause("1.1")
@performs("unit.create")
def create_unit(
    *,
    actor: Actor,
    name: str,
    short_name: str,
    kind: str,
    sequence: int | Decimal,
    active_from: date,
    level: str = "",
    side: str = "",
    function: str = "",
    once: str | None = None,
) -> Done:
    """Enter a unit of a kind of article 一, or an organ that leads."""
    with act(actor, "unit.create", once=once) as a:
        enter_unit(
            a, name=name, short_name=short_name, kind=kind, sequence=sequence, active_from=active_from, level=level,
            side=side, function=function,
        )  # fmt: skip
        renew(a)
    return done(a)


def enter_unit(
    work: Work,
    *,
    name: str,
    short_name: str,
    kind: str,
    sequence: int | Decimal,
    active_from: date,
    level: str = "",
    side: str = "",
    function: str = "",
    others: Neighbours = STORED,
) -> Unit:
    """What entering a unit is, in the act that does it."""
    permit_creation(work, COUNTY)
    refuse(
        {
            **_described(name, short_name, sequence, level, side),
            "kind": one_of(kind, unit_kinds(work.jurisdiction_id, work.today)),
            "function": "" if function in _FUNCTIONS else "没有这一职能。",
            "active_from": day(active_from, work.today),
        }
    )
    _refuse_taken(others, name, short_name)
    _refuse_second_organ(others, function)
    unit = Unit(
        name=name.strip(),
        short_name=short_name.strip(),
        kind=kind,
        level=level,
        sequence=int(sequence),
        side=side,
        function=function,
        active_from=active_from,
    )
    work.found(unit)
    work.say(kind=kind)
    return unit


def _described(name: str, short_name: str, sequence: int | Decimal, level: str, side: str) -> dict[str, str]:
    return {
        "name": text(name, 80),
        "short_name": text(short_name, 30),
        "sequence": count(sequence),
        "level": text(level, 20, required=False),
        "side": "" if side in _SIDES else "应为县委、县政府或者不分。",
    }


def _refuse_taken(others: Neighbours, name: str, short_name: str, but: int = 0) -> None:
    wanted = {"name": name.strip(), "short_name": short_name.strip()}
    for other in others.units_named(wanted.values()):
        if other.pk == but:
            continue
        names = (other.name, other.short_name)
        refuse(
            {
                field: f"已有单位“{other.name}”用这个名称。" if value in names else ""
                for field, value in wanted.items()
            }
        )


def _refuse_second_organ(others: Neighbours, function: str) -> None:
    if function and (other := others.organ(function)):
        raise Invalid(
            {"function": f"{Function(function).label}已登记为“{other.name}”，一个职能只有一个单位。"}
        )


@clause("1.1")
@performs("unit.change")
def change_unit(
    *,
    actor: Actor,
    ref: str,
    expect: int | None = None,
    name: str,
    short_name: str,
    sequence: int | Decimal,
    level: str = "",
    side: str = "",
    basis: str = "",
    once: str | None = None,
) -> Done:
    """Rename a unit or change its entry; documents issued before keep the name that they bear."""
    with act(actor, "unit.change", ref, expect=expect, once=once) as a:
        alter_unit(
            a, name=name, short_name=short_name, sequence=sequence, level=level, side=side, basis=basis
        )
        renew(a)
    return done(a)


def alter_unit(
    work: Work,
    *,
    name: str,
    short_name: str,
    sequence: int | Decimal,
    level: str,
    side: str,
    basis: str = "",
    others: Neighbours = STORED,
) -> None:
    """What changing a unit is, in the act that does it."""
    unit = work.object
    refuse({**_described(name, short_name, sequence, level, side), "basis": text(basis, 200, required=False)})
    _refuse_taken(others, name, short_name, but=unit.pk)
    renamed = f"，更名为“{name.strip()}”" if name.strip() != unit.name else ""
    work.say(before=unit.name, renamed=renamed + (f"（{basis}）" if basis else ""))
    work.change(
        unit,
        name=name.strip(),
        short_name=short_name.strip(),
        level=level,
        sequence=int(sequence),
        side=side,
    )


@clause("1.2")
@performs("unit.merge")
@worded("承继单位在册")
def merge_unit(
    *,
    actor: Actor,
    ref: str,
    expect: int | None = None,
    into: str,
    merged_on: date,
    basis: str = "",
    once: str | None = None,
) -> Done:
    """Merge a unit into another: from that day its posts end and what is open passes on (承继), both visible."""
    with act(actor, "unit.merge", ref, expect=expect, once=once) as a:
        unit, successor = a.object, unit_given(a, into, "into")
        last = merged_on - timedelta(days=1)
        refuse(
            {
                "into": _cannot_succeed(unit, successor, merged_on),
                "merged_on": day(merged_on, a.today) or _not_its_last(unit, last, a.today),
                "basis": text(basis, 200, required=False),
            }
        )
        known = directory(a.jurisdiction_id)
        for pass_on in mergers():
            pass_on(a, known.unit(unit.pk), known.unit(successor.pk))
        _end_posts(a, unit, last, "merged_on")
        a.say(into=successor.name, on=chinese(merged_on))
        a.move(active_to=last, merged_into_id=successor.pk)
        renew(a)
    return done(a)


def _cannot_succeed(unit: Unit, successor: Unit, on: date) -> str:
    if successor.pk == unit.pk:
        return "单位不能并入自己。"
    if successor.state not in states_of("unit", "active"):
        return f"{successor.name}已不在册，不能承继。"
    return (
        f"{successor.name}自{chinese(successor.active_from)}起成立，此前不能承继。"
        if on < successor.active_from
        else ""
    )


def _not_its_last(unit: Unit, last: date, today: date) -> str:
    if last < unit.active_from:
        return f"应晚于单位成立日期（{chinese(unit.active_from)}）。"
    return "不能晚于今天：未办结事项在办理时即转到承继单位。" if last >= today else ""


def _end_posts(work: Work, unit: Unit, last: date, field: str) -> None:
    open_posts = list(
        Post.objects.filter(Q(ends_on=None) | Q(ends_on__gt=last), unit=unit).exclude(
            state__in=states_of("post", "void")
        )
    )
    late = [post for post in open_posts if post.starts_on > last]
    if late:
        names = "、".join(post.title for post in late[:3])
        raise Invalid({field: f"有职务在此后才任职（{names}），请先办理这些职务。"})
    work.change_all(open_posts, ends_on=last, state="ended")


@clause("1.2")
@performs("unit.close")
@worded("没有未办结事项")
def close_unit(
    *,
    actor: Actor,
    ref: str,
    expect: int | None = None,
    closed_on: date,
    basis: str = "",
    once: str | None = None,
) -> Done:
    """Close a unit that has nothing open; `closed_on` is its last day and that of its posts."""
    with act(actor, "unit.close", ref, expect=expect, once=once) as a:
        unit = a.object
        refuse(
            {
                "closed_on": day(closed_on, a.today)
                or ("不能晚于今天。" if closed_on > a.today else "")
                or (f"早于成立日期（{chinese(unit.active_from)}）。" if closed_on < unit.active_from else ""),
                "basis": text(basis, 200, required=False),
            }
        )
        a.require(decide("撤销单位", [_nothing_open(unit)]))
        _end_posts(a, unit, closed_on, "closed_on")
        a.say(on=chinese(closed_on))
        a.move(active_to=closed_on)
        renew(a)
    return done(a)


def _nothing_open(unit: Unit) -> Reason:
    left = duties.standing_so(duties.HELD, unit=unit.pk).count() + open_things(unit.pk)
    return Reason(
        clause="1.2",
        condition="单位没有未办结的事项",
        outcome=holds(left == 0),
        finding="没有。"
        if not left
        else f"{unit.short_name}尚有 {left} 件未办结，须先办结或者由其他单位承继。",
        remedies=(Remedy("系统管理员", "unit.merge", "并入其他单位"),),
    )
