"""What two acts that record a decision share: whose, which kinds, whether the same facts were recorded before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from duban.accountability.actions.shared import pack_of
from duban.accountability.facts import ruling_kinds
from duban.accountability.models import Inquiry, Ruling, RulingKind
from duban.accountability.policies import body, in_body
from duban.acts.kinds import Bearer
from duban.acts.work import To, Work
from duban.matters.models import Matter
from duban.mechanism.clauses import clause
from duban.mechanism.decision import Decision
from duban.mechanism.findings import Recorded, TermStep, sound_entry, whatever_kinds
from duban.mechanism.lifecycles import states_of
from duban.mechanism.parameters import Pack
from duban.mechanism.people.standing import Function, PostRole
from duban.mechanism.rulings import sanctions
from duban.organisations.selectors import directory
from duban.shared import clock

ENTRY = ("number", "decided_on", "effective_on", "served_on", "conduct_year", "facts", "basis")
"""What an entry states of the signed document, beside its kinds."""
Kinds = tuple[tuple[str, date | None], ...]
_LEADING = {PostRole.PRINCIPAL, PostRole.DEPUTY, PostRole.OFFICE_HEAD}


@dataclass(frozen=True)
class Whose:
    """The subject of a decision with what the scale looks at; `unit_id` answers for it or pays."""

    person_id: int | None
    unit_id: int | None
    answering_unit_id: int | None
    name: str
    title: str = ""
    category: str = ""
    authority: str = ""
    leading: bool = False

    @property
    def is_person(self) -> bool:
        """Whether it is a person."""
        return self.person_id is not None


@dataclass(frozen=True)
class GivenRuling:
    """What the form of a decision holds, apart from whom it is about."""

    issuer: str
    level: str
    number: str
    decided_on: date
    effective_on: date
    served_on: date | None
    conduct_year: int
    kinds: Kinds
    facts: str
    basis: str
    defence: str
    despite_same: bool
    original: bool


def kinds_of(
    work: Work, rows: Sequence[Mapping[str, Any]], effective_on: date, field: str = "kinds"
) -> Kinds:
    """The kinds that a form lists, each once, with the end of effect where one was given."""
    kinds = tuple((row["kind"], row.get("effect_until")) for row in rows)
    if len({kind for kind, _ in kinds}) < len(kinds):
        work.refuse_input(**{field: "同一种方式只填一行。"})
    if any(until is not None and until <= effective_on for _, until in kinds):
        work.refuse_input(**{field: "影响期截止日应在生效日期以后。"})
    return kinds


@clause("6.5")
def with_effect(kinds: Kinds, effective_on: date, pack: Pack) -> Kinds:
    """The kinds with the last day of their effect: as the decision says it, else counted from the day of effect."""
    known = {one.key for one in sanctions.kinds(pack)}
    return tuple(
        (kind, until or (ruling_kinds.effect(kind, effective_on, pack)[1] if kind in known else None))
        for kind, until in kinds
    )


def steps_before(inquiry: Inquiry | None) -> tuple[TermStep, ...]:
    """The steps that a case went through before its decision; none where it was not transferred."""
    if inquiry is None:
        return ()
    sent = clock.day_of(inquiry.transferred_at) if inquiry.transferred_at else None
    return (TermStep("事实所涉", inquiry.since), TermStep("登记待核情形", inquiry.opened_on), TermStep("移交", sent))


def fits(work: Work, whose: Whose, given: GivenRuling) -> Decision:
    """Do the kinds fit the subject, the organ that decides, and each other."""
    return ruling_kinds.fitting(
        [kind for kind, _ in given.kinds],
        person=whose.is_person,
        category=whose.category,
        level=given.level,
        issuer=given.issuer,
        pack=pack_of(work),
    )


def unit_subject(work: Work, unit_id: int) -> Whose:
    """A unit as the subject of a decision."""
    unit = directory(work.jurisdiction_id).unit(unit_id)
    answering = directory(work.jurisdiction_id).successor(unit_id, work.today)
    return Whose(None, unit_id, answering.id, unit.name)


@clause("6.4")
def person_subject(
    work: Work, person_id: int, *, authority: str, leading: bool | None = None, title: str = ""
) -> Whose:
    """A person as the subject: the personnel category decides the scale, the present post who pays."""
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
    work: Work, whose: Whose, given: GivenRuling, inquiry: Inquiry | None, matter: Matter | None
) -> list[Ruling]:
    """Rulings already recorded on the same subject and matter, or under the same number (A34).

    A version of the rules that counts the kinds of a matter apart asks for the same kind only.
    """
    mine = Q(person_id=whose.person_id) if whose.is_person else Q(unit_id=whose.unit_id, person_id=None)
    same = Q(number=given.number, issuer=given.issuer)
    kinds = Q()
    if not whatever_kinds(pack_of(work), work.today):
        kinds = Q(kinds__kind__in=[kind for kind, _ in given.kinds], kinds__replaced_on=None)
    if matter is not None:
        same |= kinds & Q(concerning=matter)
    if inquiry is not None:
        same |= kinds & Q(inquiry=inquiry)
    return list(Ruling.objects.filter(mine & same, state__in=states_of("ruling", "live")).distinct().order_by("pk"))


def recorded(
    organ: Function | None,
    whose: Whose,
    given: GivenRuling,
    has_file: bool,
    same: list[Ruling],
    before: tuple[TermStep, ...] = (),
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
        defence=given.defence,
        same=tuple(f"{row.issuer}{row.number}" for row in same),
        despite_same=given.despite_same,
        before=before,
        original=given.original,
    )


def ruling_row(
    work: Work,
    whose: Whose,
    given: GivenRuling,
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
        original_seen=given.original,
        warnings=warnings,
        same_as=same[0] if same else None,
        recorded_by=work.actor.name,
        recorder_id=work.actor.person_id,
        recorded_organ=organ.value,
        **more,
    )


def keep_kinds(work: Work, ruling: Ruling, kinds: Kinds) -> None:
    """Write the kinds with their periods of effect, counted from the day on which the decision took effect."""
    pack = pack_of(work)
    rows = [
        RulingKind(
            case=work.case,
            ruling=ruling,
            kind=kind,
            months=ruling_kinds.effect(kind, ruling.effective_on, pack)[0],
            effect_until=until,
        )
        for kind, until in with_effect(kinds, ruling.effective_on, pack)
    ]
    work.create_all(rows)


def kinds_now(ruling: Ruling) -> list[RulingKind]:
    """The kinds of a ruling that hold now."""
    return list(RulingKind.objects.filter(ruling=ruling, replaced_on=None).order_by("pk"))


def put_kinds(work: Work, ruling: Ruling, kinds: Kinds, on: date, *, corrected: bool) -> None:
    """Put other kinds in the place of those that hold, from the day of effect; `corrected`: the old were errors."""
    old = kinds_now(ruling)
    keep_kinds(work, ruling, kinds)
    work.change_all(old, replaced_on=on, corrected=corrected)


def subject_of(ruling: Ruling) -> Whose:
    """Whom a recorded decision is about."""
    return Whose(
        person_id=ruling.person_id,
        unit_id=ruling.unit_id,
        answering_unit_id=ruling.answering_unit_id,
        name=ruling.subject_name,
        title=ruling.subject_title,
        category=ruling.category,
        authority=ruling.authority,
        leading=ruling.leading,
    )


def warned(whose: Whose, same: list[Ruling]) -> list[str]:
    """What is worth knowing and keeps nothing from being recorded."""
    warnings = []
    if whose.is_person and not whose.leading:
        warnings.append("不是领导干部：第七条的结果不适用，按本单位规定处理（A8）。")
    if same:
        warnings.append(f"同一对象、同一事项已登记{same[0].number}，不论方式只计一次（A34）。")
    return warnings


def entry_of(ruling: Ruling, values: Mapping[str, Any], kinds: Kinds, *, original: bool) -> GivenRuling:
    """An entry with some of its values put right; what is not given stays as it is."""
    said = {name: values.get(name, getattr(ruling, name)) for name in ENTRY}
    return GivenRuling(
        issuer=ruling.issuer,
        level=ruling.level,
        kinds=kinds,
        defence=ruling.defence,
        despite_same=ruling.same_as_id is not None,
        original=original,
        **said,
    )


@clause("6.4", "6.5")
def require_sound(work: Work, ruling: Ruling, given: GivenRuling, *, filed: bool) -> None:
    """Refuse an entry whose document, days or kinds are not sound in themselves."""
    whose = subject_of(ruling)
    judged = recorded(
        Function(ruling.recorded_organ), whose, given, filed, [], steps_before(ruling.inquiry)
    )
    work.require(sound_entry(judged, fits(work, whose, given), work.today))


def ask_the_other(work: Work, ruling: Ruling) -> None:
    """The body that did not record it owes its check."""
    bearer = other_body(work, ruling.recorded_organ)
    work.owe("ruling.confirm", bearer, "核对登记的处理决定", "6.4", obj=ruling, kind="ruling", days=3)
    work.tell("entry_waits", To(unit_id=bearer.unit_id))


def other_body(work: Work, organ: str) -> Bearer:
    """The one of the two bodies that did not do the first step."""
    other = Function.ORG_DEPT if organ == Function.CDI.value else Function.CDI
    return body(work.jurisdiction_id, other)


def say_entry(work: Work, ruling: Ruling, kinds: Kinds) -> None:
    """Supply what the sentence of an entry names."""
    organ = in_body(work.actor)
    work.say(
        organ=organ.label if organ else work.actor.title,
        issuer=ruling.issuer,
        subject=ruling.subject_name,
        number=ruling.number,
        kinds="、".join(ruling_kinds.label(kind, pack_of(work)) for kind, _ in kinds),
    )
