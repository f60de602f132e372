"""One matter, one letter, from registration to 销号: through every floor."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from duban.acts.models import Number
from duban.audit.models import Entry
from duban.audit.verify import verify
from duban.insight.selectors.case_file.case import case_view
from duban.matters.selectors import MatterFilter, list_matters
from duban.measures.selectors import RegisterFilter, register
from duban.mechanism.lifecycles import ACTS
from tests.personas import County
from tests.story import closed, do, finished, issued_letter, planned, received, reported, underway


@pytest.mark.clause("3.0", "3.1.1", "3.1.2", "3.1.3", "3.1.4", "3.1.7", "3.1.8", "4.1", "4.3")
def test_one_matter_and_one_letter_go_from_registration_to_their_end(county: County) -> None:
    before = Entry.objects.count()
    story = underway(county)
    ref = issued_letter(story)
    letter = story.measure(ref)
    assert (letter.state, letter.number) == ("issued", "X委办督函〔2026〕1号")
    assert Number.objects.get(text=letter.number).object_id == letter.pk

    received(story, "letter", ref)
    originals = story.receipts(ref, "original")
    assert [row.name for row in originals][0] == "甲镇人民政府"
    assert {row.person_id for row in originals} == {
        None, county.persons["town_a.principal"], county.persons["town_a.mayor"]
    }  # fmt: skip
    assert all(row.received_at for row in originals)
    assert story.measure(ref).state == "rectifying"

    planned(story, "letter", ref)
    reported(story, value=Decimal(3))
    do(
        story.inspector,
        "matter.rate",
        ref=story.matter,
        value="较好推进",
        problems="",
        suggestions="加快验收",
    )
    page = register(actor=county.inspector, kind="letter", where=RegisterFilter())
    assert (page.totals, page.page.total) == ({"letter": 1, "interview": 0, "listing": 0}, 1)
    row = page.page.rows[0]
    assert (row.unit, row.number, row.progress, row.rating) == (
        "甲镇",
        letter.number,
        "完成沟槽开挖。",
        "较好推进",
    )
    assert (row.suggestions, row.deadline, row.state_label) == ("加快验收", date(2026, 4, 30), "整改中")
    assert row.principals.count("、") == 1
    assert all((row.deputies, row.handlers))

    closed(story, "letter", ref)
    assert not story.owed("letter.receive", unit_id=story.unit.unit_id)
    finished(story)
    assert story.row.state == "closed"
    assert not [duty for key in ACTS for duty in story.owed(key)]
    assert list_matters(actor=county.secretary, where=MatterFilter(state="closed")).total == 1

    sentences = [line.sentence for line in story.history()]
    assert any(
        "印发督办函X委办督函〔2026〕1号，送甲镇及其主要领导，抄送县纪委监委、县委组织部" in s
        for s in sentences
    )
    assert not [sentence for sentence in sentences if not sentence or "{" in sentence]
    acts = Entry.objects.count() - before
    assert acts == len(sentences)
    report = verify(county.jurisdiction_id)
    assert report.sound, report.faults
    tab = case_view(actor=county.secretary, ref=story.case, tab="history").content
    assert [line.text for line in tab.entries] == sentences[::-1]
