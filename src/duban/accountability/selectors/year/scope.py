"""Who has to do with the results of a year, and who may see which of them.

The appraisal office sees all but what is for 县委组织部 alone (7.1); a unit and a person see their own result once
the organs that have the say on it have confirmed it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from duban.accountability.models import Confirmation, Correction, Verdict, YearResult
from duban.acts.kinds import Bearer
from duban.acts.sight.toward import Relations, column, county_office, holding
from duban.mechanism.clauses import clause
from duban.mechanism.lifecycles import states_of
from duban.mechanism.people.standing import ORGAN_ROLES, Function, Role, Subject
from duban.mechanism.rulings.year_end import (
    CONFLICT,
    ORGANS,
    Said,
    Word,
    decided_by,
    decided_elsewhere,
    deciding,
    may_speak,
    only_for_org_dept,
    organs_for,
)
from duban.organisations.selectors import directory
from duban.shared.actor import Actor
from duban.shared.conditions import NOTHING, Blank, Condition, Is, one_of
from duban.shared.sifted import Sifted

_FUNCTIONS = {
    Role.APPRAISAL: Function.APPRAISAL,
    Role.ORG_DEPT: Function.ORG_DEPT,
    Role.CDI: Function.CDI,
}
_ASKING = (Function.ORG_DEPT, Function.CDI, Function.APPRAISAL)
_UNIT_ROLES = frozenset({Role.PRINCIPAL, Role.DEPUTY, Role.HANDLER, Role.LIAISON})
COUNTY = Subject(office=Function.PARTY_OFFICE)


def organ_of(actor: Actor) -> Function | None:
    """The organ of the two for which the actor acts today; 县委组织部 first, since it sees more."""
    held = {post.function for post in actor.posts}
    return next((organ for organ in reversed(ORGANS) if organ in held), None)


def asking_organ(actor: Actor) -> Function | None:
    """The organ for which the actor may ask for a 问责记录查询 today."""
    held = {post.function for post in actor.posts}
    return next((organ for organ in _ASKING if organ in held), None)


def runs_years(actor: Actor) -> bool:
    """Whether the pages of a whole year are the actor's."""
    return organ_of(actor) is not None


# relations of the objects, for the act engine


def county_subject(row: Any) -> Subject:
    """The relations of a year, a run, a review: those of the county's organs."""
    return COUNTY


def of_result(row: YearResult | Correction) -> Subject:
    """The relations of a result: the unit or the person whom it is about."""
    if row.person_id is not None:
        return Subject(office=Function.PARTY_OFFICE, holder_id=row.person_id)
    return Subject(office=Function.PARTY_OFFICE, lead_unit=row.unit_id)


def organ_bearer(row: Any, role: Role) -> Bearer:
    """One of the organs as the bearer of a duty: whoever works there finds it on the desk."""
    function = _FUNCTIONS.get(role)
    if function is None:
        return Bearer(role)
    return Bearer(role, directory(row.jurisdiction_id).office(function).id)


def decider(row: Correction) -> Function:
    """The organ that has the word on what a closed year says of a subject; a result of 7.1 is 县委组织部's alone."""
    return decided_by(row.subject_kind, _clause_of(row))


def elsewhere(row: Correction) -> bool:
    """Whether the cadre is managed by nobody of the county's organs, who then only write to whoever does (A93)."""
    return decided_elsewhere(row.subject_kind, _clause_of(row), row.ruling.authority)


@clause("7.1.3", "7.2.3")
def decides_on(row: Correction) -> str:
    """Who decides what a closed year says of a subject, in Chinese; of a cadre of a unit that unit by its name."""
    ruling = row.ruling
    if elsewhere(row) and ruling.authority == "unit" and ruling.answering_unit_id is not None:
        return f"{directory(row.jurisdiction_id).unit(ruling.answering_unit_id).short_name}（按干部管理权限）"
    return deciding(row.subject_kind, _clause_of(row), ruling.authority)


def _clause_of(row: Correction) -> str:
    return "7.1" if row.reserved else ""


def correction_bearer(row: Correction, role: Role) -> Bearer:
    """Whoever works in the organ that decides, whatever the role that a state names."""
    organ = decider(row)
    return Bearer(ORGAN_ROLES[organ], directory(row.jurisdiction_id).office(organ).id)


_TO_RESULT = Relations(
    office=county_office,
    holder=column("person_id"),
    lead=lambda unit: Blank("person_id") & column("unit_id")(unit),
)
_OPEN_TO_ALL = ~Is("reserved", True)


def sees_year(actor: Actor) -> Condition:
    """The two organs, and the system that runs it."""
    return holding(actor, (Role.APPRAISAL, Role.ORG_DEPT), Relations())


