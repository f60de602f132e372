"""Whoever is asked to agree reads the question first, with the paper and through whose hands it came."""

from __future__ import annotations

import re

import pytest

from duban.mechanism.lifecycles import ACTS, lifecycle_of
from duban.mechanism.lifecycles.types import Act
from tests.measures.test_bulletins import begun
from tests.personas import County
from tests.story import approving, do, underway
from tests.web.conftest import Browse

ASKED = [act for act in ACTS.values() if act.whether]

NAMING = {"whose_hands", "signatures", "publicity", "pause", "verification"}
"""What is read and names whose work it is."""


def readable(act: Act) -> bool:
    """Whether there is something to read before it is answered."""
    return bool(act.reads or lifecycle_of(act.kind).reads or act.effects or "shows_paper" in act.does)


def test_every_act_that_agrees_or_decides_puts_its_question() -> None:
    deciding = {key for key, act in ACTS.items() if act.label.startswith(("同意", "批准", "决定", "确认"))}
    assert deciding - {act.key for act in ASKED} == set()
    assert [act.key for act in ASKED if not re.fullmatch(r".{4,24}？", act.whether)] == []


def test_whoever_is_asked_finds_something_to_read() -> None:
    assert [act.key for act in ASKED if not readable(act)] == []


def test_whoever_must_be_another_reads_who_it_was() -> None:
    asked = {act.key: {*act.reads, *lifecycle_of(act.kind).reads} for act in ASKED if act.apart}
    assert [key for key, reads in asked.items() if not reads & NAMING] == []


def waiting(county: County, kind: str) -> str:
    """A paper of this kind, checked, that waits for whoever agrees."""
    if kind == "letter":
        return approving(underway(county))
    row = begun(county, kind)
    do(county.inspector, f"{kind}.submit", ref=row.ref)
    do(county.checker, f"{kind}.check", ref=row.ref, opinion="属实")
    return row.ref


@pytest.mark.parametrize(("who", "kind"), [("standing", "letter"), ("standing", "circular"), ("office_head", "special_report")])
def test_the_page_opens_with_the_question_the_paper_and_the_names(
    county: County, browse: Browse, who: str, kind: str
) -> None:
    page = browse(who).get(f"/act/{kind}.approve/{waiting(county, kind)}/").content.decode()
    head = re.sub(r"\s+|<[^>]+>", "", page.partition("<h1>")[2].partition("</h1>")[0])
    assert head.startswith("是否同意") and head.endswith("？")
    assert '<details class="paper-in" open>' in page
    assert county.checker.name in page
