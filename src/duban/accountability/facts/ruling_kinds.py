"""Kinds of rulings and their remedies, by the keys that rows hold, in the words that pages and sentences need."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from duban.mechanism.decision import Decision
from duban.mechanism.parameters import Pack
from duban.mechanism.rulings import lessening, remedies, sanctions
from duban.mechanism.rulings.lessening import Imposed
from duban.mechanism.rulings.remedies import Clock, Stage, UnknownStage
from duban.mechanism.rulings.sanctions import SanctionKind, Target, UnknownKind

BOTH = "县纪委监委、县委组织部"
Imposing = Sequence[tuple[str, date | None]]


def label(kind: str, pack: Pack | None = None) -> str:
    """The word of a kind, e.g. 党内警告; its key where the pack has it no more."""
    try:
        return sanctions.kind(kind, pack).word
    except UnknownKind:
        return kind


def _known(kinds: Iterable[str], pack: Pack | None) -> list[SanctionKind]:
    table = {one.key: one for one in sanctions.kinds(pack)}
    return [table[key] for key in kinds if key in table]


def offered(pack: Pack | None = None) -> tuple[tuple[str, str], ...]:
    """All kinds, those for units first, each from the lightest."""
    return tuple((one.key, one.full) for target in Target for one in sanctions.kinds_for(target, pack=pack))


def county_issuers(pack: Pack | None = None) -> tuple[tuple[str, str], ...]:
    """The organs of the county that decide, the two bodies together among them."""
    return tuple((one, one) for one in (*sanctions.issuers(pack), BOTH))


def fitting(
    kinds: Sequence[str], *, person: bool, category: str, level: str, issuer: str, pack: Pack
) -> Decision:
    """Do the kinds fit the subject, the organ that decides, and the personnel category."""
    target = Target.PERSON if person else Target.UNIT
    return sanctions.fitting(kinds, target=target, category=category, level=level, issuer=issuer, pack=pack)


def effect(kind: str, effective_on: date, pack: Pack) -> tuple[int | None, date | None]:
    """The months of effect and the last day, counted from the day on which the decision took effect."""
    one = sanctions.kind(kind, pack)
    return one.months, sanctions.effect_until(one, effective_on)


def fitting_kinds(*, person: bool, category: str = "", pack: Pack | None = None) -> tuple[tuple[str, str], ...]:
    """The kinds that may stand for a unit, or for a person of a personnel category (empty: any), from the lightest."""
    target = Target.PERSON if person else Target.UNIT
    return tuple((one.key, one.word) for one in sanctions.kinds_for(target, category, pack))


def worsened(before: Imposing, after: Imposing, pack: Pack) -> tuple[str, ...]:
    """What of the kinds `after` is more than those `before`, each with the last day of its effect; in words."""
    return lessening.worsened(_imposed(before, pack), _imposed(after, pack))


def _imposed(kinds: Imposing, pack: Pack) -> list[Imposed]:
    table = {one.key: one for one in sanctions.kinds(pack)}
    return [Imposed(table[key], until) for key, until in kinds if key in table]


def stages(kinds: Iterable[str], pack: Pack | None = None) -> tuple[Stage, ...]:
    """Every stage that the kinds of a ruling open, in order."""
    return remedies.stages_of(_known(kinds, pack), pack)


def clocks(
    kinds: Iterable[str], served_on: date, answered: dict[str, date], as_of: date, pack: Pack
) -> tuple[Clock, ...]:
    """The stages that can be entered on a day, each on its dates."""
    return remedies.clocks(_known(kinds, pack), served_on, answered, as_of, pack)


def stage_label(key: str, pack: Pack | None = None) -> str:
    """The name of a stage; its key where the pack has it no more."""
    try:
        return remedies.stage(key, pack).label
    except UnknownStage:
        return key


def answer_by(key: str, accepted_on: date, pack: Pack) -> date:
    """The day on which the answer to an appeal is due."""
    return remedies.answer_due(remedies.stage(key, pack), accepted_on)
