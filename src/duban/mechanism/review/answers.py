"""The answer to each line of a list: no record in this mechanism, the records, or what must be checked first."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Generic, TypeVar

from duban.mechanism.clauses import clause
from duban.mechanism.review.lines import Line
from duban.mechanism.review.matching import Fit, Match, match
from duban.mechanism.review.roll import Person, Roll

CLEAR = "本机制内未见记录"
LIMITS = (
    "只答复本机制内已经生效的处理决定和年度结果，在办的案件不列。",
    "本答复不替代党风廉政意见，不代表有关部门的意见。",
)
"""What every answer says of itself."""
DOUBT = "另有读音相同或者写法相近的姓名，请写明单位和职务，或者核对后再查。"
R = TypeVar("R")


class Status(Enum):
    """What an answer says. None of them says that anybody is qualified."""

    CLEAR = CLEAR
    RECORDED = "有记录"
    UNCLEAR = "须核对"
    DUPLICATE = "重复"


@dataclass(frozen=True, slots=True)
class ReviewAnswer(Generic[R]):
    """The answer to one line, with the records of whom it means; `candidates` are places to tell namesakes apart."""

    line: Line
    status: Status
    key: Hashable = None
    records: tuple[R, ...] = ()
    notes: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()


@clause("7.1.1", "7.3.1", "7.3.2")
def answers(
    lines: Iterable[Line], roll: Roll, recorded: Mapping[Hashable, tuple[R, ...]]
) -> tuple[ReviewAnswer[R], ...]:
    """The answer to every line, in their order. `recorded` holds the records by key of a person or a unit.

    A name that nobody bears, or that is not clear, is to be checked; it is never cleared. Nor is one that is read or
    written nearly like that of somebody with a record, where nothing beside it says who is meant (A92).
    """
    first: dict[Hashable, int] = {}
    return tuple(_answer(match(line, roll), roll, recorded, first) for line in lines)


def _answer(
    found: Match, roll: Roll, recorded: Mapping[Hashable, tuple[R, ...]], first: dict[Hashable, int]
) -> ReviewAnswer[R]:
    line = found.line
    if found.key is not None and found.key in first:
        told = f"与第{first[found.key]}行相同，不重复列出。"
        return ReviewAnswer(line, Status.DUPLICATE, found.key, (), (*found.notes, told))
    own = tuple(recorded.get(found.key, ())) if found.key is not None else ()
    if own:
        first[found.key] = line.number
        return ReviewAnswer(line, Status.RECORDED, found.key, own, found.notes)
    doubted = tuple(person for person in found.alike if recorded.get(person.key))
    places = _places((*found.candidates, *doubted), roll)
    if doubted:
        return ReviewAnswer(line, Status.UNCLEAR, notes=(*found.notes, DOUBT), candidates=places)
    if found.fit in (Fit.PERSON, Fit.UNIT):
        first[found.key] = line.number
        return ReviewAnswer(line, Status.CLEAR, found.key, (), found.notes)
    if found.fit is Fit.SEVERAL and not any(recorded.get(person.key) for person in found.candidates):
        told = f"同名的{len(found.candidates)}人都没有记录。"
        return ReviewAnswer(line, Status.CLEAR, notes=(*found.notes, told), candidates=places)
    return ReviewAnswer(line, Status.UNCLEAR, notes=found.notes, candidates=places)


def _places(people: Iterable[Person], roll: Roll) -> tuple[str, ...]:
    return tuple(f"{person.name}：{roll.place(person)}" for person in people)
