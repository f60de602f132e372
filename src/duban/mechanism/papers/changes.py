"""What changed between two moments: the material of 督查通报 and 督查专报, which never repeat what was said before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from duban.mechanism.clauses import clause


@dataclass(frozen=True)
class MatterNow:
    """A matter of key work at the later moment, and how it was rated at the earlier one.

    `rating` and `before` are places in the list of evaluations, 0 the best; None where nobody has rated it.
    `field` is its class of source (2.1 …), `office` the office that follows it.
    """

    ref: str
    title: str
    unit: str
    sequence: int
    office: str
    field: str
    rating: int | None
    before: int | None
    progress: str = ""
    problems: str = ""
    suggestions: str = ""
    known_before: bool = True


@dataclass(frozen=True)
class MeasureNow:
    """A measure at the later moment. `fresh` and `ended` tell that it was issued or ended in between."""

    kind: str
    number: str
    title: str
    unit: str
    sequence: int
    fresh: bool
    ended: bool
    running: bool
    how: str = ""


@dataclass(frozen=True)
class Late:
    """Something that the responsible unit owed and had not done by its day. `fresh`: the day came in between."""

    unit: str
    sequence: int
    title: str
    label: str
    due: str
    fresh: bool


T = TypeVar("T", MatterNow, MeasureNow, Late)


@dataclass(frozen=True)
class Material:
    """Everything that was gathered for one issue."""

    matters: tuple[MatterNow, ...]
    measures: tuple[MeasureNow, ...]
    late: tuple[Late, ...]


@dataclass(frozen=True)
class Unchanged:
    """What was said in an earlier issue and is still so: only its number is said again."""

    lagging: int = 0
    late: int = 0
    running: int = 0

    @property
    def any(self) -> bool:
        """Whether there is anything of it."""
        return bool(self.lagging or self.late or self.running)


@dataclass(frozen=True)
class Changes:
    """What an issue has to say, each in 组织序列."""

    better: tuple[MatterNow, ...] = ()
    worse: tuple[MatterNow, ...] = ()
    registered: tuple[MatterNow, ...] = ()
    issued: tuple[MeasureNow, ...] = ()
    ended: tuple[MeasureNow, ...] = ()
    late: tuple[Late, ...] = ()
    causes: tuple[tuple[str, str], ...] = ()
    advice: tuple[str, ...] = ()
    unchanged: Unchanged = field(default_factory=Unchanged)

    @property
    def any(self) -> bool:
        """Whether anything happened at all."""
        return bool(self.better or self.worse or self.registered or self.issued or self.ended or self.late)


@clause("3.0", "4.2", "4.4")
def changes(material: Material, worst: int) -> Changes:
    """What changed; `worst` is the place of 进展滞后 in the list of evaluations. A year's beginning knows no before."""
    worse = [one for one in material.matters if _fell(one, worst)]
    told = {one.ref for one in worse}
    lagging = [one for one in material.matters if one.rating == worst and one.ref not in told]
    return Changes(
        better=_ordered(one for one in material.matters if _rose(one)),
        worse=_ordered(worse),
        registered=_ordered(one for one in material.matters if not one.known_before),
        issued=_ordered(one for one in material.measures if one.fresh),
        ended=_ordered(one for one in material.measures if one.ended),
        late=_ordered(one for one in material.late if one.fresh),
        causes=_causes(worse),
        advice=tuple(dict.fromkeys(one.suggestions.strip() for one in worse if one.suggestions.strip())),
        unchanged=Unchanged(
            lagging=len(lagging),
            late=sum(not one.fresh for one in material.late),
            running=sum(one.running and not one.fresh for one in material.measures),
        ),
    )


def _fell(one: MatterNow, worst: int) -> bool:
    """Rated lower than before, or for the first time and with the worst."""
    if one.rating is None:
        return False
    return one.rating == worst if one.before is None else one.rating > one.before


def _rose(one: MatterNow) -> bool:
    """Rated higher than before, or for the first time and with the best."""
    if one.rating is None:
        return False
    return one.rating == 0 if one.before is None else one.rating < one.before


def _ordered(rows: Iterable[T]) -> tuple[T, ...]:
    return tuple(sorted(rows, key=lambda row: (row.sequence, row.title)))


def _causes(worse: Sequence[MatterNow]) -> tuple[tuple[str, str], ...]:
    """The problems named in the ratings that fell, each once, with the units that have it."""
    units: dict[str, list[str]] = {}
    for one in sorted(worse, key=lambda row: (row.sequence, row.title)):
        for problem in one.problems.replace(";", "；").split("；"):
            words = problem.strip(" 。\n")
            if words and one.unit not in units.setdefault(words, []):
                units[words].append(one.unit)
    return tuple((problem, "、".join(names)) for problem, names in units.items())


@clause("4.4")
def table(matters: Iterable[MatterNow], by: str, count: int) -> dict[str, tuple[int, ...]]:
    """Matters counted by `office` or `field` and by rating; the last column counts those that nobody has rated."""
    rows: dict[str, list[int]] = {}
    for one in matters:
        row = rows.setdefault(str(getattr(one, by)), [0] * (count + 1))
        row[count if one.rating is None else one.rating] += 1
    return {key: tuple(row) for key, row in sorted(rows.items())}
