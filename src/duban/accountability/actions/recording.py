"""What two acts that record a decision share: whose, which kinds, whether the same facts were recorded before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from duban.accountability.actions.shared import pack_of
from duban.accountability.facts import ladders
from duban.accountability.models import Inquiry, Ruling, RulingKind
from duban.acts.work import Work
from duban.matters.models import Matter
from duban.mechanism.clauses import clause
from duban.mechanism.findings import Recorded
from duban.mechanism.standing import Function, PostRole
from duban.organisations.selectors import directory

LIVE = ("recorded", "effective", "changed")
_LEADING = {PostRole.PRINCIPAL, PostRole.DEPUTY, PostRole.OFFICE_HEAD}


@dataclass(frozen=True)
class Whose:
    """The subject of a decision with what the ladder looks at; `unit_id` answers for it or pays.

    `named_as` is who manages the cadre by the inquiry that was transferred, empty where none names the person.
    """

    person_id: int | None
    unit_id: int | None
    answering_unit_id: int | None
    name: str
    title: str = ""
    category: str = ""
    authority: str = ""
    leading: bool = False
    named_as: str = ""

    @property
    def is_person(self) -> bool:
        """Whether it is a person."""
        return self.person_id is not None


@dataclass(frozen=True)
class Given:
    """What the form of a decision holds, apart from whom it is about."""

    issuer: str
    level: str
    number: str
    decided_on: date
    effective_on: date
    served_on: date | None
    conduct_year: int
    kinds: tuple[tuple[str, date | None], ...]
    facts: str
    basis: str
    defence: str
    despite_same: bool


def kinds_of(work: Work, rows: Sequence[Mapping[str, Any]]) -> tuple[tuple[str, date | None], ...]:
    """The kinds that a form lists, each once, with the end of effect where one was given."""
    kinds = tuple((row["kind"], row.get("effect_until")) for row in rows)
    if len({kind for kind, _ in kinds}) < len(kinds):
        work.refuse_input(kinds="同一种方式只填一行。")
    return kinds


def unit_subject(work: Work, unit_id: int) -> Whose:
    """A unit as the subject of a decision."""
    unit = directory(work.jurisdiction_id).unit(unit_id)
    answering = directory(work.jurisdiction_id).successor(unit_id, work.today)
    return Whose(None, unit_id, answering.id, unit.name)


@clause("6.4")
def person_subject(
    work: Work, person_id: int, *, authority: str, leading: bool | None = None, title: str = ""
) -> Whose:
    """A person as the subject: the personnel category decides the ladder, the present post who pays."""
    known = directory(work.jurisdiction_id)
    person = known.person(person_id)
    posts = [post for post in known.posts_of(person_id) if post.held_on(work.today)]
    units = [post.unit_id for post in posts if post.unit_id is not None]
    leads = any(post.role in _LEADING for post in posts) if leading is None else leading
    return Whose(
        person_id=person_id,
        unit_id=None,
        answering_unit_id=units[0] if units else None,
        name=person.name,
        title=title or "、".join(post.title for post in posts)[:80],
        category=person.personnel_category,
        authority=authority,
        leading=leads,
    )


@clause("6.5")
def same_before(
    work: Work, whose: Whose, given: Given, inquiry: Inquiry | None, matter: Matter | None
) -> list[Ruling]:
    """Rulings already recorded on the same subject, matter and kind, or under the same number (A34)."""
    mine = Q(person_id=whose.person_id) if whose.is_person else Q(unit_id=whose.unit_id, person_id=None)
    same = Q(number=given.number, issuer=given.issuer)
    kinds = Q(kinds__kind__in=[kind for kind, _ in given.kinds], kinds__replaced_on=None)
    if matter is not None:
        same |= kinds & Q(concerning=matter)
    if inquiry is not None:
        same |= kinds & Q(inquiry=inquiry)
    return list(Ruling.objects.filter(mine & same, state__in=LIVE).distinct().order_by("pk"))


def recorded(
    organ: Function | None, whose: Whose, given: Given, has_file: bool, same: list[Ruling]
) -> Recorded:
    """A decision as the gates judge it."""
    return Recorded(
        organ=organ,
        person=whose.is_person,
        level=given.level,
        issuer=given.issuer,
        number=given.number,
        has_file=has_file,
        basis=given.basis,
        facts=given.facts,
        kinds=tuple(kind for kind, _ in given.kinds),
        decided_on=given.decided_on,
        effective_on=given.effective_on,
        served_on=given.served_on,
        conduct_year=given.conduct_year,
        authority=whose.authority,
        named_as=whose.named_as,
        defence=given.defence,
        same=tuple(f"{row.issuer}{row.number}" for row in same),
        despite_same=given.despite_same,
    )


def ruling_row(
    work: Work,
    whose: Whose,
    given: Given,
    *,
    same: list[Ruling],
    organ: Function,
    warnings: list[str],
    **more: Any,
) -> Ruling:
    """The row of a decision as it was recorded, not yet confirmed."""
    return Ruling(
        state="recorded",
        level=given.level,
        issuer=given.issuer,
        number=given.number,
        unit_id=whose.unit_id,
        person_id=whose.person_id,
        answering_unit_id=whose.answering_unit_id,
        subject_name=whose.name,
        subject_title=whose.title,
        category=whose.category,
        authority=whose.authority,
        leading=whose.leading,
        decided_on=given.decided_on,
        effective_on=given.effective_on,
        served_on=given.served_on,
        conduct_year=given.conduct_year,
        facts=given.facts,
        basis=given.basis,
        defence=given.defence,
        warnings=warnings,
        same_as=same[0] if same else None,
        recorded_by=work.actor.name,
        recorder_id=work.actor.person_id,
        recorded_organ=organ.value,
        **more,
    )


def keep_kinds(work: Work, ruling: Ruling, kinds: Sequence[tuple[str, date | None]]) -> None:
    """Write the kinds with their periods of effect, counted from the day on which the decision took effect."""
    rows, pack = [], pack_of(work)
    for kind, given_until in kinds:
        months, until = ladders.effect(kind, ruling.effective_on, pack)
        if given_until is not None and given_until <= ruling.effective_on:
            work.refuse_input(kinds="影响期截止日应在生效日期以后。")
        rows.append(
            RulingKind(
                case=work.case,
                ruling=ruling,
                kind=kind,
                months=months,
                effect_until=given_until or until,
            )
        )
    work.create_all(rows)


def warned(whose: Whose, same: list[Ruling]) -> list[str]:
    """What is worth knowing and keeps nothing from being recorded."""
    warnings = []
    if whose.is_person and not whose.leading:
        warnings.append("不是领导干部：第七条的结果不适用，按本单位规定处理（A8）。")
    if same:
        warnings.append(f"同一对象、同一事项、同一方式已登记{same[0].number}，只计一次（A34）。")
    return warnings
