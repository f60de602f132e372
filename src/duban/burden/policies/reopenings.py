"""Who may take a closed matter up again, and who may know that it is asked for."""

from __future__ import annotations

from duban.acts.beside import bars, worded
from duban.acts.gate.permits import roles_from
from duban.acts.kinds import Bearer, kind_of
from duban.acts.sight.toward import holding
from duban.burden.models import Reopening
from duban.burden.policies.lookback import sees_plan
from duban.matters import policies as of_matter
from duban.mechanism.burden.reopening import high_enough
from duban.mechanism.clauses import clause
from duban.mechanism.decision import Reason, decide, holds
from duban.mechanism.lifecycles import states_of
from duban.mechanism.lifecycles.types import Act
from duban.mechanism.people.standing import Role, Subject
from duban.shared.actor import Actor
from duban.shared.conditions import Condition, one_of, through
from duban.shared.errors import Unmet

_UNIT = (Role.PRINCIPAL, Role.DEPUTY, Role.LIAISON, Role.HANDLER)


def of_reopening(row: Reopening) -> Subject:
    """The relations of its matter."""
    return of_matter.subject_of(row.matter)


def bears_reopening(row: Reopening, role: Role) -> Bearer:
    """Whoever bears the role for the matter."""
    return of_matter.bearer_of(row.matter, role)


def decides(row: Reopening) -> Bearer:
    """Who decides: somebody of the level at which the matter was ended, a leader by name."""
    level = Role[row.level]
    if level is Role.OFFICE_HEAD:
        return of_matter.bearer_of(row.matter, level)
    return Bearer(level, None, row.ended_by_id)


@clause("3.0")
def sees_reopening(actor: Actor) -> Condition:
    """Of those who may know of the matter the offices, the leaders and its unit; the others once it is decided."""
    unit = through("matter", holding(actor, _UNIT, of_matter.relations(actor)))
    decided = one_of("state", states_of("reopening", "over"))
    return through("matter", of_matter.sees(actor)) & (sees_plan(actor) | unit | decided)


@bars
@worded("由原来同意销号或者解除的一级决定")
def _as_high_as_it_ended(actor: Actor, act: Act, row: Reopening, behalf_id: int | None) -> None:
    """Raise Unmet for whoever stands below the level at which the matter was ended."""
    level = Role[row.level]
    held = roles_from(actor, actor.posts, kind_of("reopening").subject(row))
    if not high_enough(frozenset(held), level):
        finding = f"这件事由{level.value}同意销号或者解除，重新启动也由{level.value}决定。"
        raise Unmet(decide(act.label, [Reason("3.0", "由原来同意销号或者解除的一级决定", holds(False), finding)]))
