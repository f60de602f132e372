"""The lists that act forms offer: named in the act table, read here through selectors, in 组织序列 and 排名."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from duban.accountability.selectors import county_issuers, sanction_kinds
from duban.documents.ledgers.selectors import importable
from duban.insight.selectors.archives import issued_papers
from duban.insight.selectors.forms import FormCase
from duban.mechanism.parameters import PARAMETERS
from duban.mechanism.standing import Function, PostRole
from duban.mechanism.versions import FIXED
from duban.organisations.selectors import Directory, Holder, directory, unit_kinds
from duban.rulebook.selectors import override_options, pack_in_force
from duban.shared import clock
from duban.shared.actor import Actor

Options = list[tuple[str, str]]


@dataclass(frozen=True)
class Asking:
    """Who asks, and about which case."""

    actor: Actor
    case: FormCase | None


def _named(holders: list[Holder]) -> Options:
    seen: dict[str, str] = {}
    for holder in holders:
        key = str(holder.person_id)
        seen[key] = (
            f"{seen[key].removesuffix('）')}、{holder.title}）"
            if key in seen
            else f"{holder.name}（{holder.title}）"
        )
    return list(seen.items())


def _leaders(asking: Asking) -> Options:
    return _named(directory(asking.actor.jurisdiction_id).leaders(clock.today()))


def _main_leaders(asking: Asking) -> Options:
    return _named(directory(asking.actor.jurisdiction_id).main_leaders(clock.today()))


def _units(asking: Asking) -> Options:
    known = directory(asking.actor.jurisdiction_id)
    on = clock.today()
    kinds = pack_in_force(asking.actor.jurisdiction_id, on).get("unit_kinds", on)
    return [(str(unit.id), unit.short_name) for unit in known.active_units(on) if unit.kind in kinds]


def _unit_people(asking: Asking) -> Options:
    if asking.case is None or asking.case.lead_unit_id is None:
        return []
    known = directory(asking.actor.jurisdiction_id)
    assisting = sorted(asking.actor.unit_ids & asking.case.assist_unit_ids)
    leads = asking.case.lead_unit_id in asking.actor.unit_ids
    unit_id = asking.case.lead_unit_id if leads or not assisting else assisting[0]
    return _named(known.people_of(unit_id, clock.today()))


def _organ(function: Function) -> Callable[[Asking], Options]:
    def leaders(asking: Asking) -> Options:
        return _named(directory(asking.actor.jurisdiction_id).organ_leaders(function, clock.today()))

    return leaders


def _offices(asking: Asking) -> Options:
    offices = (Function.PARTY_OFFICE, Function.GOV_OFFICE)
    return [(office.value, office.label) for office in offices]


def _own_offices(asking: Asking) -> Options:
    held = {post.function.value for post in asking.actor.posts}
    return [option for option in _offices(asking) if option[0] in held] or _offices(asking)


def _pack_list(key: str) -> Callable[[Asking], Options]:
    def listed(asking: Asking) -> Options:
        values = pack_in_force(asking.actor.jurisdiction_id, clock.today()).get(key, clock.today())
        return [(value, value) for value in values]

    return listed


def _facts(asking: Asking) -> Options:
    return list(asking.case.facts) if asking.case else []


def _milestones(asking: Asking) -> Options:
    return list(asking.case.open_milestones) if asking.case else []


def _unit_kinds(asking: Asking) -> Options:
    return [(kind, kind) for kind in unit_kinds(asking.actor.jurisdiction_id, clock.today())]


def _all_units(asking: Asking) -> Options:
    units = directory(asking.actor.jurisdiction_id).active_units(clock.today())
    return [(str(unit.id), unit.short_name) for unit in units]


def _people(asking: Asking) -> Options:
    known, on = directory(asking.actor.jurisdiction_id), clock.today()
    titles: dict[int, list[str]] = {}
    for holder in known.holders(on):
        titles.setdefault(holder.person_id, []).append(_place(known, holder))
    return [
        (
            str(person.id),
            f"{person.name}（{'、'.join([*filter(None, [person.note]), *titles.get(person.id, ['无职务'])])}）",
        )
        for person in known.people
    ]


def _place(known: Directory, holder: Holder) -> str:
    return f"{known.unit(holder.unit_id).short_name if holder.unit_id else ''}{holder.title}"


def _posts(asking: Asking) -> Options:
    """The posts to delegate: the actor's own ones, for the administrator all."""
    known, actor = directory(asking.actor.jurisdiction_id), asking.actor
    everybody = any(post.role is PostRole.REGISTRAR for post in actor.posts)
    return [
        (str(holder.post_id), f"{holder.name}·{_place(known, holder)}（{holder.role.label}）")
        for holder in known.holders(clock.today())
        if everybody or holder.person_id == actor.person_id
    ]


