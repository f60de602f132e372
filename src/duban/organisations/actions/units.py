"""Units: entered, changed, merged (承继), closed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Q

from duban.acts.beside import Answer, Wrong, guards
from duban.acts.gate.asked import Asked
from duban.acts.kinds import mergers, open_things
from duban.acts.owing import duties
from duban.acts.registry import performs
from duban.acts.work import Done, Work, act, permit_creation
from duban.mechanism.clauses import clause
from duban.mechanism.decision import Reason, Remedy, decide, holds
from duban.mechanism.lifecycles import states_of
from duban.mechanism.people.standing import Function
from duban.organisations.actions.neighbours import beside
from duban.organisations.actions.shared import (
    chinese,
    count,
    day,
    done,
    one_of,
    renew,
    text,
    unit_given,
    wrong,
)
from duban.organisations.models import Post, Unit
from duban.organisations.policies import COUNTY
from duban.organisations.selectors import directory, unit_kinds
from duban.shared.actor import Actor

_SIDES = ("", "party", "gov")
_FUNCTIONS = tuple(each.value for each in Function)


@guards("名称没有用过，一个职能一个单位")
def _unit_sound(asked: Asked) -> Iterator[Answer]:
    given = asked.given
    if given is None:
        return
    faults = {
        **_described(given),
        "kind": one_of(given["kind"], unit_kinds(asked.jurisdiction_id, asked.today)),
        "function": "" if given["function"] in _FUNCTIONS else "没有这一职能。",
        "active_from": day(given["active_from"], asked.today),
    }
    if any(faults.values()):
        yield from wrong(faults)
        return
    yield from _free(asked, given)
    function = given["function"]
    if function and (other := beside(asked).organ(function)):
        yield Wrong({"function": f"{Function(function).label}已登记为“{other.name}”，一个职能只有一个单位。"})


@guards("名称没有用过")
def _change_sound(asked: Asked) -> Iterator[Answer]:
    given = asked.given
    if given is None:
        return
    faults = {**_described(given), "basis": text(given.get("basis", ""), 200, required=False)}
    yield from wrong(faults) if any(faults.values()) else _free(asked, given, but=asked.object.pk)


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
) -> Unit:
    """What entering a unit is, in the act that does it."""
    permit_creation(work, COUNTY)
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


def _described(given: Mapping[str, Any]) -> dict[str, str]:
    return {
        "name": text(given["name"], 80),
        "short_name": text(given["short_name"], 30),
        "sequence": count(given["sequence"]),
        "level": text(given["level"], 20, required=False),
        "side": "" if given["side"] in _SIDES else "应为县委、县政府或者不分。",
    }


def _free(asked: Asked, given: Mapping[str, Any], but: int = 0) -> Iterator[Answer]:
    """Whether no other unit on the register bears one of the names."""
    wanted = {"name": given["name"].strip(), "short_name": given["short_name"].strip()}
    for other in beside(asked).units_named(wanted.values()):
        names = (other.name, other.short_name) if other.pk != but else ()
        yield from wrong(
            {field: f"已有单位“{other.name}”用这个名称。" if value in names else "" for field, value in wanted.items()}
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
) -> None:
    """What changing a unit is, in the act that does it."""
    unit = work.object
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


@guards("承继单位在册")
def _may_be_merged(asked: Asked) -> Iterator[Answer]:
    given, unit = asked.given, asked.object
    if given is None:
        return
    merged_on, last = given["merged_on"], given["merged_on"] - timedelta(days=1)
    faults = {
        "into": _cannot_succeed(unit, unit_given(asked, given["into"], "into"), merged_on),
        "merged_on": day(merged_on, asked.today) or _not_its_last(unit, last, asked.today) or _held_later(asked, last),
        "basis": text(given["basis"], 200, required=False),
    }
    yield from wrong(faults)


@clause("1.2")
@performs("unit.merge")
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
        known = directory(a.jurisdiction_id)
        for pass_on in mergers():
            pass_on(a, known.unit(unit.pk), known.unit(successor.pk))
        _end_posts(a, last)
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


def _posts_after(asked: Asked, last: date) -> list[Post]:
    """The posts of a unit that would end with its last day, read once."""
    void = states_of("post", "void")
    rows = Post.objects.filter(Q(ends_on=None) | Q(ends_on__gt=last), unit=asked.object).exclude(state__in=void)
    return asked.once_read("posts", lambda: list(rows))


def _held_later(asked: Asked, last: date) -> str:
    late = [post.title for post in _posts_after(asked, last) if post.starts_on > last]
    return f"有职务在此后才任职（{'、'.join(late[:3])}），请先办理这些职务。" if late else ""


def _end_posts(work: Work, last: date) -> None:
    work.change_all(_posts_after(work, last), ends_on=last, state="ended")


@guards("没有未办结事项")
def _may_be_closed(asked: Asked) -> Iterator[Answer]:
    given, unit = asked.given, asked.object
    yield decide("撤销单位", [_nothing_open(unit)])
    if given is None:
        return
    closed_on = given["closed_on"]
    early = closed_on < unit.active_from
    faults = {
        "closed_on": day(closed_on, asked.today)
        or ("不能晚于今天。" if closed_on > asked.today else "")
        or (f"早于成立日期（{chinese(unit.active_from)}）。" if early else "")
        or _held_later(asked, closed_on),
        "basis": text(given["basis"], 200, required=False),
    }
    yield from wrong(faults)


@clause("1.2")
@performs("unit.close")
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
        _end_posts(a, closed_on)
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