@clause("7.1.3")
def sees_result(actor: Actor) -> Condition:
    """The two organs; the unit or the person once something of it stands for them, never of a run that was replaced."""
    organs = _by_organs(actor)
    own = Sifted(YearResult, concerning(actor), _stands, ("run", "run__year"))
    return organs if organs is not NOTHING else own


def _by_organs(actor: Actor) -> Condition:
    """All for 县委组织部, for the appraisal office what is not for that one alone (7.1)."""
    whole = holding(actor, (Role.ORG_DEPT,), Relations())
    return whole | (holding(actor, (Role.APPRAISAL,), Relations()) & _OPEN_TO_ALL)


def concerning(actor: Actor) -> Condition:
    """Results of the actor, and of the units for which the actor answers."""
    return holding(actor, (*_UNIT_ROLES, Role.HOLDER), _TO_RESULT)


def _stands(row: YearResult) -> bool:
    return row.run.year.run_id == row.run_id and bool(confirmed_results(row, *words_of(row)))


def sees_correction(actor: Actor) -> Condition:
    """The two organs, of 7.1 alone 县委组织部 only; whom it is about once it is settled."""
    return _by_organs(actor) | (
        concerning(actor) & _OPEN_TO_ALL & ~one_of("state", states_of("correction", "owed"))
    )


@clause("7.1.1")
def sees_review(actor: Actor) -> Condition:
    """The organ that asked, nobody else: names of candidates are nobody's business."""
    return one_of("organ", sorted({post.function.value for post in actor.posts} - {""}))


# what is said of results


def words_of(row: YearResult) -> tuple[dict[str, Confirmation], list[Verdict]]:
    """What was said of one result: the confirmations of its run and the verdicts in force on it."""
    confirmed = {one.organ: one for one in Confirmation.objects.filter(run_id=row.run_id)}
    return confirmed, list(Verdict.objects.filter(result=row, replaced_at=None))


def said_of(
    row: YearResult, item: Mapping[str, Any], confirmed: Iterable[str], verdicts: Iterable[Verdict]
) -> Said:
    """One result of a row with what each organ says: its own word on it, else its confirmation of the whole."""
    done, own = set(confirmed), [one for one in verdicts if one.code == item["key"]]
    by_organ = {one.organ: one for one in own if not one.choice}
    asked = organs_for(row.subject_kind, item["code"], item["clause"])
    words = []
    for organ in may_speak(row.subject_kind, item["code"], item["clause"]):
        verdict = by_organ.get(organ.value)
        if verdict is not None:
            words.append((organ, Word.AGREED if verdict.agreed else Word.OBJECTED))
        elif organ in asked:
            words.append((organ, Word.AGREED if organ.value in done else Word.WAITING))
    return Said(
        ref=row.ref,
        name=row.name,
        code=item["key"],
        label=item["label"],
        words=tuple(words),
        conflict=item["code"] == CONFLICT,
        settled=any(one.choice for one in own),
        recommend=row.recommend,
        decides=decided_by(row.subject_kind, item["clause"]),
        of_unit=row.subject_kind == "unit",
        minuted=any(one.minutes for one in own),
    )


def visible_results(actor: Actor, row: YearResult) -> list[dict[str, Any]]:
    """The results of a row that an organ may see: 7.1 is for 县委组织部 alone."""
    if organ_of(actor) is Function.ORG_DEPT:
        return list(row.results)
    return [item for item in row.results if not only_for_org_dept(item["clause"])]


def confirmed_results(
    row: YearResult, confirmed: Mapping[str, Confirmation], verdicts: list[Verdict]
) -> list[dict[str, Any]]:
    """What the unit or the person concerned may see: what every organ that has the say on it has confirmed."""
    return [
        item for item in standing_results(row, confirmed, verdicts) if not only_for_org_dept(item["clause"])
    ]


def standing_results(
    row: YearResult, confirmed: Iterable[str], verdicts: list[Verdict]
) -> list[dict[str, Any]]:
    """What holds of a row: the results that every organ with the say agrees to, conflicts as a person settled them."""
    done, found = set(confirmed), []
    for item in row.results:
        if item["code"] == CONFLICT:
            found += _settled(item, verdicts)
            continue
        said = said_of(row, item, done, verdicts)
        if said.words and said.stands:
            found.append(item)
    return found


def results_that_bind(subject_kind: str, items: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Of some results those that somebody has the say on and that are not for 县委组织部 alone."""
    return [
        dict(item)
        for item in items
        if not only_for_org_dept(item["clause"]) and organs_for(subject_kind, item["code"], item["clause"])
    ]


@clause("8")
def _settled(item: Mapping[str, Any], verdicts: Iterable[Verdict]) -> list[dict[str, Any]]:
    chosen = {one.choice for one in verdicts if one.code == item["key"] and one.choice}
    return [one for choice in item["choices"] if choice["source"] in chosen for one in choice["items"]]