def _periods(asking: Asking) -> Options:
    """The periods of a ranking: those that count first, then those that do not and are refused with the clause."""
    counted = _pack_list("periods")(asking)
    known = [value for value, _ in counted]
    return [*counted, *((value, value) for value in ("半年度", "季度", "月度") if value not in known)]


def _issued_papers(asking: Asking) -> Options:
    return issued_papers(actor=asking.actor, case_ref=asking.case.ref) if asking.case else []


def _none(asking: Asking) -> Options:
    return []


def _parameters(asking: Asking) -> Options:
    return [(key, known.title) for key, known in PARAMETERS.items() if key not in FIXED]


def _answered_questions(asking: Asking) -> Options:
    pack = pack_in_force(asking.actor.jurisdiction_id, clock.today())
    return [(each.id, f"{each.id} {each.question}") for each in pack.questions if pack.answer(each.id)]


def _of_override(name: str) -> Callable[[Asking], Options]:
    return lambda asking: list(override_options(asking.actor.jurisdiction_id)[name])


_OF_OBJECT = (
    "draft_changes",
    "inquiry_grounds", "inquiry_ground_clauses", "inquiry_facts", "inquiry_evidence", "inquiry_named", "inquiry_people",
    "inquiry_declarations", "office_staff", "office_inspectors", "ruling_subjects", "remedy_stages",
    "result_codes", "conflicting_codes", "conflicting_sources",
)  # fmt: skip


def _ledger_kinds(asking: Asking) -> Options:
    return [(kind.key, kind.label) for kind in importable(asking.actor)]


CHOICES: dict[str, Callable[[Asking], Options]] = {
    "ledger_kinds": _ledger_kinds,
    "leaders": _leaders,
    "main_leaders": _main_leaders,
    "units": _units,
    "unit_people": _unit_people,
    "offices": _own_offices,
    "issuers": _offices,
    "cdi_leaders": _organ(Function.CDI),
    "org_leaders": _organ(Function.ORG_DEPT),
    "evaluations": _pack_list("evaluation_values"),
    "publicity_fields": _pack_list("publicity_fields"),
    "facts": _facts,
    "behaviour_kinds": _pack_list("behaviour_kinds"),
    "milestones": _milestones,
    "unit_kinds": _unit_kinds,
    "all_units": _all_units,
    "people": _people,
    "posts": _posts,
    "ranking_periods": _periods,
    "issued_papers": _issued_papers,
    "superior_actions_county": _pack_list("superior_actions_county"),
    "superior_actions_leader": _pack_list("superior_actions_leader"),
    "superior_levels": _pack_list("superior_levels"),
    "sanction_kinds": lambda asking: list(sanction_kinds(actor=asking.actor)),
    "county_issuers": lambda asking: list(county_issuers(actor=asking.actor)),
    "parameters": _parameters,
    "answered_questions": _answered_questions,
    **{name: _of_override(name) for name in ("override_targets", "override_values", "override_measures")},
    **dict.fromkeys(_OF_OBJECT, _none),
}


def options_of(spec: str, asking: Asking) -> Options:
    """The options of a field: a named list, or spelled out as `value=label|value=label`."""
    if "=" in spec:
        return [(value, label) for value, _, label in (part.partition("=") for part in spec.split("|"))]
    if asking.case is not None and spec in asking.case.options:
        return list(asking.case.options[spec])
    return CHOICES[spec](asking) if spec else []
