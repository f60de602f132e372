"""Three hundred ordinary papers are let through but for a few, and of three hundred marked ones none is: by two hands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

import pytest

from duban.documents.inspection.one_file import inspect
from duban.documents.inspection.shapes import Shape
from duban.documents.inspection.verdicts import Level
from tests.documents.other_papers import bearing, unmarked
from tests.documents.papers import Paper, marked, ordinary

COUNT = 300
SHAPE = Shape(accept=(".docx", ".xlsx", ".pdf", ".csv", ".txt"), day="2026-03-02")
Drawer = Callable[[int], Iterator[Paper]]
REFUSED_MOST, HANDED_ON_MOST = 0.005, 0.02


def level(paper: Paper) -> Level:
    return inspect(paper.name, paper.content, SHAPE).level


@pytest.mark.parametrize("drawn", [ordinary, unmarked])
def test_of_ordinary_papers_hardly_one_is_refused_and_few_are_handed_to_a_person(drawn: Drawer) -> None:
    papers = list(drawn(COUNT))
    assert len({paper.lines for paper in papers}) == COUNT
    levels = [(level(paper), paper) for paper in papers]
    wrong = {one: [paper.lines for at, paper in levels if at is one] for one in (Level.BLOCK, Level.PERSON)}
    counted = Counter(one for one, _ in levels)
    assert counted[Level.BLOCK] <= COUNT * REFUSED_MOST, wrong[Level.BLOCK][:3]
    assert counted[Level.PERSON] <= COUNT * HANDED_ON_MOST, wrong[Level.PERSON][:3]


@pytest.mark.parametrize("drawn", [marked, bearing])
def test_of_papers_with_a_marking_every_one_is_refused(drawn: Drawer) -> None:
    passed = [paper.lines for paper in drawn(COUNT) if level(paper) is not Level.BLOCK]
    assert passed == []
