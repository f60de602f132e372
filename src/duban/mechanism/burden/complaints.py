"""To whom a complaint goes (A106)."""

from __future__ import annotations

from collections.abc import Collection

from duban.mechanism.clauses import clause
from duban.mechanism.people.standing import Function, other_office


@clause("3.0")
def answering_office(chosen: Function, heads: Collection[Function]) -> Function:
    """The office whose head answers; `heads` are the offices that the person complained of heads (A106)."""
    return other_office(chosen) if chosen in heads else chosen


@clause("3.0")
def name_is_told(office: Function, supervising: Collection[Function]) -> bool:
    """Whether the head of an office is told who signed; `supervising` are the offices that follow what the unit has in hand."""
    return office not in supervising
