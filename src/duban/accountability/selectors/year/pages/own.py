"""What the results of the years say of the actor, or of a unit for which the actor answers."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import F

from duban.accountability.models import Confirmation, Verdict, YearResult
from duban.accountability.selectors.lists import APPEALING
from duban.accountability.selectors.year.corrections import correction_rows
from duban.accountability.selectors.year.in_force import as_they_hold
from duban.accountability.selectors.year.pages.results import appealed_of
from duban.accountability.selectors.year.pages.rows import CorrectionRow, Item, item_row
from duban.accountability.selectors.year.scope import (
    concerning,
    confirmed_results,
    runs_years,
    said_of,
    visible_results,
    words_of,
)
from duban.acts.sight.visibility import visible_rows
from duban.mechanism.clauses import clause
from duban.mechanism.lifecycles import states_of
from duban.mechanism.people.standing import PostRole
from duban.shared.actor import Actor

_ANSWERING = (PostRole.PRINCIPAL, PostRole.DEPUTY, PostRole.HANDLER, PostRole.LIAISON)


@dataclass(frozen=True)
class OwnRow:
    """The confirmed results of one year for the actor or one unit."""

    ref: str
    year: int
    closed: bool
    name: str
    items: tuple[Item, ...]
    flag: str


@dataclass(frozen=True)
class OwnResults:
    """Everything confirmed that concerns the actor, the latest year first, with settled corrections."""

    rows: tuple[OwnRow, ...]
    corrections: tuple[CorrectionRow, ...]


def answering_units(actor: Actor) -> frozenset[int]:
    """The units for which the actor answers today."""
    return frozenset(
        post.unit_id for post in actor.posts if post.role in _ANSWERING and post.unit_id is not None
    )


@clause("7.2.1", "7.3.1", "7.3.2")
def own_results(*, actor: Actor) -> OwnResults:
    """The actor's own results and those of the actor's units, as far as the organs have confirmed them."""
    mine = concerning(actor).query()
    rows = as_they_hold(
        YearResult.objects.filter(mine, jurisdiction_id=actor.jurisdiction_id, run__year__run_id=F("run_id"))
        .select_related("run", "run__year")
        .order_by("-year", "-subject_kind", "rank")
    )
    confirmed: dict[int, dict[str, Confirmation]] = {}
    for one in Confirmation.objects.filter(run_id__in={row.run_id for row in rows}):
        confirmed.setdefault(one.run_id, {})[one.organ] = one
    verdicts: dict[int, list[Verdict]] = {}
    for word in Verdict.objects.filter(result__in=rows, replaced_at=None):
        verdicts.setdefault(word.result_id, []).append(word)
    appealed = appealed_of(rows)
    found = []
    for row in rows:
        done, said = confirmed.get(row.run_id, {}), verdicts.get(row.pk, [])
        items = tuple(
            item_row(item, said_of(row, item, done, said), appealed)
            for item in confirmed_results(row, done, said)
        )
        if items:
            flag = APPEALING if any(item.flag for item in items) else ""
            found.append(
                OwnRow(
                    row.ref,
                    row.year,
                    row.run.year.state in states_of("year", "closed"),
                    row.name,
                    items,
                    flag,
                )
            )
    settled = (
        visible_rows(actor, "correction").filter(mine).exclude(state__in=states_of("correction", "owed"))
    )
    return OwnResults(tuple(found), correction_rows(actor, settled.order_by("-pk")[:50]))


@clause("4.6", "7.1.1")
def results_of(*, actor: Actor, subject: tuple[str, int], year: int) -> tuple[Item, ...]:
    """What a year says of one unit or person, as far as the actor may see it: the organs, and whom it is about."""
    own = subject == ("person", actor.person_id) or (
        subject[0] == "unit" and subject[1] in answering_units(actor)
    )
    if not (own or runs_years(actor)):
        return ()
    row = (
        YearResult.objects.filter(
            jurisdiction_id=actor.jurisdiction_id,
            year=year,
            run__year__run_id=F("run_id"),
            **{f"{subject[0]}_id": subject[1]},
        )
        .select_related("run", "run__year")
        .first()
    )
    if row is None:
        return ()
    as_they_hold([row])
    inside = runs_years(actor)
    done, said = ({}, []) if inside else words_of(row)
    items = visible_results(actor, row) if inside else confirmed_results(row, done, said)
    appealed = appealed_of([row])
    return tuple(item_row(item, said_of(row, item, done, said), appealed) for item in items)
