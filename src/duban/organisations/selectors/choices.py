"""The lists that fields name and the directory brings: units, leaders, people and posts, in 组织序列 and 排名."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX

from duban.acts.gate.choices import Asking, Options
from duban.mechanism.people.standing import OFFICES, Function, PostRole, other_office
from duban.organisations.models import Account
from duban.organisations.selectors.directory import Directory, directory, unit_kinds
from duban.organisations.selectors.rows import Holder
from duban.rulebook.selectors import pack_in_force
from duban.shared import clock


def named(holders: Sequence[Holder]) -> Options:
    """Each person once, with every title once."""
    titles: dict[int, tuple[str, list[str]]] = {}
    for holder in holders:
        titles.setdefault(holder.person_id, (holder.name, []))[1].append(holder.title)
    return [(str(person), f"{name}（{'、'.join(dict.fromkeys(held))}）") for person, (name, held) in titles.items()]


def _known(asking: Asking) -> Directory:
    return directory(asking.actor.jurisdiction_id)


def _leaders(asking: Asking) -> Options:
    return named(_known(asking).leaders(clock.today()))


def _main_leaders(asking: Asking) -> Options:
    return named(_known(asking).main_leaders(clock.today()))


def _organ(function: Function) -> Callable[[Asking], Options]:
    return lambda asking: named(_known(asking).organ_leaders(function, clock.today()))


def _units(asking: Asking) -> Options:
    on = clock.today()
    kinds = pack_in_force(asking.actor.jurisdiction_id, on).get("unit_kinds", on)
    return [(str(unit.id), unit.short_name) for unit in _known(asking).active_units(on) if unit.kind in kinds]


def _all_units(asking: Asking) -> Options:
    return [(str(unit.id), unit.short_name) for unit in _known(asking).units]


def _active_units(asking: Asking) -> Options:
    return [(str(unit.id), unit.short_name) for unit in _known(asking).active_units(clock.today())]


def _unit_kinds(asking: Asking) -> Options:
    return [(kind, kind) for kind in unit_kinds(asking.actor.jurisdiction_id, clock.today())]


def _issuers(asking: Asking) -> Options:
    return [(office.value, office.label) for office in OFFICES]


def _own_offices(asking: Asking) -> Options:
    """The offices that the actor works in, for anybody else both."""
    held = {post.function for post in asking.actor.posts}
    return [(office.value, office.label) for office in OFFICES if office in held or not held & set(OFFICES)]


def _people(asking: Asking) -> Options:
    known, titles = _known(asking), dict[int, list[str]]()
    for holder in known.holders(clock.today()):
        titles.setdefault(holder.person_id, []).append(_place(known, holder))
    return [
        (
            str(person.id),
            f"{person.name}（{'、'.join(dict.fromkeys([*filter(None, [person.note]), *titles.get(person.id, ['无职务'])]))}）",
        )
        for person in known.people
    ]


def _place(known: Directory, holder: Holder) -> str:
    """The post with its unit, which a title that names it already does not say again."""
    unit = known.unit(holder.unit_id).short_name if holder.unit_id else ""
    return holder.title if holder.title.startswith(unit) else f"{unit}{holder.title}"


def _posts(asking: Asking) -> Options:
    known = _known(asking)
    return [
        (str(holder.post_id), f"{holder.name}·{_place(known, holder)}（{holder.role.label}）")
        for holder in known.holders(clock.today())
    ]


def _own_posts(asking: Asking) -> Options:
    """The posts to delegate: the actor's own ones, for the administrator all."""
    known, actor = _known(asking), asking.actor
    own = {str(holder.post_id) for holder in known.holders(clock.today()) if holder.person_id == actor.person_id}
    everybody = any(post.role is PostRole.REGISTRAR for post in actor.posts)
    return [(key, label) for key, label in _posts(asking) if everybody or key in own]


def _of_headed_offices(*roles: PostRole) -> Callable[[Asking], Options]:
    """Who serves in the offices that the actor heads, in some posts or in any; not the actor."""

    def listed(asking: Asking) -> Options:
        known, on = _known(asking), clock.today()
        units = [post.unit_id for post in asking.actor.posts if post.role is PostRole.OFFICE_HEAD]
        held = [one for unit in units for one in known.holders(on, role=roles or None, unit_id=unit)]
        return named([one for one in held if one.person_id != asking.actor.person_id])

    return listed


