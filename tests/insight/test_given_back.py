"""Whoever owes something again reads why: in the row of the desk and before the form."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from duban.insight.selectors.act_page.before_form import open_act
from duban.insight.selectors.work_desk.desk import Todo, desk
from duban.shared.actor import Actor
from tests.personas import County
from tests.story import (
    Story,
    approving,
    do,
    drafted,
    issued_letter,
    planned,
    proposed,
    received,
    underway,
)

WORDS = "请写明核实的日期和数量。"


@dataclass
class Back:
    """Something was handed back: who owes what, on which object, and the forms that change it."""

    owes: Actor
    act: str
    ref: str
    forms: tuple[tuple[Actor, str], ...]


def a_proposal(county: County) -> Back:
    story = proposed(county)
    do(story.head, "matter.send_back", ref=story.matter, reason=WORDS)
    return Back(story.inspector, "matter.propose", story.matter, ((story.inspector, "matter.propose"),))


def _draft(story: Story, kind: str, ref: str) -> Back:
    forms = tuple((story.inspector, f"{kind}.{verb}") for verb in ("submit", "redraft"))
    return Back(story.inspector, f"{kind}.submit", ref, forms)


def a_letter_at_checking(county: County) -> Back:
    story = underway(county)
    ref = drafted(story)
    do(story.inspector, "letter.submit", ref=ref, approver=county.person("standing"))
    do(story.checker, "letter.send_back", ref=ref, reason=WORDS)
    return _draft(story, "letter", ref)


def a_letter_by_the_leader(county: County) -> Back:
    story = underway(county)
    ref = approving(story)
    do(county.actor("standing"), "letter.disapprove", ref=ref, reason=WORDS)
    return _draft(story, "letter", ref)


def a_letter_at_signing(county: County) -> Back:
    story = underway(county)
    ref = approving(story)
    do(county.actor("standing"), "letter.approve", ref=ref)
    do(story.head, "letter.send_back", ref=ref, reason=WORDS)
    return _draft(story, "letter", ref)


def a_plan(county: County) -> Back:
    story = underway(county)
    ref = issued_letter(story)
    received(story, "letter", ref)
    planned(story, "letter", ref)
    do(story.inspector, "letter.return_plan", ref=ref, reason=WORDS)
    return Back(story.unit.principal, "letter.confirm_plan", ref, ((story.unit.liaison, "letter.plan"),))


@pytest.mark.parametrize(
    "handed_back", [a_proposal, a_letter_at_checking, a_letter_by_the_leader, a_letter_at_signing, a_plan]
)
def test_what_was_handed_back_says_why_on_the_desk_and_in_the_form(
    county: County, handed_back: Callable[[County], Back]
) -> None:
    back = handed_back(county)
    assert WORDS in _row(back).why
    for who, key in back.forms:
        opening = open_act(actor=who, key=key, ref=back.ref)
        assert any(WORDS in text for passage in opening.passages for _, text in passage.rows), key


def test_a_draft_that_nobody_handed_back_says_nothing(county: County) -> None:
    story = underway(county)
    ref = drafted(story)
    assert _row(_draft(story, "letter", ref)).why == ""


def _row(back: Back) -> Todo:
    rows = [row for group in desk(actor=back.owes).groups for row in group.rows]
    return next(row for row in rows if (row.act, row.object_ref) == (back.act, back.ref))
