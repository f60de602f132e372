"""The lists that fields name and the rulebook brings: values of the pack in force, parameters, changes of a draft."""

from __future__ import annotations

from collections.abc import Callable

from duban.acts.gate.choices import Asking, Options
from duban.mechanism.parameters import PARAMETERS
from duban.mechanism.versions.changing import FIXED
from duban.rulebook.models import Notice, PackDraft
from duban.rulebook.selectors.book import pack_in_force
from duban.rulebook.selectors.drafts import open_changes
from duban.rulebook.selectors.superiors import override_options
from duban.shared import clock


def _pack_list(key: str) -> Callable[[Asking], Options]:
    def listed(asking: Asking) -> Options:
        values = pack_in_force(asking.actor.jurisdiction_id, clock.today()).get(key, clock.today())
        return [(value, value) for value in values]

    return listed


def _periods(asking: Asking) -> Options:
    """The periods of a ranking: those that count first, then those that do not and are refused with the clause."""
    counted = dict(_pack_list("periods")(asking))
    return (counted | {value: value for value in ("半年度", "季度", "月度")}).items()


def _parameters(asking: Asking) -> Options:
    return [(key, known.title) for key, known in PARAMETERS.items() if key not in FIXED]


def _answered_questions(asking: Asking) -> Options:
    pack = pack_in_force(asking.actor.jurisdiction_id, clock.today())
    return [(each.id, f"{each.id} {each.question}") for each in pack.questions if pack.answer(each.id)]


def _of_override(name: str) -> Callable[[Asking], Options]:
    return lambda asking: override_options(asking.actor.jurisdiction_id)[name]


def _draft_changes(asking: Asking) -> Options:
    if not isinstance(asking.object, PackDraft):
        return ()
    changes = open_changes(asking.object)
    return [(row.key, row.key if row.answers else PARAMETERS[row.key].title) for row in changes]


def _notice_asked(asking: Asking) -> Options:
    if not isinstance(asking.object, Notice):
        return ()
    return [(each["key"], each["question"]) for each in asking.object.comparison.get("asked", ())]


LISTS: dict[str, Callable[[Asking], Options]] = {
    "evaluations": _pack_list("evaluation_values"),
    **{
        name: _pack_list(name)
        for name in (
            "publicity_fields", "behaviour_kinds", "superior_actions_county", "superior_actions_leader", "superior_levels",
        )
    },
    "ranking_periods": _periods,
    "parameters": _parameters,
    "answered_questions": _answered_questions,
    **{name: _of_override(name) for name in ("override_targets", "override_values", "override_measures")},
    "draft_changes": _draft_changes,
    "notice_asked": _notice_asked,
}  # fmt: skip