def new_people(jurisdiction_id: int) -> set[int]:
    """Who has an account and has never signed in."""
    rows = Account.objects.filter(jurisdiction_id=jurisdiction_id, is_active=True)
    return set(rows.filter(password__startswith=UNUSABLE_PASSWORD_PREFIX).values_list("person_id", flat=True))


def _slip_people(asking: Asking) -> Options:
    """Who has an account and has never signed in; not the actor."""
    new = new_people(asking.actor.jurisdiction_id) - {asking.actor.person_id}
    return [(key, label) for key, label in _people(asking) if int(key) in new]


def _case_inspectors(asking: Asking) -> Options:
    """The inspectors of the acting office and then of the other one, but for whoever is in charge."""
    known, case = _known(asking), asking.object
    if case is None:
        return ()
    offices = (Function(case.office), other_office(Function(case.office)))
    held = [known.holders(clock.today(), role=PostRole.INSPECTOR, unit_id=known.office(one).id) for one in offices]
    return [
        (str(row.person_id), f"{row.name}（{_place(known, row)}）")
        for row in (*held[0], *held[1])
        if row.person_id != case.inspector_id
    ]


def _headed_units(asking: Asking) -> Options:
    """The units that the actor leads, who names their 联络员."""
    known = _known(asking)
    led = {post.unit_id for post in asking.actor.posts if post.role is PostRole.PRINCIPAL and post.unit_id}
    return [(str(unit.id), unit.short_name) for unit in known.active_units(clock.today()) if unit.id in led]


def _leave_people(asking: Asking) -> Options:
    """The actor, and who serves in the units that the actor heads."""
    known, on, actor = _known(asking), clock.today(), asking.actor
    heads = (PostRole.OFFICE_HEAD, PostRole.PRINCIPAL)
    led = {post.unit_id for post in actor.posts if post.role in heads and post.unit_id and not post.behalf_id}
    mine = [one for one in known.holders(on) if one.person_id == actor.person_id or one.unit_id in led]
    return named(mine)


def _colleagues(asking: Asking) -> Options:
    """Who serves in a unit of the actor."""
    known, on, own = _known(asking), clock.today(), asking.actor.unit_ids
    return named([one for one in known.holders(on) if one.unit_id in own])


def _office_staff(asking: Asking) -> Options:
    """Who serves in the two offices."""
    known = _known(asking)
    offices = {unit.id for unit in known.units if unit.function in OFFICES}
    return named([one for one in known.holders(clock.today()) if one.unit_id in offices])


LISTS: dict[str, Callable[[Asking], Options]] = {
    "leaders": _leaders,
    "main_leaders": _main_leaders,
    "cdi_leaders": _organ(Function.CDI),
    "org_leaders": _organ(Function.ORG_DEPT),
    "units": _units,
    "responsible_units": _all_units,
    "all_units": _all_units,
    "unit_kinds": _unit_kinds,
    "offices": _issuers,
    "issuers": _issuers,
    "people": _people,
    "posts": _posts,
    "office_deputies": _people,
    "office_lent": _people,
    "offices_people": _office_staff,
    "slip_people": _slip_people,
    "case_inspectors": _case_inspectors,
    "headed_units": _all_units,
    "leave_people": _people,
    "stand_ins": _people,
    "handover_givers": _people,
    "handover_receivers": _people,
}
OFFERED: dict[str, Callable[[Asking], Options]] = {
    "responsible_units": _units,
    "all_units": _active_units,
    "offices": _own_offices,
    "posts": _own_posts,
    "headed_units": _headed_units,
    "office_deputies": _of_headed_offices(PostRole.DEPUTY, PostRole.CHECKER),
    "office_lent": _of_headed_offices(),
    "leave_people": _leave_people,
    "stand_ins": _colleagues,
    "handover_givers": _leave_people,
    "handover_receivers": _colleagues,
}
